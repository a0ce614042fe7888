/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-pictures.h"
#include "library-fixture.h"

static char *
add_picture (BulletinLibrary *library,
             const char      *id,
             const char      *suggested,
             const char      *bytes)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, strlen (bytes));
  g_autoptr (GError) error = NULL;
  char *name = bulletin_library_add_picture (library, id, suggested, "image/png", content, 40, 30, "编辑", &error);

  g_assert_no_error (error);

  return name;
}

static BulletinMaterials *
read_pictures (BulletinLibrary   *library,
               const char        *id,
               const char        *name,
               BulletinMaterials *known)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  BulletinMaterials *materials = bulletin_materials_new ();

  g_ptr_array_add (names, (gpointer) name);
  g_assert_true (bulletin_library_read_pictures (library, id, names, known, materials, &error));
  g_assert_no_error (error);

  return materials;
}

static gint64
count (BulletinLibrary *library,
       const char      *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (library), sql, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bulletin_statement_step (statement, &error), ==, BULLETIN_STEP_ROW);

  return bulletin_statement_get_int (statement, 0);
}

static void
test_added_picture_is_read_back (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "活动照片", 2026, 0, "正文\n");
  g_autofree char *name = add_picture (fixture->library, id, "站点 揭牌.PNG", "picture one");
  g_autoptr (BulletinMaterials) materials = read_pictures (fixture->library, id, name, NULL);
  const BulletinPicture *picture = bulletin_materials_find_picture (materials, name);

  g_assert_cmpstr (name, ==, "站点-揭牌.png");
  g_assert_nonnull (picture);
  g_assert_cmpmem (g_bytes_get_data (picture->content, NULL), g_bytes_get_size (picture->content), "picture one", 11);
  g_assert_cmpuint (picture->width, ==, 40);
  g_assert_cmpuint (picture->height, ==, 30);
  g_assert_cmpstr (picture->media_type, ==, "image/png");
}

static void
test_known_pictures_are_shared (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "活动照片", 2026, 0, "正文\n");
  g_autofree char *name = add_picture (fixture->library, id, "a.png", "picture one");
  g_autoptr (BulletinMaterials) first = read_pictures (fixture->library, id, name, NULL);
  g_autoptr (BulletinMaterials) second = read_pictures (fixture->library, id, name, first);

  g_assert_true (bulletin_materials_find_picture (first, name)->content == bulletin_materials_find_picture (second, name)->content);
}

static void
test_same_content_is_kept_once (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "一", 2026, 0, "正文\n");
  g_autofree char *other = add_draft (fixture->library, "二", 2026, 0, "正文\n");
  g_autofree char *first = add_picture (fixture->library, id, "a.png", "same");
  g_autofree char *again = add_picture (fixture->library, id, "a.png", "same");
  g_autofree char *elsewhere = add_picture (fixture->library, other, "b.png", "same");

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (elsewhere, ==, "b.png");
  g_assert_cmpint (count (fixture->library, "SELECT count (*) FROM picture"), ==, 1);
  g_assert_cmpint (count (fixture->library, "SELECT count (*) FROM bulletin_picture"), ==, 2);
}

