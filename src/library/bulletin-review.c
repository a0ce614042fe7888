/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-review-private.h"

#include "bulletin-store-private.h"

#include <glib/gi18n.h>

/* Rounds of review as they stand: who was asked, who answered, whose turn it is,
 * and what waits for whom. The order in which rows were written counts, not their
 * times: a clock can be set back. */

void
bulletin_review_request_free (BulletinReviewRequest *self)
{
  g_free (self->id);
  g_free (self->reviewer);
  g_free (self->stands_for);
  g_free (self->in_place_of);
  g_free (self->at);
  g_free (self->who);
  g_free (self->note);
  g_free (self->since);
  g_free (self->seen_at);
  g_free (self->answered_at);
  g_free (self->answer);
  g_free (self);
}

void
bulletin_review_free (BulletinReview *self)
{
  g_free (self->id);
  g_free (self->revision);
  g_free (self->at);
  g_free (self->who);
  g_free (self->due);
  g_free (self->note);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_free (self);
}

void
bulletin_waiting_free (BulletinWaiting *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->review, bulletin_review_free);
  g_free (self->revision);
  g_free (self->last_read);
  g_free (self->names);
  g_free (self->since);
  g_free (self);
}

/**
 * bulletin_review_find_request:
 * @self: a round
 * @who: a name
 *
 * Returns: (transfer none) (nullable): the request that this person may answer
 *   now, or %NULL
 */
const BulletinReviewRequest *
bulletin_review_find_request (const BulletinReview *self,
                              const char           *who)
{
  for (guint i = 0; i < self->requests->len; i++) {
    const BulletinReviewRequest *request = self->requests->pdata[i];

    if (request->state == BULLETIN_REQUEST_ASKED && g_str_equal (request->reviewer, who))
      return request;
  }

  return NULL;
}

static BulletinReviewRequest *
find_by_id (const BulletinReview *review,
            const char           *id)
{
  for (guint i = 0; i < review->requests->len; i++) {
    BulletinReviewRequest *request = review->requests->pdata[i];

    if (g_strcmp0 (request->id, id) == 0)
      return request;
  }

  return NULL;
}

/* What was answered to each request. */
static gboolean
read_answers (BulletinLibrary *self,
              BulletinReview  *review,
              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT e.request, e.kind, e.at, e.note FROM event e "
                                         "JOIN review_request q ON q.id = e.request WHERE q.review = ?1 ORDER BY e.rowid",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, review->id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinReviewRequest *request = find_by_id (review, bulletin_statement_get_text (statement, 0));
    const char *kind = bulletin_statement_get_text (statement, 1);
    const gboolean approves = g_str_equal (kind, "approved");

    if (request == NULL)
      continue;
    if (g_str_equal (kind, "seen") && request->seen_at == NULL)
      request->seen_at = g_strdup (bulletin_statement_get_text (statement, 2));
    if (!approves && !g_str_equal (kind, "returned"))
      continue;
    request->state = approves ? BULLETIN_REQUEST_APPROVED : BULLETIN_REQUEST_RETURNED;
    g_set_str (&request->answered_at, bulletin_statement_get_text (statement, 2));
    g_set_str (&request->answer, bulletin_statement_get_text (statement, 3));
  }

  return step == BULLETIN_STEP_DONE;
}

/* Who stands for whom, and whose turn it is. */
static void
arrange (BulletinReview *review)
{
  const char *since = review->at;
  int turn = G_MAXINT;

  for (guint i = 0; i < review->requests->len; i++) {
    BulletinReviewRequest *request = review->requests->pdata[i];
    BulletinReviewRequest *first = find_by_id (review, request->stands_for);

    if (first != NULL) {
      first->state = BULLETIN_REQUEST_DELEGATED;
      request->in_place_of = g_strdup (first->reviewer);
    }
  }
  for (guint i = 0; i < review->requests->len; i++) {
    BulletinReviewRequest *request = review->requests->pdata[i];

    if (request->state == BULLETIN_REQUEST_WAITING)
      turn = MIN (turn, request->position);
    else if (request->state == BULLETIN_REQUEST_APPROVED && review->in_order)
      since = g_strcmp0 (request->answered_at, since) > 0 ? request->answered_at : since;
  }
  for (guint i = 0; i < review->requests->len; i++) {
    BulletinReviewRequest *request = review->requests->pdata[i];

    request->since = g_strdup (g_strcmp0 (request->at, since) > 0 ? request->at : since);
    if (request->state != BULLETIN_REQUEST_WAITING)
      continue;
    if (!review->is_open)
      request->state = BULLETIN_REQUEST_CLOSED;
    else if (!review->in_order || request->position == turn)
      request->state = BULLETIN_REQUEST_ASKED;
  }
}

