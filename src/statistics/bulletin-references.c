/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-private.h"

#include <glib/gi18n.h>

/* Codes and names of what rows refer to. */

/* Marks a name that several rows share. */
#define AMBIGUOUS ""

typedef struct {
  GHashTable *by_code;   /* code → id */
  GHashTable *by_name;   /* name → id, or AMBIGUOUS */
  GHashTable *names;     /* id → name */
} Table;

struct _BulletinReferences {
  Table tables[BULLETIN_N_REGISTERS];
};

static const BulletinRegisterKind referred[] = {
  BULLETIN_REGISTER_ORGANISATIONS,
  BULLETIN_REGISTER_STATIONS,
  BULLETIN_REGISTER_TEAMS,
  BULLETIN_REGISTER_METRICS,
};

static BulletinRegisterKind
get_register (BulletinValueKind kind)
{
  switch (kind) {
  case BULLETIN_VALUE_ORGANISATION:
    return BULLETIN_REGISTER_ORGANISATIONS;
  case BULLETIN_VALUE_STATION:
    return BULLETIN_REGISTER_STATIONS;
  case BULLETIN_VALUE_TEAM:
    return BULLETIN_REGISTER_TEAMS;
  case BULLETIN_VALUE_METRIC:
    return BULLETIN_REGISTER_METRICS;
  default:
    g_assert_not_reached ();
  }
}

void
bulletin_references_free (BulletinReferences *self)
{
  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++) {
    g_clear_pointer (&self->tables[i].by_code, g_hash_table_unref);
    g_clear_pointer (&self->tables[i].by_name, g_hash_table_unref);
    g_clear_pointer (&self->tables[i].names, g_hash_table_unref);
  }
  g_free (self);
}

/*< private >
 * bulletin_references_add:
 *
 * Makes a row known, or known under another name.
 */
void
bulletin_references_add (BulletinReferences   *self,
                         BulletinRegisterKind  kind,
                         const char           *id,
                         const char           *code,
                         const char           *name)
{
  Table *table = &self->tables[kind];
  const char *other;

  if (table->names == NULL)
    return;

  other = g_hash_table_lookup (table->by_name, name);
  g_hash_table_replace (table->by_code, g_strdup (code), g_strdup (id));
  g_hash_table_replace (table->by_name, g_strdup (name),
                        g_strdup (other != NULL && !g_str_equal (other, id) ? AMBIGUOUS : id));
  g_hash_table_replace (table->names, g_strdup (id), g_strdup (name));
}

static gboolean
read_table (BulletinReferences   *self,
            BulletinLibrary      *library,
            BulletinRegisterKind  kind,
            GError              **error)
{
  Table *table = &self->tables[kind];
  g_autofree char *sql = g_strdup_printf ("SELECT id, code, name FROM %s", bulletin_registers[kind].table);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  table->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  table->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  table->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  statement = bulletin_database_prepare (bulletin_library_get_database (library), sql, error);
  if (statement == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    bulletin_references_add (self, kind,
                             bulletin_statement_get_text (statement, 0),
                             bulletin_statement_get_text (statement, 1),
                             bulletin_statement_get_text (statement, 2));

  return step == BULLETIN_STEP_DONE;
}

/*< private >
 * bulletin_references_new:
 *
 * Reads what rows may refer to.
 *
 * Returns: (transfer full) (nullable): the codes and names
 */
BulletinReferences *
bulletin_references_new (BulletinLibrary *library,
                         GError         **error)
{
  g_autoptr (BulletinReferences) self = g_new0 (BulletinReferences, 1);

  for (guint i = 0; i < G_N_ELEMENTS (referred); i++)
    if (!read_table (self, library, referred[i], error))
      return NULL;

  return g_steal_pointer (&self);
}

/*< private >
 * bulletin_references_get_name:
 *
 * Returns: (transfer none): the name of a row, its id if it is unknown
 */
const char *
bulletin_references_get_name (BulletinReferences *self,
                              BulletinValueKind   kind,
                              const char         *id)
{
  const char *name = g_hash_table_lookup (self->tables[get_register (kind)].names, id);

  return name != NULL ? name : id;
}

/*< private >
 * bulletin_references_find:
 * @text: a code or a name
 *
 * Returns: (transfer none) (nullable): the row's id
 */
const char *
bulletin_references_find (BulletinReferences *self,
                          BulletinValueKind   kind,
                          const char         *text,
                          GError            **error)
{
  static const char *const unknown[] = {
    [BULLETIN_VALUE_ORGANISATION] = N_ ("There is no organization “%s”. Load it first, or write its code."),
    [BULLETIN_VALUE_STATION] = N_ ("There is no station “%s”. Load it first, or write its code."),
    [BULLETIN_VALUE_TEAM] = N_ ("There is no team “%s”. Load it first, or write its code."),
    [BULLETIN_VALUE_METRIC] = N_ ("There is no metric “%s”. Load it first, or write its code."),
  };
  Table *table = &self->tables[get_register (kind)];
  const char *id = g_hash_table_lookup (table->by_code, text);

  if (id == NULL)
    id = g_hash_table_lookup (table->by_name, text);

  if (id == NULL)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND, _(unknown[kind]), text);
  else if (g_str_equal (id, AMBIGUOUS))
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("Several are called “%s”. Write the code instead of the name."), text);
  else
    return id;

  return NULL;
}
