/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../statistics/sheet-fixture.h"
#include "bulletin-issuing.h"
#include "bulletin-load-materials.h"
#include "bulletin-pictures.h"

#define TEXT                                                                   \
  "　　全市已有站点{{stations+unit}}，其中{{stations@QX+单位}}在清溪区。\n"    \
  "![站点揭牌](attachment:揭牌.png 50%)\n"                                     \
  "| 项目 | 数值 |\n|---|---|\n| {{不存在}} | {{stations+unit}} |\n"

static void
fill (BulletinLibrary *library)
{
  load_all (library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  load_all (library, BULLETIN_REGISTER_STATIONS,
            "编码|名称|类型|组织|启用日期|停用日期\nS1|桥头驿站|暖蜂驿站|JD1|2024-02-01|\nS2|河边驿站|暖蜂驿站|LH|2024-05-01|\n", 2);
}

/* A picture of nothing but a colour, as PNG. */
static GBytes *
make_png (int    width,
          int    height,
          double red)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize size;
  int file = g_file_open_tmp ("bulletin-picture-XXXXXX", &path, NULL);

  cairo_set_source_rgb (cr, red, 0.4, 0.2);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_close (file, NULL);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_unlink (path);

  return g_bytes_new_take (data, size);
}

static char *
add_with_picture (Fixture *fixture)
{
  char *id = add_draft (fixture->library, "站点揭牌", 2024, 6, TEXT);
  g_autoptr (GBytes) png = make_png (40, 30, 0.8);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture->library);
  name = bulletin_library_add_picture (fixture->library, id, "揭牌.png", "image/png", png, 40, 30, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "揭牌.png");

  return id;
}

static BulletinMaterials *
load (Fixture    *fixture,
      const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, &error);
  BulletinMaterials *materials = bulletin_load_materials (fixture->library, id, content->metadata, content->text, &error);

  g_assert_no_error (error);

  return materials;
}

static void
assert_figure (BulletinMaterials *materials,
               const char        *reference,
               const char        *text)
{
  const BulletinFigureValue *value = bulletin_materials_find_figure (materials, reference);

  g_assert_nonnull (value);
  g_assert_cmpstr (value->text, ==, text);
}

static void
test_everything_named_is_found (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = add_with_picture (fixture);
  g_autoptr (BulletinMaterials) materials = load (fixture, id);

  assert_figure (materials, "stations+unit", "2处");
  assert_figure (materials, "stations@QX+单位", "1处");
  assert_figure (materials, "不存在", NULL);
  g_assert_nonnull (bulletin_materials_find_figure (materials, "不存在")->problem);
  g_assert_nonnull (bulletin_materials_find_picture (materials, "揭牌.png"));
}

static GBytes *
get_part (Fixture    *fixture,
          const char *id,
          const char *name)
{
  g_autoptr (GError) error = NULL;
  GBytes *part = bulletin_library_get_part (fixture->library, id, name, &error);

  g_assert_no_error (error);

  return part;
}

static void
test_issuing_freezes_what_was_printed (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *id = add_with_picture (fixture);
  BulletinIssueRequest request = { .id = id, .signer = "签发人", .accept_findings = TRUE, .who = "签发人" };
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinVerification) verification = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GBytes) figures = NULL;
  g_autoptr (GBytes) html = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *first;
  const BulletinPicture *found;
  gsize size;
  gconstpointer bytes;

  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);

  /* The registers go on. */
  load_all (fixture->library, BULLETIN_REGISTER_STATIONS,
            "编码|名称|类型|组织|启用日期|停用日期\nS3|校园驿站|爱心驿站|QX|2024-01-01|\n", 1);
  materials = load (fixture, id);
  assert_figure (materials, "stations+unit", "2处");
  assert_figure (materials, "stations@QX+单位", "1处");
  assert_figure (materials, "不存在", NULL);
  found = bulletin_materials_find_picture (materials, "揭牌.png");
  g_assert_nonnull (found);

  picture = get_part (fixture, id, BULLETIN_ATTACHMENT_PART "揭牌.png");
  g_assert_true (g_bytes_equal (picture, found->content));

  figures = get_part (fixture, id, "figures");
  bytes = g_bytes_get_data (figures, &size);
  json = g_strndup (bytes, size);
  node = json_from_string (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 3);
  first = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "reference"), ==, "stations+unit");
  g_assert_cmpstr (json_object_get_string_member (first, "metric"), ==, "stations");
  g_assert_cmpstr (json_object_get_string_member (first, "as_of"), ==, "2024-06-15");
  g_assert_cmpfloat (json_object_get_double_member (first, "value"), ==, 2);

  html = get_part (fixture, id, "html");
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (html, NULL), (gssize) g_bytes_get_size (html), "2处"));

  verification = bulletin_library_verify (fixture->library, id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verification->damaged->len, ==, 0);
}

static void
test_draft_follows_the_registers (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *id = add_with_picture (fixture);
  g_autoptr (BulletinMaterials) before = load (fixture, id);
  g_autoptr (BulletinMaterials) after = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_STATIONS,
            "编码|名称|类型|组织|启用日期|停用日期\nS3|校园驿站|爱心驿站|QX|2024-01-01|\n", 1);
  after = load (fixture, id);
  assert_figure (before, "stations+unit", "2处");
  assert_figure (after, "stations+unit", "3处");
}

static void
test_figures_come_back_from_json (void)
{
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autoptr (BulletinMaterials) back = bulletin_materials_new ();
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  BulletinFigureValue *value = bulletin_figure_value_new (12.5, "小时", TRUE, g_strdup ("来自登记册。"));

  value->metric = g_strdup ("hours");
  value->origin = g_strdup ("一.csv；二.xlsx");
  bulletin_materials_add_figure (materials, "hours+unit", value);
  bulletin_materials_add_figure (materials, "无", bulletin_figure_value_new_missing (g_strdup ("没有。")));
  names = bulletin_materials_list_figures (materials);
  json = bulletin_figures_to_json (materials, names);
  g_assert_true (bulletin_figures_from_json (json, back, &error));
  g_assert_no_error (error);
  again = bulletin_figures_to_json (back, names);
  g_assert_cmpstr (json, ==, again);
  assert_figure (back, "hours+unit", "12.5小时");
  g_assert_false (bulletin_figures_from_json ("[", back, NULL));
  g_assert_true (bulletin_figures_from_json ("{\"a\": 1}", back, NULL));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/materials/everything-named-is-found", test_everything_named_is_found);
  ADD ("/materials/issuing-freezes-what-was-printed", test_issuing_freezes_what_was_printed);
  ADD ("/materials/draft-follows-the-registers", test_draft_follows_the_registers);
  g_test_add_func ("/materials/figures-come-back-from-json", test_figures_come_back_from_json);

  return g_test_run ();
}
