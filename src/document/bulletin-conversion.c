/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-conversion.h"

#include "bulletin-proof-text.h"

#include <string.h>

/* Each pass carries full-width punctuation on to its neighbours. */
#define MAX_PASSES 64

typedef struct
{
  const char *source;
  BulletinConversion conversion;
  gsize start;
  gsize end;
  GPtrArray *edits;
} Converter;

/* Whether a character of a line may be replaced: it stands where it is to be, and
 * was not escaped, which says that it is meant as it stands. */
static gboolean
can_replace (const Converter         *self,
             const BulletinProofText *text,
             guint                    i)
{
  gsize start = text->starts[i];

  return start >= self->start && text->ends[i] <= self->end &&
         !(start > 0 && self->source[start - 1] == '\\' && g_ascii_ispunct (self->source[start]));
}

static void
replace (Converter               *self,
         const BulletinProofText *text,
         guint                    i,
         const char              *replacement)
{
  if (can_replace (self, text, i))
    bulletin_edits_add (self->edits, text->starts[i], text->ends[i] - text->starts[i], replacement);
}

static gboolean
is_latin (gunichar c)
{
  return bulletin_is_ascii_alpha (c) || bulletin_is_ascii_digit (c);
}

/* --- Quotes ---------------------------------------------------------------- */

/* ' between letters is an apostrophe, a quote after a digit a measure, unless a
 * quote stands open. */
static gboolean
is_quote (const BulletinProofText *text,
          guint                    i,
          gboolean                 is_open)
{
  gunichar before = bulletin_proof_char (text, (gint64) i - 1);
  gunichar after = bulletin_proof_char (text, (gint64) i + 1);

  if (text->chars[i] == '\'' && is_latin (before) && is_latin (after))
    return FALSE;

  return is_open || !is_latin (before);
}

/* A line all of Latin letters keeps its own quotes. */
static gboolean
has_chinese (const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    if (bulletin_is_han (text->chars[i]))
      return TRUE;
  }

  return FALSE;
}

/* By pairs within the line: a straight quote closes what stands open. 「」 is
 * “” in the text of the mainland, and 『』 is ‘’ (GB/T 15834-2011, 4.9). */
static void
convert_quotes (Converter               *self,
                const BulletinProofText *text)
{
  guint n_double = 0;
  guint n_single = 0;

  if (!has_chinese (text))
    return;

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    switch (text->chars[i]) {
    case 0x201c: /* “ */
      n_double++;
      break;
    case 0x201d:
      n_double -= n_double > 0;
      break;
    case 0x2018: /* ‘ */
      n_single++;
      break;
    case 0x2019:
      n_single -= n_single > 0;
      break;
    case 0x300c: /* 「 */
      replace (self, text, i, "“");
      n_double++;
      break;
    case 0x300d:
      replace (self, text, i, "”");
      n_double -= n_double > 0;
      break;
    case 0x300e: /* 『 */
      replace (self, text, i, "‘");
      n_single++;
      break;
    case 0x300f:
      replace (self, text, i, "’");
      n_single -= n_single > 0;
      break;
    case 0xff02: /* ＂ */
    case '"':
      if (!is_quote (text, i, n_double > 0))
        break;
      replace (self, text, i, n_double > 0 ? "”" : "“");
      n_double = n_double > 0 ? n_double - 1 : 1;
      break;
    case 0xff07: /* ＇ */
    case '\'':
      if (!is_quote (text, i, n_single > 0))
        break;
      replace (self, text, i, n_single > 0 ? "’" : "‘");
      n_single = n_single > 0 ? n_single - 1 : 1;
      break;
    default:
      break;
    }
  }
}

/* --- Punctuation ----------------------------------------------------------- */

/* A line as it will be: one mark made full-width makes the next one stand beside
 * Chinese. */
typedef struct
{
  gunichar *chars;
  guint n_chars;
} Line;

static gunichar
get_char (const Line *line,
          gint64      index)
{
  return index >= 0 && index < line->n_chars ? line->chars[index] : 0;
}

