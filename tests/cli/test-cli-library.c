/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli-fixture.h"

static void
test_bad_files_are_answered_in_a_sentence (Fixture *self,
                                           gconstpointer data)
{
  g_autofree char *line = g_strnfill (20 * 1024 * 1024, 'x');
  g_autofree char *empty = put (self, "空.txt", "", 0);
  g_autofree char *png = put (self, "图.txt", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  g_autofree char *huge = put (self, "大.txt", line, -1);
  g_autofree char *good = put (self, "页.txt", PAGE, -1);
  gsize length;
  g_autofree char *encoded = g_convert (PAGE, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *national = put (self, "国标.txt", encoded, (gssize) length);
  const char *const bad[] = { empty, png, huge, "没有.txt", self->folder };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *name = g_path_get_basename (bad[i]);

    RUN ("import", bad[i]);
    assert_refused (self, 1, name);
    RUN ("check", bad[i]);
    assert_refused (self, 1, name);
  }
  /* A bad file leaves no library behind. */
  g_assert_false (g_file_test (self->library, G_FILE_TEST_EXISTS));

  RUN ("import", national);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n");

  /* One bad file does not keep the good ones out. */
  RUN ("import", empty, good);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (self->output, ==, "2\t2025-3\t志愿者走进湖滨驿站\n");
}

static void
test_bad_libraries_are_answered_in_a_sentence (Fixture *self,
                                               gconstpointer data)
{
  g_autofree char *text = put (self, "不是.bulletin", "这不是数据库，只是一段文字，长到足够被当成一个文件头来读。这不是数据库。这不是数据库。", -1);
  g_autofree char *copy = NULL;
  g_autofree char *newer = NULL;
  gsize length;

  run_with (self, text, "list", NULL);
  assert_refused (self, 1, NULL);
  run_with (self, "没有/库.bulletin", "list", NULL);
  assert_refused (self, 1, "没有");
  run_with (self, self->folder, "list", NULL);
  assert_refused (self, 1, NULL);

  import_page (self);
  g_assert_true (g_file_get_contents (self->library, &copy, &length, NULL));
  /* SQLite keeps user_version in bytes 60 to 63, big end first. */
  copy[62] = 0x27;
  newer = put (self, "新.bulletin", copy, (gssize) length);
  run_with (self, newer, "list", NULL);
  assert_refused (self, 1, NULL);

  /* A folder in which nobody, not even root, can make anything. */
  run_with (self, "/proc/没有/库.bulletin", "import", "页.txt", NULL);
  assert_refused (self, 1, "库.bulletin");
}

static void
test_backup_and_restore (Fixture *self,
                         gconstpointer data)
{
  import_page (self);
  RUN ("backup", "备份.bulletin");
  assert_done (self);
  RUN ("backup", "备份.bulletin");
  assert_refused (self, 1, NULL);
  RUN ("backup", "备份.bulletin", "--force");
  assert_done (self);

  import_page (self);
  RUN ("restore", "备份.bulletin");
  assert_done (self);
  RUN ("list");
  g_assert_nonnull (strstr (self->output, "志愿者走进湖滨驿站"));
  RUN ("show", "2");
  assert_refused (self, 1, NULL);
  RUN ("restore", "没有.bulletin");
  assert_refused (self, 1, "没有");
  RUN ("restore", "页.txt");
  assert_refused (self, 1, NULL);
}

static void
test_sheets_are_loaded_and_counted (Fixture *self,
                                    gconstpointer data)
{
  g_autofree char *organisations = put (self, "组织.csv", "编码,名称,上级,类别\nQH,青禾市关工委,,市\nDH,东湖区关工委,QH,区\n", -1);
  g_autofree char *stations = put (self, "站点.csv",
                                   "编码,名称,类型,组织,区域,启用日期,设施\nA1,柳堤站,暖蜂驿站,DH,东湖区,2023-06-15,饮水；就餐\n"
                                   "A2,荷塘站,暖蜂驿站,没有,东湖区,2023-06-15,饮水\n",
                                   -1);
  g_autofree char *torn = put (self, "坏.csv", "编码,名称\nA1,\"甲\n", -1);

  RUN ("load", "organisations", organisations);
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "2 added"));
  RUN ("load", "organisations", organisations);
  g_assert_nonnull (strstr (self->output, "2 unchanged"));

  RUN ("load", "stations", stations, "--dry-run");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->output, "1 added"));
  RUN ("load", "stations", stations);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->output, "1 added"));
  g_assert_nonnull (strstr (self->complaints, "3"));

  RUN ("stats", "--period", "2023", "--json");
  assert_done (self);
  {
    g_autoptr (JsonNode) root = parse (self);
    JsonObject *counted = json_object_get_object_member (json_node_get_object (root), "stations");

    g_assert_cmpint (json_object_get_int_member (counted, "open"), ==, 1);
    g_assert_cmpint (json_object_get_int_member (counted, "opened"), ==, 1);
  }
  RUN ("stats", "--period", "2023");
  assert_done (self);
  RUN ("stats", "--period", "嗯");
  assert_refused (self, 2, NULL);
  RUN ("stats", "--organisation", "没有");
  assert_refused (self, 1, "没有");

  RUN ("load", "stations", torn);
  assert_refused (self, 1, "坏.csv");
  RUN ("load", "spaceships", stations);
  assert_refused (self, 2, "stations");
  RUN ("load", "stations");
  assert_refused (self, 2, NULL);
}

