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

/* Files: the actions templates.import and templates.export. */
void                    bulletin_templates_page_import      (BulletinTemplatesPage *self);
void                    bulletin_templates_page_export      (BulletinTemplatesPage *self);

G_END_DECLS
