/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-materials.h"

G_BEGIN_DECLS

/**
 * BulletinPictureDialog:
 *
 * Shows a picture that is about to be inserted and asks for its caption and its
 * width. Responses "cancel" and "accept".
 */
#define BULLETIN_TYPE_PICTURE_DIALOG (bulletin_picture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPictureDialog, bulletin_picture_dialog, BULLETIN, PICTURE_DIALOG, AdwAlertDialog)

AdwDialog *bulletin_picture_dialog_new         (const BulletinPicture *picture);
/* As it was typed; "" for none. (transfer full) */
char      *bulletin_picture_dialog_get_caption (BulletinPictureDialog *self);
/* In hundredths of the text block, 0 for what the picture's size gives. */
guint      bulletin_picture_dialog_get_width   (BulletinPictureDialog *self);

G_END_DECLS
