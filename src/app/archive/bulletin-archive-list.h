/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinArchiveList:
 *
 * The archive as a list model: an array of serials. Its items, #BulletinArchiveItem,
 * live while somebody holds them; their records are read through the library when
 * they are asked for, those asked for last first. Of the main thread.
 */
#define BULLETIN_TYPE_ARCHIVE_LIST (bulletin_archive_list_get_type ())
G_DECLARE_FINAL_TYPE (BulletinArchiveList, bulletin_archive_list, BULLETIN, ARCHIVE_LIST, GObject)

BulletinArchiveList *bulletin_archive_list_new         (void);
/* Where records are read from; the list is empty then. */
void                 bulletin_archive_list_set_service (BulletinArchiveList    *self,
                                                        BulletinLibraryService *service);
/* Rows that stay keep their items, so that selection and place stay as well. */
void                 bulletin_archive_list_replace     (BulletinArchiveList    *self,
                                                        GArray                 *serials,
                                                        GPtrArray              *records);
void                 bulletin_archive_list_append      (BulletinArchiveList    *self,
                                                        GPtrArray              *records);
/* How many rows have what they show. */
guint                bulletin_archive_list_count_read  (BulletinArchiveList    *self);

G_END_DECLS
