/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulletin-csv.h"
#include "bulletin-issuing.h"
#include "bulletin-old-papers.h"
#include "remove-folder.h"

#define BODY "　　社区的老同志走进校园，给孩子们讲了过去的故事，独角标记。\n\n一、准备得早。各校提前一周报名，共有十二个班参加。\n"

typedef struct
{
  char *folder;
  char *papers;
  BulletinLibrary *library;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bulletin-papers-XXXXXX", NULL);
  self->papers = g_build_filename (self->folder, "旧刊", NULL);
  g_assert_cmpint (g_mkdir (self->papers, 0755), ==, 0);
  path = g_build_filename (self->folder, "library.bulletin", NULL);
  self->library = bulletin_library_open (path, BULLETIN_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  g_assert_true (bulletin_library_close (self->library, NULL));
  g_assert_finalize_object (self->library);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->papers);
}

/* Writes a file of the folder, in the encoding. */
static void
put_encoded (Fixture *self,
             const char *name,
             const char *text,
             const char *charset)
{
  g_autofree char *path = g_build_filename (self->papers, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *encoded = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, encoded, (gssize) length, &error));
  g_assert_no_error (error);
}

static void
put (Fixture *self,
     const char *name,
     const char *text)
{
  put_encoded (self, name, text, "UTF-8");
}

static BulletinPapers *
look (Fixture *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->papers);
  g_autoptr (GError) error = NULL;
  BulletinPapers *papers = bulletin_papers_read (folder, NULL, NULL, NULL, &error);
  BulletinKnownIssues *known;

  g_assert_no_error (error);
  known = bulletin_library_list_known_issues (self->library, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  bulletin_papers_set_known (papers, known);
  return papers;
}

static BulletinPaper *
find (const BulletinPapers *papers,
      const char *name)
{
  for (guint i = 0; i < papers->papers->len; i++) {
    BulletinPaper *paper = papers->papers->pdata[i];

    if (strcmp (paper->name, name) == 0)
      return paper;
  }
  g_error ("there is no row for %s", name);
}

static void
assert_row (const BulletinPapers *papers,
            const char *name,
            const char *issue,
            const char *date,
            const char *title)
{
  const BulletinPaper *paper = find (papers, name);
  g_autofree char *number = bulletin_metadata_format_number (paper->metadata);

  g_test_message ("%s: %s", name, paper->remark);
  g_assert_cmpstr (number, ==, issue);
  g_assert_cmpstr (paper->metadata->date, ==, date);
  g_assert_cmpstr (paper->metadata->title, ==, title);
}

static guint
take_all (Fixture *self,
          const BulletinPapers *papers)
{
  guint n = 0;

  for (guint i = 0; i < papers->papers->len; i++) {
    const BulletinPaper *paper = papers->papers->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autofree char *id = paper->is_chosen ? bulletin_paper_take (self->library, paper, "张示例", NULL, &error) : NULL;

    g_assert_no_error (error);
    n += id != NULL;
  }
  return n;
}

static void
assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinVerification) verification = bulletin_library_verify (self->library, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (verification->damaged->len, ==, 0);
}

