/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-annotations.h"

#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const kinds[] = { "comment", "instruction" };
static const char *const moves[] = { "answered", "resolved", "reopened", "removed" };

static void
answer_free (BulletinAnnotationAnswer *self)
{
  g_free (self->at);
  g_free (self->who);
  g_free (self->body);
  g_free (self);
}

void
bulletin_annotation_free (BulletinAnnotation *self)
{
  g_free (self->id);
  g_free (self->revision);
  g_free (self->at);
  g_free (self->who);
  g_free (self->quote);
  g_free (self->body);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_free (self);
}

/* --- Reading ---------------------------------------------------------------- */

static BulletinAnnotation *
read_annotation (BulletinStatement *statement)
{
  BulletinAnnotation *annotation = g_new0 (BulletinAnnotation, 1);
  const gboolean has_text = !bulletin_statement_is_null (statement, 6);

  annotation->id = g_strdup (bulletin_statement_get_text (statement, 0));
  annotation->revision = g_strdup (bulletin_statement_get_text (statement, 1));
  annotation->ordinal = bulletin_statement_get_int (statement, 2);
  annotation->at = g_strdup (bulletin_statement_get_text (statement, 3));
  annotation->who = g_strdup (bulletin_statement_get_text (statement, 4));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], bulletin_statement_get_text (statement, 5)))
      annotation->kind = i;
  annotation->start = has_text ? (gsize) bulletin_statement_get_int (statement, 6) : G_MAXSIZE;
  annotation->end = has_text ? (gsize) bulletin_statement_get_int (statement, 7) : G_MAXSIZE;
  annotation->quote = g_strdup (bulletin_statement_get_text (statement, 8));
  annotation->page = bulletin_statement_get_int (statement, 9);
  annotation->x = bulletin_statement_get_double (statement, 10);
  annotation->y = bulletin_statement_get_double (statement, 11);
  annotation->body = g_strdup (bulletin_statement_get_text (statement, 12));
  annotation->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);

  return annotation;
}

static GPtrArray *
read_annotations (BulletinLibrary *self,
                  const char      *id,
                  GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_annotation_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT a.id, a.revision, r.ordinal, a.at, a.who, a.kind, a.text_start, a.text_end, "
                                         "a.quote, a.page, a.x, a.y, a.body FROM annotation a "
                                         "JOIN revision r ON r.id = a.revision WHERE a.bulletin = ?1 ORDER BY a.rowid",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (list, read_annotation (statement));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* What became of them; those that were taken back go out of the list. */
static gboolean
read_answers (BulletinLibrary *self,
              const char      *id,
              GPtrArray       *list,
              GError         **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  for (guint i = 0; i < list->len; i++)
    g_hash_table_insert (by_id, ((BulletinAnnotation *) list->pdata[i])->id, list->pdata[i]);
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT annotation, at, who, kind, body FROM annotation_answer "
                                         "WHERE bulletin = ?1 ORDER BY rowid",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinAnnotation *annotation = g_hash_table_lookup (by_id, bulletin_statement_get_text (statement, 0));
    BulletinAnnotationAnswer *answer;

    if (annotation == NULL)
      continue;
    answer = g_new0 (BulletinAnnotationAnswer, 1);
    answer->at = g_strdup (bulletin_statement_get_text (statement, 1));
    answer->who = g_strdup (bulletin_statement_get_text (statement, 2));
    for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
      if (g_str_equal (moves[i], bulletin_statement_get_text (statement, 3)))
        answer->move = i;
    answer->body = g_strdup (bulletin_statement_get_text (statement, 4));
    if (answer->move == BULLETIN_ANNOTATION_RESOLVED || answer->move == BULLETIN_ANNOTATION_REOPENED)
      annotation->is_resolved = answer->move == BULLETIN_ANNOTATION_RESOLVED;
    g_ptr_array_add (annotation->answers, answer);
  }
  for (guint i = list->len; i > 0; i--) {
    const BulletinAnnotation *annotation = list->pdata[i - 1];
    gboolean is_removed = FALSE;

    for (guint k = 0; k < annotation->answers->len; k++)
      is_removed = is_removed || ((BulletinAnnotationAnswer *) annotation->answers->pdata[k])->move == BULLETIN_ANNOTATION_REMOVED;
    if (is_removed)
      g_ptr_array_remove_index (list, i - 1);
  }

  return step == BULLETIN_STEP_DONE;
}

/* --- Following -------------------------------------------------------------- */

static BulletinComparison *
compare_with_revision (BulletinLibrary *self,
                       const char      *revision,
                       const char      *text,
                       GError         **error)
{
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *old_text = NULL;

  if (!bulletin_library_get_revision (self, revision, &metadata, &old_text, error))
    return NULL;

  return bulletin_comparison_new (old_text, text, NULL, error);
}

