/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinDeskPage:
 *
 * Where a bulletin is written: the text, its pages beside it, and the inspector.
 * A window has one, which is opened on one bulletin after the other.
 */
#define BULLETIN_TYPE_DESK_PAGE (bulletin_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDeskPage, bulletin_desk_page, BULLETIN, DESK_PAGE, AdwNavigationPage)

BulletinDeskPage *bulletin_desk_page_new          (void);
/* What was open before must have been left. */
void              bulletin_desk_page_open         (BulletinDeskPage       *self,
                                                   BulletinLibraryService *service,
                                                   const char             *id);
typedef void (*BulletinLeaveFunc) (gpointer data);
/* Does something once what was typed is safe. */
void              bulletin_desk_page_leave_then   (BulletinDeskPage       *self,
                                                   GtkWidget              *parent,
                                                   BulletinLeaveFunc       func,
                                                   gpointer                data,
                                                   GDestroyNotify          data_free);

G_END_DECLS
