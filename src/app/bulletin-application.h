/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

#define BULLETIN_TYPE_APPLICATION (bulletin_application_get_type ())
G_DECLARE_FINAL_TYPE (BulletinApplication, bulletin_application, BULLETIN, APPLICATION, AdwApplication)

BulletinApplication *bulletin_application_new          (void);
/* Whether the settings schema, without which nothing can start, is there. */
gboolean             bulletin_application_is_installed (void);
/* The running application's settings, (transfer none). */
GSettings           *bulletin_application_get_settings (BulletinApplication *self);
/* The same, of the default application, (transfer none). */
GSettings           *bulletin_get_settings             (void);
/* The person at the desk as set in the preferences, or the account's real name.
 * (transfer full); may be called from the main thread only: take it before you
 * hand work to the database thread. */
char                *bulletin_get_user_name            (void);
GMenuModel          *bulletin_get_main_menu            (void);

G_END_DECLS
