/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/**
 * BulletinTypist:
 *
 * Types along at a source view: the next number after Return, a marker away with
 * one Backspace, Chinese quotes for straight ones. What it does by itself is a
 * step of undo of its own. The preferences can turn it off.
 */
#define BULLETIN_TYPE_TYPIST (bulletin_typist_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTypist, bulletin_typist, BULLETIN, TYPIST, GObject)

BulletinTypist *bulletin_typist_new (GtkSourceView *view);

G_END_DECLS
