/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "bulletin-findings-json.h"
#include "bulletin-issuing.h"
#include "bulletin-sample.h"
#include "bulletin-text-import.h"
#include "remove-folder.h"

typedef struct
{
  char *folder;
  BulletinLibrary *library;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bulletin-issuing-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "库.bulletin", NULL);
  fixture->library = bulletin_library_open (path, BULLETIN_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  series->name = g_strdup ("工作简报");
  series->issuer = g_strdup ("青禾市关工委办公室");
  g_assert_true (bulletin_library_put_series (fixture->library, series, "李乙", &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_clear_object (&fixture->library);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
add_draft (Fixture *fixture,
           const char *title,
           int year,
           int number,
           const char *date)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GError) error = NULL;
  char *id;

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, title);
  bulletin_metadata_set_string (&metadata->date, date);
  metadata->year = year;
  metadata->number = number;
  id = bulletin_library_create_bulletin (fixture->library, metadata, "　　队伍走遍了各个站点。\n一、筹备早一步。队伍提前摸底。\n", NULL, "李乙", &error);
  g_assert_no_error (error);
  return id;
}

static gboolean
has_rule (GPtrArray *findings,
          const char *rule)
{
  for (guint i = 0; i < findings->len; i++) {
    if (strcmp (((BulletinFinding *) findings->pdata[i])->rule, rule) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
test_what_is_missing_is_filled_in (Fixture *fixture,
                                   gconstpointer data)
{
  g_autofree char *id = add_draft (fixture, "队伍走进站点", 0, 0, NULL);
  BulletinIssueRequest request = { .id = id, .signer = "孙丙", .accept_findings = TRUE, .who = "孙丙" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_assert_cmpint (bulletin_record_get_state (content->record), ==, BULLETIN_STATE_ISSUED);
  g_assert_cmpint (content->metadata->number, ==, 1);
  g_assert_cmpint (content->metadata->year, ==, g_date_time_get_year (now));
  g_assert_cmpstr (content->metadata->date, ==, today);
  g_assert_cmpstr (content->metadata->signer, ==, "孙丙");
  g_assert_cmpstr (content->metadata->issuer, ==, "青禾市关工委办公室");
}

static void
test_every_part_is_kept (Fixture *fixture,
                         gconstpointer data)
{
  g_autofree char *id = add_draft (fixture, "队伍走进站点", 2025, 3, "2025-03-02");
  BulletinIssueRequest request = { .id = id, .accept_findings = TRUE, .who = "孙丙" };
  static const struct
  {
    const char *name;
    const char *start;
  } parts[] = { { "pdf", "%PDF-" }, { "html", "<!DOCTYPE html>" }, { "text", "工作简报\n" }, { "findings", "[" } };

  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GBytes) bytes = bulletin_library_get_part (fixture->library, id, parts[i].name, NULL);

    g_assert_nonnull (bytes);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (parts[i].start), parts[i].start, strlen (parts[i].start));
  }
}

static void
test_a_number_is_given_once (Fixture *fixture,
                             gconstpointer data)
{
  g_autofree char *first = add_draft (fixture, "队伍走进站点", 2025, 3, "2025-03-02");
  g_autofree char *second = add_draft (fixture, "队伍又进站点", 2025, 3, "2025-03-09");
  BulletinIssueRequest request = { .id = first, .accept_findings = TRUE, .who = "孙丙" };
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, NULL));
  request.id = second;
  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  content = bulletin_library_get_bulletin (fixture->library, second, NULL);
  g_assert_cmpint (bulletin_record_get_state (content->record), ==, BULLETIN_STATE_DRAFT);

  findings = bulletin_check_bulletin (fixture->library, second, NULL);
  g_assert_true (has_rule (findings, "number-taken"));

  g_clear_error (&error);
  request.number = 4;
  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);
}

