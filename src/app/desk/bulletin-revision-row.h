/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-store.h"

G_BEGIN_DECLS

/**
 * BulletinRevisionRow:
 *
 * A revision in the history, with what can be done with it in its menu. Signals:
 * "compare", "rename", "restore".
 */
#define BULLETIN_TYPE_REVISION_ROW (bulletin_revision_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRevisionRow, bulletin_revision_row, BULLETIN, REVISION_ROW, AdwActionRow)

/* n_words, and those of the revision before, are 0 while not known. */
GtkWidget  *bulletin_revision_row_new      (const BulletinRevision *revision,
                                            guint                   n_words,
                                            guint                   n_words_before);
const char *bulletin_revision_row_get_id   (BulletinRevisionRow    *self);
/* Its name, or "". */
const char *bulletin_revision_row_get_name (BulletinRevisionRow    *self);

G_END_DECLS
