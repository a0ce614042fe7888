/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinNoteDialog:
 *
 * Asks for one line of text before something is done. Responses "cancel" and
 * "accept".
 */
#define BULLETIN_TYPE_NOTE_DIALOG (bulletin_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinNoteDialog, bulletin_note_dialog, BULLETIN, NOTE_DIALOG, AdwAlertDialog)

AdwDialog *bulletin_note_dialog_new      (const char         *heading,
                                          const char         *body,
                                          const char         *field,
                                          const char         *accept_label);
/* What stands in the field at first. */
void       bulletin_note_dialog_set_note (BulletinNoteDialog *self,
                                          const char         *note);
/* Without blanks round it; "" if nothing was typed. (transfer full) */
char      *bulletin_note_dialog_get_note (BulletinNoteDialog *self);

G_END_DECLS
