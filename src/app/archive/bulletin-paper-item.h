/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-old-papers.h"

G_BEGIN_DECLS

/**
 * BulletinPaperItem:
 *
 * A row of the preview of old papers. Properties for .ui files: file, state-label,
 * icon-name, remark, spoken (strings), chosen (may be set), can-choose, has-problem.
 * Signals: "changed", a correction or a choice was made, which may concern any row;
 * "entered", somebody came to one of its fields.
 */
#define BULLETIN_TYPE_PAPER_ITEM (bulletin_paper_item_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPaperItem, bulletin_paper_item, BULLETIN, PAPER_ITEM, GObject)

BulletinPaperItem *bulletin_paper_item_new         (BulletinPapers      *papers,
                                                    BulletinPaper       *paper);
BulletinPaper     *bulletin_paper_item_get_paper   (BulletinPaperItem   *self);
gboolean           bulletin_paper_item_has_problem (BulletinPaperItem   *self);
void               bulletin_paper_item_enter       (BulletinPaperItem   *self);
/* The paper was looked at anew. */
void               bulletin_paper_item_refresh     (BulletinPaperItem   *self);
/* Whether something is typed in the row that it cannot have. */
gboolean           bulletin_paper_item_get_invalid (BulletinPaperItem   *self);
void               bulletin_paper_item_set_invalid (BulletinPaperItem   *self,
                                                    BulletinPaperField   field,
                                                    gboolean             is_invalid);
gboolean           bulletin_paper_item_set_field   (BulletinPaperItem   *self,
                                                    BulletinPaperField   field,
                                                    const char          *text,
                                                    GError             **error);

G_END_DECLS
