/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"

#include <glib/gi18n.h>

/* GB/T 15834-2011: Chinese text takes full-width punctuation. */

/* Whether the character at a place stands beside Chinese; a space counts as none. */
static gboolean
is_beside_chinese (const BulletinProofText *text,
                   guint                    first,
                   guint                    n)
{
  return bulletin_is_chinese (bulletin_proof_char (text, (gint64) first - 1)) ||
         bulletin_is_chinese (bulletin_proof_char (text, (gint64) first + n));
}

static void
add_half_width (BulletinProofContext    *context,
                const BulletinProofText *text,
                guint                    first,
                guint                    n,
                const char              *expected)
{
  g_autofree char *found = bulletin_proof_substring (text, first, n);

  bulletin_proof_add_chars (context, "half-width", BULLETIN_SEVERITY_WARNING, text, first, n, expected,
                            g_strdup_printf (_("Beside Chinese the punctuation is full-width: “%s”, not “%s”."),
                                             expected, found));
}

static const char *
get_full_width (gunichar c)
{
  switch (c) {
  case ',':
    return "，";
  case ';':
    return "；";
  case ':':
    return "：";
  case '!':
    return "！";
  case '?':
    return "？";
  default:
    return NULL;
  }
}

/* A full stop ends a sentence where Chinese comes before it; in 1.5, in v1.2 and
 * in addresses it is something else. */
static guint
check_full_stop (BulletinProofContext    *context,
                 const BulletinProofText *text,
                 guint                    i)
{
  guint n = 1;
  gunichar before = bulletin_proof_char (text, (gint64) i - 1);
  gunichar after;

  while (bulletin_proof_char (text, (gint64) i + n) == '.')
    n++;
  after = bulletin_proof_char (text, (gint64) i + n);

  if (n >= 3) {
    if (bulletin_is_chinese (before) || bulletin_is_chinese (after))
      add_half_width (context, text, i, n, "……");
  } else if (n == 1 && bulletin_is_chinese (before) && before != 0x3002 &&
             !bulletin_is_ascii_digit (after) && !bulletin_is_ascii_alpha (after) && after != '/') {
    add_half_width (context, text, i, n, "。");
  }

  return n;
}

/* 青春--蜂行 for ——, 牡关工委〔2024〕6号 with square brackets, <论语> for 《》. */
static void
check_typewriter_marks (BulletinProofContext    *context,
                        const BulletinProofText *text,
                        guint                    i)
{
  gunichar c = text->chars[i];
  gunichar closing = c == '[' ? ']' : '>';
  guint n = 1;

  if (c == '-') {
    while (bulletin_proof_char (text, (gint64) i + n) == '-')
      n++;
    if (n >= 2 && bulletin_proof_char (text, (gint64) i - 1) != '-' && is_beside_chinese (text, i, n))
      add_half_width (context, text, i, n, "——");
    return;
  }
  if ((c != '[' && c != '<') || bulletin_proof_char (text, (gint64) i - 1) == c)
    return;

  while (n < 60 && bulletin_proof_char (text, (gint64) i + n) != closing && bulletin_proof_char (text, (gint64) i + n) != 0)
    n++;
  if (n == 60 || bulletin_proof_char (text, (gint64) i + n) != closing)
    return;

  if (c == '[') {
    gboolean is_year = n == 5;

    for (guint k = 1; k < n; k++)
      is_year = is_year && bulletin_is_ascii_digit (text->chars[i + k]);
    if (is_year && bulletin_is_han (bulletin_proof_char (text, (gint64) i - 1))) {
      add_half_width (context, text, i, 1, "〔");
      add_half_width (context, text, i + n, 1, "〕");
    }
  } else {
    guint n_marks = bulletin_proof_char (text, (gint64) i + 1) == '<' ? 2 : 1;

    if (bulletin_is_han (bulletin_proof_char (text, (gint64) i + n_marks)) && bulletin_is_han (bulletin_proof_char (text, (gint64) i + n - 1))) {
      add_half_width (context, text, i, n_marks, "《");
      add_half_width (context, text, i + n, bulletin_proof_char (text, (gint64) i + n + 1) == '>' ? 2 : 1, "》");
    }
  }
}

