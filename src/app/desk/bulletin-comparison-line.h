/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-comparison-item.h"

G_BEGIN_DECLS

/**
 * BulletinComparisonLine:
 *
 * Shows a row of a comparison: side by side, or both in one text.
 */
#define BULLETIN_TYPE_COMPARISON_LINE (bulletin_comparison_line_get_type ())
G_DECLARE_FINAL_TYPE (BulletinComparisonLine, bulletin_comparison_line, BULLETIN, COMPARISON_LINE, GtkWidget)

GtkWidget *bulletin_comparison_line_new      (void);
/* item NULL shows nothing. */
void       bulletin_comparison_line_set_item (BulletinComparisonLine *self,
                                              BulletinComparisonItem *item,
                                              gboolean                side_by_side,
                                              gboolean                can_revert);

G_END_DECLS
