/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-review-private.h"

#include "bulletin-comparison.h"
#include "bulletin-metadata-json.h"
#include "bulletin-people.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>

/* The moves of a review. Each is one transaction that looks before it writes, so
 * that of two windows or two programs only one makes it, and the other is told. */

static char *
strip (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

static gboolean
refuse (GError    **error,
        int         code,
        const char *format,
        ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError    **error,
        int         code,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (BULLETIN_LIBRARY_ERROR, code, format, arguments);
  va_end (arguments);

  return FALSE;
}

static gboolean
is_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  guint64 year, month, day;

  return g_strv_length (parts) == 3 &&
         g_ascii_string_to_unsigned (parts[0], 10, 1900, 2200, &year, NULL) &&
         g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL) &&
         g_ascii_string_to_unsigned (parts[2], 10, 1, 31, &day, NULL) &&
         g_date_valid_dmy (day, month, year);
}

/* One row of one column that is a number. */
static gboolean
ask (BulletinLibrary *self,
     const char      *sql,
     const char      *first,
     const char      *second,
     gboolean        *answer,
     GError         **error)
{
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);

  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, first);
  if (second != NULL)
    bulletin_statement_bind_text (statement, 1, second);
  switch (bulletin_statement_step (statement, error)) {
  case BULLETIN_STEP_ROW:
    *answer = bulletin_statement_get_int (statement, 0) != 0;
    return TRUE;
  case BULLETIN_STEP_DONE:
    *answer = FALSE;
    return TRUE;
  default:
    return FALSE;
  }
}

/* Whether the rules let somebody decide on a bulletin. */
static gboolean
check_may_decide (BulletinLibrary *self,
                  const char      *id,
                  const char      *name,
                  GError         **error)
{
  gboolean is_editor, is_author;

  if (!ask (self, "SELECT role = 'editor' FROM person WHERE name = ?1", name, NULL, &is_editor, error))
    return FALSE;
  if (is_editor)
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("%s is an editor and does not decide. Ask a reviewer, or change the role in the preferences."), name);
  if (!ask (self,
            "SELECT 1 FROM bulletin b JOIN series s ON s.id = b.series JOIN revision r ON r.bulletin = b.id "
            "WHERE b.id = ?1 AND s.separate_people = 1 AND r.who = ?2 LIMIT 1",
            id, name, &is_author, error))
    return FALSE;
  if (is_author)
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("%s wrote in this bulletin, and in its series who wrote does not approve. Ask somebody else."), name);

  return TRUE;
}

/* --- Sending ---------------------------------------------------------------- */

static GPtrArray *
read_names (BulletinLibrary   *self,
            const char        *id,
            const char *const *reviewers,
            GError           **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; reviewers != NULL && reviewers[i] != NULL; i++) {
    g_autofree char *name = strip (reviewers[i]);

    if (*name == '\0')
      continue;
    if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL)) {
      refuse (error, BULLETIN_LIBRARY_ERROR_INVALID, _("%s is asked twice. Take one of the two out."), name);
      return NULL;
    }
    if (!check_may_decide (self, id, name, error))
      return NULL;
    g_ptr_array_add (names, g_steal_pointer (&name));
  }

  return g_steal_pointer (&names);
}

static gboolean
insert_request (BulletinLibrary *self,
                const char      *id,
                const char      *review,
                int              position,
                const char      *reviewer,
                const char      *stands_for,
                const char      *note,
                const char      *who,
                GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *request = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO review_request (id, bulletin, review, position, reviewer, stands_for, at, who, note) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, request);
  bulletin_statement_bind_text (statement, 1, id);
  bulletin_statement_bind_text (statement, 2, review);
  bulletin_statement_bind_int (statement, 3, position);
  bulletin_statement_bind_text (statement, 4, reviewer);
  bulletin_statement_bind_text (statement, 5, stands_for);
  bulletin_statement_bind_text (statement, 6, now);
  bulletin_statement_bind_text (statement, 7, who);
  bulletin_statement_bind_text (statement, 8, note);

  return bulletin_statement_run (statement, error);
}

static gboolean
insert_review (BulletinLibrary *self,
               const char      *id,
               const char      *review,
               gboolean         in_order,
               const char      *due,
               const char      *note,
               const char      *who,
               GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *now = bulletin_timestamp_now ();

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO review (id, bulletin, revision, at, who, in_order, due, note) "
                                         "SELECT ?1, id, revision, ?3, ?4, ?5, ?6, ?7 FROM bulletin WHERE id = ?2",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, review);
  bulletin_statement_bind_text (statement, 1, id);
  bulletin_statement_bind_text (statement, 2, now);
  bulletin_statement_bind_text (statement, 3, who);
  bulletin_statement_bind_int (statement, 4, in_order ? 1 : 0);
  bulletin_statement_bind_text (statement, 5, due);
  bulletin_statement_bind_text (statement, 6, note);

  return bulletin_statement_run (statement, error);
}

