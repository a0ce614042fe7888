/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-chart.h"

G_BEGIN_DECLS

/* A chart on the dashboard, with its title, its table and its exports. */
#define BULLETIN_TYPE_CHART_CARD (bulletin_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (BulletinChartCard, bulletin_chart_card, BULLETIN, CHART_CARD, AdwBin)

/* note says what the chart stands on, such as its day; NULL for none. */
void bulletin_chart_card_set_chart (BulletinChartCard *self,
                                    BulletinChart     *chart,
                                    const char        *note);

G_END_DECLS
