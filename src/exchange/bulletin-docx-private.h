/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-fonts.h"
#include "bulletin-page-plan.h"
#include "bulletin-xml-writer.h"

G_BEGIN_DECLS

/* The namespaces of ECMA-376, transitional, that are written. */
#define BULLETIN_DOCX_MAIN          "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define BULLETIN_DOCX_RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/**
 * BulletinDocxStyle:
 *
 * The styles of the document: what an editor finds in Word's list of styles.
 */
typedef enum
{
  BULLETIN_DOCX_BODY,
  BULLETIN_DOCX_TITLE,
  BULLETIN_DOCX_HEADING_1,
  BULLETIN_DOCX_HEADING_2,
  BULLETIN_DOCX_HEADING_3,
  BULLETIN_DOCX_HEADING_4,
  BULLETIN_DOCX_NOTE,
  BULLETIN_DOCX_TABLE_CAPTION,
  BULLETIN_DOCX_TABLE_HEAD,
  BULLETIN_DOCX_TABLE_TEXT,
  BULLETIN_DOCX_PICTURE,
  BULLETIN_DOCX_PICTURE_CAPTION,
  BULLETIN_DOCX_ATTACHMENTS,
  BULLETIN_DOCX_HEAD,
  BULLETIN_DOCX_TAIL,
  BULLETIN_DOCX_PAGE_NUMBER,
  BULLETIN_DOCX_N_STYLES,
} BulletinDocxStyle;

/**
 * BulletinDocxPicture:
 * @part: its name in the package, such as `media/image1.png`
 * @id: of its relationship
 * @content: the file
 */
typedef struct
{
  char *part;
  char *id;
  GBytes *content;
} BulletinDocxPicture;

/**
 * BulletinDocx:
 * @plan: what is written
 * @document, @page_template: of the plan
 * @pitch: a row of the grid in twentieths of a point
 * @column: a column of the grid in the same
 * @width: of the text
 * @pictures: (element-type BulletinDocxPicture)
 * @n_drawings: how many times one of them was shown
 * @families: for each typeface the family that the office's computers have
 * @latin: the same for Latin letters and digits: the family that the plan has
 *   them in, so that lines end where they end on paper
 * @first_page: no table that is still to be written stands on a page before it
 * @xml: the part that is being written
 * @progress: (nullable): told how far the text is
 * @progress_data: for @progress
 * @cancellable: (nullable): once it is cancelled what is made is thrown away
 *
 * A document on its way into its package. All measures are twentieths of a point,
 * as in the format, unless they say otherwise.
 */
typedef struct
{
  BulletinPagePlan *plan;
  BulletinDocument *document;
  const BulletinPageTemplate *page_template;
  int pitch;
  int column;
  int width;
  GPtrArray *pictures;
  guint n_drawings;
  guint first_page;
  char *families[BULLETIN_N_FONT_ROLES];
  char *latin[BULLETIN_N_FONT_ROLES];
  BulletinXmlWriter *xml;
  BulletinPlanProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} BulletinDocx;

/**
 * BulletinDocxBorder:
 * @width: in points, 0 for none
 * @colour: 0xRRGGBB
 */
typedef struct
{
  double width;
  guint32 colour;
} BulletinDocxBorder;

/**
 * BulletinDocxParagraph:
 * @style: its style
 * @starts_page: whether it begins a page
 * @keeps_with_next: whether the next one stays with it
 * @before, @after: the space above and below
 * @line: the height of its lines; 0 for the style's, −1 for as high as what is
 *   in them
 * @has_indent: whether @left, @right and @first are its own
 * @left, @right, @first: the indents; @first is that of the first line, beyond
 *   @left or before it
 * @align: (nullable): how its lines stand, a value of `w:jc`
 * @has_middle_tab, @has_right_tab: whether there is a tab stop in the middle of
 *   the text and at its right end
 * @above, @below: rules
 *
 * What a paragraph has beyond its style.
 */
typedef struct
{
  BulletinDocxStyle style;
  gboolean starts_page;
  gboolean keeps_with_next;
  int before, after;
  int line;
  gboolean has_indent;
  int left, right, first;
  const char *align;
  gboolean has_middle_tab;
  gboolean has_right_tab;
  BulletinDocxBorder above, below;
} BulletinDocxParagraph;

/**
 * BulletinDocxRun:
 * @style: (nullable): the identifier of a character style
 * @is_strong: whether it is bold
 * @role: the typeface, or −1 for the style's
 * @size: in points, 0 for the style's
 * @spacing: between characters
 * @colour: 0xRRGGBB; 0, black, is the style's
 *
 * What a run of text has beyond its paragraph's style.
 */
typedef struct
{
  const char *style;
  gboolean is_strong;
  int role;
  double size;
  int spacing;
  guint32 colour;
} BulletinDocxRun;

/* The identifier of a character style for text in the style of a paragraph. */
#define BULLETIN_DOCX_BODY_TEXT "BodyText"

int         bulletin_docx_twips            (double                       points);
double      bulletin_docx_get_pitch        (const BulletinDocx          *self);

/* Runs and paragraphs, in bulletin-docx-text.c. */
void        bulletin_docx_open_paragraph   (BulletinDocx                *self,
                                            const BulletinDocxParagraph *paragraph);
void        bulletin_docx_close_paragraph  (BulletinDocx                *self);
void        bulletin_docx_add_run          (BulletinDocx                *self,
                                            const char                  *text,
                                            const BulletinDocxRun       *run);
void        bulletin_docx_add_spans        (BulletinDocx                *self,
                                            const GPtrArray             *spans,
                                            guint                        start,
                                            guint                        end,
                                            const char                  *style);
void        bulletin_docx_add_break        (BulletinDocx                *self);
void        bulletin_docx_add_tab          (BulletinDocx                *self);
void        bulletin_docx_add_field        (BulletinDocx                *self,
                                            const char                  *field,
                                            const char                  *shown);
void        bulletin_docx_add_filler       (BulletinDocx                *self,
                                            double                       height,
                                            gboolean                     starts_page);

/* The parts of the package. */
const char *bulletin_docx_get_style_id     (BulletinDocxStyle            style);
GBytes     *bulletin_docx_write_styles     (BulletinDocx                *self);
GBytes     *bulletin_docx_write_fonts      (BulletinDocx                *self);
GBytes     *bulletin_docx_write_footer     (BulletinDocx                *self,
                                            guint                        page);
GBytes     *bulletin_docx_write_document   (BulletinDocx                *self);

/* What stands in the document, each in the file of its name. */
void        bulletin_docx_add_head         (BulletinDocx                *self);
const BulletinPlanRule *bulletin_docx_find_star (const BulletinPlanPage *page);
void        bulletin_docx_add_star         (BulletinDocx                *self,
                                            const BulletinPlanPage      *page);
void        bulletin_docx_add_title        (BulletinDocx                *self);
void        bulletin_docx_add_blocks       (BulletinDocx                *self);
void        bulletin_docx_add_table        (BulletinDocx                *self,
                                            const BulletinBlock         *block,
                                            guint                        table,
                                            gboolean                     starts_page);
void        bulletin_docx_add_space_below  (BulletinDocx                *self,
                                            const BulletinBlock         *next);
void        bulletin_docx_add_picture      (BulletinDocx                *self,
                                            const BulletinBlock         *block,
                                            gboolean                     starts_page);
void        bulletin_docx_add_tail         (BulletinDocx                *self);
const BulletinPlanLine *bulletin_docx_find_page_number (const BulletinDocx *self,
                                                        guint               page);

G_END_DECLS
