/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-chart.h"
#include "bulletin-sheet.h"

G_BEGIN_DECLS

/* A chart's numbers as a table. */
#define BULLETIN_TYPE_CHART_TABLE (bulletin_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (BulletinChartTable, bulletin_chart_table, BULLETIN, CHART_TABLE, AdwDialog)

/* (transfer floating) */
AdwDialog     *bulletin_chart_table_new        (BulletinChart *chart);
/* The same as a sheet; (transfer full). */
BulletinSheet *bulletin_chart_table_make_sheet (BulletinChart *chart);

G_END_DECLS
