/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-materials.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"
#include "bulletin-window.h"

G_BEGIN_DECLS

void bulletin_export_in_window (BulletinWindow             *window,
                                const char                 *text,
                                const BulletinMetadata     *metadata,
                                const BulletinPageTemplate *page_template,
                                BulletinMaterials          *materials,
                                GFile                      *file,
                                gboolean                    is_folder);

G_END_DECLS
