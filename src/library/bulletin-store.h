/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-record.h"

G_BEGIN_DECLS

/* Series, bulletins, their revisions and events. All calls belong to the
 * library's thread; `who` is the person's name as set in the preferences. */

/**
 * BulletinSeries:
 * @id: (nullable): %NULL while it is not stored
 * @name: its name, which is also the red head if the template has no other
 * @issuer, @report_to, @send_to, @distribute_to, @copies, @secrecy: (nullable):
 *   what a new bulletin starts with
 * @uses_total: whether its issues are counted over all years too (总第N期)
 * @page_template: (nullable): JSON, see bulletin_page_template_from_json()
 * @default_text: (nullable): the text that a new bulletin starts with
 * @target_length: how long a bulletin should be, in 字; 0 for no matter
 * @position: its place in lists of series, from 0
 * @needs_approval: whether a bulletin is issued only once it is approved
 * @separate_people: whether who wrote in a bulletin may not approve it
 * @fonds: (nullable): the number of the fonds (全宗号) that its records belong to
 * @retention: (nullable): how long they are kept (保管期限): 永久, 30年, 10年
 * @code: (nullable): its letters in archival codes (机构或问题) and in the names of
 *   packages
 *
 * A series of bulletins.
 */
typedef struct
{
  char *id;
  char *name;
  char *issuer;
  char *report_to;
  char *send_to;
  char *distribute_to;
  int copies;
  gboolean uses_total;
  char *page_template;
  char *default_text;
  int target_length;
  char *secrecy;
  int position;
  gboolean needs_approval;
  gboolean separate_people;
  char *fonds;
  char *retention;
  char *code;
} BulletinSeries;

BulletinSeries *bulletin_series_copy             (const BulletinSeries    *self);
gboolean        bulletin_series_equal            (const BulletinSeries    *a,
                                                  const BulletinSeries    *b);
void            bulletin_series_free             (BulletinSeries          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinSeries, bulletin_series_free)
/* Gives metadata what it does not have and the series does. */
void            bulletin_series_fill_in          (const BulletinSeries    *self,
                                                  BulletinMetadata        *metadata);

/* (element-type BulletinSeries): by position. */
GPtrArray      *bulletin_library_list_series     (BulletinLibrary         *self,
                                                  GError                 **error);
/* By name; NULL for the first series. NOT_FOUND if there is none. */
BulletinSeries *bulletin_library_get_series      (BulletinLibrary         *self,
                                                  const char              *name,
                                                  GError                 **error);
/* Inserts (id NULL, which it sets) or updates. */
gboolean        bulletin_library_put_series      (BulletinLibrary         *self,
                                                  BulletinSeries          *series,
                                                  const char              *who,
                                                  GError                 **error);
/* The same; returns the operation, for bulletin_library_undo_operation(). */
char           *bulletin_library_edit_series     (BulletinLibrary         *self,
                                                  BulletinSeries          *series,
                                                  const char              *who,
                                                  GError                 **error);
/* Removes a series that has neither bulletins nor numbers; else STATE. */
char           *bulletin_library_remove_series   (BulletinLibrary         *self,
                                                  const char              *id,
                                                  const char              *who,
                                                  GError                 **error);
/* Puts a series at another place among them. */
char           *bulletin_library_move_series     (BulletinLibrary         *self,
                                                  const char              *id,
                                                  guint                    position,
                                                  const char              *who,
                                                  GError                 **error);

/**
 * BulletinContent:
 * @record: what a list shows of it
 * @metadata: the newest metadata, working copy included
 * @text: the newest text, working copy included
 * @revision: (nullable): id of the newest revision
 * @is_unsaved: whether a working copy newer than @revision exists
 */
typedef struct
{
  BulletinRecord *record;
  BulletinMetadata *metadata;
  char *text;
  char *revision;
  gboolean is_unsaved;
} BulletinContent;

void             bulletin_content_free             (BulletinContent        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinContent, bulletin_content_free)

/* A new draft. metadata->series names the series; NULL takes the first, and one
 * that does not exist is made. Returns the new id. The event is "created", or
 * "imported" with source_name as its note. */
char            *bulletin_library_create_bulletin  (BulletinLibrary        *self,
                                                    const BulletinMetadata *metadata,
                                                    const char             *text,
                                                    const char             *source_name,
                                                    const char             *who,
                                                    GError                **error);
/* A new draft in a series (NULL: the first), with what the series gives to one and
 * the number that comes next. */
