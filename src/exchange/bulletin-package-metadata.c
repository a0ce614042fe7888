/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-package-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-xml-writer.h"

/* Metadata after DA/T 46-2009 《文书类电子文件元数据方案》. The names of the elements and
 * the numbers M1 to M88 beside them are the standard's; what it has no element for
 * is an attribute, or stands in the note (附注). Elements of which nothing is known
 * are left out. The document is Chinese whatever language the program speaks. */

#define STANDARD "DA/T 46-2009"

static void
open_element (BulletinXmlWriter *xml,
              const char *name,
              const char *number)
{
  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set (xml, "编号", number);
}

static void
close_element (BulletinXmlWriter *xml)
{
  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_close (xml);
}

static void
add_element (BulletinXmlWriter *xml,
             const char *name,
             const char *number,
             const char *value)
{
  if (!value || !*value)
    return;
  open_element (xml, name, number);
  bulletin_xml_writer_text (xml, value);
  bulletin_xml_writer_close (xml);
}

static void
add_number (BulletinXmlWriter *xml,
            const char *name,
            const char *number,
            guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  add_element (xml, name, number, text);
}

/* 永久 is Y, a number of years D and the number: DA/T 22-2015, 5.4.2. */
static char *
make_retention_code (const char *retention)
{
  const char *digits;

  if (!retention || !*retention)
    return NULL;
  if (strstr (retention, "永久") || g_ascii_strcasecmp (retention, "Y") == 0)
    return g_strdup ("Y");
  digits = retention + strcspn (retention, "0123456789");
  return *digits ? g_strdup_printf ("D%.*s", (int) strspn (digits, "0123456789"), digits) : g_strdup (retention);
}

/* 全宗号-档案门类代码·年度-保管期限代码-机构（问题）代码-件号: DA/T 22-2015, 5.4.3. Issues and
 * supplements count apart, so those of supplements begin with Z (增刊). */
static char *
make_code (const BulletinSeries *series,
           int year,
           const char *item)
{
  g_autofree char *retention = make_retention_code (series->retention);
  g_autoptr (GString) code = NULL;

  if (!series->fonds || !*series->fonds)
    return NULL;
  code = g_string_new (NULL);
  g_string_append_printf (code, "%s-WS·%d", series->fonds, year);
  if (retention)
    g_string_append_printf (code, "-%s", retention);
  if (series->code && *series->code)
    g_string_append_printf (code, "-%s", series->code);
  if (item)
    g_string_append_printf (code, "-%s", item);
  return g_string_free_and_steal (g_steal_pointer (&code));
}

static char *
make_item_number (const BulletinMetadata *metadata)
{
  return g_strdup_printf (metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "Z%03d" : "%04d", metadata->number);
}

/*< private >
 * bulletin_package_make_archival_code:
 *
 * Returns: (transfer full) (nullable): the archival code (档号) of a record, such as
 *   `Z109-WS·2024-Y-GZ-0006`; %NULL while the series has no fonds
 */
char *
bulletin_package_make_archival_code (const BulletinSeries *series,
                                     const BulletinMetadata *metadata)
{
  g_autofree char *item = make_item_number (metadata);

  return make_code (series, metadata->year, item);
}

/*< private >
 * bulletin_package_make_volume_code:
 *
 * Returns: (transfer full) (nullable): the part of the archival codes that all records
 *   of a series and a year have in common
 */
char *
bulletin_package_make_volume_code (const BulletinSeries *series,
                                   int year)
{
  return make_code (series, year, NULL);
}

static void
add_provenance (BulletinXmlWriter *xml,
                const char *issuer)
{
  if (!issuer)
    return;
  open_element (xml, "来源", "M2");
  add_element (xml, "全宗名称", "M5", issuer);
  add_element (xml, "立档单位名称", "M6", issuer);
  close_element (xml);
}

static void
add_archival_code (BulletinXmlWriter *xml,
                   const BulletinSeries *series,
                   int year,
                   const char *code,
                   const char *item)
{
  g_autofree char *text = g_strdup_printf ("%d", year);

  open_element (xml, "档号", "M8");
  if (code)
    bulletin_xml_writer_set (xml, "全文", code);
  add_element (xml, "全宗号", "M9", series->fonds);
  add_element (xml, "年度", "M11", text);
  add_element (xml, "保管期限", "M12", series->retention);
  add_element (xml, "机构或问题", "M13", series->code);
  add_element (xml, "类别号", "M14", series->fonds ? "WS" : NULL);
  add_element (xml, "室编件号", "M17", item);
  close_element (xml);
}

static char *
format_issue (const BulletinMetadata *metadata)
{
  g_autofree char *issue = bulletin_metadata_format_issue (metadata);

  return g_strdup_printf ("%d年%s", metadata->year, issue);
}

