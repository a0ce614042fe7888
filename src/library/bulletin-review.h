/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/* Rounds of review. A round holds for the revision that was sent; it ends when
 * everybody asked has approved, when one sends it back, when it is recalled, or
 * when the text or the metadata change. */

/**
 * BulletinRequestState:
 * @BULLETIN_REQUEST_WAITING: others come first
 * @BULLETIN_REQUEST_ASKED: is to answer now
 * @BULLETIN_REQUEST_APPROVED: has approved
 * @BULLETIN_REQUEST_RETURNED: has sent it back
 * @BULLETIN_REQUEST_DELEGATED: another one was asked instead
 * @BULLETIN_REQUEST_CLOSED: the round ended without an answer
 */
typedef enum
{
  BULLETIN_REQUEST_WAITING,
  BULLETIN_REQUEST_ASKED,
  BULLETIN_REQUEST_APPROVED,
  BULLETIN_REQUEST_RETURNED,
  BULLETIN_REQUEST_DELEGATED,
  BULLETIN_REQUEST_CLOSED,
} BulletinRequestState;

/**
 * BulletinReviewRequest:
 * @id: its UUID
 * @position: its place in the order, from 1
 * @reviewer: who is asked
 * @stands_for: (nullable): the request in whose place it stands
 * @in_place_of: (nullable): and who was asked there
 * @at: when it was made
 * @who: who asked
 * @note: (nullable): a word to the reviewer, of who delegated
 * @state: how it stands
 * @since: when its turn came
 * @seen_at: (nullable): when the reviewer first marked it as seen
 * @answered_at: (nullable): when it was approved or sent back
 * @answer: (nullable): what was said with it
 *
 * That somebody is asked.
 */
typedef struct
{
  char *id;
  int position;
  char *reviewer;
  char *stands_for;
  char *in_place_of;
  char *at;
  char *who;
  char *note;
  BulletinRequestState state;
  char *since;
  char *seen_at;
  char *answered_at;
  char *answer;
} BulletinReviewRequest;

/**
 * BulletinReview:
 * @id: its UUID
 * @revision: what was sent
 * @ordinal: and the number of that revision, from 1
 * @at: when
 * @who: by whom
 * @in_order: whether one reviewer comes after the other, or all side by side
 * @due: (nullable): until when answers are wanted, YYYY-MM-DD
 * @note: (nullable): a word to the reviewers
 * @is_open: whether answers are awaited
 * @requests: (element-type BulletinReviewRequest): who is asked, by position; empty
 *   if it was sent to nobody by name, so that any reviewer may answer
 *
 * One sending for review.
 */
typedef struct
{
  char *id;
  char *revision;
  int ordinal;
  char *at;
  char *who;
  gboolean in_order;
  char *due;
  char *note;
  gboolean is_open;
  GPtrArray *requests;
} BulletinReview;

/**
 * BulletinAnswer:
 * @BULLETIN_ANSWER_SEEN: 圈阅
 * @BULLETIN_ANSWER_INSTRUCT: 批示, with its words
 * @BULLETIN_ANSWER_RETURN: 退回, with the reason
 * @BULLETIN_ANSWER_APPROVE: 同意
 */
typedef enum
{
  BULLETIN_ANSWER_SEEN,
  BULLETIN_ANSWER_INSTRUCT,
  BULLETIN_ANSWER_RETURN,
  BULLETIN_ANSWER_APPROVE,
} BulletinAnswer;

/**
 * BulletinWaiting:
 * @record: the bulletin
 * @review: (nullable): its newest round
 * @revision: its newest revision
 * @last_read: (nullable): the revision that the person had before the eyes last
 * @names: who is to answer now, parted by 、; "" if any reviewer may
 * @since: since when
 * @is_for_me: whether the person is to answer now
 * @is_by_me: whether the person sent it
 * @is_overdue: whether the due date has passed
 * @n_remarks: remarks that are not resolved
 *
 * A bulletin under review or approved, as it concerns one person.
 */
typedef struct
{
  BulletinRecord *record;
  BulletinReview *review;
  char *revision;
  char *last_read;
  char *names;
  char *since;
  gboolean is_for_me;
  gboolean is_by_me;
  gboolean is_overdue;
  guint n_remarks;
} BulletinWaiting;

void            bulletin_review_request_free        (BulletinReviewRequest *self);
void            bulletin_review_free                (BulletinReview        *self);
void            bulletin_waiting_free               (BulletinWaiting       *self);
/* Whom the person is asked as, and may answer now; (nullable), (transfer none). */
const BulletinReviewRequest *bulletin_review_find_request (const BulletinReview *self,
                                                           const char           *who);

/* reviewers: (nullable), a %NULL-terminated list of names in their order. Returns
 * the round's id. */
char           *bulletin_library_send_to_reviewers  (BulletinLibrary       *self,
                                                     const char            *id,
                                                     const char *const     *reviewers,
                                                     gboolean               in_order,
                                                     const char            *due,
                                                     const char            *note,
                                                     const char            *who,
                                                     GError               **error);
/* The newest round first; (element-type BulletinReview). */
GPtrArray      *bulletin_library_list_reviews       (BulletinLibrary       *self,
                                                     const char            *id,
                                                     GError               **error);
/* revision: (nullable), what was read; refused if it is not the newest. */
gboolean        bulletin_library_answer_review      (BulletinLibrary       *self,
                                                     const char            *id,
                                                     const char            *revision,
                                                     BulletinAnswer         answer,
                                                     const char            *note,
                                                     const char            *who,
                                                     GError               **error);
gboolean        bulletin_library_delegate_review    (BulletinLibrary       *self,
                                                     const char            *id,
                                                     const char            *to,
                                                     const char            *note,
                                                     const char            *who,
                                                     GError               **error);
gboolean        bulletin_library_recall_review      (BulletinLibrary       *self,
                                                     const char            *id,
                                                     const char            *note,
                                                     const char            *who,
                                                     GError               **error);
/* Which revision somebody had before the eyes last. */
gboolean        bulletin_library_mark_read          (BulletinLibrary       *self,
                                                     const char            *id,
                                                     const char            *revision,
                                                     const char            *who,
                                                     GError               **error);
gboolean        bulletin_library_get_last_read      (BulletinLibrary       *self,
                                                     const char            *id,
                                                     const char            *who,
                                                     const char            *other_than,
                                                     char                 **revision,
                                                     GError               **error);
/* today: YYYY-MM-DD; (element-type BulletinWaiting), what waits longest first. */
GPtrArray      *bulletin_library_list_waiting       (BulletinLibrary       *self,
                                                     const char            *who,
                                                     const char            *today,
                                                     GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinReview, bulletin_review_free)

G_END_DECLS