static gboolean
set_state_error (GError      **error,
                 BulletinState state)
{
  return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This cannot be done while the bulletin’s state is “%s”. Look at the list again."),
                 bulletin_state_get_label (state));
}

static gboolean
check_unsaved (BulletinLibrary *self,
               const char      *id,
               GError         **error)
{
  gboolean is_unsaved;

  if (!ask (self, "SELECT 1 FROM working_copy WHERE bulletin = ?1", id, NULL, &is_unsaved, error))
    return FALSE;

  return !is_unsaved ||
         refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                 _("Somebody is still writing in this bulletin. Save it as a revision, and send it then."));
}

/**
 * bulletin_library_send_to_reviewers:
 * @self: a library
 * @id: as for bulletin_library_resolve(); a draft, or one that was sent back
 * @reviewers: (nullable): who is asked, by name, ended by %NULL; without any, every
 *   reviewer may answer
 * @in_order: whether one is asked after the other, or all side by side
 * @due: (nullable): until when, YYYY-MM-DD
 * @note: (nullable): a word to the reviewers
 * @who: who sends it
 * @error: return location for an error
 *
 * Asks for review of the newest revision.
 *
 * Returns: (transfer full) (nullable): the round's id; or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_STATE if it is under review already, is still being
 *   written, or the rules do not let one of those asked decide, and
 *   %BULLETIN_LIBRARY_ERROR_INVALID if one is asked twice or @due is no date
 */
char *
bulletin_library_send_to_reviewers (BulletinLibrary   *self,
                                    const char        *id,
                                    const char *const *reviewers,
                                    gboolean           in_order,
                                    const char        *due,
                                    const char        *note,
                                    const char        *who,
                                    GError           **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *review = bulletin_uuid_new ();
  g_autofree char *words = strip (note);
  g_autofree char *day = strip (due);
  g_autoptr (GPtrArray) names = NULL;
  BulletinState state;
  gboolean success;

  if (uuid == NULL)
    return NULL;
  if (*day != '\0' && !is_date (day)) {
    refuse (error, BULLETIN_LIBRARY_ERROR_INVALID, _("“%s” is no date. Write it as year-month-day, such as 2025-03-15."), day);
    return NULL;
  }
  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return NULL;

  success = bulletin_store_get_state (self, uuid, &state, error) &&
            (state == BULLETIN_STATE_DRAFT || state == BULLETIN_STATE_RETURNED || set_state_error (error, state)) &&
            check_unsaved (self, uuid, error) &&
            (names = read_names (self, uuid, reviewers, error)) != NULL &&
            insert_review (self, uuid, review, in_order, *day != '\0' ? day : NULL,
                           *words != '\0' ? words : NULL, who, error);
  for (guint i = 0; success && i < names->len; i++)
    success = insert_request (self, uuid, review, i + 1, names->pdata[i], NULL, NULL, who, error);
  success = success &&
            bulletin_store_set_state (self, uuid, BULLETIN_STATE_REVIEW, error) &&
            bulletin_store_add_event (self, uuid, "sent", words, who, error);

  return bulletin_store_end (self, success, error) ? g_steal_pointer (&review) : NULL;
}

/**
 * bulletin_library_send_for_review:
 * @note: (nullable): a word to the reviewers
 *
 * Sends it to nobody by name: any reviewer may answer.
 */
gboolean
bulletin_library_send_for_review (BulletinLibrary *self,
                                  const char      *id,
                                  const char      *note,
                                  const char      *who,
                                  GError         **error)
{
  g_autofree char *review = bulletin_library_send_to_reviewers (self, id, NULL, FALSE, NULL, note, who, error);

  return review != NULL;
}

/* --- Answering -------------------------------------------------------------- */

/* Who is asked now, for a sentence. */
static char *
list_asked (const BulletinReview *review)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];

    if (request->state == BULLETIN_REQUEST_ASKED)
      g_ptr_array_add (names, request->reviewer);
  }
  g_ptr_array_add (names, NULL);

  return g_strjoinv ("、", (char **) names->pdata);
}

/* The request that somebody was given in a round, however it stands. */
static const BulletinReviewRequest *
find_any (const BulletinReview *review,
          const char           *who)
{
  const BulletinReviewRequest *found = NULL;

  for (guint i = 0; review != NULL && i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];

    if (g_str_equal (request->reviewer, who) && (found == NULL || request->state == BULLETIN_REQUEST_ASKED))
      found = request;
  }

  return found;
}

