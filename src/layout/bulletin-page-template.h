/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BulletinLayoutError:
 * @BULLETIN_LAYOUT_ERROR_TEMPLATE: a template's JSON cannot be read or asks for
 *   a page that cannot be
 * @BULLETIN_LAYOUT_ERROR_DRAWING: a page or a PDF could not be drawn
 *
 * Errors of the layout.
 */
typedef enum
{
  BULLETIN_LAYOUT_ERROR_TEMPLATE,
  BULLETIN_LAYOUT_ERROR_DRAWING,
} BulletinLayoutError;

#define BULLETIN_LAYOUT_ERROR (bulletin_layout_error_quark ())

/* Points in a millimetre. */
#define BULLETIN_POINTS_PER_MM (72.0 / 25.4)

/**
 * BulletinFontRole:
 *
 * The typefaces that GB/T 9704-2012 and the practice of bulletins name.
 */
typedef enum
{
  BULLETIN_FONT_BODY,     /* 仿宋 */
  BULLETIN_FONT_HEADING,  /* 黑体 */
  BULLETIN_FONT_KAI,      /* 楷体 */
  BULLETIN_FONT_TITLE,    /* 小标宋 */
  BULLETIN_FONT_SONG,     /* 宋体 */
  BULLETIN_N_FONT_ROLES,
} BulletinFontRole;

/**
 * BulletinStyle:
 * @BULLETIN_STYLE_MASTHEAD: the name in red
 * @BULLETIN_STYLE_ISSUE: the issue line, the issuer and the date
 * @BULLETIN_STYLE_MARK: secrecy and copy number
 * @BULLETIN_STYLE_TITLE: the title
 * @BULLETIN_STYLE_HEADING_1: headings of the first level, and so on to the fourth
 * @BULLETIN_STYLE_BODY: paragraphs and the attachment note
 * @BULLETIN_STYLE_NOTE: the editor's note
 * @BULLETIN_STYLE_TABLE: the cells of a table
 * @BULLETIN_STYLE_TABLE_HEAD: a table's head and caption
 * @BULLETIN_STYLE_CAPTION: the caption of a picture
 * @BULLETIN_STYLE_TAIL: recipients and number of copies
 * @BULLETIN_STYLE_PAGE_NUMBER: the page number
 *
 * The parts of a bulletin that have a typeface and a size of their own.
 */
typedef enum
{
  BULLETIN_STYLE_MASTHEAD,
  BULLETIN_STYLE_ISSUE,
  BULLETIN_STYLE_MARK,
  BULLETIN_STYLE_TITLE,
  BULLETIN_STYLE_HEADING_1,
  BULLETIN_STYLE_HEADING_2,
  BULLETIN_STYLE_HEADING_3,
  BULLETIN_STYLE_HEADING_4,
  BULLETIN_STYLE_BODY,
  BULLETIN_STYLE_NOTE,
  BULLETIN_STYLE_TABLE,
  BULLETIN_STYLE_TABLE_HEAD,
  BULLETIN_STYLE_CAPTION,
  BULLETIN_STYLE_TAIL,
  BULLETIN_STYLE_PAGE_NUMBER,
  BULLETIN_N_STYLES,
} BulletinStyle;

/**
 * BulletinTypeStyle:
 * @font: the typeface
 * @size: in points
 * @is_bold: whether it is heavier than the typeface's plain text
 */
typedef struct
{
  BulletinFontRole font;
  double size;
  gboolean is_bold;
} BulletinTypeStyle;

/**
 * BulletinHeadOrder:
 * @BULLETIN_HEAD_ISSUER_FIRST: the issuer on the left, the date on the right
 * @BULLETIN_HEAD_DATE_FIRST: the date on the left, the issuer on the right
 * @BULLETIN_HEAD_ONE_ROW: the issuer on the left, the issue line in the middle
 *   and the date on the right of the same row
 */
typedef enum
{
  BULLETIN_HEAD_ISSUER_FIRST,
  BULLETIN_HEAD_DATE_FIRST,
  BULLETIN_HEAD_ONE_ROW,
} BulletinHeadOrder;

/**
 * BulletinHeadRule:
 * @BULLETIN_HEAD_RULE_NONE: nothing below the head
 * @BULLETIN_HEAD_RULE_PLAIN: a red rule of the block's width
 * @BULLETIN_HEAD_RULE_STAR: the same, parted by a star in the middle
 */
typedef enum
{
  BULLETIN_HEAD_RULE_NONE,
  BULLETIN_HEAD_RULE_PLAIN,
  BULLETIN_HEAD_RULE_STAR,
} BulletinHeadRule;

/**
 * BulletinSide: where a mark of the head stands.
 */
typedef enum
{
  BULLETIN_SIDE_LEFT,
  BULLETIN_SIDE_RIGHT,
} BulletinSide;