static void
test_heads_and_names_of_many_forms_are_recognised (Fixture *self,
                                                   gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *issue;
    const char *date;
    const char *title;
  } forms[] = {
    /* In the head. */
    { "a.txt", "工作简报\n第3期（总第86期）\n青禾市关工委办公室　　2019年3月5日\n\n老同志走进校园\n\n甲" BODY, "2019-3", "2019-03-05", "老同志走进校园" },
    { "b.txt", "工作简报\n（第四期）\n二〇一八年十二月一日\n\n冬日送温暖\n\n乙" BODY, "2018-4", "2018-12-01", "冬日送温暖" },
    { "c.txt", "工作简报\n２０１７年第１２期\n青禾市关工委 2017.11.30\n\n年末回顾\n\n丙" BODY, "2017-12", "2017-11-30", "年末回顾" },
    { "d.txt", "工作简报\n2019年增刊第1期\n青禾市关工委 2019-05-04\n\n五四专刊\n\n丁" BODY, "2019-S1", "2019-05-04", "五四专刊" },
    { "e.txt", "工作简报\n〔2016〕7号\n2016年7月1日\n\n七月里的课堂\n\n戊" BODY, "2016-7", "2016-07-01", "七月里的课堂" },
    /* In the file's name. */
    { "2015年第2期 早春的读书会.txt", "己" BODY "\n2015年2月28日\n", "2015-2", "2015-02-28", NULL },
    { "20140405-第6期-清明祭扫.txt", "清明祭扫\n\n庚" BODY, "2014-6", "2014-04-05", "清明祭扫" },
    { "（第八期）2013-8-8.md", "# 夏日课堂\n\n## 头一件\n辛" BODY, "2013-8", "2013-08-08", "夏日课堂" },
    { "〔2012〕５号.html", "<html><body><h1>校园读书</h1><p>2012年6月12日</p><p>壬社区的老同志走进校园，给孩子们讲故事，讲了很久。</p></body></html>", "2012-5", "2012-06-12", "校园读书" },
    { "工作简报2011年增刊2.txt", "专题一则\n2011年5月6日\n\n癸" BODY, "2011-S2", "2011-05-06", "专题一则" },
    /* In the folder's name. */
    { "2010年/第1期.txt", "开年第一课\n2010年3月1日\n\n子" BODY, "2010-1", "2010-03-01", "开年第一课" },
    { "二〇〇九年工作简报/三、第9期.txt", "秋天的活动\n2009年9月9日\n\n丑" BODY, "2009-9", "2009-09-09", "秋天的活动" },
  };
  g_autoptr (BulletinPapers) papers = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    put (self, forms[i].name, forms[i].text);
  papers = look (self);
  g_assert_cmpuint (papers->papers->len, ==, G_N_ELEMENTS (forms));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    if (forms[i].title)
      assert_row (papers, forms[i].name, forms[i].issue, forms[i].date, forms[i].title);
    g_assert_nonnull (strstr (find (papers, forms[i].name)->text, "社区的老同志走进校园"));
  }
  g_assert_cmpint (find (papers, "a.txt")->metadata->total_number, ==, 86);
  g_assert_cmpstr (find (papers, "a.txt")->metadata->issuer, ==, "青禾市关工委办公室");
  g_assert_cmpint (find (papers, "a.txt")->state, ==, BULLETIN_PAPER_READY);
  /* Where the head has no title, the file's name has one, which is to be looked at. */
  assert_row (papers, "2015年第2期 早春的读书会.txt", "2015-2", "2015-02-28", "早春的读书会");
  g_assert_cmpint (find (papers, "2015年第2期 早春的读书会.txt")->state, ==, BULLETIN_PAPER_DOUBTFUL);
  g_assert_true (g_str_has_prefix (find (papers, "（第八期）2013-8-8.md")->text, "一、头一件"));
}

/* A date, a year or a number that is written neither in the name nor in the folder
 * nor in the text is invented, whatever the names are made of. */