/* Whether somebody may decide now, and as whom. */
static gboolean
find_turn (const BulletinReview         *review,
           const char                   *who,
           const BulletinReviewRequest **request,
           GError                      **error)
{
  g_autofree char *asked = NULL;
  const BulletinReviewRequest *mine;

  *request = NULL;
  if (review == NULL || review->requests->len == 0)
    return TRUE;
  *request = bulletin_review_find_request (review, who);
  if (*request != NULL)
    return TRUE;

  asked = list_asked (review);
  mine = find_any (review, who);
  if (mine == NULL)
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("%s was not asked to decide on this bulletin; it waits for %s."), who, asked);
  switch (mine->state) {
  case BULLETIN_REQUEST_APPROVED:
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("%s has approved this revision already; it waits for %s."), who, asked);
  case BULLETIN_REQUEST_DELEGATED:
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("%s has asked somebody else instead; it waits for %s."), who, asked);
  default:
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("It is not yet the turn of %s; it waits for %s."), who, asked);
  }
}

static gboolean
is_newest (BulletinLibrary *self,
           const char      *id,
           const char      *revision,
           GError         **error)
{
  gboolean newest = TRUE;

  if (revision != NULL &&
      !ask (self, "SELECT revision = ?2 FROM bulletin WHERE id = ?1", id, revision, &newest, error))
    return FALSE;

  return newest ||
         refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                 _("The bulletin was changed since you read it. Read the newest revision, and decide then."));
}

static gboolean
check_words (BulletinAnswer answer,
             const char    *words,
             GError       **error)
{
  if (*words != '\0')
    return TRUE;
  if (answer == BULLETIN_ANSWER_RETURN)
    return refuse (error, BULLETIN_LIBRARY_ERROR_INVALID, _("A reason is needed. Say in a sentence why."));
  if (answer == BULLETIN_ANSWER_INSTRUCT)
    return refuse (error, BULLETIN_LIBRARY_ERROR_INVALID, _("An instruction needs words. Say what is to be done."));

  return TRUE;
}

static gboolean
approve (BulletinLibrary      *self,
         const char           *id,
         BulletinState         state,
         const BulletinReview *review,
         const char           *words,
         const char           *who,
         GError              **error)
{
  const BulletinReviewRequest *request;
  gboolean is_last = TRUE;

  if (state == BULLETIN_STATE_APPROVED)
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE, _("This revision is approved already. Nothing more is to be done."));
  if (state != BULLETIN_STATE_REVIEW)
    return set_state_error (error, state);
  if (!find_turn (review, who, &request, error) || !check_may_decide (self, id, who, error))
    return FALSE;
  for (guint i = 0; request != NULL && i < review->requests->len; i++) {
    const BulletinReviewRequest *other = review->requests->pdata[i];

    if (other != request && (other->state == BULLETIN_REQUEST_ASKED || other->state == BULLETIN_REQUEST_WAITING))
      is_last = FALSE;
  }

  return bulletin_store_add_answer (self, id, "approved", words, who, request != NULL ? request->id : NULL, error) &&
         (!is_last || bulletin_store_set_state (self, id, BULLETIN_STATE_APPROVED, error));
}

static gboolean
send_back (BulletinLibrary      *self,
           const char           *id,
           BulletinState         state,
           const BulletinReview *review,
           const char           *words,
           const char           *who,
           GError              **error)
{
  const BulletinReviewRequest *request = NULL;

  if (state == BULLETIN_STATE_REVIEW) {
    if (!find_turn (review, who, &request, error))
      return FALSE;
  } else if (state == BULLETIN_STATE_APPROVED) {
    request = find_any (review, who);
    if (request == NULL && review != NULL && review->requests->len > 0)
      return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                     _("Only who was asked can send it back. To change it, open it at the desk; it then needs approval again."));
  } else {
    return set_state_error (error, state);
  }

  return check_may_decide (self, id, who, error) &&
         bulletin_store_add_answer (self, id, "returned", words, who, request != NULL ? request->id : NULL, error) &&
         bulletin_store_set_state (self, id, BULLETIN_STATE_RETURNED, error);
}

