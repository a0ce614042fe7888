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
  RUN ("issue", "1", "--signer", "孙丙");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n");
  RUN ("issue", "2");
  assert_refused (self, 1, NULL);
  RUN ("issue", "1");
  assert_refused (self, 1, NULL);
  RUN ("issue", "2", "--number", "4", "--date", "2025-03-01");
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
test_issued_files_are_the_frozen_ones (Fixture *self,
                                       gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *a = g_build_filename (self->folder, "a.pdf", NULL);
  g_autofree char *b = g_build_filename (self->folder, "b.pdf", NULL);
  gsize first_length, second_length;

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙");
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
  RUN ("issue", "1", "--signer", "孙丙");
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
  RUN ("issue", "1", "--signer", "孙丙");
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
  ADD ("issued-files-are-the-frozen-ones", test_issued_files_are_the_frozen_ones);
  ADD ("verify-finds-a-changed-byte", test_verify_finds_a_changed_byte);
  ADD ("publish-writes-the-site", test_publish_writes_the_site);
#undef ADD

  return g_test_run ();
}
