/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-passage.h"

G_BEGIN_DECLS

/**
 * BulletinAnnotationKind:
 * @BULLETIN_ANNOTATION_COMMENT: 意见
 * @BULLETIN_ANNOTATION_INSTRUCTION: 批示
 */
typedef enum
{
  BULLETIN_ANNOTATION_COMMENT,
  BULLETIN_ANNOTATION_INSTRUCTION,
} BulletinAnnotationKind;

/**
 * BulletinAnnotationMove:
 * @BULLETIN_ANNOTATION_ANSWERED: something was said to it
 * @BULLETIN_ANNOTATION_RESOLVED: it is dealt with
 * @BULLETIN_ANNOTATION_REOPENED: it is not, after all
 * @BULLETIN_ANNOTATION_REMOVED: its author took it back
 */
typedef enum
{
  BULLETIN_ANNOTATION_ANSWERED,
  BULLETIN_ANNOTATION_RESOLVED,
  BULLETIN_ANNOTATION_REOPENED,
  BULLETIN_ANNOTATION_REMOVED,
} BulletinAnnotationMove;

/**
 * BulletinAnnotationAnswer:
 * @at: when
 * @who: by whom
 * @move: what was done
 * @body: (nullable): what was said
 */
typedef struct
{
  char *at;
  char *who;
  BulletinAnnotationMove move;
  char *body;
} BulletinAnnotationAnswer;

/**
 * BulletinAnnotation:
 * @id: its UUID
 * @revision: the revision that was before the eyes
 * @ordinal: the number of that revision, from 1
 * @at: when
 * @who: by whom
 * @kind: what it is
 * @start: where its words start in that revision's text, in bytes; of a spot, the
 *   place in the text that is nearest; %G_MAXSIZE if there is none
 * @end: the byte behind them; that of @start for a spot
 * @quote: (nullable): the words
 * @page: of a spot, its page, from 1; 0 for words
 * @x: in points from the left edge of the page
 * @y: in points from its upper edge
 * @body: what is remarked
 * @is_resolved: whether it is dealt with
 * @answers: (element-type BulletinAnnotationAnswer): oldest first
 * @fate: what became of the words in the text that it was followed into
 * @now_start: where they start there; %G_MAXSIZE if @start is
 * @now_end: the byte behind them
 *
 * What a reader remarked at a place.
 */
typedef struct
{
  char *id;
  char *revision;
  int ordinal;
  char *at;
  char *who;
  BulletinAnnotationKind kind;
  gsize start;
  gsize end;
  char *quote;
  int page;
  double x;
  double y;
  char *body;
  gboolean is_resolved;
  GPtrArray *answers;
  BulletinPassageFate fate;
  gsize now_start;
  gsize now_end;
} BulletinAnnotation;

void        bulletin_annotation_free            (BulletinAnnotation       *self);

/* text: (nullable), what they are followed into; the newest text without. In its
 * order; (element-type BulletinAnnotation). */
GPtrArray  *bulletin_library_list_annotations   (BulletinLibrary          *self,
                                                 const char               *id,
                                                 const char               *text,
                                                 GError                  **error);
/* Reads revision, kind, start, end, page, x, y and body. Returns the id. */
char       *bulletin_library_add_annotation     (BulletinLibrary          *self,
                                                 const char               *id,
                                                 const BulletinAnnotation *annotation,
                                                 const char               *who,
                                                 GError                  **error);
gboolean    bulletin_library_answer_annotation  (BulletinLibrary          *self,
                                                 const char               *annotation,
                                                 BulletinAnnotationMove    move,
                                                 const char               *body,
                                                 const char               *who,
                                                 GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinAnnotation, bulletin_annotation_free)

G_END_DECLS
