/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/**
 * BulletinCoveringRow:
 * @group: 报, 送 or 发
 * @name: the recipient
 * @contact: (nullable): for whose attention
 * @copies: how many
 * @first_copy, @last_copy: which ones, or 0
 * @sent, @received: (nullable): dates, YYYY-MM-DD
 * @received_by, @note: (nullable)
 */
typedef struct
{
  const char *group;
  const char *name;
  const char *contact;
  int copies;
  int first_copy;
  int last_copy;
  const char *sent;
  const char *received;
  const char *received_by;
  const char *note;
} BulletinCoveringRow;

GBytes *bulletin_covering_list_to_pdf (const BulletinMetadata    *metadata,
                                       const BulletinCoveringRow *rows,
                                       guint                      n_rows,
                                       GError                   **error);

G_END_DECLS
