/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"

#include "bulletin-marker.h"
#include "bulletin-numerals.h"
#include "bulletin-rules.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_LEVELS 4

/* Beyond this a numbered line is a sentence, whose 。 is in its place. */
#define MAX_HEADING_CHARS 40

static char *
format_marker (int level,
               int number)
{
  g_autofree char *digits = bulletin_marker_format_number (level, number, NULL);

  switch (level) {
  case 1:
    return g_strconcat (digits, "、", NULL);
  case 3:
    return g_strconcat (digits, ".", NULL);
  default:
    return g_strconcat ("（", digits, "）", NULL);
  }
}

static gsize
get_marker (const BulletinDocument *document,
            const BulletinBlock    *block,
            BulletinMarker         *marker)
{
  const BulletinSpan *first = g_ptr_array_index (block->spans, 0);
  const char *source = bulletin_document_get_source (document);
  gboolean found = bulletin_marker_parse (source + first->offset,
                                          block->offset + block->length - first->offset,
                                          marker);

  g_assert (found);

  return first->offset;
}

/* Which levels the document uses. （1） below anything but 1. is never right;
 * 一、 followed by 1. is, as long as no （一） is used anywhere. */
static guint
get_used_levels (const BulletinDocument *document)
{
  guint n_blocks = bulletin_document_get_n_blocks (document);
  guint used = 0;

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);

    if (block->kind == BULLETIN_BLOCK_HEADING)
      used |= 1u << block->level;
  }

  if (used & (1u << 4))
    used |= 1u << 3;

  return used;
}

static int
get_level_below (guint used,
                 int   level)
{
  for (int i = level + 1; i <= N_LEVELS; i++) {
    if (used & (1u << i))
      return i;
  }

  return N_LEVELS;
}

/* Numbers run from 1 without a gap under each parent, and no level is left out.
 * A heading of a wrong level counts as one of the level that it should have, so
 * that mending all findings mends the document. */
void
bulletin_rule_heading_numbers (BulletinProofContext *context)
{
  guint n_blocks = bulletin_document_get_n_blocks (context->document);
  guint used = get_used_levels (context->document);
  int counts[N_LEVELS + 1] = { 0 };
  int meant[N_LEVELS + 1] = { 0 };
  int last = 0;

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);
    BulletinMarker marker;
    gsize offset;
    int level;

    if (block->kind != BULLETIN_BLOCK_HEADING)
      continue;

    level = meant[block->level] != 0 ? meant[block->level] : MIN (block->level, get_level_below (used, last));
    meant[block->level] = level;
    for (int k = block->level + 1; k <= N_LEVELS; k++)
      meant[k] = 0;

    counts[level]++;
    for (int k = level + 1; k <= N_LEVELS; k++)
      counts[k] = 0;
    last = level;

    offset = get_marker (context->document, block, &marker);

    if (level != block->level) {
      g_autofree char *expected = format_marker (level, counts[level]);

      /* 1. below 一、 is allowed, if unusual beside （一） elsewhere. */
      bulletin_proof_add (context, "heading-level",
                          block->level == 3 && level == 2 ? BULLETIN_SEVERITY_HINT : BULLETIN_SEVERITY_WARNING,
                          offset, marker.length, expected,
                          g_strdup_printf (_("This heading skips a level: “%s” should come here."), expected));
    } else if (block->number != counts[level]) {
      const char *typed = bulletin_document_get_source (context->document) + offset + marker.number_offset;
      g_autofree char *expected = bulletin_marker_format_number (level, counts[level], typed);
      g_autofree char *found = g_strndup (typed, marker.number_length);

      bulletin_proof_add (context, "heading-order", BULLETIN_SEVERITY_WARNING,
                          offset + marker.number_offset, marker.number_length, expected,
                          g_strdup_printf (_("The headings are out of order: “%s” stands where “%s” should come."),
                                           found, expected));
    }
  }
}

/* The lines of an attachment note are numbered from 1 without a gap. */
static void
check_attachments (BulletinProofContext *context,
                   const BulletinBlock  *block)
{
  const char *source = bulletin_document_get_source (context->document);
  const char *end = source + block->offset + block->length;
  int expected = 1;

  for (const char *line = source + block->offset; line < end;) {
    const char *line_end = memchr (line, '\n', end - line);
    const char *text;
    BulletinMarker marker;

    if (line_end == NULL)
      line_end = end;
    text = line + bulletin_skip_blanks (line, line_end - line);
    for (guint i = 0; i < 2; i++) {
      static const char *const marks[] = { "附件：", "附件:" };

      if (g_str_has_prefix (text, marks[i]))
        text += strlen (marks[i]);
    }
    text += bulletin_skip_blanks (text, line_end - text);
    if (bulletin_marker_parse (text, line_end - text, &marker) && marker.level == 3) {
      if (marker.number != expected) {
        const char *typed = text + marker.number_offset;
        g_autofree char *replacement = bulletin_marker_format_number (3, expected, typed);
        g_autofree char *found = g_strndup (typed, marker.number_length);

        bulletin_proof_add (context, "attachment-order", BULLETIN_SEVERITY_WARNING,
                            (gsize) (typed - source), marker.number_length, replacement,
                            g_strdup_printf (_ ("The attachments are out of order: “%s” stands where “%s” should come."),
                                             found, replacement));
      }
      expected++;
    }
    line = line_end < end ? line_end + 1 : end;
  }
}

