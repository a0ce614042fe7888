/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What stands in place of an id where a name means more than one row. */
static const char ambiguous[] = "";

typedef struct
{
  char *id;
  char *code;
  char *name;
  char *label; /* made when it is first asked for */
} Entry;

struct _BulletinReferences
{
  /* By register; only those that are referred to are filled. */
  GHashTable *entries[BULLETIN_N_REGISTERS]; /* id → Entry */
  GHashTable *by_code[BULLETIN_N_REGISTERS]; /* exact code → id */
  GHashTable *by_name[BULLETIN_N_REGISTERS]; /* folded name → id */
  GHashTable *by_case[BULLETIN_N_REGISTERS]; /* folded code → id */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->code);
  g_free (entry->name);
  g_free (entry->label);
  g_free (entry);
}

/*< private >
 * bulletin_reference_fold:
 *
 * Returns: (transfer full): the name without blanks, case and full-width forms
 */
char *
bulletin_reference_fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_casefold (normal != NULL ? normal : name, -1);
  g_autoptr (GString) folded = g_string_sized_new (strlen (lower));

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isspace (c))
      g_string_append_unichar (folded, c);
  }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

BulletinReferences *
bulletin_references_new (void)
{
  BulletinReferences *self = g_new0 (BulletinReferences, 1);

  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++) {
    self->entries[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
    self->by_code[i] = g_hash_table_new (g_str_hash, g_str_equal);
    self->by_name[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self->by_case[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  }

  return self;
}

void
bulletin_references_free (BulletinReferences *self)
{
  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++) {
    g_hash_table_unref (self->by_code[i]);
    g_hash_table_unref (self->by_name[i]);
    g_hash_table_unref (self->by_case[i]);
    g_hash_table_unref (self->entries[i]);
  }
  g_free (self);
}

static void
add_key (GHashTable *table,
         char *key,
         const char *id)
{
  const char *known = g_hash_table_lookup (table, key);

  g_hash_table_replace (table, key, (gpointer) (known != NULL && !g_str_equal (known, id) ? ambiguous : id));
}

/* Each id is added once. */
void
bulletin_references_add (BulletinReferences *self,
                         BulletinRegisterKind kind,
                         const char *id,
                         const char *code,
                         const char *name)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup (id);
  entry->code = g_strdup (code);
  entry->name = g_strdup (name);
  g_hash_table_replace (self->entries[kind], entry->id, entry);
  g_hash_table_replace (self->by_code[kind], entry->code, entry->id);
  add_key (self->by_name[kind], bulletin_reference_fold (name), entry->id);
  add_key (self->by_case[kind], bulletin_reference_fold (code), entry->id);
}

static gboolean
add_all (BulletinReferences *self,
         BulletinLibrary *library,
         BulletinRegisterKind kind,
         GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, code, name FROM %s", bulletin_register_get_table (kind));
  g_autoptr (BulletinStatement) rows = bulletin_database_prepare (bulletin_library_get_database (library), sql, error);
  BulletinStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW)
    bulletin_references_add (self, kind,
                             bulletin_statement_get_text (rows, 0),
                             bulletin_statement_get_text (rows, 1),
                             bulletin_statement_get_text (rows, 2));

  return step == BULLETIN_STEP_DONE;
}

BulletinReferences *
bulletin_references_load (BulletinLibrary *library,
                          BulletinRegisterKind kind,
                          GError **error)
{
  g_autoptr (BulletinReferences) self = bulletin_references_new ();
  gboolean wanted[BULLETIN_N_REGISTERS] = { FALSE };
  const BulletinRegisterColumn *columns;
  guint n_columns;

  columns = bulletin_register_get_columns (kind, &n_columns);
  for (guint i = 0; i < n_columns; i++) {
    wanted[BULLETIN_REGISTER_ORGANISATIONS] |= columns[i].kind == BULLETIN_VALUE_ORGANISATION;
    wanted[BULLETIN_REGISTER_STATIONS] |= columns[i].kind == BULLETIN_VALUE_STATION;
    wanted[BULLETIN_REGISTER_TEAMS] |= columns[i].kind == BULLETIN_VALUE_TEAM;
    wanted[BULLETIN_REGISTER_METRICS] |= columns[i].kind == BULLETIN_VALUE_METRIC;
  }

  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++)
    if (wanted[i] && !add_all (self, library, i, error))
      return NULL;

  return g_steal_pointer (&self);
}

