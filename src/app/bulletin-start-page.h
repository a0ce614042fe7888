/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The three ways to begin: an empty library, the sample, a library or backup
 * that there is. */
#define BULLETIN_TYPE_START_PAGE (bulletin_start_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinStartPage, bulletin_start_page, BULLETIN, START_PAGE, AdwBin)

G_END_DECLS
