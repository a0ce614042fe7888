/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "../library/library-fixture.h"
#include "bulletin-change.h"
#include "bulletin-page-template.h"
#include "bulletin-template-file.h"

#define WHO "李乙"

static BulletinSeries *
make_series (const char *name)
{
  BulletinSeries *series = g_new0 (BulletinSeries, 1);
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  page_template->rows = 20;
  page_template->head.name = g_strdup ("关爱专报");
  page_template->head.rule = BULLETIN_HEAD_RULE_STAR;
  series->name = g_strdup (name);
  series->issuer = g_strdup ("青禾市关工委");
  series->send_to = g_strdup ("各成员单位");
  series->copies = 40;
  series->uses_total = TRUE;
  series->target_length = 1200;
  series->default_text = g_strdup ("一、近期情况\n\n二、下步打算\n");
  series->page_template = bulletin_page_template_to_json (page_template);

  return series;
}

static GBytes *
make_content (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
a_file_gives_back_the_series (void)
{
  g_autoptr (BulletinSeries) series = make_series ("专报");
  g_autoptr (GBytes) content = bulletin_template_file_write (series);
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinSeries) read = bulletin_template_file_read (content, &error);

  g_assert_no_error (error);
  g_assert_null (read->id);
  g_assert_cmpstr (read->name, ==, "专报");
  g_assert_cmpstr (read->issuer, ==, series->issuer);
  g_assert_null (read->report_to);
  g_assert_cmpstr (read->send_to, ==, series->send_to);
  g_assert_cmpstr (read->default_text, ==, series->default_text);
  g_assert_cmpstr (read->page_template, ==, series->page_template);
  g_assert_cmpint (read->copies, ==, 40);
  g_assert_cmpint (read->target_length, ==, 1200);
  g_assert_true (read->uses_total);
}

static void
what_is_no_template_is_told_apart (void)
{
  static const struct
  {
    const char *text;
    int code;
  } files[] = {
    { "", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "驿站过冬\n\n正文。", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "{}", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "[1, 2]", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "{\"format\": 1}", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "\xff\xfe{\"format\"", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 2}", BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"vers", BULLETIN_EXCHANGE_ERROR_INVALID },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\"}", BULLETIN_EXCHANGE_ERROR_INVALID },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 1}", BULLETIN_EXCHANGE_ERROR_INVALID },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 1, \"series\": {\"name\": \" \"}, \"template\": {}}", BULLETIN_EXCHANGE_ERROR_INVALID },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 1, \"series\": {\"name\": \"甲\"}}", BULLETIN_EXCHANGE_ERROR_INVALID },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 1, \"series\": {\"name\": \"甲\", \"copies\": -1}, \"template\": {}}", BULLETIN_EXCHANGE_ERROR_INVALID },
    { "{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 1, \"series\": {\"name\": \"甲\\u0007\"}, \"template\": {}}", BULLETIN_EXCHANGE_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) content = make_content (files[i].text);
    g_autoptr (GError) error = NULL;

    g_assert_null (bulletin_template_file_read (content, &error));
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, files[i].code);
    g_assert_cmpint (strlen (error->message), >, 20);
  }

  g_autoptr (GBytes) impossible = make_content ("{\"format\": \"org.mdjgx.Bulletin.Template\", \"version\": 1, \"series\": {\"name\": \"甲\"}, \"template\": {\"rows\": 90}}");
  g_autoptr (GError) error = NULL;
  g_assert_null (bulletin_template_file_read (impossible, &error));
  g_assert_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE);

  g_autofree char *long_text = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr (GBytes) large = make_content (long_text);
  g_autoptr (GError) size_error = NULL;
  g_assert_null (bulletin_template_file_read (large, &size_error));
  g_assert_error (size_error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
}

static void
a_file_cut_anywhere_is_an_error (void)
{
  g_autoptr (BulletinSeries) series = make_series ("专报");
  g_autoptr (GBytes) content = bulletin_template_file_write (series);

  /* All but the line end at the end is needed. */
  for (gsize i = 0; i + 1 < g_bytes_get_size (content); i += 7) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, 0, i);
    g_autoptr (GError) error = NULL;

    g_assert_null (bulletin_template_file_read (part, &error));
    g_assert_nonnull (error);
  }
}

static void
a_name_that_exists_is_refused_replaced_or_kept_beside (Fixture       *fixture,
                                                       gconstpointer  data)
{
  g_autoptr (BulletinSeries) there = make_series ("专报");
  g_autoptr (BulletinSeries) incoming = make_series ("专报");
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_put_series (fixture->library, there, WHO, &error));
  incoming->copies = 99;

  g_assert_null (bulletin_template_import (fixture->library, incoming, BULLETIN_TEMPLATE_REFUSE, WHO, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  g_clear_error (&error);

  g_autoptr (BulletinSeries) beside = bulletin_series_copy (incoming);
  g_autofree char *kept = bulletin_template_import (fixture->library, beside, BULLETIN_TEMPLATE_KEEP_BOTH, WHO, &error);
  g_assert_no_error (error);
  g_assert_nonnull (kept);
  g_assert_cmpstr (beside->name, ==, "专报（2）");

  g_autofree char *operation = bulletin_template_import (fixture->library, incoming, BULLETIN_TEMPLATE_REPLACE, WHO, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (incoming->id, ==, there->id);
  g_autoptr (BulletinSeries) replaced = bulletin_library_get_series (fixture->library, "专报", &error);
  g_assert_cmpint (replaced->copies, ==, 99);

  g_assert_true (bulletin_library_undo_operation (fixture->library, operation, WHO, &error));
  g_autoptr (BulletinSeries) back = bulletin_library_get_series (fixture->library, "专报", &error);
  g_assert_cmpint (back->copies, ==, 40);
  g_autoptr (GPtrArray) list = bulletin_library_list_series (fixture->library, &error);
  g_assert_cmpuint (list->len, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template-file/a-file-gives-back-the-series", a_file_gives_back_the_series);
  g_test_add_func ("/template-file/what-is-no-template-is-told-apart", what_is_no_template_is_told_apart);
  g_test_add_func ("/template-file/a-file-cut-anywhere-is-an-error", a_file_cut_anywhere_is_an_error);
  g_test_add ("/template-file/a-name-that-exists-is-refused-replaced-or-kept-beside", Fixture, NULL, fixture_set_up,
              a_name_that_exists_is_refused_replaced_or_kept_beside, fixture_tear_down);

  return g_test_run ();
}
