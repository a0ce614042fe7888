/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include "bulletin-figure-dialog.h"
#include "bulletin-source-editor-markup.h"

/* Inserting live figures. */

static void
chosen_cb (BulletinFigureDialog *dialog,
           const char *markup,
           BulletinDeskPage *self)
{
  if (bulletin_desk_page_get_draft (self))
    bulletin_source_editor_insert_text (bulletin_desk_page_get_editor (self), markup);
}

/**
 * bulletin_desk_page_choose_figure:
 * @self: the desk
 *
 * Lets the person choose a number of the statistics, and types it at the caret.
 */
void
bulletin_desk_page_choose_figure (BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  AdwDialog *dialog;

  if (!draft)
    return;
  dialog = bulletin_figure_dialog_new (bulletin_draft_get_service (draft), bulletin_draft_get_metadata (draft)->date);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
