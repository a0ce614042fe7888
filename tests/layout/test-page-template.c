/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>

#include "bulletin-fonts.h"
#include "bulletin-page-template.h"
#include "bulletin-page-words.h"

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
  g_assert_cmpfloat (page_template->styles[BULLETIN_STYLE_BODY].size, ==, 16);
}

static void
json_gives_back_the_template (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GError) error = NULL;

  page_template->styles[BULLETIN_STYLE_MASTHEAD].size = 36.5;
  page_template->rows = 21;
  page_template->families[BULLETIN_FONT_KAI] = g_strdup ("某某楷体, Another Kai");

  g_autofree char *json = bulletin_page_template_to_json (page_template);
  g_autoptr (BulletinPageTemplate) read = bulletin_page_template_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (read->styles[BULLETIN_STYLE_MASTHEAD].size, ==, 36.5);
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
    "{\"styles\": []}",
    "{\"styles\": {\"body\": 16}}",
    "{\"styles\": {\"body\": {\"size\": 60}}}",
    "{\"styles\": {\"body\": {\"bold\": \"yes\"}}}",
    "{\"styles\": {\"note\": {\"font\": \"script\"}}}",
    "{\"styles\": {\"masthead\": {\"size\": 190}}, \"head-second-name\": \"第二行\"}",
    "{\"head-colour\": \"red\"}",
    "{\"head-colour\": \"#-e6001\"}",
    "{\"head-order\": \"upside-down\"}",
    "{\"head-order\": 1}",
    "{\"head-name\": \"两行\\n名称\"}",
    "{\"head-name\": 3}",
    "{\"head-issue-pattern\": \"第期\"}",
    "{\"head-rows-below\": 16}",
    "{\"tail-copies-pattern\": \"共印许多份\"}",
    "{\"tail-is-shown\": 1}",
    "{\"number-distance\": 100}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (bulletin_page_template_from_json (texts[i], &error));
    g_assert_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE);
    g_assert_cmpint (strlen (error->message), >, 20);
  }
}

static char *
make_words (GRand *random)
{
  static const char *const words[] = { "简报", "工作", "\"quoted\"", "é", "𠀀", "\\", "第{期}期", "<b>", "一二三四五" };
  GString *text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 1, 5); n > 0; n--)
    g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);

  return g_string_free_and_steal (text);
}

/* A template that asks for anything that it may ask for. */
static BulletinPageTemplate *
make_random_template (GRand *random)
{
  BulletinPageTemplate *self = bulletin_page_template_new ();
  char **const words[] = { &self->head.name, &self->head.second_name, &self->tail.report_to_label, &self->tail.send_to_label, &self->tail.distribute_to_label };

  self->rows = g_rand_int_range (random, 15, 30);
  self->columns = g_rand_int_range (random, 25, 32);
  self->indent = g_rand_int_range (random, 0, 5);
  self->margin_top = g_rand_double_range (random, 40, 105);
  self->margin_left = g_rand_double_range (random, 40, 130);
  self->block_height = g_rand_double_range (random, 560, 640);
  self->mirrors_margins = g_rand_boolean (random);
  for (int i = 0; i < BULLETIN_N_STYLES; i++) {
    self->styles[i].font = g_rand_int_range (random, 0, BULLETIN_N_FONT_ROLES);
    self->styles[i].size += g_rand_double_range (random, -0.5, 0.5);
    self->styles[i].is_bold = g_rand_boolean (random);
  }
  for (int i = 0; i < BULLETIN_N_FONT_ROLES; i++)
    self->families[i] = g_rand_boolean (random) ? make_words (random) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = g_rand_boolean (random) ? make_words (random) : NULL;
  self->head.colour = (guint32) g_rand_int_range (random, 0, 0x1000000);
  self->head.spacing = g_rand_double_range (random, -1, 20);
  self->head.shows_issue = g_rand_boolean (random);
  self->head.shows_total = g_rand_boolean (random);
  self->head.issue_pattern = g_rand_boolean (random) ? g_strdup ("{年}年第{期汉}期") : NULL;
  self->head.order = g_rand_int_range (random, 0, 3);
  self->head.rule = g_rand_int_range (random, 0, 3);
  self->head.rule_width = g_rand_double_range (random, 0.2, 5);
  self->head.rows_below = g_rand_int_range (random, 0, 4);
  self->head.secrecy_side = g_rand_int_range (random, 0, 2);
  self->head.copy_number_side = g_rand_int_range (random, 0, 2);
  self->tail.is_shown = g_rand_boolean (random);
  self->tail.shows_report_to = g_rand_boolean (random);
  self->tail.shows_copies = g_rand_boolean (random);
  self->tail.copies_pattern = g_rand_boolean (random) ? g_strdup ("（印{份}份）") : NULL;
  self->tail.outer_rule = g_rand_double_range (random, 0, 3);
  self->tail.inner_rule = g_rand_double_range (random, 0, 3);
  self->number_style = g_rand_int_range (random, 0, 4);
  self->number_place = g_rand_int_range (random, 0, 3);
  self->number_distance = g_rand_double_range (random, 5, 25);

  return self;
}

