/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-register.h"

G_BEGIN_DECLS

/* The form of one row of a register: add, edit, close, delete. */
#define BULLETIN_TYPE_REGISTER_FORM (bulletin_register_form_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRegisterForm, bulletin_register_form, BULLETIN, REGISTER_FORM, AdwDialog)

/* row is NULL for a new one. */
void bulletin_register_form_present (GtkWidget              *parent,
                                     BulletinLibraryService *service,
                                     BulletinRegisterKind    kind,
                                     BulletinRegisterRow    *row);

G_END_DECLS