static gboolean
read_requests (BulletinLibrary *self,
               BulletinReview  *review,
               GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, position, reviewer, stands_for, at, who, note FROM review_request "
                                         "WHERE review = ?1 ORDER BY position, rowid",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, review->id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinReviewRequest *request = g_new0 (BulletinReviewRequest, 1);

    request->id = g_strdup (bulletin_statement_get_text (statement, 0));
    request->position = bulletin_statement_get_int (statement, 1);
    request->reviewer = g_strdup (bulletin_statement_get_text (statement, 2));
    request->stands_for = g_strdup (bulletin_statement_get_text (statement, 3));
    request->at = g_strdup (bulletin_statement_get_text (statement, 4));
    request->who = g_strdup (bulletin_statement_get_text (statement, 5));
    request->note = g_strdup (bulletin_statement_get_text (statement, 6));
    g_ptr_array_add (review->requests, request);
  }
  if (step != BULLETIN_STEP_DONE || !read_answers (self, review, error))
    return FALSE;
  arrange (review);

  return TRUE;
}

static GPtrArray *
read_reviews (BulletinLibrary *self,
              const char      *id,
              guint            limit,
              GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_review_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinState state;
  BulletinStep step;

  if (!bulletin_store_get_state (self, id, &state, error))
    return NULL;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT w.id, w.revision, r.ordinal, w.at, w.who, w.in_order, w.due, w.note "
                                         "FROM review w JOIN revision r ON r.id = w.revision "
                                         "WHERE w.bulletin = ?1 ORDER BY w.rowid DESC LIMIT ?2",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_int (statement, 1, limit);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinReview *review = g_new0 (BulletinReview, 1);

    review->id = g_strdup (bulletin_statement_get_text (statement, 0));
    review->revision = g_strdup (bulletin_statement_get_text (statement, 1));
    review->ordinal = bulletin_statement_get_int (statement, 2);
    review->at = g_strdup (bulletin_statement_get_text (statement, 3));
    review->who = g_strdup (bulletin_statement_get_text (statement, 4));
    review->in_order = bulletin_statement_get_int (statement, 5) != 0;
    review->due = g_strdup (bulletin_statement_get_text (statement, 6));
    review->note = g_strdup (bulletin_statement_get_text (statement, 7));
    review->is_open = list->len == 0 && state == BULLETIN_STATE_REVIEW;
    review->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_review_request_free);
    g_ptr_array_add (list, review);
  }
  if (step != BULLETIN_STEP_DONE)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    if (!read_requests (self, list->pdata[i], error))
      return NULL;

  return g_steal_pointer (&list);
}

/*< private >
 * bulletin_review_read_newest:
 * @id: a UUID
 * @review: (out) (nullable) (transfer full): the newest round, %NULL if it was
 *   never sent
 */
gboolean
bulletin_review_read_newest (BulletinLibrary *library,
                             const char      *id,
                             BulletinReview **review,
                             GError         **error)
{
  g_autoptr (GPtrArray) list = read_reviews (library, id, 1, error);

  *review = list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;

  return list != NULL;
}

/**
 * bulletin_library_list_reviews:
 * @self: a library
 * @id: as for bulletin_library_resolve()
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinReview): the rounds of
 *   review, newest first
 */
GPtrArray *
bulletin_library_list_reviews (BulletinLibrary *self,
                               const char      *id,
                               GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);

  return uuid != NULL ? read_reviews (self, uuid, G_MAXINT, error) : NULL;
}

/* --- What was read ---------------------------------------------------------- */

/**
 * bulletin_library_get_last_read:
 * @self: a library
 * @id: as for bulletin_library_resolve()
 * @who: a name
 * @other_than: (nullable): a revision that does not count, such as the one that is
 *   read now
 * @revision: (out) (nullable) (transfer full): the revision that this person had
 *   before the eyes last; %NULL if none
 * @error: return location for an error
 *
 * Returns: %FALSE when it cannot be read
 */
gboolean
bulletin_library_get_last_read (BulletinLibrary *self,
                                const char      *id,
                                const char      *who,
                                const char      *other_than,
                                char           **revision,
                                GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  *revision = NULL;
  if (uuid == NULL)
    return FALSE;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT revision FROM reading WHERE bulletin = ?1 AND who = ?2 "
                                         "AND revision IS NOT ?3 ORDER BY rowid DESC LIMIT 1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, uuid);
  bulletin_statement_bind_text (statement, 1, who);
  bulletin_statement_bind_text (statement, 2, other_than);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW)
    *revision = g_strdup (bulletin_statement_get_text (statement, 0));

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_library_mark_read:
 * @self: a library
 * @id: as for bulletin_library_resolve()
 * @revision: one of its revisions
 * @who: a name
 * @error: return location for an error
 *
 * Notes that somebody had a revision before the eyes, unless it is the one that
 * was noted last.
 */