static void
every_template_that_can_be_comes_back_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9704);
  guint n_valid = 0;

  for (guint i = 0; i < 5000; i++) {
    g_autoptr (BulletinPageTemplate) page_template = make_random_template (random);
    g_autoptr (GError) error = NULL;
    g_autofree char *json = bulletin_page_template_to_json (page_template);
    g_autoptr (BulletinPageTemplate) read = bulletin_page_template_from_json (json, &error);

    /* What cannot be read back is what cannot be, and the other way round. */
    g_assert_cmpint (read != NULL, ==, bulletin_page_template_check (page_template, NULL));
    if (!read) {
      g_assert_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE);
      continue;
    }

    g_autofree char *again = bulletin_page_template_to_json (read);
    g_autoptr (BulletinPageTemplate) copy = bulletin_page_template_copy (read);
    g_assert_cmpstr (again, ==, json);
    g_assert_true (bulletin_page_template_equal (copy, page_template));
    g_assert_cmpfloat (read->head.spacing, ==, page_template->head.spacing);
    g_assert_cmpint (read->styles[BULLETIN_STYLE_CAPTION].font, ==, page_template->styles[BULLETIN_STYLE_CAPTION].font);
    g_assert_cmpstr (read->tail.send_to_label, ==, page_template->tail.send_to_label);
    n_valid++;
  }

  g_assert_cmpuint (n_valid, >, 1000);
}

static void
no_text_that_is_nearly_a_template_ends_badly (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2012);

  for (guint i = 0; i < 3000; i++) {
    g_autoptr (BulletinPageTemplate) page_template = make_random_template (random);
    g_autofree char *json = bulletin_page_template_to_json (page_template);
    const gsize length = strlen (json);

    json[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int_range (random, 1, 128);
    if (g_rand_boolean (random))
      json[g_rand_int_range (random, 0, (gint32) length)] = '\0';

    g_autoptr (GError) error = NULL;
    g_autoptr (BulletinPageTemplate) read = bulletin_page_template_from_json (json, &error);
    g_assert_true ((read != NULL) != (error != NULL));
    g_assert_true (!read || bulletin_page_template_check (read, NULL));
  }
}

static void
sizes_of_the_first_version_are_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinPageTemplate) page_template =
      bulletin_page_template_from_json ("{\"body-size\": 15, \"title-size\": 26, \"head-size\": 50, \"small-size\": 12}", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (page_template->styles[BULLETIN_STYLE_BODY].size, ==, 15);
  g_assert_cmpfloat (page_template->styles[BULLETIN_STYLE_HEADING_4].size, ==, 15);
  g_assert_cmpfloat (page_template->styles[BULLETIN_STYLE_TITLE].size, ==, 26);
  g_assert_cmpfloat (page_template->styles[BULLETIN_STYLE_MASTHEAD].size, ==, 50);
  g_assert_cmpfloat (page_template->styles[BULLETIN_STYLE_PAGE_NUMBER].size, ==, 12);
}

