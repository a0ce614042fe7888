/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-people.h"

G_BEGIN_DECLS

/**
 * BulletinPersonDialog:
 *
 * Somebody of the office: name, post and role.
 */
#define BULLETIN_TYPE_PERSON_DIALOG (bulletin_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPersonDialog, bulletin_person_dialog, BULLETIN, PERSON_DIALOG, AdwDialog)

/* person: (nullable), whom to edit; somebody new without. */
void bulletin_person_dialog_present (GtkWidget              *parent,
                                     BulletinLibraryService *service,
                                     const BulletinPerson   *person);

G_END_DECLS
