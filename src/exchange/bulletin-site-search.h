/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the index is cut into files; data/site/search.js knows the same numbers. */
#define BULLETIN_SITE_SEARCH_BUCKETS  64
#define BULLETIN_SITE_SEARCH_PER_TEXT 32

/* The index by which the site is searched in the page: pairs of characters, and single
 * ones, with the issues that they stand in. Issues are numbered in the order in which
 * they are added, the oldest first, so that a new one changes few files. */
typedef struct _BulletinSiteSearch BulletinSiteSearch;

/* Takes a file of the index: its name within the site. */
typedef gboolean (*BulletinSiteSearchWriter) (const char  *name,
                                              const char  *text,
                                              gpointer     user_data,
                                              GError     **error);

BulletinSiteSearch *bulletin_site_search_new   (BulletinSiteSearchWriter  writer,
                                                gpointer                  user_data);
void                bulletin_site_search_free  (BulletinSiteSearch       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinSiteSearch, bulletin_site_search_free)
gboolean            bulletin_site_search_add   (BulletinSiteSearch       *self,
                                                const char               *path,
                                                const char               *title,
                                                const char               *label,
                                                gint64                    rank,
                                                const char               *text,
                                                GError                  **error);
gboolean            bulletin_site_search_write (BulletinSiteSearch       *self,
                                                GError                  **error);

G_END_DECLS
