/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-materials.h"
#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* What a bulletin's text refers to, out of the library: on its thread. */
BulletinMaterials *bulletin_load_materials   (BulletinLibrary        *library,
                                              const char             *bulletin_id,
                                              const BulletinMetadata *metadata,
                                              const char             *text,
                                              GError                **error);
BulletinMaterials *bulletin_reload_materials (BulletinLibrary        *library,
                                              BulletinMaterials      *known,
                                              const char             *bulletin_id,
                                              const BulletinMetadata *metadata,
                                              const char             *text,
                                              GError                **error);
/* The frozen figures of an issue, as JSON and back. */
char              *bulletin_figures_to_json  (const BulletinMaterials *materials,
                                              const GPtrArray        *references);
gboolean           bulletin_figures_from_json (const char            *json,
                                              BulletinMaterials      *materials,
                                              GError                **error);

G_END_DECLS
