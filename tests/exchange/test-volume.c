/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "../library/library-fixture.h"

#include <string.h>

#include "bulletin-bag.h"
#include "bulletin-package.h"

static char *
get_text (BulletinBag *bag,
          const char *path)
{
  GBytes *content = bulletin_bag_get (bag, path);

  g_assert_nonnull (content);
  return g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

static BulletinBag *
pack_year (BulletinLibrary *library,
           const char *series,
           int year)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinPackageContents) contents = bulletin_package_collect_year (library, series, year, NULL, &error);
  g_autoptr (GBytes) bytes = contents ? bulletin_package_build (contents, NULL, &error) : NULL;
  BulletinBag *bag;

  g_assert_no_error (error);
  bag = bulletin_bag_read (bytes, NULL, &error);
  g_assert_no_error (error);
  return bag;
}

/* A PDF that another program made is not torn apart for the volume. */
static void
test_a_foreign_pdf_stays_beside_the_volume (Fixture *fixture,
                                            gconstpointer data)
{
  g_autofree char *first = add_issued (fixture->library, "第一期的题目", 2024, 1, "正文");
  g_autofree char *second = add_issued (fixture->library, "第二期的题目", 2024, 2, "正文");
  g_autoptr (BulletinBag) bag = pack_year (fixture->library, NULL, 2024);
  g_autofree char *index = get_text (bag, "index.html");

  g_assert_nonnull (bulletin_bag_get (bag, "volume.pdf"));
  g_assert_nonnull (bulletin_bag_get (bag, "01/bulletin.pdf"));
  g_assert_nonnull (strstr (index, "第二期的题目"));
  g_assert_nonnull (strstr (index, "02/bulletin.pdf"));
  g_assert_null (strstr (index, "volume.pdf#page"));
}

static void
test_supplements_count_apart (Fixture *fixture,
                              gconstpointer data)
{
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  g_autofree char *regular = NULL;
  g_autofree char *supplement = NULL;
  g_autoptr (BulletinMetadata) metadata = make_metadata ("增刊的题目", 2024, 1);
  g_autoptr (BulletinBag) bag = NULL;
  g_autofree char *code = NULL;
  g_autofree char *volume_code = NULL;

  series->name = g_strdup ("工作简报");
  series->fonds = g_strdup ("Z109");
  series->retention = g_strdup ("30年");
  series->code = g_strdup ("GZ");
  g_assert_true (bulletin_library_put_series (fixture->library, series, "编辑", NULL));
  regular = add_issued (fixture->library, "正刊的题目", 2024, 1, "正文");
  metadata->kind = BULLETIN_KIND_SUPPLEMENT;
  supplement = bulletin_library_create_bulletin (fixture->library, metadata, "正文", NULL, "编辑", NULL);
  g_assert_true (issue_draft (fixture->library, supplement, NULL));

  bag = pack_year (fixture->library, "工作简报", 2024);
  g_assert_cmpstr (bulletin_bag_get_name (bag), ==, "GZ-2024");
  g_assert_cmpstr (bulletin_bag_get_info (bag, "External-Identifier"), ==, "Z109-WS·2024-D30-GZ");
  /* DA/T 22-2015: fonds, class, year, retention, section, item. */
  code = get_text (bag, "01/metadata.xml");
  g_assert_nonnull (strstr (code, "全文=\"Z109-WS·2024-D30-GZ-0001\""));
  volume_code = get_text (bag, "S01/metadata.xml");
  g_assert_nonnull (strstr (volume_code, "全文=\"Z109-WS·2024-D30-GZ-Z001\""));
}

static void
test_what_is_damaged_is_not_packed (Fixture *fixture,
                                    gconstpointer data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2024, 1, "正文");
  g_autofree char *draft = add_draft (fixture->library, "草稿", 2024, 2, "正文");
  g_autoptr (BulletinPackageContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_package_collect_record (fixture->library, draft, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (bulletin_package_collect_year (fixture->library, NULL, 2023, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library),
                                            "DROP TRIGGER issued_part_no_update; UPDATE issued_part SET content = x'00' WHERE name = 'pdf'", NULL));
  contents = bulletin_package_collect_record (fixture->library, id, NULL, &error);
  g_assert_null (contents);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED);
}

static void
test_work_can_be_stopped (Fixture *fixture,
                          gconstpointer data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2024, 1, "正文");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const BulletinPackageWork work = { NULL, NULL, cancellable };
  g_autoptr (BulletinPackageContents) contents = bulletin_package_collect_year (fixture->library, NULL, 2024, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_package_build (contents, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (bulletin_package_collect_year (fixture->library, NULL, 2024, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/volume/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("a-foreign-pdf-stays-beside-the-volume", test_a_foreign_pdf_stays_beside_the_volume);
  ADD ("supplements-count-apart", test_supplements_count_apart);
  ADD ("what-is-damaged-is-not-packed", test_what_is_damaged_is_not_packed);
  ADD ("work-can-be-stopped", test_work_can_be_stopped);
#undef ADD

  return g_test_run ();
}
