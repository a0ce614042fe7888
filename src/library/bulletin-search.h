/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/**
 * BulletinSearch:
 * @words: what to find: words parted by spaces must all stand in the bulletin,
 *   each as a substring for CJK text and as a word for the rest; for phrases and
 *   operators see bulletin_library_search()
 * @year: only this year, or 0
 * @series: (nullable): only this series' name
 * @states: mask of 1 << BulletinState
 * @only_changed: only what was withdrawn or corrected since it was issued
 * @after: go on after the hit with this serial, 0 to begin with the newest
 * @limit: at most so many, 0 for 50
 *
 * Newest first. The records carry a snippet in which the hits stand between
 * U+0002 and U+0003, the rest being plain text.
 */
typedef struct
{
  const char *words;
  int year;
  const char *series;
  guint states;
  gboolean only_changed;
  guint after;
  guint limit;
} BulletinSearch;

/* (element-type BulletinRecord) */
GPtrArray *bulletin_library_search (BulletinLibrary       *self,
                                    const BulletinSearch  *search,
                                    GCancellable          *cancellable,
                                    GError               **error);
/* The words of a search without its operators: what a reader looks for on a page.
 * (transfer full) */
GStrv      bulletin_search_list_words (const char             *words);

G_END_DECLS
