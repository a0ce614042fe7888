/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-register.h"

G_BEGIN_DECLS

void bulletin_register_table_add_columns  (GtkColumnView        *view,
                                           BulletinRegisterKind  kind);
void bulletin_register_table_replace_rows (GListStore           *list,
                                           BulletinRegisterKind  kind,
                                           GPtrArray            *rows);

G_END_DECLS
