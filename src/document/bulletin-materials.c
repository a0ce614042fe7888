/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-materials.h"

#include <string.h>

struct _BulletinMaterials
{
  GHashTable *pictures; /* name → BulletinPicture */
  GHashTable *figures;  /* reference → BulletinFigureValue */
  GPtrArray *terms;
  GPtrArray *known_figures;
};

G_DEFINE_BOXED_TYPE (BulletinMaterials, bulletin_materials, bulletin_materials_ref, bulletin_materials_unref)

/**
 * bulletin_picture_new:
 * @name: (nullable): the name that a text uses, or that of the file
 * @media_type: `image/png` or `image/jpeg`
 * @content: the file
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 *
 * Returns: (transfer full): a picture
 */
BulletinPicture *
bulletin_picture_new (const char *name,
                      const char *media_type,
                      GBytes     *content,
                      guint       width,
                      guint       height)
{
  BulletinPicture *self = g_new0 (BulletinPicture, 1);

  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  self->content = g_bytes_ref (content);
  self->width = width;
  self->height = height;

  return self;
}

/**
 * bulletin_picture_free:
 * @self: (transfer full): a picture
 */
void
bulletin_picture_free (BulletinPicture *self)
{
  g_free (self->name);
  g_free (self->media_type);
  g_bytes_unref (self->content);
  g_free (self);
}

static void
term_free (gpointer data)
{
  BulletinTerm *term = data;

  g_free (term->name);
  g_free (term->post);
  g_strfreev (term->short_names);
  g_strfreev (term->wrong_names);
  g_free (term);
}

static void
known_figure_free (gpointer data)
{
  BulletinKnownFigure *figure = data;

  g_free (figure->name);
  g_free (figure->unit);
  g_free (figure->organisation);
  g_free (figure->as_of);
  g_free (figure);
}

static void
materials_clear (gpointer data)
{
  BulletinMaterials *self = data;

  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->figures);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->known_figures);
}

/**
 * bulletin_materials_new:
 *
 * Returns: (transfer full): materials without anything
 */
BulletinMaterials *
bulletin_materials_new (void)
{
  BulletinMaterials *self = g_atomic_rc_box_new0 (BulletinMaterials);

  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bulletin_picture_free);
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bulletin_figure_value_free);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->known_figures = g_ptr_array_new_with_free_func (known_figure_free);

  return self;
}

/**
 * bulletin_materials_ref:
 * @self: materials
 *
 * Returns: (transfer full): @self
 */
