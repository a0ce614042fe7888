/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-database.h"
#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* What of each bulletin can be searched for. An entry's number holds the day of
 * the bulletin in its upper bits and its serial in the lower: the index is read
 * from the greatest to the smallest, so the newest hits come first and without
 * sorting, however many there are. */
#define BULLETIN_SEARCH_SERIAL_BITS 24
#define BULLETIN_SEARCH_SERIAL_MASK "16777215"

gboolean bulletin_search_index_put     (BulletinDatabase        *database,
                                        const char              *id,
                                        const BulletinMetadata  *metadata,
                                        const char              *text,
                                        GError                 **error);
gboolean bulletin_search_index_remove  (BulletinDatabase        *database,
                                        const char              *id,
                                        GError                 **error);
gboolean bulletin_search_index_rebuild (BulletinDatabase        *database,
                                        GError                 **error);

G_END_DECLS
