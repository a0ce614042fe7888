/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include "bulletin-printing.h"

/* Prints what is laid out. */
void
bulletin_desk_page_print (BulletinDeskPage *self)
{
  BulletinPlanning *planning = bulletin_desk_page_get_planning (self);

  if (planning)
    bulletin_print_plan (GTK_WIDGET (self), planning->plan, bulletin_page_preview_get_page (bulletin_desk_page_get_preview (self)),
                         adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
}