static void
test_errors_stand_in_the_way (Fixture *fixture,
                              gconstpointer data)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  BulletinIssueRequest request = { .who = "孙丙" };
  g_autofree char *id = NULL;
  g_autoptr (BulletinIssuedRecord) record = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  /* Nothing is written in it. */
  bulletin_metadata_set_string (&metadata->title, "队伍走进站点");
  request.id = id = bulletin_library_create_bulletin (fixture->library, metadata, "", NULL, "李乙", &error);
  g_assert_no_error (error);

  findings = bulletin_check_bulletin (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, >, 0);
  g_assert_cmpint (((BulletinFinding *) findings->pdata[0])->severity, ==, BULLETIN_SEVERITY_ERROR);

  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS);
  g_clear_error (&error);

  request.accept_findings = TRUE;
  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);
  record = bulletin_library_get_issued (fixture->library, id, NULL);
  g_assert_nonnull (record->overridden);
  g_assert_cmpuint (strlen (record->overridden), >, 0);
}

/* A text with an error and two warnings of one rule. */
static char *
add_faulty_draft (Fixture *fixture)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GError) error = NULL;
  char *id;

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, "队伍走进站点");
  bulletin_metadata_set_string (&metadata->date, "2025-03-02");
  metadata->year = 2025;
  metadata->number = 3;
  id = bulletin_library_create_bulletin (fixture->library, metadata,
                                         "　　队员的电话是13800000000，走遍了站点。\n　　站长的电话是13900000000，天天都在。\n",
                                         NULL, "李乙", &error);
  g_assert_no_error (error);
  return id;
}

static void
accept (GPtrArray *acceptances,
        const BulletinFinding *finding,
        const char *source,
        const char *reason)
{
  g_autofree char *excerpt = bulletin_finding_get_excerpt (finding, source);

  g_ptr_array_add (acceptances, bulletin_acceptance_new (finding->rule, excerpt, reason));
}

static void
test_findings_are_accepted_one_by_one (Fixture *fixture,
                                       gconstpointer data)
{
  g_autofree char *id = add_faulty_draft (fixture);
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GPtrArray) acceptances = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_acceptance_free);
  BulletinIssueRequest request = { .id = id, .acceptances = acceptances, .who = "孙丙" };
  g_autoptr (GPtrArray) findings = bulletin_check_issue (fixture->library, &request, NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (BulletinIssuedRecord) record = NULL;
  g_autoptr (BulletinVerification) verification = NULL;
  g_autoptr (GBytes) part = NULL;
  g_autoptr (GError) error = NULL;
  guint n_needing = 0;

  for (guint i = 0; i < findings->len; i++)
    n_needing += bulletin_finding_needs_acceptance (findings->pdata[i]);
  g_assert_cmpuint (n_needing, >=, 2);

  /* Also a warning stands in the way, each by itself, and no empty reason helps. */
  for (guint i = 0, n = 0; i < findings->len; i++) {
    const BulletinFinding *finding = findings->pdata[i];

    if (!bulletin_finding_needs_acceptance (finding))
      continue;
    g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS);
    g_clear_error (&error);
    accept (acceptances, finding, content->text, "");
    g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, NULL));
    g_ptr_array_set_size (acceptances, n);
    accept (acceptances, finding, content->text, n++ == 0 ? "本人同意公开" : "热线电话");
  }
  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);

  record = bulletin_library_get_issued (fixture->library, id, NULL);
  kept = bulletin_accepted_findings_parse (record->overridden);
  g_assert_cmpuint (kept->len, ==, n_needing);
  g_assert_cmpstr (((BulletinAcceptedFinding *) kept->pdata[0])->reason, ==, "本人同意公开");
  g_assert_cmpstr (((BulletinAcceptedFinding *) kept->pdata[1])->reason, ==, "热线电话");
  g_assert_cmpstr (((BulletinAcceptedFinding *) kept->pdata[1])->rule, ==, "mobile-number");
  g_assert_nonnull (strstr (((BulletinAcceptedFinding *) kept->pdata[1])->excerpt, "13900000000"));
  part = bulletin_library_get_part (fixture->library, id, "accepted", NULL);
  g_assert_cmpmem (g_bytes_get_data (part, NULL), g_bytes_get_size (part), record->overridden, strlen (record->overridden));
  verification = bulletin_library_verify (fixture->library, id, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (verification->damaged->len, ==, 0);
}

