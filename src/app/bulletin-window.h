/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-application.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

#define BULLETIN_TYPE_WINDOW (bulletin_window_get_type ())
G_DECLARE_FINAL_TYPE (BulletinWindow, bulletin_window, BULLETIN, WINDOW, AdwApplicationWindow)

/**
 * BulletinWindow:
 *
 * The frame: sidebar and pages. It owns the library service and hands it to its
 * pages through their property "service" (a BulletinLibraryService, set once
 * the library is open; pages fill themselves then, and again on its signal
 * "changed").
 */
BulletinWindow         *bulletin_window_new           (BulletinApplication *application);
/* Opens a library in this window. With sample, it is made from the sample's
 * sources first if it is not there. */
void                    bulletin_window_open_library  (BulletinWindow      *self,
                                                       const char          *path,
                                                       gboolean             sample);
/* Makes a library with its first series and opens it. */
void                    bulletin_window_create_library (BulletinWindow     *self,
                                                       const char          *issuer,
                                                       const char          *series);
/* Where the library lies that is open or being opened, (nullable). */
const char             *bulletin_window_get_library_path (BulletinWindow   *self);
/* Makes a draft of a text file and opens it; waits for the library to be open. */
void                    bulletin_window_import        (BulletinWindow      *self,
                                                       GFile               *file);
/* The window that holds a widget, or NULL. */
BulletinWindow         *bulletin_window_of            (GtkWidget           *widget);
BulletinLibraryService *bulletin_window_get_service   (BulletinWindow      *self);
/* Shows a page above the current sidebar page, with a way back. */
void                    bulletin_window_push          (BulletinWindow      *self,
                                                       AdwNavigationPage   *page);
void                    bulletin_window_pop           (BulletinWindow      *self);
/* Whether the page that is shown has the window for itself, without the sidebar. */
void                    bulletin_window_set_fills     (BulletinWindow      *self,
                                                       gboolean             fills);
/* Opens what suits the bulletin: the desk for a draft (or returned), the reading
 * view for one in review, the archive reader for one that is issued. */
void                    bulletin_window_open_bulletin (BulletinWindow      *self,
                                                       const char          *id);
/* Switches the sidebar: "dashboard", "drafts", "review", "archive", "stations",
 * "teams", "volunteers", "activities", "organisations", "metrics". */
void                    bulletin_window_show_place    (BulletinWindow      *self,
                                                       const char          *place);
void                    bulletin_window_add_toast     (BulletinWindow      *self,
                                                       AdwToast            *toast);
/* A toast with the error's sentence; cancellation is silent. */
void                    bulletin_window_show_error    (BulletinWindow      *self,
                                                       const GError        *error);
void                    bulletin_window_clear_error   (BulletinWindow      *self);
/* A toast with an Undo button that takes back a register operation. */
void                    bulletin_window_offer_undo    (BulletinWindow      *self,
                                                       const char          *message,
                                                       const char          *operation);
/* A toast with an Open button. */
void                    bulletin_window_offer_open    (BulletinWindow      *self,
                                                       const char          *message,
                                                       GFile               *file);

G_END_DECLS
