/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-relations.h"

#include "bulletin-issued-private.h"
#include "bulletin-ledger.h"
#include "bulletin-metadata-json.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Corrections and withdrawals. A correction is a bulletin of its own with a number of
 * its own, as it is done on paper: readers of the series see it come, and no number is
 * given out twice. A withdrawal is a link of the chain by itself. */

void
bulletin_related_free (BulletinRelated *self)
{
  g_free (self->id);
  g_free (self->series);
  g_free (self->title);
  g_free (self->date);
  g_free (self->reason);
  g_free (self);
}

void
bulletin_relations_free (BulletinRelations *self)
{
  g_clear_pointer (&self->corrects, bulletin_related_free);
  g_clear_pointer (&self->corrected_by, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_free (self->withdrawn_at);
  g_free (self->withdrawn_by);
  g_free (self->withdrawal_reason);
  g_free (self);
}

/**
 * bulletin_related_format:
 *
 * Returns: (transfer full): series, year and number, such as 《工作简报》2024年第6期
 */
char *
bulletin_related_format (const BulletinRelated *self)
{
  return g_strdup_printf ("《%s》%d年%s第%d期", self->series != NULL ? self->series : "", self->year,
                          self->kind == BULLETIN_KIND_SUPPLEMENT ? "增刊" : "", self->number);
}

/* The reason of a correction is what its first event says. */
#define RELATED_COLUMNS                                                                          \
  "b.id, b.serial, b.state, coalesce (json_extract (r.metadata, '$.series'), s.name), b.kind, "  \
  "b.year, b.number, b.title, b.date, (SELECT note FROM event e WHERE e.bulletin = c.id "        \
  "AND e.kind = 'created' ORDER BY e.id LIMIT 1)"

static BulletinRelated *
read_related (BulletinStatement *statement)
{
  BulletinRelated *related = g_new0 (BulletinRelated, 1);

  related->id = g_strdup (bulletin_statement_get_text (statement, 0));
  related->serial = bulletin_statement_get_int (statement, 1);
  bulletin_state_parse (bulletin_statement_get_text (statement, 2), &related->state);
  related->series = g_strdup (bulletin_statement_get_text (statement, 3));
  related->kind = bulletin_kind_parse (bulletin_statement_get_text (statement, 4));
  related->year = bulletin_statement_get_int (statement, 5);
  related->number = bulletin_statement_get_int (statement, 6);
  related->title = g_strdup (bulletin_statement_get_text (statement, 7));
  related->date = g_strdup (bulletin_statement_get_text (statement, 8));
  related->reason = g_strdup (bulletin_statement_get_text (statement, 9));

  return related;
}

static gboolean
read_corrected (BulletinLibrary   *self,
                const char        *id,
                BulletinRelations *relations,
                GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT " RELATED_COLUMNS " FROM bulletin c JOIN bulletin b ON b.id = c.corrects "
                                         "JOIN series s ON s.id = b.series LEFT JOIN revision r ON r.id = b.revision "
                                         "WHERE c.id = ?1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW)
    relations->corrects = read_related (statement);

  return step != BULLETIN_STEP_ERROR;
}

static gboolean
read_corrections (BulletinLibrary   *self,
                  const char        *id,
                  BulletinRelations *relations,
                  GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT " RELATED_COLUMNS " FROM bulletin c JOIN bulletin b ON b.id = c.id "
                                         "JOIN series s ON s.id = b.series LEFT JOIN revision r ON r.id = b.revision "
                                         "LEFT JOIN issued i ON i.bulletin = c.id WHERE c.corrects = ?1 "
                                         "ORDER BY i.ordinal IS NULL, i.ordinal, c.serial",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinRelated *related = read_related (statement);

    g_ptr_array_add (((1u << related->state) & BULLETIN_STATES_ARCHIVE) != 0 ? relations->corrected_by : relations->drafts, related);
  }

  return step == BULLETIN_STEP_DONE;
}

static gboolean
read_withdrawal (BulletinLibrary   *self,
                 const char        *id,
                 BulletinRelations *relations,
                 GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  /* Those from before the chain counted withdrawals have only the event. */
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT at, who, note FROM event WHERE bulletin = ?1 AND kind = 'withdrawn' LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW) {
    relations->withdrawn_at = g_strdup (bulletin_statement_get_text (statement, 0));
    relations->withdrawn_by = g_strdup (bulletin_statement_get_text (statement, 1));
    relations->withdrawal_reason = g_strdup (bulletin_statement_get_text (statement, 2));
  }

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_library_get_relations:
 * @id: as for bulletin_library_resolve()
 *
 * Returns: (transfer full) (nullable): what the bulletin corrects, what corrects it,
 *   and whether it was withdrawn
 */
