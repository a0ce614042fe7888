/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-plan-drawing.h"

static const char source[] = "> 编者按：本期摘登几个区的做法，供各单位结合实际学习借鉴，务求取得实效。\n"
                             "城市的街头，骑行者来去匆匆。为了让他们有一处歇脚的地方，关工委办公室建起首批驿站。\n"
                             "一、选址听骑手的。建站之前，工作组请**快递员**标出停留最久的路口，共2025处，见a<b>&\"c\"。\n"
                             "（一）分工到人\n"
                             "五老志愿者轮流值守，留言簿里记下了不少温暖的小故事。\n"
                             "1.配好设施\n"
                             "每处至少保证饮水和休息两项——有条件的再添置微波炉……\n"
                             "（1）登记造册\n"
                             "缺什么、坏了什么，扫码就能反映。\n"
                             "|= 表1 各区驿站\n"
                             "| 区域 | 处数 | 备注 |\n|---|--:|---|\n| 东湖 | 62 | |\n| 西岭 | 48 | 新建 |\n"
                             "二、管理靠大家一起\n"
                             "社区出场地，商户出物资。\n"
                             "附件：\n1.站点名单\n2.值守安排\n";

static BulletinPagePlan *
make_plan (void)
{
  g_autoptr (GString) text = g_string_new (source);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  metadata->series = g_strdup ("工作简报");
  metadata->year = 2025;
  metadata->number = 3;
  metadata->date = g_strdup ("2025-05-06");
  metadata->title = g_strdup ("青禾市关工委办公室齐心协力建好“暖蜂驿站”服务新就业群体");
  metadata->issuer = g_strdup ("青禾市关工委办公室");
  metadata->report_to = g_strdup ("省关工委");
  metadata->copies = 50;

  for (guint i = 0; i < 25; i++)
    g_string_append_printf (text, "第%u段的文字说明工作组和人工值守的情况，一直写到下一行，再写到下一页，好让一段话跨过页与页之间的界线。\n", i + 1);

  g_autoptr (BulletinDocument) document = bulletin_document_parse (text->str, -1);
  return bulletin_page_plan_new (document, metadata, page_template);
}

static char *
write_temporary (GBytes     *bytes,
                 const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("bulletin-layout-XXXXXX", &error);
  char *path;

  g_assert_no_error (error);
  path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return path;
}

static void
remove_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static char *
run (const char *program,
     const char *first,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char *output = NULL;
  int status = 0;
  va_list rest;

  g_ptr_array_add (arguments, (char *) program);
  va_start (rest, first);
  for (const char *argument = first; argument; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);

  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  if (error)
    g_test_message ("%s: %s", program, errors);
  g_assert_no_error (error);

  return output;
}

static char *
make_pdf_file (const BulletinPagePlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = bulletin_page_plan_to_pdf (plan, NULL, &error);

  g_assert_no_error (error);
  return write_temporary (pdf, "plan.pdf");
}

static void
append_without_space (GString    *text,
                      const char *more)
{
  for (const char *p = more; *p; p = g_utf8_next_char (p)) {
    if (!g_unichar_isspace (g_utf8_get_char (p)) && g_utf8_get_char (p) != '\f')
      g_string_append_unichar (text, g_utf8_get_char (p));
  }
}

/* The characters of the plan, as they should come out of the PDF. */
static char *
get_plan_text (const BulletinPagePlan *plan,
               gboolean with_numbers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, i);

    for (guint j = 0; j < page->lines->len; j++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, j);

      if (!with_numbers && (line->role == BULLETIN_PLAN_PAGE_NUMBER || line->is_repeated))
        continue;
      for (guint k = 0; k < line->runs->len; k++)
        append_without_space (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, k))->text);
    }
  }

  return g_string_free (text, FALSE);
}