char            *bulletin_library_start_bulletin   (BulletinLibrary        *self,
                                                    const char             *series,
                                                    BulletinKind            kind,
                                                    int                     year,
                                                    const char             *who,
                                                    GError                **error);
/* id may be a UUID, a unique start of one (8+), or the short serial. */
char            *bulletin_library_resolve          (BulletinLibrary        *self,
                                                    const char             *id,
                                                    GError                **error);
gboolean         bulletin_library_get_state        (BulletinLibrary        *self,
                                                    const char             *id,
                                                    BulletinState          *state,
                                                    GError                **error);
BulletinContent *bulletin_library_get_bulletin     (BulletinLibrary        *self,
                                                    const char             *id,
                                                    GError                **error);
/* states is a mask of 1 << BulletinState. Open ones newest change first, issued
 * ones newest issue first. (element-type BulletinRecord) */
GPtrArray       *bulletin_library_list_bulletins   (BulletinLibrary        *self,
                                                    guint                   states,
                                                    GError                **error);
/* What is being typed; replaced at each call, gone once it is a revision. */
gboolean         bulletin_library_save_working_copy (BulletinLibrary       *self,
                                                    const char             *id,
                                                    const BulletinMetadata *metadata,
                                                    const char             *text,
                                                    const char             *who,
                                                    GError                **error);
/* Appends a revision unless nothing differs from the newest. Returns its id. */
char            *bulletin_library_add_revision     (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const BulletinMetadata *metadata,
                                                    const char             *text,
                                                    const char             *note,
                                                    const char             *who,
                                                    GError                **error);
/* Removes a draft with its revisions and gives back its reserved number; what
 * it was can be brought back with bulletin_library_restore_draft(). */
gboolean         bulletin_library_delete_draft     (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *who,
                                                    GError                **error);

/* Brings a deleted draft back as it was, under the same id and serial. */
gboolean         bulletin_library_restore_draft    (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *who,
                                                    GError                **error);
/* The text and metadata of a revision: to look at it, or to go back to it. */
gboolean         bulletin_library_get_revision     (BulletinLibrary        *self,
                                                    const char             *revision,
                                                    BulletinMetadata      **metadata,
                                                    char                  **text,
                                                    GError                **error);

/* Gives a revision another name, also one that was made long ago; "" for none. */
gboolean         bulletin_library_name_revision    (BulletinLibrary        *self,
                                                    const char             *revision,
                                                    const char             *name,
                                                    const char             *who,
                                                    GError                **error);

/**
 * BulletinRevision:
 * @id: its id
 * @ordinal: from 1, within the bulletin
 * @at: when it was made
 * @who: who made it
 * @note: (nullable): what it is called now; "" if its name was taken away
 */
typedef struct
{
  char *id;
  int ordinal;
  char *at;
  char *who;
  char *note;
} BulletinRevision;

typedef struct
{
  char *at;
  char *who;
  char *kind;   /* as stored; see bulletin_event_get_label() */
  char *note;
  int ordinal;  /* of the revision that was the newest then; 0 if it is not known */
} BulletinEvent;

void             bulletin_revision_free            (BulletinRevision       *self);
void             bulletin_event_free               (BulletinEvent          *self);
const char      *bulletin_event_get_label          (const BulletinEvent    *self);
GPtrArray       *bulletin_library_list_revisions   (BulletinLibrary        *self,
                                                    const char             *id,
                                                    GError                **error);
GPtrArray       *bulletin_library_list_events      (BulletinLibrary        *self,
                                                    const char             *id,
                                                    GError                **error);

/* The moves of the workflow, without names of reviewers; bulletin-review.h has
 * them whole. Each is an event; only the moves that the design allows exist,
 * others end in BULLETIN_LIBRARY_ERROR_STATE. */
gboolean         bulletin_library_send_for_review  (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *note,
                                                    const char             *who,
                                                    GError                **error);
gboolean         bulletin_library_approve          (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *note,
                                                    const char             *who,
                                                    GError                **error);
/* reason must not be empty. */
gboolean         bulletin_library_send_back        (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *reason,
                                                    const char             *who,
                                                    GError                **error);
/* 圈阅: read and seen; changes no state. */
gboolean         bulletin_library_mark_seen        (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *note,
                                                    const char             *who,
                                                    GError                **error);
/* Takes an issued bulletin back, with a reason; the record stays. */
gboolean         bulletin_library_withdraw         (BulletinLibrary        *self,
                                                    const char             *id,
                                                    const char             *reason,
                                                    const char             *who,
                                                    GError                **error);

G_END_DECLS
