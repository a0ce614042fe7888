/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinStyleRow:
 *
 * Typeface, size and weight of one part of a bulletin, the sizes under the names
 * that Chinese printing has for them (三号 is 16 pt). Signal "changed": a person
 * chose something.
 */
#define BULLETIN_TYPE_STYLE_ROW (bulletin_style_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinStyleRow, bulletin_style_row, BULLETIN, STYLE_ROW, AdwActionRow)

void bulletin_style_row_set_style (BulletinStyleRow        *self,
                                   const BulletinTypeStyle *style);
void bulletin_style_row_get_style (BulletinStyleRow        *self,
                                   BulletinTypeStyle       *style);

G_END_DECLS