static void
text_copies_out_of_the_pdf_exactly (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autofree char *path = make_pdf_file (plan);
  /* In the order of the content, which is that of reading. */
  g_autofree char *output = run ("pdftotext", "-raw", "-enc", "UTF-8", path, "-", NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = get_plan_text (plan, FALSE);

  append_without_space (found, output);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_nonnull (strstr (found->str, "工作组"));
  g_assert_null (strstr (found->str, "⼯"));
  g_assert_nonnull (strstr (found->str, "青禾市关工委办公室齐心协力建好“暖蜂驿站”服务新就业群体"));
  remove_temporary (path);
}

static void
fonts_are_embedded_subsets_and_none_is_type_3 (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autofree char *path = make_pdf_file (plan);
  g_autofree char *output = run ("pdffonts", path, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (output), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  g_assert_null (strstr (output, "Type 3"));
  for (guint i = 2; lines[i]; i++)
    g_assert_true (g_regex_match_simple (" yes +yes +yes +[0-9]+ +[0-9]+ *$", lines[i], 0, 0));
  remove_temporary (path);
}

static void
pdf_is_tagged_a4_with_title_author_and_fixed_dates (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autofree char *path = make_pdf_file (plan);
  g_autofree char *output = run ("pdfinfo", "-isodates", path, NULL);
  g_autofree char *structure = run ("pdfinfo", "-struct-text", path, NULL);

  g_assert_true (g_regex_match_simple ("Tagged: +yes", output, 0, 0));
  g_assert_true (g_regex_match_simple ("Page size: .*A4", output, 0, 0));
  g_assert_true (g_regex_match_simple ("Title: +青禾市关工委办公室齐心协力", output, 0, 0));
  g_assert_true (g_regex_match_simple ("Author: +青禾市关工委办公室\n", output, 0, 0));
  g_assert_true (g_regex_match_simple ("CreationDate: +2025-05-0[56]T", output, 0, 0));
  g_assert_true (g_regex_match_simple ("ModDate: +2025-05-0[56]T", output, 0, 0));
  g_assert_true (g_regex_match_simple ("Creator: +Bulletin " PACKAGE_VERSION, output, 0, 0));

  g_assert_true (g_regex_match_simple ("H1 \\(block\\)\\s+\"青禾市", structure, 0, 0));
  g_assert_true (g_regex_match_simple ("H2 \\(block\\)\\s+\"一、选址听骑手的。\"", structure, 0, 0));
  g_assert_true (g_regex_match_simple ("H5 \\(block\\)\\s+\"（1）登记造册\"", structure, 0, 0));
  g_assert_true (g_regex_match_simple ("TR\\s+TH:\\s+/Scope /Column\\s+\"区域\"", structure, 0, 0));
  g_assert_null (strstr (structure, "— 1 —"));
  remove_temporary (path);
}

static void
pdf_is_whole_and_says_its_language (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autofree char *path = make_pdf_file (plan);
  /* Warnings make it exit with 3. */
  g_autofree char *check = run ("qpdf", "--check", path, NULL);
  g_autofree char *json = run ("qpdf", "--json", "--json-key=qpdf", path, NULL);

  g_assert_nonnull (strstr (check, "No syntax or stream encoding errors"));
  g_assert_nonnull (strstr (json, "\"/Lang\": \"u:zh-CN\""));
  g_assert_nonnull (strstr (json, "\"/DisplayDocTitle\": true"));
  g_assert_nonnull (strstr (json, "\"/Marked\": true"));
  g_assert_nonnull (strstr (json, "\"/Scope\": \"/Column\""));
  remove_temporary (path);
}

static void
outline_holds_every_heading_nested (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autofree char *path = make_pdf_file (plan);
  g_autofree char *json = run ("qpdf", "--json", "--json-key=outlines", path, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);

  JsonArray *outlines = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "outlines");
  g_assert_cmpuint (json_array_get_length (outlines), ==, 2);
  JsonObject *first = json_array_get_object_element (outlines, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "title"), ==, "一、选址听骑手的");
  JsonObject *second = json_array_get_object_element (json_object_get_array_member (first, "kids"), 0);
  g_assert_cmpstr (json_object_get_string_member (second, "title"), ==, "（一）分工到人");
  JsonObject *third = json_array_get_object_element (json_object_get_array_member (second, "kids"), 0);
  g_assert_cmpstr (json_object_get_string_member (third, "title"), ==, "1.配好设施");
  JsonObject *fourth = json_array_get_object_element (json_object_get_array_member (third, "kids"), 0);
  g_assert_cmpstr (json_object_get_string_member (fourth, "title"), ==, "（1）登记造册");
  remove_temporary (path);
}

