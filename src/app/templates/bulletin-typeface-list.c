/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-typeface-list.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <pango/pangocairo.h>

#include "bulletin-fonts.h"

struct _BulletinTypefaceList
{
  GHashTable *installed;
  GtkStringList *names;
};

/* Font maps look through the computer's fonts when they are first asked, which
 * takes longer than the window may stand still. */
static void
list_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  g_autoptr (PangoFontMap) font_map = pango_cairo_font_map_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  BulletinTypefaceList *self = g_new0 (BulletinTypefaceList, 1);
  PangoFontFamily **families = NULL;
  int n_families = 0;

  self->installed = bulletin_fonts_list_installed (font_map);
  pango_font_map_list_families (font_map, &families, &n_families);
  for (int i = 0; i < n_families; i++)
    g_ptr_array_add (sorted, (gpointer) pango_font_family_get_name (families[i]));
  g_ptr_array_sort_values (sorted, (GCompareFunc) g_utf8_collate);

  g_strv_builder_add (builder, C_ ("typeface", "Automatic"));
  for (guint i = 0; i < sorted->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (sorted, i));
  g_free (families);

  g_auto (GStrv) names = g_strv_builder_end (builder);
  self->names = gtk_string_list_new ((const char *const *) names);
  g_task_return_pointer (task, self, (GDestroyNotify) bulletin_typeface_list_free);
}

/**
 * bulletin_typeface_list_load_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Lists the typefaces on a worker thread.
 */
void
bulletin_typeface_list_load_async (GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, bulletin_typeface_list_load_async);
  g_task_run_in_thread (task, list_thread);
}

/**
 * bulletin_typeface_list_load_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the list, or %NULL if it was cancelled
 */
BulletinTypefaceList *
bulletin_typeface_list_load_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
bulletin_typeface_list_free (BulletinTypefaceList *self)
{
  g_hash_table_unref (self->installed);
  g_object_unref (self->names);
  g_free (self);
}

/**
 * bulletin_typeface_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none): the names as #GtkStringObject
 */
GListModel *
bulletin_typeface_list_get_model (BulletinTypefaceList *self)
{
  return G_LIST_MODEL (self->names);
}

/**
 * bulletin_typeface_list_find:
 * @self: a list
 * @families: (nullable): what a template asks for, parted by commas
 *
 * Finds the entry for @families. What this computer does not have is put into the
 * list, so that a template from elsewhere is shown as it is.
 *
 * Returns: its place in the list
 */
guint
bulletin_typeface_list_find (BulletinTypefaceList *self,
                             const char *families)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  if (!families)
    return 0;
  for (guint i = 1; i < n; i++) {
    if (g_str_equal (gtk_string_list_get_string (self->names, i), families))
      return i;
  }
  gtk_string_list_append (self->names, families);
  return n;
}

/**
 * bulletin_typeface_list_get:
 * @self: a list
 * @index: a place in it
 *
 * Returns: (transfer none) (nullable): what a template is to ask for; %NULL for
 *   the choice that is made by itself
 */
const char *
bulletin_typeface_list_get (BulletinTypefaceList *self,
                            guint index)
{
  return index == 0 ? NULL : gtk_string_list_get_string (self->names, index);
}

/**
 * bulletin_typeface_list_describe:
 * @self: a list
 * @role: a typeface's role
 * @page_template: a template
 *
 * Returns: (transfer full): a sentence that says what is printed
 */
char *
bulletin_typeface_list_describe (BulletinTypefaceList *self,
                                 BulletinFontRole role,
                                 const BulletinPageTemplate *page_template)
{
  g_autoptr (BulletinFontChoice) choice = bulletin_font_choice_new (role, page_template, self->installed);

  if (choice->is_substitute)
    return g_strdup_printf (_ ("“%s” is not installed; “%s” is printed in its place"), choice->wanted, choice->chosen);

  return g_strdup_printf (_ ("“%s” is printed"), choice->chosen);
}
