/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-figure.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>
#include <math.h>

/* A text cites a few percentages; each is compared with every quantity. */
#define MAX_PERCENTAGES 300

static char *
get_source_text (const BulletinProofContext *context,
                 const BulletinMention      *mention)
{
  return g_strndup (bulletin_document_get_source (context->document) + mention->offset, mention->length);
}

static gboolean
has_word (const gunichar *words,
          guint           n_words,
          const char     *word)
{
  g_autofree gunichar *characters = NULL;
  glong n;

  characters = g_utf8_to_ucs4_fast (word, -1, &n);
  for (guint i = 0; i + n <= n_words; i++) {
    glong k = 0;

    while (k < n && words[i + k] == characters[k])
      k++;
    if (k == n)
      return TRUE;
  }

  return FALSE;
}

static gboolean
has_any_word (const gunichar    *words,
              guint              n_words,
              const char *const *list)
{
  for (guint i = 0; list[i] != NULL; i++) {
    if (has_word (words, n_words, list[i]))
      return TRUE;
  }

  return FALSE;
}

/* --- Percentages ----------------------------------------------------------- */

typedef enum
{
  SHARE_NONE,
  SHARE_RATE,
  SHARE_PART,
} Share;

/* What a percentage is one of: 参保率达到90%以上 is of all that there are of the
 * thing; 占45% is of the total that the sentence gives; growth is of another
 * time's number. */
static Share
get_share (const BulletinMention *percentage)
{
  static const char *const changes[] = { "增长", "增加", "增幅", "增速", "同比", "环比", "下降", "减少",
                                         "提高", "提升", "上升", "利率", "比上", "比去", NULL };

  if (has_any_word (percentage->before, percentage->n_before, changes))
    return SHARE_NONE;
  if (has_word (percentage->before, percentage->n_before, "率"))
    return SHARE_RATE;
  if (has_word (percentage->before, percentage->n_before, "占"))
    return SHARE_PART;

  return SHARE_NONE;
}

/* How many characters the end of what stands before the one and the beginning of
 * what stands after the other have in common: 快递员2000名 and 1621名快递员. */
static guint
count_overlap (const gunichar *before,
               guint           n_before,
               const gunichar *after,
               guint           n_after)
{
  for (guint n = MIN (n_before, n_after); n > 0; n--) {
    guint k = 0;

    while (k < n && before[n_before - n + k] == after[k])
      k++;
    if (k == n)
      return n;
  }

  return 0;
}

static guint
count_common_start (const gunichar *one,
                    guint           n_one,
                    const gunichar *other,
                    guint           n_other)
{
  guint n = 0;

  while (n < n_one && n < n_other && one[n] == other[n])
    n++;

  return n;
}

static guint
count_common_end (const gunichar *one,
                  guint           n_one,
                  const gunichar *other,
                  guint           n_other)
{
  guint n = 0;

  while (n < n_one && n < n_other && one[n_one - 1 - n] == other[n_other - 1 - n])
    n++;

  return n;
}

/* Whether two quantities count the same thing. */
static gboolean
count_the_same (const BulletinMention *one,
                const BulletinMention *other)
{
  guint least = one->line == other->line ? 2 : 3;

  return count_overlap (one->before, one->n_before, other->after, other->n_after) >= least ||
         count_overlap (other->before, other->n_before, one->after, one->n_after) >= least ||
         count_common_start (one->after, one->n_after, other->after, other->n_after) >= least ||
         count_common_end (one->before, one->n_before, other->before, other->n_before) >= least;
}

static gboolean
is_total (const BulletinMention *mention)
{
  static const char *const words[] = { "共", "总", "应", "现有", "全部", "计划", "目标", "发放", "拟", "原有", NULL };

  return has_any_word (mention->before, mention->n_before, words);
}

/* 200名学生中，…: what comes next is of these. */
static gboolean
is_called_whole (const BulletinMention *mention)
{
  return mention->n_after > 0 && mention->after[mention->n_after - 1] == 0x4e2d;
}

/* 占60%, 占比为60%, 占总人数的60%, with nothing between that would say of what else. */
static gboolean
is_bare_share (const BulletinMention *percentage)
{
  static const char words[] = "比例为达到约总人数量的全部体";
  guint i = percentage->n_before;

  while (i > 0 && percentage->before[i - 1] != 0x5360) {
    if (g_utf8_strchr (words, -1, percentage->before[i - 1]) == NULL)
      return FALSE;
    i--;
  }

  return i > 0;
}

