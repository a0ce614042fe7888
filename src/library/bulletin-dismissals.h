/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-finding.h"
#include "bulletin-library.h"

G_BEGIN_DECLS

/**
 * BulletinDismissals:
 *
 * What the office does not want to be told: rules that are switched off in a
 * library, and findings of a bulletin that somebody looked at and let stand.
 */
typedef struct _BulletinDismissals BulletinDismissals;

BulletinDismissals *bulletin_library_get_dismissals   (BulletinLibrary          *self,
                                                       const char               *bulletin,
                                                       GError                  **error);
void                bulletin_dismissals_free          (BulletinDismissals       *self);
gboolean            bulletin_dismissals_equal         (const BulletinDismissals *self,
                                                       const BulletinDismissals *other);
guint               bulletin_dismissals_get_n         (const BulletinDismissals *self);
gboolean            bulletin_dismissals_is_off        (const BulletinDismissals *self,
                                                       const char               *rule);
gboolean            bulletin_dismissals_hold          (const BulletinDismissals *self,
                                                       const BulletinFinding    *finding,
                                                       const char               *source);
void                bulletin_dismissals_take_away     (const BulletinDismissals *self,
                                                       GPtrArray                *findings,
                                                       const char               *source);

gboolean            bulletin_library_dismiss_finding  (BulletinLibrary          *self,
                                                       const char               *bulletin,
                                                       const char               *rule,
                                                       const char               *excerpt,
                                                       const char               *who,
                                                       GError                  **error);
gboolean            bulletin_library_restore_findings (BulletinLibrary          *self,
                                                       const char               *bulletin,
                                                       const char               *rule,
                                                       const char               *excerpt,
                                                       const char               *who,
                                                       GError                  **error);
gboolean            bulletin_library_switch_rule      (BulletinLibrary          *self,
                                                       const char               *rule,
                                                       gboolean                  is_on,
                                                       GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinDismissals, bulletin_dismissals_free)

G_END_DECLS
