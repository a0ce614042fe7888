/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* Of a row's line, when it has none on that side. */
#define BULLETIN_COMPARISON_NONE G_MAXUINT

/**
 * BulletinComparisonKind:
 * @BULLETIN_COMPARISON_SAME: stands in both texts
 * @BULLETIN_COMPARISON_REMOVED: stands in the old text alone
 * @BULLETIN_COMPARISON_ADDED: stands in the new text alone
 * @BULLETIN_COMPARISON_CHANGED: of a row: a line of the old text and the one of
 *   the new text that it became
 */
typedef enum
{
  BULLETIN_COMPARISON_SAME,
  BULLETIN_COMPARISON_REMOVED,
  BULLETIN_COMPARISON_ADDED,
  BULLETIN_COMPARISON_CHANGED,
} BulletinComparisonKind;

/**
 * BulletinComparisonRow:
 * @kind: what became of the line
 * @change: the change that the row belongs to, from 0; %BULLETIN_COMPARISON_NONE
 *   for a line that is the same
 * @old_line: its line in the old text, from 0, or %BULLETIN_COMPARISON_NONE
 * @new_line: its line in the new text, from 0, or %BULLETIN_COMPARISON_NONE
 * @moved: of a line that was taken out here and put in there, the index of the
 *   other row, else %BULLETIN_COMPARISON_NONE
 * @old_offset: where the line starts in the old text, in bytes
 * @old_length: its bytes, line end not included
 * @new_offset: where the line starts in the new text, in bytes
 * @new_length: its bytes, line end not included
 * @first_piece: of a changed line, its first piece
 * @n_pieces: and how many it has
 */
typedef struct
{
  BulletinComparisonKind kind;
  guint change;
  guint old_line;
  guint new_line;
  guint moved;
  gsize old_offset;
  gsize old_length;
  gsize new_offset;
  gsize new_length;
  guint first_piece;
  guint n_pieces;
} BulletinComparisonRow;

/**
 * BulletinComparisonPiece:
 * @kind: same, removed or added
 * @offset: where it starts in bytes, in the old text if it was removed, else in
 *   the new one
 * @length: its bytes
 *
 * A run of characters within a changed line. What was removed stands before what
 * was added in its place.
 */
typedef struct
{
  BulletinComparisonKind kind;
  gsize offset;
  gsize length;
} BulletinComparisonPiece;

/**
 * BulletinComparison:
 *
 * What differs between two texts: line by line, and within a line character by
 * character, since Chinese has no spaces. Immutable and reference counted
 * (atomically); may be read from any thread.
 */
#define BULLETIN_TYPE_COMPARISON (bulletin_comparison_get_type ())
typedef struct _BulletinComparison BulletinComparison;

GType                          bulletin_comparison_get_type      (void);
BulletinComparison            *bulletin_comparison_new           (const char               *old_text,
                                                                  const char               *new_text,
                                                                  GCancellable             *cancellable,
                                                                  GError                  **error);
BulletinComparison            *bulletin_comparison_ref           (BulletinComparison       *self);
void                           bulletin_comparison_unref         (BulletinComparison       *self);
const char                    *bulletin_comparison_get_old_text  (const BulletinComparison *self);
const char                    *bulletin_comparison_get_new_text  (const BulletinComparison *self);
guint                          bulletin_comparison_get_n_rows    (const BulletinComparison *self);
const BulletinComparisonRow   *bulletin_comparison_get_row       (const BulletinComparison *self,
                                                                  guint                     index);
const BulletinComparisonPiece *bulletin_comparison_get_piece     (const BulletinComparison *self,
                                                                  guint                     index);
/* A changed line is a change; lines that went or came together are one. */
guint                          bulletin_comparison_get_n_changes (const BulletinComparison *self);
char                          *bulletin_comparison_revert        (const BulletinComparison *self,
                                                                  guint                     change,
                                                                  gsize                    *offset,
                                                                  gsize                    *length);
char                          *bulletin_comparison_to_text       (const BulletinComparison *self,
                                                                  guint                     context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinComparison, bulletin_comparison_unref)

/**
 * BulletinMetadataDifference:
 * @field: the field's name as the library keeps it, such as "send_to"
 * @label: (transfer none): its name for people
 * @old_value: (nullable): what stood there
 * @new_value: (nullable): what stands there
 */
typedef struct
{
  const char *field;
  const char *label;
  char *old_value;
  char *new_value;
} BulletinMetadataDifference;

void       bulletin_metadata_difference_free (BulletinMetadataDifference *self);
GPtrArray *bulletin_metadata_compare         (const BulletinMetadata     *old_metadata,
                                              const BulletinMetadata     *new_metadata);

G_END_DECLS
