/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-ledger.h"

#include "bulletin-issued-private.h"
#include "bulletin-migrations.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>

/* Verifying: every record against its hashes, the records against each other,
 * and the guards of the database against what they should be. */

typedef struct
{
  BulletinLibrary *library;
  BulletinVerification *result;
  /* What the record before ended in; previous_hash is NULL where the chain
   * before is not known (a single record is verified). */
  int ordinal;
  char *previous_hash;
  /* Which link of the chain is looked at, from 1; 0 once all were. */
  guint link;
} Verifier;

static void
damage_free (BulletinDamage *damage)
{
  g_free (damage->id);
  g_free (damage->title);
  g_free (damage->message);
  g_free (damage);
}

void
bulletin_verification_free (BulletinVerification *self)
{
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_free (self);
}

static void
add_damage (Verifier   *self,
            const char *id,
            guint       serial,
            const char *title,
            const char *message)
{
  BulletinDamage *damage = g_new0 (BulletinDamage, 1);

  damage->id = g_strdup (id != NULL ? id : "");
  damage->serial = serial;
  damage->link = self->link;
  damage->title = g_strdup (title != NULL ? title : "");
  damage->message = g_strdup (message);
  g_ptr_array_add (self->result->damaged, damage);
}

/* Each question asks one row "is all well?" with the record's id. */
static const struct
{
  const char *sql;
  const char *message;
} questions[] = {
  { "SELECT state IN ('issued', 'withdrawn') FROM bulletin WHERE id = ?1",
    N_ ("The bulletin is no longer marked as issued.") },
  { "SELECT b.revision = i.revision AND b.title = i.title AND b.kind = i.kind AND b.year = i.year "
    "AND b.number = i.number AND b.date = i.date AND b.series = i.series "
    "FROM bulletin b JOIN issued i ON i.bulletin = b.id WHERE b.id = ?1",
    N_ ("Title, number or date in the list differ from what was issued.") },
  { "SELECT CAST (p.content AS TEXT) = r.text FROM issued i JOIN revision r ON r.id = i.revision "
    "JOIN issued_part p ON p.bulletin = i.bulletin AND p.name = 'source' WHERE i.bulletin = ?1",
    N_ ("The text of the revision differs from what was issued.") },
  { "SELECT CAST (p.content AS TEXT) = r.metadata FROM issued i JOIN revision r ON r.id = i.revision "
    "JOIN issued_part p ON p.bulletin = i.bulletin AND p.name = 'metadata' WHERE i.bulletin = ?1",
    N_ ("The metadata of the revision differ from what was issued.") },
  { "SELECT count (*) = 1 FROM ledger l JOIN issued i ON i.bulletin = l.bulletin AND i.series = l.series "
    "AND i.kind = l.kind AND i.year = l.year AND i.number = l.number WHERE l.bulletin = ?1 AND l.state = 'used'",
    N_ ("The ledger no longer holds its number.") },
  { "SELECT (b.state = 'withdrawn') = (EXISTS (SELECT 1 FROM withdrawal WHERE bulletin = b.id) "
    "OR (i.seal IS NULL AND EXISTS (SELECT 1 FROM event WHERE bulletin = b.id AND kind = 'withdrawn'))) "
    "FROM bulletin b JOIN issued i ON i.bulletin = b.id WHERE b.id = ?1",
    N_ ("Whether it is withdrawn is no longer what the chain says.") },
  { "SELECT NOT EXISTS (SELECT 1 FROM event e JOIN issued i ON i.bulletin = e.bulletin WHERE e.bulletin = ?1 AND e.rowid > "
    "(SELECT rowid FROM event WHERE bulletin = ?1 AND kind = 'issued' ORDER BY rowid LIMIT 1) AND CASE e.kind "
    "WHEN 'imported' THEN 0 "
    "WHEN 'withdrawn' THEN NOT (i.seal IS NULL OR EXISTS (SELECT 1 FROM withdrawal w WHERE w.bulletin = ?1 AND w.at = e.at "
    "AND w.who = e.who AND w.reason IS e.note)) "
    "WHEN 'corrected' THEN NOT EXISTS (SELECT 1 FROM bulletin c JOIN issued o ON o.bulletin = c.id WHERE c.id = e.note "
    "AND c.corrects = ?1 AND o.at = e.at AND o.who = e.who) ELSE 1 END)",
    N_ ("Something was added to its trail that the chain does not know.") },
  { "SELECT NOT EXISTS (SELECT 1 FROM bulletin c JOIN issued_part p ON p.bulletin = c.id AND p.name = 'relation' "
    "WHERE c.corrects = ?1 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.bulletin = ?1 AND e.kind = 'corrected' AND e.note = c.id))",
    N_ ("Its trail no longer says that it was corrected.") },
  { "SELECT NOT EXISTS (SELECT 1 FROM issued_part p WHERE p.bulletin = ?1 AND p.name GLOB 'attachment/*' "
    "AND NOT EXISTS (SELECT 1 FROM bulletin_picture b JOIN picture c ON c.sha256 = b.picture "
    "WHERE b.bulletin = p.bulletin AND 'attachment/' || b.name = p.name AND c.content = p.content))",
    N_ ("A picture of the text differs from the one that was issued.") },
};