/* Without --library: the data folder's, made when something is put into it. */
static void
test_default_library_is_made_on_first_import (Fixture *self,
                                              gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *made = g_build_filename (self->folder, "bulletin", "library.bulletin", NULL);

  run_with (self, NULL, "list", NULL);
  assert_refused (self, 1, "library.bulletin");
  run_with (self, NULL, "import", path, NULL);
  assert_done (self);
  g_assert_true (g_file_test (made, G_FILE_TEST_EXISTS));
  run_with (self, NULL, "show", "1", NULL);
  assert_done (self);
}

static void
test_a_series_is_carried_to_another_library (Fixture *self,
                                             gconstpointer data)
{
  g_autofree char *page = g_build_filename (self->folder, "page.txt", NULL);
  g_autofree char *file = g_build_filename (self->folder, "简报.bulletin-template", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other.bulletin", NULL);

  g_assert_true (g_file_set_contents (page, PAGE, -1, NULL));
  RUN ("import", page);
  assert_done (self);
  RUN ("series");
  assert_done (self);
  g_assert_true (g_str_has_prefix (self->output, "工作简报\t"));

  RUN ("template", "export", "工作简报", "-o", file);
  assert_done (self);
  RUN ("template", "export", "工作简报", "-o", file);
  assert_refused (self, 1, "exists already");
  RUN ("template", "export", "没有的", "-o", file, "--force");
  assert_refused (self, 1, "没有的");
  RUN ("template", "export", "工作简报");
  g_assert_cmpint (self->status, ==, 2);
  RUN ("template", "draw", "工作简报");
  g_assert_cmpint (self->status, ==, 2);

  run_with (self, other, "template", "import", file, NULL);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "工作简报\n");
  run_with (self, other, "template", "import", file, NULL);
  assert_refused (self, 1, "工作简报");
  run_with (self, other, "template", "import", file, "--keep-both", NULL);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "工作简报（2）\n");
  run_with (self, other, "template", "import", file, "--replace", "--keep-both", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run_with (self, other, "template", "import", page, NULL);
  assert_refused (self, 1, NULL);
  run_with (self, other, "series", "--json", NULL);
  assert_done (self);
  g_autoptr (JsonNode) root = json_from_string (self->output, NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-series-is-carried-to-another-library", test_a_series_is_carried_to_another_library);
  ADD ("bad-files-are-answered-in-a-sentence", test_bad_files_are_answered_in_a_sentence);
  ADD ("bad-libraries-are-answered-in-a-sentence", test_bad_libraries_are_answered_in_a_sentence);
  ADD ("backup-and-restore", test_backup_and_restore);
  ADD ("sheets-are-loaded-and-counted", test_sheets_are_loaded_and_counted);
  ADD ("default-library-is-made-on-first-import", test_default_library_is_made_on_first_import);
#undef ADD

  return g_test_run ();
}
