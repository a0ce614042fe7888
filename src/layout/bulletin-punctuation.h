/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How Chinese type treats punctuation: GB/T 15834-2011, 5.1. */

gboolean bulletin_punctuation_is_opening    (gunichar c);
gboolean bulletin_punctuation_is_closing    (gunichar c);
gboolean bulletin_punctuation_is_ambiguous  (gunichar c);
gboolean bulletin_punctuation_may_begin     (gunichar c);
gboolean bulletin_punctuation_may_separate  (gunichar before,
                                             gunichar after);

G_END_DECLS