/* Half-width commas, colons, stops beside Chinese. */
void
bulletin_rule_half_width (BulletinProofContext    *context,
                          const BulletinProofText *text)
{
  for (guint i = text->n_marker; i < text->n_chars; i++) {
    const char *expected = get_full_width (text->chars[i]);

    if (text->chars[i] == '.') {
      i += check_full_stop (context, text, i) - 1;
      continue;
    }

    check_typewriter_marks (context, text, i);
    if (expected == NULL || !is_beside_chinese (text, i, 1))
      continue;

    add_half_width (context, text, i, 1, expected);
  }
}

static void
check_bracket_pair (BulletinProofContext    *context,
                    const BulletinProofText *text,
                    gint64                   opening,
                    gint64                   closing)
{
  gboolean half_opening = bulletin_proof_char (text, opening) == '(';
  gboolean half_closing = bulletin_proof_char (text, closing) == ')';

  if (!half_opening && !half_closing)
    return;

  if ((half_opening && half_closing) &&
      !is_beside_chinese (text, opening, 1) && !is_beside_chinese (text, closing, 1))
    return;

  if (half_opening)
    add_half_width (context, text, opening, 1, "（");
  if (half_closing)
    add_half_width (context, text, closing, 1, "）");
}

/* Brackets are judged in pairs, so that mending one does not leave the other:
 * both beside Chinese or one half-width and one full-width. */
void
bulletin_rule_half_width_brackets (BulletinProofContext    *context,
                                   const BulletinProofText *text)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    gunichar c = text->chars[i];

    if (c == '(' || c == 0xff08) {
      g_array_append_val (open, i);
    } else if ((c == ')' || c == 0xff09) && open->len > 0) {
      check_bracket_pair (context, text, g_array_index (open, guint, open->len - 1), i);
      g_array_set_size (open, open->len - 1);
    }
  }
}

/* Straight quotes beside Chinese, opening and closing by turns. */
void
bulletin_rule_half_width_quotes (BulletinProofContext    *context,
                                 const BulletinProofText *text)
{
  guint n_quotes = 0;

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    if (text->chars[i] != '"')
      continue;

    n_quotes++;
    if (is_beside_chinese (text, i, 1))
      bulletin_proof_add_chars (context, "half-width", BULLETIN_SEVERITY_WARNING, text, i, 1,
                                n_quotes % 2 == 1 ? "“" : "”",
                                g_strdup (_("Beside Chinese the quotes are curved, not straight.")));
  }
}

static gboolean
is_pause (gunichar c)
{
  return c == 0xff0c || c == 0x3001 || c == 0x3002 || c == 0xff1b || c == 0xff1a;
}

/* A pause, or a half-width one right beside one: ,， too are two. */
static gboolean
is_pause_at (const BulletinProofText *text,
             gint64                   at)
{
  gunichar c = bulletin_proof_char (text, at);

  return is_pause (c) || ((c == ',' || c == ';') && (is_pause (bulletin_proof_char (text, at - 1)) || is_pause (bulletin_proof_char (text, at + 1))));
}

static void
add_doubled (BulletinProofContext    *context,
             const BulletinProofText *text,
             guint                    first,
             guint                    n,
             const char              *expected)
{
  g_autofree char *found = bulletin_proof_substring (text, first, n);

  bulletin_proof_add_chars (context, "doubled-punctuation", BULLETIN_SEVERITY_WARNING, text, first, n, expected,
                            g_strdup_printf (_("Only one punctuation mark stands in a place, but here is “%s”."),
                                             found));
}

