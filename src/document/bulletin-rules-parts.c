/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-figure.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>
#include <math.h>

/* How far behind a total 其中 may come. */
#define MAX_INTRODUCTION 12

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

/* 其中24小时开放的35处，配备空调的120处: what has one property may have the other. */
static gboolean
tell_properties (const BulletinProofText *text,
                 const GArray            *quantities,
                 guint                    first)
{
  for (guint i = first; i < quantities->len; i++) {
    if (bulletin_proof_has_words (text, (gint64) g_array_index (quantities, BulletinQuantity, i).first - 1, "的"))
      return TRUE;
  }

  return FALSE;
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

/* How exactly the sum of quantities can be known. Where one of them is given to the
 * tenth of 万, so are those that seem rounder: 3.5万元，其中现金2万元. */
static double
get_inexactness (const GArray           *quantities,
                 guint                   first,
                 guint                   next,
                 const BulletinQuantity *total)
{
  double least = (total->high - total->low) / 2;
  guint n = 1;

  for (guint i = first; i < next; i++) {
    const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i);

    if (quantity->unit != total->unit)
      continue;
    least = MIN (least, (quantity->high - quantity->low) / 2);
    n++;
  }

  return n * least + 1e-6;
}

/* Whether the first of the parts make up the total already: 共1200名，其中男生634名、
 * 女生566名，住校生310名. */
static gboolean
some_make_total (const GArray           *quantities,
                 guint                   first,
                 const BulletinQuantity *total)
{
  double sum = 0;
  guint n = 0;

  for (guint i = first; i < quantities->len; i++) {
    const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i);

    if (quantity->unit != total->unit)
      continue;
    sum += quantity->value;
    if (++n >= 2 && fabs (sum - total->value) < get_inexactness (quantities, first, i + 1, total))
      return TRUE;
  }

  return FALSE;
}

/* Adds up what stands from @first on as the parts of a total that is given before.
 * Parts that make up less than three quarters are examples, and so is all that is
 * called @are_some: 包括. */
static void
check_parts_of (BulletinProofContext    *context,
                const BulletinProofText *text,
                const GArray            *quantities,
                guint                    first,
                const BulletinQuantity  *total,
                gboolean                 are_some)
{
  guint n_parts;
  double sum, inexact;

  if (tell_properties (text, quantities, first) ||
      !add_up (quantities, first, quantities->len, total->unit, &sum, &inexact, &n_parts) || some_make_total (quantities, first, total))
    return;
  inexact = get_inexactness (quantities, first, quantities->len, total);
  if (sum > total->value + inexact || (!are_some && sum < total->value - inexact && sum >= 0.75 * total->value))
    add_parts (context, text, total, sum);
}

/* 共12人，其中甲5人、乙6人; 分别为 and 包括 as well. */
static void
check_breakdown (BulletinProofContext    *context,
                 const BulletinProofText *text,
                 const GArray            *quantities,
                 guint                    at,
                 guint                    end)
{
  const BulletinQuantity *total = &g_array_index (quantities, BulletinQuantity, at);
  guint next = at + 1 < quantities->len ? g_array_index (quantities, BulletinQuantity, at + 1).first : end;

  if (names_overlapping_kinds (text, total->next, end) || are_examples (text, total->next, end) ||
      /* 均为退休教师，其中特级教师2人: what all are is not told again. */
      bulletin_proof_has_words_between (text, total->next, next, "均为") || bulletin_proof_has_words_between (text, total->next, next, "都是"))
    return;

  check_parts_of (context, text, quantities, at + 1, total, bulletin_proof_has_words_between (text, total->next, end, "包括"));
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

  if (fabs (sum - total->value) > get_inexactness (quantities, 0, at, total))
    add_parts (context, text, total, sum);
}

/* Whether only a list of names and numbers stands between the first quantity and
 * the total, so that its numbers are its parts. Three or more of one unit that are
 * called 共计 make one with commas too. */
static gboolean
is_list (const BulletinProofText *text,
         const GArray            *quantities,
         guint                    at)
{
  const BulletinQuantity *total = &g_array_index (quantities, BulletinQuantity, at);
  gboolean are_of_one_unit = TRUE;
  guint n_commas = 0;

  for (guint i = g_array_index (quantities, BulletinQuantity, 0).next; i < total->first; i++) {
    if (text->chars[i] == 0x3001)
      n_commas++;
  }
  for (guint i = 0; i < at; i++)
    are_of_one_unit = are_of_one_unit && g_array_index (quantities, BulletinQuantity, i).unit == total->unit;

  return (n_commas + 2 >= at && n_commas > 0) || (at >= 3 && are_of_one_unit && bulletin_proof_has_words (text, (gint64) total->first - 1, "计"));
}

/* ，共开展15场: 共 that begins the clause, and a verb. */
static gboolean
begins_as_total (const BulletinProofText *text,
                 const BulletinQuantity  *quantity)
{
  for (guint n = 2; n <= 4; n++) {
    gint64 at = (gint64) quantity->first - n;

    if (bulletin_proof_has_words (text, at, "共"))
      return bulletin_proof_char (text, at - 1) == 0xff0c;
  }

  return FALSE;
}

