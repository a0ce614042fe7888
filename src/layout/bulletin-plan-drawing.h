/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "bulletin-page-plan.h"
#include "bulletin-pdf-fonts.h"

G_BEGIN_DECLS

/* The corners of a star of five points. */
#define BULLETIN_STAR_CORNERS 10

void    bulletin_page_plan_draw   (const BulletinPagePlan *self,
                                   guint                   page,
                                   cairo_t                *cr);
void    bulletin_plan_run_draw    (const BulletinPlanRun  *self,
                                   double                  baseline,
                                   guint32                 colour,
                                   BulletinPdfFonts       *fonts,
                                   cairo_t                *cr);
void    bulletin_plan_run_draw_silently (const BulletinPlanRun *self,
                                         double                 baseline,
                                         guint32                colour,
                                         BulletinPdfFonts      *fonts,
                                         cairo_t               *cr);
void    bulletin_plan_rule_get_star (const BulletinPlanRule *self,
                                     double                  x[BULLETIN_STAR_CORNERS],
                                     double                  y[BULLETIN_STAR_CORNERS]);
void    bulletin_plan_rule_draw   (const BulletinPlanRule *self,
                                   cairo_t                *cr);
void    bulletin_plan_picture_draw (const BulletinPlanPicture *self,
                                    cairo_t                   *cr);
GBytes *bulletin_page_plan_to_pdf (const BulletinPagePlan *self,
                                   GCancellable           *cancellable,
                                   GError                **error);
GBytes *bulletin_page_plan_to_pdf_with_progress (const BulletinPagePlan *self,
                                                 BulletinPlanProgress    progress,
                                                 gpointer                progress_data,
                                                 GCancellable           *cancellable,
                                                 GError                **error);
GBytes *bulletin_page_plan_to_png (const BulletinPagePlan *self,
                                   guint                   page,
                                   double                  dpi,
                                   GError                **error);
char   *bulletin_page_plan_to_svg (const BulletinPagePlan *self,
                                   guint                   page);
char   *bulletin_plan_line_to_svg    (const BulletinPlanLine    *self);
char   *bulletin_plan_rules_to_svg   (const BulletinPlanPage    *page);
char   *bulletin_plan_picture_to_svg (const BulletinPlanPicture *self,
                                      const char                *href);

G_END_DECLS