static gpointer
make_pdf_in_thread (gpointer data)
{
  g_autoptr (BulletinPagePlan) plan = data ? bulletin_page_plan_ref (data) : make_plan ();

  return bulletin_page_plan_to_pdf (plan, NULL, NULL);
}

static void
same_bulletin_gives_the_same_bytes_on_every_thread (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autoptr (GBytes) first = bulletin_page_plan_to_pdf (plan, NULL, NULL);
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("pdf", make_pdf_in_thread, i % 2 ? plan : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

    g_assert_true (g_bytes_equal (first, bytes));
  }
}

static gpointer
make_png_in_thread (gpointer plan)
{
  return bulletin_page_plan_to_png (plan, 0, 50, NULL);
}

/* They are the first to draw, so each needs the fonts that none has made yet. */
static void
threads_that_draw_one_plan_at_once_see_the_same (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autoptr (GBytes) first = NULL;
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("png", make_png_in_thread, plan);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

    g_assert_nonnull (bytes);
    if (first)
      g_assert_true (g_bytes_equal (first, bytes));
    else
      first = g_steal_pointer (&bytes);
  }
}

static void
same_bulletin_gives_the_same_bytes_in_another_process (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autofree char *path = make_pdf_file (plan);
  g_autofree char *other = g_strconcat (path, "2", NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *output = run (self, "--write-pdf", other, NULL);
  g_autoptr (GMappedFile) first = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GMappedFile) second = g_mapped_file_new (other, FALSE, NULL);

  g_assert_cmpmem (g_mapped_file_get_contents (first), g_mapped_file_get_length (first),
                   g_mapped_file_get_contents (second), g_mapped_file_get_length (second));
  g_assert_cmpint (g_unlink (other), ==, 0);
  remove_temporary (path);
}

static void
cancelled_pdf_is_not_written (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_page_plan_to_pdf (plan, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static guint
read_be32 (const guint8 *bytes)
{
  return ((guint) bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
}

static void
png_has_the_size_of_the_page (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = bulletin_page_plan_to_png (plan, 0, 100, &error);
  const guint8 *data = g_bytes_get_data (png, NULL);

  g_assert_no_error (error);
  g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (read_be32 (data + 16), ==, 827);
  g_assert_cmpuint (read_be32 (data + 20), ==, 1169);
}

static void
impossible_pngs_are_refused (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  const double resolutions[] = { 0, -100, 1e9, 0.001 };

  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (bulletin_page_plan_to_png (plan, 0, resolutions[i], &error));
    g_assert_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING);
  }

  g_autoptr (GError) error = NULL;
  g_assert_null (bulletin_page_plan_to_png (plan, 1000, 72, &error));
  g_assert_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING);
}

static void
collect_text_cb (GMarkupParseContext *context,
                 const char          *text,
                 gsize                length,
                 gpointer             user_data,
                 GError             **error)
{
  g_autofree char *own = g_strndup (text, length);

  append_without_space (user_data, own);
}

static void
check_element_cb (GMarkupParseContext *context,
                  const char          *element,
                  const char         **names,
                  const char         **values,
                  gpointer             user_data,
                  GError             **error)
{
  static const char *const allowed[] = { "svg", "g", "text", "line", NULL };

  g_assert_true (g_strv_contains (allowed, element));
  for (guint i = 0; names[i]; i++)
    g_assert_false (g_str_has_prefix (names[i], "on"));
}