static void
test_nothing_is_invented (Fixture *self,
                          gconstpointer data)
{
  static const char *const pieces[] = { "第", "期", "2019", "年", "总", "〔", "〕", "增刊", "3", "12", "月", "日", "-", " ", "简报", "三", "二〇一八年", "号", "（", "）", "活动", "." };
  g_autoptr (GRand) random = g_rand_new_with_seed (20190305);
  g_autoptr (BulletinPapers) papers = NULL;

  for (guint i = 0; i < 300; i++) {
    GString *name = g_string_new (NULL);

    for (int j = g_rand_int_range (random, 1, 9); j > 0; j--)
      g_string_append (name, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
    g_string_append_printf (name, "甲%s.txt", i % 2 ? "乙" : "");
    g_strdelimit (name->str, "/", '-');
    if (name->str[0] != '.')
      put (self, name->str, "没有报头的一段话，只说了一件事，没有任何别的内容在里面。");
    g_string_free (name, TRUE);
  }
  papers = look (self);
  g_assert_cmpuint (papers->papers->len, >, 100);
  for (guint i = 0; i < papers->papers->len; i++) {
    const BulletinPaper *paper = papers->papers->pdata[i];
    const BulletinMetadata *metadata = paper->metadata;

    g_test_message ("%s", paper->name);
    if (metadata->year)
      g_assert_true ((metadata->year == 2019 && strstr (paper->name, "2019")) || (metadata->year == 2018 && strstr (paper->name, "二〇一八")));
    if (metadata->number) {
      g_autofree char *digits = g_strdup_printf ("%d", metadata->number);

      g_assert_true (strstr (paper->name, digits) || strstr (paper->name, "三") || strstr (paper->name, "二〇一八"));
    }
    if (metadata->date)
      g_assert_true (strncmp (metadata->date, "2019", 4) == 0 || strncmp (metadata->date, "2018", 4) == 0);
  }
}

static void
test_tail_and_signature_are_read (Fixture *self,
                                  gconstpointer data)
{
  g_autoptr (BulletinPapers) papers = NULL;
  const BulletinMetadata *metadata;

  put (self, "1.txt", "工作简报\n2019年第3期\n\n走进校园\n\n" BODY "\n青禾市关工委\n2019年3月5日\n\n报：青禾市委\n送：各成员单位\n发：各区关工委\n（共印30份）\n");
  papers = look (self);
  metadata = find (papers, "1.txt")->metadata;
  g_assert_cmpstr (metadata->date, ==, "2019-03-05");
  g_assert_cmpstr (metadata->issuer, ==, "青禾市关工委");
  g_assert_cmpstr (metadata->report_to, ==, "青禾市委");
  g_assert_cmpstr (metadata->send_to, ==, "各成员单位");
  g_assert_cmpstr (metadata->distribute_to, ==, "各区关工委");
  g_assert_cmpint (metadata->copies, ==, 30);
  g_assert_null (strstr (find (papers, "1.txt")->text, "报："));
}

static void
test_encodings_are_found_out (Fixture *self,
                              gconstpointer data)
{
  static const char *const charsets[] = { "UTF-8", "GB18030", "UTF-16", "GBK" };
  g_autoptr (BulletinPapers) papers = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++) {
    g_autofree char *name = g_strdup_printf ("%s.txt", charsets[i]);
    g_autofree char *text = g_strdup_printf ("工作简报\n2019年第%u期\n2019年4月%u日\n\n第%u次走访\n\n%u" BODY, i + 1, i + 1, i + 1, i + 1);

    put_encoded (self, name, text, charsets[i]);
  }
  papers = look (self);
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++) {
    g_autofree char *name = g_strdup_printf ("%s.txt", charsets[i]);
    g_autofree char *issue = g_strdup_printf ("2019-%u", i + 1);
    g_autofree char *date = g_strdup_printf ("2019-04-%02u", i + 1);
    g_autofree char *title = g_strdup_printf ("第%u次走访", i + 1);

    assert_row (papers, name, issue, date, title);
  }
}

