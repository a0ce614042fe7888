/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-proof-text.h"

G_BEGIN_DECLS

/* 人次, which is not 人; the units of persons (名, 位) count as 人. */
#define BULLETIN_UNIT_PERSON 0x4eba
#define BULLETIN_UNIT_TIMES  0xe000

/**
 * BulletinQuantity:
 * @first: the first character, of what makes it vague too
 * @next: the character after the last
 * @digits, @n_digits: the digits alone
 * @value: the number
 * @low, @high: between what it stands for: 2000余名 is 2000 to 2200
 * @is_hedged: whether words make it vague; 1.2万 is rounded, and not vague
 * @is_percent: whether it is a percentage
 * @unit: the first character of its unit, %BULLETIN_UNIT_PERSON or
 *   %BULLETIN_UNIT_TIMES; 0 for a number without one
 *
 * A number in a line of text, with its unit and how exactly it is meant.
 */
typedef struct
{
  guint first, next;
  guint digits, n_digits;
  double value;
  double low, high;
  gboolean is_hedged;
  gboolean is_percent;
  gunichar unit;
} BulletinQuantity;

#define BULLETIN_MENTION_WORDS 10

/**
 * BulletinMention:
 * @quantity: what is said
 * @line, @sentence: where, counted through the document
 * @offset, @length: where in the source, in bytes
 * @is_plain: whether no marks of the markup stand in it
 * @before, @n_before: the Chinese characters before it in its clause
 * @after, @n_after: those after it
 *
 * A quantity in a document, with the words that say what it counts. Quotes and
 * the particle 的 are passed over.
 */
typedef struct
{
  BulletinQuantity quantity;
  guint line;
  guint sentence;
  gsize offset, length;
  gboolean is_plain;
  gunichar before[BULLETIN_MENTION_WORDS];
  guint n_before;
  gunichar after[BULLETIN_MENTION_WORDS];
  guint n_after;
} BulletinMention;

gboolean      bulletin_quantity_scan      (const BulletinProofText *text,
                                           guint                    at,
                                           BulletinQuantity        *quantity);
gboolean      bulletin_quantity_is_exact  (const BulletinQuantity  *self);
const GArray *bulletin_proof_get_mentions (BulletinProofContext    *context);
gboolean      bulletin_proof_has_words    (const BulletinProofText *text,
                                           gint64                   at,
                                           const char              *words);
gboolean      bulletin_proof_has_words_between (const BulletinProofText *text,
                                           guint                    first,
                                           guint                    next,
                                           const char              *words);
gboolean      bulletin_has_word           (const gunichar          *words,
                                           guint                    n_words,
                                           const char              *word);
gboolean      bulletin_has_any_word       (const gunichar          *words,
                                           guint                    n_words,
                                           const char *const       *list);
char         *bulletin_mention_get_text   (const BulletinProofContext *context,
                                           const BulletinMention   *mention);
gboolean      bulletin_is_sentence_end    (gunichar                 c);

G_END_DECLS