static gboolean
ask (Verifier   *self,
     guint       question,
     const char *id,
     gboolean   *agrees,
     GError    **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self->library), questions[question].sql, error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  *agrees = step == BULLETIN_STEP_ROW && bulletin_statement_get_int (statement, 0) == 1;

  return step != BULLETIN_STEP_ERROR;
}

/* Recomputes the SHA-256 of each part's bytes. */
static gboolean
check_parts (Verifier    *self,
             const char  *id,
             char       **message,
             GError     **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self->library),
                                         "SELECT name, content, sha256 FROM issued_part WHERE bulletin = ?1 ORDER BY name",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    g_autoptr (GBytes) content = bulletin_statement_get_bytes (statement, 1);
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

    if (*message == NULL && g_strcmp0 (hash, bulletin_statement_get_text (statement, 2)) != 0)
      *message = g_strdup_printf (_("Its part “%s” was changed after it was issued."),
                                  bulletin_statement_get_text (statement, 0));
  }

  return step == BULLETIN_STEP_DONE;
}

static gboolean
check_seal (Verifier   *self,
            const char *id,
            const char *expected,
            const char *sentence,
            char      **message,
            GError    **error)
{
  g_autofree char *seal = expected != NULL ? bulletin_issued_compute_seal (self->library, id, error) : NULL;

  if (expected != NULL && seal == NULL)
    return FALSE;
  if (*message == NULL && g_strcmp0 (seal, expected) != 0)
    *message = g_strdup (sentence);

  return TRUE;
}

/* The rows beside the record; what it says of its corrections is under their seals. */
static gboolean
check_seals (Verifier   *self,
             const char *id,
             const char *expected,
             char      **message,
             GError    **error)
{
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  if (!check_seal (self, id, expected, _("What the library keeps beside the record was changed after it was issued."), message, error))
    return FALSE;

  statement = bulletin_database_prepare (bulletin_library_get_database (self->library),
                                         "SELECT i.bulletin, i.seal FROM event e JOIN issued i ON i.bulletin = e.note "
                                         "WHERE e.bulletin = ?1 AND e.kind = 'corrected'",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    g_ptr_array_add (corrections, g_strdup (bulletin_statement_get_text (statement, 0)));
    g_ptr_array_add (corrections, g_strdup (bulletin_statement_get_text (statement, 1)));
  }
  for (guint i = 0; step == BULLETIN_STEP_DONE && i < corrections->len; i += 2)
    if (!check_seal (self, corrections->pdata[i], corrections->pdata[i + 1],
                     _("What it says of its correction differs from what the correction says."), message, error))
      return FALSE;

  return step == BULLETIN_STEP_DONE;
}

/* Whether a link follows on the one before it; NULL if it does. */
static const char *
compare_link (Verifier   *self,
              int         ordinal,
              const char *previous_hash)
{
  if (self->previous_hash == NULL)
    return NULL;
  if (ordinal != self->ordinal + 1)
    return _("A record before this one is missing.");

  return g_strcmp0 (previous_hash, self->previous_hash) == 0 ? NULL
                                                             : _("The record before this one is not the one that it was issued after.");
}

