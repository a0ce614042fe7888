/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinZipWriter:
 *
 * Writes a ZIP archive in memory. Entries carry no date and no owner, so that the
 * same content gives the same bytes on every computer and every day.
 */
typedef struct _BulletinZipWriter BulletinZipWriter;

BulletinZipWriter *bulletin_zip_writer_new    (void);
void               bulletin_zip_writer_free   (BulletinZipWriter  *self);
gboolean           bulletin_zip_writer_add    (BulletinZipWriter  *self,
                                               const char         *name,
                                               GBytes             *content,
                                               GError            **error);
GBytes            *bulletin_zip_writer_finish (BulletinZipWriter  *self,
                                               GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinZipWriter, bulletin_zip_writer_free)

G_END_DECLS
