/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document-private.h"

#include "bulletin-marker.h"

#include <string.h>

#define PICTURE_SEPARATOR "](attachment:"

/* A line of the source, all in bytes from the source's start. */
typedef struct
{
  gsize start;
  gsize content; /* the first byte that is no blank */
  gsize end;     /* after the last byte that is no blank, at least content */
  gsize stop;    /* where the line's end starts */
  gsize next;    /* where the next line starts */
} Line;

typedef enum
{
  LINE_BLANK,
  LINE_TEXT,
  LINE_HEADING,
  LINE_NOTE,
  LINE_ROW,
  LINE_CAPTION,
  LINE_PICTURE,
  LINE_ATTACHMENTS,
  LINE_PAGE_BREAK,
} LineKind;

typedef struct
{
  const char *source;
  gsize length;
  guint line_number;
  Line line;
  GPtrArray *blocks;
} Parser;

static gboolean
starts_with (const char *text,
             gsize       length,
             const char *prefix)
{
  gsize n = strlen (prefix);

  return length >= n && memcmp (text, prefix, n) == 0;
}

/* Lines end in LF, CR LF or CR, as GtkTextBuffer sees them. The next line is
 * empty, with start == next, at the end of the text. */
static void
read_line (const Parser *self,
           gsize         start,
           Line         *line)
{
  gsize i = start;

  while (i < self->length && self->source[i] != '\n' && self->source[i] != '\r')
    i++;

  line->start = start;
  line->stop = i;
  line->next = i;
  if (i < self->length)
    line->next += starts_with (self->source + i, self->length - i, "\r\n") ? 2 : 1;

  line->content = start + bulletin_skip_blanks (self->source + start, i - start);
  line->end = line->content + bulletin_trim_blanks (self->source + line->content, i - line->content);

  /* An internal line is what it would be without its marks. */
  if (bulletin_inline_is_internal (self->source + line->content, line->end - line->content)) {
    line->content += strlen ("[[");
    line->end -= strlen ("]]");
    line->content += bulletin_skip_blanks (self->source + line->content, line->end - line->content);
    line->end = line->content + bulletin_trim_blanks (self->source + line->content, line->end - line->content);
  }
}

static void
advance (Parser *self)
{
  gsize next = self->line.next;

  self->line_number++;
  read_line (self, next, &self->line);
}

static gsize
scan_note_mark (const char *text,
                gsize       length)
{
  if (length == 0 || *text != '>')
    return 0;
  if (length > 1 && bulletin_skip_blanks (text + 1, length - 1) == 0)
    return 0;

  return 1 + bulletin_skip_blanks (text + 1, length - 1);
}

static gsize
scan_attachments_mark (const char *text,
                       gsize       length)
{
  if (starts_with (text, length, "附件："))
    return strlen ("附件：");
  if (starts_with (text, length, "附件:"))
    return strlen ("附件:");

  return 0;
}

static gboolean
is_page_break (const char *text,
               gsize       length)
{
  gsize n = 0;

  while (n < length && text[n] == '-')
    n++;

  return n == length && n >= 3;
}

static gboolean
scan_picture (const char *text,
              gsize       length,
              gsize      *caption_end)
{
  const char *separator;

  if (!starts_with (text, length, "![") || text[length - 1] != ')')
    return FALSE;

  separator = g_strstr_len (text, length, PICTURE_SEPARATOR);
  if (separator == NULL || separator + strlen (PICTURE_SEPARATOR) >= text + length - 1)
    return FALSE;

  *caption_end = separator - text;

  return TRUE;
}

static LineKind
classify (const char *text,
          gsize       length)
{
  BulletinMarker marker;
  gsize unused;

  if (length == 0)
    return LINE_BLANK;
  if (scan_note_mark (text, length) > 0)
    return LINE_NOTE;
  if (starts_with (text, length, "|="))
    return LINE_CAPTION;
  if (*text == '|')
    return LINE_ROW;
  if (is_page_break (text, length))
    return LINE_PAGE_BREAK;
  if (scan_attachments_mark (text, length) > 0)
    return LINE_ATTACHMENTS;
  if (scan_picture (text, length, &unused))
    return LINE_PICTURE;
  if (bulletin_marker_parse (text, length, &marker))
    return LINE_HEADING;

  return LINE_TEXT;
}

