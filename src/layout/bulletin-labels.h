/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BulletinLabelSheet:
 * @name: its stable name, such as "3x8"
 * @columns, @rows: labels on a sheet of A4
 * @width, @height: of one label, in mm
 * @left, @top: where the first one begins, in mm from the paper's edges
 * @gap: between two columns, in mm
 *
 * A sheet of labels to print on, as it is sold.
 */
typedef struct
{
  const char *name;
  guint columns;
  guint rows;
  double width;
  double height;
  double left;
  double top;
  double gap;
} BulletinLabelSheet;

/* All that are known; the first is the usual one. */
const BulletinLabelSheet *bulletin_label_sheets_list  (guint      *n_sheets);
const BulletinLabelSheet *bulletin_label_sheet_find   (const char *name);
/* "3 × 8, 70 × 37 mm"; (transfer full). */
char                     *bulletin_label_sheet_format (const BulletinLabelSheet *self);

/**
 * BulletinLabel:
 * @postcode, @address, @contact: (nullable)
 * @name: to whom
 *
 * What stands on one label.
 */
typedef struct
{
  const char *postcode;
  const char *address;
  const char *name;
  const char *contact;
} BulletinLabel;

GBytes *bulletin_labels_to_pdf (const BulletinLabel      *labels,
                                guint                     n_labels,
                                const BulletinLabelSheet *sheet,
                                guint                     skip,
                                GError                  **error);

G_END_DECLS