static void
add_content (BulletinXmlWriter *xml,
             const BulletinPackagedRecord *record)
{
  const BulletinMetadata *metadata = record->metadata;
  g_autofree char *issue = format_issue (metadata);
  g_autofree char *receivers = NULL;

  receivers = metadata->send_to && metadata->distribute_to
                  ? g_strconcat (metadata->send_to, "；", metadata->distribute_to, NULL)
                  : g_strdup (metadata->send_to ? metadata->send_to : metadata->distribute_to);

  open_element (xml, "内容描述", "M21");
  add_element (xml, "题名", "M22", metadata->title);
  add_element (xml, "说明题名文字", "M25", metadata->series);
  add_element (xml, "人名", "M28", metadata->signer);
  add_element (xml, "文件编号", "M31", issue);
  add_element (xml, "责任者", "M32", metadata->issuer);
  add_element (xml, "日期", "M33", metadata->date);
  add_element (xml, "文种", "M34", "简报");
  add_element (xml, "主送", "M36", metadata->report_to);
  add_element (xml, "抄送", "M37", receivers);
  add_element (xml, "密级", "M38", metadata->secrecy);
  close_element (xml);
}

static void
add_form (BulletinXmlWriter *xml,
          const char *type,
          guint n_items,
          guint n_pages)
{
  open_element (xml, "形式特征", "M40");
  add_element (xml, "文件组合类型", "M41", type);
  add_number (xml, "件数", "M42", n_items);
  add_number (xml, "页数", "M43", n_pages);
  add_element (xml, "语种", "M44", "汉语");
  add_element (xml, "稿本", "M45", "正本");
  close_element (xml);
}

/* A picture's own name may be Chinese; that of its file is not. */
static void
add_file (BulletinXmlWriter *xml,
          const BulletinPackageFile *file,
          guint position)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->part->content);

  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, "文档");
  bulletin_xml_writer_set (xml, "名称", file->part->name);
  add_number (xml, "文档序号", "M19", position);
  open_element (xml, "电子属性", "M46");
  bulletin_xml_writer_set (xml, "SHA-256", hash);
  add_element (xml, "格式信息", "M47", file->part->media_type);
  add_element (xml, "计算机文件名", "M48", file->path);
  add_number (xml, "计算机文件大小", "M49", g_bytes_get_size (file->part->content));
  close_element (xml);
  close_element (xml);
}

/* What the standard has no place for, in words. */
static char *
make_note (const BulletinRecordCopy *copy)
{
  g_autofree char *standing = copy->standing ? g_strjoinv ("", copy->standing) : g_strdup ("");

  return g_strconcat (standing, copy->withdrawn_at && copy->withdrawal_reason ? "撤回原因：" : "",
                      copy->withdrawn_at && copy->withdrawal_reason ? copy->withdrawal_reason : "", NULL);
}

static const char *
get_member (JsonObject *object,
            const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static JsonNode *
read_trail (const BulletinRecordCopy *copy)
{
  GBytes *part = bulletin_record_copy_get_part (copy, "trail");
  g_autofree char *text = NULL;
  gsize size = 0;
  const char *data = part ? g_bytes_get_data (part, &size) : NULL;
  JsonNode *root;

  if (!data || !g_utf8_validate_len (data, size, NULL))
    return NULL;
  text = g_strndup (data, size);
  root = json_from_string (text, NULL);
  if (root && !JSON_NODE_HOLDS_ARRAY (root))
    g_clear_pointer (&root, json_node_unref);
  return root;
}

static JsonObject *
get_event (JsonNode *trail,
           guint index)
{
  JsonNode *node = json_array_get_element (json_node_get_array (trail), index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static guint
count_events (JsonNode *trail)
{
  return trail ? json_array_get_length (json_node_get_array (trail)) : 0;
}

static void
add_agent (BulletinXmlWriter *xml,
           GHashTable *seen,
           const char *type,
           const char *name)
{
  if (!name || !*name || !g_hash_table_add (seen, (gpointer) name))
    return;
  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, "机构人员实体");
  add_element (xml, "机构人员类型", "M76", type);
  add_element (xml, "机构人员名称", "M77", name);
  close_element (xml);
}

static void
add_agents (BulletinXmlWriter *xml,
            const BulletinPackagedRecord *record,
            JsonNode *trail)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  add_agent (xml, seen, "单位", record->metadata->issuer);
  add_agent (xml, seen, "个人", record->metadata->signer);
  for (guint i = 0; i < count_events (trail); i++) {
    JsonObject *event = get_event (trail, i);

    if (event)
      add_agent (xml, seen, "个人", get_member (event, "who"));
  }
  add_agent (xml, seen, "个人", record->copy->withdrawn_by);
}

static const char *
get_action (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *action;
  } actions[] = {
    { "created", "拟稿" },
    { "imported", "导入" },
    { "sent", "送审" },
    { "seen", "圈阅" },
    { "instructed", "批示" },
    { "delegated", "转交审阅" },
    { "recalled", "撤回送审" },
    { "approved", "同意" },
    { "returned", "退回" },
    { "reopened", "修改" },
    { "issued", "签发" },
    { "corrected", "更正" },
    { "withdrawn", "撤回" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    if (g_strcmp0 (actions[i].kind, kind) == 0)
      return actions[i].action;
  }
  return kind;
}

static void
add_action (BulletinXmlWriter *xml,
            const char *kind,
            const char *at,
            const char *who,
            const char *note)
{
  g_autofree char *description = note && *note ? g_strdup_printf ("%s：%s", who ? who : "", note) : g_strdup (who);

  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, "业务实体");
  add_element (xml, "业务状态", "M80", "历史行为");
  add_element (xml, "业务行为", "M81", get_action (kind));
  add_element (xml, "行为时间", "M82", at);
  add_element (xml, "行为描述", "M84", description);
  close_element (xml);
}

