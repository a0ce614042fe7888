/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-figures.h"

G_BEGIN_DECLS

/**
 * BulletinFigureChoice:
 *
 * A line of the figure picker. Properties "title" and "subtitle", as it is shown.
 */
#define BULLETIN_TYPE_FIGURE_CHOICE (bulletin_figure_choice_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFigureChoice, bulletin_figure_choice, BULLETIN, FIGURE_CHOICE, GObject)

BulletinFigureChoice *bulletin_figure_choice_new      (const BulletinFigureSubject *subject);
/* What to type between the braces. */
const char           *bulletin_figure_choice_get_word (BulletinFigureChoice        *self);
/* Whether name, code or word hold @folded, which is casefolded; "" is in all. */
gboolean              bulletin_figure_choice_matches  (BulletinFigureChoice        *self,
                                                       const char                  *folded);

G_END_DECLS
