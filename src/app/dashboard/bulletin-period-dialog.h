/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-period.h"

G_BEGIN_DECLS

/**
 * BulletinPeriodDialog:
 *
 * Asks for a first and a last day. Signal "chosen": both stand.
 */
#define BULLETIN_TYPE_PERIOD_DIALOG (bulletin_period_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPeriodDialog, bulletin_period_dialog, BULLETIN, PERIOD_DIALOG, AdwDialog)

/* period is what it starts from; (transfer floating). */
AdwDialog *bulletin_period_dialog_new        (const BulletinPeriod *period);
/* In its handler of "chosen". */
void       bulletin_period_dialog_get_period (BulletinPeriodDialog *self,
                                              BulletinPeriod       *period);

G_END_DECLS
