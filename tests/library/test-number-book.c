/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-change.h"
#include "bulletin-number-book.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const BulletinNumberEntry *
find_entry (GPtrArray *entries,
            BulletinKind kind,
            int number)
{
  for (guint i = 0; i < entries->len; i++) {
    const BulletinNumberEntry *entry = entries->pdata[i];

    if (entry->kind == kind && entry->number <= number && number <= entry->last_number)
      return entry;
  }
  return NULL;
}

static GPtrArray *
list_numbers (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = bulletin_library_list_numbers (fixture->library, NULL, 2024, &error);

  g_assert_no_error (error);
  return entries;
}

static void
test_the_book_says_what_became_of_each_number (Fixture *fixture,
                                               gconstpointer data)
{
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "文字");
  g_autofree char *sixth = add_issued (fixture->library, "第六期", 2024, 6, "文字");
  g_autofree char *draft = add_draft (fixture->library, "草稿", 2024, 4, "文字");
  g_autofree char *next = add_draft (fixture->library, "下一期", 2024, 7, "文字");
  g_autofree char *far = add_draft (fixture->library, "再下一期", 2024, 9, "文字");
  g_autofree char *kept = add_draft (fixture->library, "留号", 2024, 2, "文字");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const BulletinNumberEntry *entry;

  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, kept, 0, "编辑", &error), ==, 2);
  g_assert_no_error (error);
  g_assert_true (bulletin_library_void_numbers (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2024, 3, 3, " 印错作废 ", "编辑", &error));
  g_assert_no_error (error);
  g_assert_true (bulletin_library_withdraw (fixture->library, first, "数字有误", "领导", &error));

  entries = list_numbers (fixture);
  g_assert_cmpuint (entries->len, ==, 8);
  entry = find_entry (entries, BULLETIN_KIND_REGULAR, 1);
  g_assert_cmpint (entry->state, ==, BULLETIN_NUMBER_USED);
  g_assert_true (entry->is_withdrawn);
  g_assert_cmpstr (entry->reason, ==, "数字有误");
  g_assert_cmpstr (entry->title, ==, "第一期");
  g_assert_cmpstr (entry->bulletin, ==, first);
  g_assert_cmpint (find_entry (entries, BULLETIN_KIND_REGULAR, 2)->state, ==, BULLETIN_NUMBER_RESERVED);
  entry = find_entry (entries, BULLETIN_KIND_REGULAR, 3);
  g_assert_cmpint (entry->state, ==, BULLETIN_NUMBER_VOID);
  g_assert_cmpstr (entry->reason, ==, "印错作废");
  g_assert_cmpstr (entry->who, ==, "编辑");
  g_assert_cmpint (find_entry (entries, BULLETIN_KIND_REGULAR, 4)->state, ==, BULLETIN_NUMBER_EXPECTED);
  entry = find_entry (entries, BULLETIN_KIND_REGULAR, 5);
  g_assert_cmpint (entry->state, ==, BULLETIN_NUMBER_GAP);
  g_assert_cmpint (entry->number, ==, 5);
  g_assert_cmpint (entry->last_number, ==, 5);
  g_assert_cmpint (find_entry (entries, BULLETIN_KIND_REGULAR, 7)->state, ==, BULLETIN_NUMBER_EXPECTED);
  /* What nobody passed over yet is no gap. */
  g_assert_null (find_entry (entries, BULLETIN_KIND_REGULAR, 8));
  g_assert_cmpint (find_entry (entries, BULLETIN_KIND_REGULAR, 9)->state, ==, BULLETIN_NUMBER_EXPECTED);
}

static void
test_gaps_side_by_side_are_one (Fixture *fixture,
                                gconstpointer data)
{
  g_autofree char *sixth = add_issued (fixture->library, "第六期", 2024, 6, "文字");
  g_autofree char *other = add_issued (fixture->library, "去年", 2023, 1, "文字");
  g_autoptr (GPtrArray) entries = list_numbers (fixture);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (((BulletinNumberEntry *) entries->pdata[0])->number, ==, 1);
  g_assert_cmpint (((BulletinNumberEntry *) entries->pdata[0])->last_number, ==, 5);

  g_assert_true (bulletin_library_void_numbers (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2024, 1, 5, "在纸上印发", "编辑", &error));
  g_assert_no_error (error);
  all = bulletin_library_list_numbers (fixture->library, NULL, 0, &error);
  g_assert_cmpuint (all->len, ==, 7);
  g_assert_cmpint (((BulletinNumberEntry *) all->pdata[0])->year, ==, 2024);
  g_assert_cmpint (((BulletinNumberEntry *) all->pdata[6])->year, ==, 2023);
}