static gboolean
follow (BulletinLibrary *self,
        GPtrArray       *list,
        const char      *text,
        GError         **error)
{
  /* Few revisions have remarks, and each is compared once. */
  g_autoptr (GHashTable) comparisons = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                              (GDestroyNotify) bulletin_comparison_unref);

  for (guint i = 0; i < list->len; i++) {
    BulletinAnnotation *annotation = list->pdata[i];
    BulletinComparison *comparison = g_hash_table_lookup (comparisons, annotation->revision);

    annotation->now_start = annotation->start;
    annotation->now_end = annotation->end;
    if (annotation->start == G_MAXSIZE)
      continue;
    if (comparison == NULL) {
      comparison = compare_with_revision (self, annotation->revision, text, error);
      if (comparison == NULL)
        return FALSE;
      g_hash_table_insert (comparisons, annotation->revision, comparison);
    }
    annotation->fate = bulletin_comparison_follow (comparison, &annotation->now_start, &annotation->now_end);
  }

  return TRUE;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const BulletinAnnotation *first = *(BulletinAnnotation *const *) a;
  const BulletinAnnotation *second = *(BulletinAnnotation *const *) b;
  /* What has no place in the text stands in the head of a page. */
  const gsize first_place = first->now_start == G_MAXSIZE ? 0 : first->now_start;
  const gsize second_place = second->now_start == G_MAXSIZE ? 0 : second->now_start;

  if (first_place != second_place)
    return first_place < second_place ? -1 : 1;

  return strcmp (first->id, second->id);
}

/**
 * bulletin_library_list_annotations:
 * @self: a library
 * @id: as for bulletin_library_resolve()
 * @text: (nullable): the text that they are followed into; %NULL for the newest,
 *   what is being typed included
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinAnnotation): the remarks
 *   that were not taken back, in the order of @text
 */
GPtrArray *
bulletin_library_list_annotations (BulletinLibrary *self,
                                   const char      *id,
                                   const char      *text,
                                   GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (uuid == NULL || (list = read_annotations (self, uuid, error)) == NULL || !read_answers (self, uuid, list, error))
    return NULL;
  if (list->len == 0)
    return g_steal_pointer (&list);
  if (text == NULL) {
    content = bulletin_library_get_bulletin (self, uuid, error);
    if (content == NULL)
      return NULL;
    text = content->text;
  }
  if (!follow (self, list, text, error))
    return NULL;
  g_ptr_array_sort (list, compare_places);

  return g_steal_pointer (&list);
}

/* --- Writing ---------------------------------------------------------------- */

static gboolean
check_open (BulletinLibrary *self,
            const char      *id,
            GError         **error)
{
  BulletinState state;

  if (!bulletin_store_get_state (self, id, &state, error))
    return FALSE;
  if (((1u << state) & BULLETIN_STATES_ARCHIVE) == 0)
    return TRUE;
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN,
               _("What is issued keeps the remarks that it has. Issue a correction instead."));

  return FALSE;
}

static gboolean
insert_annotation (BulletinLibrary          *self,
                   const char               *id,
                   const char               *bulletin,
                   const BulletinAnnotation *annotation,
                   const char               *text,
                   const char               *body,
                   const char               *who,
                   GError                  **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *now = bulletin_timestamp_now ();
  g_autofree char *quote = NULL;
  gsize start = annotation->start, end = annotation->end;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO annotation (id, bulletin, revision, at, who, kind, text_start, text_end, "
                                         "quote, page, x, y, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, bulletin);
  bulletin_statement_bind_text (statement, 2, annotation->revision);
  bulletin_statement_bind_text (statement, 3, now);
  bulletin_statement_bind_text (statement, 4, who);
  bulletin_statement_bind_text (statement, 5, kinds[annotation->kind]);
  if (start != G_MAXSIZE) {
    if (annotation->page > 0)
      end = start;
    bulletin_passage_snap (text, &start, &end);
    if (end > start)
      quote = g_strndup (text + start, end - start);
    bulletin_statement_bind_int (statement, 6, start);
    bulletin_statement_bind_int (statement, 7, end);
  } else {
    bulletin_statement_bind_null (statement, 6);
    bulletin_statement_bind_null (statement, 7);
  }
  bulletin_statement_bind_text (statement, 8, quote);
  if (annotation->page > 0) {
    bulletin_statement_bind_int (statement, 9, annotation->page);
    bulletin_statement_bind_double (statement, 10, annotation->x);
    bulletin_statement_bind_double (statement, 11, annotation->y);
  } else {
    bulletin_statement_bind_null (statement, 9);
    bulletin_statement_bind_null (statement, 10);
    bulletin_statement_bind_null (statement, 11);
  }
  bulletin_statement_bind_text (statement, 12, body);

  return bulletin_statement_run (statement, error);
}

/* The text of a revision of this very bulletin. */
static char *
read_text (BulletinLibrary *self,
           const char      *bulletin,
           const char      *revision,
           GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT text FROM revision WHERE id = ?1 AND bulletin = ?2", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, revision);
  bulletin_statement_bind_text (statement, 1, bulletin);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_DONE)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("This revision is no longer there. Look at the list again."));

  return step == BULLETIN_STEP_ROW ? g_strdup (bulletin_statement_get_text (statement, 0)) : NULL;
}