static void
assert_issue (const char *pattern,
              gboolean    shows_total,
              const char *regular,
              const char *supplement)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();

  page_template->head.issue_pattern = g_strdup (pattern);
  page_template->head.shows_total = shows_total;
  metadata->year = 2024;
  metadata->number = 16;
  metadata->total_number = 78;

  g_autofree char *line = bulletin_page_template_format_issue (page_template, metadata);
  g_assert_cmpstr (line, ==, regular);

  metadata->kind = BULLETIN_KIND_SUPPLEMENT;
  metadata->total_number = 0;
  g_autofree char *other = bulletin_page_template_format_issue (page_template, metadata);
  g_assert_cmpstr (other, ==, supplement);
}

static void
the_issue_line_follows_its_pattern (void)
{
  assert_issue (NULL, TRUE, "第16期（总第78期）", "增刊第16期");
  assert_issue (NULL, FALSE, "第16期", "增刊第16期");
  assert_issue ("{年}年第{期}期", FALSE, "2024年第16期", "增刊2024年第16期");
  assert_issue ("{年汉}年{增刊}第{期汉}期", TRUE, "二〇二四年第十六期（总第78期）", "二〇二四年增刊第十六期");
  assert_issue ("〔{年}〕{期}号 总{总期}", TRUE, "〔2024〕16号 总78", "增刊〔2024〕16号 总　");
}

static void
a_number_not_given_yet_leaves_room (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autofree char *line = bulletin_page_template_format_issue (page_template, metadata);

  g_assert_cmpstr (line, ==, "第　期");

  page_template->head.shows_issue = FALSE;
  g_assert_null (bulletin_page_template_format_issue (page_template, metadata));
}

static void
the_tail_says_what_the_template_lets_it (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  const char *label = NULL, *names = NULL;

  metadata->report_to = g_strdup ("省关工委");
  metadata->copies = 80;
  page_template->tail.report_to_label = g_strdup ("主报：");
  page_template->tail.copies_pattern = g_strdup ("（共印{份}份）");

  g_assert_true (bulletin_page_template_get_recipients (page_template, metadata, 0, &label, &names));
  g_assert_cmpstr (label, ==, "主报：");
  g_assert_cmpstr (names, ==, "省关工委");
  g_assert_false (bulletin_page_template_get_recipients (page_template, metadata, 1, &label, &names));
  g_autofree char *copies = bulletin_page_template_format_copies (page_template, metadata);
  g_assert_cmpstr (copies, ==, "（共印80份）");

  page_template->tail.shows_copies = FALSE;
  g_assert_null (bulletin_page_template_format_copies (page_template, metadata));
  page_template->tail.is_shown = FALSE;
  g_assert_false (bulletin_page_template_get_recipients (page_template, metadata, 0, &label, &names));
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
  g_test_add_func ("/page-template/every-template-that-can-be-comes-back-the-same", every_template_that_can_be_comes_back_the_same);
  g_test_add_func ("/page-template/no-text-that-is-nearly-a-template-ends-badly", no_text_that_is_nearly_a_template_ends_badly);
  g_test_add_func ("/page-template/sizes-of-the-first-version-are-read", sizes_of_the_first_version_are_read);
  g_test_add_func ("/page-template/the-issue-line-follows-its-pattern", the_issue_line_follows_its_pattern);
  g_test_add_func ("/page-template/a-number-not-given-yet-leaves-room", a_number_not_given_yet_leaves_room);
  g_test_add_func ("/page-template/the-tail-says-what-the-template-lets-it", the_tail_says_what_the_template_lets_it);
  g_test_add_func ("/fonts/the-typeface-itself-comes-before-free-ones", the_typeface_itself_comes_before_free_ones);
  g_test_add_func ("/fonts/the-templates-families-come-before-all", the_templates_families_come_before_all);

  return g_test_run ();
}
