/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinFrozenView:
 *
 * The web edition of a record, as it was frozen. The page comes from the archive and
 * is shown closed in: no script, no network, no way out of it. The browser is started
 * with the first page.
 */
#define BULLETIN_TYPE_FROZEN_VIEW (bulletin_frozen_view_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFrozenView, bulletin_frozen_view, BULLETIN, FROZEN_VIEW, AdwBin)

/* NULL says that there is none. */
void bulletin_frozen_view_show      (BulletinFrozenView *self,
                                     GBytes             *html);
/* Marks a word wherever it stands; NULL for none. */
void bulletin_frozen_view_mark_word (BulletinFrozenView *self,
                                     const char         *word);

G_END_DECLS