static void
go_on (Verifier *self,
       int       ordinal,
       char    **hash)
{
  self->ordinal = ordinal;
  if (self->previous_hash == NULL)
    return;
  g_free (self->previous_hash);
  self->previous_hash = *hash != NULL ? g_steal_pointer (hash) : g_strdup ("");
}

static gboolean
check_record (Verifier   *self,
              const char *id,
              guint       serial,
              GError    **error)
{
  g_autoptr (BulletinIssuedFields) fields = bulletin_issued_read (self->library, id, error);
  g_autofree char *digest = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *trail = NULL;
  g_autofree char *message = NULL;

  if (fields == NULL)
    return FALSE;

  if (!check_parts (self, id, &message, error))
    return FALSE;

  digest = fields->digest != NULL ? bulletin_issued_fields_compute_digest (fields) : NULL;
  hash = bulletin_issued_fields_compute_hash (fields);
  if (message == NULL && (g_strcmp0 (digest, fields->digest) != 0 || g_strcmp0 (hash, fields->hash) != 0))
    message = g_strdup (_("The record was changed after it was issued."));

  for (guint i = 0; message == NULL && i < G_N_ELEMENTS (questions); i++) {
    gboolean agrees;

    if (!ask (self, i, id, &agrees, error))
      return FALSE;
    if (!agrees)
      message = g_strdup (_(questions[i].message));
  }

  trail = bulletin_issued_get_trail (self->library, id, error);
  if (trail == NULL)
    return FALSE;
  if (message == NULL) {
    g_autofree char *trail_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, trail, -1);
    gboolean found = FALSE;

    for (guint i = 0; fields->parts != NULL && i < fields->parts->len; i++) {
      const BulletinIssuedPartHash *part = fields->parts->pdata[i];

      found = found || (g_str_equal (part->name, "trail") && g_str_equal (part->sha256, trail_hash));
    }
    if (!found)
      message = g_strdup (_("The review trail was changed after it was issued."));
  }

  if (message == NULL && !check_seals (self, id, fields->seal, &message, error))
    return FALSE;

  if (message == NULL)
    message = g_strdup (compare_link (self, fields->ordinal, fields->previous_hash));
  if (message != NULL)
    add_damage (self, id, serial, fields->title, message);
  go_on (self, fields->ordinal, &fields->hash);

  return TRUE;
}

/* A withdrawal stands in the chain by itself. */
static gboolean
check_withdrawal (Verifier   *self,
                  const char *id,
                  guint       serial,
                  const char *title,
                  GError    **error)
{
  g_autoptr (BulletinWithdrawalFields) fields = bulletin_withdrawal_read (self->library, id, error);
  g_autofree char *hash = fields != NULL ? bulletin_withdrawal_compute_hash (self->library, fields, error) : NULL;
  const char *message;

  if (hash == NULL)
    return FALSE;
  message = g_str_equal (hash, fields->hash) ? compare_link (self, fields->ordinal, fields->previous_hash)
                                             : _("Its withdrawal was changed afterwards.");
  if (message != NULL)
    add_damage (self, id, serial, title, message);
  go_on (self, fields->ordinal, &fields->hash);

  return TRUE;
}

/* The chain's end is noted apart from it. */
static gboolean
check_head (Verifier *self,
            GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *noted = bulletin_library_get_setting (self->library, "chain-head", &local_error);
  g_autofree char *head = NULL;

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (self->ordinal > 0)
    head = g_strdup_printf ("%d %s", self->ordinal, self->previous_hash);
  if (g_strcmp0 (noted, head) != 0)
    add_damage (self, NULL, 0, NULL, _("The newest records are missing, or were added behind the library’s back."));

  return TRUE;
}

/* Bulletins that say they are issued and have no record. */
static gboolean
check_lost_records (Verifier *self,
                    GError  **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self->library),
                                         "SELECT id, serial, title FROM bulletin WHERE state IN ('issued', 'withdrawn') "
                                         "AND id NOT IN (SELECT bulletin FROM issued)",
                                         error);
  if (statement == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    add_damage (self,
                bulletin_statement_get_text (statement, 0),
                bulletin_statement_get_int (statement, 1),
                bulletin_statement_get_text (statement, 2),
                _("Its record is missing."));

  return step == BULLETIN_STEP_DONE;
}

