/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "bulletin-document.h"
#include "bulletin-figure.h"

G_BEGIN_DECLS

/**
 * BulletinPicture:
 * @name: what stands behind `attachment:` in the text
 * @media_type: `image/png` or `image/jpeg`
 * @content: the file, upright and without metadata
 * @width, @height: in pixels
 */
typedef struct
{
  char *name;
  char *media_type;
  GBytes *content;
  guint width, height;
} BulletinPicture;

BulletinPicture *bulletin_picture_new  (const char      *name,
                                        const char      *media_type,
                                        GBytes          *content,
                                        guint            width,
                                        guint            height);
void             bulletin_picture_free (BulletinPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPicture, bulletin_picture_free)

/**
 * BulletinTermKind:
 *
 * What the office's list of names holds.
 */
typedef enum
{
  BULLETIN_TERM_ORGANISATION,
  BULLETIN_TERM_PERSON,
  BULLETIN_TERM_PHRASE,
} BulletinTermKind;

/**
 * BulletinTerm:
 * @kind: what it names
 * @name: the name as the office writes it
 * @post: (nullable): a person's post, such as 主任
 * @short_names: (nullable) (array zero-terminated=1): other names that are right
 * @wrong_names: (nullable) (array zero-terminated=1): names that should not be
 *   used for it any more
 */
typedef struct
{
  BulletinTermKind kind;
  char *name;
  char *post;
  char **short_names;
  char **wrong_names;
} BulletinTerm;

/**
 * BulletinKnownFigure:
 * @name: the name of a metric as a text would write it, such as 暖蜂驿站
 * @unit: (nullable): its unit
 * @organisation: (nullable): the name of the organisation, %NULL for all
 * @value: its newest value
 * @as_of: (nullable): the day that it stands on, YYYY-MM-DD
 *
 * A number of the statistics that a number typed in a text can be compared with.
 */
typedef struct
{
  char *name;
  char *unit;
  char *organisation;
  double value;
  char *as_of;
} BulletinKnownFigure;

#define BULLETIN_TYPE_MATERIALS (bulletin_materials_get_type ())

/**
 * BulletinMaterials:
 *
 * What a text refers to and is compared with: its pictures, what its live
 * figures stand for, the office's terms and figures. Filled by its maker, then
 * shared and no longer changed; reference counted (atomically), so that it may be
 * read from any thread.
 */
GType                      bulletin_materials_get_type         (void);
BulletinMaterials         *bulletin_materials_new              (void);
BulletinMaterials         *bulletin_materials_ref              (BulletinMaterials       *self);
void                       bulletin_materials_unref            (BulletinMaterials       *self);
void                       bulletin_materials_add_picture      (BulletinMaterials       *self,
                                                                const char              *name,
                                                                const char              *media_type,
                                                                GBytes                  *content,
                                                                guint                    width,
                                                                guint                    height);
void                       bulletin_materials_add_figure       (BulletinMaterials       *self,
                                                                const char              *reference,
                                                                BulletinFigureValue     *value);
void                       bulletin_materials_add_term         (BulletinMaterials       *self,
                                                                BulletinTermKind         kind,
                                                                const char              *name,
                                                                const char              *post,
                                                                const char *const       *short_names,
                                                                const char *const       *wrong_names);
void                       bulletin_materials_add_known_figure (BulletinMaterials       *self,
                                                                const char              *name,
                                                                const char              *unit,
                                                                const char              *organisation,
                                                                double                   value,
                                                                const char              *as_of);
const BulletinPicture     *bulletin_materials_find_picture     (const BulletinMaterials *self,
                                                                const char              *name);
const BulletinFigureValue *bulletin_materials_find_figure      (const BulletinMaterials *self,
                                                                const char              *reference);
GPtrArray                 *bulletin_materials_list_pictures    (const BulletinMaterials *self);
GPtrArray                 *bulletin_materials_list_figures     (const BulletinMaterials *self);
const GPtrArray           *bulletin_materials_get_terms        (const BulletinMaterials *self);
const GPtrArray           *bulletin_materials_get_known_figures (const BulletinMaterials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinMaterials, bulletin_materials_unref)

G_END_DECLS
