/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The reason is told without the spaces around it; it is never empty. */
typedef void (*BulletinReasonFunc) (const char *reason,
                                    gpointer    user_data);

/* Asks for a reason before something is done; func is called if it is given.
 * user_data is freed with data_free in any case. */
void bulletin_reason_dialog_present (GtkWidget         *parent,
                                     const char        *heading,
                                     const char        *body,
                                     const char        *verb,
                                     gboolean           is_destructive,
                                     BulletinReasonFunc func,
                                     gpointer           user_data,
                                     GDestroyNotify     data_free);

G_END_DECLS
