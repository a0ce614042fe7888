/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-review.h"

G_BEGIN_DECLS

gboolean        bulletin_review_read_newest   (BulletinLibrary        *library,
                                               const char             *id,
                                               BulletinReview        **review,
                                               GError                **error);
/* Whether the rules of the series let it be issued with this text and metadata. */
gboolean        bulletin_review_allows_issue  (BulletinLibrary        *library,
                                               const char             *id,
                                               BulletinState           state,
                                               const BulletinMetadata *metadata,
                                               const char             *text,
                                               GError                **error);

G_END_DECLS
