/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli-fixture.h"

static void
test_a_number_is_issued_once (Fixture *self,
                              gconstpointer data)
{
  import_page (self);
  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n");
  RUN ("issue", "2");
  assert_refused (self, 1, NULL);
  RUN ("issue", "1");
  assert_refused (self, 1, NULL);
  RUN ("issue", "2", "--number", "4", "--date", "2025-03-01", "--force");
  g_assert_cmpstr (self->output, ==, "2\t2025-4\t志愿者走进湖滨驿站\n");
  RUN ("issue", "2", "--date", "31.12.2025");
  assert_refused (self, 2, "2024-06-17");
}

static void
test_findings_stand_in_the_way_until_forced (Fixture *self,
                                             gconstpointer data)
{
  /* A number of the form that identity cards have. */
  g_autofree char *path = put (self, "稿.txt", "一篇稿子\n\n身份证号码110101190001011009不应印出来，这一句很长很长很长很长很长。\n", -1);

  RUN ("import", path);
  RUN ("check", "1", "--json");
  assert_done (self);
  {
    g_autoptr (JsonNode) findings = parse (self);
    gboolean has_error = FALSE;

    for (guint i = 0; i < json_array_get_length (json_node_get_array (findings)); i++) {
      JsonObject *object = json_array_get_object_element (json_node_get_array (findings), i);

      g_assert_true (json_object_has_member (object, "line"));
      g_assert_true (json_object_has_member (object, "replacement"));
      has_error |= g_str_equal (json_object_get_string_member (object, "severity"), "error");
    }
    g_assert_true (has_error);
  }
  RUN ("issue", "1");
  assert_refused (self, 1, "--force");
  RUN ("issue", "1", "--force");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->complaints, "identity-number"));
}

static void
test_findings_are_accepted_with_reasons (Fixture *self,
                                         gconstpointer data)
{
  g_autofree char *path = put (self, "稿.txt", "一篇稿子\n\n队员的电话是13800000000，这一句很长很长很长很长很长很长很长很长。\n", -1);

  RUN ("import", path);
  RUN ("issue", "1");
  assert_refused (self, 1, "--accept");
  RUN ("issue", "1", "--accept", "mobile-number=");
  assert_refused (self, 1, "RULE=REASON");
  RUN ("issue", "1", "--accept", "mobile-number=本人同意", "--force", "--reason", "领导已定");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->complaints, "mobile-number"));
  g_assert_nonnull (strstr (self->complaints, "本人同意"));
  RUN ("verify");
  assert_done (self);
}

static JsonObject *
get_number (JsonNode *ledger,
            guint index)
{
  return json_array_get_object_element (json_node_get_array (ledger), index);
}

static void
test_the_number_book_is_kept (Fixture *self,
                              gconstpointer data)
{
  import_page (self);
  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  RUN ("reserve", "2");
  g_assert_cmpstr (self->output, ==, "2\t2025-4\t志愿者走进湖滨驿站\n");
  RUN ("reserve", "1");
  assert_refused (self, 1, NULL);
  RUN ("void", "1-2", "--year", "2025");
  assert_refused (self, 2, "--reason");
  RUN ("void", "1-2", "--year", "2025", "--reason", "在纸上印发");
  assert_done (self);
  RUN ("void", "3", "--year", "2025", "--reason", "已印发");
  assert_refused (self, 1, NULL);
  RUN ("ledger", "--json");
  assert_done (self);
  {
    g_autoptr (JsonNode) ledger = parse (self);

    g_assert_cmpuint (json_array_get_length (json_node_get_array (ledger)), ==, 4);
    g_assert_cmpstr (json_object_get_string_member (get_number (ledger, 0), "state"), ==, "void");
    g_assert_cmpstr (json_object_get_string_member (get_number (ledger, 1), "reason"), ==, "在纸上印发");
    g_assert_cmpstr (json_object_get_string_member (get_number (ledger, 2), "state"), ==, "used");
    g_assert_cmpint (json_object_get_int_member (get_number (ledger, 2), "id"), ==, 1);
    g_assert_cmpstr (json_object_get_string_member (get_number (ledger, 3), "state"), ==, "reserved");
  }
  RUN ("reserve", "2", "--release");
  RUN ("ledger", "--year", "2025");
  g_assert_nonnull (strstr (self->output, "2025-4\tExpected"));
}

