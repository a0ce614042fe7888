/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keyboard shortcuts, read from where they are set. (AdwShortcutsDialog
 * comes with libadwaita 1.8, GtkShortcutsWindow went with GTK 4.18.) */
#define BULLETIN_TYPE_SHORTCUTS_DIALOG (bulletin_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinShortcutsDialog, bulletin_shortcuts_dialog, BULLETIN, SHORTCUTS_DIALOG, AdwDialog)

/**
 * BulletinShortcutRow:
 *
 * A row that names an action and shows its keys. Property "detailed-action".
 */
#define BULLETIN_TYPE_SHORTCUT_ROW (bulletin_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinShortcutRow, bulletin_shortcut_row, BULLETIN, SHORTCUT_ROW, AdwActionRow)

AdwDialog *bulletin_shortcuts_dialog_new (void);

G_END_DECLS
