/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* A bulletin of about that many pages, made of a few parts: the same each time. */
char             *bench_bulletin_make_text     (guint n_pages);
BulletinMetadata *bench_bulletin_make_metadata (void);
/* One sentence of such a bulletin. */
void              bench_bulletin_append_sentence (GString *text,
                                                  GRand   *random);

/* The p-th percentile, 0 to 100, of values in any order, which are sorted. */
double            bench_percentile             (GArray *values,
                                                double  p);
void              bench_print                  (const char *what,
                                                GArray     *values,
                                                const char *unit);

G_END_DECLS
