/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"
#include "bulletin-templates-page.h"

G_BEGIN_DECLS

BulletinLibraryService *bulletin_templates_page_get_service (BulletinTemplatesPage *self);
/* The series that is shown, as it is being edited; NULL before there is one. */
const BulletinSeries   *bulletin_templates_page_get_series  (BulletinTemplatesPage *self);
/* Whether a series of that name is listed. */
gboolean                bulletin_templates_page_has_name    (BulletinTemplatesPage *self,
                                                             const char            *name);
/* Keeps what was changed and not kept yet. */
void                    bulletin_templates_page_save        (BulletinTemplatesPage *self);
/* Shows a series once it is listed. */
void                    bulletin_templates_page_choose      (BulletinTemplatesPage *self,
                                                             const char            *id);
/* Where it stands in the list, or -1. */
int                     bulletin_templates_page_get_position (BulletinTemplatesPage *self);
/* Whether the next series that is listed anew is to be shown and named. */
void                    bulletin_templates_page_expect_new  (BulletinTemplatesPage *self,
                                                             gboolean               is_expected);
/* Shows the series with everything of its template as the standard has it. */
void                    bulletin_templates_page_show_standard (BulletinTemplatesPage *self);
void                    bulletin_templates_page_show_error  (BulletinTemplatesPage *self,
                                                             const GError          *error);

/* Adding, removing and moving series, and going back to the standard. */
void                    bulletin_templates_page_install_actions (GtkWidgetClass *widget_class);

/* Files: the actions templates.import and templates.export. */
void                    bulletin_templates_page_import      (BulletinTemplatesPage *self);
void                    bulletin_templates_page_export      (BulletinTemplatesPage *self);

G_END_DECLS
