/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-dismissals.h"

#include "bulletin-change.h"

/* The setting that names the rules that are off, parted by spaces. */
#define RULES_OFF "rules-off"

struct _BulletinDismissals
{
  GHashTable *rules_off;
  GHashTable *findings; /* rule, line end, excerpt */
};

static char *
make_key (const char *rule,
          const char *excerpt)
{
  return g_strconcat (rule, "\n", excerpt, NULL);
}

/**
 * bulletin_dismissals_free:
 * @self: (transfer full): dismissals
 */
void
bulletin_dismissals_free (BulletinDismissals *self)
{
  g_hash_table_unref (self->rules_off);
  g_hash_table_unref (self->findings);
  g_free (self);
}

static gboolean
read_rules_off (BulletinLibrary    *library,
                BulletinDismissals *dismissals,
                GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *value = bulletin_library_get_setting (library, RULES_OFF, &local_error);
  g_auto (GStrv) names = NULL;

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  names = g_strsplit (value != NULL ? value : "", " ", -1);
  for (guint i = 0; names[i] != NULL; i++) {
    if (*names[i] != '\0')
      g_hash_table_add (dismissals->rules_off, g_strdup (names[i]));
  }

  return TRUE;
}

/**
 * bulletin_library_get_dismissals:
 * @self: a library
 * @bulletin: (nullable): the UUID of a bulletin; %NULL for the switches alone
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is not to be said
 */
BulletinDismissals *
bulletin_library_get_dismissals (BulletinLibrary *self,
                                 const char      *bulletin,
                                 GError         **error)
{
  g_autoptr (BulletinDismissals) dismissals = g_new0 (BulletinDismissals, 1);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  dismissals->rules_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  dismissals->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_rules_off (self, dismissals, error))
    return NULL;
  if (bulletin == NULL)
    return g_steal_pointer (&dismissals);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT rule, excerpt FROM dismissal WHERE bulletin = ?1", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, bulletin);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_hash_table_add (dismissals->findings, make_key (bulletin_statement_get_text (statement, 0),
                                                      bulletin_statement_get_text (statement, 1)));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&dismissals) : NULL;
}

static gboolean
sets_equal (GHashTable *one,
            GHashTable *other)
{
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (one) != g_hash_table_size (other))
    return FALSE;
  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (!g_hash_table_contains (other, key))
      return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_dismissals_equal:
 * @self: dismissals
 * @other: others
 *
 * Returns: whether both leave out the same
 */
gboolean
bulletin_dismissals_equal (const BulletinDismissals *self,
                           const BulletinDismissals *other)
{
  return sets_equal (self->rules_off, other->rules_off) && sets_equal (self->findings, other->findings);
}

/**
 * bulletin_dismissals_get_n:
 * @self: dismissals
 *
 * Returns: how many findings were dismissed
 */
guint
bulletin_dismissals_get_n (const BulletinDismissals *self)
{
  return g_hash_table_size (self->findings);
}

/**
 * bulletin_dismissals_is_off:
 * @self: dismissals
 * @rule: a rule's name
 *
 * Returns: whether the rule is switched off
 */
gboolean
bulletin_dismissals_is_off (const BulletinDismissals *self,
                            const char               *rule)
{
  return g_hash_table_contains (self->rules_off, rule);
}

/**
 * bulletin_dismissals_hold:
 * @self: dismissals
 * @finding: a finding
 * @source: the text that it is of
 *
 * Returns: whether the finding was dismissed
 */
gboolean
bulletin_dismissals_hold (const BulletinDismissals *self,
                          const BulletinFinding    *finding,
                          const char               *source)
{
  g_autofree char *excerpt = NULL;
  g_autofree char *key = NULL;

  if (g_hash_table_size (self->findings) == 0)
    return FALSE;
  excerpt = bulletin_finding_get_excerpt (finding, source);
  key = make_key (finding->rule, excerpt);

  return g_hash_table_contains (self->findings, key);
}

/**
 * bulletin_dismissals_take_away:
 * @self: dismissals
 * @findings: (element-type BulletinFinding): findings, which it owns
 * @source: the text that they are of
 *
 * Takes away what is not to be said.
 */
