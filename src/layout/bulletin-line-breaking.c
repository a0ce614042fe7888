/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-line-breaking.h"

#include <math.h>
#include <string.h>

/* Sums of widths may differ by rounding where a line is exactly full. */
#define EPSILON 1e-3

/* How many characters punctuation may be squeezed for: a stop and a quote. */
#define MAX_PULLED_IN 3

/* Titles are laid out by trying every way of breaking them; beyond this many
 * lines there are too many ways, and they are filled line by line. */
#define MAX_BALANCED_LINES 4

static const BulletinCluster *
get_cluster (const BulletinShapedText *shaped,
             guint                     index)
{
  return &g_array_index (shaped->clusters, BulletinCluster, index);
}

static gboolean
is_space (const BulletinShapedText *shaped,
          guint                     index)
{
  return (get_cluster (shaped, index)->flags & BULLETIN_CLUSTER_SPACE) != 0;
}

static gboolean
may_break (const BulletinShapedText *shaped,
           guint                     index)
{
  return (get_cluster (shaped, index)->flags & BULLETIN_CLUSTER_BREAK) != 0;
}

static BulletinLineExtent
make_line (const BulletinShapedText *shaped,
           guint                     start,
           guint                     end,
           double                    available)
{
  BulletinLineExtent line = { start, end, end, 0, 0, end == shaped->clusters->len };

  while (line.visible_end > start && is_space (shaped, line.visible_end - 1))
    line.visible_end--;
  for (guint i = start; i < line.visible_end; i++)
    line.width += get_cluster (shaped, i)->width;
  if (line.width > available + EPSILON)
    line.squeeze = line.width - available;

  return line;
}

/* Whether the clusters from @overflow on that may not begin a line can be pulled
 * into this one: by at most three, with punctuation giving way. */
static gboolean
find_squeezed_end (const BulletinShapedText *shaped,
                   guint                     start,
                   guint                     overflow,
                   double                    available,
                   guint                    *end)
{
  double width = 0, capacity = 0;

  for (guint i = start; i < shaped->clusters->len && i < overflow + MAX_PULLED_IN; i++) {
    const BulletinCluster *cluster = get_cluster (shaped, i);

    width += cluster->width;
    capacity += cluster->squeeze;
    if (i < overflow)
      continue;

    *end = i + 1;
    while (*end < shaped->clusters->len && is_space (shaped, *end))
      (*end)++;
    if (*end == shaped->clusters->len || may_break (shaped, *end))
      return width - capacity <= available + EPSILON;
  }

  return FALSE;
}

static guint
find_line_end (const BulletinShapedText *shaped,
               guint                     start,
               double                    available)
{
  const guint n = shaped->clusters->len;
  double width = 0;
  guint overflow = start;
  guint end;

  while (overflow < n && width + get_cluster (shaped, overflow)->width <= available + EPSILON)
    width += get_cluster (shaped, overflow++)->width;

  /* White space hangs in the margin, so that no line begins with it. */
  end = overflow;
  while (end < n && is_space (shaped, end))
    end++;
  if (end == n || (end > overflow && may_break (shaped, end)))
    return end;

  if (overflow > start && may_break (shaped, overflow))
    return overflow;

  if (find_squeezed_end (shaped, start, overflow, available, &end))
    return end;

  for (guint i = overflow; i > start; i--) {
    if (may_break (shaped, i))
      return i;
  }

  /* A word longer than a line, or a row of closing marks: break it anyhow. */
  return MAX (overflow, start + 1);
}

/**
 * bulletin_break_lines:
 * @shaped: a shaped text
 * @first_width: the room in the first line, in points
 * @width: the room in the others
 *
 * Fills line after line as full as it goes. A mark that may not begin a line is
 * pulled into the line before if its punctuation can be squeezed that far (GB/T
 * 15834-2011, 5.1.9), otherwise the character before it is pushed down.
 *
 * Returns: (transfer full) (element-type BulletinLineExtent): the lines; none
 *   for an empty text
 */
GArray *
bulletin_break_lines (const BulletinShapedText *shaped,
                      double                    first_width,
                      double                    width)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (BulletinLineExtent));
  guint start = 0;

  while (start < shaped->clusters->len) {
    double available = start == 0 ? first_width : width;
    guint end = find_line_end (shaped, start, available);
    BulletinLineExtent line = make_line (shaped, start, end, available);

    g_array_append_val (lines, line);
    start = end;
  }

  return lines;
}

/* Words of these bulletins that a title is not broken inside of. Chinese puts no
 * spaces between words, and a general dictionary would be larger than Bulletin;
 * where a title needs another break, its writer puts a space there. */
