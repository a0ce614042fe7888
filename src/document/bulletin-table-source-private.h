/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-table-source.h"

G_BEGIN_DECLS

/* A cell's content as typed, blanks at its ends taken away, and the bar (or the
 * line's end) behind it; in bytes of the table's own text. */
typedef struct
{
  gsize start;
  gsize end;
  gsize stop;
} BulletinTableSourceCell;

/* A line of the table: where it starts, its first bar, where its content and it
 * end, and where the next line starts. */
typedef struct
{
  gsize start;
  gsize content;
  gsize end;
  gsize stop;
  gsize next;
  guint first_cell;
  guint n_cells;
} BulletinTableSourceLine;

struct _BulletinTableSource
{
  char *text;
  gsize offset; /* of the table in the text that it was read from */
  gsize length;
  gboolean has_caption;
  BulletinTableSourceLine caption;
  BulletinTableSourceCell caption_text;
  gboolean has_delimiters;
  BulletinTableSourceLine delimiters;
  GArray *aligns;       /* of BulletinAlign; may be shorter than the rows */
  guint n_head_rows;    /* the rows above the delimiters */
  GArray *rows;         /* of BulletinTableSourceLine */
  GArray *cells;        /* of BulletinTableSourceCell */
  guint n_columns;
};

G_END_DECLS