static gboolean
is_beside_chinese (const Line *line,
                   guint       i)
{
  return bulletin_is_chinese (get_char (line, (gint64) i - 1)) ||
         bulletin_is_chinese (get_char (line, (gint64) i + 1));
}

/* A full stop ends a sentence where Chinese comes before it and nothing that it
 * could be part of comes after: not in 1.5 nor in an address. */
static gboolean
is_full_stop (const Line *line,
              guint       i)
{
  gunichar before = get_char (line, (gint64) i - 1);
  gunichar after = get_char (line, (gint64) i + 1);

  return bulletin_is_chinese (before) && before != 0x3002 && after != '.' && after != '/' && !is_latin (after);
}

static gboolean
convert_mark (const Converter         *self,
              const BulletinProofText *text,
              Line                    *line,
              guint                    i)
{
  gunichar c = line->chars[i];
  gunichar full = 0;

  if (c == '.' && is_full_stop (line, i))
    full = 0x3002;
  else if (strchr (",;:!?", (int) MIN (c, 0x7f)) != NULL && is_beside_chinese (line, i))
    full = c + 0xfee0;
  if (full == 0 || !can_replace (self, text, i))
    return FALSE;

  line->chars[i] = full;

  return TRUE;
}

static gboolean
convert_bracket (const Converter         *self,
                 const BulletinProofText *text,
                 Line                    *line,
                 guint                    i)
{
  if (line->chars[i] >= 0x80 || !can_replace (self, text, i))
    return FALSE;

  line->chars[i] += 0xfee0;

  return TRUE;
}

/* Pairs go together, so that none is left with two kinds. */
static gboolean
convert_brackets (const Converter         *self,
                  const BulletinProofText *text,
                  Line                    *line)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean changed = FALSE;

  for (guint i = 0; i < line->n_chars; i++) {
    gunichar c = line->chars[i];
    guint other;

    if (c == '(' || c == 0xff08)
      g_array_append_val (open, i);
    if ((c != ')' && c != 0xff09) || open->len == 0)
      continue;

    other = g_array_index (open, guint, open->len - 1);
    g_array_set_size (open, open->len - 1);
    if (c == 0xff09 || line->chars[other] == 0xff08 || is_beside_chinese (line, i) || is_beside_chinese (line, other)) {
      changed |= convert_bracket (self, text, line, i);
      changed |= convert_bracket (self, text, line, other);
    }
  }

  return changed;
}

/* A bracket without its other stays: nobody can tell what it is. */
static void
convert_punctuation (Converter               *self,
                     const BulletinProofText *text)
{
  g_autofree gunichar *chars = g_memdup2 (text->chars, text->n_chars * sizeof (gunichar));
  Line line = { .chars = chars, .n_chars = text->n_chars };
  gboolean changed = TRUE;

  for (guint pass = 0; changed && pass < MAX_PASSES; pass++) {
    changed = convert_brackets (self, text, &line);
    for (guint i = text->n_marker; i < line.n_chars; i++)
      changed |= convert_mark (self, text, &line, i);
    for (guint i = line.n_chars; i > text->n_marker; i--)
      changed |= convert_mark (self, text, &line, i - 1);
  }

  for (guint i = 0; i < line.n_chars; i++) {
    char utf8[7] = { 0 };

    if (chars[i] == text->chars[i])
      continue;
    g_unichar_to_utf8 (chars[i], utf8);
    replace (self, text, i, utf8);
  }
}

/* --- Digits and letters ---------------------------------------------------- */

static gunichar
get_ascii (gunichar c)
{
  if ((c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a))
    return c - 0xfee0;

  return 0;
}

static gboolean
is_digit (gunichar c)
{
  return bulletin_is_ascii_digit (c) || (c >= 0xff10 && c <= 0xff19);
}