static void
set_unknown (BulletinRegisterKind kind,
             const char *typed,
             GError **error)
{
  const char *format;

  switch (kind) {
  case BULLETIN_REGISTER_STATIONS:
    format = _ ("No station is called “%s”. Correct the name or the code, or add the station first.");
    break;
  case BULLETIN_REGISTER_TEAMS:
    format = _ ("No team is called “%s”. Correct the name or the code, or add the team first.");
    break;
  case BULLETIN_REGISTER_METRICS:
    format = _ ("No metric is called “%s”. Correct the name or the code, or add the metric first.");
    break;
  default:
    format = _ ("No organization is called “%s”. Correct the name or the code, or add the organization first.");
    break;
  }
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND, format, typed);
}

static void
set_ambiguous (BulletinRegisterKind kind,
               const char *typed,
               GError **error)
{
  const char *format;

  switch (kind) {
  case BULLETIN_REGISTER_STATIONS:
    format = _ ("More than one station is called “%s”. Write its code instead.");
    break;
  case BULLETIN_REGISTER_TEAMS:
    format = _ ("More than one team is called “%s”. Write its code instead.");
    break;
  case BULLETIN_REGISTER_METRICS:
    format = _ ("More than one metric is called “%s”. Write its code instead.");
    break;
  default:
    format = _ ("More than one organization is called “%s”. Write its code instead.");
    break;
  }
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID, format, typed);
}

/* "Name (CODE)", as bulletin_references_label() writes it where a name alone
 * would not do. */
static const char *
find_label (BulletinReferences *self,
            BulletinRegisterKind kind,
            const char *folded)
{
  const char *open = strrchr (folded, '(');
  g_autofree char *name = NULL;
  g_autofree char *code = NULL;
  const char *id;

  if (open == NULL || !g_str_has_suffix (folded, ")"))
    return NULL;

  name = g_strndup (folded, open - folded);
  code = g_strndup (open + 1, strlen (open) - 2);
  id = g_hash_table_lookup (self->by_case[kind], code);
  if (id != NULL && id != ambiguous) {
    const Entry *entry = g_hash_table_lookup (self->entries[kind], id);
    g_autofree char *entry_name = bulletin_reference_fold (entry->name);

    return g_str_equal (entry_name, name) ? id : NULL;
  }

  return NULL;
}

/*< private >
 * bulletin_references_find:
 * @typed: a code, a name that is unique, or both as
 *   bulletin_references_label() writes them
 *
 * Returns: (transfer none) (nullable): the id. %NULL with
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if nothing is called so, with
 *   %BULLETIN_LIBRARY_ERROR_INVALID if more than one thing is.
 */
const char *
bulletin_references_find (BulletinReferences *self,
                          BulletinRegisterKind kind,
                          const char *typed,
                          GError **error)
{
  g_autofree char *folded = NULL;
  const char *id = g_hash_table_lookup (self->by_code[kind], typed);

  if (id != NULL)
    return id;

  folded = bulletin_reference_fold (typed);
  id = g_hash_table_lookup (self->by_name[kind], folded);
  if (id == NULL)
    id = g_hash_table_lookup (self->by_case[kind], folded);
  if (id == NULL)
    id = find_label (self, kind, folded);

  if (id == NULL)
    set_unknown (kind, typed, error);
  else if (id == ambiguous)
    set_ambiguous (kind, typed, error);

  return id != ambiguous ? id : NULL;
}

/*< private >
 * bulletin_references_label:
 *
 * Returns: (transfer none): the row's name; with its code where the name alone
 *   means more than one row
 */
const char *
bulletin_references_label (BulletinReferences *self,
                           BulletinRegisterKind kind,
                           const char *id)
{
  Entry *entry = g_hash_table_lookup (self->entries[kind], id);

  if (entry == NULL)
    return "";

  if (entry->label == NULL) {
    const char *meant = bulletin_references_find (self, kind, entry->name, NULL);

    if (meant != NULL && g_str_equal (meant, id))
      entry->label = g_strdup (entry->name);
    else
      entry->label = g_strdup_printf ("%s (%s)", entry->name, entry->code);
  }

  return entry->label;
}
