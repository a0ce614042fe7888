/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-template-sample.h"

#include "bulletin-archive.h"
#include "bulletin-load-materials.h"

/* How many issues are looked into for one with a text. */
#define N_NEWEST 20

/* Something of every kind that a template has a say in. Printed text is Chinese
 * in every language of the window. */
#define TITLE "社区驿站迎来新一批志愿者 “五老”与青年结对开展服务"
#define TEXT                                                                                                    \
  "> 【编者按】本期介绍各区建设驿站、组织志愿服务的做法，供学习参考。\n\n"                                     \
  "一、从需要出发建好驿站\n\n"                                                                                  \
  "开春以来，各区把驿站建在骑手常走的路口和居民常去的小区，方便大家歇脚、喝水、给手机充电。\n\n"               \
  "（一）选址先问使用的人\n\n"                                                                                  \
  "选址之前先听骑手和社区工作者的意见，三处站点因此换到了更近的地方。\n\n"                                     \
  "1. 白天有人值守\n\n"                                                                                         \
  "退休教师和老干部轮流值班，每班两人。\n\n"                                                                    \
  "（1）记录每天的来访人次\n\n"                                                                                 \
  "记录本放在门口，月底汇总到区里。\n\n"                                                                        \
  "| 表1　一季度服务情况 |\n"                                                                                   \
  "| 区 | 站点（处） | 服务（人次） |\n"                                                                        \
  "|---|---|---|\n"                                                                                             \
  "| 东湖区 | 12 | 860 |\n"                                                                                     \
  "| 南山区 | 9 | 715 |\n\n"                                                                                    \
  "二、青年志愿者当好帮手。四十名大学生报名参加，周末到驿站帮忙整理图书、辅导功课。\n\n"                       \
  "下一步，各区将在暑假前完成物资补充，并为志愿者办理保险。\n"

static BulletinTemplateSample *
make_sample (void)
{
  BulletinTemplateSample *self = g_new0 (BulletinTemplateSample, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->metadata = bulletin_metadata_new ();
  self->metadata->year = g_date_time_get_year (now);
  self->metadata->number = 1;
  self->metadata->total_number = 78;
  self->metadata->date = g_date_time_format (now, "%Y-%m-%d");
  self->metadata->title = g_strdup (TITLE);
  self->text = g_strdup (TEXT);

  return self;
}

/* Takes the first that shows something; %FALSE when the library fails. A draft that
 * was only begun shows nothing. */
static gboolean
take_first (BulletinLibrary *library,
            GPtrArray *records,
            const char *series,
            BulletinTemplateSample **sample,
            GError **error)
{
  for (guint i = 0; i < records->len; i++) {
    BulletinRecord *record = g_ptr_array_index (records, i);
    g_autoptr (BulletinContent) content = NULL;
    g_autoptr (BulletinTemplateSample) self = NULL;

    if (g_strcmp0 (bulletin_record_get_metadata (record)->series, series) != 0)
      continue;
    content = bulletin_library_get_bulletin (library, bulletin_record_get_id (record), error);
    if (!content)
      return FALSE;
    if (!content->metadata->title || g_utf8_strlen (content->text, -1) < 200)
      continue;

    self = g_new0 (BulletinTemplateSample, 1);
    self->materials = bulletin_load_materials (library, bulletin_record_get_id (record), content->metadata, content->text, error);
    if (!self->materials)
      return FALSE;
    self->metadata = g_steal_pointer (&content->metadata);
    self->text = g_steal_pointer (&content->text);
    *sample = g_steal_pointer (&self);
    return TRUE;
  }

  return TRUE;
}

/* The newest issues of a series; the archive may be large. */
static GPtrArray *
list_newest (BulletinLibrary *library,
             const char *series,
             GError **error)
{
  g_autoptr (BulletinSeries) found = bulletin_library_get_series (library, series, NULL);
  BulletinArchiveQuery query = { .order = BULLETIN_ARCHIVE_BY_DATE };
  g_autoptr (GArray) serials = NULL;

  if (!found)
    return g_ptr_array_new_with_free_func (g_object_unref);
  query.series = found->id;
  serials = bulletin_library_list_archive (library, &query, NULL, error);
  return serials ? bulletin_library_get_records (library, (const guint *) serials->data, MIN (serials->len, N_NEWEST), error) : NULL;
}

/**
 * bulletin_template_sample_load:
 * @library: a library
 * @series: (nullable): the name of a series
 * @error: where an error goes, or %NULL
 *
 * Takes the bulletin of @series that was changed or issued last, or, if it has
 * none with a text, one that shows a little of everything.
 *
 * Returns: (transfer full) (nullable): the sample
 */
BulletinTemplateSample *
bulletin_template_sample_load (BulletinLibrary *library,
                               const char *series,
                               GError **error)
{
  g_autoptr (GPtrArray) drafts = bulletin_library_list_bulletins (library, BULLETIN_STATES_OPEN, error);
  g_autoptr (GPtrArray) issues = NULL;
  BulletinTemplateSample *sample = NULL;

  if (!drafts || !take_first (library, drafts, series, &sample, error))
    return NULL;
  if (sample)
    return sample;
  issues = list_newest (library, series, error);
  if (!issues || !take_first (library, issues, series, &sample, error))
    return NULL;

  return sample ? sample : make_sample ();
}

static void
dress (char **field,
       const char *value)
{
  if (value)
    g_set_str (field, value);
}

/**
 * bulletin_template_sample_dress:
 * @self: a sample
 * @series: the series as it is being edited
 *
 * Returns: (transfer full): the sample's metadata with what @series says, so that
 *   a change to it shows
 */
BulletinMetadata *
bulletin_template_sample_dress (BulletinTemplateSample *self,
                                const BulletinSeries *series)
{
  BulletinMetadata *metadata = bulletin_metadata_copy (self->metadata);

  dress (&metadata->series, series->name);
  dress (&metadata->issuer, series->issuer);
  dress (&metadata->report_to, series->report_to);
  dress (&metadata->send_to, series->send_to);
  dress (&metadata->distribute_to, series->distribute_to);
  dress (&metadata->secrecy, series->secrecy);
  if (series->copies > 0)
    metadata->copies = series->copies;
  if (!series->uses_total)
    metadata->total_number = 0;

  return metadata;
}

void
bulletin_template_sample_free (BulletinTemplateSample *self)
{
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_free (self->text);
  g_free (self);
}
