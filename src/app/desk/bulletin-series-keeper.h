/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-draft.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinSeriesKeeper:
 *
 * Keeps the draft on the desk in step with its series: its template, when that is
 * edited or the draft is put into another series; the series' name, when it gets
 * another; the number that comes next, when series, kind or year are changed.
 * Signals: "changed" when the template is another one, "listed" when there are
 * other series to choose from. Of the main thread; reading goes on on the
 * library's.
 */
#define BULLETIN_TYPE_SERIES_KEEPER (bulletin_series_keeper_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSeriesKeeper, bulletin_series_keeper, BULLETIN, SERIES_KEEPER, GObject)

BulletinSeriesKeeper *bulletin_series_keeper_new               (void);
/* page_template is (transfer full). */
void                  bulletin_series_keeper_set_draft         (BulletinSeriesKeeper *self,
                                                                BulletinDraft        *draft,
                                                                BulletinPageTemplate *page_template);
/* NULL without a draft. */
BulletinPageTemplate *bulletin_series_keeper_get_page_template (BulletinSeriesKeeper *self);
/* How long the draft should be, in 字; 0 for no matter. */
guint                 bulletin_series_keeper_get_target_length (BulletinSeriesKeeper *self);
/* The names of all series, NULL-terminated; NULL before they are read. */
const char *const    *bulletin_series_keeper_get_names         (BulletinSeriesKeeper *self);

G_END_DECLS
