/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinTermCompletion:
 *
 * Offers the office's terms, and the metrics after `{{`, while one types. It keeps
 * silent while an input method composes.
 */
#define BULLETIN_TYPE_TERM_COMPLETION (bulletin_term_completion_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTermCompletion, bulletin_term_completion, BULLETIN, TERM_COMPLETION, GObject)

BulletinTermCompletion *bulletin_term_completion_new         (GtkSourceView          *view);
/* Whose terms; (nullable). Follows its changes. */
void                    bulletin_term_completion_set_library (BulletinTermCompletion *self,
                                                              BulletinLibraryService *service);

G_END_DECLS
