/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-register.h"

G_BEGIN_DECLS

/* Loading a sheet: choose a file, see what it would do, load it. */
#define BULLETIN_TYPE_LOAD_DIALOG (bulletin_load_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinLoadDialog, bulletin_load_dialog, BULLETIN, LOAD_DIALOG, AdwDialog)

void bulletin_load_dialog_present (GtkWidget              *parent,
                                   BulletinLibraryService *service,
                                   BulletinRegisterKind    kind);
void bulletin_load_dialog_present_terms (GtkWidget              *parent,
                                         BulletinLibraryService *service);

G_END_DECLS
