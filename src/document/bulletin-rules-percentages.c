/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"

#include <glib/gi18n.h>

/* A text cites a few percentages; each is compared with every quantity. */
#define MAX_PERCENTAGES 300

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

  if (bulletin_has_any_word (percentage->before, percentage->n_before, changes))
    return SHARE_NONE;
  if (bulletin_has_word (percentage->before, percentage->n_before, "率"))
    return SHARE_RATE;
  if (bulletin_has_word (percentage->before, percentage->n_before, "占"))
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
  static const char *const words[] = { "共", "总", "应", "现有", "全部", "计划", "目标", "发放", "拟", "原有",
                                       "全市", "全区", "全县", "全省", "全校", "全镇", "全村", "全班", "我市", "我区", "我县", "我校", NULL };

  return bulletin_has_any_word (mention->before, mention->n_before, words);
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

/* 其中女生56名: of what was counted right before. */
static gboolean
is_called_part (const BulletinMention *part)
{
  return part->n_before >= 2 && part->before[0] == 0x5176 && part->before[1] == 0x4e2d;
}

/* 参保率 and the like are of all that the sentence before counts: 全市现有快递员2000
 * 人。截至5月底，1621人参保，参保率达90%。 */
static gboolean
is_rate_of_all (const BulletinMention *percentage)
{
  static const char *const words[] = { "参保率", "覆盖率", "组建率", "参与率", "普及率", "入会率", "注册率", NULL };

  return bulletin_has_any_word (percentage->before, percentage->n_before, words);
}

/* Whether a percentage comes right after a quantity, in the same sentence. */
static gboolean
is_followed_by_percentage (const GArray          *mentions,
                           const BulletinMention *mention)
{
  const BulletinMention *next = mention + 1;

  return next < &g_array_index (mentions, BulletinMention, mentions->len) && next->quantity.is_percent &&
         next->sentence == mention->sentence;
}

/* Whether @total is a number that @percentage may be a share of, @part being the
 * share. */
static gboolean
may_be_whole (const GArray          *mentions,
              const BulletinMention *total,
              const BulletinMention *part,
              const BulletinMention *percentage,
              Share                  share)
{
  if (total == part || total->quantity.is_percent || total->quantity.unit != part->quantity.unit ||
      total->quantity.high <= part->quantity.low)
    return FALSE;
  if (total->sentence == percentage->sentence)
    return total->offset < part->offset && (is_total (total) || is_called_whole (total) || count_the_same (total, part) ||
                                            (is_called_part (part) && total + 1 == part));
  /* 共有学生200人。其中男生120人，占60%。 */
  if (share == SHARE_PART)
    return total->line == percentage->line && total->offset < part->offset && is_total (total) && is_bare_share (percentage);

  /* 西安区240人，参与率75%；东安区300人，参与率80%: that one has its own. */
  if (is_followed_by_percentage (mentions, total))
    return FALSE;
  if (is_rate_of_all (percentage) && total->line == percentage->line && total->sentence + 1 == percentage->sentence && is_total (total))
    return TRUE;

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

/* The year that stands before a quantity in the same line, not before @from; 0 if
 * there is none. */
static int
find_year_before (const char *source,
                  gsize       from,
                  gsize       offset)
{
  for (const char *p = source + offset; p >= source + from + 4 && p[-1] != '\n'; p--) {
    if (g_str_has_prefix (p, "年") && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[-2]) && g_ascii_isdigit (p[-3]) && g_ascii_isdigit (p[-4]))
      return (int) g_ascii_strtoll (p - 4, NULL, 10);
  }

  return 0;
}

/* 2023年发放50万元，2024年发放60万元. */
static gboolean
are_of_years_in_a_row (const BulletinProofContext *context,
                       const BulletinMention      *from,
                       const BulletinMention      *to)
{
  const char *source = bulletin_document_get_source (context->document);
  int year = find_year_before (source, from->offset > 60 ? from->offset - 60 : 0, from->offset);

  return year > 0 && find_year_before (source, from->offset + from->length, to->offset) == year + 1;
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
  gboolean is_rise = bulletin_has_any_word (percentage->before, percentage->n_before, rises);
  gboolean is_fall = bulletin_has_any_word (percentage->before, percentage->n_before, falls);
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
      from->quantity.low <= 0 ||
      (!(bulletin_has_any_word (from->before, from->n_before, from_words) && bulletin_has_any_word (to->before, to->n_before, to_words)) &&
       !are_of_years_in_a_row (context, from, to)))
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

  from_text = bulletin_mention_get_text (context, from);
  to_text = bulletin_mention_get_text (context, to);
  found = bulletin_mention_get_text (context, percentage);
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
    if (bulletin_has_word (percentage->before, percentage->n_before, words[i]) &&
        !bulletin_has_word (part->before, part->n_before, words[i]) && !bulletin_has_word (part->after, part->n_after, words[i]))
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

    if (!may_be_whole (mentions, mention, part, percentage, share))
      continue;
    if (agree (part, mention, percentage))
      return;
    if (whole == NULL)
      whole = mention;
  }
  if (whole == NULL)
    return;

  part_text = bulletin_mention_get_text (context, part);
  whole_text = bulletin_mention_get_text (context, whole);
  found = bulletin_mention_get_text (context, percentage);
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