static void
test_old_records_are_still_read (void)
{
  g_autoptr (GPtrArray) kept = bulletin_accepted_findings_parse ("title: 没有标题。\nnumber-taken: 期号已用: 三");
  g_autoptr (GPtrArray) none = bulletin_accepted_findings_parse (NULL);
  g_autoptr (GPtrArray) odd = bulletin_accepted_findings_parse ("[1, {\"rule\": 2}");

  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpstr (((BulletinAcceptedFinding *) kept->pdata[1])->rule, ==, "number-taken");
  g_assert_cmpstr (((BulletinAcceptedFinding *) kept->pdata[1])->message, ==, "期号已用: 三");
  g_assert_null (((BulletinAcceptedFinding *) kept->pdata[1])->reason);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (odd->len, ==, 1);
}

/* The clock of this test, in front of the system's. */
static gint64 clock_offset;

int
clock_gettime (clockid_t clock,
               struct timespec *time)
{
  int result = (int) syscall (SYS_clock_gettime, clock, time);

  if (clock == CLOCK_REALTIME)
    time->tv_sec += clock_offset;
  return result;
}

int
gettimeofday (struct timeval *restrict time,
              void *restrict zone)
{
  int result = (int) syscall (SYS_gettimeofday, time, zone);

  time->tv_sec += clock_offset;
  return result;
}

static void
test_a_clock_set_back_is_noticed (Fixture *fixture,
                                  gconstpointer data)
{
  g_autofree char *first = add_draft (fixture, "队伍走进站点", 2025, 3, "2025-03-02");
  g_autofree char *second = add_draft (fixture, "队伍又进站点", 2025, 4, "2025-03-09");
  g_autofree char *undated = add_draft (fixture, "队伍再进站点", 2025, 5, NULL);
  BulletinIssueRequest request = { .id = first, .accept_findings = TRUE, .who = "孙丙" };
  g_autoptr (BulletinIssuedRecord) earlier = NULL;
  g_autoptr (BulletinIssuedRecord) later = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (BulletinVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  clock_offset = -365 * 24 * 60 * 60;

  /* It is said, and somebody has to say why it is so. */
  request = (BulletinIssueRequest) { .id = second, .who = "孙丙" };
  findings = bulletin_check_issue (fixture->library, &request, &error);
  g_assert_no_error (error);
  g_assert_true (has_rule (findings, BULLETIN_CLOCK_RULE));
  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS);
  g_clear_error (&error);

  /* What it says of today is not taken for the date of a bulletin. */
  request = (BulletinIssueRequest) { .id = undated, .accept_findings = TRUE, .who = "孙丙" };
  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID);
  g_clear_error (&error);

  /* The order is that of issuing, and nothing is written over. */
  request = (BulletinIssueRequest) { .id = second, .accept_findings = TRUE, .reason = "电池没电", .who = "孙丙" };
  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);
  earlier = bulletin_library_get_issued (fixture->library, first, NULL);
  later = bulletin_library_get_issued (fixture->library, second, NULL);
  g_assert_cmpint (later->ordinal, ==, earlier->ordinal + 1);
  g_assert_cmpstr (later->previous_hash, ==, earlier->hash);
  g_assert_cmpstr (later->at, <, earlier->at);
  g_assert_nonnull (strstr (later->overridden, "电池没电"));
  events = bulletin_library_list_events (fixture->library, second, NULL);
  g_assert_cmpstr (((BulletinEvent *) events->pdata[0])->kind, ==, "created");
  g_assert_cmpstr (((BulletinEvent *) events->pdata[events->len - 1])->kind, ==, "issued");
  verification = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (verification->damaged->len, ==, 0);
  clock_offset = 0;
}

static void
test_the_issued_is_not_issued_again (Fixture *fixture,
                                     gconstpointer data)
{
  g_autofree char *id = add_draft (fixture, "队伍走进站点", 2025, 3, "2025-03-02");
  BulletinIssueRequest request = { .id = id, .accept_findings = TRUE, .who = "孙丙" };
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, NULL));
  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
}

static void
test_bad_requests_change_nothing (Fixture *fixture,
                                  gconstpointer data)
{
  g_autofree char *id = add_draft (fixture, "队伍走进站点", 2025, 3, "2025-03-02");
  BulletinIssueRequest request = { .id = id, .date = "2025-02-30", .accept_findings = TRUE, .who = "孙丙" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID);
  g_clear_error (&error);

  request.date = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  request.id = "999999";
  g_assert_false (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);

  content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_assert_cmpint (bulletin_record_get_state (content->record), ==, BULLETIN_STATE_DRAFT);
  g_assert_cmpstr (content->metadata->date, ==, "2025-03-02");
}

