/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-figure.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>
#include <math.h>

/* --- Parts and their total in a sentence ----------------------------------- */

/* What the sentence that begins at @first says; gives the place after it. */
static guint
read_sentence (const BulletinProofText *text,
               guint                    first,
               GArray                  *quantities)
{
  guint i;

  g_array_set_size (quantities, 0);
  for (i = first; i < text->n_chars && !bulletin_is_sentence_end (text->chars[i]); i++) {
    BulletinQuantity quantity;

    if (!bulletin_quantity_scan (text, i, &quantity))
      continue;
    i = MAX (i, quantity.next - 1);
    if (quantity.unit != 0)
      g_array_append_val (quantities, quantity);
  }

  return i + 1;
}

/* Whether the words right before a number call it a total: 共, 共有, 共计, 合计, 总计. */
static gboolean
is_called_total (const BulletinProofText *text,
                 const BulletinQuantity  *quantity)
{
  static const char *const words[] = { "共", "共有", "共计", "合计", "总计", "总共", "一共" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (bulletin_proof_has_words (text, (gint64) quantity->first - g_utf8_strlen (words[i], -1), words[i]))
      return TRUE;
  }

  return FALSE;
}

/* Rounded numbers are added up in the words in which they stand: 3.3万. */
static char *
format_sum (double   sum,
            gboolean is_rounded)
{
  g_autofree char *number = NULL;

  if (!is_rounded || sum < 1e4)
    return bulletin_figure_format_number (sum);
  number = bulletin_figure_format_number (sum >= 1e8 ? sum / 1e8 : sum / 1e4);

  return g_strconcat (number, sum >= 1e8 ? "亿" : "万", NULL);
}

static void
add_parts (BulletinProofContext    *context,
           const BulletinProofText *text,
           const BulletinQuantity  *total,
           double                   sum)
{
  g_autofree char *found = bulletin_proof_substring (text, total->first, total->next - total->first);
  g_autofree char *added = format_sum (sum, !bulletin_quantity_is_exact (total));

  bulletin_proof_add_chars (context, "parts-total",
                            sum > total->value ? BULLETIN_SEVERITY_WARNING : BULLETIN_SEVERITY_HINT,
                            text, total->first, total->next - total->first, NULL,
                            g_strdup_printf (_ ("The parts add up to %s, but the total is given as “%s”."), added, found));
}

/* Adds up the quantities of a unit from one to before another; FALSE if one is
 * vague, or if they are fewer than two. Of 1.2万 and the like the sum is as inexact
 * as they are rounded. */
static gboolean
add_up (const GArray *quantities,
        guint         first,
        guint         next,
        gunichar      unit,
        double       *sum,
        double       *inexact,
        guint        *n_parts)
{
  *sum = 0;
  *inexact = 0;
  *n_parts = 0;
  for (guint i = first; i < next; i++) {
    const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i);

    if (quantity->unit != unit)
      continue;
    if (quantity->is_hedged)
      return FALSE;
    *sum += quantity->value;
    *inexact += (quantity->high - quantity->low) / 2;
    (*n_parts)++;
  }

  return *n_parts >= 2;
}

/* A member of the party may be a woman as well: such parts do not make a whole. */
static gboolean
names_overlapping_kinds (const BulletinProofText *text,
                         guint                    first,
                         guint                    next)
{
  return bulletin_proof_has_words_between (text, first, next, "党员") || bulletin_proof_has_words_between (text, first, next, "团员") ||
         bulletin_proof_has_words_between (text, first, next, "少数民族") ||
         (bulletin_proof_has_words_between (text, first, next, "女") && !bulletin_proof_has_words_between (text, first, next, "男"));
}

/* 甲5人、乙6人等: these are examples. 一等奖 and 中等职业 say something else. */
static gboolean
are_examples (const BulletinProofText *text,
              guint                    first,
              guint                    next)
{
  for (guint i = first; i < next; i++) {
    if (text->chars[i] == 0x7b49 && !bulletin_proof_has_words (text, (gint64) i + 1, "奖") && !bulletin_proof_has_words (text, (gint64) i + 1, "级") &&
        !bulletin_proof_has_words (text, (gint64) i - 1, "中等") && !bulletin_proof_has_words (text, (gint64) i - 1, "高等"))
      return TRUE;
  }

  return FALSE;
}

/* 共12人，其中甲5人、乙6人. Parts that make up less than three quarters are
 * examples. */
static void
check_breakdown (BulletinProofContext    *context,
                 const BulletinProofText *text,
                 const GArray            *quantities,
                 guint                    at,
                 guint                    end)
{
  const BulletinQuantity *total = &g_array_index (quantities, BulletinQuantity, at);
  guint next = at + 1 < quantities->len ? g_array_index (quantities, BulletinQuantity, at + 1).first : end;
  guint n_parts;
  double sum, inexact;

  if (names_overlapping_kinds (text, total->next, end))
    return;
  if (!bulletin_proof_has_words_between (text, total->next, MIN (next, total->next + 12), "其中") ||
      are_examples (text, total->next, end) || bulletin_proof_has_words_between (text, total->next, end, "包括") ||
      !add_up (quantities, at + 1, quantities->len, total->unit, &sum, &inexact, &n_parts))
    return;

  inexact += (total->high - total->low) / 2 + 1e-6;
  if (sum > total->value + inexact || (sum < total->value - inexact && sum >= 0.75 * total->value))
    add_parts (context, text, total, sum);
}

