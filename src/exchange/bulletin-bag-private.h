/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-bag.h"

G_BEGIN_DECLS

#define BULLETIN_BAG_DECLARATION "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

struct _BulletinBag
{
  char *name;
  GHashTable *files; /* path within data/ → GBytes */
  GArray *info;
};

G_END_DECLS
