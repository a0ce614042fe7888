/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-materials.h"
#include "bulletin-store.h"

G_BEGIN_DECLS

/**
 * BulletinTemplateSample:
 * @metadata: what stands beside the text
 * @text: the text
 * @materials: (nullable): what it refers to
 *
 * What a template is shown with.
 */
typedef struct
{
  BulletinMetadata *metadata;
  char *text;
  BulletinMaterials *materials;
} BulletinTemplateSample;

BulletinTemplateSample *bulletin_template_sample_load     (BulletinLibrary        *library,
                                                           const char             *series,
                                                           GError                **error);
BulletinMetadata       *bulletin_template_sample_dress    (BulletinTemplateSample *self,
                                                           const BulletinSeries   *series);
void                    bulletin_template_sample_free     (BulletinTemplateSample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTemplateSample, bulletin_template_sample_free)

G_END_DECLS