/* ，，  ，。  。。。 for ……; ！！ and ？！ are emphasis and stay (GB/T 15834-2011, 4.3). */
void
bulletin_rule_doubled_punctuation (BulletinProofContext    *context,
                                   const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    g_autofree char *single = NULL;
    gboolean same = TRUE;
    guint n = 1;

    /* ““甲” */
    if ((text->chars[i] == 0x201c || text->chars[i] == 0x2018) && bulletin_proof_char (text, (gint64) i + 1) == text->chars[i]) {
      single = bulletin_proof_substring (text, i, 1);
      add_doubled (context, text, i, 2, single);
      i++;
      continue;
    }
    /* “要抓好落实。”。: the quotation has ended the sentence (GB/T 15834-2011, A.1). */
    if (bulletin_proof_has_words (text, i, "。”。") || bulletin_proof_has_words (text, i, "。’。")) {
      single = bulletin_proof_substring (text, i, 2);
      add_doubled (context, text, i, 3, single);
      i += 2;
      continue;
    }
    if (!is_pause_at (text, i))
      continue;

    while (is_pause_at (text, (gint64) i + n)) {
      same = same && text->chars[i + n] == text->chars[i];
      n++;
    }

    if (n == 1)
      continue;

    single = bulletin_proof_substring (text, i, 1);

    if (!same)
      add_doubled (context, text, i, n, NULL);
    else if (text->chars[i] == 0x3002 && n >= 3)
      add_doubled (context, text, i, n, "……");
    else
      add_doubled (context, text, i, n, single);

    i += n - 1;
  }
}

/* “甲”、“乙” and 《甲》、《乙》 usually go without 、 (GB/T 15834-2011, 4.5.3.5). */
void
bulletin_rule_needless_list_comma (BulletinProofContext    *context,
                                   const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    gunichar before = bulletin_proof_char (text, (gint64) i - 1);
    gunichar after = bulletin_proof_char (text, (gint64) i + 1);

    if (text->chars[i] == 0x3001 &&
        ((before == 0x201d && after == 0x201c) || (before == 0x300b && after == 0x300a)))
      bulletin_proof_add_chars (context, "list-comma", BULLETIN_SEVERITY_HINT, text, i, 1, "",
                                g_strdup (_("Between quoted names that follow each other “、” is usually left out.")));
  }
}

/* Opening and closing marks, alike in place. */
static const gunichar openings[] = { 0x201c, 0x2018, 0xff08, 0x300a, 0x3008, 0x3010, 0x300c, 0x300e, 0x3014 };
static const gunichar closings[] = { 0x201d, 0x2019, 0xff09, 0x300b, 0x3009, 0x3011, 0x300d, 0x300f, 0x3015 };

static int
find_mark (const gunichar *marks,
           gunichar        c)
{
  if (c == '(')
    c = 0xff08;
  else if (c == ')')
    c = 0xff09;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++) {
    if (marks[i] == c)
      return i;
  }

  return -1;
}

typedef struct
{
  guint at;
  int mark;
} OpenMark;

static void
add_unpaired (BulletinProofContext    *context,
              const BulletinProofText *text,
              guint                    at,
              gboolean                 opening)
{
  g_autofree char *found = bulletin_proof_substring (text, at, 1);

  bulletin_proof_add_chars (context, "unpaired", BULLETIN_SEVERITY_WARNING, text, at, 1, NULL,
                            opening ? g_strdup_printf (_("“%s” is opened here and not closed in this paragraph."), found)
                                    : g_strdup_printf (_("“%s” closes here what was not opened in this paragraph."), found));
}

/* 1） and a) number items and close nothing. */
static gboolean
is_item_bracket (const BulletinProofText *text,
                 guint                    at)
{
  guint n = 0;

  while (n <= 2 && g_unichar_isalnum (bulletin_proof_char (text, (gint64) at - 1 - n)) &&
         !bulletin_is_han (bulletin_proof_char (text, (gint64) at - 1 - n)))
    n++;

  return n == 1 || n == 2;
}

static gboolean
is_apostrophe (const BulletinProofText *text,
               guint                    at)
{
  return text->chars[at] == 0x2019 &&
         bulletin_is_ascii_alpha (bulletin_proof_char (text, (gint64) at - 1));
}