static void
test_name_means_one_picture_for_good (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "一", 2026, 0, "正文\n");
  g_autofree char *first = add_picture (fixture->library, id, "a.png", "one");
  g_autofree char *second = add_picture (fixture->library, id, "a.png", "two");
  g_autofree char *third = add_picture (fixture->library, id, "a.png", "three");
  g_autoptr (GBytes) content = g_bytes_new_static ("four", 4);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (first, ==, "a.png");
  g_assert_cmpstr (second, ==, "a-2.png");
  g_assert_cmpstr (third, ==, "a-3.png");
  g_assert_false (bulletin_library_bind_picture (fixture->library, id, "a.png", "image/png", content, 1, 1, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (bulletin_database_execute (bulletin_library_get_database (fixture->library),
                                             "UPDATE bulletin_picture SET picture = picture", &error));
  g_clear_error (&error);
  g_assert_false (bulletin_database_execute (bulletin_library_get_database (fixture->library),
                                             "UPDATE picture SET width = 2", &error));
}

static void
test_names_are_safe (void)
{
  static const struct
  {
    const char *suggested;
    const char *name;
  } cases[] = {
    { "photo.jpg", "photo.png" },
    { "/home/somebody/pictures/photo.jpg", "photo.png" },
    { "C:\\Users\\x\\照片 (3).bmp", "照片-3.png" },
    { "../../etc/passwd", "passwd.png" },
    { "..", "picture.png" },
    { ".hidden", "hidden.png" },
    { "a\nb\tc\x01.png", "a-b-c.png" },
    { "a](attachment:b).png", "aattachmentb.png" },
    { "{{x}}|y.png", "xy.png" },
    { "photo 60%.png", "photo-60.png" },
    { "gnp.\xe2\x80\xaeti.png", "gnp.ti.png" },
    { "\xff\xfe.png", "\xef\xbf\xbd\xef\xbf\xbd.png" },
    { "", "picture.png" },
    { NULL, "picture.png" },
    { "　活动　现场　.png", "活动-现场.png" },
  };
  g_autofree char *long_text = g_strnfill (300, 'x');
  g_autofree char *long_name = bulletin_picture_make_name (long_text, "image/jpeg");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = bulletin_picture_make_name (cases[i].suggested, "image/png");

    g_assert_cmpstr (name, ==, cases[i].name);
  }
  g_assert_cmpint (g_utf8_strlen (long_name, -1), ==, BULLETIN_PICTURE_NAME_MAX);
  g_assert_true (g_str_has_suffix (long_name, "x.jpg"));
}

/* Whatever the file is called, the name stands in a text and means itself. */
static void
test_any_name_reads_back_from_markup (void)
{
  for (guint round = 0; round < 2000; round++) {
    g_autoptr (GString) suggested = g_string_new (NULL);
    g_autofree char *name = NULL;
    g_autofree char *text = NULL;
    g_autoptr (BulletinDocument) document = NULL;

    for (int i = g_test_rand_int_range (0, 90); i > 0; i--) {
      static const char *const pieces[] = { "(", ")", "[", "]", "!", "%", " ", "60", "\n", "/", "\\", ".", "照", "🙂", "\xff", "\t", "-", "a", "{{", "}}", "|", ":" };

      g_string_append (suggested, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    }
    name = bulletin_picture_make_name (suggested->str, g_test_rand_bit () ? "image/png" : "image/jpeg");
    g_assert_true (g_utf8_validate (name, -1, NULL));
    g_assert_cmpint (g_utf8_strlen (name, -1), <=, BULLETIN_PICTURE_NAME_MAX);
    text = g_strdup_printf ("![题注](attachment:%s 60%%)\n", name);
    document = bulletin_document_parse (text, -1);
    g_assert_cmpint (bulletin_document_get_block (document, 0)->kind, ==, BULLETIN_BLOCK_PICTURE);
    g_assert_cmpstr (bulletin_document_get_block (document, 0)->target, ==, name);
    g_assert_cmpuint (bulletin_document_get_block (document, 0)->width_percent, ==, 60);
  }
}

static void
test_deleted_draft_comes_back_with_pictures (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "一", 2026, 0, "正文\n");
  g_autofree char *name = add_picture (fixture->library, id, "a.png", "one");
  g_autoptr (BulletinMaterials) gone = NULL;
  g_autoptr (BulletinMaterials) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_delete_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  gone = read_pictures (fixture->library, id, name, NULL);
  g_assert_null (bulletin_materials_find_picture (gone, name));

  g_assert_true (bulletin_library_restore_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  back = read_pictures (fixture->library, id, name, NULL);
  g_assert_nonnull (bulletin_materials_find_picture (back, name));
}

static void
test_issued_bulletin_gets_no_more_pictures (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "一", 2026, 1, "正文\n");
  g_autoptr (GBytes) content = g_bytes_new_static ("one", 3);
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_library_add_picture (fixture->library, id, "a.png", "image/png", content, 1, 1, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN);
  g_assert_cmpint (count (fixture->library, "SELECT count (*) FROM picture"), ==, 0);
}

