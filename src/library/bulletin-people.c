/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-people.h"

#include "bulletin-change.h"

#include <glib/gi18n.h>

static const char *const roles[] = { "editor", "reviewer", "both" };

void
bulletin_person_free (BulletinPerson *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->post);
  g_free (self);
}

/**
 * bulletin_person_role_to_string:
 * @role: a role
 *
 * Returns: (transfer none): "editor", "reviewer" or "both", as stored
 */
const char *
bulletin_person_role_to_string (BulletinPersonRole role)
{
  return roles[role];
}

/**
 * bulletin_person_role_parse:
 * @text: (nullable): a role as stored
 * @role: (out): the role
 *
 * Returns: whether @text is one
 */
gboolean
bulletin_person_role_parse (const char         *text,
                            BulletinPersonRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (g_strcmp0 (roles[i], text) == 0) {
      *role = i;
      return TRUE;
    }
  }

  return FALSE;
}

static GPtrArray *
list (BulletinLibrary *self,
      const char      *sql,
      GError         **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_person_free);
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);
  BulletinStep step;

  if (statement == NULL)
    return NULL;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinPerson *person = g_new0 (BulletinPerson, 1);

    person->id = g_strdup (bulletin_statement_get_text (statement, 0));
    person->name = g_strdup (bulletin_statement_get_text (statement, 1));
    person->post = g_strdup (bulletin_statement_get_text (statement, 2));
    bulletin_person_role_parse (bulletin_statement_get_text (statement, 3), &person->role);
    person->position = bulletin_statement_get_int (statement, 4);
    g_ptr_array_add (people, person);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&people) : NULL;
}

/**
 * bulletin_library_list_people:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinPerson): the people of
 *   the office, by their place in the list and name
 */
GPtrArray *
bulletin_library_list_people (BulletinLibrary *self,
                              GError         **error)
{
  return list (self, "SELECT id, name, post, role, position FROM person ORDER BY position, name", error);
}

/**
 * bulletin_library_list_reviewers:
 * @self: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinPerson): who can be
 *   asked for review: the people of the list who review, then those who were asked
 *   before, newest first, then the persons among the terms. Nobody twice, and
 *   nobody whom the list calls an editor
 */
GPtrArray *
bulletin_library_list_reviewers (BulletinLibrary *self,
                                 GError         **error)
{
  return list (self,
               "SELECT id, name, post, role, position FROM ("
               "SELECT id, name, post, role, position, 0 AS source, position AS place FROM person WHERE role <> 'editor' "
               "UNION ALL SELECT NULL, reviewer, (SELECT post FROM term WHERE kind = 'person' AND name = reviewer), "
               "'reviewer', 0, 1, -max (rowid) FROM review_request "
               "WHERE reviewer NOT IN (SELECT name FROM person) GROUP BY reviewer "
               "UNION ALL SELECT NULL, name, post, 'reviewer', 0, 2, 0 FROM term WHERE kind = 'person' "
               "AND name NOT IN (SELECT name FROM person) AND name NOT IN (SELECT reviewer FROM review_request)"
               ") ORDER BY source, place, name",
               error);
}

/**
 * bulletin_library_put_person:
 * @self: a library
 * @person: whom to store; gets an id if it has none, and without one takes the
 *   place of the person with the same name
 * @who: the person at the desk
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or %NULL
 *   with %BULLETIN_LIBRARY_ERROR_INVALID if there is no name, or another has it
 */
char *
bulletin_library_put_person (BulletinLibrary *self,
                             BulletinPerson  *person,
                             const char      *who,
                             GError         **error)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *name = g_strstrip (g_strdup (person->name != NULL ? person->name : ""));
  g_autofree char *operation = NULL;
  g_autofree char *id = NULL;

  if (*name == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A person needs a name. Enter it as it is to stand in the record."));
    return NULL;
  }
  operation = g_strdup (bulletin_library_begin_operation (self, who, "edit person", NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  people = bulletin_library_list_people (self, error);
  if (people == NULL) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }
  for (guint i = 0; i < people->len; i++) {
    const BulletinPerson *other = people->pdata[i];

    if (!g_str_equal (other->name, name) || g_strcmp0 (other->id, person->id) == 0)
      continue;
    if (person->id != NULL) {
      bulletin_library_rollback_operation (self);
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                   _("“%s” is in the list of people already. Choose another name, or change that entry."), name);
      return NULL;
    }
    person->id = g_strdup (other->id);
    person->position = other->position;
  }
  if (person->id == NULL)
    person->position = people->len > 0 ? ((const BulletinPerson *) people->pdata[people->len - 1])->position + 1 : 0;

  json_object_set_string_member (values, "name", name);
  if (person->post != NULL && *person->post != '\0')
    json_object_set_string_member (values, "post", person->post);
  else
    json_object_set_null_member (values, "post");
  json_object_set_string_member (values, "role", roles[person->role]);
  json_object_set_int_member (values, "position", person->position);
  id = bulletin_library_put_row (self, "person", person->id, values, error);
  if (id == NULL) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }
  if (!bulletin_library_commit_operation (self, error))
    return NULL;
  g_set_str (&person->id, id);
  g_set_str (&person->name, name);

  return g_steal_pointer (&operation);
}

/**
 * bulletin_library_remove_person:
 * @self: a library
 * @id: somebody in the list of people
 * @who: the person at the desk
 * @error: return location for an error
 *
 * Takes somebody out of the list. What the person wrote, approved or remarked
 * keeps the name.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_remove_person (BulletinLibrary *self,
                                const char      *id,
                                const char      *who,
                                GError         **error)
{
  g_autofree char *operation = g_strdup (bulletin_library_begin_operation (self, who, "remove person", NULL, NULL, error));

  if (operation == NULL)
    return NULL;
  if (!bulletin_library_remove_row (self, "person", id, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}