/* Whether @total is a number that @percentage may be a share of, @part being the
 * share. */
static gboolean
may_be_whole (const BulletinMention *total,
              const BulletinMention *part,
              const BulletinMention *percentage,
              Share                  share)
{
  if (total == part || total->quantity.is_percent || total->quantity.unit != part->quantity.unit ||
      total->quantity.high <= part->quantity.low)
    return FALSE;
  if (total->sentence == percentage->sentence)
    return total->offset < part->offset && (is_total (total) || is_called_whole (total) || count_the_same (total, part));
  /* 共有学生200人。其中男生120人，占60%。 */
  if (share == SHARE_PART)
    return total->line == percentage->line && total->offset < part->offset && is_total (total) && is_bare_share (percentage);

  return count_the_same (total, part);
}

/* Whether @part in @total can be @percentage, all taken as vaguely as they are said. */
static gboolean
agree (const BulletinMention *part,
       const BulletinMention *total,
       const BulletinMention *percentage)
{
  double low = 100 * part->quantity.low / total->quantity.high;
  double high = 100 * part->quantity.high / total->quantity.low;

  return low <= percentage->quantity.high + 1e-9 && high >= percentage->quantity.low - 1e-9;
}

static const BulletinMention *
find_part (const GArray *mentions,
           guint         at)
{
  const BulletinMention *percentage = &g_array_index (mentions, BulletinMention, at);

  for (guint i = at; i > 0; i--) {
    const BulletinMention *mention = &g_array_index (mentions, BulletinMention, i - 1);

    /* What is before another percentage is that one's. */
    if (mention->sentence != percentage->sentence || mention->quantity.is_percent)
      return NULL;
    if (mention->quantity.unit != 0 && mention->quantity.value > 0)
      return mention;
  }

  return NULL;
}

static const BulletinMention *
get_mention (const GArray *mentions,
             guint         at)
{
  return &g_array_index (mentions, BulletinMention, at);
}

/* 由200人增加到300人，增长50%; 去年200人，今年300人，增长50%. */
static void
check_change (BulletinProofContext *context,
              const GArray         *mentions,
              guint                 at)
{
  static const char *const rises[] = { "增长", "增加", "增幅", "提高", "提升", "上升", NULL };
  static const char *const falls[] = { "下降", "减少", "降低", "降幅", NULL };
  static const char *const from_words[] = { "由", "从", "去年", "上年", "同期", NULL };
  static const char *const to_words[] = { "到", "至", "今年", "本年", "达", NULL };
  const BulletinMention *percentage = get_mention (mentions, at);
  const BulletinMention *from, *to;
  gboolean is_rise = has_any_word (percentage->before, percentage->n_before, rises);
  gboolean is_fall = has_any_word (percentage->before, percentage->n_before, falls);
  double low, high;
  g_autofree char *from_text = NULL;
  g_autofree char *to_text = NULL;
  g_autofree char *found = NULL;

  if (at < 2 || is_rise == is_fall)
    return;
  from = get_mention (mentions, at - 2);
  to = get_mention (mentions, at - 1);
  /* Only where the sentence tells of nothing else. */
  if (from->sentence != percentage->sentence || to->sentence != percentage->sentence ||
      (at > 2 && get_mention (mentions, at - 3)->sentence == percentage->sentence) ||
      from->quantity.is_percent || to->quantity.is_percent || from->quantity.unit != to->quantity.unit ||
      from->quantity.low <= 0 || !has_any_word (from->before, from->n_before, from_words) ||
      !has_any_word (to->before, to->n_before, to_words))
    return;

  low = 100 * (to->quantity.low / from->quantity.high - 1);
  high = 100 * (to->quantity.high / from->quantity.low - 1);
  if (is_fall) {
    double swap = low;

    low = -high;
    high = -swap;
  }
  if (low <= percentage->quantity.high + 1e-9 && high >= percentage->quantity.low - 1e-9)
    return;

  from_text = get_source_text (context, from);
  to_text = get_source_text (context, to);
  found = get_source_text (context, percentage);
  bulletin_proof_add (context, "percentage", BULLETIN_SEVERITY_WARNING, percentage->offset, percentage->length, NULL,
                      /* Translators: two quantities, the change worked out, and the one in the text. */
                      g_strdup_printf (_ ("From %s to %s is a change of about %+.0f%%, which does not agree with “%s”."), from_text, to_text,
                                       100 * (to->quantity.value / from->quantity.value - 1), found));
}

