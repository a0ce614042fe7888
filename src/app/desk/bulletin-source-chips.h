/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-document.h"
#include "bulletin-text-mirror.h"

G_BEGIN_DECLS

/**
 * BulletinSourceChips:
 *
 * Sets live figures in the text apart, and shows under the pointer what they stand
 * for, and the pictures that lines show. Of the main thread.
 */
#define BULLETIN_TYPE_SOURCE_CHIPS (bulletin_source_chips_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSourceChips, bulletin_source_chips, BULLETIN, SOURCE_CHIPS, GObject)

BulletinSourceChips *bulletin_source_chips_new  (GtkTextView         *view,
                                                 BulletinTextMirror  *mirror);
void                 bulletin_source_chips_show (BulletinSourceChips *self,
                                                 BulletinDocument    *document);

G_END_DECLS