static void
add_relation (BulletinXmlWriter *xml,
              const char *id,
              const char *relation,
              const char *description)
{
  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, "实体关系");
  add_element (xml, "实体标识符", "M85", id);
  add_element (xml, "关系类型", "M86", "文件实体与文件实体");
  add_element (xml, "关系", "M87", relation);
  add_element (xml, "关系描述", "M88", description);
  close_element (xml);
}

static BulletinXmlWriter *
begin (void)
{
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();

  bulletin_xml_writer_open (xml, "电子文件元数据");
  bulletin_xml_writer_set (xml, "标准", STANDARD);
  return xml;
}

static GBytes *
finish (BulletinXmlWriter *xml)
{
  close_element (xml);
  return bulletin_xml_writer_finish (xml);
}

/*< private >
 * bulletin_package_write_metadata:
 *
 * Returns: (transfer full): what is known of a record as XML, for systems of archives
 */
GBytes *
bulletin_package_write_metadata (const BulletinPackagedRecord *record)
{
  const BulletinRecordCopy *copy = record->copy;
  BulletinXmlWriter *xml = begin ();
  g_autoptr (JsonNode) trail = read_trail (copy);
  g_autofree char *code = bulletin_package_make_archival_code (record->series, record->metadata);
  g_autofree char *item = make_item_number (record->metadata);
  g_autofree char *note = make_note (copy);

  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, "文件实体");
  add_element (xml, "聚合层次", "M1", "文件");
  add_provenance (xml, record->metadata->issuer);
  add_element (xml, "电子文件号", "M7", copy->id);
  add_archival_code (xml, record->series, copy->year, code, item);
  add_content (xml, record);
  add_form (xml, record->files->len > 1 ? "组合文件" : "单件", 1, copy->n_pages);
  for (guint i = 0; i < record->files->len; i++)
    add_file (xml, record->files->pdata[i], i + 1);
  add_element (xml, "附注", "M75", note);
  close_element (xml);

  add_agents (xml, record, trail);
  for (guint i = 0; i < count_events (trail); i++) {
    JsonObject *event = get_event (trail, i);

    if (event)
      add_action (xml, get_member (event, "kind"), get_member (event, "at"), get_member (event, "who"), get_member (event, "note"));
  }
  if (copy->withdrawn_at)
    add_action (xml, "withdrawn", copy->withdrawn_at, copy->withdrawn_by, copy->withdrawal_reason);

  if (copy->corrects)
    add_relation (xml, copy->corrects, "更正", "本件更正所指的文件");
  for (guint i = 0; i < copy->corrected_by->len; i++)
    add_relation (xml, copy->corrected_by->pdata[i], "被更正", "本件由所指的文件更正");
  return finish (xml);
}

/*< private >
 * bulletin_package_write_volume_metadata:
 *
 * Returns: (transfer full): what is known of a year's volume as XML
 */
GBytes *
bulletin_package_write_volume_metadata (const BulletinSeries *series,
                                        int year,
                                        const GPtrArray *records,
                                        guint n_pages)
{
  BulletinXmlWriter *xml = begin ();
  const BulletinPackagedRecord *first = records->pdata[0];
  g_autofree char *code = bulletin_package_make_volume_code (series, year);
  g_autofree char *title = g_strdup_printf ("%s%d年合订本", series->name, year);

  bulletin_xml_writer_text (xml, "\n");
  bulletin_xml_writer_open (xml, "文件实体");
  add_element (xml, "聚合层次", "M1", "案卷");
  add_provenance (xml, first->metadata->issuer);
  add_archival_code (xml, series, year, code, NULL);
  open_element (xml, "内容描述", "M21");
  add_element (xml, "题名", "M22", title);
  add_element (xml, "责任者", "M32", first->metadata->issuer);
  close_element (xml);
  add_form (xml, "组合文件", records->len, n_pages);
  close_element (xml);

  for (guint i = 0; i < records->len; i++) {
    const BulletinPackagedRecord *record = records->pdata[i];
    g_autofree char *issue = format_issue (record->metadata);
    g_autofree char *description = g_strdup_printf ("%s %s，见 %smetadata.xml", issue, record->copy->title, record->folder);

    add_relation (xml, record->copy->id, "包含", description);
  }
  return finish (xml);
}
