/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-metadata.h"

static BulletinMetadata *
make_metadata (void)
{
  BulletinMetadata *metadata = bulletin_metadata_new ();

  metadata->kind = BULLETIN_KIND_SUPPLEMENT;
  metadata->series = g_strdup ("工作简报");
  metadata->year = 2024;
  metadata->number = 6;
  metadata->total_number = 78;
  metadata->date = g_strdup ("2024-06-17");
  metadata->title = g_strdup ("标题");
  metadata->issuer = g_strdup ("甲市关工委");
  metadata->signer = g_strdup ("签发人");
  metadata->report_to = g_strdup ("上级");
  metadata->send_to = g_strdup ("同级");
  metadata->distribute_to = g_strdup ("下级");
  metadata->copies = 30;
  metadata->secrecy = g_strdup ("内部");
  metadata->copy_number = g_strdup ("000001");

  return metadata;
}

static void
test_a_copy_is_equal_and_its_own (void)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autoptr (BulletinMetadata) copy = bulletin_metadata_copy (metadata);
  g_autoptr (BulletinMetadata) boxed = g_boxed_copy (BULLETIN_TYPE_METADATA, metadata);

  g_assert_true (bulletin_metadata_equal (metadata, copy));
  g_assert_true (bulletin_metadata_equal (metadata, boxed));
  g_assert_true (copy->title != metadata->title);

  bulletin_metadata_set_string (&copy->title, "别的");
  g_assert_false (bulletin_metadata_equal (metadata, copy));
  g_assert_cmpstr (metadata->title, ==, "标题");
}

static void
test_every_field_tells_apart (void)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  static const gsize strings[] = {
    G_STRUCT_OFFSET (BulletinMetadata, series),
    G_STRUCT_OFFSET (BulletinMetadata, date),
    G_STRUCT_OFFSET (BulletinMetadata, title),
    G_STRUCT_OFFSET (BulletinMetadata, issuer),
    G_STRUCT_OFFSET (BulletinMetadata, signer),
    G_STRUCT_OFFSET (BulletinMetadata, report_to),
    G_STRUCT_OFFSET (BulletinMetadata, send_to),
    G_STRUCT_OFFSET (BulletinMetadata, distribute_to),
    G_STRUCT_OFFSET (BulletinMetadata, secrecy),
    G_STRUCT_OFFSET (BulletinMetadata, copy_number),
  };
  static const gsize numbers[] = {
    G_STRUCT_OFFSET (BulletinMetadata, year),
    G_STRUCT_OFFSET (BulletinMetadata, number),
    G_STRUCT_OFFSET (BulletinMetadata, total_number),
    G_STRUCT_OFFSET (BulletinMetadata, copies),
    G_STRUCT_OFFSET (BulletinMetadata, target_length),
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++) {
    g_autoptr (BulletinMetadata) other = bulletin_metadata_copy (metadata);

    bulletin_metadata_set_string (G_STRUCT_MEMBER_P (other, strings[i]), NULL);
    g_assert_false (bulletin_metadata_equal (metadata, other));
  }

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (BulletinMetadata) other = bulletin_metadata_copy (metadata);

    G_STRUCT_MEMBER (int, other, numbers[i])
    ++;
    g_assert_false (bulletin_metadata_equal (metadata, other));
  }

  {
    g_autoptr (BulletinMetadata) other = bulletin_metadata_copy (metadata);

    other->kind = BULLETIN_KIND_REGULAR;
    g_assert_false (bulletin_metadata_equal (metadata, other));
  }
}

static void
test_strings_are_trimmed_and_normal (void)
{
  static const struct
  {
    const char *value;
    const char *expected;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { " \t　\u00a0\n", NULL },
    { "\ufeff　标题 ", "标题" },
    { "第一行\n第二行", "第一行 第二行" },
    { "张　三", "张　三" },
    { "e\u0301", "\u00e9" },
    { "坏\xff", "坏\ufffd" },
  };
  char *field = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    bulletin_metadata_set_string (&field, cases[i].value);
    g_assert_cmpstr (field, ==, cases[i].expected);
  }

  bulletin_metadata_set_string (&field, " 自己 ");
  bulletin_metadata_set_string (&field, field);
  g_assert_cmpstr (field, ==, "自己");
  bulletin_metadata_set_string (&field, field + 3);
  g_assert_cmpstr (field, ==, "己");
  bulletin_metadata_set_string (&field, NULL);
  g_assert_null (field);
}

static void
assert_formats (const BulletinMetadata *metadata,
                const char             *number,
                const char             *issue,
                const char             *date)
{
  g_autofree char *formatted_number = bulletin_metadata_format_number (metadata);
  g_autofree char *formatted_issue = bulletin_metadata_format_issue (metadata);
  g_autofree char *formatted_date = bulletin_metadata_format_date (metadata);

  g_assert_cmpstr (formatted_number, ==, number);
  g_assert_cmpstr (formatted_issue, ==, issue);
  g_assert_cmpstr (formatted_date, ==, date);
}

static void
test_numbers_and_dates_are_written_as_in_print (void)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata ();

  assert_formats (metadata, "2024-S6", "增刊第6期（总第78期）", "2024年6月17日");
  metadata->total_number = 0;
  assert_formats (metadata, "2024-S6", "增刊第6期", "2024年6月17日");
  metadata->kind = BULLETIN_KIND_REGULAR;
  assert_formats (metadata, "2024-6", "第6期", "2024年6月17日");
  bulletin_metadata_set_string (&metadata->date, "2024-02-30");
  metadata->number = 0;
  assert_formats (metadata, "", "", "");
  bulletin_metadata_set_string (&metadata->date, NULL);
  assert_formats (metadata, "", "", "");
}

static void
test_only_days_that_exist_are_dates (void)
{
  static const char *const good[] = { "2024-02-29", "2000-02-29", "2026-12-31", "1949-10-01" };
  static const char *const bad[] = {
    "",
    "2023-02-29",
    "1900-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-01-00",
    "2024-04-31",
    "2024-6-17",
    "2024-06-17 ",
    " 2024-06-17",
    "2024/06/17",
    "0000-01-01",
    "２０２４-06-17",
    "2024-06-17T00:00",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (bulletin_date_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bulletin_date_is_valid (bad[i]));
  g_assert_false (bulletin_date_is_valid (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/metadata/a-copy-is-equal-and-its-own", test_a_copy_is_equal_and_its_own);
  g_test_add_func ("/metadata/every-field-tells-apart", test_every_field_tells_apart);
  g_test_add_func ("/metadata/strings-are-trimmed-and-normal", test_strings_are_trimmed_and_normal);
  g_test_add_func ("/metadata/numbers-and-dates-are-written-as-in-print", test_numbers_and_dates_are_written_as_in_print);
  g_test_add_func ("/metadata/only-days-that-exist-are-dates", test_only_days_that_exist_are_dates);

  return g_test_run ();
}
