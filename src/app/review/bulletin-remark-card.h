/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-annotations.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinRemarkCard:
 *
 * A remark with who made it and when, what was answered, and how it stands; it can
 * be answered, resolved and taken back there. Signal "shown": its place is wanted.
 */
#define BULLETIN_TYPE_REMARK_CARD (bulletin_remark_card_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRemarkCard, bulletin_remark_card, BULLETIN, REMARK_CARD, AdwBin)

/* number: from 1, as on the page. with_quote: whether its words stand in it.
 * service: (nullable), without which it can only be read. */
GtkWidget  *bulletin_remark_card_new    (BulletinLibraryService   *service,
                                         const BulletinAnnotation *annotation,
                                         guint                     number,
                                         gboolean                  with_quote);
const char *bulletin_remark_card_get_id (BulletinRemarkCard       *self);
void        bulletin_remark_card_focus  (BulletinRemarkCard       *self);

G_END_DECLS