BulletinMaterials *
bulletin_materials_ref (BulletinMaterials *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * bulletin_materials_unref:
 * @self: (transfer full): materials
 */
void
bulletin_materials_unref (BulletinMaterials *self)
{
  g_atomic_rc_box_release_full (self, materials_clear);
}

/**
 * bulletin_materials_add_picture:
 * @self: materials that nobody else holds yet
 * @name: the name that the text uses
 * @media_type: `image/png` or `image/jpeg`
 * @content: the file
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 */
void
bulletin_materials_add_picture (BulletinMaterials *self,
                                const char        *name,
                                const char        *media_type,
                                GBytes            *content,
                                guint              width,
                                guint              height)
{
  BulletinPicture *picture;

  g_return_if_fail (self != NULL && name != NULL && content != NULL);
  g_return_if_fail (width > 0 && height > 0);

  picture = bulletin_picture_new (name, media_type, content, width, height);
  g_hash_table_replace (self->pictures, picture->name, picture);
}

/**
 * bulletin_materials_add_figure:
 * @self: materials that nobody else holds yet
 * @reference: what stands between the braces, byte for byte
 * @value: (transfer full): what it stands for
 */
void
bulletin_materials_add_figure (BulletinMaterials   *self,
                               const char          *reference,
                               BulletinFigureValue *value)
{
  g_return_if_fail (self != NULL && reference != NULL && value != NULL);

  g_hash_table_replace (self->figures, g_strdup (reference), value);
}

/**
 * bulletin_materials_add_term:
 * @self: materials that nobody else holds yet
 * @kind: what it names
 * @name: the name
 * @post: (nullable): a person's post
 * @short_names: (nullable) (array zero-terminated=1): other names that are right
 * @wrong_names: (nullable) (array zero-terminated=1): names not to be used
 */
void
bulletin_materials_add_term (BulletinMaterials *self,
                             BulletinTermKind   kind,
                             const char        *name,
                             const char        *post,
                             const char *const *short_names,
                             const char *const *wrong_names)
{
  BulletinTerm *term;

  g_return_if_fail (self != NULL && name != NULL);

  term = g_new0 (BulletinTerm, 1);
  term->kind = kind;
  term->name = g_strdup (name);
  term->post = g_strdup (post);
  term->short_names = g_strdupv ((char **) short_names);
  term->wrong_names = g_strdupv ((char **) wrong_names);
  g_ptr_array_add (self->terms, term);
}

/**
 * bulletin_materials_add_known_figure:
 * @self: materials that nobody else holds yet
 * @name: the metric's name
 * @unit: (nullable): its unit
 * @organisation: (nullable): the organisation's name
 * @value: its newest value
 * @as_of: (nullable): the day that it stands on
 */
void
bulletin_materials_add_known_figure (BulletinMaterials *self,
                                     const char        *name,
                                     const char        *unit,
                                     const char        *organisation,
                                     double             value,
                                     const char        *as_of)
{
  BulletinKnownFigure *figure;

  g_return_if_fail (self != NULL && name != NULL);

  figure = g_new0 (BulletinKnownFigure, 1);
  figure->name = g_strdup (name);
  figure->unit = g_strdup (unit);
  figure->organisation = g_strdup (organisation);
  figure->value = value;
  figure->as_of = g_strdup (as_of);
  g_ptr_array_add (self->known_figures, figure);
}

/**
 * bulletin_materials_find_picture:
 * @self: (nullable): materials
 * @name: (nullable): the name that the text uses
 *
 * Returns: (transfer none) (nullable): the picture
 */
const BulletinPicture *
bulletin_materials_find_picture (const BulletinMaterials *self,
                                 const char              *name)
{
  return self != NULL && name != NULL ? g_hash_table_lookup (self->pictures, name) : NULL;
}

/**
 * bulletin_materials_find_figure:
 * @self: (nullable): materials
 * @reference: what stands between the braces
 *
 * Returns: (transfer none) (nullable): what the figure stands for; %NULL if
 *   nobody asked yet
 */
const BulletinFigureValue *
bulletin_materials_find_figure (const BulletinMaterials *self,
                                const char              *reference)
{
  return self != NULL ? g_hash_table_lookup (self->figures, reference) : NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_keys (GHashTable *table)
{
  GPtrArray *names = table != NULL ? g_hash_table_get_keys_as_ptr_array (table) : g_ptr_array_new ();

  g_ptr_array_sort (names, compare_names);

  return names;
}

/**
 * bulletin_materials_list_pictures:
 * @self: (nullable): materials
 *
 * Returns: (transfer container) (element-type utf8): the names of its pictures,
 *   sorted by bytes
 */
GPtrArray *
bulletin_materials_list_pictures (const BulletinMaterials *self)
{
  return list_keys (self != NULL ? self->pictures : NULL);
}

/**
 * bulletin_materials_list_figures:
 * @self: (nullable): materials
 *
 * Returns: (transfer container) (element-type utf8): the references of its
 *   figures, as they are typed, sorted by bytes
 */
GPtrArray *
bulletin_materials_list_figures (const BulletinMaterials *self)
{
  return list_keys (self != NULL ? self->figures : NULL);
}

/**
 * bulletin_materials_get_terms:
 * @self: (nullable): materials
 *
 * Returns: (transfer none) (nullable) (element-type BulletinTerm): the office's
 *   names
 */
const GPtrArray *
bulletin_materials_get_terms (const BulletinMaterials *self)
{
  return self != NULL ? self->terms : NULL;
}

/**
 * bulletin_materials_get_known_figures:
 * @self: (nullable): materials
 *
 * Returns: (transfer none) (nullable) (element-type BulletinKnownFigure): the
 *   numbers of the statistics
 */
const GPtrArray *
bulletin_materials_get_known_figures (const BulletinMaterials *self)
{
  return self != NULL ? self->known_figures : NULL;
}
