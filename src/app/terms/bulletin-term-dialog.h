/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-terms.h"

G_BEGIN_DECLS

/**
 * BulletinTermDialog:
 *
 * Everything about a term, to be changed, and a way to delete it. What was done can
 * be taken back from a toast.
 */
#define BULLETIN_TYPE_TERM_DIALOG (bulletin_term_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTermDialog, bulletin_term_dialog, BULLETIN, TERM_DIALOG, AdwDialog)

/* @term: (nullable), NULL for a new one; @kind is then that of the new one.
 * @known: (element-type BulletinTermItem), the terms there are. */
void bulletin_term_dialog_present (GtkWidget                *parent,
                                   BulletinLibraryService   *service,
                                   const BulletinTermRecord *term,
                                   BulletinTermKind          kind,
                                   GListModel               *known);

G_END_DECLS