/**
 * bulletin_library_add_annotation:
 * @self: a library
 * @id: as for bulletin_library_resolve(); a bulletin that is not issued
 * @annotation: its revision, kind, place and body
 * @who: who remarks it
 * @error: return location for an error
 *
 * Remarks something at words of a revision, or at a spot of one of its pages.
 *
 * Returns: (transfer full) (nullable): the remark's id; or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_INVALID if it has no words or no place
 */
char *
bulletin_library_add_annotation (BulletinLibrary          *self,
                                 const char               *id,
                                 const BulletinAnnotation *annotation,
                                 const char               *who,
                                 GError                  **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *body = g_strstrip (g_strdup (annotation->body != NULL ? annotation->body : ""));
  g_autofree char *new_id = bulletin_uuid_new ();
  g_autofree char *text = NULL;
  gboolean success;

  if (uuid == NULL)
    return NULL;
  if (*body == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A remark needs words. Say what is to be considered."));
    return NULL;
  }
  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return NULL;

  success = check_open (self, uuid, error) &&
            (text = read_text (self, uuid, annotation->revision, error)) != NULL;
  if (success && annotation->page <= 0 &&
      (annotation->start >= annotation->end || annotation->end > strlen (text))) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A remark needs a place. Select words, or click a spot on the page."));
    success = FALSE;
  }
  success = success && insert_annotation (self, new_id, uuid, annotation, text, body, who, error);

  return bulletin_store_end (self, success, error) ? g_steal_pointer (&new_id) : NULL;
}

/* Which bulletin a remark is about, who made it, and how it stands. */
static gboolean
read_standing (BulletinLibrary *self,
               const char      *annotation,
               char           **bulletin,
               char           **author,
               char           **standing,
               GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT bulletin, who, (SELECT kind FROM annotation_answer w WHERE w.annotation = a.id "
                                         "AND kind <> 'answered' ORDER BY w.rowid DESC LIMIT 1) FROM annotation a WHERE id = ?1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, annotation);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW) {
    *bulletin = g_strdup (bulletin_statement_get_text (statement, 0));
    *author = g_strdup (bulletin_statement_get_text (statement, 1));
    *standing = g_strdup (bulletin_statement_get_text (statement, 2));
  }
  if (step == BULLETIN_STEP_ERROR)
    return FALSE;
  if (step == BULLETIN_STEP_ROW && g_strcmp0 (*standing, "removed") != 0)
    return TRUE;
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
               _("This remark is no longer there. Look at the list again."));

  return FALSE;
}

static gboolean
insert_answer (BulletinLibrary       *self,
               const char            *bulletin,
               const char            *annotation,
               BulletinAnnotationMove move,
               const char            *body,
               const char            *who,
               GError               **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *id = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO annotation_answer (id, bulletin, annotation, at, who, kind, body) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, bulletin);
  bulletin_statement_bind_text (statement, 2, annotation);
  bulletin_statement_bind_text (statement, 3, now);
  bulletin_statement_bind_text (statement, 4, who);
  bulletin_statement_bind_text (statement, 5, moves[move]);
  bulletin_statement_bind_text (statement, 6, *body != '\0' ? body : NULL);

  return bulletin_statement_run (statement, error);
}

static gboolean
check_move (BulletinAnnotationMove move,
            const char            *body,
            const char            *author,
            const char            *who,
            GError               **error)
{
  if (move == BULLETIN_ANNOTATION_ANSWERED && *body == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("An answer needs words. Say what was done."));
    return FALSE;
  }
  if (move == BULLETIN_ANNOTATION_REMOVED && !g_str_equal (author, who)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("Only %s can take this remark back. Answer it, or mark it as resolved."), author);
    return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_library_answer_annotation:
 * @self: a library
 * @annotation: a remark's id
 * @move: what is done
 * @body: (nullable): words with it, which an answer needs
 * @who: who does it
 * @error: return location for an error
 *
 * Says something to a remark, or how it stands. What stands so already is left as
 * it is.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_STATE when somebody else's remark is
 *   to be taken back, with %BULLETIN_LIBRARY_ERROR_FROZEN once it is issued
 */
gboolean
bulletin_library_answer_annotation (BulletinLibrary       *self,
                                    const char            *annotation,
                                    BulletinAnnotationMove move,
                                    const char            *body,
                                    const char            *who,
                                    GError               **error)
{
  g_autofree char *words = g_strstrip (g_strdup (body != NULL ? body : ""));
  g_autofree char *bulletin = NULL;
  g_autofree char *author = NULL;
  g_autofree char *standing = NULL;
  gboolean success;

  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = read_standing (self, annotation, &bulletin, &author, &standing, error) &&
            check_open (self, bulletin, error) &&
            check_move (move, words, author, who, error);
  if (success && move != BULLETIN_ANNOTATION_ANSWERED && *words == '\0' &&
      g_str_equal (moves[move], standing != NULL ? standing : "reopened"))
    return bulletin_store_end (self, TRUE, error);
  success = success && insert_answer (self, bulletin, annotation, move, words, who, error);

  return bulletin_store_end (self, success, error);
}