/* clang-format off */
static const char *const words[] = {
  "关心下一代", "工作委员会", "委员会", "关工委", "关工", "办公室", "邮政局", "管理局", "教育局",
  "牡丹江市", "黑龙江省", "全市", "全省", "快递", "小哥", "驿站", "志愿者", "志愿", "服务", "队伍",
  "青少年", "儿童", "未成年人", "留守", "老干部", "老战士", "老专家", "老教师", "老模范", "五老",
  "五师一室", "活动", "工作", "会议", "座谈会", "推进会", "动员会", "培训班", "主题", "教育",
  "宣传", "学习", "贯彻", "落实", "精神", "建设", "发展", "组织", "开展", "深入", "推进", "推动",
  "加强", "打造", "品牌", "关爱", "关怀", "帮扶", "助学", "捐赠", "慰问", "暑期", "假期", "社区",
  "学校", "校园", "街道", "法治", "法律", "科普", "家庭", "家风", "故事", "文化", "传承", "红色",
  "基因", "共同", "密切", "配合", "协调", "联合", "积极", "参与", "创新", "经验", "交流", "通报",
  "总结", "综述", "情况", "报告", "先进", "典型", "表彰", "保障", "维护", "权益", "健康", "成长",
  "安全", "献血", "公益", "基层", "单位", "成员", "部门", "各级", "各区", "首批", "季度", "年度",
  "召开", "举办", "举行", "成立", "启动", "调研", "检查", "第一", "中国", "中华", "毛泽东",
  "暖蜂驿站", "爱心驿站", "上半年", "下半年", "半年", "使用", "基层组织", "组织建设", "若干意见",
  "征求意见稿", "通知", "方案", "办法", "征文", "演讲", "比赛", "竞赛", "讲座", "讲堂", "课堂", "报告会",
  "研讨会", "总结会", "现场会", "新时代", "改进", "进一步", "思想道德", "心理", "困难", "调查", "研究", "关心", "下一代",
  "共青团", "妇联", "工会", "企业", "员工", "公司", "外卖", "骑手", "宣讲", "表扬", "优秀", "集体", "个人",
};
/* clang-format on */

/* Particles that lean on the word before them. */
#define LEANING "的了着过们等者性化型式"

/* Conjunctions that lean on the word behind them. */
#define LEADING "和与及暨或并"

/* How bad it is for the sense of a title to break it before cluster @index, in
 * square ems, so that it can be weighed against the lines' shape. */
static double
judge_sense (const BulletinShapedText *shaped,
             const BulletinText       *text,
             guint                     index)
{
  const char *string = text->text->str;
  const BulletinCluster *after = get_cluster (shaped, index);
  const BulletinCluster *before = get_cluster (shaped, index - 1);
  double penalty = 0;

  if (before->flags & (BULLETIN_CLUSTER_SPACE | BULLETIN_CLUSTER_CLOSING) || before->c == 0x2014)
    penalty -= 4;
  if (after->flags & BULLETIN_CLUSTER_OPENING)
    penalty -= 1;
  if (g_utf8_strchr (LEANING, -1, after->c))
    penalty += 12;
  if (g_utf8_strchr (LEADING, -1, before->c))
    penalty += 8;
  if (before->c == 0x7684 /* 的 */)
    penalty -= 1;
  if (after->c == 0x2014 && before->c != 0x2014)
    penalty += 6;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const gsize length = strlen (words[i]);

    for (gsize inside = 3; inside < length; inside += 3) {
      if (inside <= after->start && strncmp (string + after->start - inside, words[i], length) == 0) {
        penalty += 15;
        i = G_N_ELEMENTS (words) - 1;
        break;
      }
    }
  }

  return penalty;
}

/* Bracketed and quoted names stay whole where they can. */
static double *
judge_breaks (const BulletinShapedText *shaped,
              const BulletinText       *text)
{
  double *penalties = g_new0 (double, shaped->clusters->len + 1);
  int depth = 0;

  for (guint i = 0; i < shaped->clusters->len; i++) {
    const BulletinCluster *cluster = get_cluster (shaped, i);
    const gboolean pair = g_utf8_strchr ("“”‘’《》（）〈〉【】「」『』()", -1, cluster->c) != NULL;

    if (pair && cluster->flags & BULLETIN_CLUSTER_CLOSING && depth > 0)
      depth--;

    if (i > 0)
      penalties[i] = may_break (shaped, i) ? judge_sense (shaped, text, i) + 25 * depth : G_MAXDOUBLE;

    if (pair && cluster->flags & BULLETIN_CLUSTER_OPENING)
      depth++;
  }

  return penalties;
}

