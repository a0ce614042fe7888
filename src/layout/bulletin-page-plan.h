/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

#include "bulletin-document.h"
#include "bulletin-finding.h"
#include "bulletin-materials.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinPlanRole:
 *
 * What a line of the plan is in the structure of the document: the tags of the
 * PDF and the outline are made from it.
 */
typedef enum
{
  BULLETIN_PLAN_HEAD,        /* masthead, issue line, issuer, date, secrecy */
  BULLETIN_PLAN_TITLE,
  BULLETIN_PLAN_HEADING,
  BULLETIN_PLAN_PARAGRAPH,
  BULLETIN_PLAN_NOTE,
  BULLETIN_PLAN_CELL,
  BULLETIN_PLAN_CAPTION,
  BULLETIN_PLAN_TAIL,
  BULLETIN_PLAN_PAGE_NUMBER,
} BulletinPlanRole;

/**
 * BulletinPlanRun:
 * @text: the characters shown
 * @role, @level, @element: as in #BulletinPlanLine, but of this run: a run-in
 *   heading and the paragraph that goes on behind it share a line
 * @font: the font that was resolved, its size included
 * @x: left edge in points from the page's left
 * @width: advance in points
 * @trailing: how much of @width comes after the last character's own advance, such
 *   as tracking or what a justified line is stretched by; below 0 where it is squeezed
 * @glyphs: the shaped glyphs, spacing applied
 * @pango_font: the font that @glyphs belong to
 * @offset: the source byte that the run starts at, or %G_MAXSIZE if it has no
 *   place in the source
 * @length: the source bytes that it stands for; @text is byte for byte the same
 *   as the source if it is as long
 */
typedef struct
{
  char *text;
  BulletinPlanRole role;
  int level;
  guint element;
  PangoFontDescription *font;
  double x;
  double width;
  double trailing;
  PangoGlyphString *glyphs;
  PangoFont *pango_font;
  gsize offset;
  gsize length;
} BulletinPlanRun;

/**
 * BulletinPlanLine:
 * @role: its place in the structure, that of its first run
 * @level: 1 to 4 for a heading
 * @element: counts the elements of the plan: lines of one paragraph, heading
 *   or cell share a number, also over a page break; from 1
 * @table: counts the tables of the plan from 1; 0 outside them
 * @table_row, @table_column: for cells, from 0; else -1
 * @is_table_head: whether it stands in a table's head
 * @is_repeated: whether it repeats a table's head on a later page; such a line
 *   says nothing new and has no place in the source
 * @baseline: y of the baseline in points from the page's top
 * @ascent, @descent: in points
 * @colour: 0xRRGGBB
 * @runs: (element-type BulletinPlanRun): left to right
 * @offset: first source byte, or %G_MAXSIZE
 * @length: source bytes that the line stands for
 */
typedef struct
{
  BulletinPlanRole role;
  int level;
  guint element;
  guint table;
  int table_row, table_column;
  gboolean is_table_head;
  gboolean is_repeated;
  double baseline;
  double ascent, descent;
  guint32 colour;
  GPtrArray *runs;
  gsize offset;
  gsize length;
} BulletinPlanLine;

/**
 * BulletinPlanRule:
 * @x1, @y1, @x2, @y2: its ends
 * @width: its thickness
 * @colour: 0xRRGGBB
 * @is_star: whether it is a star of five points instead, filled, as wide and as
 *   high as the ends are apart and with its middle between them
 *
 * A straight stroke: the red rule, the tail's rules, table borders. In points.
 */
typedef struct
{
  double x1, y1, x2, y2;
  double width;
  guint32 colour;
  gboolean is_star;
} BulletinPlanRule;

/**
 * BulletinPlanPicture:
 * @x, @y: its top left corner, in points from the page's
 * @width, @height: in points
 * @content: the file, PNG or JPEG
 * @media_type: `image/png` or `image/jpeg`
 * @caption: what it shows, for those who do not see it
 * @n_lines_before: how many of the page's lines are read before it
 * @offset, @length: the source that it stands for
 */