/**
 * bulletin_line_needs_escape:
 * @text: a line without the blanks at its ends, in UTF-8
 * @length: the bytes of @text
 * @numbered: whether headings and attachment notes count as well
 *
 * Returns: whether the line would be part of a table, a note, a picture or a page
 *   break
 */
gboolean
bulletin_line_needs_escape (const char *text,
                            gsize       length,
                            gboolean    numbered)
{
  switch (classify (text, length)) {
  case LINE_NOTE:
  case LINE_ROW:
  case LINE_CAPTION:
  case LINE_PICTURE:
  case LINE_PAGE_BREAK:
    return TRUE;

  case LINE_HEADING:
  case LINE_ATTACHMENTS:
    return numbered;

  case LINE_BLANK:
  case LINE_TEXT:
    return FALSE;

  default:
    g_assert_not_reached ();
  }
}

static LineKind
classify_line (const Parser *self,
               const Line   *line)
{
  return classify (self->source + line->content, line->end - line->content);
}

static BulletinBlock *
begin_block (Parser            *self,
             BulletinBlockKind  kind)
{
  BulletinBlock *block = g_new0 (BulletinBlock, 1);

  block->kind = kind;
  block->offset = self->line.start;
  block->line = self->line_number;
  block->spans = bulletin_span_array_new ();
  g_ptr_array_add (self->blocks, block);

  return block;
}

/* Gives the current line to the block and goes on to the next. */
static void
take_line (Parser        *self,
           BulletinBlock *block)
{
  block->n_lines++;
  block->length = self->line.next - block->offset;
  advance (self);
}

static gboolean
at_end (const Parser *self)
{
  return self->line.start == self->length;
}

/* The span that parts two lines of a block: the last byte of the line's end. */
static void
add_line_span (BulletinBlock *block,
               gsize          next)
{
  g_ptr_array_add (block->spans, bulletin_span_new (BULLETIN_SPAN_TEXT, "\n", 1, next - 1, 1));
}

static void
parse_paragraph (Parser *self)
{
  BulletinBlock *block = begin_block (self, BULLETIN_BLOCK_PARAGRAPH);
  gsize start = self->line.content;
  gsize end = self->line.end;

  /* A backslash before what would else begin another block, and only there. */
  if (self->source[start] == '\\') {
    switch (classify (self->source + start + 1, end - start - 1)) {
    case LINE_BLANK:
    case LINE_TEXT:
      break;
    case LINE_ROW:
    case LINE_CAPTION:
    case LINE_HEADING:
    case LINE_NOTE:
    case LINE_PICTURE:
    case LINE_ATTACHMENTS:
    case LINE_PAGE_BREAK:
      start++;
      break;
    default:
      g_assert_not_reached ();
    }
  }

  bulletin_inline_parse (self->source, start, end, block->spans);
  take_line (self, block);
}

static gsize
scan_closing (const char *text)
{
  static const char *const closing[] = { "”", "’", "」", "』", "）", ")", "》", "】", "〉", "〕" };

  for (guint i = 0; i < G_N_ELEMENTS (closing); i++) {
    if (g_str_has_prefix (text, closing[i]))
      return strlen (closing[i]);
  }

  return 0;
}

static gboolean
spans_are_blank (const GPtrArray *spans,
                 guint            first,
                 gsize            offset)
{
  for (guint i = first; i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);
    const char *text = span->text + (i == first ? offset : 0);

    if (span->kind == BULLETIN_SPAN_FIGURE ||
        bulletin_skip_blanks (text, strlen (text)) != strlen (text))
      return FALSE;
  }

  return TRUE;
}

/* Parts a heading's line after its first sentence: after the first 。 and the
 * quotes and brackets that close with it. NULL if nothing follows. */