static gboolean
check_triggers (Verifier *self,
                GError  **error)
{
  g_autoptr (GHashTable) expected = bulletin_migrations_get_triggers (error);
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  const char *name;
  const char *sql;

  if (expected == NULL)
    return FALSE;
  found = bulletin_database_get_triggers (bulletin_library_get_database (self->library), error);
  if (found == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &sql)) {
    if (g_strcmp0 (g_hash_table_lookup (found, name), sql) != 0) {
      g_autofree char *message = g_strdup_printf (_("The guard “%s” that protects issued records was removed or changed."), name);

      add_damage (self, NULL, 0, NULL, message);
    }
  }

  return TRUE;
}

typedef struct
{
  char *id;
  guint serial;
  gboolean is_withdrawal;
  char *title;
} Entry;

static GArray *
list_entries (BulletinLibrary *library,
              const char      *id,
              GError         **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT c.bulletin, coalesce (b.serial, 0), c.is_withdrawal, b.title FROM "
                                         "(SELECT bulletin, ordinal, 0 AS is_withdrawal FROM issued UNION ALL "
                                         "SELECT bulletin, ordinal, 1 FROM withdrawal) c LEFT JOIN bulletin b ON b.id = c.bulletin "
                                         "WHERE ?1 IS NULL OR c.bulletin = ?1 ORDER BY c.ordinal",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    Entry entry = {
      g_strdup (bulletin_statement_get_text (statement, 0)),
      bulletin_statement_get_int (statement, 1),
      bulletin_statement_get_int (statement, 2) != 0,
      g_strdup (bulletin_statement_get_text (statement, 3)),
    };

    g_array_append_val (entries, entry);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

static void
clear_entry (gpointer entry)
{
  g_free (((Entry *) entry)->id);
  g_free (((Entry *) entry)->title);
}

/**
 * bulletin_library_verify:
 * @id: (nullable): one record, or %NULL for all and the chain
 * @progress: (nullable): called on the library's thread after each record
 * @cancellable: (nullable): looked at between records
 *
 * Returns: (transfer full) (nullable): what was checked and what is damaged;
 *   %NULL only when it could not be found out
 */
BulletinVerification *
bulletin_library_verify (BulletinLibrary      *self,
                         const char           *id,
                         BulletinProgressFunc  progress,
                         gpointer              user_data,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr (BulletinVerification) result = g_new0 (BulletinVerification, 1);
  g_autoptr (GArray) entries = NULL;
  g_autofree char *uuid = NULL;
  Verifier verifier = { self, result, 0, NULL, 0 };
  gboolean success = TRUE;

  result->damaged = g_ptr_array_new_with_free_func ((GDestroyNotify) damage_free);
  if (id != NULL && (uuid = bulletin_library_resolve (self, id, error)) == NULL)
    return NULL;
  /* As the library stands now, whatever others add meanwhile. */
  if (!bulletin_database_execute (bulletin_library_get_database (self), "SAVEPOINT verification", error))
    return NULL;
  entries = list_entries (self, uuid, error);
  if (entries == NULL) {
    bulletin_database_execute (bulletin_library_get_database (self), "RELEASE verification", NULL);
    return NULL;
  }
  g_array_set_clear_func (entries, clear_entry);

  /* The first record of the chain follows on nothing. */
  if (id == NULL)
    verifier.previous_hash = g_strdup ("");

  for (guint i = 0; success && i < entries->len; i++) {
    const Entry *entry = &g_array_index (entries, Entry, i);

    verifier.link = id == NULL ? i + 1 : 0;
    success = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
              (entry->is_withdrawal ? check_withdrawal (&verifier, entry->id, entry->serial, entry->title, error)
                                    : check_record (&verifier, entry->id, entry->serial, error));
    result->n_checked += entry->is_withdrawal ? 0 : 1;
    if (success && progress != NULL)
      progress (i + 1, entries->len, user_data);
  }

  verifier.link = 0;
  if (success && id == NULL)
    success = check_head (&verifier, error) &&
              check_lost_records (&verifier, error);
  success = success && check_triggers (&verifier, error);
  bulletin_database_execute (bulletin_library_get_database (self), "RELEASE verification", NULL);
  g_free (verifier.previous_hash);

  return success ? g_steal_pointer (&result) : NULL;
}