typedef struct
{
  const BulletinShapedText *shaped;
  const double *penalties;
  const double *positions; /* the width of everything before a cluster */
  double width;
  double em;
  guint n_lines;
  guint breaks[MAX_BALANCED_LINES];
  guint best[MAX_BALANCED_LINES];
  double best_cost;
} Balance;

/* GB/T 9704-2012, 7.3.1: the lines of a title make a trapezoid or a diamond;
 * neither equal lines nor a narrow middle, and no line of a character or two. */
static double
judge_shape (const Balance *self)
{
  double lengths[MAX_BALANCED_LINES];
  double mean = self->positions[self->shaped->clusters->len] / self->n_lines;
  double cost = 0;

  for (guint i = 0; i < self->n_lines; i++) {
    guint start = i == 0 ? 0 : self->breaks[i - 1];
    guint end = i + 1 == self->n_lines ? self->shaped->clusters->len : self->breaks[i];
    double deviation;

    lengths[i] = self->positions[end] - self->positions[start];
    deviation = (lengths[i] - mean) / self->em;
    cost += 0.35 * deviation * deviation;
    if (lengths[i] < 0.4 * mean)
      cost += 20;
  }

  for (guint i = 1; i < self->n_lines; i++) {
    if (fabs (lengths[i] - lengths[i - 1]) < self->em / 2)
      cost += 1.5;
  }
  for (guint i = 1; i + 1 < self->n_lines; i++) {
    if (lengths[i] < lengths[i - 1] && lengths[i] < lengths[i + 1])
      cost += 12;
  }

  return cost;
}

static void
try_breaks (Balance *self,
            guint    line,
            guint    start,
            double   cost)
{
  const guint n = self->shaped->clusters->len;

  if (line + 1 == self->n_lines) {
    if (self->positions[n] - self->positions[start] > self->width + EPSILON)
      return;

    cost += judge_shape (self);
    if (cost < self->best_cost) {
      self->best_cost = cost;
      memcpy (self->best, self->breaks, sizeof self->best);
    }
    return;
  }

  for (guint i = start + 1; i < n && self->positions[i] - self->positions[start] <= self->width + EPSILON; i++) {
    if (self->penalties[i] == G_MAXDOUBLE)
      continue;

    self->breaks[line] = i;
    try_breaks (self, line + 1, i, cost + self->penalties[i]);
  }
}

/**
 * bulletin_break_lines_balanced:
 * @shaped: a shaped title
 * @text: its text
 * @width: the room in a line, in points
 *
 * Breaks a title into as few lines as it needs, by sense as far as that can be
 * told and in a trapezoid or a diamond (GB/T 9704-2012, 7.3.1).
 *
 * Returns: (transfer full) (element-type BulletinLineExtent): the lines
 */
GArray *
bulletin_break_lines_balanced (const BulletinShapedText *shaped,
                               const BulletinText       *text,
                               double                    width)
{
  g_autoptr (GArray) greedy = bulletin_break_lines (shaped, width, width);

  if (greedy->len < 2 || greedy->len > MAX_BALANCED_LINES)
    return g_steal_pointer (&greedy);

  const guint n = shaped->clusters->len;
  g_autofree double *penalties = judge_breaks (shaped, text);
  g_autofree double *positions = g_new0 (double, n + 1);
  Balance balance = { shaped, penalties, positions, width, 0, greedy->len, { 0 }, { 0 }, G_MAXDOUBLE };

  balance.em = g_array_index (text->spans, BulletinTextSpan, 0).size;
  for (guint i = 0; i < n; i++)
    positions[i + 1] = positions[i] + get_cluster (shaped, i)->width;

  try_breaks (&balance, 0, 0, 0);

  /* One line more may read better, as when a name would have to be divided. */
  if ((balance.best_cost == G_MAXDOUBLE || balance.best_cost > 14) && greedy->len < MAX_BALANCED_LINES) {
    Balance longer = balance;

    longer.n_lines++;
    longer.best_cost = G_MAXDOUBLE;
    try_breaks (&longer, 0, 0, 0);
    if (longer.best_cost + 6 < balance.best_cost)
      balance = longer;
  }

  if (balance.best_cost == G_MAXDOUBLE)
    return g_steal_pointer (&greedy);

  GArray *lines = g_array_new (FALSE, FALSE, sizeof (BulletinLineExtent));
  for (guint i = 0; i < balance.n_lines; i++) {
    guint start = i == 0 ? 0 : balance.best[i - 1];
    guint end = i + 1 == balance.n_lines ? n : balance.best[i];
    BulletinLineExtent line = make_line (shaped, start, end, width);

    g_array_append_val (lines, line);
  }

  return lines;
}
