/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-library-service.h"

typedef struct
{
  guint pending;
  guint succeeded;
  GError *error;
  guint changes;
} Results;

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Results *results = user_data;

  results->pending--;
  if (bulletin_library_service_open_finish (BULLETIN_LIBRARY_SERVICE (object), result,
                                            results->error == NULL ? &results->error : NULL))
    results->succeeded++;
}

static void
call_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Results *results = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  results->pending--;
  if (error == NULL)
    results->succeeded++;
  else if (results->error == NULL)
    results->error = g_steal_pointer (&error);
}

static void
changed_cb (BulletinLibraryService *service,
            gpointer                user_data)
{
  ((Results *) user_data)->changes++;
}

static gpointer
write_func (BulletinLibrary *library,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  bulletin_library_set_setting (library, "key", data, error);

  return g_strdup (data);
}

static gpointer
block_func (BulletinLibrary *library,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  bulletin_database_execute (bulletin_library_get_database (library),
                             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count (*) FROM n",
                             error);

  return NULL;
}

static void
wait_for_all (Results *results)
{
  while (results->pending > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
call (BulletinLibraryService *service,
      BulletinLibraryFunc     func,
      gboolean                writes,
      const char             *value,
      GCancellable           *cancellable,
      Results                *results)
{
  results->pending++;
  bulletin_library_service_call_async (service, func, writes, g_strdup (value), g_free, g_free, cancellable, call_cb, results);
}

static void
test_calls_run_after_opening_and_tell_of_changes (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autoptr (BulletinLibraryService) service = bulletin_library_service_new ();
  Results results = { .pending = 1 };

  g_clear_object (&fixture->library);
  g_signal_connect (service, "changed", G_CALLBACK (changed_cb), &results);
  bulletin_library_service_open_async (service, fixture->path, BULLETIN_LIBRARY_NONE, NULL, open_cb, &results);
  call (service, write_func, TRUE, "一", NULL, &results);
  call (service, write_func, FALSE, "二", NULL, &results);
  wait_for_all (&results);
  g_assert_no_error (results.error);
  g_assert_cmpuint (results.succeeded, ==, 3);
  g_assert_cmpuint (results.changes, ==, 1);
}

static void
test_a_failed_opening_fails_every_waiting_call (Fixture       *fixture,
                                                gconstpointer  data)
{
  g_autoptr (BulletinLibraryService) service = bulletin_library_service_new ();
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);
  Results results = { .pending = 1 };

  bulletin_library_service_open_async (service, missing, BULLETIN_LIBRARY_NONE, NULL, open_cb, &results);
  call (service, write_func, TRUE, "一", NULL, &results);
  call (service, write_func, TRUE, "二", NULL, &results);
  wait_for_all (&results);
  g_assert_cmpuint (results.succeeded, ==, 0);
  g_assert_error (results.error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&results.error);
}

static void
test_a_running_call_can_be_cancelled (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (BulletinLibraryService) service = bulletin_library_service_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Results results = { .pending = 1 };

  g_clear_object (&fixture->library);
  bulletin_library_service_open_async (service, fixture->path, BULLETIN_LIBRARY_NONE, NULL, open_cb, &results);
  wait_for_all (&results);
  call (service, block_func, FALSE, NULL, cancellable, &results);
  g_cancellable_cancel (cancellable);
  wait_for_all (&results);
  g_assert_error (results.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&results.error);

  call (service, write_func, TRUE, "还能用", NULL, &results);
  wait_for_all (&results);
  g_assert_no_error (results.error);
}

static void
test_closing_runs_what_is_queued (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (BulletinLibraryService) service = bulletin_library_service_new ();
  Results results = { .pending = 1 };
  g_autofree char *value = NULL;

  g_clear_object (&fixture->library);
  bulletin_library_service_open_async (service, fixture->path, BULLETIN_LIBRARY_NONE, NULL, open_cb, &results);
  for (guint i = 0; i < 50; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i);

    call (service, write_func, TRUE, number, NULL, &results);
  }
  bulletin_library_service_close (service);

  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
  value = bulletin_library_get_setting (fixture->library, "key", NULL);
  g_assert_cmpstr (value, ==, "49");
  wait_for_all (&results);
  g_assert_cmpuint (results.succeeded, ==, 51);

  call (service, write_func, TRUE, "太晚", NULL, &results);
  wait_for_all (&results);
  g_assert_nonnull (results.error);
  g_clear_error (&results.error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/library-service/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("calls-run-after-opening-and-tell-of-changes", test_calls_run_after_opening_and_tell_of_changes);
  ADD ("a-failed-opening-fails-every-waiting-call", test_a_failed_opening_fails_every_waiting_call);
  ADD ("a-running-call-can-be-cancelled", test_a_running_call_can_be_cancelled);
  ADD ("closing-runs-what-is-queued", test_closing_runs_what_is_queued);
#undef ADD

  return g_test_run ();
}