/* 甲5人、乙6人，共计12人. */
static void
check_sum (BulletinProofContext    *context,
           const BulletinProofText *text,
           const GArray            *quantities,
           guint                    at)
{
  const BulletinQuantity *total = &g_array_index (quantities, BulletinQuantity, at);
  guint n_parts;
  double sum, inexact;

  if (bulletin_proof_has_words_between (text, g_array_index (quantities, BulletinQuantity, 0).next, total->first, "其中") ||
      !add_up (quantities, 0, at, total->unit, &sum, &inexact, &n_parts))
    return;

  if (fabs (sum - total->value) > inexact + (total->high - total->low) / 2 + 1e-6)
    add_parts (context, text, total, sum);
}

/* Whether only a list of names and numbers stands between the first quantity and
 * the total, so that its numbers are its parts. */
static gboolean
is_list (const BulletinProofText *text,
         const GArray            *quantities,
         guint                    at)
{
  guint n_commas = 0;

  for (guint i = g_array_index (quantities, BulletinQuantity, 0).next;
       i < g_array_index (quantities, BulletinQuantity, at).first; i++) {
    if (text->chars[i] == 0x3001)
      n_commas++;
  }

  return n_commas + 2 >= at && n_commas > 0;
}

/* Parts that do not add up to the total that their sentence gives. */
void
bulletin_rule_parts (BulletinProofContext    *context,
                     const BulletinProofText *text)
{
  g_autoptr (GArray) quantities = g_array_new (FALSE, FALSE, sizeof (BulletinQuantity));
  guint next;

  if (text->in_cell)
    return;

  for (guint first = text->n_marker; first < text->n_chars; first = next) {
    next = read_sentence (text, first, quantities);

    for (guint i = 0; i < quantities->len; i++) {
      const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i);

      if (quantity->is_hedged)
        continue;
      if (i + 2 < quantities->len && bulletin_proof_has_words_between (text, quantity->next, MIN (quantity->next + 12, text->n_chars), "其中")) {
        check_breakdown (context, text, quantities, i, next - 1);
        break;
      }
      if (i >= 2 && is_called_total (text, quantity) && is_list (text, quantities, i)) {
        check_sum (context, text, quantities, i);
        break;
      }
    }
  }
}

/* --- Persons and times ----------------------------------------------------- */

/* Whether two quantities have a word of two characters beside them in common that
 * says what they count. */
static gboolean
share_word (const BulletinMention *one,
            const BulletinMention *other)
{
  static const char *const common[] = { "参加", "参与", "活动", "全市", "全区", "共有", "志愿", "服务", "开展", "组织",
                                        "累计", "达到", "全年", "今年", "去年", "截至", "目前", "其中", "年度", "单位", NULL };
  const gunichar *windows[2][2] = { { one->before, one->after }, { other->before, other->after } };
  const guint lengths[2][2] = { { one->n_before, one->n_after }, { other->n_before, other->n_after } };

  for (guint a = 0; a < 2; a++) {
    for (guint i = 0; i + 1 < lengths[0][a]; i++) {
      const gunichar *word = windows[0][a] + i;

      if (bulletin_has_any_word (word, 2, common))
        continue;
      for (guint b = 0; b < 2; b++) {
        for (guint k = 0; k + 1 < lengths[1][b]; k++) {
          if (windows[1][b][k] == word[0] && windows[1][b][k + 1] == word[1])
            return TRUE;
        }
      }
    }
  }

  return FALSE;
}

/* The same count of the same thing, once in 人 and once in 人次: 62 donors are not
 * 62 donations. */
void
bulletin_rule_person_times (BulletinProofContext *context)
{
  const GArray *mentions = bulletin_proof_get_mentions (context);
  g_autoptr (GHashTable) first = g_hash_table_new (g_double_hash, g_double_equal);

  for (guint i = 0; i < mentions->len; i++) {
    const BulletinMention *mention = &g_array_index (mentions, BulletinMention, i);
    const BulletinMention *earlier;
    g_autofree char *found = NULL;
    g_autofree char *other = NULL;

    if ((mention->quantity.unit != BULLETIN_UNIT_PERSON && mention->quantity.unit != BULLETIN_UNIT_TIMES) ||
        mention->quantity.value < 10)
      continue;

    earlier = g_hash_table_lookup (first, &mention->quantity.value);
    if (earlier == NULL) {
      g_hash_table_insert (first, (gpointer) &mention->quantity.value, (gpointer) mention);
      continue;
    }
    if (earlier->quantity.unit == mention->quantity.unit || !share_word (earlier, mention))
      continue;

    found = bulletin_mention_get_text (context, mention);
    other = bulletin_mention_get_text (context, earlier);
    bulletin_proof_add (context, "person-times", BULLETIN_SEVERITY_WARNING, mention->offset, mention->length, NULL,
                        g_strdup_printf (_ ("Here it is “%s”, before it was “%s”: persons and times are not the same."), found, other));
  }
}
