/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bulletin-text-import.h"

/* Each test that writes has a folder of its own. */
static char *
make_folder (void)
{
  return g_dir_make_tmp ("bulletin-import-XXXXXX", NULL);
}

static char *
read_bytes (const char *data,
            gssize length,
            GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);

  return bulletin_decode_text (bytes, "说明.txt", error);
}

static void
assert_refused (const char *data,
                gssize length,
                BulletinExchangeError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_bytes (data, length, &error);

  g_assert_null (text);
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "说明.txt"));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_utf8_with_and_without_bom (void)
{
  g_autofree char *plain = read_bytes ("简报\r\n第二行\r", -1, NULL);
  g_autofree char *marked = read_bytes ("\xef\xbb\xbf简报\n第二行\n", -1, NULL);

  g_assert_cmpstr (plain, ==, "简报\n第二行\n");
  g_assert_cmpstr (marked, ==, "简报\n第二行\n");
}

static void
test_utf16_and_gb18030 (void)
{
  const char *text = "驿站里有热水、药品和一本书。\n𠮷\n";
  static const struct
  {
    const char *charset;
    const char *bom;
    gsize bom_length;
  } forms[] = {
    { "UTF-16LE", "\xff\xfe", 2 },
    { "UTF-16BE", "\xfe\xff", 2 },
    { "GB18030", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    gsize length;
    g_autofree char *encoded = g_convert (text, -1, forms[i].charset, "UTF-8", NULL, &length, NULL);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autofree char *decoded = NULL;

    g_assert_nonnull (encoded);
    g_byte_array_append (bytes, (const guint8 *) forms[i].bom, (guint) forms[i].bom_length);
    g_byte_array_append (bytes, (const guint8 *) encoded, (guint) length);
    decoded = read_bytes ((const char *) bytes->data, bytes->len, NULL);
    g_assert_cmpstr (decoded, ==, text);
  }
}

static void
test_what_is_not_text_is_refused (void)
{
  assert_refused ("", 0, BULLETIN_EXCHANGE_ERROR_EMPTY);
  assert_refused (" \n\t\n　\n", -1, BULLETIN_EXCHANGE_ERROR_EMPTY);
  assert_refused ("\xef\xbb\xbf", 3, BULLETIN_EXCHANGE_ERROR_EMPTY);
  assert_refused ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
  assert_refused ("abc\0def", 7, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
  assert_refused ("\x1b[31m", -1, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
  /* Latin 1: é and a space is no pair of GB18030. */
  assert_refused ("un caf\xe9 noir", -1, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
  /* An odd byte at the end of UTF-16, and half a surrogate pair. */
  assert_refused ("\xff\xfe\x80\x7b\x00", 5, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
  assert_refused ("\xff\xfe\x00\xd8", 4, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
  /* The user's own area of GB18030 decodes, to characters that mean nothing. */
  assert_refused ("\xaa\xa1\xaa\xa2\xaa\xa3", -1, BULLETIN_EXCHANGE_ERROR_NOT_TEXT);
}

static void
test_limits_are_kept (void)
{
  g_autofree char *line = g_strnfill (BULLETIN_IMPORT_MAX_LINE, 'a');
  g_autofree char *longer = g_strnfill (BULLETIN_IMPORT_MAX_LINE + 1, 'a');
  g_autofree char *huge = g_strnfill (BULLETIN_IMPORT_MAX_BYTES + 1, '\n');
  g_autofree char *text = read_bytes (line, -1, NULL);

  g_assert_cmpuint (strlen (text), ==, BULLETIN_IMPORT_MAX_LINE);
  assert_refused (longer, -1, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (huge, -1, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_files_that_cannot_be_read_are_named (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "没有.txt", NULL);
  g_autofree char *huge = g_build_filename (folder, "大.txt", NULL);
  g_autofree char *line = g_strnfill (20 * 1024 * 1024, 'x');
  const char *const paths[] = { missing, folder, huge };
  const int codes[] = {
    BULLETIN_EXCHANGE_ERROR_NOT_FOUND, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT, BULLETIN_EXCHANGE_ERROR_TOO_LARGE
  };

  g_assert_true (g_file_set_contents (huge, line, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
    g_autofree char *name = g_path_get_basename (paths[i]);
    g_autoptr (GError) error = NULL;
    g_autofree char *text = bulletin_read_text_file (file, NULL, &error);

    g_assert_null (text);
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, codes[i]);
    g_assert_nonnull (strstr (error->message, name));
  }
  g_unlink (huge);
  g_rmdir (folder);
}

static void
test_cancelling_stops_the_reading (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/self/cmdline");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_read_text_file (file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A text and what must come of it; NULL and 0 for what it does not say. */
typedef struct
{
  const char *name;
  const char *text;
  const char *title;
  int year;
  int number;
  int total_number;
  BulletinKind kind;
  const char *date;
  const char *series;
  const char *issuer;
  const char *signer;
  const char *report_to;
  const char *send_to;
  const char *distribute_to;
  int copies;
  const char *body;
} Sample;

#define BODY                                                       \
  "春节前夕,志愿者来到各个驿站,送去了热茶、围巾和手写的春联。\n\n" \
  "一、筹备早一步。队伍提前两周摸底,登记了每个站点的需要。\n\n"    \
  "二、服务近一步。值守时间延长到晚上九点。"

static const Sample samples[] = {
  {
      .name = "web page with navigation and foot",
      .text = "今天是2025年3月1日 星期六\n工作动态\n位置:首页 > 工作动态 > 工作简报\n简报2025年第三期\n2025年02月28日\n\n\n志愿者走进驿站\n\n" BODY "\n\n\n"
              "某某教育网 某某火炬 青禾在线\n版权所有:青禾市关心下一代工作委员会\n地址:青禾市湖滨路8号 电话:0400-1234567 传真:0400-1234567 网址:www.example.cn\nCopyright © 2020 - 2025. All Rights Reserved 技术支持:某某网络 网站地图",
      .title = "志愿者走进驿站",
      .year = 2025,
      .number = 3,
      .date = "2025-02-28",
      .series = "工作简报",
      .body = BODY,
  },
  {
      .name = "web page of another make",
      .text = "欢迎访问青禾市关心下一代网站!\n网站首页 | 新闻动态 | 通知公告 | 五老风采 | 联系我们\n您当前的位置：首页 › 工作简报 › 正文\n"
              "志愿者走进驿站\n来源：市关工委  作者：李乙  发布时间：2025-03-02 10:30  浏览次数：128\n【字号 大 中 小】【打印】【关闭】\n\n" BODY "\n\n"
              "责任编辑：李乙\n【打印】 【关闭】\n上一篇：关于召开会议的通知\n下一篇：没有了\n分享到：微信 微博\n"
              "友情链接\n中国关工委\n某某教育\n主办：青禾市关工委 承办：青禾市信息中心\n青ICP备12345678号-1  青公网安备 40000000000001号\n技术支持：某某科技",
      .title = "志愿者走进驿站",
      .year = 2025,
      .date = "2025-03-02",
      .series = "工作简报",
      .body = BODY,
  },
  {
      .name = "typed bulletin with a red head and a tail",
      .text = "秘密\n工 作 简 报\n第6期（总第30期）\n青禾市关工委办公室　　　　　　2024年6月17日\n————————————\n签发人：孙丙\n\n　　　　志愿者走进驿站\n\n" BODY "\n\n"
              "报：省关工委，市委办公室\n送：市关工委各成员单位，\n　　各区委老干部局\n发：各区关工委　　　　（共印120份）\n",
      .title = "志愿者走进驿站",
      .year = 2024,
      .number = 6,
      .total_number = 30,
      .date = "2024-06-17",
      .series = "工作简报",
      .issuer = "青禾市关工委办公室",
      .signer = "孙丙",
      .report_to = "省关工委，市委办公室",
      .send_to = "市关工委各成员单位，各区委老干部局",
      .distribute_to = "各区关工委",
      .copies = 120,
      .body = BODY,
  },
  {
      .name = "number and date in Chinese numerals",
      .text = "关心下一代工作简报\n二〇二三年第十二期\n青禾市关心下一代工作委员会\n二〇二三年十二月二十五日\n\n志愿者走进驿站\n" BODY "\n共印 50 份",
      .title = "志愿者走进驿站",
      .year = 2023,
      .number = 12,
      .date = "2023-12-25",
      .series = "关心下一代工作简报",
      .issuer = "青禾市关心下一代工作委员会",
      .copies = 50,
      .body = BODY,
  },
  {
      .name = "supplement",
      .text = "工作简报\n2022年增刊第2期\n2022-05-04\n\n志愿者走进驿站\n" BODY,
      .title = "志愿者走进驿站",
      .year = 2022,
      .number = 2,
      .kind = BULLETIN_KIND_SUPPLEMENT,
      .date = "2022-05-04",
      .series = "工作简报",
      .body = BODY,
  },
  {
      .name = "issue line, number and date on one line",
      .text = "工作简报  第 9 期  2021 年 10 月 8 日\n\n志愿者走进驿站\n\n" BODY,
      .title = "志愿者走进驿站",
      .year = 2021,
      .number = 9,
      .date = "2021-10-08",
      .series = "工作简报",
      .body = BODY,
  },
  {
      .name = "title above its date",
      .text = "志愿者走进驿站\n2024.11.5\n\n" BODY,
      .title = "志愿者走进驿站",
      .year = 2024,
      .date = "2024-11-05",
      .body = BODY,
  },
  {
      .name = "title of two lines with a subtitle",
      .text = "位置：首页 >> 工作简报\n第十期\n志愿者走进驿站\n——青禾市见闻\n\n" BODY,
      .title = "志愿者走进驿站——青禾市见闻",
      .number = 10,
      .series = "工作简报",
      .body = BODY,
  },
  {
      .name = "signature under the text",
      .text = "志愿者走进驿站\n\n" BODY "\n\n青禾市关工委办公室\n2024年6月17日",
      .title = "志愿者走进驿站",
      .year = 2024,
      .date = "2024-06-17",
      .issuer = "青禾市关工委办公室",
      .body = BODY "\n\n青禾市关工委办公室\n2024年6月17日",
  },
  {
      .name = "plain text",
      .text = "志愿者走进驿站\n" BODY,
      .title = "志愿者走进驿站",
      .body = BODY,
  },
  {
      .name = "plain text without a title",
      .text = "　　" BODY "\n",
      .body = "　　" BODY,
  },
  {
      .name = "address and telephone in the middle",
      .text = "活动安排\n\n活动在湖滨路举行。\n地址：湖滨路8号 电话：0400-7654321\n\n请各单位按时参加，不得缺席。",
      .title = "活动安排",
      .body = "活动在湖滨路举行。\n地址：湖滨路8号 电话：0400-7654321\n\n请各单位按时参加，不得缺席。",
  },
  {
      .name = "telephone in the last line of a notice",
      .text = "活动安排\n\n活动在湖滨路举行。\n联系电话：0400-7654321",
      .title = "活动安排",
      .body = "活动在湖滨路举行。\n联系电话：0400-7654321",
  },
  {
      .name = "telephone of a notice above the page's foot",
      .text = "活动安排\n\n活动在湖滨路举行。\n\n联系电话：0400-7654321\n\n版权所有：青禾市关工委",
      .title = "活动安排",
      .body = "活动在湖滨路举行。\n\n联系电话：0400-7654321",
  },
  {
      .name = "words of a page inside sentences",
      .text = "关于网站建设的简要汇报\n\n首页改版之后，浏览次数比去年多了三成，版权所有问题也已理清。\n\n今天是立春，志愿者照常值守。",
      .title = "关于网站建设的简要汇报",
      .body = "首页改版之后，浏览次数比去年多了三成，版权所有问题也已理清。\n\n今天是立春，志愿者照常值守。",
  },
  {
      .name = "title that counts a class",
      .text = "第6期\n2024年6月17日\n五老骨干第六期培训班开班\n\n" BODY,
      .title = "五老骨干第六期培训班开班",
      .year = 2024,
      .number = 6,
      .date = "2024-06-17",
      .body = BODY,
  },
  {
      .name = "unknown line above a head stays",
      .text = "湖滨晨讯摘录\n第6期\n2024年6月17日\n志愿者走进驿站\n\n" BODY,
      .title = "志愿者走进驿站",
      .year = 2024,
      .number = 6,
      .date = "2024-06-17",
      .body = "湖滨晨讯摘录\n" BODY,
  },
};

static void
test_sample_is_recognised (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *body = NULL;

  bulletin_recognise_text (sample->text, &metadata, &body);
  g_assert_cmpstr (metadata->title, ==, sample->title);
  g_assert_cmpint (metadata->year, ==, sample->year);
  g_assert_cmpint (metadata->number, ==, sample->number);
  g_assert_cmpint (metadata->total_number, ==, sample->total_number);
  g_assert_cmpint (metadata->kind, ==, sample->kind);
  g_assert_cmpstr (metadata->date, ==, sample->date);
  g_assert_cmpstr (metadata->series, ==, sample->series);
  g_assert_cmpstr (metadata->issuer, ==, sample->issuer);
  g_assert_cmpstr (metadata->signer, ==, sample->signer);
  g_assert_cmpstr (metadata->report_to, ==, sample->report_to);
  g_assert_cmpstr (metadata->send_to, ==, sample->send_to);
  g_assert_cmpstr (metadata->distribute_to, ==, sample->distribute_to);
  g_assert_cmpint (metadata->copies, ==, sample->copies);
  g_assert_cmpstr (body, ==, sample->body);
}

/* Every way to write an issue line that was met. */
static void
test_issue_lines_are_read (void)
{
  static const struct
  {
    const char *line;
    int year, number, total;
    BulletinKind kind;
  } lines[] = {
    { "第6期", 0, 6, 0, 0 },
    { "第 六 期", 0, 6, 0, 0 },
    { "第十二期", 0, 12, 0, 0 },
    { "第二十一期", 0, 21, 0, 0 },
    { "（第6期）", 0, 6, 0, 0 },
    { "2024年第6期", 2024, 6, 0, 0 },
    { "２０２４年第６期", 2024, 6, 0, 0 },
    { "二〇二四年第六期", 2024, 6, 0, 0 },
    { "二○二四年第六期", 2024, 6, 0, 0 },
    { "〔2024〕6号", 2024, 6, 0, 0 },
    { "[2024]第6期", 2024, 6, 0, 0 },
    { "(2024年第6期)", 2024, 6, 0, 0 },
    { "简报第6期(总第30期)", 0, 6, 30, 0 },
    { "工作简报2024年第6期（总第１３０期）", 2024, 6, 130, 0 },
    { "《工作简报》2024年第6期", 2024, 6, 0, 0 },
    { "2024年第六期简报", 2024, 6, 0, 0 },
    { "增刊第1期", 0, 1, 0, BULLETIN_KIND_SUPPLEMENT },
    { "2024年增刊", 2024, 0, 0, BULLETIN_KIND_SUPPLEMENT },
    { "简报2024年第2期（增刊）", 2024, 2, 0, BULLETIN_KIND_SUPPLEMENT },
    { "第6期  总第30期", 0, 6, 30, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *text = g_strdup_printf ("%s\n志愿者走进驿站\n\n" BODY, lines[i].line);
    g_autoptr (BulletinMetadata) metadata = NULL;
    g_autofree char *body = NULL;

    g_test_message ("%s", lines[i].line);
    bulletin_recognise_text (text, &metadata, &body);
    g_assert_cmpint (metadata->year, ==, lines[i].year);
    g_assert_cmpint (metadata->number, ==, lines[i].number);
    g_assert_cmpint (metadata->total_number, ==, lines[i].total);
    g_assert_cmpint (metadata->kind, ==, lines[i].kind);
    g_assert_cmpstr (metadata->title, ==, "志愿者走进驿站");
    g_assert_cmpstr (body, ==, BODY);
  }
}

static void
test_lines_that_are_no_issue_line_stay (void)
{
  static const char *const lines[] = {
    "第六期培训班",
    "二期工程",
    "8号",
    "2024年",
    "第一书记",
    "第三方",
    "总第一",
    "全年增刊计划",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *text = g_strdup_printf ("志愿者走进驿站\n\n%s\n\n" BODY, lines[i]);
    g_autofree char *expected = g_strdup_printf ("%s\n\n" BODY, lines[i]);
    g_autoptr (BulletinMetadata) metadata = NULL;
    g_autofree char *body = NULL;

    bulletin_recognise_text (text, &metadata, &body);
    g_assert_cmpint (metadata->number, ==, 0);
    g_assert_cmpstr (body, ==, expected);
  }
}

static void
test_recipients_of_one_line_are_parted (void)
{
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *body = NULL;

  bulletin_recognise_text ("志愿者走进驿站\n\n" BODY "\n\n报：省关工委  送：各成员单位  发：各区关工委\n青禾市关工委办公室　2024年6月17日印发　共印80份",
                           &metadata, &body);
  g_assert_cmpstr (metadata->report_to, ==, "省关工委");
  g_assert_cmpstr (metadata->send_to, ==, "各成员单位");
  g_assert_cmpstr (metadata->distribute_to, ==, "各区关工委");
  g_assert_cmpint (metadata->copies, ==, 80);
  g_assert_cmpstr (body, ==, BODY);
}

/* Whatever lines a text is made of, in whatever order: what comes back is some of
 * its lines, in order and unchanged, and every line of prose is among them. */
static void
test_no_line_of_prose_is_lost_or_changed (void)
{
  static const char *const furniture[] = {
    "",
    "　",
    "今天是2025年3月1日 星期六",
    "位置:首页 > 工作简报",
    "简报2025年第三期",
    "2025年02月28日",
    "工作简报",
    "来源：市关工委 发布时间：2025-03-02",
    "【打印】【关闭】",
    "版权所有:青禾市关工委",
    "地址:湖滨路8号 电话:0400-1234567",
    "友情链接",
    "某某网 某某委员会 某某中心",
    "报：省关工委",
    "共印50份",
    "签发人：孙丙",
    "————————",
    "---",
    "志愿者走进驿站",
    "青禾市关工委办公室",
    "上一篇：通知",
    "青ICP备1号",
    "主办：市关工委",
  };
  static const char *const prose[] = {
    "志愿者清早就到了站点，烧好热水，摆好座椅，等第一批骑手来歇脚。",
    "一、筹备早一步。队伍提前两周摸底。",
    "　　二是服务近一步，值守时间延长到晚上九点，节假日也不间断。",
    "（一）登记需要。",
    "１．热水和药品每周补一次，由站长签字后交街道备查，三年内不销毁。",
  };

  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (BulletinMetadata) metadata = NULL;
    g_autofree char *body = NULL;
    g_auto (GStrv) before = NULL;
    g_auto (GStrv) after = NULL;
    guint n_lines = (guint) g_test_rand_int_range (1, 14);
    guint at = 0;

    for (guint i = 0; i < n_lines; i++) {
      const char *line = g_test_rand_bit () ? prose[g_test_rand_int_range (0, G_N_ELEMENTS (prose))]
                                            : furniture[g_test_rand_int_range (0, G_N_ELEMENTS (furniture))];

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
    bulletin_recognise_text (text->str, &metadata, &body);

    before = g_strsplit (text->str, "\n", -1);
    after = g_strsplit (body, "\n", -1);
    for (guint i = 0; after[i] && *body; i++) {
      while (before[at] && strcmp (before[at], after[i]) != 0) {
        g_assert_false (g_strv_contains (prose, before[at]));
        at++;
      }
      g_assert_nonnull (before[at]);
      at++;
    }
    for (; before[at]; at++)
      g_assert_false (g_strv_contains (prose, before[at]));
  }
}

static void
test_any_bytes_are_survived (void)
{
  for (guint round = 0; round < 400; round++) {
    gsize length = (gsize) g_test_rand_int_range (0, 400);
    g_autofree char *bytes = g_malloc (length + 1);
    g_autoptr (BulletinMetadata) metadata = NULL;
    g_autofree char *body = NULL;

    for (gsize i = 0; i < length; i++)
      bytes[i] = (char) g_test_rand_int_range (1, 256);
    bytes[length] = '\0';
    bulletin_recognise_text (bytes, &metadata, &body);
    g_assert_true (g_utf8_validate (body, -1, NULL));
  }
}

/* Lines made to keep a careless pattern busy. */
static void
test_hostile_lines_take_no_time (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *body = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 40; i++)
    g_string_append (text, "大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大 大!\n返回顶部返回顶部返回顶部返回顶部返回顶部返回顶部返回顶部返回顶部返回顶部返回顶部返回顶部!\n");
  bulletin_recognise_text (text->str, &metadata, &body);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* The real page, if it lies beside the checkout. */
static void
test_the_real_page_is_recognised (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR") ? g_getenv ("G_TEST_SRCDIR") : ".",
                                            "..", "..", "shared", "seeds", "bulletin-2024-06.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) kept = NULL;
  guint n_paragraphs = 0, n_headings = 0;

  if (!g_file_query_exists (file, NULL)) {
    g_test_skip ("the real page does not lie in ../shared/seeds beside the checkout");
    return;
  }
  text = bulletin_read_text_file (file, NULL, &error);
  g_assert_no_error (error);
  bulletin_recognise_text (text, &metadata, &body);

  g_assert_cmpint (metadata->year, ==, 2024);
  g_assert_cmpint (metadata->number, ==, 6);
  g_assert_cmpint (metadata->kind, ==, BULLETIN_KIND_REGULAR);
  g_assert_cmpstr (metadata->date, ==, "2024-06-17");
  g_assert_cmpstr (metadata->series, ==, "工作简报");
  g_assert_null (metadata->issuer);

  /* The paragraphs are the lines of more than 100 characters; the title is the
   * line with something on it above the first. */
  lines = g_strsplit (text, "\n", -1);
  kept = g_strsplit (body, "\n", -1);
  for (guint i = 0, k = 0; lines[i]; i++) {
    if (g_utf8_strlen (lines[i], -1) <= 100 || strstr (lines[i], "Copyright"))
      continue;
    if (n_paragraphs++ == 0) {
      guint above = i - 1;

      while (!*lines[above])
        above--;
      g_assert_cmpstr (metadata->title, ==, lines[above]);
    }
    while (kept[k] && !*kept[k])
      k++;
    g_assert_cmpstr (kept[k], ==, lines[i]);
    k++;
    if (g_str_has_prefix (lines[i], "一、") || g_str_has_prefix (lines[i], "二、") || g_str_has_prefix (lines[i], "三、") || g_str_has_prefix (lines[i], "四、"))
      n_headings++;
  }
  g_assert_cmpuint (n_paragraphs, ==, 5);
  g_assert_cmpuint (n_headings, ==, 4);
  for (guint i = 0; kept[i]; i++)
    g_assert_true (!*kept[i] || g_utf8_strlen (kept[i], -1) > 100);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-import/utf8-with-and-without-bom", test_utf8_with_and_without_bom);
  g_test_add_func ("/text-import/utf16-and-gb18030", test_utf16_and_gb18030);
  g_test_add_func ("/text-import/what-is-not-text-is-refused", test_what_is_not_text_is_refused);
  g_test_add_func ("/text-import/limits-are-kept", test_limits_are_kept);
  g_test_add_func ("/text-import/files-that-cannot-be-read-are-named", test_files_that_cannot_be_read_are_named);
  g_test_add_func ("/text-import/cancelling-stops-the-reading", test_cancelling_stops_the_reading);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autofree char *path = g_strdup_printf ("/text-import/recognised/%s", samples[i].name);

    g_test_add_data_func (path, &samples[i], test_sample_is_recognised);
  }
  g_test_add_func ("/text-import/issue-lines-are-read", test_issue_lines_are_read);
  g_test_add_func ("/text-import/lines-that-are-no-issue-line-stay", test_lines_that_are_no_issue_line_stay);
  g_test_add_func ("/text-import/recipients-of-one-line-are-parted", test_recipients_of_one_line_are_parted);
  g_test_add_func ("/text-import/no-line-of-prose-is-lost-or-changed", test_no_line_of_prose_is_lost_or_changed);
  g_test_add_func ("/text-import/any-bytes-are-survived", test_any_bytes_are_survived);
  g_test_add_func ("/text-import/hostile-lines-take-no-time", test_hostile_lines_take_no_time);
  g_test_add_func ("/text-import/the-real-page-is-recognised", test_the_real_page_is_recognised);

  return g_test_run ();
}