void
bulletin_dismissals_take_away (const BulletinDismissals *self,
                               GPtrArray                *findings,
                               const char               *source)
{
  for (guint i = findings->len; i > 0; i--) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i - 1);

    if (bulletin_dismissals_is_off (self, finding->rule) || bulletin_dismissals_hold (self, finding, source))
      g_ptr_array_remove_index (findings, i - 1);
  }
}

/* The rows that dismiss a finding, or all of a bulletin. */
static GPtrArray *
find_rows (BulletinLibrary *self,
           const char      *bulletin,
           const char      *rule,
           const char      *excerpt,
           GError         **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id FROM dismissal WHERE bulletin = ?1 AND "
                                         "(?2 IS NULL OR rule = ?2) AND (?3 IS NULL OR excerpt = ?3)",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, bulletin);
  bulletin_statement_bind_text (statement, 1, rule);
  bulletin_statement_bind_text (statement, 2, excerpt);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (bulletin_statement_get_text (statement, 0)));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * bulletin_library_dismiss_finding:
 * @self: a library
 * @bulletin: the UUID of a bulletin
 * @rule: the finding's rule
 * @excerpt: as bulletin_finding_get_excerpt()
 * @who: the person
 * @error: return location for an error
 *
 * Lets a finding stand, for as long as the words round it stay. One that was
 * dismissed before stays so.
 */
gboolean
bulletin_library_dismiss_finding (BulletinLibrary *self,
                                  const char      *bulletin,
                                  const char      *rule,
                                  const char      *excerpt,
                                  const char      *who,
                                  GError         **error)
{
  g_autoptr (GPtrArray) ids = find_rows (self, bulletin, rule, excerpt, error);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *id = NULL;

  if (ids == NULL)
    return FALSE;
  if (ids->len > 0)
    return TRUE;

  json_object_set_string_member (values, "bulletin", bulletin);
  json_object_set_string_member (values, "rule", rule);
  json_object_set_string_member (values, "excerpt", excerpt);
  if (bulletin_library_begin_operation (self, who, "dismiss finding", NULL, NULL, error) == NULL)
    return FALSE;
  id = bulletin_library_put_row (self, "dismissal", NULL, values, error);
  if (id == NULL) {
    bulletin_library_rollback_operation (self);
    return FALSE;
  }

  return bulletin_library_commit_operation (self, error);
}

/**
 * bulletin_library_restore_findings:
 * @self: a library
 * @bulletin: the UUID of a bulletin
 * @rule: (nullable): only findings of this rule
 * @excerpt: (nullable): only the finding with this excerpt
 * @who: the person
 * @error: return location for an error
 *
 * Shows again what was dismissed.
 */
gboolean
bulletin_library_restore_findings (BulletinLibrary *self,
                                   const char      *bulletin,
                                   const char      *rule,
                                   const char      *excerpt,
                                   const char      *who,
                                   GError         **error)
{
  g_autoptr (GPtrArray) ids = find_rows (self, bulletin, rule, excerpt, error);

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return TRUE;

  if (bulletin_library_begin_operation (self, who, "restore findings", NULL, NULL, error) == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    if (!bulletin_library_remove_row (self, "dismissal", ids->pdata[i], error)) {
      bulletin_library_rollback_operation (self);
      return FALSE;
    }
  }

  return bulletin_library_commit_operation (self, error);
}

/**
 * bulletin_library_switch_rule:
 * @self: a library
 * @rule: a rule's name
 * @is_on: whether its findings are to be shown
 * @error: return location for an error
 */
gboolean
bulletin_library_switch_rule (BulletinLibrary *self,
                              const char      *rule,
                              gboolean         is_on,
                              GError         **error)
{
  g_autoptr (BulletinDismissals) dismissals = bulletin_library_get_dismissals (self, NULL, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *value = NULL;

  if (dismissals == NULL)
    return FALSE;
  if (is_on)
    g_hash_table_remove (dismissals->rules_off, rule);
  else
    g_hash_table_add (dismissals->rules_off, g_strdup (rule));

  names = g_hash_table_get_keys_as_ptr_array (dismissals->rules_off);
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);
  value = g_strjoinv (" ", (char **) names->pdata);

  return bulletin_library_set_setting (self, RULES_OFF, *value != '\0' ? value : NULL, error);
}