static void
test_pictures_follow_a_copied_text (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *from = add_draft (fixture->library, "一", 2026, 0, "正文\n");
  g_autofree char *to = add_draft (fixture->library, "二", 2026, 0, "正文\n");
  g_autofree char *first = add_picture (fixture->library, from, "a.png", "one");
  g_autofree char *second = add_picture (fixture->library, from, "b.png", "two");
  g_autofree char *own = add_picture (fixture->library, to, "b.png", "own");
  g_autoptr (BulletinMaterials) copied = NULL;
  g_autoptr (BulletinMaterials) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_copy_pictures (fixture->library, from, to, "编辑", &error));
  g_assert_no_error (error);
  copied = read_pictures (fixture->library, to, first, NULL);
  g_assert_nonnull (bulletin_materials_find_picture (copied, first));
  kept = read_pictures (fixture->library, to, own, NULL);
  g_assert_cmpmem (g_bytes_get_data (bulletin_materials_find_picture (kept, own)->content, NULL), 3, "own", 3);
  g_assert_true (bulletin_library_copy_pictures (fixture->library, from, to, "编辑", &error));
  g_assert_no_error (error);
}

static void
test_adding_is_journalled (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "一", 2026, 0, "正文\n");
  g_autofree char *name = add_picture (fixture->library, id, "a.png", "one");

  g_assert_cmpint (count (fixture->library, "SELECT count (*) FROM change c JOIN operation o ON o.id = c.operation "
                                            "WHERE c.table_name = 'bulletin_picture' AND c.after ->> '$.name' = 'a.png' AND o.who = '编辑'"),
                   ==, 1);
}

static void
test_verification_sees_a_changed_picture (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "一", 2026, 1, "正文\n");
  g_autofree char *name = add_picture (fixture->library, id, "a.png", "one");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_issue_part_free);
  g_autoptr (GBytes) picture = g_bytes_new_static ("one", 3);
  g_autoptr (BulletinVerification) sound = NULL;
  g_autoptr (BulletinVerification) damaged = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (parts, bulletin_issue_part_new ("attachment/a.png", "image/png", picture));
  bulletin_library_issue (fixture->library, id, content->metadata, content->text, 1, parts, NULL, "签发人", &error);
  g_assert_no_error (error);
  sound = bulletin_library_verify (fixture->library, id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sound->damaged->len, ==, 0);

  bulletin_database_execute (bulletin_library_get_database (fixture->library),
                             "DROP TRIGGER picture_no_update", &error);
  g_assert_no_error (error);
  bulletin_database_execute (bulletin_library_get_database (fixture->library),
                             "UPDATE picture SET content = x'00'", &error);
  g_assert_no_error (error);
  damaged = bulletin_library_verify (fixture->library, id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* The picture, and the guard that is gone. */
  g_assert_cmpuint (damaged->damaged->len, ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pictures/names/safe", test_names_are_safe);
  g_test_add_func ("/pictures/names/any-name-reads-back-from-markup", test_any_name_reads_back_from_markup);
  ADD ("/pictures/added-picture-is-read-back", test_added_picture_is_read_back);
  ADD ("/pictures/known-pictures-are-shared", test_known_pictures_are_shared);
  ADD ("/pictures/same-content-is-kept-once", test_same_content_is_kept_once);
  ADD ("/pictures/name-means-one-picture-for-good", test_name_means_one_picture_for_good);
  ADD ("/pictures/deleted-draft-comes-back-with-pictures", test_deleted_draft_comes_back_with_pictures);
  ADD ("/pictures/issued-bulletin-gets-no-more-pictures", test_issued_bulletin_gets_no_more_pictures);
  ADD ("/pictures/pictures-follow-a-copied-text", test_pictures_follow_a_copied_text);
  ADD ("/pictures/adding-is-journalled", test_adding_is_journalled);
  ADD ("/pictures/verification-sees-a-changed-picture", test_verification_sees_a_changed_picture);

  return g_test_run ();
}