/* １２ and ＡＢ; with them what is part of a number: １．５ １，０００ ９０％. */
static void
convert_digits (Converter               *self,
                const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    gunichar c = text->chars[i];
    gunichar ascii = get_ascii (c);
    char utf8[7] = { 0 };

    if (ascii == 0 && i >= text->n_marker && is_digit (bulletin_proof_char (text, (gint64) i - 1))) {
      if ((c == 0xff0e || c == 0xff0c) && get_ascii (bulletin_proof_char (text, (gint64) i - 1)) != 0 &&
          get_ascii (bulletin_proof_char (text, (gint64) i + 1)) != 0 &&
          is_digit (bulletin_proof_char (text, (gint64) i + 1)))
        ascii = c - 0xfee0;
      else if (c == 0xff05)
        ascii = '%';
    }
    if (ascii == 0)
      continue;

    g_unichar_to_utf8 (ascii, utf8);
    replace (self, text, i, utf8);
  }
}

/* --- All of them ----------------------------------------------------------- */

static void
convert_text_cb (BulletinProofContext    *context,
                 const BulletinProofText *text,
                 gpointer                 user_data)
{
  Converter *self = user_data;

  if (text->n_chars == 0 || text->ends[text->n_chars - 1] <= self->start || text->starts[0] >= self->end)
    return;

  switch (self->conversion) {
  case BULLETIN_CONVERSION_QUOTES:
    convert_quotes (self, text);
    break;
  case BULLETIN_CONVERSION_PUNCTUATION:
    convert_punctuation (self, text);
    break;
  case BULLETIN_CONVERSION_DIGITS:
    convert_digits (self, text);
    break;
  default:
    g_assert_not_reached ();
  }
}

/* The first block that reads as something else in the text after the edits, or
 * %NULL: `１．.` becomes a heading with `１．。`. */
static const BulletinBlock *
find_changed_block (const BulletinDocument *document,
                    const GPtrArray        *edits)
{
  g_autofree char *converted = bulletin_edits_apply (edits, bulletin_document_get_source (document));
  g_autoptr (BulletinDocument) after = bulletin_document_parse (converted, -1);
  guint n_blocks = bulletin_document_get_n_blocks (after);

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *old = bulletin_document_get_block (document, i);
    const BulletinBlock *new = i < n_blocks ? bulletin_document_get_block (after, i) : NULL;

    if (new == NULL || new->kind != old->kind || new->level != old->level || new->n_lines != old->n_lines)
      return old;
  }

  return NULL;
}

static void
drop_edits (GPtrArray           *edits,
            const BulletinBlock *block)
{
  guint n_edits = edits->len;

  for (guint i = edits->len; i > 0; i--) {
    const BulletinEdit *edit = g_ptr_array_index (edits, i - 1);

    if (edit->offset >= block->offset && edit->offset < block->offset + block->length)
      g_ptr_array_remove_index (edits, i - 1);
  }
  /* What is not of its own doing is not looked for. */
  if (edits->len == n_edits)
    g_ptr_array_set_size (edits, 0);
}

/**
 * bulletin_convert:
 * @document: a document
 * @conversion: what to make uniform
 * @start: from where in its source, in bytes
 * @end: up to where
 *
 * Converts what a reader reads between two places; live figures, the names of
 * pictures, what is escaped and the marks of the markup stay as they are. The
 * text keeps its structure, and converting it once more changes nothing.
 *
 * Returns: (transfer full) (element-type BulletinEdit): the edits, a character
 *   each
 */
GPtrArray *
bulletin_convert (const BulletinDocument *document,
                  BulletinConversion      conversion,
                  gsize                   start,
                  gsize                   end)
{
  BulletinProofContext context = { .document = document };
  Converter converter = {
    .conversion = conversion,
    .start = start,
    .end = end,
    .edits = bulletin_edits_new (),
  };
  const BulletinBlock *changed;

  g_return_val_if_fail (document != NULL, converter.edits);

  converter.source = bulletin_document_get_source (document);
  bulletin_proof_each_text (&context, convert_text_cb, &converter);
  while (converter.edits->len > 0 && (changed = find_changed_block (document, converter.edits)) != NULL)
    drop_edits (converter.edits, changed);

  return converter.edits;
}
