/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-finding.h"

G_BEGIN_DECLS

/**
 * BulletinFindingPopover:
 *
 * The findings at one place of the text: why, what mends each, and to ignore it.
 * Return mends the one with the focus, the arrow keys go between them, Tab to what
 * else can be done, Escape back to the text. Signals: "mend" and "ignore", with
 * the finding; both close it.
 */
#define BULLETIN_TYPE_FINDING_POPOVER (bulletin_finding_popover_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFindingPopover, bulletin_finding_popover, BULLETIN, FINDING_POPOVER, GtkPopover)

BulletinFindingPopover *bulletin_finding_popover_new   (void);
void                    bulletin_finding_popover_add   (BulletinFindingPopover *self,
                                                        const BulletinFinding  *finding);
void                    bulletin_finding_popover_popup (BulletinFindingPopover *self,
                                                        GtkWidget              *parent,
                                                        const GdkRectangle     *place);

G_END_DECLS
