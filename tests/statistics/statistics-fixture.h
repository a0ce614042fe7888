/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-statistics.h"
#include "sheet-fixture.h"

/* Counting in a library. */

static const char *const kinds[] = { "", "暖蜂驿站", "爱心驿站" };
static const char *const facilities[] = { "饮水", "充电", "如厕" };

/* The value of the count called so, 0 if there is none. */
static inline double
get_count (const GPtrArray *counts,
           const char *code,
           const char *name)
{
  for (guint i = 0; i < counts->len; i++) {
    const BulletinCount *count = counts->pdata[i];

    if (code != NULL ? g_strcmp0 (count->code, code) == 0 : g_strcmp0 (count->name, name) == 0)
      return count->value;
  }

  return 0;
}
