/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gunichar bulletin_variant_get_simplified (gunichar c);

G_END_DECLS
