/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-store.h"

G_BEGIN_DECLS

/* The PDF of a volume: a cover, the general table of contents, and the pages of the
 * records as they were frozen. records is (element-type BulletinPackagedRecord);
 * first_pages (element-type guint) says on which page of the volume each begins,
 * from 1, 0 for one whose PDF could not be bound in. */
GBytes *bulletin_volume_write_pdf (const BulletinSeries *series,
                                   int                   year,
                                   const GPtrArray      *records,
                                   GArray              **first_pages,
                                   guint                *n_pages,
                                   GCancellable         *cancellable,
                                   GError              **error);

G_END_DECLS
