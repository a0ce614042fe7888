/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

/**
 * BulletinSavedSearch:
 * @id: (nullable): its UUID; %NULL for one that is new
 * @name: its name; unique
 * @words: what is searched for, operators included
 * @position: the place in the list
 *
 * A search that somebody gave a name to.
 */
typedef struct
{
  char *id;
  char *name;
  char *words;
  int position;
} BulletinSavedSearch;

void        bulletin_saved_search_free            (BulletinSavedSearch  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinSavedSearch, bulletin_saved_search_free)

/* By position; (element-type BulletinSavedSearch), (transfer full). */
GPtrArray  *bulletin_library_list_saved_searches  (BulletinLibrary      *self,
                                                   GError              **error);
/* These return the operation, for bulletin_library_undo_operation(). */
char       *bulletin_library_put_saved_search     (BulletinLibrary      *self,
                                                   BulletinSavedSearch  *search,
                                                   const char           *who,
                                                   GError              **error);
char       *bulletin_library_remove_saved_search  (BulletinLibrary      *self,
                                                   const char           *id,
                                                   const char           *who,
                                                   GError              **error);

G_END_DECLS
