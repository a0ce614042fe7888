/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-clipboard-html.h"
#include "bulletin-clipboard-import.h"
#include "bulletin-html-import.h"
#include "bulletin-text-import.h"
#include "bulletin-materials.h"

static BulletinClipboardText *
import (const char *html,
        const char *plain)
{
  g_autoptr (GBytes) html_bytes = html ? g_bytes_new (html, strlen (html)) : NULL;
  g_autoptr (GBytes) plain_bytes = plain ? g_bytes_new (plain, strlen (plain)) : NULL;
  g_autoptr (GError) error = NULL;
  BulletinClipboardText *text = bulletin_clipboard_import (html_bytes, plain_bytes, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_html_that_says_no_more_gives_the_text (void)
{
  /* Copied out of a program's source view: the bars are markup. */
  g_autoptr (BulletinClipboardText) code = import ("<div><span>| 甲 |</span></div><div>&gt; 按语</div>", "| 甲 |\n> 按语");
  g_autoptr (BulletinClipboardText) strong = import ("<p><b>甲</b>乙</p>", "甲乙");
  g_autoptr (BulletinClipboardText) lists = import ("<ol><li>甲</ol>", "甲");

  g_assert_cmpstr (code->text, ==, "| 甲 |\n> 按语");
  g_assert_cmpstr (strong->text, ==, "**甲**乙");
  g_assert_cmpstr (lists->text, ==, "1. 甲");
}

static void
test_cells_are_known_as_such (void)
{
  g_autoptr (BulletinClipboardText) sheet = import (NULL, "甲\t1\n乙\t2\n");
  g_autoptr (BulletinClipboardText) table = import ("<table><tr><td>甲<td>1</table>", "甲\t1");
  g_autoptr (BulletinClipboardText) more = import ("<p>文</p><table><tr><td>甲<td>1</table>", NULL);
  g_autoptr (BulletinClipboardText) words = import (NULL, "一句话\n又一句");

  g_assert_cmpuint (sheet->cells->len, ==, 2);
  g_assert_cmpuint (table->cells->len, ==, 1);
  g_assert_null (more->cells);
  g_assert_null (words->cells);
  g_assert_cmpstr (words->text, ==, "一句话\n又一句");
}

static void
test_encodings_are_found_out (void)
{
  static const char utf16[] = "\xff\xfe<\0p\0>\0\x32\x75";
  g_autoptr (GBytes) wide = g_bytes_new_static (utf16, sizeof utf16 - 1);
  g_autoptr (GBytes) ended = g_bytes_new_static ("<p>甲</p>\0", strlen ("<p>甲</p>") + 1);
  g_autoptr (BulletinClipboardText) first = bulletin_clipboard_import (wide, NULL, NULL);
  g_autoptr (BulletinClipboardText) second = bulletin_clipboard_import (ended, NULL, NULL);

  g_assert_cmpstr (first->text, ==, "甲");
  g_assert_cmpstr (second->text, ==, "甲");
}

static void
test_too_much_is_refused (void)
{
  gsize size = BULLETIN_PASTE_MAX_BYTES * 2;
  g_autofree char *text = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, 'a', size);
  for (gsize i = 0; i < size; i += 100)
    text[i] = '\n';
  bytes = g_bytes_new (text, size);
  g_assert_null (bulletin_clipboard_import (NULL, bytes, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (bulletin_clipboard_import (bytes, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
}

/* --- Out ------------------------------------------------------------------- */

static char *
write_html (const char *text,
            const BulletinMetadata *metadata)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  return bulletin_clipboard_html_write (document, metadata, page_template);
}

static void
test_styles_stand_inline (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autofree char *html = NULL;

  bulletin_metadata_set_string (&metadata->title, "走访<一>");
  html = write_html ("一、站点\n（一）东门。先看东门。\n正文\n> 按语\n", metadata);
  g_assert_nonnull (strstr (html, "<p class=\"MsoTitle\" style=\""));
  g_assert_nonnull (strstr (html, "text-align:center;\">走访&lt;一&gt;</p>"));
  g_assert_nonnull (strstr (html, "font-size:22pt"));
  g_assert_nonnull (strstr (html, "<h1 style=\""));
  g_assert_nonnull (strstr (html, "font-family:黑体"));
  g_assert_nonnull (strstr (html, "font-family:楷体_GB2312"));
  g_assert_nonnull (strstr (html, "font-family:仿宋_GB2312"));
  g_assert_nonnull (strstr (html, "text-indent:2em"));
  g_assert_nonnull (strstr (html, "mso-line-height-rule:exactly"));
  g_assert_null (strstr (html, "<style"));
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "http:"));
}

static void
test_a_part_has_no_title (void)
{
  g_autofree char *html = write_html ("正文", NULL);

  g_assert_null (strstr (html, "MsoTitle"));
}

/* What is copied out is read back as what it was. */
static void
test_what_goes_out_comes_back (void)
{
  static const char *const texts[] = {
    "一、站点\n正文**要紧**的话，a\\*\\*b \\{{c}}。",
    "（一）东门。先看东门，**再看**西门。",
    "1. 甲\n（1）乙",
    "| 区 | 数 | 注 |\n|----|---:|:--:|\n| 甲 |  3 | x\\|y |\n| 乙 | 14 |  甲   |\n文",
    "\\| 不是表\n\\> 不是按语\n\\---",
    "甲\n---\n乙",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *html = write_html (texts[i], NULL);
    g_autoptr (BulletinHtmlImport) back = bulletin_html_import (html, strlen (html), BULLETIN_HTML_PART, NULL);
    g_autoptr (BulletinDocument) document = bulletin_document_parse (texts[i], -1);
    g_autoptr (BulletinDocument) again = bulletin_document_parse (back->text, -1);
    g_autofree char *plain = bulletin_document_to_plain_text (document);
    g_autofree char *plain_again = bulletin_document_to_plain_text (again);

    g_assert_cmpstr (plain_again, ==, plain);
    g_assert_cmpuint (bulletin_document_get_n_blocks (again), >=, bulletin_document_get_n_blocks (document));
    for (guint k = 0; k < bulletin_document_get_n_blocks (document); k++)
      g_assert_cmpint (bulletin_document_get_block (again, k)->kind, ==, bulletin_document_get_block (document, k)->kind);
  }
}

static void
test_pictures_go_along_up_to_a_bound (void)
{
  const gsize large = 5 * 1024 * 1024;
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GBytes) small = g_bytes_new_static ("png", 3);
  g_autoptr (GBytes) one = g_bytes_new_take (g_malloc0 (large), large);
  g_autoptr (BulletinDocument) document = NULL;
  g_autofree char *html = NULL;
  guint n_images = 0;

  bulletin_materials_add_picture (materials, "甲.png", "image/png", small, 96, 48);
  bulletin_materials_add_picture (materials, "乙.png", "image/png", one, 4000, 1000);
  bulletin_materials_add_picture (materials, "丙.png", "image/png", one, 4000, 1000);
  document = bulletin_document_new ("![揭\"牌](attachment:甲.png)\n![二](attachment:乙.png)\n![三](attachment:丙.png)\n![四](attachment:无.png)\n", -1, materials);
  html = bulletin_clipboard_html_write (document, NULL, page_template);
  for (const char *p = html; (p = strstr (p, "<img ")); p++)
    n_images++;

  /* The third would be too much, the fourth is not there; their captions are. */
  g_assert_cmpuint (n_images, ==, 2);
  g_assert_nonnull (strstr (html, "<img alt=\"揭&quot;牌\" width=\"96\" height=\"48\" src=\"data:image/png;base64,cG5n\">"));
  /* As wide as the text, 156 mm. */
  g_assert_nonnull (strstr (html, "width=\"589\" height=\"147\""));
  g_assert_nonnull (strstr (html, ">三</p>"));
  g_assert_nonnull (strstr (html, ">四</p>"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clipboard/html-that-says-no-more-gives-the-text", test_html_that_says_no_more_gives_the_text);
  g_test_add_func ("/clipboard/cells-are-known-as-such", test_cells_are_known_as_such);
  g_test_add_func ("/clipboard/encodings-are-found-out", test_encodings_are_found_out);
  g_test_add_func ("/clipboard/too-much-is-refused", test_too_much_is_refused);
  g_test_add_func ("/clipboard/styles-stand-inline", test_styles_stand_inline);
  g_test_add_func ("/clipboard/a-part-has-no-title", test_a_part_has_no_title);
  g_test_add_func ("/clipboard/what-goes-out-comes-back", test_what_goes_out_comes_back);
  g_test_add_func ("/clipboard/pictures-go-along-up-to-a-bound", test_pictures_go_along_up_to_a_bound);

  return g_test_run ();
}
