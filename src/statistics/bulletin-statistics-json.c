/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-statistics.h"

#include <math.h>

static void
add_number (JsonBuilder *builder,
            const char *name,
            double value)
{
  json_builder_set_member_name (builder, name);
  /* 12 and not 12.0: most are counts. */
  if (value == floor (value) && fabs (value) <= 1e15)
    json_builder_add_int_value (builder, (gint64) value);
  else
    json_builder_add_double_value (builder, value);
}

/* An object with a member for each count: by code where there are codes, because
 * names need not be unique. */
static void
add_counts (JsonBuilder *builder,
            const char *name,
            const GPtrArray *counts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint i = 0; i < counts->len; i++) {
    const BulletinCount *count = counts->pdata[i];

    add_number (builder, count->code != NULL ? count->code : count->name, count->value);
  }
  json_builder_end_object (builder);
}

/**
 * bulletin_statistics_to_json:
 * @period: the period that was counted
 * @organisation: (nullable): the organisation, as it was asked for
 *
 * Makes the object that `bulletin stats --json` prints. Organisations and metrics
 * stand by their codes, kinds and facilities by their names; what has no kind or
 * no organisation stands under "".
 *
 * Returns: (transfer full): the object
 */
JsonNode *
bulletin_statistics_to_json (const BulletinStatistics *self,
                             const BulletinPeriod *period,
                             const char *organisation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *period_text = bulletin_period_to_string (period);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "period");
  json_builder_add_string_value (builder, period_text);
  json_builder_set_member_name (builder, "organisation");
  if (organisation != NULL)
    json_builder_add_string_value (builder, organisation);
  else
    json_builder_add_null_value (builder);

  json_builder_set_member_name (builder, "stations");
  json_builder_begin_object (builder);
  add_number (builder, "open", self->stations_open);
  add_number (builder, "opened", self->stations_opened);
  add_number (builder, "closed", self->stations_closed);
  add_counts (builder, "by_kind", self->stations_by_kind);
  add_counts (builder, "by_organisation", self->stations_by_organisation);
  add_counts (builder, "facilities", self->facilities);
  json_builder_end_object (builder);

  add_number (builder, "teams", self->teams);
  add_number (builder, "volunteers", self->volunteers);

  json_builder_set_member_name (builder, "activities");
  json_builder_begin_object (builder);
  add_number (builder, "count", self->activities);
  add_number (builder, "participants", self->participants);
  add_number (builder, "reached", self->reached);
  add_number (builder, "hours", self->hours);
  add_number (builder, "donations", self->donations);
  json_builder_end_object (builder);

  add_counts (builder, "metrics", self->metrics);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}