/* The next paragraph of the document; NULL if something else comes. */
static const BulletinBlock *
find_next_paragraph (const BulletinDocument *document,
                     const BulletinBlock    *block)
{
  guint first = 0;
  guint next = bulletin_document_get_n_blocks (document);

  /* Blocks stand in the order of their offsets. */
  while (first < next) {
    guint middle = first + (next - first) / 2;

    if (bulletin_document_get_block (document, middle)->offset <= block->offset)
      first = middle + 1;
    else
      next = middle;
  }
  for (; first < bulletin_document_get_n_blocks (document); first++) {
    const BulletinBlock *after = bulletin_document_get_block (document, first);

    if (after->kind != BULLETIN_BLOCK_BLANK)
      return after->kind == BULLETIN_BLOCK_PARAGRAPH ? after : NULL;
  }

  return NULL;
}

/* A quotation of several paragraphs opens each of them and closes only the last
 * (GB/T 15834-2011, 4.8.3). */
static gboolean
is_quotation_that_goes_on (const BulletinProofContext *context,
                           const BulletinProofText    *text,
                           guint                       at)
{
  const BulletinBlock *after;
  g_autofree char *words = NULL;
  const char *p;
  int n_open = 0;

  if (text->chars[at] != 0x201c || text->in_cell || text->block->kind != BULLETIN_BLOCK_PARAGRAPH)
    return FALSE;
  for (guint i = 0; i < at; i++) {
    if (!bulletin_is_blank (text->chars[i]))
      return FALSE;
  }
  after = find_next_paragraph (context->document, text->block);
  if (after == NULL)
    return FALSE;
  words = bulletin_spans_to_text (after->spans);
  for (p = words; bulletin_is_blank (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    ;
  if (g_utf8_get_char (p) != 0x201c)
    return FALSE;
  /* “甲”，乙。 is a quotation of its own. */
  for (; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    n_open += c == 0x201c ? 1 : c == 0x201d ? -1
                                            : 0;
    if (n_open == 0)
      return *g_utf8_next_char (p) == '\0' || g_str_equal (g_utf8_next_char (p), "。");
  }

  return TRUE;
}

/* Quotes, brackets and title marks come in pairs within a paragraph. */
void
bulletin_rule_unpaired (BulletinProofContext    *context,
                        const BulletinProofText *text)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (OpenMark));
  guint n_open[G_N_ELEMENTS (openings)] = { 0 };

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    int opening = find_mark (openings, text->chars[i]);
    int closing = find_mark (closings, text->chars[i]);
    OpenMark top;

    if (opening >= 0) {
      top = (OpenMark) { i, opening };

      /* ““甲” is a quote typed twice. */
      if (opening <= 1 && bulletin_proof_char (text, (gint64) i - 1) == text->chars[i])
        continue;
      /* “甲“: the same quote within itself is a closing one mistyped. */
      if (opening <= 1 && open->len > 0 && g_array_index (open, OpenMark, open->len - 1).mark == opening) {
        const char *expected = opening == 0 ? "”" : "’";

        bulletin_proof_add_chars (context, "unpaired", BULLETIN_SEVERITY_WARNING, text, i, 1, expected,
                                  g_strdup_printf (_("A quote is opened within itself; “%s” probably closes it here."),
                                                   expected));
        g_array_set_size (open, open->len - 1);
        n_open[opening]--;
        continue;
      }

      g_array_append_val (open, top);
      n_open[opening]++;
      continue;
    }

    if (closing < 0 || is_apostrophe (text, i))
      continue;

    if (n_open[closing] == 0) {
      if (!(closing == 2 && is_item_bracket (text, i)))
        add_unpaired (context, text, i, FALSE);
      continue;
    }

    /* What was opened since then is not closed in time. */
    while ((top = g_array_index (open, OpenMark, open->len - 1)).mark != closing) {
      add_unpaired (context, text, top.at, TRUE);
      n_open[top.mark]--;
      g_array_set_size (open, open->len - 1);
    }

    n_open[closing]--;
    g_array_set_size (open, open->len - 1);
  }

  for (guint i = 0; i < open->len; i++) {
    guint at = g_array_index (open, OpenMark, i).at;

    if (!is_quotation_that_goes_on (context, text, at))
      add_unpaired (context, text, at, TRUE);
  }
}
