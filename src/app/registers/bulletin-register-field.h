/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-register.h"

G_BEGIN_DECLS

/**
 * BulletinRegisterField:
 *
 * One column of a register in its form: a row to type or choose the value in, and
 * a row below it that says what is wrong with it. Signals: "changed" by the
 * person, "activated" by Enter.
 */
#define BULLETIN_TYPE_REGISTER_FIELD (bulletin_register_field_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRegisterField, bulletin_register_field, BULLETIN, REGISTER_FIELD, GObject)

/* Adds its rows to the group. */
BulletinRegisterField *bulletin_register_field_new          (const BulletinRegisterColumn *column,
                                                             AdwPreferencesGroup          *group);
/* The register that the column refers to, or -1. */
int                    bulletin_register_field_get_referred (BulletinRegisterField        *self);
/* What the column may refer to: (element-type BulletinRegisterRow) of that
 * register. The value stays. */
void                   bulletin_register_field_set_referred (BulletinRegisterField        *self,
                                                             GPtrArray                    *rows);
/* As bulletin_register_row_get_value() has it; the field is unmodified then. */
void                   bulletin_register_field_set_value    (BulletinRegisterField        *self,
                                                             const char                   *value);
/* As bulletin_register_save() takes it; (transfer full). */
char                  *bulletin_register_field_get_value    (BulletinRegisterField        *self);
gboolean               bulletin_register_field_is_modified  (BulletinRegisterField        *self);
/* What it holds was saved: the field is unmodified then. */
void                   bulletin_register_field_accept       (BulletinRegisterField        *self);
/* What is wrong with the value; NULL for nothing. */
void                   bulletin_register_field_set_error    (BulletinRegisterField        *self,
                                                             const char                   *sentence);
void                   bulletin_register_field_grab_focus   (BulletinRegisterField        *self);

G_END_DECLS
