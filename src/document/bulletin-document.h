/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BulletinSpanKind:
 * @BULLETIN_SPAN_TEXT: plain text
 * @BULLETIN_SPAN_STRONG: strong text, `**…**`
 * @BULLETIN_SPAN_FIGURE: a live figure, `{{metric@organisation:period}}`; its
 *   text is what stands between the braces, see bulletin_span_get_shown()
 */
typedef enum
{
  BULLETIN_SPAN_TEXT,
  BULLETIN_SPAN_STRONG,
  BULLETIN_SPAN_FIGURE,
} BulletinSpanKind;

/**
 * BulletinSpan:
 * @kind: what the text is
 * @text: the characters to show, marks and escapes taken away
 * @offset: where @text stands in the source, in bytes
 * @length: how many bytes of the source it stands for
 * @shown: (nullable): for a figure what a reader sees: its value, or while it
 *   has none what was typed, braces included
 *
 * A run of inline text. A span is split at every mark and escape, so for
 * %BULLETIN_SPAN_TEXT and %BULLETIN_SPAN_STRONG @text is byte for byte the
 * source from @offset on and `strlen (text) == length`. (One exception: the
 * "\n" span between the lines of a note is "\n" even where the source ends its
 * lines with a lone CR.) A figure's @offset and @length take in its braces.
 */
typedef struct
{
  BulletinSpanKind kind;
  char *text;
  gsize offset;
  gsize length;
  char *shown;
} BulletinSpan;

typedef struct _BulletinMaterials BulletinMaterials;

/**
 * BulletinBlockKind:
 *
 * Every line of the source belongs to exactly one block; tables, notes and
 * attachment notes take several lines, everything else is one line.
 */
typedef enum
{
  BULLETIN_BLOCK_BLANK,
  BULLETIN_BLOCK_PARAGRAPH,
  BULLETIN_BLOCK_HEADING,
  BULLETIN_BLOCK_NOTE,
  BULLETIN_BLOCK_TABLE,
  BULLETIN_BLOCK_PICTURE,
  BULLETIN_BLOCK_ATTACHMENTS,
  BULLETIN_BLOCK_PAGE_BREAK,
} BulletinBlockKind;

typedef enum
{
  BULLETIN_ALIGN_START,
  BULLETIN_ALIGN_CENTRE,
  BULLETIN_ALIGN_END,
} BulletinAlign;

/**
 * BulletinTableCell:
 * @spans: (element-type BulletinSpan): the content
 * @align: as the delimiter row says (`:--`, `:-:`, `--:`), start by default
 */
typedef struct
{
  GPtrArray *spans;
  BulletinAlign align;
} BulletinTableCell;

/**
 * BulletinTableRow:
 * @cells: (element-type BulletinTableCell): as many as the widest row has
 * @is_head: whether the row is above a `|---|` row
 * @offset: where its source line starts, in bytes
 * @length: the bytes of the line without its end
 */
typedef struct
{
  GPtrArray *cells;
  gboolean is_head;
  gsize offset;
  gsize length;
} BulletinTableRow;

/**
 * BulletinBlock:
 * @kind: what the block is
 * @level: 1 to 4 for a heading, else 0
 * @number: the number that a heading's marker carries, else 0
 * @offset: where its first line starts in the source, in bytes
 * @length: its bytes, line ends included; the blocks of a document tile its
 *   source without gap or overlap
 * @line: its first line, from 0
 * @n_lines: how many lines it takes, at least 1
 * @spans: (element-type BulletinSpan): the content to show: for a heading its
 *   marker and text, for a note and attachments the lines (one span or more a
 *   line, a "\n" span between lines), for a picture its caption; leading
 *   spaces are not in it; empty for blank lines, tables and page breaks
 * @body: (element-type BulletinSpan) (nullable): for a run-in heading (第一句为
 *   标题) what follows the first 。 on the same line, else %NULL
 * @rows: (element-type BulletinTableRow) (nullable): for a table
 * @caption: (element-type BulletinSpan) (nullable): a table's caption, from a
 *   line `|= caption` directly above its rows
 * @target: (nullable): for a picture, the name that stands after `attachment:`
 * @width_percent: for a picture, how wide it is to be in hundredths of the text
 *   block, 1 to 100, from a ` 60%` behind its name; 0 if that is left to the layout
 * @marker_length: for a heading the bytes of its marker, such as `一、`, which
 *   starts where the first span does; else 0
 */
typedef struct
{
  BulletinBlockKind kind;
  int level;
  int number;
  gsize offset;
  gsize length;
  guint line;
  guint n_lines;
  GPtrArray *spans;
  GPtrArray *body;
  GPtrArray *rows;
  GPtrArray *caption;
  char *target;
  guint width_percent;
  gsize marker_length;
} BulletinBlock;

#define BULLETIN_TYPE_DOCUMENT (bulletin_document_get_type ())

/**
 * BulletinDocument:
 *
 * What a bulletin says: the block tree of its text. Immutable and reference
 * counted (atomically); may be read from any thread.
 */
typedef struct _BulletinDocument BulletinDocument;

GType                bulletin_document_get_type     (void);
BulletinDocument    *bulletin_document_parse        (const char             *text,
                                                     gssize                  length);
BulletinDocument    *bulletin_document_new          (const char             *text,
                                                     gssize                  length,
                                                     BulletinMaterials      *materials);
BulletinDocument    *bulletin_document_ref          (BulletinDocument       *self);
void                 bulletin_document_unref        (BulletinDocument       *self);
const char          *bulletin_document_get_source   (const BulletinDocument *self);
BulletinMaterials   *bulletin_document_get_materials (const BulletinDocument *self);
guint                bulletin_document_get_n_blocks (const BulletinDocument *self);
const BulletinBlock *bulletin_document_get_block    (const BulletinDocument *self,
                                                     guint                   index);
char                *bulletin_document_to_text      (const BulletinDocument *self);
char                *bulletin_document_to_plain_text (const BulletinDocument *self);
char                *bulletin_document_to_public_text (const BulletinDocument *self,
                                                       GPtrArray             **passages);
guint                bulletin_document_count_words  (const BulletinDocument *self);
GPtrArray           *bulletin_document_list_pictures (const BulletinDocument *self);
GPtrArray           *bulletin_document_list_figures (const BulletinDocument *self);
const char          *bulletin_span_get_shown        (const BulletinSpan     *self);
char                *bulletin_spans_to_text         (const GPtrArray        *spans);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinDocument, bulletin_document_unref)

G_END_DECLS
