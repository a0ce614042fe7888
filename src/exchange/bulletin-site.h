/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

/* The web site of all issued bulletins: index.html by year, a page an issue
 * with previous and next, style.css, Atom feed. Written beside the folder and
 * put in its place at the end, so a broken run leaves the old site. A folder
 * that is not empty and holds no site of ours is refused. Returns how many
 * issues it holds, or -1. */
int bulletin_site_publish (BulletinLibrary  *library,
                           GFile            *folder,
                           GCancellable     *cancellable,
                           GError          **error);

G_END_DECLS
