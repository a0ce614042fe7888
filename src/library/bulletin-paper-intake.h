/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-ledger.h"
#include "bulletin-materials.h"

G_BEGIN_DECLS

/* Old papers: bulletins that were issued before there was a library, and are read
 * in from files. All calls belong to the library's thread. */

/**
 * BulletinPaperIntake:
 * @metadata: series, kind, year, number, date and title must be set
 * @text: its text
 * @n_pages: how many pages it has on paper
 * @parts: (element-type BulletinIssuePart): what is frozen with it
 * @materials: (nullable): the pictures that the text names
 * @origin: where it comes from, in words: the event "imported" says it
 * @note: what the event "issued" says: that it was issued long before
 * @who: the person's name
 *
 * An old paper, ready to become a record.
 */
typedef struct
{
  const BulletinMetadata *metadata;
  const char *text;
  guint n_pages;
  GPtrArray *parts;
  const BulletinMaterials *materials;
  const char *origin;
  const char *note;
  const char *who;
} BulletinPaperIntake;

char *bulletin_library_take_paper   (BulletinLibrary            *self,
                                     const BulletinPaperIntake  *intake,
                                     GError                    **error);

/**
 * BulletinKnownIssues:
 *
 * What a library holds already, to find duplicates: every number that was given
 * out, and the fingerprint of every text. Immutable; any thread.
 */
typedef struct _BulletinKnownIssues BulletinKnownIssues;

BulletinKnownIssues *bulletin_library_list_known_issues (BulletinLibrary           *self,
                                                         BulletinProgressFunc       progress,
                                                         gpointer                   user_data,
                                                         GCancellable              *cancellable,
                                                         GError                   **error);
BulletinKnownIssues *bulletin_known_issues_new          (void);
void                 bulletin_known_issues_free         (BulletinKnownIssues       *self);
const char          *bulletin_known_issues_find_number  (const BulletinKnownIssues *self,
                                                         const BulletinMetadata    *metadata);
const char          *bulletin_known_issues_find_text    (const BulletinKnownIssues *self,
                                                         const char                *fingerprint);
gboolean             bulletin_known_issues_has_total    (const BulletinKnownIssues *self,
                                                         const BulletinMetadata    *metadata);
/* (element-type utf8): the names of the series, in their order. */
const GPtrArray     *bulletin_known_issues_get_series   (const BulletinKnownIssues *self);
char                *bulletin_text_fingerprint          (const char                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinKnownIssues, bulletin_known_issues_free)

G_END_DECLS