static GPtrArray *
split_run_in (GPtrArray *spans)
{
  g_autoptr (GPtrArray) body = NULL;
  BulletinSpan *span = NULL;
  guint i;
  gsize at = 0;
  gsize n;

  for (i = 0; i < spans->len; i++) {
    const char *stop;

    span = g_ptr_array_index (spans, i);
    if (span->kind == BULLETIN_SPAN_FIGURE)
      continue;

    stop = strstr (span->text, "。");
    if (stop != NULL) {
      at = stop - span->text + strlen ("。");
      break;
    }
  }

  if (i == spans->len)
    return NULL;

  for (;;) {
    if (at == span->length && i + 1 < spans->len) {
      BulletinSpan *next = g_ptr_array_index (spans, i + 1);

      if (next->kind == BULLETIN_SPAN_FIGURE || scan_closing (next->text) == 0)
        break;
      span = next;
      at = 0;
      i++;
    }

    n = scan_closing (span->text + at);
    if (n == 0)
      break;
    at += n;
  }

  if (spans_are_blank (spans, i, at))
    return NULL;

  body = bulletin_span_array_new ();

  if (at < span->length) {
    g_ptr_array_add (body, bulletin_span_new (span->kind, span->text + at, span->length - at,
                                              span->offset + at, span->length - at));
    span->text[at] = '\0';
    span->length = at;
  }

  while (spans->len > i + 1)
    g_ptr_array_add (body, g_ptr_array_steal_index (spans, i + 1));

  return g_steal_pointer (&body);
}

static void
parse_heading (Parser *self)
{
  BulletinBlock *block = begin_block (self, BULLETIN_BLOCK_HEADING);
  BulletinMarker marker = { 0 };

  bulletin_marker_parse (self->source + self->line.content,
                         self->line.end - self->line.content, &marker);
  block->level = marker.level;
  block->number = marker.number;
  block->marker_length = marker.length;

  bulletin_inline_parse (self->source, self->line.content, self->line.end, block->spans);
  block->body = split_run_in (block->spans);
  take_line (self, block);
}

static void
parse_note (Parser *self)
{
  BulletinBlock *block = begin_block (self, BULLETIN_BLOCK_NOTE);

  do {
    gsize mark = scan_note_mark (self->source + self->line.content,
                                 self->line.end - self->line.content);

    if (block->n_lines > 0)
      add_line_span (block, self->line.start);
    bulletin_inline_parse (self->source, self->line.content + mark, self->line.end, block->spans);
    take_line (self, block);
  } while (!at_end (self) && classify_line (self, &self->line) == LINE_NOTE);
}

/* `附件：` takes the numbered lines below it, if it is bare or carries the first
 * number itself, as long as their numbers do not fall: a 1. after a 2. is a heading.
 * The same number again is one that was typed twice. */
static void
parse_attachments (Parser *self)
{
  BulletinBlock *block = begin_block (self, BULLETIN_BLOCK_ATTACHMENTS);
  const char *text = self->source + self->line.content;
  gsize length = self->line.end - self->line.content;
  gsize mark = scan_attachments_mark (text, length);
  BulletinMarker marker = { 0 };
  gboolean numbered;
  int last = 0;

  mark += bulletin_skip_blanks (text + mark, length - mark);
  numbered = mark == length;
  if (bulletin_marker_parse (text + mark, length - mark, &marker) && marker.level == 3) {
    numbered = TRUE;
    last = marker.number;
  }

  bulletin_inline_parse (self->source, self->line.content, self->line.end, block->spans);
  take_line (self, block);

  while (numbered && !at_end (self) &&
         bulletin_marker_parse (self->source + self->line.content,
                                self->line.end - self->line.content, &marker) &&
         marker.level == 3 && marker.number >= last) {
    add_line_span (block, self->line.start);
    bulletin_inline_parse (self->source, self->line.content, self->line.end, block->spans);
    last = marker.number;
    take_line (self, block);
  }
}

/* A width behind the name, as in `map.png 60%`, goes by itself; what is no width
 * is part of the name. */
static guint
scan_width (const char *name,
            gsize      *length)
{
  gsize digits = *length > 0 ? *length - 1 : 0;
  gsize end;
  guint width = 0;

  if (*length == 0 || name[*length - 1] != '%')
    return 0;
  end = digits;
  while (digits > 0 && end - digits < 3 && g_ascii_isdigit (name[digits - 1]))
    digits--;
  if (digits == end || digits < 2 || name[digits - 1] != ' ')
    return 0;
  for (gsize i = digits; i < end; i++)
    width = width * 10 + (guint) g_ascii_digit_value (name[i]);
  if (width < 1 || width > 100)
    return 0;
  while (digits > 0 && name[digits - 1] == ' ')
    digits--;
  if (digits == 0)
    return 0;
  *length = digits;

  return width;
}

