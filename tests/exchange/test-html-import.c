/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bulletin-document.h"
#include "bulletin-grid.h"
#include "bulletin-html-import.h"
#include "bulletin-html-tree.h"
#include "bulletin-text-import.h"

static BulletinHtmlImport *
read_html (const char *html)
{
  g_autoptr (GError) error = NULL;
  BulletinHtmlImport *import = bulletin_html_import (html, strlen (html), BULLETIN_HTML_PART, &error);

  g_assert_no_error (error);
  g_assert_nonnull (import);
  return import;
}

static void
assert_markup (const char *html,
               const char *markup)
{
  g_autoptr (BulletinHtmlImport) import = read_html (html);

  g_assert_cmpstr (import->text, ==, markup);
}

static void
assert_refused (const char *html,
                gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_html_import (html, length, BULLETIN_HTML_PART, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
}

/* --- What programs write --------------------------------------------------- */

/* As Word 2016 puts it on the clipboard: conditional comments, lines broken
 * within Chinese text, numbers written out, list signs out of Wingdings. */
static const char word[] =
    "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\">\r\n"
    "<head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\"><meta name=Generator content=\"Microsoft Word 15\">\r\n"
    "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->\r\n"
    "<style>\r\n<!--\r\n /* Style Definitions */\r\n p.MsoNormal, li.MsoNormal, div.MsoNormal\r\n\t{mso-style-unhide:no;margin:0cm;font-size:10.5pt;}\r\n"
    "p.MsoTitle {mso-outline-level:1;font-weight:bold;}\r\n"
    "p.a1 {mso-style-name:条目;mso-outline-level:2;}\r\n@page WordSection1 {size:595.3pt 841.9pt;}\r\ndiv.WordSection1 {page:WordSection1;}\r\n-->\r\n</style></head>\r\n"
    "<body lang=ZH-CN style='tab-interval:21.0pt'>\r\n<!--StartFragment-->\r\n"
    "<p class=MsoTitle align=center style='text-align:center'><span style='font-family:宋体'>春季走访情况<span lang=EN-US><o:p></o:p></span></span></p>\r\n"
    "<h1><a name=\"_Toc1\"><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>一、<span\r\nstyle='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>走访范围</a></h1>\r\n"
    "<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋'>今年共走访站点\r\n十二处，<b style='mso-bidi-font-weight:\r\nnormal'>重点</b>看<span lang=EN-US> Wi-Fi </span>和饮水。<span style='mso-hide:all;display:none'>内部稿</span><span lang=EN-US><o:p></o:p></span></span></p>\r\n"
    "<p class=a1 style='mso-outline-level:2'><span lang=EN-US>（一）</span>东湖区</p>\r\n"
    "<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings;mso-fareast-font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]>带上药箱</p>\r\n"
    "<p class=MsoNormal>队员说好<span class=MsoCommentReference><a class=msocomanchor id=\"_anchor_1\" href=\"#_msocom_1\" name=\"_msoanchor_1\">[老周1]</a><span style='mso-special-character:comment'>&nbsp;</span></span>。<del cite=\"mailto:a\">删去的话</del></p>\r\n"
    "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>\r\n <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>\r\n"
    "  <td width=100 valign=top><p class=MsoNormal align=center style='text-align:center'><b>区</b></p></td>\r\n  <td colspan=2><p class=MsoNormal><b>站点与人次</b></p></td>\r\n </tr>\r\n"
    " <tr><td rowspan=2><p class=MsoNormal>东湖区</p></td><td><p class=MsoNormal align=right style='text-align:right'>3</p></td><td><p class=MsoNormal>甲|乙</p><p class=MsoNormal>第二行</p></td></tr>\r\n"
    " <tr><td><p class=MsoNormal align=right style='text-align:right'>14</p></td><td></td></tr>\r\n</table>\r\n"
    "<!--[if gte vml 1]><v:shape id=\"_x0000_i1025\"><v:imagedata src=\"file:///C:/Temp/msohtmlclip1/01/clip_image001.png\"/></v:shape><![endif]-->"
    "<p class=MsoNormal><![if !vml]><img width=320 height=200 src=\"file:///C:/Temp/msohtmlclip1/01/clip_image002.jpg\" alt=\"站点外景\" v:shapes=\"_x0000_i1025\"><![endif]></p>\r\n"
    "<span lang=EN-US><br clear=all style='mso-special-character:line-break;page-break-before:always'></span>\r\n"
    "<p class=MsoNormal>尾段</p>\r\n<!--EndFragment-->\r\n"
    "<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>这句要核实</p></div></div></body></html>";

static void
test_word_keeps_structure_and_no_style (void)
{
  g_autoptr (BulletinHtmlImport) import = read_html (word);
  const BulletinHtmlPicture *picture;

  g_assert_cmpstr (import->text, ==,
                   "春季走访情况\n"
                   "一、走访范围\n"
                   "今年共走访站点十二处，**重点**看 Wi-Fi 和饮水。\n"
                   "（一）东湖区\n"
                   "• 带上药箱\n"
                   "队员说好。\n"
                   "| 区     | 站点与人次 |               |\n"
                   "|--------|-----------:|---------------|\n"
                   "| 东湖区 |          3 | 甲\\|乙 第二行 |\n"
                   "|        |         14 |               |\n"
                   "![站点外景](attachment:clip_image002.jpg)\n"
                   "---\n"
                   "尾段");
  g_assert_cmpuint (import->pictures->len, ==, 1);
  picture = import->pictures->pdata[0];
  g_assert_cmpstr (picture->uri, ==, "file:///C:/Temp/msohtmlclip1/01/clip_image002.jpg");
  g_assert_null (import->cells);
}

/* As WPS Writer does: every run in its own span and font, weights in the style. */
static const char wps[] =
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=\"Generator\" content=\"Kingsoft WPS\"><style>@font-face{font-family:\"仿宋\";}"
    "@list l0:level1{mso-level-number-format:chinese-counting;mso-level-text:\"%1、\";}p.MsoNormal{mso-style-name:正文;text-align:justify;font-size:10.5000pt;}"
    "span.10{font-family:'Times New Roman';}h2{mso-outline-level:2;}</style></head><body style=\"tab-interval:21pt;\"><!--StartFragment-->"
    "<h2 style=\"mso-list:l0 level1 lfo1;\"><![if !supportLists]><span style=\"font-family:黑体;mso-ansi-font-weight:bold;\"><span style='mso-list:Ignore;'>二、<span>&nbsp;</span></span></span><![endif]>"
    "<b><span style=\"mso-spacerun:'yes';font-family:黑体;font-weight:bold;font-size:16.0000pt;\"><font face=\"黑体\" >关爱活动</font></span></b><b><span style=\"font-weight:bold;\"><o:p></o:p></span></b></h2>"
    "<p class=MsoNormal style=\"text-indent:32.0000pt;mso-char-indent-count:2.0000;\"><span style=\"mso-spacerun:'yes';font-family:仿宋;\"><font face=\"仿宋\" >共办活动</font></span>"
    "<span style=\"font-weight:bold;\">9</span><span style=\"font-family:仿宋;\"><font face=\"仿宋\" >场。</font></span><span><o:p></o:p></span></p>"
    "<p class=MsoNormal><span>（1）先登记</span><span><br></span><span>（2）再上门</span></p>"
    "<table class=MsoTableGrid border=1 style=\"border-collapse:collapse;\"><thead><tr><td width=94><p class=MsoNormal><span>月份</span></p></td><td><p class=MsoNormal><span>场次</span></p></td></tr></thead>"
    "<tr><td><p class=MsoNormal><span>三月</span></p></td><td><p class=MsoNormal align=center style=\"text-align:center;\" ><span>4</span></p></td></tr></table><!--EndFragment--></body></html>";

static void
test_wps_keeps_structure (void)
{
  assert_markup (wps,
                 "二、关爱活动\n"
                 "共办活动**9**场。\n"
                 "（1）先登记\n"
                 "（2）再上门\n"
                 "| 月份 | 场次 |\n"
                 "|------|:----:|\n"
                 "| 三月 |  4   |");
}

/* As LibreOffice Writer 24 does. */
static void
test_libreoffice_keeps_structure (void)
{
  assert_markup ("<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n\t<title></title>\n"
                 "\t<meta name=\"generator\" content=\"LibreOffice 24.8 (Linux)\"/>\n\t<style type=\"text/css\">\n\t\t@page { size: 21cm 29.7cm; margin: 2cm }\n"
                 "\t\tp { line-height: 115%; margin-bottom: 0.25cm; background: transparent }\n\t\th1 { margin-bottom: 0.21cm }\n\t</style>\n</head>\n"
                 "<body lang=\"zh-CN\" link=\"#000080\" dir=\"ltr\"><h1 class=\"western\" style=\"page-break-before: auto\">\n队伍建设</h1>\n<h2 class=\"western\">招募</h2>\n"
                 "<p style=\"line-height: 100%\"><font face=\"FangSong\">新来队员<b>五名</b>，</font>\n都是退休教师。</p>\n<h2>培训</h2>\n<ol>\n\t<li><p>讲安全</p></li>\n\t<li><p>练急救</p></li>\n</ol>\n"
                 "<h1>下步打算</h1>\n<p><br/>\n</p>\n<p>按月走访。</p>\n</body>\n</html>",
                 "一、队伍建设\n（一）招募\n新来队员**五名**，都是退休教师。\n（二）培训\n1. 讲安全\n2. 练急救\n二、下步打算\n按月走访。");
}

/* As Excel does: a sheet of styles, numbers set to the right, a title merged
 * across, a row that is hidden. */
static const char excel[] =
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta name=ProgId content=Excel.Sheet><style>\n<!--table\n\t{mso-displayed-decimal-separator:\"\\.\";}\n"
    "td\n\t{padding-top:1px;font-weight:400;text-align:general;}\n.xl65\n\t{font-weight:700;text-align:center;}\n.xl66 {mso-number-format:\"\\#\\,\\#\\#0\";}\n-->\n</style></head>\n"
    "<body link=blue><table border=0 cellpadding=0 cellspacing=0 width=216><!--StartFragment--> <col width=72 span=3>\n"
    "<tr height=19><td colspan=3 class=xl65 width=216>各区站点</td></tr>\n"
    "<tr><td class=xl65>区</td><td class=xl65>站点</td><td class=xl65>备注</td></tr>\n"
    "<tr><td>东湖区</td><td class=xl66 align=right>1,204</td><td></td></tr>\n"
    "<tr style='display:none'><td>藏起</td><td>9</td><td></td></tr>\n"
    "<tr><td>西山区</td><td class=xl66 align=right>86</td><td>新建<br>\n  两处</td></tr>\n<!--EndFragment--></table></body></html>";

static void
test_excel_becomes_a_table (void)
{
  g_autoptr (BulletinHtmlImport) import = read_html (excel);

  g_assert_cmpstr (import->text, ==,
                   "|= 各区站点\n"
                   "| 区     |  站点 | 备注      |\n"
                   "|--------|------:|-----------|\n"
                   "| 东湖区 | 1,204 |           |\n"
                   "| 西山区 |    86 | 新建 两处 |");
  g_assert_nonnull (import->cells);
  g_assert_cmpuint (import->cells->len, ==, 4);
}

/* As Chromium does: the computed style on each element, the page's frame gone. */
static void
test_chromium_keeps_structure (void)
{
  assert_markup ("<meta charset='utf-8'><h2 style=\"color: rgb(34, 34, 34); font-weight: bold; display: block;\">要闻</h2>"
                 "<p style=\"margin: 0px; font-size: 16px; white-space: normal;\">走进<a href=\"https://example.org/a\" style=\"color: blue;\">驿站</a>，看<span style=\"font-weight: 700;\">变化</span>。</p>"
                 "<ul style=\"display: block;\"><li>热水</li><li>充电<ul><li>快充</li></ul></li></ul>"
                 "<script>alert(1)</script><noscript>请打开脚本</noscript>"
                 "<img src=\"https://example.org/p.jpg\" alt=\"外景\" style=\"width: 600px;\"><img src=\"//example.org/1.gif\" width=\"1\" height=\"1\">"
                 "<p>&gt; 不是按语</p><p>| 不是表 |</p><p>---</p><p>**不是粗体** {{不是数据}} a\\*b</p>",
                 "一、要闻\n走进驿站，看**变化**。\n• 热水\n• 充电\n• 快充\n【图片未导入：外景，https://example.org/p.jpg】\n"
                 "\\> 不是按语\n\\| 不是表 |\n\\---\n\\*\\*不是粗体\\*\\* \\{{不是数据}} a\\\\*b");
}

/* --- Rules, one by one ----------------------------------------------------- */

static void
test_headings_find_their_levels (void)
{
  /* A lone first heading above others is the title. */
  assert_markup ("<h1>题目</h1><h2>甲</h2><p>文</p><h2>乙</h2>", "题目\n一、甲\n文\n二、乙");
  /* Numbers that are typed say the level, and the count goes on from them. */
  assert_markup ("<h2>三、甲</h2><h3>乙</h3><h2>丙</h2>", "三、甲\n（一）乙\n四、丙");
  assert_markup ("<h3>（二）甲</h3><h3>乙</h3>", "（二）甲\n（三）乙");
  assert_markup ("<p style='mso-outline-level:1'>甲</p><p>文</p>", "一、甲\n文");
  assert_markup ("<p class='MsoHeading2'>甲</p><p>文</p>", "一、甲\n文");
  assert_markup ("<h1>甲 <b>乙</b></h1>", "一、甲 乙");
}

static void
test_lists_are_numbered_as_shown (void)
{
  assert_markup ("<ol start=3><li>甲<li>乙<ol><li>丙</ol></ol>", "3. 甲\n4. 乙\n（1）丙");
  assert_markup ("<ol style='list-style-type:simp-chinese-informal'><li>甲<li value=5>乙</ol>", "一、甲\n五、乙");
  assert_markup ("<ol><li>1. 已有数</li></ol>", "1. 已有数");
}

static void
test_hidden_text_is_left_out (void)
{
  assert_markup ("<style>.x { display: none } @media print { .y { display: none } } div p { display: none }</style>"
                 "<p class=x>无</p><p class=y>有一</p><div><p>有二</p></div><p hidden>无</p><p style='visibility:hidden'>无</p>"
                 "<!-- 无 --><p>有三<span style='mso-hide:all'>无</span></p><title>无</title><textarea>无</textarea>",
                 "有一\n有二\n有三");
}

static void
test_strong_is_kept_where_it_is (void)
{
  assert_markup ("<p>甲<b>乙</b><strong>丙</strong>丁 <b> 戊 </b></p>", "甲**乙丙**丁 **戊**");
  assert_markup ("<b style='font-weight:normal'>甲<span style='font-weight:bold'>乙</span></b>", "甲**乙**");
  assert_markup ("<p><b>a*</b>*b</p>", "**a\\***\\*b");
}

static void
test_merged_cells_are_unfolded (void)
{
  assert_markup ("<table><tr><th>a<th>b<th>c<tr><td rowspan=2 colspan=2>1<td>2<tr><td>3</table>",
                 "| a | b | c |\n|--:|---|--:|\n| 1 |   | 2 |\n|   |   | 3 |");
}

static void
test_tables_that_arrange_a_page_are_text (void)
{
  assert_markup ("<table><tr><td><h2>甲</h2></td><td>乙<table><tr><th>a<th>b<tr><td>1<td>2</table></td></tr></table>",
                 "一、甲\n乙\n| a | b |\n|--:|--:|\n| 1 | 2 |");
  assert_markup ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", "甲\n乙");
}

static void
test_two_tables_stay_two (void)
{
  assert_markup ("<table><tr><td>1<td>2</table><table><tr><td>3<td>4</table>", "|--:|--:|\n| 1 | 2 |\n\n|--:|--:|\n| 3 | 4 |");
}

static void
test_pictures_are_handed_on (void)
{
  g_autoptr (BulletinHtmlImport) import = read_html ("<p>前<img src='data:image/png;base64,iVBORw0KGgo=' alt='[图] 一'>后</p>"
                                                     "<figure><img src='pics/a%20b.jpg'><figcaption>说明</figcaption></figure>"
                                                     "<img src='data:image/svg+xml;base64,PHN2Zz4=' alt='矢量'><img src=''>");
  const BulletinHtmlPicture *first, *second;

  g_assert_cmpstr (import->text, ==,
                   "前\n![\\[图] 一](attachment:图1.png)\n后\n![说明](attachment:a b.jpg)\n【图片未导入：矢量】");
  g_assert_cmpuint (import->pictures->len, ==, 2);
  first = import->pictures->pdata[0];
  second = import->pictures->pdata[1];
  g_assert_cmpuint (g_bytes_get_size (first->bytes), ==, 8);
  g_assert_cmpstr (second->uri, ==, "pics/a%20b.jpg");
}

/* --- From a spreadsheet as text -------------------------------------------- */

static char *
write_grid (const char *text)
{
  g_autoptr (BulletinGrid) grid = bulletin_grid_new_from_text (text);

  return grid ? bulletin_grid_write (grid, 0, NULL, NULL) : NULL;
}

static void
test_tabs_make_a_table (void)
{
  g_autofree char *table = write_grid ("区\t站点\r\n东湖区\t\"3\n处\"\r\n\"他说\"\"好\"\"\"\t12|4\r\n");
  g_autofree char *numbers = write_grid ("1\t2\n3\t4\n\t\n");

  g_assert_cmpstr (table, ==, "| 区       | 站点  |\n|----------|-------|\n| 东湖区   | 3 处  |\n| 他说\"好\" | 12\\|4 |\n");
  g_assert_cmpstr (numbers, ==, "|--:|--:|\n| 1 | 2 |\n| 3 | 4 |\n");
}

static void
test_other_text_is_no_table (void)
{
  static const char *const texts[] = { "", "一行字", "\t缩进的段落\n没有", "a\tb\nc\n", "a\tb\tc\nd\te\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (bulletin_grid_new_from_text (texts[i]));
}

/* --- From a file ----------------------------------------------------------- */

static void
test_a_saved_page_is_recognised (void)
{
  static const char page[] =
      "<!DOCTYPE html><html><head><meta charset=gb2312><title>站点 - 青禾市关工委</title><script>var a = '<p>x</p>';</script></head><body>"
      "<nav><ul><li><a href=/>首页</a><li><a href=/a>工作动态</a></ul></nav>"
      "<h1>队伍走进新站点</h1><p>工作简报 2025年第3期</p><p>2025年3月2日</p><h2>一、筹备早一步</h2><p>　　队伍提前摸底。</p><table><tr><th>区<th>数<tr><td>甲<td>3</table>"
      "<footer>版权所有 青禾市关工委</footer></body></html>";
  g_autofree char *folder = g_dir_make_tmp ("bulletin-html-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *body = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  bytes = g_convert (page, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  g_assert_true (bulletin_read_bulletin_file (file, NULL, &metadata, &body, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (metadata->title, ==, "队伍走进新站点");
  g_assert_cmpint (metadata->year, ==, 2025);
  g_assert_cmpint (metadata->number, ==, 3);
  g_assert_nonnull (strstr (body, "一、筹备早一步\n"));
  g_assert_nonnull (strstr (body, "| 区 | 数 |\n|----|---:|\n| 甲 |  3 |"));
  g_assert_null (strstr (body, "<"));
  g_assert_null (strstr (body, "首页"));

  g_assert_true (g_file_set_contents (path, "<html><body><script>x</script></body></html>", -1, NULL));
  g_assert_false (bulletin_read_bulletin_file (file, NULL, &metadata, &body, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EMPTY);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- Bounds ---------------------------------------------------------------- */

static char *
repeat (const char *piece,
        guint n)
{
  GString *text = g_string_sized_new (strlen (piece) * n + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static void
test_bounds_are_kept (void)
{
  g_autofree char *deep = repeat ("<div>", 100000);
  g_autofree char *many = repeat ("<p>a", 400000);
  g_autofree char *wide = repeat ("<td>1", 2000);
  g_autofree char *wide_table = g_strconcat ("<table><tr>", wide, "</table>", NULL);
  g_autofree char *spans = repeat ("<td colspan=1000>1", 1000);
  g_autofree char *span_table = g_strconcat ("<table><tr>", spans, "</table>", NULL);
  g_autofree char *large = g_malloc (50 * 1024 * 1024);
  gint64 start = g_get_monotonic_time ();

  memset (large, 'a', 50 * 1024 * 1024);
  assert_refused (deep, strlen (deep));
  assert_refused (many, strlen (many));
  assert_refused (wide_table, strlen (wide_table));
  assert_refused (span_table, strlen (span_table));
  assert_refused (large, 50 * 1024 * 1024);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

static void
test_tangles_end (void)
{
  static const char *const pieces[] = { "<b id=%u>", "<p>", "<a href=%u>", "<table>", "<td>", "<i>", "</p>", "<font size=%u>x" };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) html = g_string_new (NULL);
    g_autoptr (BulletinHtmlImport) import = NULL;

    for (guint n = 0; n < 20000; n++) {
      g_string_append (html, n % 40 == 0 ? "<b id=q><nobr>" : "");
      g_string_append_printf (html, pieces[i], n);
    }
    import = bulletin_html_import (html->str, html->len, BULLETIN_HTML_PART, NULL);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 120 * G_USEC_PER_SEC);
}

/* A long table of a spreadsheet is read in well under a second. */
static void
test_ten_thousand_rows_are_read (void)
{
  g_autofree char *rows = repeat ("<tr><td>东湖区<td>12<td>x", 10000);
  g_autofree char *html = g_strconcat ("<table>", rows, "</table>", NULL);
  g_autoptr (BulletinHtmlImport) import = read_html (html);

  g_assert_cmpuint (import->cells->len, ==, 10000);
}

/* --- Any HTML -------------------------------------------------------------- */

static char *
strip_blanks (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isspace (c))
      g_string_append_unichar (stripped, c);
  }
  return g_string_free (stripped, FALSE);
}

/* Random blocks with known words: each word is in the text's plain reading, in
 * order, with its marks and all. */
static void
test_visible_characters_are_all_there (void)
{
  static const char *const words[] = { "甲乙", "*", "**", "\\", "{{a}}", "{", "|", "---", "&gt;", "12", "一、", "A B", "![x](attachment:y)", "附件：", "“”" };
  static const char *const open[] = { "<p>", "<div>", "<b>", "<span style='color:red'>", "<i>", "<blockquote>", "<font face=x>", "<section>", "<strong>" };
  static const char *const close[] = { "</p>", "</div>", "</b>", "</span>", "</i>", "</blockquote>", "</font>", "</section>", "</strong>" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint n = 0; n < 3000; n++) {
    g_autoptr (GString) html = g_string_new (NULL);
    g_autoptr (GString) shown = g_string_new (NULL);
    g_autoptr (BulletinHtmlImport) import = NULL;
    g_autoptr (BulletinDocument) document = NULL;
    g_autofree char *plain = NULL;
    g_autofree char *stripped = NULL;
    g_autofree char *expected = NULL;

    for (guint i = 0; i < 8; i++) {
      guint kind = g_rand_int_range (rand, 0, G_N_ELEMENTS (open));
      guint n_words = g_rand_int_range (rand, 0, 4);

      g_string_append (html, open[kind]);
      for (guint k = 0; k < n_words; k++) {
        const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];

        g_string_append (html, word);
        g_string_append (shown, strcmp (word, "&gt;") == 0 ? ">" : word);
        if (g_rand_int_range (rand, 0, 3) == 0)
          g_string_append (html, g_rand_boolean (rand) ? "<br>" : " \n");
      }
      if (g_rand_int_range (rand, 0, 5) > 0)
        g_string_append (html, close[kind]);
    }
    import = read_html (html->str);
    document = bulletin_document_parse (import->text, -1);
    plain = bulletin_document_to_plain_text (document);
    stripped = strip_blanks (plain);
    expected = strip_blanks (shown->str);
    g_assert_cmpstr (stripped, ==, expected);
  }
}

static void
test_random_bytes_never_break_it (void)
{
  static const char *const pieces[] = { "<", ">", "/", "table", "tr", "td", "<td colspan=", "9", "<!--", "-->", "<style>", "</style>", "p{", "}", "'", "\"", "=", "&#x", "&amp", ";", "<ol><li>", "<h1>", "<img src=", "data:image/png;base64,", "<svg>", "<math>", "<template>", "<select>", "甲", "\xff", "\x80", "\n", "<plaintext>", "<![CDATA[", "]]>", "<frameset>", "@media", "mso-list:ignore", "style='" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint n = 0; n < 5000; n++) {
    g_autoptr (GString) html = g_string_new (NULL);
    g_autoptr (BulletinHtmlImport) import = NULL;

    for (guint i = 0; i < 40; i++) {
      g_string_append (html, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (g_rand_int_range (rand, 0, 20) == 0)
        g_string_append_c (html, (char) g_rand_int_range (rand, 0, 256));
    }
    import = bulletin_html_import (html->str, html->len, BULLETIN_HTML_PART, NULL);
    g_assert_nonnull (import);
    g_assert_true (g_utf8_validate (import->text, -1, NULL));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html-import/word-keeps-structure-and-no-style", test_word_keeps_structure_and_no_style);
  g_test_add_func ("/html-import/wps-keeps-structure", test_wps_keeps_structure);
  g_test_add_func ("/html-import/libreoffice-keeps-structure", test_libreoffice_keeps_structure);
  g_test_add_func ("/html-import/excel-becomes-a-table", test_excel_becomes_a_table);
  g_test_add_func ("/html-import/chromium-keeps-structure", test_chromium_keeps_structure);
  g_test_add_func ("/html-import/headings-find-their-levels", test_headings_find_their_levels);
  g_test_add_func ("/html-import/lists-are-numbered-as-shown", test_lists_are_numbered_as_shown);
  g_test_add_func ("/html-import/hidden-text-is-left-out", test_hidden_text_is_left_out);
  g_test_add_func ("/html-import/strong-is-kept-where-it-is", test_strong_is_kept_where_it_is);
  g_test_add_func ("/html-import/merged-cells-are-unfolded", test_merged_cells_are_unfolded);
  g_test_add_func ("/html-import/tables-that-arrange-a-page-are-text", test_tables_that_arrange_a_page_are_text);
  g_test_add_func ("/html-import/two-tables-stay-two", test_two_tables_stay_two);
  g_test_add_func ("/html-import/pictures-are-handed-on", test_pictures_are_handed_on);
  g_test_add_func ("/html-import/tabs-make-a-table", test_tabs_make_a_table);
  g_test_add_func ("/html-import/other-text-is-no-table", test_other_text_is_no_table);
  g_test_add_func ("/html-import/a-saved-page-is-recognised", test_a_saved_page_is_recognised);
  g_test_add_func ("/html-import/bounds-are-kept", test_bounds_are_kept);
  g_test_add_func ("/html-import/tangles-end", test_tangles_end);
  g_test_add_func ("/html-import/ten-thousand-rows-are-read", test_ten_thousand_rows_are_read);
  g_test_add_func ("/html-import/visible-characters-are-all-there", test_visible_characters_are_all_there);
  g_test_add_func ("/html-import/random-bytes-never-break-it", test_random_bytes_never_break_it);

  return g_test_run ();
}
