/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinEdit:
 * @offset: where the text changes, in bytes of the text before any edit
 * @length: how many bytes are taken away there
 * @replacement: what stands there afterwards, UTF-8
 *
 * A change of a text. A list of edits (element-type BulletinEdit) is in the order
 * of the text, and its edits neither overlap nor touch each other's bytes, so
 * that they may be made from the last to the first without moving one another.
 */
typedef struct
{
  gsize offset;
  gsize length;
  char *replacement;
} BulletinEdit;

GPtrArray    *bulletin_edits_new     (void);
void          bulletin_edits_add     (GPtrArray       *edits,
                                      gsize            offset,
                                      gsize            length,
                                      const char      *replacement);
char         *bulletin_edits_apply   (const GPtrArray *edits,
                                      const char      *text);
gsize         bulletin_edits_map     (const GPtrArray *edits,
                                      gsize            offset);
GPtrArray    *bulletin_edits_between (const char      *before,
                                      const char      *after);

G_END_DECLS
