/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-materials.h"
#include "bulletin-metadata.h"
#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinPlanning:
 * @generation: which state of the draft it is of
 * @document: the text's structure
 * @plan: its pages
 *
 * What a text becomes on paper. Immutable once handed out.
 */
typedef struct
{
  gatomicrefcount references;
  guint generation;
  BulletinDocument *document;
  BulletinPagePlan *plan;
} BulletinPlanning;

BulletinPlanning *bulletin_planning_ref   (BulletinPlanning *self);
void              bulletin_planning_unref (BulletinPlanning *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPlanning, bulletin_planning_unref)

/**
 * BulletinReading:
 * @planning: what was read
 * @article: the web edition's <article>
 * @findings: (element-type BulletinFinding): of text, metadata and paper, in the
 *   order of the text
 * @n_words: as bulletin_document_count_words()
 *
 * What a careful reader says of a text: made when the typing pauses.
 */
typedef struct
{
  gatomicrefcount references;
  BulletinPlanning *planning;
  char *article;
  GPtrArray *findings;
  guint n_words;
} BulletinReading;

BulletinReading *bulletin_reading_ref   (BulletinReading *self);
void             bulletin_reading_unref (BulletinReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinReading, bulletin_reading_unref)

/**
 * BulletinPlanner:
 *
 * Lays texts out on a thread of its own, which keeps the paragraphs that it has
 * set, one text at a time; of the requests that arrive meanwhile the newest wins.
 * Another thread proofreads what has stood unchanged for a moment.
 * Signals, on the main thread: "planned" (BulletinPlanning as a pointer) as soon as
 * a text is laid out, "read" (BulletinReading as a pointer) once it is proofread.
 */
#define BULLETIN_TYPE_PLANNER (bulletin_planner_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPlanner, bulletin_planner, BULLETIN, PLANNER, GObject)

BulletinPlanner *bulletin_planner_new       (void);
void             bulletin_planner_request   (BulletinPlanner            *self,
                                             guint                       generation,
                                             const char                 *text,
                                             const BulletinMetadata     *metadata,
                                             const BulletinPageTemplate *page_template,
                                             BulletinMaterials          *materials);
/* Forgets what was asked for and not answered. */
void             bulletin_planner_cancel    (BulletinPlanner            *self);

G_END_DECLS
