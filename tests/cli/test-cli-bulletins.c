/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-store.h"
#include "cli-fixture.h"

static void
test_import_answers_with_a_line (Fixture *self,
                                 gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *second = put (self, "二.txt", "另一篇稿子\n\n只有一段话，没有期号，也没有日期。\n", -1);

  RUN ("import", path, second);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n2\t\t另一篇稿子\n");
}

static void
test_text_goes_through_unchanged (Fixture *self,
                                  gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (self->folder, "出.txt", NULL);

  import_page (self);
  RUN ("show", "1", "--text");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, PAGE_BODY "\n");

  /* Relative to the folder that it runs in. */
  RUN ("export", "1", "-o", "出.txt");
  assert_done (self);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, PAGE_BODY "\n"));
  g_assert_null (strstr (text, "今天是"));
  g_assert_null (strstr (text, "版权所有"));
  g_assert_null (strstr (text, "湖滨路"));
}

static void
test_list_and_show_speak_json (Fixture *self,
                               gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) shown = NULL;
  JsonObject *object;

  import_page (self);
  RUN ("list", "--json");
  assert_done (self);
  list = parse (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  object = json_array_get_object_element (json_node_get_array (list), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (object, "series"), ==, "工作简报");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "regular");
  g_assert_cmpint (json_object_get_int_member (object, "year"), ==, 2025);
  g_assert_cmpint (json_object_get_int_member (object, "number"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "志愿者走进湖滨驿站");
  g_assert_cmpstr (json_object_get_string_member (object, "date"), ==, "2025-02-28");
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "draft");

  RUN ("show", "1", "--json", "--text");
  shown = parse (self);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (shown), "text"), ==, PAGE_BODY);

  RUN ("list", "--json", "--state", "issued");
  g_assert_cmpstr (self->output, ==, "[]\n");
  RUN ("list", "--state", "lost");
  assert_refused (self, 2, "draft");
}

static void
test_search_finds_words_of_two_characters (Fixture *self,
                                           gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } searches[] = { { "驿站", 1 }, { "热茶", 1 }, { "围巾", 1 }, { "茶热", 0 }, { "版权", 0 }, { "电话", 0 } };

  import_page (self);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++) {
    g_autoptr (JsonNode) found = NULL;

    RUN ("search", searches[i].words, "--json");
    assert_done (self);
    found = parse (self);
    g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, searches[i].n);
  }
  RUN ("search", "热茶", "围巾");
  g_assert_true (g_str_has_prefix (self->output, "1\t2025-3\t"));
  g_assert_null (strpbrk (self->output, "\x02\x03"));
}

/* What the window does: a revision of two, and something typed after it. */
static void
write_on (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (self->library, BULLETIN_LIBRARY_NONE, &error);
  g_autoptr (BulletinContent) content = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (library, "1", &error);
  g_assert_no_error (error);
  id = bulletin_library_resolve (library, "1", &error);
  content->metadata->number = 4;
  revision = bulletin_library_add_revision (library, id, content->metadata, "驿站收到围巾十二条。\n\n一、筹备早一步。", "会后稿", "编辑", &error);
  g_assert_no_error (error);
  bulletin_library_save_working_copy (library, id, content->metadata, "驿站收到围巾十五条。\n\n一、筹备早一步。\n正在写。", "编辑", &error);
  g_assert_no_error (error);
}

static void
test_revisions_are_listed (Fixture *self,
                           gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  g_auto (GStrv) lines = NULL;

  import_page (self);
  write_on (self);
  RUN ("revisions", "1", "--json");
  assert_done (self);
  root = parse (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
  object = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpint (json_object_get_int_member (object, "revision"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "会后稿");
  g_assert_cmpstr (json_object_get_string_member (object, "who"), ==, "编辑");
  g_assert_cmpint (json_object_get_int_member (object, "words"), ==, 18);
  object = json_array_get_object_element (json_node_get_array (root), 1);
  g_assert_true (json_object_get_null_member (object, "name"));

  RUN ("revisions", "1");
  assert_done (self);
  lines = g_strsplit (self->output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "2\t"));
  g_assert_true (g_str_has_suffix (lines[0], "\t编辑\t18\t会后稿"));
  RUN ("revisions", "9");
  assert_refused (self, 1, "9");
}

static void
test_revisions_are_compared (Fixture *self,
                             gconstpointer data)
{
  import_page (self);
  write_on (self);
  RUN ("diff", "1", "2");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "驿站收到围巾十[-二-]{+五+}条。\n\n一、筹备早一步。\n{+正在写。+}\n");
  RUN ("diff", "1", "now", "2");
  g_assert_cmpstr (self->output, ==, "驿站收到围巾十[-五-]{+二+}条。\n\n一、筹备早一步。\n[-正在写。-]\n");
  RUN ("diff", "1", "1", "2");
  assert_done (self);
  g_assert_true (g_str_has_prefix (self->output, "Issue number: [-3-]{+4+}\n\n"));
  RUN ("diff", "1", "2", "2");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "");

  RUN ("diff", "1", "3");
  assert_refused (self, 1, "3");
  RUN ("diff", "1");
  assert_refused (self, 2, "diff");
}

/* A paragraph of a million characters comes in, is checked and comes out whole. */
static void
test_a_paragraph_without_end_goes_the_whole_way (Fixture *self,
                                                 gconstpointer data)
{
  const guint n_chars = 1000000;
  g_autoptr (GString) text = g_string_new ("一个很长的段落\n");
  g_autofree char *path = NULL;
  g_autofree char *pdf = g_build_filename (self->folder, "长.pdf", NULL);

  for (guint i = 0; i < n_chars; i++)
    g_string_append (text, i % 25 == 24 ? "，" : "志");
  g_string_append_c (text, '\n');
  path = put (self, "长.txt", text->str, (gssize) text->len);

  RUN ("import", path);
  assert_done (self);
  RUN ("show", "1", "--text");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, strchr (text->str, '\n') + 1);
  RUN ("check", "1");
  g_assert_nonnull (strstr (self->output, "paragraph-size"));
  RUN ("export", "1", "-o", pdf);
  assert_done (self);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("import-answers-with-a-line", test_import_answers_with_a_line);
  ADD ("text-goes-through-unchanged", test_text_goes_through_unchanged);
  ADD ("list-and-show-speak-json", test_list_and_show_speak_json);
  ADD ("search-finds-words-of-two-characters", test_search_finds_words_of_two_characters);
  ADD ("revisions-are-listed", test_revisions_are_listed);
  ADD ("revisions-are-compared", test_revisions_are_compared);
  ADD ("a-paragraph-without-end-goes-the-whole-way", test_a_paragraph_without_end_goes_the_whole_way);
#undef ADD

  return g_test_run ();
}