static void
test_records_are_corrected_and_withdrawn (Fixture *self,
                                          gconstpointer data)
{
  import_page (self);
  RUN ("correct", "1", "--reason", "有误");
  assert_refused (self, 1, NULL);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  RUN ("correct", "1");
  assert_refused (self, 2, "--reason");
  RUN ("correct", "1", "--reason", "站点数应为十二");
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "志愿者走进湖滨驿站（更正）"));
  RUN ("show", "2", "--text");
  g_assert_nonnull (strstr (self->output, "更正原因：站点数应为十二"));
  RUN ("issue", "2", "--signer", "孙丙", "--force");
  g_assert_cmpint (self->status, ==, 0);
  RUN ("withdraw", "1", "--reason", "另发");
  assert_done (self);
  RUN ("list", "--state", "withdrawn");
  g_assert_nonnull (strstr (self->output, "志愿者走进湖滨驿站"));
  RUN ("distribution", "1");
  assert_done (self);
  RUN ("distribution", "1", "--labels", "标签.pdf");
  assert_refused (self, 1, NULL);
  RUN ("verify", "--json");
  assert_done (self);
}

static void
test_issued_files_are_the_frozen_ones (Fixture *self,
                                       gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *a = g_build_filename (self->folder, "a.pdf", NULL);
  g_autofree char *b = g_build_filename (self->folder, "b.pdf", NULL);
  gsize first_length, second_length;

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  RUN ("export", "1", "-o", a);
  assert_done (self);
  RUN ("export", "1", "-o", b);
  g_assert_true (g_file_get_contents (a, &first, &first_length, NULL));
  g_assert_true (g_file_get_contents (b, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
  g_assert_true (g_str_has_prefix (first, "%PDF-"));
}

static void
test_verify_finds_a_changed_byte (Fixture *self,
                                  gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) again = NULL;
  guint n_changed = 0;
  gsize length;

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  RUN ("verify", "--json");
  assert_done (self);
  root = parse (self);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "checked"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (root), "damaged")), ==, 0);

  g_assert_true (g_file_get_contents (self->library, &content, &length, NULL));
  for (gsize i = 0; i + strlen ("独角标记") <= length; i++) {
    if (memcmp (content + i, "独角标记", strlen ("独角标记")) == 0) {
      memcpy (content + i, "独角标已", strlen ("独角标已"));
      n_changed++;
    }
  }
  g_assert_cmpuint (n_changed, >, 0);
  g_assert_true (g_file_set_contents (self->library, content, (gssize) length, NULL));
  RUN ("verify", "--json");
  g_assert_cmpint (self->status, ==, 1);
  again = parse (self);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (again), "damaged")), >, 0);
  RUN ("verify");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->output, "志愿者走进湖滨驿站"));
}

static void
test_publish_writes_the_site (Fixture *self,
                              gconstpointer data)
{
  g_autofree char *index = g_build_filename (self->folder, "网站", "index.html", NULL);

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  RUN ("publish", "网站");
  assert_done (self);
  g_assert_true (g_file_test (index, G_FILE_TEST_EXISTS));
  RUN ("publish", self->folder);
  assert_refused (self, 1, NULL);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-number-is-issued-once", test_a_number_is_issued_once);
  ADD ("findings-stand-in-the-way-until-forced", test_findings_stand_in_the_way_until_forced);
  ADD ("findings-are-accepted-with-reasons", test_findings_are_accepted_with_reasons);
  ADD ("the-number-book-is-kept", test_the_number_book_is_kept);
  ADD ("records-are-corrected-and-withdrawn", test_records_are_corrected_and_withdrawn);
  ADD ("issued-files-are-the-frozen-ones", test_issued_files_are_the_frozen_ones);
  ADD ("verify-finds-a-changed-byte", test_verify_finds_a_changed_byte);
  ADD ("publish-writes-the-site", test_publish_writes_the_site);
#undef ADD

  return g_test_run ();
}
