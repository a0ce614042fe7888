/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a remark is written, beside its place. Signal "add": it is to be kept. */
#define BULLETIN_TYPE_NOTE_POPOVER (bulletin_note_popover_get_type ())
G_DECLARE_FINAL_TYPE (BulletinNotePopover, bulletin_note_popover, BULLETIN, NOTE_POPOVER, GtkPopover)

BulletinNotePopover *bulletin_note_popover_new            (void);
/* Opens it empty; quote: (nullable), the words that it is about. */
void                 bulletin_note_popover_open           (BulletinNotePopover *self,
                                                           const char          *quote,
                                                           const GdkRectangle  *area);
/* (transfer full) */
char                *bulletin_note_popover_get_words      (BulletinNotePopover *self);
gboolean             bulletin_note_popover_is_instruction (BulletinNotePopover *self);
/* How much room it takes below a place, in pixels. */
int                  bulletin_note_popover_get_height     (BulletinNotePopover *self);

G_END_DECLS
