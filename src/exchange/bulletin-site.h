/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-export.h"
#include "bulletin-library.h"

G_BEGIN_DECLS

/* The web site of all issued bulletins: their public edition. */

/**
 * BulletinSiteOptions:
 * @address: (nullable): where the site will stand, such as https://example.cn/jianbao/;
 *   %NULL for the one of the time before, "" for none
 * @max_addresses: how many addresses a sitemap holds, or 0 for as many as it may
 * @progress: (nullable): told how far the work is, on the thread that works
 * @progress_data: handed to @progress
 * @n_written: (nullable): (out): how many files differ from those that were there
 *
 * How a site is written.
 */
typedef struct
{
  const char *address;
  guint max_addresses;
  BulletinExportProgress progress;
  gpointer progress_data;
  guint *n_written;
} BulletinSiteOptions;

/* Writes it beside the folder, whose place it then takes. A folder that is not empty
 * and holds no site of ours is refused. Returns how many issues it holds, or -1. */
int   bulletin_site_publish       (BulletinLibrary            *library,
                                   GFile                      *folder,
                                   const BulletinSiteOptions  *options,
                                   GCancellable               *cancellable,
                                   GError                    **error);
/* The address that a folder's site was written for; (transfer full) (nullable). */
char *bulletin_site_get_address   (GFile                      *folder);
/* An address in the form in which it is used: (transfer full); NULL with INVALID. */
char *bulletin_site_check_address (const char                 *address,
                                   GError                    **error);

/**
 * BulletinSiteLeftOut:
 * @id: the bulletin
 * @serial: its short number
 * @label: such as 2024年第6期; Chinese, as it is printed
 * @title: (nullable)
 * @passages: (nullable) (element-type utf8): what of its text is left out; %NULL if the
 *   bulletin is left out as a whole
 * @secrecy: (nullable): the secrecy mark by which it is
 *
 * What of an issued bulletin the site does not show.
 */
typedef struct
{
  char *id;
  guint serial;
  char *label;
  char *title;
  GPtrArray *passages;
  char *secrecy;
} BulletinSiteLeftOut;

void       bulletin_site_left_out_free (BulletinSiteLeftOut  *self);
/* (element-type BulletinSiteLeftOut): newest first. */
GPtrArray *bulletin_site_list_left_out (BulletinLibrary      *library,
                                        GCancellable         *cancellable,
                                        GError              **error);

G_END_DECLS