static void
test_what_cannot_be_read_is_named (Fixture *self,
                                   gconstpointer data)
{
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, 'x');
  g_autofree char *link = g_build_filename (self->papers, "链接.txt", NULL);
  g_autofree char *pipe = g_build_filename (self->papers, "管道.txt", NULL);
  static const char *const unreadable[] = { "大.txt", "空.txt", "图.txt", "链接.txt", "管道.txt", "旧文.docx" };
  g_autoptr (BulletinPapers) papers = NULL;

  put (self, "大.txt", huge);
  put (self, "空.txt", "");
  put (self, "图.txt", "\x01\x02\x03 no text");
  put (self, "旧文.docx", "PK");
  put (self, "照片.jpg", "x");
  put (self, ".隐藏.txt", "工作简报\n2019年第1期\n");
  put (self, "好.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n" BODY);
  put (self, "网页.html", "<h1>另一篇</h1><p>2019年第5期</p><p>2019年5月5日</p><p>" BODY "</p>");
  put (self, "网页_files/广告.html", "<p>广告</p>");
  g_assert_cmpint (symlink ("/etc/hostname", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  papers = look (self);
  g_assert_cmpuint (papers->papers->len, ==, G_N_ELEMENTS (unreadable) + 2);
  g_assert_cmpuint (papers->n_passed_over, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++) {
    const BulletinPaper *paper = find (papers, unreadable[i]);

    g_assert_cmpint (paper->state, ==, BULLETIN_PAPER_UNREADABLE);
    g_assert_cmpuint (strlen (paper->remark), >, 10);
    g_assert_false (paper->is_chosen);
  }
  g_assert_cmpint (find (papers, "好.txt")->state, ==, BULLETIN_PAPER_READY);
}

static void
test_a_folder_that_is_not_there_is_an_error (Fixture *self,
                                             gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path ("/nowhere/at/all");
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_papers_read (folder, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_duplicates_are_found (Fixture *self,
                           gconstpointer data)
{
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (BulletinPapers) again = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "1.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n甲" BODY);
  put (self, "2.txt", "工作简报\n2019年第3期\n2019年3月6日\n\n另一篇\n\n乙乙" BODY);
  put (self, "3.txt", "工作简报\n2019年第4期\n2019年4月6日\n\n走进校园\n\n甲" BODY);
  papers = look (self);
  g_assert_cmpint (find (papers, "1.txt")->state, ==, BULLETIN_PAPER_READY);
  g_assert_cmpint (find (papers, "2.txt")->state, ==, BULLETIN_PAPER_DUPLICATE);
  g_assert_nonnull (strstr (find (papers, "2.txt")->remark, "1.txt"));
  g_assert_cmpint (find (papers, "3.txt")->state, ==, BULLETIN_PAPER_DUPLICATE);
  g_assert_nonnull (strstr (find (papers, "3.txt")->remark, "1.txt"));

  /* Another number makes it none any more, and so does it when the first stays out. */
  g_assert_true (bulletin_papers_set_field (papers, find (papers, "2.txt"), BULLETIN_PAPER_NUMBER, "５", &error));
  g_assert_no_error (error);
  g_assert_true (find (papers, "2.txt")->is_chosen);
  bulletin_papers_choose (papers, find (papers, "1.txt"), FALSE);
  g_assert_true (find (papers, "3.txt")->is_chosen);
  bulletin_papers_choose (papers, find (papers, "1.txt"), TRUE);

  g_assert_cmpuint (take_all (self, papers), ==, 2);
  again = look (self);
  g_assert_cmpuint (bulletin_papers_count_chosen (again), ==, 0);
  g_assert_cmpint (find (again, "1.txt")->state, ==, BULLETIN_PAPER_DUPLICATE);
  g_assert_nonnull (strstr (find (again, "1.txt")->remark, "走进校园"));
  g_assert_false (find (again, "1.txt")->can_take);
}

static void
test_a_correction_settles_its_doubt (Fixture *self,
                                     gconstpointer data)
{
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (GError) error = NULL;
  BulletinPaper *paper;

  put (self, "2018年/第4期.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n" BODY);
  put (self, "无.txt", "没有报头的一段话，只说了一件事，没有任何别的内容在里面，也没有日期和期号。");
  papers = look (self);
  paper = find (papers, "2018年/第4期.txt");
  g_assert_cmpint (paper->state, ==, BULLETIN_PAPER_DOUBTFUL);
  g_assert_false (paper->is_chosen);
  g_assert_false (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_YEAR, "19", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_YEAR, "2019", &error));
  g_assert_cmpint (paper->state, ==, BULLETIN_PAPER_DOUBTFUL);
  g_assert_true (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_NUMBER, "3", &error));
  g_assert_cmpint (paper->state, ==, BULLETIN_PAPER_READY);
  g_assert_true (paper->is_chosen);

  paper = find (papers, "无.txt");
  g_assert_cmpint (paper->state, ==, BULLETIN_PAPER_INCOMPLETE);
  bulletin_papers_choose (papers, paper, TRUE);
  g_assert_false (paper->is_chosen);
  g_assert_false (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_DATE, "2019年2月30日", NULL));
  g_assert_true (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_DATE, "二〇一九年六月一日", &error));
  g_assert_true (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_YEAR, "2019", &error));
  g_assert_true (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_NUMBER, "6", &error));
  g_assert_true (bulletin_papers_set_field (papers, paper, BULLETIN_PAPER_TITLE, "补录的一期", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (paper->metadata->date, ==, "2019-06-01");
  g_assert_true (paper->is_chosen);
}

static void
test_a_sheet_carries_corrections (Fixture *self,
                                  gconstpointer data)
{
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (BulletinPapers) again = NULL;
  g_autoptr (BulletinSheet) written = NULL;
  g_autoptr (BulletinSheet) sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "1.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n甲" BODY);
  put (self, "2.txt", "=不是公式的题目\n\n乙" BODY);
  papers = look (self);
  written = bulletin_papers_to_sheet (papers);
  text = bulletin_csv_write (written);
  g_assert_nonnull (strstr (text, "走进校园"));

  g_string_assign (csv, "文件,年份,期号,日期,标题,读入\r\n2.txt,2019,7,2019.7.1,夏日课堂,是\r\n1.txt,2019,3,2019-03-05,走进校园,否\r\n");
  bytes = g_bytes_new (csv->str, csv->len);
  sheet = bulletin_csv_read (bytes, "改.csv", &error);
  g_assert_no_error (error);
  again = look (self);
  g_assert_true (bulletin_papers_apply_sheet (again, sheet, &error));
  g_assert_no_error (error);
  assert_row (again, "2.txt", "2019-7", "2019-07-01", "夏日课堂");
  g_assert_true (find (again, "2.txt")->is_chosen);
  g_assert_false (find (again, "1.txt")->is_chosen);
  g_assert_cmpuint (take_all (self, again), ==, 1);
}