BulletinRelations *
bulletin_library_get_relations (BulletinLibrary *self,
                                const char      *id,
                                GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (BulletinRelations) relations = g_new0 (BulletinRelations, 1);

  relations->corrected_by = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_related_free);
  relations->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_related_free);
  if (uuid == NULL || !read_corrected (self, uuid, relations, error) ||
      !read_corrections (self, uuid, relations, error) || !read_withdrawal (self, uuid, relations, error))
    return NULL;

  return g_steal_pointer (&relations);
}

/**
 * bulletin_relations_list_sentences:
 *
 * Returns: (transfer full): what a reader has to know, newest last, in Chinese as it
 *   is printed; empty if there is nothing
 */
char **
bulletin_relations_list_sentences (const BulletinRelations *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  if (self->corrects != NULL) {
    g_autofree char *issue = bulletin_related_format (self->corrects);

    g_strv_builder_take (sentences, g_strdup_printf ("本期更正%s“%s”。", issue, self->corrects->title));
  }
  for (guint i = 0; i < self->corrected_by->len; i++) {
    const BulletinRelated *correction = self->corrected_by->pdata[i];
    g_autofree char *issue = bulletin_related_format (correction);

    g_strv_builder_take (sentences, g_strdup_printf ("本期已由%s更正。", issue));
  }
  if (self->withdrawn_at != NULL)
    g_strv_builder_take (sentences, g_strdup_printf ("本期已于%.10s撤回。", self->withdrawn_at));

  return g_strv_builder_end (sentences);
}

static gboolean
has_reason (const char *reason,
            GError    **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (*stripped != '\0')
    return TRUE;

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
               _("A reason is needed. Say in a sentence why."));

  return FALSE;
}

static gboolean
run_with (BulletinLibrary *self,
          const char      *sql,
          const char      *first,
          const char      *second,
          GError         **error)
{
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);

  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, first);
  bulletin_statement_bind_text (statement, 1, second);

  return bulletin_statement_run (statement, error);
}

/* --- Correcting ------------------------------------------------------------------ */

/* What the reader of the correction is told first; it is the editor's to reword. */
static char *
write_note (const BulletinMetadata *original,
            const char             *text,
            const char             *reason)
{
  BulletinRelated related = {
    .series = original->series,
    .kind = original->kind,
    .year = original->year,
    .number = original->number,
  };
  g_autofree char *issue = bulletin_related_format (&related);
  g_autofree char *sentence = g_strstrip (g_strdelimit (g_strdup (reason), "\r\n", ' '));

  while (g_str_has_suffix (sentence, "。"))
    sentence[strlen (sentence) - strlen ("。")] = '\0';

  return g_strdup_printf ("> 更正：%s“%s”有误，以本期为准。更正原因：%s。\n%s", issue, original->title, sentence, text);
}

/* What a correction starts with: the original's metadata without what binds anew. */
static BulletinMetadata *
derive_metadata (BulletinLibrary        *self,
                 const BulletinMetadata *original,
                 const char             *series,
                 GError                **error)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_copy (original);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  bulletin_metadata_set_string (&metadata->series, series);
  bulletin_metadata_set_string (&metadata->date, NULL);
  bulletin_metadata_set_string (&metadata->signer, NULL);
  metadata->total_number = 0;
  metadata->year = g_date_time_get_year (now);
  if (metadata->title != NULL && !g_str_has_suffix (metadata->title, "（更正）")) {
    g_autofree char *title = g_strconcat (metadata->title, "（更正）", NULL);

    bulletin_metadata_set_string (&metadata->title, title);
  }
  metadata->number = bulletin_library_propose_number (self, series, metadata->kind, metadata->year, NULL, error);

  return metadata->number > 0 ? g_steal_pointer (&metadata) : NULL;
}

static char *
get_series_name (BulletinLibrary *self,
                 const char      *id,
                 GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT s.name FROM bulletin b JOIN series s ON s.id = b.series WHERE b.id = ?1", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);

  return bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW ? g_strdup (bulletin_statement_get_text (statement, 0)) : NULL;
}