/* 满意率 is of those who were asked, whatever else the sentence counts, unless it
 * counts the 满意 themselves. */
static gboolean
is_rate_of_others (const BulletinMention *percentage,
                   const BulletinMention *part)
{
  static const char *const words[] = { "满意", "知晓", "好评", "优秀", "优良", "合格", "及格", "达标", "正确", "点赞" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (has_word (percentage->before, percentage->n_before, words[i]) &&
        !has_word (part->before, part->n_before, words[i]) && !has_word (part->after, part->n_after, words[i]))
      return TRUE;
  }

  return FALSE;
}

static void
check_percentage (BulletinProofContext *context,
                  const GArray         *mentions,
                  guint                 at)
{
  const BulletinMention *percentage = &g_array_index (mentions, BulletinMention, at);
  const BulletinMention *part = find_part (mentions, at);
  const BulletinMention *whole = NULL;
  Share share = get_share (percentage);
  g_autofree char *part_text = NULL;
  g_autofree char *whole_text = NULL;
  g_autofree char *found = NULL;

  if (share == SHARE_NONE || part == NULL || is_rate_of_others (percentage, part))
    return;

  for (guint i = 0; i < mentions->len; i++) {
    const BulletinMention *mention = &g_array_index (mentions, BulletinMention, i);

    if (!may_be_whole (mention, part, percentage, share))
      continue;
    if (agree (part, mention, percentage))
      return;
    if (whole == NULL)
      whole = mention;
  }
  if (whole == NULL)
    return;

  part_text = get_source_text (context, part);
  whole_text = get_source_text (context, whole);
  found = get_source_text (context, percentage);
  bulletin_proof_add (context, "percentage", BULLETIN_SEVERITY_WARNING, percentage->offset, percentage->length, NULL,
                      /* Translators: the part, the whole, the percentage worked out, and the one in the text. */
                      g_strdup_printf (_ ("%s of %s is about %.0f%%, which does not agree with “%s”."), part_text, whole_text,
                                       100 * part->quantity.value / whole->quantity.value, found));
}

/* Percentages that the numbers of the text contradict, even those of another
 * paragraph. */
void
bulletin_rule_percentages (BulletinProofContext *context)
{
  const GArray *mentions = bulletin_proof_get_mentions (context);
  guint n = 0;

  for (guint i = 0; i < mentions->len && n < MAX_PERCENTAGES; i++) {
    if (get_mention (mentions, i)->quantity.is_percent) {
      check_percentage (context, mentions, i);
      check_change (context, mentions, i);
      n++;
    }
  }
}

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

static gboolean
stands_between (const BulletinProofText *text,
                guint                    first,
                guint                    next,
                const char              *words)
{
  for (guint i = first; i < next; i++) {
    if (bulletin_proof_has_words (text, i, words))
      return TRUE;
  }

  return FALSE;
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
  return stands_between (text, first, next, "党员") || stands_between (text, first, next, "团员") ||
         stands_between (text, first, next, "少数民族") ||
         (stands_between (text, first, next, "女") && !stands_between (text, first, next, "男"));
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
  if (!stands_between (text, total->next, MIN (next, total->next + 12), "其中") ||
      are_examples (text, total->next, end) || stands_between (text, total->next, end, "包括") ||
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

  if (stands_between (text, g_array_index (quantities, BulletinQuantity, 0).next, total->first, "其中") ||
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
      if (i + 2 < quantities->len && stands_between (text, quantity->next, MIN (quantity->next + 12, text->n_chars), "其中")) {
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

      if (has_any_word (word, 2, common))
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

    found = get_source_text (context, mention);
    other = get_source_text (context, earlier);
    bulletin_proof_add (context, "person-times", BULLETIN_SEVERITY_WARNING, mention->offset, mention->length, NULL,
                        g_strdup_printf (_ ("Here it is “%s”, before it was “%s”: persons and times are not the same."), found, other));
  }
}
