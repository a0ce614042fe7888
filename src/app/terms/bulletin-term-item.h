/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "bulletin-terms.h"

G_BEGIN_DECLS

/**
 * BulletinTermItem:
 *
 * A line of the list of terms. Properties "title", "subtitle" and "kind-label", as
 * it is shown.
 */
#define BULLETIN_TYPE_TERM_ITEM (bulletin_term_item_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTermItem, bulletin_term_item, BULLETIN, TERM_ITEM, GObject)

/* Takes the record. */
BulletinTermItem         *bulletin_term_item_new        (BulletinTermRecord *record);
const BulletinTermRecord *bulletin_term_item_get_record (BulletinTermItem   *self);
/* Whether any of its words hold @folded, which is casefolded; "" is in all. */
gboolean                  bulletin_term_item_matches    (BulletinTermItem   *self,
                                                         const char         *folded);
/* What people call a kind. */
const char               *bulletin_term_kind_get_label  (BulletinTermKind    kind);

G_END_DECLS
