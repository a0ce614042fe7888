/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>

#include "bulletin-fonts.h"
#include "bulletin-page-template.h"

static void
defaults_are_those_of_the_standard (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  g_assert_cmpfloat_with_epsilon (page_template->page_width, 595.28, 0.01);
  g_assert_cmpfloat_with_epsilon (page_template->page_height, 841.89, 0.01);
  g_assert_cmpfloat_with_epsilon (page_template->margin_top, 104.88, 0.01);
  g_assert_cmpfloat_with_epsilon (page_template->margin_left, 79.37, 0.01);
  g_assert_cmpfloat_with_epsilon (page_template->block_width, 442.20, 0.01);
  g_assert_cmpfloat_with_epsilon (page_template->block_height, 637.80, 0.01);
  g_assert_cmpint (page_template->rows, ==, 22);
  g_assert_cmpint (page_template->columns, ==, 28);
  g_assert_cmpfloat (page_template->body_size, ==, 16);
}

static void
json_gives_back_the_template (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GError) error = NULL;

  page_template->head_size = 36.5;
  page_template->rows = 21;
  page_template->families[BULLETIN_FONT_KAI] = g_strdup ("某某楷体, Another Kai");

  g_autofree char *json = bulletin_page_template_to_json (page_template);
  g_autoptr (BulletinPageTemplate) read = bulletin_page_template_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (read->head_size, ==, 36.5);
  g_assert_cmpfloat (read->block_width, ==, page_template->block_width);
  g_assert_cmpint (read->rows, ==, 21);
  g_assert_cmpstr (read->families[BULLETIN_FONT_KAI], ==, "某某楷体, Another Kai");
  g_assert_null (read->families[BULLETIN_FONT_BODY]);

  g_autoptr (BulletinPageTemplate) copy = bulletin_page_template_copy (read);
  g_autofree char *again = bulletin_page_template_to_json (copy);
  g_assert_cmpstr (again, ==, json);
}

static void
what_json_leaves_out_keeps_its_default (void)
{
  const char *const texts[] = { NULL, "", "{}", "{\"head-size\": 42, \"later-version\": [1, 2]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_from_json (texts[i], &error);

    g_assert_no_error (error);
    g_assert_cmpint (page_template->columns, ==, 28);
  }
}

static void
impossible_pages_are_refused (void)
{
  const char *const texts[] = {
    "[]",
    "17",
    "{",
    "not JSON",
    "{\"rows\": \"22\"}",
    "{\"rows\": null}",
    "{\"rows\": 0}",
    "{\"rows\": 1e300}",
    "{\"columns\": -28}",
    "{\"columns\": 60}",
    "{\"columns\": 12}",
    "{\"block-width\": 600}",
    "{\"block-height\": 800}",
    "{\"rows\": 60}",
    "{\"body-size\": 40}",
    "{\"body-size\": {}}",
    "{\"title-size\": 140}",
    "{\"small-size\": 70}",
    "{\"families\": []}",
    "{\"families\": {\"kai\": 3}}",
    "\xff\xfe",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (bulletin_page_template_from_json (texts[i], &error));
    g_assert_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE);
    g_assert_cmpint (strlen (error->message), >, 20);
  }
}

static GHashTable *
make_installed (const char *first,
                ...)
{
  GHashTable *installed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  va_list families;

  va_start (families, first);
  for (const char *family = first; family; family = va_arg (families, const char *))
    g_hash_table_add (installed, g_utf8_casefold (family, -1));
  va_end (families);

  return installed;
}

static void
the_typeface_itself_comes_before_free_ones (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GHashTable) installed = make_installed ("Noto Serif CJK SC", "fangsong_gb2312", NULL);
  g_autoptr (BulletinFontChoice) body = bulletin_font_choice_new (BULLETIN_FONT_BODY, page_template, installed);
  g_autoptr (BulletinFontChoice) title = bulletin_font_choice_new (BULLETIN_FONT_TITLE, page_template, installed);

  g_assert_cmpstr (body->chosen, ==, "FangSong_GB2312");
  g_assert_false (body->is_substitute);
  g_assert_cmpstr (body->families, ==, "FangSong_GB2312,Noto Serif CJK SC");
  g_assert_cmpstr (title->chosen, ==, "Noto Serif CJK SC");
  g_assert_true (title->is_substitute);
  g_assert_cmpint (title->weight, ==, PANGO_WEIGHT_BOLD);
}

static void
the_templates_families_come_before_all (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GHashTable) installed = make_installed ("仿宋_GB2312", "House Face", NULL);

  page_template->families[BULLETIN_FONT_BODY] = g_strdup ("Not There, House Face");
  page_template->families[BULLETIN_FONT_KAI] = g_strdup ("Not There");

  g_autoptr (BulletinFontChoice) body = bulletin_font_choice_new (BULLETIN_FONT_BODY, page_template, installed);
  g_autoptr (BulletinFontChoice) kai = bulletin_font_choice_new (BULLETIN_FONT_KAI, page_template, installed);
  g_assert_cmpstr (body->chosen, ==, "House Face");
  g_assert_false (body->is_substitute);
  g_assert_true (kai->is_substitute);
  g_assert_cmpstr (kai->wanted, ==, "Not There");
  g_assert_cmpint (strlen (kai->families), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-template/defaults-are-those-of-the-standard", defaults_are_those_of_the_standard);
  g_test_add_func ("/page-template/json-gives-back-the-template", json_gives_back_the_template);
  g_test_add_func ("/page-template/what-json-leaves-out-keeps-its-default", what_json_leaves_out_keeps_its_default);
  g_test_add_func ("/page-template/impossible-pages-are-refused", impossible_pages_are_refused);
  g_test_add_func ("/fonts/the-typeface-itself-comes-before-free-ones", the_typeface_itself_comes_before_free_ones);
  g_test_add_func ("/fonts/the-templates-families-come-before-all", the_templates_families_come_before_all);

  return g_test_run ();
}
