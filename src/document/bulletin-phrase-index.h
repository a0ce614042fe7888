/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-proof-text.h"

G_BEGIN_DECLS

/**
 * BulletinPhraseIndex:
 *
 * Many phrases that are looked for at once in a text, in time linear in the text
 * however many they are.
 */
typedef struct _BulletinPhraseIndex BulletinPhraseIndex;

BulletinPhraseIndex *bulletin_phrase_index_new   (void);
void                 bulletin_phrase_index_free  (BulletinPhraseIndex       *self);
void                 bulletin_phrase_index_add   (BulletinPhraseIndex       *self,
                                                  const char                *phrase,
                                                  gpointer                   data);
gpointer             bulletin_phrase_index_match (const BulletinPhraseIndex *self,
                                                  const BulletinProofText   *text,
                                                  guint                      at,
                                                  guint                     *n_chars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPhraseIndex, bulletin_phrase_index_free)

G_END_DECLS
