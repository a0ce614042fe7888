/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BulletinZipLimits:
 * @max_packed: bytes of the archive
 * @max_entries: files and folders in it
 * @max_unpacked: bytes of all that is in it
 * @max_ratio: how many times the archive's own size its content may be
 *
 * What an archive may be. Bytes are counted as they come, whatever the archive says
 * of itself.
 */
typedef struct
{
  gsize max_packed;
  guint max_entries;
  gsize max_unpacked;
  guint max_ratio;
} BulletinZipLimits;

/* Small archives may be this large unpacked, whatever the ratio. */
#define BULLETIN_ZIP_ALWAYS_ALLOWED (16 * 1024 * 1024)

/* The longest name that an entry may have, in bytes. */
#define BULLETIN_ZIP_MAX_NAME 512

typedef struct
{
  char *name;
  GBytes *content;
} BulletinZipEntry;

void       bulletin_zip_entry_free  (BulletinZipEntry        *self);
/* (element-type BulletinZipEntry): the files, in the archive's order. */
GPtrArray *bulletin_zip_read        (GBytes                  *bytes,
                                     const BulletinZipLimits *limits,
                                     GCancellable            *cancellable,
                                     GError                 **error);

G_END_DECLS