static void
parse_picture (Parser *self)
{
  BulletinBlock *block = begin_block (self, BULLETIN_BLOCK_PICTURE);
  const char *text = self->source + self->line.content;
  gsize length = self->line.end - self->line.content;
  gsize caption_end = 0;
  gsize name, name_length;

  scan_picture (text, length, &caption_end);
  name = caption_end + strlen (PICTURE_SEPARATOR);
  name_length = length - 1 - name;
  block->width_percent = scan_width (text + name, &name_length);
  block->target = g_strndup (text + name, name_length);
  bulletin_inline_parse (self->source, self->line.content + strlen ("!["),
                         self->line.content + caption_end, block->spans);
  take_line (self, block);
}

/* Whether the line after this one is a row. */
static gboolean
row_follows (const Parser *self)
{
  Line next;

  read_line (self, self->line.next, &next);

  return classify_line (self, &next) == LINE_ROW;
}

/* The row of dashes parts the head from the rest; above all rows it aligns a
 * table that has no head. Alone it is a row like any other. */
static void
parse_table (Parser *self)
{
  BulletinBlock *block = begin_block (self, BULLETIN_BLOCK_TABLE);
  g_autoptr (GArray) aligns = NULL;

  block->rows = bulletin_table_rows_new ();

  if (classify_line (self, &self->line) == LINE_CAPTION) {
    gsize start = self->line.content + strlen ("|=");

    start += bulletin_skip_blanks (self->source + start, self->line.end - start);
    block->caption = bulletin_span_array_new ();
    bulletin_inline_parse (self->source, start, self->line.end, block->caption);
    take_line (self, block);
  }

  while (!at_end (self) && classify_line (self, &self->line) == LINE_ROW) {
    if (aligns == NULL && (block->rows->len > 0 || row_follows (self)) &&
        (aligns = bulletin_table_parse_delimiters (self->source, self->line.content, self->line.end)) != NULL) {
      for (guint i = 0; i < block->rows->len; i++) {
        BulletinTableRow *row = g_ptr_array_index (block->rows, i);

        row->is_head = TRUE;
      }
    } else {
      BulletinTableRow *row = bulletin_table_parse_row (self->source, self->line.content, self->line.end);

      row->offset = self->line.start;
      row->length = self->line.stop - self->line.start;
      g_ptr_array_add (block->rows, row);
    }

    take_line (self, block);
  }

  bulletin_table_complete_rows (block->rows, aligns);
}

/**
 * bulletin_parse_blocks:
 * @source: valid UTF-8
 * @length: its bytes
 *
 * Reads a text into blocks. Every byte of @source belongs to exactly one block.
 * Takes time linear in @length.
 *
 * Returns: (transfer full) (element-type BulletinBlock): the blocks
 */
GPtrArray *
bulletin_parse_blocks (const char *source,
                       gsize       length)
{
  Parser self = { .source = source, .length = length };
  BulletinBlock *block;

  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_block_free);
  read_line (&self, 0, &self.line);

  while (!at_end (&self)) {
    switch (classify_line (&self, &self.line)) {
    case LINE_BLANK:
      block = begin_block (&self, BULLETIN_BLOCK_BLANK);
      take_line (&self, block);
      break;

    case LINE_PAGE_BREAK:
      block = begin_block (&self, BULLETIN_BLOCK_PAGE_BREAK);
      take_line (&self, block);
      break;

    case LINE_HEADING:
      parse_heading (&self);
      break;

    case LINE_NOTE:
      parse_note (&self);
      break;

    case LINE_CAPTION:
      /* With no table below it, it is a line like any other. */
      if (row_follows (&self))
        parse_table (&self);
      else
        parse_paragraph (&self);
      break;

    case LINE_ROW:
      parse_table (&self);
      break;

    case LINE_PICTURE:
      parse_picture (&self);
      break;

    case LINE_ATTACHMENTS:
      parse_attachments (&self);
      break;

    case LINE_TEXT:
      parse_paragraph (&self);
      break;

    default:
      g_assert_not_reached ();
    }
  }

  return self.blocks;
}
