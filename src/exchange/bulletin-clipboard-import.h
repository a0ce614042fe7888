/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than a hundred pages: what is longer is no part of a bulletin. */
#define BULLETIN_PASTE_MAX_BYTES (2 * 1024 * 1024)

/**
 * BulletinClipboardText:
 * @text: what to put into the text, as markup or as it was typed
 * @cells: (nullable) (element-type GStrv): if that is one table, its cells
 * @pictures: (nullable) (element-type BulletinHtmlPicture): those that @text names
 *
 * What a clipboard holds, read for the text of a bulletin.
 */
typedef struct
{
  char *text;
  GPtrArray *cells;
  GPtrArray *pictures;
} BulletinClipboardText;

BulletinClipboardText *bulletin_clipboard_import    (GBytes                 *html,
                                                     GBytes                 *plain,
                                                     GError                **error);
void                   bulletin_clipboard_text_free (BulletinClipboardText  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinClipboardText, bulletin_clipboard_text_free)

G_END_DECLS
