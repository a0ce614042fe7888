/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-materials.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinTemplatePreview:
 *
 * The pages of a text in a template, laid out on a thread of their own.
 */
#define BULLETIN_TYPE_TEMPLATE_PREVIEW (bulletin_template_preview_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTemplatePreview, bulletin_template_preview, BULLETIN, TEMPLATE_PREVIEW, AdwBin)

void bulletin_template_preview_show (BulletinTemplatePreview    *self,
                                     const char                 *text,
                                     const BulletinMetadata     *metadata,
                                     const BulletinPageTemplate *page_template,
                                     BulletinMaterials          *materials);

G_END_DECLS
