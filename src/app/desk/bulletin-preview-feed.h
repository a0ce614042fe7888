/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinPreviewFeed:
 *
 * Knows what a view shows and says what has to change for it to show another
 * plan. A page is a list of items, each a group of SVG and its place: a line that
 * stays as it is, or only moves, is never sent again, however the places in the
 * source shift. Of the main thread.
 */
typedef struct _BulletinPreviewFeed BulletinPreviewFeed;

BulletinPreviewFeed *bulletin_preview_feed_new    (void);
void                 bulletin_preview_feed_free   (BulletinPreviewFeed    *self);
/* The view is empty again. */
void                 bulletin_preview_feed_reset  (BulletinPreviewFeed    *self);
char                *bulletin_preview_feed_update (BulletinPreviewFeed    *self,
                                                   const BulletinPagePlan *plan,
                                                   guint                   first_page,
                                                   guint                   last_page);

/* The file of a picture that a page shows, by its address; (transfer full)
 * (nullable). */
GBytes              *bulletin_preview_feed_find_picture (const char       *uri,
                                                         const char      **media_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPreviewFeed, bulletin_preview_feed_free)

G_END_DECLS
