/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bulletin_picture_format_markup (const char *name,
                                      const char *caption,
                                      guint       width_percent);

G_END_DECLS
