/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinArchiveSearches:
 *
 * The searches that have names: to go to one, to save what is asked now, to call one
 * otherwise or to remove it; with a hint of the operators. Signal "chosen" (char *):
 * somebody wants to search for these words.
 */
#define BULLETIN_TYPE_ARCHIVE_SEARCHES (bulletin_archive_searches_get_type ())
G_DECLARE_FINAL_TYPE (BulletinArchiveSearches, bulletin_archive_searches, BULLETIN, ARCHIVE_SEARCHES, GtkPopover)

void bulletin_archive_searches_set_service (BulletinArchiveSearches *self,
                                            BulletinLibraryService  *service);
/* What is searched for now; "" for nothing. */
void bulletin_archive_searches_set_words   (BulletinArchiveSearches *self,
                                            const char              *words);

G_END_DECLS
