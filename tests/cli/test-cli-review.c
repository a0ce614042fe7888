/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli-fixture.h"

static void
assert_state (Fixture *self,
              const char *state)
{
  g_autoptr (JsonNode) node = NULL;

  RUN ("show", "1", "--json");
  assert_done (self);
  node = parse (self);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==, state);
}

static void
test_a_bulletin_goes_through_its_review (Fixture *self,
                                         gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;
  JsonObject *waiting;

  import_page (self);
  RUN ("review", "approve", "1", "--as", "王主任");
  assert_refused (self, 1, NULL);
  RUN ("review", "send", "1", "--to", "王主任", "--to", "李书记", "--due", "2031-03-20", "--note", "急件", "--as", "林晓");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n");

  RUN ("review");
  assert_done (self);
  g_assert_true (g_str_has_prefix (self->output, "1\t2025-3\t志愿者走进湖滨驿站\t王主任\t20"));
  g_assert_true (g_str_has_suffix (self->output, "\t2031-03-20\n"));
  RUN ("review", "list", "--as", "王主任", "--json");
  list = parse (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  waiting = json_array_get_object_element (json_node_get_array (list), 0);
  g_assert_cmpint (json_object_get_int_member (waiting, "id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (waiting, "waits_for"), ==, "王主任");
  g_assert_cmpstr (json_object_get_string_member (waiting, "sent_by"), ==, "林晓");
  g_assert_cmpstr (json_object_get_string_member (waiting, "note"), ==, "急件");
  g_assert_true (json_object_get_boolean_member (waiting, "mine"));
  g_assert_false (json_object_get_boolean_member (waiting, "overdue"));

  /* Not the turn of one, and no reason of the other. */
  RUN ("review", "approve", "1", "--as", "李书记");
  assert_refused (self, 1, "王主任");
  RUN ("review", "return", "1", "--as", "王主任");
  assert_refused (self, 1, "reason");
  RUN ("review", "return", "1", "--as", "王主任", "--reason", "数字要核实");
  assert_done (self);
  assert_state (self, "returned");

  RUN ("review", "send", "1", "--to", "王主任", "--to", "李书记", "--side-by-side", "--as", "林晓");
  assert_done (self);
  RUN ("review", "delegate", "1", "--as", "李书记");
  assert_refused (self, 2, "--to");
  RUN ("review", "delegate", "1", "--as", "李书记", "--to", "赵副主任");
  assert_done (self);
  RUN ("review", "approve", "1", "--as", "赵副主任", "--revision", "7");
  assert_refused (self, 1, "7");
  RUN ("review", "approve", "1", "--as", "赵副主任", "--revision", "1");
  assert_done (self);
  assert_state (self, "review");
  RUN ("review", "approve", "1", "--as", "王主任");
  assert_done (self);
  assert_state (self, "approved");
  RUN ("review", "show", "1");
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "数字要核实"));
  g_assert_nonnull (strstr (self->output, "赵副主任"));
}

static void
test_what_was_sent_is_recalled (Fixture *self,
                                gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *rounds;

  import_page (self);
  RUN ("review", "send", "1", "--as", "林晓");
  assert_done (self);
  RUN ("review", "recall", "1", "--as", "林晓", "--reason", "发错了");
  assert_done (self);
  assert_state (self, "draft");
  RUN ("review", "show", "1", "--json");
  node = parse (self);
  rounds = json_object_get_array_member (json_node_get_object (node), "rounds");
  g_assert_cmpuint (json_array_get_length (rounds), ==, 1);
  g_assert_false (json_object_get_boolean_member (json_array_get_object_element (rounds, 0), "open"));
  RUN ("review");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "");
}

static void
test_wrong_usage_is_told (Fixture *self,
                          gconstpointer data)
{
  import_page (self);
  RUN ("review", "send");
  assert_refused (self, 2, NULL);
  RUN ("review", "list", "1");
  assert_refused (self, 2, NULL);
  RUN ("review", "admire", "1");
  assert_refused (self, 2, NULL);
  RUN ("review", "send", "1", "--due", "31.12.2031");
  assert_refused (self, 1, "2025-03-15");
  RUN ("review", "send", "1", "--to", "王主任", "--to", "王主任");
  assert_refused (self, 1, "twice");
  RUN ("review", "show", "9");
  assert_refused (self, 1, NULL);
  assert_state (self, "draft");
}

/* Several commands approve the same revision for the same person at once: one does,
 * the others are told, and the record has it once. */
static void
test_commands_at_once_approve_once (Fixture *self,
                                    gconstpointer data)
{
  GSubprocess *programs[4];
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  guint n_done = 0;

  import_page (self);
  RUN ("review", "send", "1", "--to", "王主任", "--as", "林晓");
  assert_done (self);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++) {
    programs[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                                    g_getenv ("BULLETIN_CLI_RUNNER"), "--library", self->library,
                                    "review", "approve", "1", "--as", "王主任", "--note", "同意", NULL);
    g_assert_no_error (error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++) {
    g_autofree char *complaints = NULL;

    g_assert_true (g_subprocess_communicate_utf8 (programs[i], NULL, NULL, NULL, &complaints, &error));
    g_assert_no_error (error);
    g_assert_true (g_subprocess_get_if_exited (programs[i]));
    if (g_subprocess_get_exit_status (programs[i]) == 0) {
      n_done++;
    } else {
      g_assert_cmpint (g_subprocess_get_exit_status (programs[i]), ==, 1);
      g_assert_nonnull (strstr (complaints, "already"));
    }
    g_object_unref (programs[i]);
  }
  g_assert_cmpuint (n_done, ==, 1);
  assert_state (self, "approved");
  RUN ("review", "show", "1", "--json");
  node = parse (self);
  {
    JsonObject *round = json_array_get_object_element (json_object_get_array_member (json_node_get_object (node), "rounds"), 0);
    JsonObject *reviewer = json_array_get_object_element (json_object_get_array_member (round, "reviewers"), 0);

    g_assert_cmpstr (json_object_get_string_member (reviewer, "state"), ==, "approved");
    g_assert_cmpstr (json_object_get_string_member (reviewer, "answer"), ==, "同意");
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-bulletin-goes-through-its-review", test_a_bulletin_goes_through_its_review);
  ADD ("what-was-sent-is-recalled", test_what_was_sent_is_recalled);
  ADD ("wrong-usage-is-told", test_wrong_usage_is_told);
  ADD ("commands-at-once-approve-once", test_commands_at_once_approve_once);
#undef ADD

  return g_test_run ();
}