static void
test_a_reserved_number_waits_for_its_draft (Fixture *fixture,
                                            gconstpointer data)
{
  g_autofree char *first = add_draft (fixture->library, "甲", 2024, 3, "文字");
  g_autofree char *second = add_draft (fixture->library, "乙", 2024, 3, "文字");
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, first, 0, "编辑", &error), ==, 3);
  g_assert_cmpint (bulletin_library_get_reserved (fixture->library, first, NULL), ==, 3);
  g_assert_false (issue_draft (fixture->library, second, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  g_clear_error (&error);
  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, second, 3, "编辑", &error), ==, 0);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  g_clear_error (&error);
  /* Whatever is free: and the draft bears it. */
  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, second, 0, "编辑", &error), ==, 4);
  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (fixture->library, second, NULL);
  g_assert_cmpint (content->metadata->number, ==, 4);

  /* Another number takes the first one's place. */
  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, second, 6, "编辑", &error), ==, 6);
  g_assert_cmpint (bulletin_library_get_reserved (fixture->library, second, NULL), ==, 6);
  g_assert_cmpint (bulletin_library_next_number (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2024, NULL), ==, 7);
  g_assert_true (bulletin_library_release_number (fixture->library, second, "编辑", &error));
  g_assert_cmpint (bulletin_library_next_number (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2024, NULL), ==, 4);
  g_assert_false (bulletin_library_release_number (fixture->library, second, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (issue_draft (fixture->library, first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, first, 0, "编辑", &error), ==, 0);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
}

static void
test_a_void_number_is_never_used (Fixture *fixture,
                                  gconstpointer data)
{
  g_autofree char *issued = add_issued (fixture->library, "第二期", 2024, 2, "文字");
  g_autofree char *draft = add_draft (fixture->library, "甲", 2024, 1, "文字");
  g_autoptr (GError) error = NULL;

  /* Also a number that a draft has reserved. */
  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, draft, 0, "编辑", &error), ==, 1);
  g_assert_true (bulletin_library_void_numbers (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2024, 1, 1, "停发", "编辑", &error));
  g_assert_no_error (error);
  g_assert_cmpint (bulletin_library_get_reserved (fixture->library, draft, NULL), ==, 0);
  g_assert_false (issue_draft (fixture->library, draft, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  g_clear_error (&error);

  g_assert_false (bulletin_library_void_numbers (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2024, 2, 2, "停发", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (bulletin_library_void_numbers (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2024, 3, 3, "  ", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  /* A slip of the key must not void a hundred numbers to come. */
  g_assert_false (bulletin_library_void_numbers (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2024, 3, 300, "停发", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_assert_cmpint (bulletin_library_next_number (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2024, NULL), ==, 3);
}

static void
test_supplements_are_counted_apart (Fixture *fixture,
                                    gconstpointer data)
{
  g_autofree char *regular = add_issued (fixture->library, "第一期", 2024, 1, "文字");
  g_autoptr (BulletinMetadata) metadata = make_metadata ("增刊", 2024, 1);
  g_autofree char *supplement = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  metadata->kind = BULLETIN_KIND_SUPPLEMENT;
  supplement = bulletin_library_create_bulletin (fixture->library, metadata, "文字", NULL, "编辑", NULL);
  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, supplement, 1, "编辑", &error), ==, 1);
  g_assert_no_error (error);
  entries = list_numbers (fixture);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (find_entry (entries, BULLETIN_KIND_REGULAR, 1)->state, ==, BULLETIN_NUMBER_USED);
  g_assert_cmpint (find_entry (entries, BULLETIN_KIND_SUPPLEMENT, 1)->state, ==, BULLETIN_NUMBER_RESERVED);
}

static char *
add_with_total (Fixture *fixture,
                int number,
                int total)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata ("题目", 2024, number);

  metadata->total_number = total;
  return bulletin_library_create_bulletin (fixture->library, metadata, "文字", NULL, "编辑", NULL);
}

static void
test_a_running_number_is_given_out_once (Fixture *fixture,
                                         gconstpointer data)
{
  g_autofree char *first = add_with_total (fixture, 1, 78);
  g_autofree char *second = add_with_total (fixture, 2, 78);
  g_autofree char *third = add_with_total (fixture, 3, 79);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_library_next_total (fixture->library, "工作简报", &error), ==, 0);
  g_assert_true (issue_draft (fixture->library, first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (bulletin_library_next_total (fixture->library, "工作简报", &error), ==, 79);
  g_assert_false (issue_draft (fixture->library, second, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  g_clear_error (&error);
  g_assert_true (issue_draft (fixture->library, third, &error));
  g_assert_cmpint (bulletin_library_next_total (fixture->library, "工作简报", &error), ==, 80);
}

static void
test_giving_out_is_in_the_journal (Fixture *fixture,
                                   gconstpointer data)
{
  g_autofree char *draft = add_draft (fixture->library, "甲", 2024, 1, "文字");
  g_autoptr (BulletinStatement) statement = NULL;

  g_assert_cmpint (bulletin_library_reserve_number (fixture->library, draft, 0, "编辑", NULL), ==, 1);
  g_assert_true (bulletin_library_release_number (fixture->library, draft, "领导", NULL));
  statement = bulletin_database_prepare (bulletin_library_get_database (fixture->library),
                                         "SELECT group_concat (o.what || '/' || o.who, '；') FROM change c "
                                         "JOIN operation o ON o.id = c.operation WHERE c.table_name = 'ledger'",
                                         NULL);
  g_assert_cmpint (bulletin_statement_step (statement, NULL), ==, BULLETIN_STEP_ROW);
  g_assert_cmpstr (bulletin_statement_get_text (statement, 0), ==, "reserve number/编辑；give back number/领导");
}

/* --- Two processes ------------------------------------------------------------- */

#define ROUNDS 1000

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_BUSY);
}

/* A round: a draft gets a number, which is used, or (each tenth time) made void, or
 * (each tenth, five later) given back. What was used or made void is written down. */
static void
run_rounds (const char *path,
            int notes)
{
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, NULL);

  g_assert_nonnull (library);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *note = NULL;
    int number = 0;
    gboolean done = FALSE;

    while (!id) {
      g_autoptr (BulletinMetadata) metadata = make_metadata ("题目", 2024, 0);

      bulletin_metadata_set_string (&metadata->date, "2024-06-17");
      g_clear_error (&error);
      id = bulletin_library_create_bulletin (library, metadata, "文字", NULL, "编辑", &error);
      if (!id && !is_passing (error))
        g_error ("%s", error->message);
    }
    while (number == 0) {
      g_clear_error (&error);
      number = bulletin_library_reserve_number (library, id, 0, "编辑", &error);
      if (number == 0 && !is_passing (error))
        g_error ("%s", error->message);
    }
    while (!done) {
      g_clear_error (&error);
      if (i % 10 == 9)
        done = bulletin_library_void_numbers (library, NULL, BULLETIN_KIND_REGULAR, 2024, number, number, "作废", "编辑", &error);
      else if (i % 10 == 4)
        done = bulletin_library_release_number (library, id, "编辑", &error);
      else
        done = issue_draft (library, id, &error);
      if (!done && !is_passing (error))
        g_error ("%s", error->message);
    }
    if (i % 10 != 4) {
      note = g_strdup_printf ("%d\n", number);
      g_assert_cmpint (write (notes, note, strlen (note)), ==, (gssize) strlen (note));
    }
  }
  g_assert_true (bulletin_library_close (library, NULL));
}

static void
test_two_processes_share_no_number (Fixture *fixture,
                                    gconstpointer data)
{
  g_autofree char *series = add_draft (fixture->library, "先有系列", 2024, 0, "文字");
  g_autoptr (GHashTable) noted = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (BulletinVerification) result = NULL;
  FILE *streams[2];
  pid_t children[2];
  guint n_used = 0, n_void = 0;
  char line[32];

  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_clear_object (&fixture->library);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = g_strdup_printf ("notes-%u", i);
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    streams[i] = fopen (path, "w+");
    children[i] = fork ();
    g_assert_cmpint (children[i], >=, 0);
    if (children[i] == 0) {
      run_rounds (fixture->path, fileno (streams[i]));
      _exit (0);
    }
  }
  for (guint i = 0; i < 2; i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  }

  /* No number twice … */
  for (guint i = 0; i < 2; i++) {
    rewind (streams[i]);
    while (fgets (line, sizeof line, streams[i]))
      g_assert_true (g_hash_table_add (noted, GINT_TO_POINTER (atoi (line))));
    fclose (streams[i]);
  }
  g_assert_cmpuint (g_hash_table_size (noted), ==, 2 * ROUNDS * 9 / 10);

  /* … and none lost: what each noted is in the ledger. */
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
  entries = list_numbers (fixture);
  for (guint i = 0; i < entries->len; i++) {
    const BulletinNumberEntry *entry = entries->pdata[i];

    g_assert_cmpint (entry->state, !=, BULLETIN_NUMBER_RESERVED);
    n_used += entry->state == BULLETIN_NUMBER_USED;
    n_void += entry->state == BULLETIN_NUMBER_VOID;
    if (entry->state == BULLETIN_NUMBER_USED || entry->state == BULLETIN_NUMBER_VOID)
      g_assert_true (g_hash_table_contains (noted, GINT_TO_POINTER (entry->number)));
  }
  g_assert_cmpuint (n_used, ==, 2 * ROUNDS * 8 / 10);
  g_assert_cmpuint (n_void, ==, 2 * ROUNDS / 10);
  result = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (result->n_checked, ==, n_used);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/number-book/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("the-book-says-what-became-of-each-number", test_the_book_says_what_became_of_each_number);
  ADD ("gaps-side-by-side-are-one", test_gaps_side_by_side_are_one);
  ADD ("a-reserved-number-waits-for-its-draft", test_a_reserved_number_waits_for_its_draft);
  ADD ("a-void-number-is-never-used", test_a_void_number_is_never_used);
  ADD ("supplements-are-counted-apart", test_supplements_are_counted_apart);
  ADD ("a-running-number-is-given-out-once", test_a_running_number_is_given_out_once);
  ADD ("giving-out-is-in-the-journal", test_giving_out_is_in_the_journal);
  ADD ("two-processes-share-no-number", test_two_processes_share_no_number);
#undef ADD

  return g_test_run ();
}
