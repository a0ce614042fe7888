/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BulletinBag:
 *
 * A bag in the sense of BagIt 1.0 (RFC 8493): files as the payload, with tag files
 * that say what they are and prove that they are complete and unchanged. It is
 * written as one ZIP archive.
 */
typedef struct _BulletinBag BulletinBag;

BulletinBag *bulletin_bag_new          (const char         *name);
void         bulletin_bag_free         (BulletinBag        *self);
const char  *bulletin_bag_get_name     (BulletinBag        *self);
/* What bag-info.txt says, in this order; a label may be there several times. */
void         bulletin_bag_add_info     (BulletinBag        *self,
                                        const char         *label,
                                        const char         *value);
/* The first value of a label. */
const char  *bulletin_bag_get_info     (BulletinBag        *self,
                                        const char         *label);
/* path is within data/, in ASCII. */
void         bulletin_bag_add          (BulletinBag        *self,
                                        const char         *path,
                                        GBytes             *content);
GBytes      *bulletin_bag_get          (BulletinBag        *self,
                                        const char         *path);
/* (element-type utf8): the paths of the payload within data/, sorted. */
GPtrArray   *bulletin_bag_list         (BulletinBag        *self);
GBytes      *bulletin_bag_write        (BulletinBag        *self,
                                        GError            **error);
/* Reads a bag and checks all that RFC 8493 asks of a valid one. */
BulletinBag *bulletin_bag_read         (GBytes             *bytes,
                                        GCancellable       *cancellable,
                                        GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinBag, bulletin_bag_free)

/* A path as a manifest has it, and back: RFC 8493, 2.1.3. */
char        *bulletin_bag_encode_path  (const char         *path);
char        *bulletin_bag_decode_path  (const char         *text);

G_END_DECLS
