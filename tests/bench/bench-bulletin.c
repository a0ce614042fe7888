/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-bulletin.h"

#include "bulletin-numerals.h"

/* A page holds 22 rows of 28 characters, of which a paragraph leaves some empty. */
#define CHARS_PER_PAGE 560

#define SEED 20240617

static const char *const subjects[] = {
  "各县区关工委", "市直机关关工委", "社区工作站", "青少年服务队", "老干部宣讲团", "快递行业关工委", "各学校关工委", "退役军人志愿队"
};
static const char *const times[] = {
  "今年以来", "二季度", "暑假期间", "六月上旬", "开学前后", "入夏以来", "上半年", "近期"
};
static const char *const actions[] = {
  "走访慰问困难家庭", "组织开展法治宣讲", "举办书画作品展览", "开设周末阅读课堂", "整理口述历史资料", "检查站点服务设施", "结对帮扶留守儿童", "培训新加入的志愿者"
};
static const char *const results[] = {
  "受到家长和群众的普遍欢迎", "形成了可以推广的做法", "解决了一批实际困难", "带动更多单位参与进来", "为下一步工作打下了基础", "得到了有关部门的肯定"
};

static const char *
pick (GRand             *random,
      const char *const *words,
      guint              n)
{
  return words[g_rand_int_range (random, 0, (gint32) n)];
}

#define PICK(random, words) pick (random, words, G_N_ELEMENTS (words))

void
bench_bulletin_append_sentence (GString *text,
                                GRand   *random)
{
  g_string_append_printf (text, "%s，%s%s%d次，参加%d人次，%s。",
                          PICK (random, times), PICK (random, subjects), PICK (random, actions),
                          g_rand_int_range (random, 2, 40), g_rand_int_range (random, 50, 2000),
                          PICK (random, results));
}

static void
append_table (GString *text,
              GRand   *random)
{
  g_string_append (text, "|= 活动开展情况\n| 单位 | 次数 | 人次 |\n|---|--:|--:|\n");
  for (guint i = 0; i < 6; i++)
    g_string_append_printf (text, "| %s | %d | %d |\n", subjects[i], g_rand_int_range (random, 1, 30), g_rand_int_range (random, 20, 900));
}

char *
bench_bulletin_make_text (guint n_pages)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  GString *text = g_string_new (NULL);
  glong n_chars = 0;

  for (int section = 1; n_chars < (glong) n_pages * CHARS_PER_PAGE; section++) {
    g_autofree char *number = bulletin_numeral_format (section);
    gsize start = text->len;

    g_string_append_printf (text, "%s、%s%s\n", number, PICK (random, subjects), PICK (random, actions));
    for (int part = 1; part <= 3; part++) {
      g_autofree char *part_number = bulletin_numeral_format (part);

      g_string_append_printf (text, "（%s）%s。", part_number, PICK (random, actions));
      for (guint i = 0; i < 5; i++)
        bench_bulletin_append_sentence (text, random);
      g_string_append_c (text, '\n');
      for (guint i = 0; i < 4; i++)
        bench_bulletin_append_sentence (text, random);
      g_string_append_c (text, '\n');
    }
    if (section % 4 == 0)
      append_table (text, random);
    n_chars += g_utf8_strlen (text->str + start, -1);
  }

  return g_string_free_and_steal (text);
}

BulletinMetadata *
bench_bulletin_make_metadata (void)
{
  BulletinMetadata *metadata = bulletin_metadata_new ();

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->issuer, "青禾市关心下一代工作委员会");
  bulletin_metadata_set_string (&metadata->title, "关于上半年工作开展情况的综合报告");
  bulletin_metadata_set_string (&metadata->date, "2024-06-17");
  bulletin_metadata_set_string (&metadata->report_to, "省关工委，市委、市政府有关领导");
  bulletin_metadata_set_string (&metadata->distribute_to, "各县区关工委，市直各单位关工委");
  metadata->year = 2024;
  metadata->number = 6;
  metadata->copies = 120;

  return metadata;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double one = *(const double *) a;
  const double other = *(const double *) b;

  return (one > other) - (one < other);
}

double
bench_percentile (GArray *values,
                  double  p)
{
  g_return_val_if_fail (values->len > 0, 0);

  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN (values->len - 1, (guint) (values->len * p / 100)));
}

void
bench_print (const char *what,
             GArray     *values,
             const char *unit)
{
  g_print ("%-44s p50 %8.2f  p95 %8.2f  max %8.2f %s  (n = %u)\n", what, bench_percentile (values, 50),
           bench_percentile (values, 95), bench_percentile (values, 100), unit, values->len);
}
