/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"

G_BEGIN_DECLS

BulletinSpan  *bulletin_span_new       (BulletinSpanKind kind,
                                        const char      *text,
                                        gsize            text_length,
                                        gsize            offset,
                                        gsize            length);
GPtrArray     *bulletin_span_array_new (void);
void           bulletin_block_free     (BulletinBlock   *block);

/* The blocks of a valid UTF-8 text, in order, tiling it. */
GPtrArray     *bulletin_parse_blocks   (const char      *source,
                                        gsize            length);

/* Whether a line would be read as something other than text or a heading. */
gboolean       bulletin_line_needs_escape (const char      *text,
                                           gsize            length,
                                           gboolean         numbered);

/* The rows of a table; places are bytes of the source, from the first bar of a
 * line to after its last character that is not blank. */
GPtrArray        *bulletin_table_rows_new         (void);
BulletinTableRow *bulletin_table_parse_row        (const char   *source,
                                                   gsize         content,
                                                   gsize         end);
GArray           *bulletin_table_parse_delimiters (const char   *source,
                                                   gsize         content,
                                                   gsize         end);
gsize             bulletin_table_scan_cell        (const char   *source,
                                                   gsize         start,
                                                   gsize         end,
                                                   guint         index,
                                                   gsize        *next);
void              bulletin_table_complete_rows    (GPtrArray    *rows,
                                                   const GArray *aligns);

/* What the next bytes of a line are to the inline grammar. */
typedef enum
{
  BULLETIN_TOKEN_TEXT,
  BULLETIN_TOKEN_ESCAPE,
  BULLETIN_TOKEN_STRONG,
  BULLETIN_TOKEN_FIGURE,
  BULLETIN_TOKEN_OPEN,  /* [[ before an internal passage */
  BULLETIN_TOKEN_CLOSE, /* and ]] behind it */
} BulletinTokenKind;

BulletinTokenKind bulletin_inline_next  (const char *text,
                                         gsize       length,
                                         gsize      *n_bytes);
gboolean          bulletin_inline_is_internal (const char *text,
                                               gsize       length);
void              bulletin_inline_parse (const char *source,
                                         gsize       start,
                                         gsize       end,
                                         GPtrArray  *spans);

G_END_DECLS
