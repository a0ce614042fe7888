/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli-fixture.h"

#define PAPER(number, words) \
  "工作简报\n2019年第" number "期\n青禾市关工委 2019年" number "月5日\n\n" words "\n\n　　" words "，社区的老同志都来了，孩子们听得很认真。\n"

static void
put_paper (Fixture *self,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "旧刊", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_a_folder_is_looked_at_corrected_and_read_in (Fixture *self,
                                                  gconstpointer data)
{
  g_autofree char *sheet = g_build_filename (self->folder, "行.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  put_paper (self, "第3期.txt", PAPER ("3", "走进校园"));
  put_paper (self, "2018年/第4期.txt", PAPER ("4", "冬日送温暖"));
  put_paper (self, "空.txt", "");

  RUN ("import-papers", "旧刊", "--dry-run", "--csv", "行.csv");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->output, "第3期.txt"));
  g_assert_nonnull (strstr (self->output, "空.txt"));
  /* Nothing is written but the sheet, and that once. */
  g_assert_false (g_file_test (self->library, G_FILE_TEST_EXISTS));
  RUN ("import-papers", "旧刊", "--dry-run", "--csv", "行.csv");
  assert_refused (self, 1, NULL);

  g_assert_true (g_file_get_contents (sheet, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, "否,2018年/第4期.txt,工作简报,正刊,2019,4", "是,2018年/第4期.txt,工作简报,正刊,2018,4", 0), ==, 1);
  g_assert_true (g_file_set_contents (sheet, changed->str, -1, NULL));
  RUN ("import-papers", "旧刊", "--csv", "行.csv");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->output, "2018-4\t冬日送温暖"));
  g_assert_nonnull (strstr (self->output, "2019-3\t走进校园"));
  g_assert_nonnull (strstr (self->complaints, "空.txt"));

  RUN ("verify");
  g_assert_cmpint (self->status, ==, 0);
  /* A second run finds that they are there. */
  RUN ("import-papers", "旧刊");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_null (strstr (self->output, "走进校园"));
  g_assert_nonnull (strstr (self->complaints, "走进校园"));
  RUN ("search", "送温暖");
  g_assert_nonnull (strstr (self->output, "2018-4"));
}

static void
test_wrong_calls_are_answered (Fixture *self,
                               gconstpointer data)
{
  g_autofree char *sheet = NULL;

  RUN ("import-papers", "没有这个文件夹");
  assert_refused (self, 1, "没有这个文件夹");
  g_assert_false (g_file_test (self->library, G_FILE_TEST_EXISTS));
  put_paper (self, "第3期.txt", PAPER ("3", "走进校园"));
  sheet = put (self, "坏.csv", "文件,年份\n别的.txt,2019\n", -1);
  RUN ("import-papers", "旧刊", "--csv", sheet);
  assert_refused (self, 1, "别的.txt");
  RUN ("import-papers", "旧刊", "--json");
  g_assert_cmpint (self->status, ==, 2);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/papers/read-in", Fixture, NULL, set_up, test_a_folder_is_looked_at_corrected_and_read_in, tear_down);
  g_test_add ("/cli/papers/wrong-calls", Fixture, NULL, set_up, test_wrong_calls_are_answered, tear_down);
  return g_test_run ();
}
