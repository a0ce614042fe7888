/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-metadata.h"
#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinPlanning:
 * @generation: which state of the draft it is of
 * @document: the text's structure
 * @plan: its pages
 * @pages: the pages as SVG, %NULL-terminated
 * @article: the web edition's <article>
 * @findings: (element-type BulletinFinding): of text, metadata and paper, in the
 *   order of the text
 * @n_words: as bulletin_document_count_words()
 *
 * What a text becomes. Immutable once handed out.
 */
typedef struct
{
  grefcount references;
  guint generation;
  BulletinDocument *document;
  BulletinPagePlan *plan;
  char **pages;
  char *article;
  GPtrArray *findings;
  guint n_words;
} BulletinPlanning;

BulletinPlanning *bulletin_planning_ref   (BulletinPlanning *self);
void              bulletin_planning_unref (BulletinPlanning *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPlanning, bulletin_planning_unref)

/**
 * BulletinPlanner:
 *
 * Lays texts out on a worker thread, one at a time; of the requests that arrive
 * meanwhile the newest wins. Signal "planned" (BulletinPlanning as a pointer).
 */
#define BULLETIN_TYPE_PLANNER (bulletin_planner_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPlanner, bulletin_planner, BULLETIN, PLANNER, GObject)

BulletinPlanner *bulletin_planner_new     (void);
void             bulletin_planner_request (BulletinPlanner            *self,
                                           guint                       generation,
                                           const char                 *text,
                                           const BulletinMetadata     *metadata,
                                           const BulletinPageTemplate *page_template);
/* Forgets what was asked for and not answered. */
void             bulletin_planner_cancel  (BulletinPlanner            *self);

G_END_DECLS