void
bulletin_rule_attachments (BulletinProofContext *context)
{
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);

    if (block->kind == BULLETIN_BLOCK_ATTACHMENTS)
      check_attachments (context, block);
  }
}

/* How many numerals of a number up to 99 stand at @at; 0 if none. */
static guint
read_count (const BulletinProofText *text,
            guint                    at,
            int                     *number)
{
  g_autoptr (GString) numerals = g_string_new (NULL);
  guint n = 0;

  for (gunichar c = text->chars[at]; n < 3 && c != 0 && g_utf8_strchr ("一二三四五六七八九十", -1, c) != NULL;
       c = bulletin_proof_char (text, (gint64) at + n)) {
    g_string_append_unichar (numerals, c);
    n++;
  }

  return n > 0 && bulletin_numeral_parse (numerals->str, numerals->len, number) ? n : 0;
}

/* The ways to count within a paragraph. */
typedef enum
{
  COUNT_IS,      /* 一是 */
  COUNT_ORDINAL, /* 第一， */
  COUNT_ITS,     /* 其一， */
  COUNT_CIRCLE,  /* ① */
  COUNT_BRACKET, /* （1） */
  COUNT_POINT,   /* 1. */
  N_COUNTS,
} CountKind;

/* Whether an item of a list may begin at @at: at the start, or behind ：；。 and the
 * like. */
static gboolean
may_begin_item (const BulletinProofText *text,
                guint                    at)
{
  gunichar before = bulletin_proof_char (text, (gint64) at - 1);

  return at == text->n_marker || before == 0xff1a || before == 0xff1b || before == 0x3002 || before == 0xff0c || before == 0x3001;
}

/* The digits at @at, up to two; gives how many. */
static guint
read_count_digits (const BulletinProofText *text,
                   guint                    at,
                   int                     *number)
{
  guint n = 0;

  *number = 0;
  for (; n < 2 && bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at + n)); n++)
    *number = *number * 10 + (int) (text->chars[at + n] - '0');

  return n;
}

/* What counts at @at: the kind and, from @first on, the @n characters of its number. */
static gboolean
read_item (const BulletinProofText *text,
           guint                    at,
           CountKind               *kind,
           guint                   *first,
           guint                   *n,
           int                     *number)
{
  gunichar c = text->chars[at];
  gunichar after;

  if (c >= 0x2460 && c <= 0x2473) {
    *kind = COUNT_CIRCLE;
    *first = at;
    *n = 1;
    *number = (int) (c - 0x2460) + 1;
    return may_begin_item (text, at);
  }
  if (c == 0xff08 || c == '(' || bulletin_is_ascii_digit (c)) {
    *kind = bulletin_is_ascii_digit (c) ? COUNT_POINT : COUNT_BRACKET;
    *first = *kind == COUNT_POINT ? at : at + 1;
    *n = read_count_digits (text, *first, number);
    after = bulletin_proof_char (text, (gint64) *first + *n);
    return *n > 0 && may_begin_item (text, at) && bulletin_is_han (bulletin_proof_char (text, (gint64) *first + *n + 1)) &&
           (*kind == COUNT_POINT ? after == '.' || after == 0xff0e : after == 0xff09 || after == ')');
  }

  *kind = COUNT_IS;
  if (c == 0x7b2c) /* 第 */
    *kind = COUNT_ORDINAL;
  else if (c == 0x5176) /* 其 */
    *kind = COUNT_ITS;
  *first = *kind == COUNT_IS ? at : at + 1;
  if (g_unichar_isalnum (bulletin_proof_char (text, (gint64) at - 1)) || *first >= text->n_chars)
    return FALSE;
  *n = read_count (text, *first, number);
  after = bulletin_proof_char (text, (gint64) *first + *n);

  return *n > 0 && (*kind == COUNT_IS ? after == 0x662f : after == 0xff0c || after == 0x3001); /* 是 */
}

static char *
format_count (CountKind kind,
              int       number)
{
  char circle[7] = { 0 };

  switch (kind) {
  case COUNT_CIRCLE:
    g_unichar_to_utf8 (0x2460 + MIN (number, 20) - 1, circle);
    return g_strdup (circle);
  case COUNT_BRACKET:
  case COUNT_POINT:
    return g_strdup_printf ("%d", number);
  default:
    return bulletin_numeral_format (number);
  }
}

/* 一是…；三是…, 第一，…；第三，…, ①…；③… and the like: what is counted within a
 * paragraph. A count that does not begin with one goes on from another paragraph. */
