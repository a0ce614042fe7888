/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes the sample library at path from its sources: series.json, a sheet a
 * register, and bulletins/NAME.txt in the order of their names. Complete or not
 * at all; an existing file is refused. */
gboolean bulletin_sample_build (const char    *path,
                                const char    *source_dir,
                                GCancellable  *cancellable,
                                GError       **error);

G_END_DECLS
