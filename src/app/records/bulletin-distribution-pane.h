/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinDistributionPane:
 *
 * Who got an issued bulletin (分发): copies with their numbers, the days of sending and
 * receipt; labels, the covering list and a mail. It fills itself when it is first
 * shown, which is when the recipients of the series are taken over.
 */
#define BULLETIN_TYPE_DISTRIBUTION_PANE (bulletin_distribution_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDistributionPane, bulletin_distribution_pane, BULLETIN, DISTRIBUTION_PANE, AdwBin)

void bulletin_distribution_pane_load (BulletinDistributionPane *self,
                                      BulletinLibraryService   *service,
                                      const char               *id);

G_END_DECLS