void
bulletin_rule_counts (BulletinProofContext    *context,
                      const BulletinProofText *text)
{
  int last[N_COUNTS] = { 0 };

  if (text->in_cell)
    return;
  /* 1.摸底数；3.建台账: the first is the mark of the line. */
  if (text->block->kind == BULLETIN_BLOCK_HEADING && text->block->level >= 3)
    last[text->block->level == 3 ? COUNT_POINT : COUNT_BRACKET] = text->block->number;

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    g_autofree char *found = NULL;
    g_autofree char *expected = NULL;
    CountKind kind;
    guint first, n;
    int number;

    if (!read_item (text, i, &kind, &first, &n, &number))
      continue;

    if (number == 1 || last[kind] == 0 || number == last[kind] + 1) {
      if (number == 1 || last[kind] > 0)
        last[kind] = number;
      continue;
    }
    /* 见（3）及第2.1节 and the like are no count. */
    if (kind >= COUNT_BRACKET && number <= last[kind])
      continue;
    last[kind]++;
    expected = format_count (kind, last[kind]);
    found = bulletin_proof_substring (text, first, n);
    bulletin_proof_add_chars (context, "heading-order", BULLETIN_SEVERITY_WARNING, text, first, n, expected,
                              g_strdup_printf (_("This paragraph counts out of order: “%s” stands where “%s” should come."),
                                               found, expected));
  }
}

/* GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）. */
void
bulletin_rule_heading_marker (BulletinProofContext    *context,
                              const BulletinProofText *text)
{
  g_autofree char *found = NULL;
  GString *expected;
  g_autofree char *marker = NULL;

  if (text->n_marker < 2 || text->block->kind != BULLETIN_BLOCK_HEADING || text->block->level == 1)
    return;

  found = bulletin_proof_substring (text, 0, text->n_marker);
  expected = g_string_new (found);

  if (text->block->level == 3) {
    if (g_str_has_suffix (found, "、")) {
      g_string_truncate (expected, expected->len - strlen ("、"));
      g_string_append_c (expected, '.');
    }
  } else {
    g_string_replace (expected, "(", "（", 1);
    g_string_replace (expected, ")", "）", 1);
  }

  marker = g_string_free_and_steal (expected);
  if (g_str_equal (marker, found))
    return;

  bulletin_proof_add_chars (context, "heading-marker", BULLETIN_SEVERITY_HINT,
                            text, 0, text->n_marker, marker,
                            g_strdup_printf (_("Official documents number this heading “%s”, not “%s”."),
                                             marker, found));
}

/* （一）内容健康，必须为本人原创。 with nothing below it is a sentence of a list, and
 * heads nothing. */
static gboolean
is_item (const BulletinDocument  *document,
         const BulletinProofText *text)
{
  guint n_blocks = bulletin_document_get_n_blocks (document);
  const BulletinBlock *after = NULL;
  gboolean has_comma = FALSE;
  guint first = 0;
  guint next = n_blocks;

  for (guint i = text->n_marker; i < text->n_chars; i++)
    has_comma = has_comma || text->chars[i] == 0xff0c;
  if (!has_comma)
    return FALSE;

  /* Blocks stand in the order of their offsets. */
  while (first < next) {
    guint middle = first + (next - first) / 2;

    if (bulletin_document_get_block (document, middle)->offset <= text->block->offset)
      first = middle + 1;
    else
      next = middle;
  }
  while (first < n_blocks && (after = bulletin_document_get_block (document, first))->kind == BULLETIN_BLOCK_BLANK)
    first++;

  return first >= n_blocks || (after->kind == BULLETIN_BLOCK_HEADING && after->level <= text->block->level);
}

/* A heading on a line of its own ends without 。, and has some text. */
void
bulletin_rule_heading_text (BulletinProofContext    *context,
                            const BulletinProofText *text)
{
  const BulletinBlock *block = text->block;
  g_autofree char *found = NULL;
  gunichar last;
  gboolean wrong;

  if (block->kind != BULLETIN_BLOCK_HEADING || block->body != NULL)
    return;

  if (text->n_chars == text->n_marker) {
    bulletin_proof_add_chars (context, "heading-empty", BULLETIN_SEVERITY_WARNING,
                              text, 0, text->n_chars, NULL,
                              g_strdup (_("This heading has a number but no text.")));
    return;
  }

  last = text->chars[text->n_chars - 1];

  switch (last) {
  case 0xff0c: /* ， */
  case 0x3001: /* 、 */
    wrong = TRUE;
    break;
  case 0x3002: /* 。 */
  case 0xff1a: /* ： */
    wrong = block->level <= 2 && text->n_chars <= MAX_HEADING_CHARS && !is_item (context->document, text);
    break;
  case 0xff1b: /* ； */
    wrong = block->level == 1;
    break;
  default:
    wrong = FALSE;
    break;
  }

  if (!wrong)
    return;

  found = bulletin_proof_substring (text, text->n_chars - 1, 1);
  bulletin_proof_add_chars (context, "heading-punctuation",
                            block->level == 1 ? BULLETIN_SEVERITY_WARNING : BULLETIN_SEVERITY_HINT,
                            text, text->n_chars - 1, 1, "",
                            g_strdup_printf (_("A heading on a line of its own does not end with “%s”."), found));
}