static gboolean
remark (BulletinLibrary      *self,
        const char           *id,
        BulletinState         state,
        const BulletinReview *review,
        BulletinAnswer        answer,
        const char           *words,
        const char           *who,
        GError              **error)
{
  const BulletinReviewRequest *request = find_any (review, who);
  gboolean was_seen = FALSE;

  if (state != BULLETIN_STATE_REVIEW && state != BULLETIN_STATE_APPROVED)
    return set_state_error (error, state);
  if (answer == BULLETIN_ANSWER_INSTRUCT)
    return bulletin_store_add_answer (self, id, "instructed", words, who, request != NULL ? request->id : NULL, error);

  /* To see the same twice says nothing new. */
  if (!ask (self,
            "SELECT 1 FROM event WHERE bulletin = ?1 AND who = ?2 AND kind = 'seen' "
            "AND revision = (SELECT revision FROM bulletin WHERE id = ?1) LIMIT 1",
            id, who, &was_seen, error))
    return FALSE;

  return was_seen || bulletin_store_add_answer (self, id, "seen", words, who, request != NULL ? request->id : NULL, error);
}

/**
 * bulletin_library_answer_review:
 * @self: a library
 * @id: as for bulletin_library_resolve(); a bulletin under review, or approved
 * @revision: (nullable): the revision that was read; %NULL for the newest
 * @answer: what is answered
 * @note: (nullable): words with it; the reason why it is sent back
 * @who: who answers
 * @error: return location for an error
 *
 * Answers in a round of review. When everybody asked has approved, the bulletin
 * is approved; when one sends it back, the round ends.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_STATE when the bulletin was changed
 *   since, is no longer under review, or it is not this person's turn to decide;
 *   with %BULLETIN_LIBRARY_ERROR_INVALID when words are missing
 */
gboolean
bulletin_library_answer_review (BulletinLibrary *self,
                                const char      *id,
                                const char      *revision,
                                BulletinAnswer   answer,
                                const char      *note,
                                const char      *who,
                                GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *words = strip (note);
  g_autoptr (BulletinReview) review = NULL;
  BulletinState state;
  gboolean success;

  if (uuid == NULL || !check_words (answer, words, error))
    return FALSE;
  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = bulletin_store_get_state (self, uuid, &state, error) &&
            is_newest (self, uuid, revision, error) &&
            bulletin_review_read_newest (self, uuid, &review, error);
  if (success) {
    switch (answer) {
    case BULLETIN_ANSWER_APPROVE:
      success = approve (self, uuid, state, review, words, who, error);
      break;
    case BULLETIN_ANSWER_RETURN:
      success = send_back (self, uuid, state, review, words, who, error);
      break;
    case BULLETIN_ANSWER_SEEN:
    case BULLETIN_ANSWER_INSTRUCT:
    default:
      success = remark (self, uuid, state, review, answer, words, who, error);
      break;
    }
  }

  return bulletin_store_end (self, success, error);
}

/**
 * bulletin_library_approve:
 * @note: (nullable): a word that goes with it
 *
 * Approves the newest revision, as bulletin_library_answer_review() does.
 */
gboolean
bulletin_library_approve (BulletinLibrary *self,
                          const char      *id,
                          const char      *note,
                          const char      *who,
                          GError         **error)
{
  return bulletin_library_answer_review (self, id, NULL, BULLETIN_ANSWER_APPROVE, note, who, error);
}

/**
 * bulletin_library_send_back:
 * @reason: why; %BULLETIN_LIBRARY_ERROR_INVALID when it is empty
 */
gboolean
bulletin_library_send_back (BulletinLibrary *self,
                            const char      *id,
                            const char      *reason,
                            const char      *who,
                            GError         **error)
{
  return bulletin_library_answer_review (self, id, NULL, BULLETIN_ANSWER_RETURN, reason, who, error);
}

/**
 * bulletin_library_mark_seen:
 * @note: (nullable): with a note it is an instruction (批示), without it a mark
 *   that it was seen (圈阅)
 */
gboolean
bulletin_library_mark_seen (BulletinLibrary *self,
                            const char      *id,
                            const char      *note,
                            const char      *who,
                            GError         **error)
{
  return bulletin_library_answer_review (self, id, NULL,
                                         note != NULL && *note != '\0' ? BULLETIN_ANSWER_INSTRUCT : BULLETIN_ANSWER_SEEN,
                                         note, who, error);
}

/* --- Delegating and recalling ----------------------------------------------- */

/**
 * bulletin_library_delegate_review:
 * @self: a library
 * @id: as for bulletin_library_resolve(); a bulletin under review
 * @to: who is asked instead, by name
 * @note: (nullable): a word to that person
 * @who: who was asked, and whose turn it is
 * @error: return location for an error
 *
 * Asks somebody else in one's own place. What that person answers stands for
 * both.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_STATE when it is not @who's turn, or
 *   the rules do not let @to decide; with %BULLETIN_LIBRARY_ERROR_INVALID when @to
 *   is nobody, or asked already
 */