static char *
create_correction (BulletinLibrary       *self,
                   const char            *original,
                   const BulletinContent *content,
                   const char            *reason,
                   const char            *who,
                   GError               **error)
{
  g_autofree char *series = get_series_name (self, original, error);
  g_autoptr (BulletinMetadata) metadata = series != NULL ? derive_metadata (self, content->metadata, series, error) : NULL;
  g_autofree char *text = write_note (content->metadata, content->text, reason);
  g_autofree char *id = metadata != NULL ? bulletin_store_create_bulletin (self, metadata, text, "created", reason, who, error) : NULL;

  if (id == NULL ||
      !run_with (self, "UPDATE bulletin SET corrects = ?2 WHERE id = ?1", id, original, error) ||
      !run_with (self, "INSERT INTO bulletin_picture (bulletin, name, picture) "
                       "SELECT ?1, name, picture FROM bulletin_picture WHERE bulletin = ?2",
                 id, original, error))
    return NULL;

  return g_steal_pointer (&id);
}

/**
 * bulletin_library_start_correction:
 * @id: as for bulletin_library_resolve(); an issued bulletin, withdrawn or not
 * @reason: what is wrong; %BULLETIN_LIBRARY_ERROR_INVALID when it is empty
 * @who: the person's name
 *
 * Makes a draft that corrects an issued bulletin: with its text, under a note that
 * says what is corrected and why, its pictures, and the number that comes next. What
 * it corrects is frozen with it when it is issued. If such a draft is open already,
 * it is that one.
 *
 * Returns: (transfer full) (nullable): the draft's id
 */
char *
bulletin_library_start_correction (BulletinLibrary *self,
                                   const char      *id,
                                   const char      *reason,
                                   const char      *who,
                                   GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (BulletinRelations) relations = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autofree char *draft = NULL;
  BulletinState state;
  gboolean success;

  if (uuid == NULL || !has_reason (reason, error) || !bulletin_database_begin (bulletin_library_get_database (self), error))
    return NULL;

  success = bulletin_store_get_state (self, uuid, &state, error);
  if (success && ((1u << state) & BULLETIN_STATES_ARCHIVE) == 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This bulletin is not issued yet. Change the draft itself."));
    success = FALSE;
  }
  success = success &&
            (relations = bulletin_library_get_relations (self, uuid, error)) != NULL &&
            (content = bulletin_library_get_bulletin (self, uuid, error)) != NULL;
  if (success) {
    draft = relations->drafts->len > 0 ? g_strdup (((BulletinRelated *) relations->drafts->pdata[0])->id)
                                       : create_correction (self, uuid, content, reason, who, error);
    success = draft != NULL;
  }

  return bulletin_store_end (self, success, error) ? g_steal_pointer (&draft) : NULL;
}

/* --- Withdrawing ----------------------------------------------------------------- */

/* Puts the withdrawal behind the newest record of the chain. */
static gboolean
append_withdrawal (BulletinLibrary *self,
                   const char      *id,
                   const char      *reason,
                   const char      *who,
                   GError         **error)
{
  g_autoptr (BulletinWithdrawalFields) fields = g_new0 (BulletinWithdrawalFields, 1);

  if (!bulletin_issued_get_head (self, &fields->ordinal, &fields->previous_hash, error))
    return FALSE;
  fields->ordinal++;
  fields->bulletin = g_strdup (id);
  fields->at = bulletin_timestamp_now ();
  fields->who = g_strdup (who != NULL ? who : "");
  fields->reason = g_strdup (reason);

  return bulletin_withdrawal_insert (self, fields, error) &&
         bulletin_issued_set_head (self, fields->ordinal, fields->hash, error);
}

/**
 * bulletin_library_withdraw:
 * @reason: why; %BULLETIN_LIBRARY_ERROR_INVALID when it is empty
 *
 * Takes an issued bulletin back. Its record stays; the withdrawal is a link of the
 * chain by itself.
 */
gboolean
bulletin_library_withdraw (BulletinLibrary *self,
                           const char      *id,
                           const char      *reason,
                           const char      *who,
                           GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinState state;
  gboolean success;

  if (uuid == NULL || !has_reason (reason, error) || !bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = bulletin_store_get_state (self, uuid, &state, error);
  if (success && state != BULLETIN_STATE_ISSUED) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This cannot be done while the bulletin’s state is “%s”. Look at the list again."),
                 bulletin_state_get_label (state));
    success = FALSE;
  }
  success = success &&
            bulletin_store_set_state (self, uuid, BULLETIN_STATE_WITHDRAWN, error) &&
            append_withdrawal (self, uuid, reason, who, error);

  return bulletin_store_end (self, success, error);
}
