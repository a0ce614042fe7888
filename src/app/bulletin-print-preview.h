/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinPrintPreview:
 *
 * The pages that were chosen for printing, before they go to the printer. Closing it
 * ends the operation; its button asks for the printer again.
 */
#define BULLETIN_TYPE_PRINT_PREVIEW (bulletin_print_preview_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPrintPreview, bulletin_print_preview, BULLETIN, PRINT_PREVIEW, AdwDialog)

AdwDialog *bulletin_print_preview_new (GtkPrintOperation        *operation,
                                       GtkPrintOperationPreview *preview,
                                       BulletinPagePlan         *plan,
                                       guint                     current_page,
                                       const char               *job_name);

G_END_DECLS
