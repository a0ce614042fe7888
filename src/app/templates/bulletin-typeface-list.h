/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* The typefaces of this computer, to choose from; the first entry of the list is
 * the choice that Bulletin makes by itself. */
typedef struct _BulletinTypefaceList BulletinTypefaceList;

void                  bulletin_typeface_list_load_async  (GCancellable               *cancellable,
                                                          GAsyncReadyCallback         callback,
                                                          gpointer                    user_data);
BulletinTypefaceList *bulletin_typeface_list_load_finish (GAsyncResult               *result);
void                  bulletin_typeface_list_free        (BulletinTypefaceList       *self);
GListModel           *bulletin_typeface_list_get_model   (BulletinTypefaceList       *self);
guint                 bulletin_typeface_list_find        (BulletinTypefaceList       *self,
                                                          const char                 *families);
const char           *bulletin_typeface_list_get         (BulletinTypefaceList       *self,
                                                          guint                       index);
char                 *bulletin_typeface_list_describe    (BulletinTypefaceList       *self,
                                                          BulletinFontRole            role,
                                                          const BulletinPageTemplate *page_template);

G_END_DECLS