typedef struct
{
  double x, y, width, height;
  GBytes *content;
  char *media_type;
  char *caption;
  guint n_lines_before;
  gsize offset;
  gsize length;
} BulletinPlanPicture;

/**
 * BulletinPlanPage:
 * @lines: (element-type BulletinPlanLine): in reading order
 * @rules: (element-type BulletinPlanRule)
 * @pictures: (element-type BulletinPlanPicture): in reading order
 */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *rules;
  GPtrArray *pictures;
} BulletinPlanPage;

/**
 * BulletinPlanBox:
 * @page: the page, from 0
 * @x, @y: the top left corner, in points from the page's
 * @width, @height: in points
 *
 * A part of a page.
 */
typedef struct
{
  guint page;
  double x, y, width, height;
} BulletinPlanBox;

/* How much of a long work is done, from 0 to 1, told on the thread that does it. */
typedef void (*BulletinPlanProgress) (double   fraction,
                                      gpointer user_data);

#define BULLETIN_TYPE_PAGE_PLAN (bulletin_page_plan_get_type ())

/**
 * BulletinPagePlan:
 *
 * How a bulletin stands on paper: pages of positioned lines and rules.
 * Immutable and reference counted. Screen, PDF, PNG and print all draw it.
 */
typedef struct _BulletinPagePlan BulletinPagePlan;

GType                       bulletin_page_plan_get_type     (void);
BulletinPagePlan           *bulletin_page_plan_new          (BulletinDocument           *document,
                                                             const BulletinMetadata     *metadata,
                                                             const BulletinPageTemplate *page_template);
BulletinPagePlan           *bulletin_page_plan_new_cancellable (BulletinDocument           *document,
                                                                const BulletinMetadata     *metadata,
                                                                const BulletinPageTemplate *page_template,
                                                                GCancellable               *cancellable);
BulletinPagePlan           *bulletin_page_plan_new_with_progress (BulletinDocument           *document,
                                                                  const BulletinMetadata     *metadata,
                                                                  const BulletinPageTemplate *page_template,
                                                                  BulletinPlanProgress        progress,
                                                                  gpointer                    progress_data,
                                                                  GCancellable               *cancellable);
BulletinPagePlan           *bulletin_page_plan_ref          (BulletinPagePlan           *self);
void                        bulletin_page_plan_unref        (BulletinPagePlan           *self);
guint                       bulletin_page_plan_get_n_pages  (const BulletinPagePlan     *self);
const BulletinPlanPage     *bulletin_page_plan_get_page     (const BulletinPagePlan     *self,
                                                             guint                       index);
const BulletinPageTemplate *bulletin_page_plan_get_template (const BulletinPagePlan     *self);
const BulletinMetadata     *bulletin_page_plan_get_metadata (const BulletinPagePlan     *self);
BulletinDocument           *bulletin_page_plan_get_document (const BulletinPagePlan     *self);
GPtrArray                  *bulletin_page_plan_get_findings (const BulletinPagePlan     *self);
gboolean                    bulletin_page_plan_locate       (const BulletinPagePlan     *self,
                                                             gsize                       offset,
                                                             guint                      *page,
                                                             double                     *y);
gboolean                    bulletin_page_plan_locate_caret (const BulletinPagePlan     *self,
                                                             gsize                       offset,
                                                             guint                      *page,
                                                             double                     *x,
                                                             double                     *y);
gboolean                    bulletin_page_plan_get_caret    (const BulletinPagePlan     *self,
                                                             gsize                       offset,
                                                             BulletinPlanBox            *caret);
GArray                     *bulletin_page_plan_get_boxes    (const BulletinPagePlan     *self,
                                                             gsize                       offset,
                                                             gsize                       length,
                                                             guint                       first_page,
                                                             guint                       last_page);
gsize                       bulletin_page_plan_pick         (const BulletinPagePlan     *self,
                                                             guint                       page,
                                                             double                      x,
                                                             double                      y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPagePlan, bulletin_page_plan_unref)

G_END_DECLS
