/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview's SVG says where a browser has to put every character. Read back as SVG 2
 * reads it, with the fonts' own advances, it comes to the places of the plan, which are
 * those of print. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "bulletin-plan-drawing.h"

/* In points: less than the eye sees on paper. */
#define TOLERANCE 0.5

static double
get_number (const char *element,
            const char *name,
            double      otherwise)
{
  g_autofree char *start = g_strdup_printf (" %s=\"", name);
  const char *found = strstr (element, start);

  return found ? g_ascii_strtod (found + strlen (start), NULL) : otherwise;
}

static double
get_natural (const BulletinPlanRun *run,
             int                    glyph)
{
  PangoRectangle logical;

  pango_font_get_glyph_extents (run->pango_font, run->glyphs->glyphs[glyph].glyph, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/* The places that a browser gives the glyphs of one <text>: as listed, or one after the
 * other, with what textLength asks for spread between them. */
static void
check_run (const BulletinPlanRun *run,
           const char            *element)
{
  const int n = run->glyphs->num_glyphs;
  const char *places = strstr (element, " x=\"") + 4;
  char *rest;
  double x = g_ascii_strtod (places, &rest);
  const gboolean is_list = *rest == ' ';
  double natural = 0, spread = 0, expected = run->x;

  g_assert_cmpfloat_with_epsilon (get_number (element, "font-size", 0),
                                  (double) pango_font_description_get_size (run->font) / PANGO_SCALE, 0.001);
  for (int i = 0; i < n; i++)
    natural += get_natural (run, i);
  if (!is_list && n > 1)
    spread = (get_number (element, "textLength", natural) - natural) / (n - 1);

  for (int i = 0; i < n; i++) {
    const PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];

    g_assert_cmpfloat_with_epsilon (x, expected + (double) glyph->geometry.x_offset / PANGO_SCALE, TOLERANCE);
    expected += (double) glyph->geometry.width / PANGO_SCALE;
    if (is_list && i + 1 < n)
      x = g_ascii_strtod (rest, &rest);
    else
      x += get_natural (run, i) + spread;
  }
}

/* What shapes as one glyph for each character: the rest is words, which a browser
 * shapes as Pango does. */
static gboolean
is_simple (const BulletinPlanRun *run)
{
  return g_utf8_strlen (run->text, -1) == run->glyphs->num_glyphs && g_unichar_iswide (g_utf8_get_char (run->text));
}

static guint
check_plan (const BulletinPagePlan *plan)
{
  guint n_checked = 0;

  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, i);
    g_autofree char *svg = bulletin_page_plan_to_svg (plan, i);
    const char *at = svg;

    for (guint k = 0; k < page->lines->len; k++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, k);
      double baseline;

      at = strstr (at, "<g class=\"line ");
      g_assert_nonnull (at);
      /* The group around it says how far down. */
      const char *moved = g_strrstr_len (svg, at - svg, "translate(0 ");
      baseline = g_ascii_strtod (moved + strlen ("translate(0 "), NULL);
      g_assert_cmpfloat_with_epsilon (baseline, line->baseline, 0.001);

      for (guint m = 0; m < line->runs->len; m++) {
        const BulletinPlanRun *run = g_ptr_array_index (line->runs, m);

        at = strstr (at, "<text ");
        g_assert_nonnull (at);
        g_autofree char *element = g_strndup (at, strchr (at, '>') - at);
        g_assert_cmpfloat_with_epsilon (get_number (element, "x", -1), run->x, TOLERANCE + fabs ((double) run->glyphs->glyphs[0].geometry.x_offset / PANGO_SCALE));
        g_assert_cmpfloat (get_number (element, "y", -1), ==, 0);
        if (is_simple (run)) {
          check_run (run, element);
          n_checked++;
        }
        at++;
      }
    }
  }

  return n_checked;
}

static guint
check_text (const char *text,
            const char *series)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  bulletin_metadata_set_string (&metadata->series, series);
  bulletin_metadata_set_string (&metadata->issuer, "青禾市关工委办公室");
  bulletin_metadata_set_string (&metadata->date, "2025-05-06");
  bulletin_metadata_set_string (&metadata->title, "青禾市首批暖蜂驿站建设情况综述——从一间小屋做起");
  bulletin_metadata_set_string (&metadata->report_to, "省关工委，市委、市政府有关领导");
  metadata->copies = 120;

  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  return check_plan (plan);
}

/* The text of every sample bulletin, whatever stands above it in its file. */
static void
sample_bulletins_stand_on_screen_as_in_print (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("BULLETIN_SAMPLE_DIR"), "bulletins", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0, n_runs = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = NULL;

    if (!g_file_get_contents (path, &text, NULL, NULL))
      continue;
    n_runs += check_text (text, "工作简报");
    n_files++;
  }
  g_assert_cmpuint (n_files, >=, 3);
  g_assert_cmpuint (n_runs, >=, 100);
  g_test_message ("%u runs of %u bulletins", n_runs, n_files);
}

/* A name is spread wide, a line with a number stretched, one with stops squeezed. */
static void
spread_stretched_and_squeezed_lines_stand_alike (void)
{
  static const char *const names[] = { "简报", "工作简报", "关爱工作情况通报", "青禾市关心下一代工作委员会工作情况简报" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i < 60; i++)
    g_string_append_printf (text, "上半年共走访%u户，“快递小哥”代表、志愿者代表参加；发放用品%u件（套），其中《读本》%u册。Bulletin第%u期刊登了有关做法。\n",
                            i * 7, i * 31, i * 13, i);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (check_text (text->str, names[i]), >, 300);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screen-parity/sample-bulletins-stand-on-screen-as-in-print", sample_bulletins_stand_on_screen_as_in_print);
  g_test_add_func ("/screen-parity/spread-stretched-and-squeezed-lines-stand-alike", spread_stretched_and_squeezed_lines_stand_alike);

  return g_test_run ();
}
