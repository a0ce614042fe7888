/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-terms.h"

#include "bulletin-change.h"

#include <glib/gi18n.h>

static const char *const kinds[] = { "organisation", "person", "phrase" };

void
bulletin_term_record_free (BulletinTermRecord *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->post);
  g_free (self->short_names);
  g_free (self->wrong_names);
  g_free (self);
}

/**
 * bulletin_term_kind_to_string:
 * @kind: a kind
 *
 * Returns: its stable name: "organisation", "person" or "phrase"
 */
const char *
bulletin_term_kind_to_string (BulletinTermKind kind)
{
  return kinds[kind];
}

/**
 * bulletin_term_split_names:
 * @names: (nullable): several names, parted by ； ; 、 ， or ,
 *
 * Returns: (transfer full): the names, trimmed, without empty ones
 */
char **
bulletin_term_split_names (const char *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = g_regex_split_simple ("[；;、，,]", names != NULL ? names : "", 0, 0);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  }

  return g_strv_builder_end (builder);
}

/**
 * bulletin_library_list_terms:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinTermRecord): the list,
 *   by kind and name
 */
GPtrArray *
bulletin_library_list_terms (BulletinLibrary *self,
                             GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_term_record_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, kind, name, post, short_names, wrong_names FROM term "
                                         "ORDER BY kind, name",
                                         error);
  if (statement == NULL)
    return NULL;

  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinTermRecord *term = g_new0 (BulletinTermRecord, 1);

    term->id = g_strdup (bulletin_statement_get_text (statement, 0));
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
      if (g_strcmp0 (kinds[i], bulletin_statement_get_text (statement, 1)) == 0)
        term->kind = i;
    }
    term->name = g_strdup (bulletin_statement_get_text (statement, 2));
    term->post = g_strdup (bulletin_statement_get_text (statement, 3));
    term->short_names = g_strdup (bulletin_statement_get_text (statement, 4));
    term->wrong_names = g_strdup (bulletin_statement_get_text (statement, 5));
    g_ptr_array_add (list, term);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static gboolean
put_term (BulletinLibrary    *self,
          BulletinTermRecord *term,
          GError            **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *id = NULL;

  if (term->name == NULL || *term->name == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("A term needs a name. Enter it as it is to be written."));
    return FALSE;
  }

  json_object_set_string_member (values, "kind", kinds[term->kind]);
  json_object_set_string_member (values, "name", term->name);
  set_text (values, "post", term->post);
  set_text (values, "short_names", term->short_names);
  set_text (values, "wrong_names", term->wrong_names);
  id = bulletin_library_put_row (self, "term", term->id, values, error);
  if (id != NULL)
    g_set_str (&term->id, id);

  return id != NULL;
}

/**
 * bulletin_library_put_terms:
 * @self: a library
 * @terms: (element-type BulletinTermRecord): new and changed terms; those without
 *   an id get one
 * @source_name: (nullable): the name of the file that they are from
 * @source: (nullable): the file
 * @who: the person
 * @operation: (out) (optional) (nullable) (transfer full): for
 *   bulletin_library_undo_operation(); %NULL if there was nothing to store
 * @error: return location for an error
 *
 * Stores several terms as one change, all or none.
 */
gboolean
bulletin_library_put_terms (BulletinLibrary *self,
                            const GPtrArray *terms,
                            const char      *source_name,
                            GBytes          *source,
                            const char      *who,
                            char           **operation,
                            GError         **error)
{
  g_autofree char *begun = NULL;

  if (terms->len == 0)
    return TRUE;
  begun = g_strdup (bulletin_library_begin_operation (self, who, source != NULL ? "load terms" : "edit terms", source_name, source, error));
  if (begun == NULL)
    return FALSE;
  for (guint i = 0; i < terms->len; i++) {
    if (!put_term (self, terms->pdata[i], error)) {
      bulletin_library_rollback_operation (self);
      return FALSE;
    }
  }

  if (!bulletin_library_commit_operation (self, error))
    return FALSE;
  if (operation != NULL)
    *operation = g_steal_pointer (&begun);

  return TRUE;
}

/**
 * bulletin_library_edit_term:
 * @self: a library
 * @term: a term; gets an id if it has none
 * @who: the person
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the operation, for
 *   bulletin_library_undo_operation()
 */
char *
bulletin_library_edit_term (BulletinLibrary    *self,
                            BulletinTermRecord *term,
                            const char         *who,
                            GError            **error)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  char *operation = NULL;

  g_ptr_array_add (terms, term);

  return bulletin_library_put_terms (self, terms, NULL, NULL, who, &operation, error) ? operation : NULL;
}

/**
 * bulletin_library_put_term:
 * @self: a library
 * @term: a term; gets an id if it has none
 * @who: the person
 * @error: return location for an error
 */
gboolean
bulletin_library_put_term (BulletinLibrary    *self,
                           BulletinTermRecord *term,
                           const char         *who,
                           GError            **error)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();

  g_ptr_array_add (terms, term);

  return bulletin_library_put_terms (self, terms, NULL, NULL, who, NULL, error);
}

/**
 * bulletin_library_remove_term:
 * @self: a library
 * @id: a term
 * @who: the person
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the operation, for
 *   bulletin_library_undo_operation()
 */
char *
bulletin_library_remove_term (BulletinLibrary *self,
                              const char      *id,
                              const char      *who,
                              GError         **error)
{
  g_autofree char *operation = g_strdup (bulletin_library_begin_operation (self, who, "remove term", NULL, NULL, error));

  if (operation == NULL)
    return NULL;
  if (!bulletin_library_remove_row (self, "term", id, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

/* The organisations of the register that are no terms yet: their names are right. */
static gboolean
read_organisations (BulletinLibrary   *self,
                    BulletinMaterials *materials,
                    GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT name FROM organisation WHERE closed IS NULL AND name NOT IN "
                                         "(SELECT name FROM term WHERE kind = 'organisation') ORDER BY name",
                                         error);
  if (statement == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    bulletin_materials_add_term (materials, BULLETIN_TERM_ORGANISATION, bulletin_statement_get_text (statement, 0),
                                 NULL, NULL, NULL);

  return step == BULLETIN_STEP_DONE;
}

/**
 * bulletin_library_read_terms:
 * @self: a library
 * @materials: what to add them to; nobody else holds it yet
 * @error: return location for an error
 *
 * Adds the office's terms, and the organisations of the register.
 */
gboolean
bulletin_library_read_terms (BulletinLibrary   *self,
                             BulletinMaterials *materials,
                             GError           **error)
{
  g_autoptr (GPtrArray) terms = bulletin_library_list_terms (self, error);

  if (terms == NULL)
    return FALSE;
  for (guint i = 0; i < terms->len; i++) {
    const BulletinTermRecord *term = terms->pdata[i];
    g_auto (GStrv) short_names = bulletin_term_split_names (term->short_names);
    g_auto (GStrv) wrong_names = bulletin_term_split_names (term->wrong_names);

    bulletin_materials_add_term (materials, term->kind, term->name, term->post,
                                 (const char *const *) short_names, (const char *const *) wrong_names);
  }

  return read_organisations (self, materials, error);
}