static void
test_a_record_says_where_it_came_from (Fixture *self,
                                       gconstpointer data)
{
  static const char *const parts[] = { "pdf", "html", "text", "source", "metadata", "trail", "template", "origin", "original" };
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) origin = NULL;
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  g_autofree char *page = NULL;
  g_autofree char *said = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  /* The rule that approval comes first is one for drafts: this was issued on paper. */
  series->name = g_strdup ("工作简报");
  series->needs_approval = TRUE;
  g_assert_true (bulletin_library_put_series (self->library, series, "张示例", &error));
  put (self, "页.html", "<html><body><h1>走进校园</h1><p>2019年第3期</p><p>2019年3月5日</p><h2>一、准备得早</h2><p>各校提前一周报名，共有十二个班参加。</p>"
                        "<table><tr><th>学校</th><th>人数</th></tr><tr><td>一小</td><td>120</td></tr></table></body></html>");
  papers = look (self);
  g_assert_cmpuint (take_all (self, papers), ==, 1);

  records = bulletin_library_list_bulletins (self->library, BULLETIN_STATES_ARCHIVE, &error);
  g_assert_cmpuint (records->len, ==, 1);
  id = bulletin_record_get_id (records->pdata[0]);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GBytes) part = bulletin_library_get_part (self->library, id, parts[i], &error);

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (part), >, 0);
  }
  html = bulletin_library_get_part (self->library, id, "html", &error);
  page = g_strndup (g_bytes_get_data (html, NULL), g_bytes_get_size (html));
  g_assert_nonnull (strstr (page, "<table"));
  g_assert_nonnull (strstr (page, "准备得早"));
  original = bulletin_library_get_part (self->library, id, "original", &error);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
  origin = bulletin_library_get_part (self->library, id, "origin", &error);
  said = g_strndup (g_bytes_get_data (origin, NULL), g_bytes_get_size (origin));
  g_assert_nonnull (strstr (said, hash));
  g_assert_nonnull (strstr (said, "页.html"));

  events = bulletin_library_list_events (self->library, id, &error);
  g_assert_cmpuint (events->len, ==, 2);
  for (guint i = 0; i < events->len; i++) {
    const BulletinEvent *event = events->pdata[i];

    g_assert_cmpstr (event->who, ==, "张示例");
    if (strcmp (event->kind, "imported") == 0)
      g_assert_nonnull (strstr (event->note, hash));
  }
  g_assert_cmpint (bulletin_library_next_number (self->library, "工作简报", BULLETIN_KIND_REGULAR, 2019, &error), ==, 4);
  assert_sound (self);
}