gboolean
bulletin_library_delegate_review (BulletinLibrary *self,
                                  const char      *id,
                                  const char      *to,
                                  const char      *note,
                                  const char      *who,
                                  GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *name = strip (to);
  g_autofree char *words = strip (note);
  g_autofree char *event = NULL;
  g_autoptr (BulletinReview) review = NULL;
  const BulletinReviewRequest *request = NULL;
  BulletinState state;
  gboolean success;

  if (uuid == NULL)
    return FALSE;
  if (*name == '\0')
    return refuse (error, BULLETIN_LIBRARY_ERROR_INVALID, _("Somebody has to be asked. Enter a name."));
  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = bulletin_store_get_state (self, uuid, &state, error) &&
            (state == BULLETIN_STATE_REVIEW || set_state_error (error, state)) &&
            bulletin_review_read_newest (self, uuid, &review, error) &&
            find_turn (review, who, &request, error);
  if (success && request == NULL)
    success = refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                      _("Nobody was asked by name, so any reviewer may answer. There is no place to give to another."));
  if (success && find_any (review, name) != NULL)
    success = refuse (error, BULLETIN_LIBRARY_ERROR_INVALID, _("%s is asked already. Choose somebody else."), name);
  event = *words != '\0' ? g_strdup_printf ("%s：%s", name, words) : g_strdup (name);
  success = success &&
            check_may_decide (self, uuid, name, error) &&
            insert_request (self, uuid, review->id, request->position, name, request->id,
                            *words != '\0' ? words : NULL, who, error) &&
            bulletin_store_add_answer (self, uuid, "delegated", event, who, request->id, error);

  return bulletin_store_end (self, success, error);
}

/**
 * bulletin_library_recall_review:
 * @self: a library
 * @id: as for bulletin_library_resolve(); a bulletin under review
 * @note: (nullable): why
 * @who: who recalls it
 * @error: return location for an error
 *
 * Takes a bulletin back to the desk before everybody has answered.
 */
gboolean
bulletin_library_recall_review (BulletinLibrary *self,
                                const char      *id,
                                const char      *note,
                                const char      *who,
                                GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinState state;
  gboolean success;

  if (uuid == NULL || !bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = bulletin_store_get_state (self, uuid, &state, error) &&
            (state == BULLETIN_STATE_REVIEW || set_state_error (error, state)) &&
            bulletin_store_set_state (self, uuid, BULLETIN_STATE_DRAFT, error) &&
            bulletin_store_add_event (self, uuid, "recalled", note, who, error);

  return bulletin_store_end (self, success, error);
}

/* --- Issuing ---------------------------------------------------------------- */

/* What issuing itself binds is no change of what was approved. */
static gboolean
is_bound_by_issuing (const char *field)
{
  static const char *const fields[] = { "year", "number", "total_number", "date", "signer", NULL };

  return g_strv_contains (fields, field);
}

/*< private >
 * bulletin_review_allows_issue:
 * @id: a UUID
 * @state: its state
 * @metadata: what is to be issued
 * @text: what is to be issued
 *
 * Asks the rules of the series. Within the transaction that issues.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_STATE when the series wants an
 *   approval first and there is none of just this text and metadata
 */
gboolean
bulletin_review_allows_issue (BulletinLibrary        *library,
                              const char             *id,
                              BulletinState           state,
                              const BulletinMetadata *metadata,
                              const char             *text,
                              GError                **error)
{
  g_autoptr (BulletinMetadata) approved = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *approved_text = NULL;
  gboolean needs_approval, differs = FALSE;

  if (!ask (library, "SELECT needs_approval FROM bulletin b JOIN series s ON s.id = b.series WHERE b.id = ?1",
            id, NULL, &needs_approval, error))
    return FALSE;
  if (!needs_approval)
    return TRUE;
  if (state != BULLETIN_STATE_APPROVED)
    return refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                   _("Bulletins of this series are issued once they are approved. Send it for review first."));

  content = bulletin_library_get_bulletin (library, id, error);
  if (content == NULL || !bulletin_library_get_revision (library, content->revision, &approved, &approved_text, error))
    return FALSE;
  differences = bulletin_metadata_compare (approved, metadata);
  for (guint i = 0; i < differences->len; i++)
    differs = differs || !is_bound_by_issuing (((const BulletinMetadataDifference *) differences->pdata[i])->field);

  return (!differs && g_str_equal (approved_text, text)) ||
         refuse (error, BULLETIN_LIBRARY_ERROR_STATE,
                 _("What is to be issued is not what was approved. Send it for review again."));
}
