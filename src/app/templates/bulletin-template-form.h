/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-page-template.h"
#include "bulletin-store.h"

G_BEGIN_DECLS

/**
 * BulletinTemplateForm:
 *
 * Everything about a series and its template, in rows. Signal "changed": a person
 * changed something; it is in the series and the template then.
 */
#define BULLETIN_TYPE_TEMPLATE_FORM (bulletin_template_form_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTemplateForm, bulletin_template_form, BULLETIN, TEMPLATE_FORM, AdwBin)

void bulletin_template_form_show       (BulletinTemplateForm *self,
                                        BulletinSeries       *series,
                                        BulletinPageTemplate *page_template);
void bulletin_template_form_focus_name (BulletinTemplateForm *self);

G_END_DECLS
