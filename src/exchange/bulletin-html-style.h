/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gumbo.h>

#include "bulletin-document.h"

G_BEGIN_DECLS

/* What the style of an element says of the things that a bulletin knows; all else
 * of it is dropped. */
typedef enum
{
  BULLETIN_HTML_UNSAID,
  BULLETIN_HTML_NO,
  BULLETIN_HTML_YES,
} BulletinHtmlSaid;

typedef struct
{
  BulletinHtmlSaid is_hidden;
  BulletinHtmlSaid is_strong;
  BulletinHtmlSaid keeps_lines;    /* white-space: pre and its like */
  BulletinHtmlSaid breaks_page;    /* before the element */
  BulletinHtmlSaid is_symbols;     /* set in a typeface of signs, such as Wingdings */
  BulletinHtmlSaid is_list_number; /* a number that a word processor wrote out */
  BulletinHtmlSaid is_remark;      /* a reader's comment, or where one is pinned */
  BulletinHtmlSaid is_title;       /* Word's title, which has level 1 beside the headings */
  BulletinHtmlSaid counts_in_chinese;
  int outline_level;               /* 1 to 9, 0 if unsaid */
  int align;                       /* BulletinAlign, -1 if unsaid */
} BulletinHtmlStyle;

/* The rules of <style> elements, as far as they are of one element, one class, or
 * both. */
typedef struct _BulletinHtmlSheet BulletinHtmlSheet;

BulletinHtmlSheet *bulletin_html_sheet_new     (void);
void               bulletin_html_sheet_free    (BulletinHtmlSheet       *self);
void               bulletin_html_sheet_read    (BulletinHtmlSheet       *self,
                                                const char              *css);
void               bulletin_html_sheet_resolve (BulletinHtmlSheet       *self,
                                                const GumboElement      *element,
                                                BulletinHtmlStyle       *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinHtmlSheet, bulletin_html_sheet_free)

G_END_DECLS
