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
 * BulletinPageTemplate:
 *
 * The measures of a page, all lengths in points (1/72 inch). The defaults are
 * those of GB/T 9704-2012; a series keeps its own as JSON.
 */
typedef struct
{
  double page_width, page_height;
  double margin_top, margin_left;      /* 天头 37 mm, 订口 28 mm */
  double block_width, block_height;    /* 版心 156 × 225 mm */
  int rows, columns;                   /* 22 × 28 */
  double body_size;                    /* 3号, 16 pt */
  double title_size;                   /* 2号, 22 pt */
  double head_size;                    /* 42 pt */
  double small_size;                   /* 4号, 14 pt */
  char *families[BULLETIN_N_FONT_ROLES]; /* (nullable) comma-separated, tried before the built-in ones */
} BulletinPageTemplate;

#define BULLETIN_TYPE_PAGE_TEMPLATE (bulletin_page_template_get_type ())

GQuark                bulletin_layout_error_quark      (void);
GType                 bulletin_page_template_get_type  (void);
BulletinPageTemplate *bulletin_page_template_new       (void);
BulletinPageTemplate *bulletin_page_template_copy      (const BulletinPageTemplate *self);
void                  bulletin_page_template_free      (BulletinPageTemplate       *self);
BulletinPageTemplate *bulletin_page_template_from_json (const char                 *json,
                                                        GError                    **error);
char                 *bulletin_page_template_to_json   (const BulletinPageTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPageTemplate, bulletin_page_template_free)

G_END_DECLS
