/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-saved-searches.h"

#include "bulletin-change.h"

#include <glib/gi18n.h>

void
bulletin_saved_search_free (BulletinSavedSearch *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->words);
  g_free (self);
}

/**
 * bulletin_library_list_saved_searches:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinSavedSearch): the
 *   searches that have names, in the order in which they were saved
 */
GPtrArray *
bulletin_library_list_saved_searches (BulletinLibrary *self,
                                      GError         **error)
{
  g_autoptr (GPtrArray) searches = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_saved_search_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, name, words, position FROM saved_search ORDER BY position, name", error);
  if (statement == NULL)
    return NULL;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinSavedSearch *search = g_new0 (BulletinSavedSearch, 1);

    search->id = g_strdup (bulletin_statement_get_text (statement, 0));
    search->name = g_strdup (bulletin_statement_get_text (statement, 1));
    search->words = g_strdup (bulletin_statement_get_text (statement, 2));
    search->position = bulletin_statement_get_int (statement, 3);
    g_ptr_array_add (searches, search);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&searches) : NULL;
}

/* Whether the name and the words will do; finds a new one its place. */
static gboolean
check (BulletinLibrary      *self,
       BulletinSavedSearch  *search,
       const char           *name,
       const char           *words,
       GError              **error)
{
  g_autoptr (GPtrArray) others = bulletin_library_list_saved_searches (self, error);

  if (others == NULL)
    return FALSE;
  if (*name == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A saved search needs a name. Enter what it is to be called."));
    return FALSE;
  }
  if (*words == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("There is nothing to save. Search for something first."));
    return FALSE;
  }
  for (guint i = 0; i < others->len; i++) {
    const BulletinSavedSearch *other = others->pdata[i];

    if (g_str_equal (other->name, name) && g_strcmp0 (other->id, search->id) != 0) {
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                   _("There is a saved search “%s” already. Choose another name."), name);
      return FALSE;
    }
  }
  if (search->id == NULL)
    search->position = others->len > 0 ? ((const BulletinSavedSearch *) others->pdata[others->len - 1])->position + 1 : 0;

  return TRUE;
}

/**
 * bulletin_library_put_saved_search:
 * @self: a library
 * @search: what to store; gets an id if it has none
 * @who: the person at the desk
 * @error: return location for an error
 *
 * Saves a search, or gives one another name or other words.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or %NULL
 *   with %BULLETIN_LIBRARY_ERROR_INVALID if it has no name or words, or another has
 *   the name
 */
char *
bulletin_library_put_saved_search (BulletinLibrary      *self,
                                   BulletinSavedSearch  *search,
                                   const char           *who,
                                   GError              **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *name = g_strstrip (g_strdup (search->name != NULL ? search->name : ""));
  g_autofree char *words = g_strstrip (g_strdup (search->words != NULL ? search->words : ""));
  g_autofree char *operation = g_strdup (bulletin_library_begin_operation (self, who, "save search", NULL, NULL, error));
  g_autofree char *id = NULL;

  if (operation == NULL)
    return NULL;
  if (!check (self, search, name, words, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  json_object_set_string_member (values, "name", name);
  json_object_set_string_member (values, "words", words);
  json_object_set_int_member (values, "position", search->position);
  id = bulletin_library_put_row (self, "saved_search", search->id, values, error);
  if (id == NULL) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }
  if (!bulletin_library_commit_operation (self, error))
    return NULL;
  g_set_str (&search->id, id);
  g_set_str (&search->name, name);
  g_set_str (&search->words, words);

  return g_steal_pointer (&operation);
}

/**
 * bulletin_library_remove_saved_search:
 * @self: a library
 * @id: a saved search
 * @who: the person at the desk
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_remove_saved_search (BulletinLibrary  *self,
                                      const char       *id,
                                      const char       *who,
                                      GError          **error)
{
  g_autofree char *operation = g_strdup (bulletin_library_begin_operation (self, who, "remove search", NULL, NULL, error));

  if (operation == NULL)
    return NULL;
  if (!bulletin_library_remove_row (self, "saved_search", id, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}