gboolean
bulletin_library_mark_read (BulletinLibrary *self,
                            const char      *id,
                            const char      *revision,
                            const char      *who,
                            GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *reading = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();
  g_autofree char *last = NULL;
  g_autoptr (BulletinStatement) statement = NULL;

  if (uuid == NULL || !bulletin_library_get_last_read (self, uuid, who, NULL, &last, error))
    return FALSE;
  if (g_strcmp0 (last, revision) == 0)
    return TRUE;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO reading (id, bulletin, revision, who, at) "
                                         "SELECT ?1, bulletin, id, ?4, ?5 FROM revision WHERE id = ?3 AND bulletin = ?2",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, reading);
  bulletin_statement_bind_text (statement, 1, uuid);
  bulletin_statement_bind_text (statement, 2, revision);
  bulletin_statement_bind_text (statement, 3, who);
  bulletin_statement_bind_text (statement, 4, now);

  return bulletin_statement_run (statement, error);
}

/* --- What waits ------------------------------------------------------------- */

static gboolean
count_remarks (BulletinLibrary *self,
               BulletinWaiting *waiting,
               GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT (SELECT revision FROM bulletin WHERE id = ?1), "
                                         "(SELECT count (*) FROM annotation a WHERE a.bulletin = ?1 "
                                         "AND coalesce ((SELECT kind FROM annotation_answer w WHERE w.annotation = a.id "
                                         "AND kind <> 'answered' ORDER BY w.rowid DESC LIMIT 1), '') NOT IN ('resolved', 'removed'))",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, bulletin_record_get_id (waiting->record));
  if (bulletin_statement_step (statement, error) != BULLETIN_STEP_ROW)
    return FALSE;
  waiting->revision = g_strdup (bulletin_statement_get_text (statement, 0));
  waiting->n_remarks = bulletin_statement_get_int (statement, 1);

  return TRUE;
}

static BulletinWaiting *
describe_waiting (BulletinLibrary *self,
                  BulletinRecord  *record,
                  const char      *who,
                  const char      *today,
                  GError         **error)
{
  BulletinWaiting *waiting = g_new0 (BulletinWaiting, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *since = NULL;

  waiting->record = g_object_ref (record);
  if (!bulletin_review_read_newest (self, bulletin_record_get_id (record), &waiting->review, error) ||
      !bulletin_library_get_last_read (self, bulletin_record_get_id (record), who, NULL, &waiting->last_read, error) ||
      !count_remarks (self, waiting, error)) {
    bulletin_waiting_free (waiting);
    return NULL;
  }
  if (waiting->review != NULL) {
    const BulletinReview *review = waiting->review;
    const BulletinReviewRequest *mine = bulletin_review_find_request (review, who);

    for (guint i = 0; i < review->requests->len; i++) {
      const BulletinReviewRequest *request = review->requests->pdata[i];

      if (request->state != BULLETIN_REQUEST_ASKED)
        continue;
      g_ptr_array_add (names, request->reviewer);
      if (since == NULL || g_strcmp0 (request->since, since) < 0)
        since = request->since;
    }
    waiting->is_for_me = mine != NULL;
    waiting->is_by_me = g_str_equal (review->who, who);
    waiting->is_overdue = review->is_open && review->due != NULL && g_strcmp0 (review->due, today) < 0;
    since = mine != NULL ? mine->since : since != NULL ? since
                                                       : review->at;
  }
  g_ptr_array_add (names, NULL);
  waiting->names = g_strjoinv ("、", (char **) names->pdata);
  waiting->since = g_strdup (since != NULL ? since : bulletin_record_get_changed_at (record));

  return waiting;
}

static int
compare_waiting (gconstpointer a,
                 gconstpointer b)
{
  const BulletinWaiting *first = *(BulletinWaiting *const *) a;
  const BulletinWaiting *second = *(BulletinWaiting *const *) b;

  return g_strcmp0 (first->since, second->since);
}

/**
 * bulletin_library_list_waiting:
 * @self: a library
 * @who: whom it concerns
 * @today: the day, YYYY-MM-DD
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BulletinWaiting): what is under
 *   review or approved and not yet issued, what waits longest first
 */
GPtrArray *
bulletin_library_list_waiting (BulletinLibrary *self,
                               const char      *who,
                               const char      *today,
                               GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_waiting_free);
  g_autoptr (GPtrArray) records = NULL;

  records = bulletin_library_list_bulletins (self, (1u << BULLETIN_STATE_REVIEW) | (1u << BULLETIN_STATE_APPROVED), error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    BulletinWaiting *waiting = describe_waiting (self, records->pdata[i], who, today, error);

    if (waiting == NULL)
      return NULL;
    g_ptr_array_add (list, waiting);
  }
  g_ptr_array_sort (list, compare_waiting);

  return g_steal_pointer (&list);
}
