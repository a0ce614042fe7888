/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinSectionChange:
 *
 * What can be done with a section from the outline.
 */
typedef enum
{
  BULLETIN_SECTION_UP,
  BULLETIN_SECTION_DOWN,
  BULLETIN_SECTION_RAISE,
  BULLETIN_SECTION_LOWER,
} BulletinSectionChange;

/**
 * BulletinOutlineRow:
 *
 * A heading in the outline: to be dragged, and to have others dropped on it; its
 * menu and Alt with the arrow keys do the same. What is below it can be folded away.
 * Signals: "change" (BulletinSectionChange), "dropped" (the row dropped, whether
 * below this one), "collapse" (whether to fold, asked for by the person).
 */
#define BULLETIN_TYPE_OUTLINE_ROW (bulletin_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinOutlineRow, bulletin_outline_row, BULLETIN, OUTLINE_ROW, GtkListBoxRow)

BulletinOutlineRow *bulletin_outline_row_new         (void);
/* @offset is where the heading starts in the text, in bytes. */
void                bulletin_outline_row_set_heading (BulletinOutlineRow *self,
                                                      const char         *title,
                                                      int                 level,
                                                      gsize               offset);
gsize               bulletin_outline_row_get_offset  (BulletinOutlineRow *self);
const char         *bulletin_outline_row_get_title   (BulletinOutlineRow *self);
int                 bulletin_outline_row_get_level   (BulletinOutlineRow *self);
/* Whether there are headings below it, and whether they are folded away. */
gboolean            bulletin_outline_row_get_collapsed (BulletinOutlineRow *self);
void                bulletin_outline_row_set_collapsed (BulletinOutlineRow *self,
                                                        gboolean            has_children,
                                                        gboolean            is_collapsed);

G_END_DECLS
