/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-draft.h"
#include "bulletin-materials.h"

G_BEGIN_DECLS

/**
 * BulletinMaterialsKeeper:
 *
 * Keeps what the draft on the desk refers to: reads it anew when the text names
 * something that is not known, when the bulletin's date or the library changes,
 * and when it is asked to. Signal: "changed" when there are new materials. Of the
 * main thread; reading goes on on the library's.
 */
#define BULLETIN_TYPE_MATERIALS_KEEPER (bulletin_materials_keeper_get_type ())
G_DECLARE_FINAL_TYPE (BulletinMaterialsKeeper, bulletin_materials_keeper, BULLETIN, MATERIALS_KEEPER, GObject)

BulletinMaterialsKeeper *bulletin_materials_keeper_new           (void);
void                     bulletin_materials_keeper_set_draft     (BulletinMaterialsKeeper *self,
                                                                  BulletinDraft           *draft,
                                                                  BulletinMaterials       *materials);
BulletinMaterials       *bulletin_materials_keeper_get_materials (BulletinMaterialsKeeper *self);
void                     bulletin_materials_keeper_look_at       (BulletinMaterialsKeeper *self,
                                                                  const BulletinDocument  *document);
void                     bulletin_materials_keeper_reload        (BulletinMaterialsKeeper *self);

G_END_DECLS