static void
test_findings_are_told_as_json (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (findings, bulletin_finding_new ("no-title", BULLETIN_SEVERITY_ERROR, BULLETIN_FINDING_NOWHERE, 0, NULL, g_strdup ("甲")));
  g_ptr_array_add (findings, bulletin_finding_new ("comma", BULLETIN_SEVERITY_HINT, strlen ("一\n二"), 1, "，", g_strdup ("乙")));
  root = bulletin_findings_to_json (findings, "一\n二,三");
  text = json_to_string (root, FALSE);
  g_assert_cmpstr (text, ==,
                   "[{\"line\":0,\"column\":0,\"length\":0,\"rule\":\"no-title\",\"severity\":\"error\",\"message\":\"甲\",\"replacement\":null},"
                   "{\"line\":2,\"column\":2,\"length\":1,\"rule\":\"comma\",\"severity\":\"hint\",\"message\":\"乙\",\"replacement\":\"，\"}]");
}

static void
test_the_sample_library_is_made (void)
{
  const char *source_dir = g_getenv ("BULLETIN_SAMPLE_DIR");
  g_autofree char *folder = g_dir_make_tmp ("bulletin-sample-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "示例.bulletin", NULL);
  g_autoptr (BulletinLibrary) library = NULL;
  g_autoptr (BulletinVerification) verification = NULL;
  g_autoptr (GPtrArray) issued = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  if (!source_dir) {
    g_test_skip ("BULLETIN_SAMPLE_DIR is not set");
    return;
  }
  g_assert_true (bulletin_sample_build (path, source_dir, NULL, &error));
  g_assert_no_error (error);

  /* The file alone: no temporary, no log beside it. */
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "示例.bulletin");
  g_assert_null (g_dir_read_name (dir));

  library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  issued = bulletin_library_list_bulletins (library, 1u << BULLETIN_STATE_ISSUED, NULL);
  open = bulletin_library_list_bulletins (library, BULLETIN_STATES_OPEN, NULL);
  g_assert_cmpuint (issued->len, >=, 8);
  g_assert_cmpuint (open->len, >=, 2);
  verification = bulletin_library_verify (library, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (verification->n_checked, ==, issued->len);
  g_assert_cmpuint (verification->damaged->len, ==, 0);
  g_assert_true (bulletin_library_close (library, NULL));

  g_assert_false (bulletin_sample_build (path, source_dir, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  remove_folder (folder);
}

static void
test_a_broken_sample_leaves_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bulletin-sample-XXXXXX", NULL);
  g_autofree char *source = g_build_filename (folder, "sources", NULL);
  g_autofree char *series = g_build_filename (source, "series.json", NULL);
  g_autofree char *path = g_build_filename (folder, "示例.bulletin", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (source, 0700), ==, 0);
  g_assert_true (g_file_set_contents (series, "[1, 2", -1, NULL));
  g_assert_false (bulletin_sample_build (path, source, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "sources");
  g_assert_null (g_dir_read_name (dir));
  remove_folder (folder);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/issuing/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("what-is-missing-is-filled-in", test_what_is_missing_is_filled_in);
  ADD ("every-part-is-kept", test_every_part_is_kept);
  ADD ("a-number-is-given-once", test_a_number_is_given_once);
  ADD ("errors-stand-in-the-way", test_errors_stand_in_the_way);
  ADD ("findings-are-accepted-one-by-one", test_findings_are_accepted_one_by_one);
  ADD ("a-clock-set-back-is-noticed", test_a_clock_set_back_is_noticed);
  ADD ("the-issued-is-not-issued-again", test_the_issued_is_not_issued_again);
  ADD ("bad-requests-change-nothing", test_bad_requests_change_nothing);
#undef ADD
  g_test_add_func ("/issuing/old-records-are-still-read", test_old_records_are_still_read);
  g_test_add_func ("/issuing/findings-are-told-as-json", test_findings_are_told_as_json);
  g_test_add_func ("/issuing/the-sample-library-is-made", test_the_sample_library_is_made);
  g_test_add_func ("/issuing/a-broken-sample-leaves-nothing", test_a_broken_sample_leaves_nothing);

  return g_test_run ();
}