/**
 * BulletinHeadTemplate:
 * @name: (nullable): the words of the name in red; %NULL for the series' name
 * @second_name: (nullable): its second line
 * @colour: of the name and the rule, 0xRRGGBB
 * @spacing: between the characters of the name, in points; negative to spread a
 *   short name over the block
 * @shows_issue: whether the head has an issue line
 * @shows_total: whether the running number over all years (总第N期) shows
 * @issue_pattern: (nullable): the issue line, with {年} {年汉} {期} {期汉} {总期}
 *   and {增刊} for what changes; %NULL for 第{期}期, see
 *   bulletin_page_template_format_issue()
 * @order: how issuer and date stand
 * @rule: what closes the head
 * @rule_width: its thickness in points
 * @rows_below: the empty rows between the rule and the title
 * @secrecy_side, @copy_number_side: where the secrecy mark and the copy number
 *   stand; if on the same side, the copy number above the mark (GB/T 9704-2012,
 *   7.2.1 and 7.2.2)
 *
 * The head of the first page.
 */
typedef struct
{
  char *name;
  char *second_name;
  guint32 colour;
  double spacing;
  gboolean shows_issue;
  gboolean shows_total;
  char *issue_pattern;
  BulletinHeadOrder order;
  BulletinHeadRule rule;
  double rule_width;
  int rows_below;
  BulletinSide secrecy_side;
  BulletinSide copy_number_side;
} BulletinHeadTemplate;

/**
 * BulletinTailTemplate:
 * @is_shown: whether there is a tail at all
 * @shows_report_to, @shows_send_to, @shows_distribute_to, @shows_copies: which of
 *   its lines there are
 * @report_to_label, @send_to_label, @distribute_to_label: (nullable): what stands
 *   before the names; %NULL for 报：, 送： and 发：
 * @copies_pattern: (nullable): the line of copies, {份} for their number; %NULL
 *   for 共印{份}份
 * @outer_rule, @inner_rule: the thickness of the rules in points, 0 for none
 *
 * The tail at the foot of the last page (版记).
 */
typedef struct
{
  gboolean is_shown;
  gboolean shows_report_to;
  gboolean shows_send_to;
  gboolean shows_distribute_to;
  gboolean shows_copies;
  char *report_to_label;
  char *send_to_label;
  char *distribute_to_label;
  char *copies_pattern;
  double outer_rule;
  double inner_rule;
} BulletinTailTemplate;

/**
 * BulletinNumberStyle:
 * @BULLETIN_NUMBER_NONE: pages have no numbers
 * @BULLETIN_NUMBER_DASHES: — 1 —
 * @BULLETIN_NUMBER_PLAIN: 1
 * @BULLETIN_NUMBER_OF: 第1页 共3页
 */
typedef enum
{
  BULLETIN_NUMBER_NONE,
  BULLETIN_NUMBER_DASHES,
  BULLETIN_NUMBER_PLAIN,
  BULLETIN_NUMBER_OF,
} BulletinNumberStyle;

/**
 * BulletinNumberPlace:
 * @BULLETIN_NUMBER_OUTSIDE: on the right of odd pages, on the left of even ones
 * @BULLETIN_NUMBER_CENTRE: in the middle
 * @BULLETIN_NUMBER_RIGHT: on the right of every page
 */
typedef enum
{
  BULLETIN_NUMBER_OUTSIDE,
  BULLETIN_NUMBER_CENTRE,
  BULLETIN_NUMBER_RIGHT,
} BulletinNumberPlace;

/**
 * BulletinPageTemplate:
 *
 * How the bulletins of a series look on paper, all lengths in points (1/72
 * inch). The defaults are those of GB/T 9704-2012; a series keeps its own as
 * JSON.
 */
typedef struct
{
  double page_width, page_height;
  double margin_top, margin_left;      /* 天头 37 mm, 订口 28 mm */
  gboolean mirrors_margins;            /* whether the binding is on the right of even pages */
  double block_width, block_height;    /* 版心 156 × 225 mm */
  int rows, columns;                   /* 22 × 28 */
  int indent;                          /* of a paragraph's first line, in characters */
  BulletinTypeStyle styles[BULLETIN_N_STYLES];
  char *families[BULLETIN_N_FONT_ROLES]; /* (nullable) comma-separated, tried before the built-in ones */
  BulletinHeadTemplate head;
  BulletinTailTemplate tail;
  BulletinNumberStyle number_style;
  BulletinNumberPlace number_place;
  double number_distance;              /* from the block to the number's middle, 7 mm */
} BulletinPageTemplate;

#define BULLETIN_TYPE_PAGE_TEMPLATE (bulletin_page_template_get_type ())

GQuark                bulletin_layout_error_quark          (void);
GType                 bulletin_page_template_get_type      (void);
BulletinPageTemplate *bulletin_page_template_new           (void);
BulletinPageTemplate *bulletin_page_template_copy          (const BulletinPageTemplate *self);
void                  bulletin_page_template_free          (BulletinPageTemplate       *self);
gboolean              bulletin_page_template_equal         (const BulletinPageTemplate *self,
                                                            const BulletinPageTemplate *other);
gboolean              bulletin_page_template_check         (const BulletinPageTemplate *self,
                                                            GError                    **error);
double                bulletin_page_template_get_left      (const BulletinPageTemplate *self,
                                                            guint                       page);
BulletinPageTemplate *bulletin_page_template_from_json     (const char                 *json,
                                                            GError                    **error);
char                 *bulletin_page_template_to_json       (const BulletinPageTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPageTemplate, bulletin_page_template_free)

G_END_DECLS
