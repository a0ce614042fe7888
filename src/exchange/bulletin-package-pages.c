/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-package-private.h"

#include <string.h>

#include "bulletin-export.h"
#include "bulletin-html.h"

/* The pages that a package is read from without Bulletin: plain HTML in Chinese,
 * with links to the files beside them. */

static const char style[] =
    "html{color-scheme:light dark}"
    "body{font:1.05rem/1.6 \"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;margin:0}"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem}"
    "h1{font-size:1.6rem;line-height:1.4}h2{font-size:1.2rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #8886;padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}"
    "th,.n{white-space:nowrap}"
    "td{overflow-wrap:anywhere}"
    "code{font-size:.85em;overflow-wrap:anywhere}"
    "@media print{a{color:inherit;text-decoration:none}}";

static void
append_row (GString *html,
            const char *label,
            const char *value)
{
  if (!value || !*value)
    return;
  g_string_append_printf (html, "<tr><th scope=\"row\">%s</th><td>", label);
  bulletin_html_append_escaped (html, value, -1);
  g_string_append (html, "</td></tr>\n");
}

static void
append_link (GString *html,
             const char *path,
             const char *label)
{
  g_string_append (html, "<a href=\"");
  bulletin_html_append_href (html, path);
  g_string_append (html, "\">");
  bulletin_html_append_escaped (html, label, -1);
  g_string_append (html, "</a>");
}

static const char *
get_label (const BulletinIssuePart *part)
{
  static const struct
  {
    const char *part;
    const char *label;
  } labels[] = {
    { "pdf", "版面（PDF）" },
    { "html", "网页" },
    { "text", "文字" },
    { "source", "原稿文字" },
    { "metadata", "签发时的属性" },
    { "figures", "引用的数据" },
    { "findings", "签发时的检查结果" },
    { "template", "签发时的版式" },
    { "origin", "读入来源" },
    { "original", "读入的原文件" },
    { "trail", "流转记录" },
    { "relation", "更正的是哪一期" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (strcmp (labels[i].part, part->name) == 0)
      return labels[i].label;
  }
  /* A picture has the name that the text calls it by. */
  return strrchr (part->name, '/') ? strrchr (part->name, '/') + 1 : part->name;
}

static void
append_file (GString *html,
             const char *path,
             const char *label,
             GBytes *content)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (content));

  g_string_append (html, "<tr><td>");
  append_link (html, path, label);
  g_string_append_printf (html, "</td><td class=\"n\">%s</td><td><code>%s</code></td></tr>\n", size, hash);
}

static const char *const first_parts[] = { "pdf", "html", "text" };

