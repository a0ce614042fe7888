/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Puts the files of a site into a new folder beside the old one. A file that is there
 * already with the same content is taken over as it is, with its time. */
typedef struct _BulletinSiteWriter BulletinSiteWriter;

BulletinSiteWriter *bulletin_site_writer_new         (const char          *path,
                                                      GError             **error);
void                bulletin_site_writer_free        (BulletinSiteWriter  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinSiteWriter, bulletin_site_writer_free)
const char         *bulletin_site_writer_get_address (BulletinSiteWriter  *self);
gboolean            bulletin_site_writer_add         (BulletinSiteWriter  *self,
                                                      const char          *name,
                                                      GBytes              *content,
                                                      GCancellable        *cancellable,
                                                      GError             **error);
gboolean            bulletin_site_writer_finish      (BulletinSiteWriter  *self,
                                                      const char          *address,
                                                      GCancellable        *cancellable,
                                                      GError             **error);
guint               bulletin_site_writer_get_n_written (BulletinSiteWriter *self);
/* Of a folder that holds a site; (transfer full) (nullable). */
char               *bulletin_site_writer_read_address (const char         *path);

G_END_DECLS