static void
svg_is_well_formed_and_holds_the_text (void)
{
  static const GMarkupParser markup = { check_element_cb, NULL, collect_text_cb, NULL, NULL };
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = get_plan_text (plan, TRUE);

  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++) {
    g_autofree char *svg = bulletin_page_plan_to_svg (plan, i);
    g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&markup, G_MARKUP_DEFAULT_FLAGS, found, NULL);
    g_autofree char *page = g_strdup_printf ("data-page=\"%u\"", i + 1);
    g_autoptr (GError) error = NULL;

    g_markup_parse_context_parse (context, svg, -1, &error);
    g_assert_no_error (error);
    g_markup_parse_context_end_parse (context, &error);
    g_assert_no_error (error);
    g_assert_nonnull (strstr (svg, "viewBox=\"0 0 595.276 841.89\""));
    g_assert_nonnull (strstr (svg, page));
    g_assert_nonnull (strstr (svg, "textLength="));
  }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
svg_escapes_what_xml_cannot_hold (void)
{
  static const GMarkupParser markup = { check_element_cb, NULL, collect_text_cb, NULL, NULL };
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("甲\x01乙<script>丙</script>\x7f\xef\xbf\xbf&amp;\n", -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  g_autofree char *svg = bulletin_page_plan_to_svg (plan, 0);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&markup, G_MARKUP_DEFAULT_FLAGS, found, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (found->str, "<script>"));
  for (const char *p = svg; *p; p++)
    g_assert_true ((guchar) *p >= 0x20 || *p == '\n');
}

static int
write_pdf (const char *path)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ();
  g_autoptr (GBytes) pdf = bulletin_page_plan_to_pdf (plan, NULL, NULL);

  return pdf && g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL) ? 0 : 1;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--write-pdf") == 0)
    return write_pdf (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-drawing/text-copies-out-of-the-pdf-exactly", text_copies_out_of_the_pdf_exactly);
  g_test_add_func ("/plan-drawing/fonts-are-embedded-subsets-and-none-is-type-3", fonts_are_embedded_subsets_and_none_is_type_3);
  g_test_add_func ("/plan-drawing/pdf-is-tagged-a4-with-title-author-and-fixed-dates", pdf_is_tagged_a4_with_title_author_and_fixed_dates);
  g_test_add_func ("/plan-drawing/pdf-is-whole-and-says-its-language", pdf_is_whole_and_says_its_language);
  g_test_add_func ("/plan-drawing/outline-holds-every-heading-nested", outline_holds_every_heading_nested);
  g_test_add_func ("/plan-drawing/same-bulletin-gives-the-same-bytes-on-every-thread", same_bulletin_gives_the_same_bytes_on_every_thread);
  g_test_add_func ("/plan-drawing/same-bulletin-gives-the-same-bytes-in-another-process", same_bulletin_gives_the_same_bytes_in_another_process);
  g_test_add_func ("/plan-drawing/threads-that-draw-one-plan-at-once-see-the-same", threads_that_draw_one_plan_at_once_see_the_same);
  g_test_add_func ("/plan-drawing/cancelled-pdf-is-not-written", cancelled_pdf_is_not_written);
  g_test_add_func ("/plan-drawing/png-has-the-size-of-the-page", png_has_the_size_of_the_page);
  g_test_add_func ("/plan-drawing/impossible-pngs-are-refused", impossible_pngs_are_refused);
  g_test_add_func ("/plan-drawing/svg-is-well-formed-and-holds-the-text", svg_is_well_formed_and_holds_the_text);
  g_test_add_func ("/plan-drawing/svg-escapes-what-xml-cannot-hold", svg_escapes_what_xml_cannot_hold);

  return g_test_run ();
}