static void
test_a_file_that_changed_meanwhile_stays_out (Fixture *self,
                                              gconstpointer data)
{
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "1.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n甲" BODY);
  papers = look (self);
  put (self, "1.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n改过的" BODY);
  g_assert_null (bulletin_paper_take (self->library, papers->papers->pdata[0], "张示例", NULL, &error));
  g_assert_nonnull (error);
  records = bulletin_library_list_bulletins (self->library, BULLETIN_STATES_ALL, NULL);
  g_assert_cmpuint (records->len, ==, 0);
}

/* Stopped after the second of five, the library holds two whole records and no draft;
 * the next run goes on with the third. */
static void
test_a_run_that_was_stopped_goes_on (Fixture *self,
                                     gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (BulletinPapers) again = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) at_last = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 5; i++) {
    g_autofree char *name = g_strdup_printf ("第%u期.txt", i);
    g_autofree char *text = g_strdup_printf ("工作简报\n2019年第%u期\n2019年%u月5日\n\n第%u次活动\n\n第%u次" BODY, i, i, i, i);

    put (self, name, text);
  }
  papers = look (self);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *id = NULL;

    if (i == 2)
      g_cancellable_cancel (cancellable);
    g_clear_error (&error);
    id = bulletin_paper_take (self->library, papers->papers->pdata[i], "张示例", cancellable, &error);
    g_assert_true ((id != NULL) == (i < 2));
    if (i >= 2)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  all = bulletin_library_list_bulletins (self->library, BULLETIN_STATES_ALL, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  assert_sound (self);

  again = look (self);
  g_assert_cmpuint (bulletin_papers_count (again, BULLETIN_PAPER_DUPLICATE), ==, 2);
  g_assert_cmpuint (take_all (self, again), ==, 3);
  at_last = bulletin_library_list_bulletins (self->library, BULLETIN_STATES_ARCHIVE, NULL);
  g_assert_cmpuint (at_last->len, ==, 5);
  assert_sound (self);
}

static void
test_reading_can_be_cancelled (Fixture *self,
                               gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->papers);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put (self, "1.txt", "工作简报\n2019年第3期\n2019年3月5日\n\n走进校园\n\n甲" BODY);
  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_papers_read (folder, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_running_number_that_is_taken_stays_on_the_paper (Fixture *self,
                                                        gconstpointer data)
{
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (BulletinPapers) again = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "1.txt", "工作简报\n2019年第3期（总第86期）\n2019年3月5日\n\n走进校园\n\n甲" BODY);
  papers = look (self);
  g_assert_cmpuint (take_all (self, papers), ==, 1);
  put (self, "2.txt", "工作简报\n2019年第4期（总第86期）\n2019年4月5日\n\n另一次\n\n乙" BODY);
  again = look (self);
  g_assert_cmpint (find (again, "2.txt")->state, ==, BULLETIN_PAPER_DOUBTFUL);
  bulletin_papers_choose (again, find (again, "2.txt"), TRUE);
  g_assert_cmpuint (take_all (self, again), ==, 1);
  records = bulletin_library_list_bulletins (self->library, BULLETIN_STATES_ARCHIVE, &error);
  g_assert_cmpuint (records->len, ==, 2);
  assert_sound (self);
}

#define ADD(path, func) g_test_add ("/old-papers/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("forms", test_heads_and_names_of_many_forms_are_recognised);
  ADD ("nothing-invented", test_nothing_is_invented);
  ADD ("tail", test_tail_and_signature_are_read);
  ADD ("encodings", test_encodings_are_found_out);
  ADD ("unreadable", test_what_cannot_be_read_is_named);
  ADD ("no-folder", test_a_folder_that_is_not_there_is_an_error);
  ADD ("duplicates", test_duplicates_are_found);
  ADD ("corrections", test_a_correction_settles_its_doubt);
  ADD ("sheet", test_a_sheet_carries_corrections);
  ADD ("origin", test_a_record_says_where_it_came_from);
  ADD ("changed-meanwhile", test_a_file_that_changed_meanwhile_stays_out);
  ADD ("stopped", test_a_run_that_was_stopped_goes_on);
  ADD ("cancelled", test_reading_can_be_cancelled);
  ADD ("running-number", test_a_running_number_that_is_taken_stays_on_the_paper);
  return g_test_run ();
}
