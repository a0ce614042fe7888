/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinFigureDialog:
 *
 * Finds a number of the statistics: what is counted, of whom and when, and shows
 * its value. Signal: "chosen" with what to type, braces included.
 */
#define BULLETIN_TYPE_FIGURE_DIALOG (bulletin_figure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFigureDialog, bulletin_figure_dialog, BULLETIN, FIGURE_DIALOG, AdwDialog)

AdwDialog *bulletin_figure_dialog_new (BulletinLibraryService *service,
                                       const char             *day);

G_END_DECLS