static gboolean
comes_first (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_parts); i++) {
    if (strcmp (first_parts[i], part) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
append_files (GString *html,
              const BulletinPackagedRecord *record)
{
  g_string_append (html, "<h2>文件</h2>\n<table>\n<thead><tr><th scope=\"col\">文件</th><th scope=\"col\">字节</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
  for (guint i = 0; i < G_N_ELEMENTS (first_parts); i++) {
    const BulletinPackageFile *file = bulletin_packaged_record_find (record, first_parts[i]);

    if (file)
      append_file (html, file->path, get_label (file->part), file->part->content);
  }
  for (guint i = 0; i < record->files->len; i++) {
    const BulletinPackageFile *file = record->files->pdata[i];

    if (!comes_first (file->part->name))
      append_file (html, file->path, get_label (file->part), file->part->content);
  }
  g_string_append (html, "</tbody>\n</table>\n<p>");
  append_link (html, "metadata.xml", "元数据（DA/T 46-2009）");
  g_string_append (html, " · ");
  append_link (html, "record.json", "档案记录");
  g_string_append (html, "</p>\n");
}

static void
append_standing (GString *html,
                 const BulletinRecordCopy *copy)
{
  for (char **sentence = copy->standing; sentence && *sentence; sentence++) {
    g_string_append (html, "<p><strong>");
    bulletin_html_append_escaped (html, *sentence, -1);
    g_string_append (html, "</strong></p>\n");
  }
  if (copy->withdrawn_at && copy->withdrawal_reason) {
    g_string_append (html, "<p>撤回原因：");
    bulletin_html_append_escaped (html, copy->withdrawal_reason, -1);
    g_string_append (html, "</p>\n");
  }
}

/* The pages load nothing and run nothing; only this style is let in. */
static void
append_head (GString *html,
             const char *title)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);
  g_string_append_printf (html, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
                                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
                          hash);
  bulletin_html_append_escaped (html, title, -1);
  g_string_append_printf (html, "</title>\n<style>%s</style>\n</head>\n", style);
}

static GString *
begin_page (const char *title)
{
  GString *html = g_string_new (NULL);

  append_head (html, title);
  g_string_append (html, "<body>\n<main>\n<h1>");
  bulletin_html_append_escaped (html, title, -1);
  g_string_append (html, "</h1>\n");
  return html;
}

static GBytes *
end_page (GString *html)
{
  g_string_append (html, "<h2>核对</h2>\n"
                         "<p>本包符合 BagIt 1.0（RFC 8493）。在解开的文件夹里运行 <code>sha256sum -c manifest-sha256.txt</code>，每个文件都应显示“OK”；"
                         "也可以在“简报”里用“核对归档包”，或用任何支持 BagIt 的程序核对。</p>\n"
                         "</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (html);
}

/*< private >
 * bulletin_package_write_index:
 *
 * Returns: (transfer full): the page that a record is read from
 */
GBytes *
bulletin_package_write_index (const BulletinPackagedRecord *record)
{
  const BulletinMetadata *metadata = record->metadata;
  g_autofree char *issue = bulletin_metadata_format_issue (metadata);
  g_autofree char *number = g_strdup_printf ("%d年%s", metadata->year, issue);
  g_autofree char *date = bulletin_metadata_format_date (metadata);
  g_autofree char *pages = g_strdup_printf ("%u", record->copy->n_pages);
  g_autofree char *code = bulletin_package_make_archival_code (record->series, metadata);
  GString *html = begin_page (record->copy->title);

  append_standing (html, record->copy);
  g_string_append (html, "<table>\n<tbody>\n");
  append_row (html, "刊名", metadata->series);
  append_row (html, "期号", number);
  append_row (html, "日期", date);
  append_row (html, "编发单位", metadata->issuer);
  append_row (html, "签发人", metadata->signer);
  append_row (html, "报", metadata->report_to);
  append_row (html, "送", metadata->send_to);
  append_row (html, "发", metadata->distribute_to);
  append_row (html, "密级", metadata->secrecy);
  append_row (html, "页数", pages);
  append_row (html, "档号", code);
  append_row (html, "保管期限", record->series->retention);
  append_row (html, "电子文件号", record->copy->id);
  append_row (html, "记录摘要值", record->copy->digest);
  g_string_append (html, "</tbody>\n</table>\n");
  append_files (html, record);
  return end_page (html);
}

static void
append_entry (GString *html,
              const BulletinPackagedRecord *record,
              guint page)
{
  g_autofree char *issue = bulletin_metadata_format_issue (record->metadata);
  g_autofree char *date = bulletin_metadata_format_date (record->metadata);
  g_autofree char *path = g_strconcat (record->folder, "index.html", NULL);
  const BulletinPackageFile *pdf = bulletin_packaged_record_find (record, "pdf");

  g_string_append (html, "<tr><td class=\"n\">");
  bulletin_html_append_escaped (html, issue, -1);
  g_string_append (html, "</td><td>");
  append_link (html, path, record->copy->title);
  if (record->copy->withdrawn_at)
    g_string_append (html, "（已撤回）");
  if (record->copy->corrects)
    g_string_append (html, "（更正）");
  if (record->copy->corrected_by->len > 0)
    g_string_append (html, "（已更正）");
  g_string_append (html, "</td><td class=\"n\">");
  bulletin_html_append_escaped (html, date, -1);
  g_string_append (html, "</td><td>");
  if (page > 0) {
    g_autofree char *text = g_strdup_printf ("%u", page);

    g_string_append_printf (html, "<a href=\"volume.pdf#page=%u\">%s</a>", page, text);
  }
  g_string_append (html, "</td><td>");
  if (pdf) {
    g_autofree char *file = g_strconcat (record->folder, pdf->path, NULL);

    append_link (html, file, "PDF");
  }
  g_string_append (html, "</td></tr>\n");
}

/*< private >
 * bulletin_package_write_volume_index:
 * @first_pages: (element-type guint): on which page of the volume's PDF each begins
 *
 * Returns: (transfer full): the general table of contents of a volume
 */
GBytes *
bulletin_package_write_volume_index (const BulletinSeries *series,
                                     int year,
                                     const GPtrArray *records,
                                     const GArray *first_pages)
{
  g_autofree char *title = g_strdup_printf ("%s %d年合订本", series->name, year);
  GString *html = begin_page (title);

  g_string_append_printf (html, "<p>共 %u 期。", records->len);
  append_link (html, "volume.pdf", "合订本（PDF）");
  g_string_append (html, " · ");
  append_link (html, "metadata.xml", "元数据（DA/T 46-2009）");
  g_string_append (html, "</p>\n<h2>总目录</h2>\n<table>\n<thead><tr><th scope=\"col\">期号</th><th scope=\"col\">题目</th>"
                         "<th scope=\"col\">日期</th><th scope=\"col\">合订本页次</th><th scope=\"col\">原件</th></tr></thead>\n<tbody>\n");
  for (guint i = 0; i < records->len; i++)
    append_entry (html, records->pdata[i], g_array_index (first_pages, guint, i));
  g_string_append (html, "</tbody>\n</table>\n");
  return end_page (html);
}
