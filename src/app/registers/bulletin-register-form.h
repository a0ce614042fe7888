/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-register.h"

G_BEGIN_DECLS

/**
 * BulletinRegisterForm:
 *
 * The form of one row of a register: add, edit, close, delete. Signal "done": the
 * row is deleted, or the person wants the form away.
 */
#define BULLETIN_TYPE_REGISTER_FORM (bulletin_register_form_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRegisterForm, bulletin_register_form, BULLETIN, REGISTER_FORM, AdwBin)

/* Once, before anything is opened. */
void         bulletin_register_form_set_kind     (BulletinRegisterForm   *self,
                                                  BulletinRegisterKind    kind);
void         bulletin_register_form_set_service  (BulletinRegisterForm   *self,
                                                  BulletinLibraryService *service);
/* Forgets what was typed. row is NULL for a new one. */
void         bulletin_register_form_open         (BulletinRegisterForm   *self,
                                                  BulletinRegisterRow    *row);
/* Whether something is typed that is not saved. */
gboolean     bulletin_register_form_is_modified  (BulletinRegisterForm   *self);
/* NULL for a new row; (transfer none). */
const char  *bulletin_register_form_get_id       (BulletinRegisterForm   *self);
void         bulletin_register_form_focus_first  (BulletinRegisterForm   *self);

G_END_DECLS
