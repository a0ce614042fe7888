/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinTermIndex:
 *
 * Names by how they begin, for completing while one types. Filled by its maker,
 * sealed, and from then on only read, by any thread.
 */
typedef struct _BulletinTermIndex BulletinTermIndex;

/**
 * BulletinTermMatch:
 * @text: what is to stand there
 * @detail: (nullable): what it is, for people
 * @n_chars: how many characters before the caret it takes the place of
 */
typedef struct
{
  char *text;
  char *detail;
  guint n_chars;
} BulletinTermMatch;

void               bulletin_term_match_free     (BulletinTermMatch       *self);

BulletinTermIndex *bulletin_term_index_new      (void);
BulletinTermIndex *bulletin_term_index_ref      (BulletinTermIndex       *self);
void               bulletin_term_index_unref    (BulletinTermIndex       *self);
void               bulletin_term_index_add      (BulletinTermIndex       *self,
                                                 const char              *key,
                                                 const char              *text,
                                                 const char              *detail);
void               bulletin_term_index_seal     (BulletinTermIndex       *self);
gboolean           bulletin_term_index_equal    (const BulletinTermIndex *one,
                                                 const BulletinTermIndex *other);
GPtrArray         *bulletin_term_index_complete (const BulletinTermIndex *self,
                                                 const char              *before,
                                                 guint                    limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTermIndex, bulletin_term_index_unref)

G_END_DECLS