/* Whether parts follow a quantity: 其中, 分别为, 包括. */
static gboolean
introduces_parts (const BulletinProofText *text,
                  const BulletinQuantity  *quantity,
                  guint                    next)
{
  static const char *const words[] = { "其中", "分别为", "分别是", "分别有", "包括" };
  guint end = MIN (quantity->next + MAX_INTRODUCTION, next);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (bulletin_proof_has_words_between (text, quantity->next, end, words[i]))
      return TRUE;
  }

  return FALSE;
}

/* 获奖作品60件，一等奖10件、二等奖20件、三等奖40件: prizes are parts of what is
 * counted before them; gives where they begin, or 0. */
static guint
find_prizes (const BulletinProofText *text,
             const GArray            *quantities)
{
  gunichar unit = quantities->len > 0 ? g_array_index (quantities, BulletinQuantity, 0).unit : 0;

  if (quantities->len < 3)
    return 0;
  for (guint i = 1; i < quantities->len; i++) {
    const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i);

    if (quantity->unit != unit || !bulletin_proof_has_words (text, (gint64) quantity->first - 2, "等奖"))
      return 0;
  }
  if (bulletin_proof_has_words (text, (gint64) g_array_index (quantities, BulletinQuantity, 0).first - 2, "等奖"))
    return 0;

  return 1;
}

/* 共58人，男32人，女28人: both kinds of a pair, which make up the whole; gives
 * where they begin, or 0. */
static guint
find_sexes (const BulletinProofText *text,
            const GArray            *quantities)
{
  static const char *const names[2][4] = { { "男", "男生", "男性", "男童" }, { "女", "女生", "女性", "女童" } };
  gboolean is_found[2] = { FALSE, FALSE };

  if (quantities->len != 3)
    return 0;
  for (guint i = 0; i < 2; i++) {
    const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i + 1);

    if (quantity->unit != g_array_index (quantities, BulletinQuantity, 0).unit)
      return 0;
    for (guint k = 0; k < 2; k++) {
      for (guint n = 0; n < G_N_ELEMENTS (names[k]); n++)
        is_found[k] = is_found[k] || bulletin_proof_has_words (text, (gint64) quantity->first - g_utf8_strlen (names[k][n], -1), names[k][n]);
    }
  }

  return is_found[0] && is_found[1] ? 1 : 0;
}

/* Parts that a sentence of their own tells: 共收到作品120件。其中，小学组60件、中学组
 * 50件。 They are of the one quantity of their unit in the sentence before. */
static void
check_next_sentence (BulletinProofContext    *context,
                     const BulletinProofText *text,
                     const GArray            *before,
                     const GArray            *quantities,
                     guint                    first,
                     guint                    end)
{
  const BulletinQuantity *total = NULL;

  if (!bulletin_proof_has_words (text, first, "其中") || quantities->len < 2 ||
      names_overlapping_kinds (text, first, end) || are_examples (text, first, end))
    return;
  for (guint i = 0; i < before->len; i++) {
    const BulletinQuantity *quantity = &g_array_index (before, BulletinQuantity, i);

    if (quantity->unit != g_array_index (quantities, BulletinQuantity, 0).unit)
      continue;
    if (total != NULL || quantity->is_hedged)
      return;
    total = quantity;
  }
  if (total != NULL)
    check_parts_of (context, text, quantities, 0, total, FALSE);
}

/* The parts and the total of a sentence that ends at @end. */
static void
check_sentence (BulletinProofContext    *context,
                const BulletinProofText *text,
                const GArray            *quantities,
                guint                    end)
{
  guint first = find_prizes (text, quantities);

  if (first == 0)
    first = find_sexes (text, quantities);

  for (guint i = 0; i < quantities->len; i++) {
    const BulletinQuantity *quantity = &g_array_index (quantities, BulletinQuantity, i);

    if (quantity->is_hedged)
      continue;
    if (i + 2 < quantities->len && introduces_parts (text, quantity, g_array_index (quantities, BulletinQuantity, i + 1).first)) {
      check_breakdown (context, text, quantities, i, end);
      return;
    }
    if (i >= 2 && (is_called_total (text, quantity) || begins_as_total (text, quantity)) && is_list (text, quantities, i)) {
      check_sum (context, text, quantities, i);
      return;
    }
  }
  if (first > 0 && !g_array_index (quantities, BulletinQuantity, 0).is_hedged)
    check_parts_of (context, text, quantities, first, &g_array_index (quantities, BulletinQuantity, 0), FALSE);
}

/* Parts that do not add up to the total that their sentence, or the one before,
 * gives. */
void
bulletin_rule_parts (BulletinProofContext    *context,
                     const BulletinProofText *text)
{
  g_autoptr (GArray) quantities = g_array_new (FALSE, FALSE, sizeof (BulletinQuantity));
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (BulletinQuantity));
  guint next;

  if (text->in_cell)
    return;

  for (guint first = text->n_marker; first < text->n_chars; first = next) {
    GArray *swap = before;

    next = read_sentence (text, first, quantities);
    check_next_sentence (context, text, before, quantities, first, next - 1);
    check_sentence (context, text, quantities, next - 1);
    before = quantities;
    quantities = swap;
  }
}
