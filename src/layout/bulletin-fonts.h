/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pango.h>

#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinFontChoice:
 * @families: comma-separated families for Pango, the chosen one first
 * @chosen: the family that is installed and will be used, or the first of the
 *   list if none is
 * @weight: the weight of the role's plain text in @chosen
 * @is_substitute: whether @chosen only stands in for the typeface asked for
 * @wanted: the typeface asked for
 */
typedef struct
{
  char *families;
  char *chosen;
  PangoWeight weight;
  gboolean is_substitute;
  char *wanted;
} BulletinFontChoice;

const char         *bulletin_font_role_get_name   (BulletinFontRole            role);
const char         *bulletin_font_role_get_family (BulletinFontRole            role);
GHashTable         *bulletin_fonts_list_installed (PangoFontMap               *font_map);
BulletinFontChoice *bulletin_font_choice_new      (BulletinFontRole            role,
                                                   const BulletinPageTemplate *page_template,
                                                   GHashTable                 *installed);
void                bulletin_font_choice_free     (BulletinFontChoice         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFontChoice, bulletin_font_choice_free)

G_END_DECLS
