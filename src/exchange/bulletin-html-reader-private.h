/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-html-import.h"
#include "bulletin-html-line.h"
#include "bulletin-html-style.h"
#include "bulletin-html-tree.h"

G_BEGIN_DECLS

/* Of a title, which like a heading has a face of its own but is none. */
#define BULLETIN_HTML_TITLE_LEVEL (-1)

/* What the elements round a node say of it. */
typedef struct
{
  guint depth;
  gboolean is_strong;
  gboolean keeps_lines;
  gboolean is_symbols;
  int outline_level; /* of the block, 0 for none, or that of a title */
  guint list_depth;
  int *next_number;  /* of the list's items, NULL outside */
} BulletinHtmlContext;

/* One walk over a tree. */
typedef struct
{
  BulletinHtmlSheet *sheet;
  BulletinHtmlLine *line;
  GPtrArray *blocks;      /* of BulletinHtmlBlock */
  GPtrArray *pictures;    /* of BulletinHtmlPicture */
  GPtrArray *cells;       /* of the last table */
  guint n_tables;
  GString *cell;          /* what the cell being read holds, or NULL */
  int cell_align;         /* a BulletinAlign, or -1 */
  char *item_mark;        /* what the next line begins with, in a list */
  const char *figure_caption;
  GError *error;
} BulletinHtmlReader;

/* A line of the text on its way; of a table all lines. */
typedef struct
{
  char *markup;
  int outline_level;
  gboolean is_table;
} BulletinHtmlBlock;

void        bulletin_html_reader_walk       (BulletinHtmlReader        *self,
                                             const GumboNode           *node,
                                             const BulletinHtmlContext *context);
void        bulletin_html_reader_walk_children (BulletinHtmlReader        *self,
                                                const GumboNode           *node,
                                                const BulletinHtmlContext *context);
void        bulletin_html_reader_end_line   (BulletinHtmlReader        *self,
                                             int                        outline_level);
void        bulletin_html_reader_add_block  (BulletinHtmlReader        *self,
                                             const char                *markup,
                                             int                        outline_level,
                                             gboolean                   is_table);
/* Tables, in bulletin-html-table.c. */
void        bulletin_html_reader_read_table (BulletinHtmlReader        *self,
                                             const GumboNode           *table,
                                             const BulletinHtmlContext *context);
/* Pictures, in bulletin-html-picture.c. */
void        bulletin_html_reader_read_picture (BulletinHtmlReader      *self,
                                               const GumboElement      *image);
void        bulletin_html_picture_free      (BulletinHtmlPicture       *self);
/* The numbers of headings that have none, in bulletin-html-headings.c. */
void        bulletin_html_number_headings   (GPtrArray                 *blocks,
                                             BulletinHtmlScope          scope);
const char *bulletin_html_get_attribute     (const GumboElement        *element,
                                             const char                *name);
char       *bulletin_html_get_text          (const GumboNode           *node);

G_END_DECLS
