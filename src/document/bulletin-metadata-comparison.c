/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison.h"

#include <glib/gi18n.h>

/* The fields in the order in which the properties show them. */
static const struct
{
  const char *name;
  const char *label;
  gboolean is_text;
  gsize offset;
} fields[] = {
  { "title", N_ ("Title"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, title) },
  { "series", N_ ("Series"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, series) },
  { "year", N_ ("Year"), FALSE, G_STRUCT_OFFSET (BulletinMetadata, year) },
  { "number", N_ ("Issue number"), FALSE, G_STRUCT_OFFSET (BulletinMetadata, number) },
  { "total_number", N_ ("Running number"), FALSE, G_STRUCT_OFFSET (BulletinMetadata, total_number) },
  { "date", N_ ("Date"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, date) },
  { "issuer", N_ ("Issuer"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, issuer) },
  { "signer", N_ ("Signer"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, signer) },
  { "report_to", N_ ("Report to"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, report_to) },
  { "send_to", N_ ("Send to"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, send_to) },
  { "distribute_to", N_ ("Distribute to"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, distribute_to) },
  { "copies", N_ ("Copies"), FALSE, G_STRUCT_OFFSET (BulletinMetadata, copies) },
  { "secrecy", N_ ("Secrecy"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, secrecy) },
  { "copy_number", N_ ("Copy number"), TRUE, G_STRUCT_OFFSET (BulletinMetadata, copy_number) },
  { "target_length", N_ ("Length to aim at"), FALSE, G_STRUCT_OFFSET (BulletinMetadata, target_length) },
};

void
bulletin_metadata_difference_free (BulletinMetadataDifference *self)
{
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

static void
add_difference (GPtrArray  *differences,
                const char *field,
                const char *label,
                const char *old_value,
                const char *new_value)
{
  BulletinMetadataDifference *difference;

  if (g_strcmp0 (old_value, new_value) == 0)
    return;
  difference = g_new0 (BulletinMetadataDifference, 1);
  difference->field = field;
  difference->label = label;
  difference->old_value = g_strdup (old_value);
  difference->new_value = g_strdup (new_value);
  g_ptr_array_add (differences, difference);
}

/* A number as people read it; 0 is none. */
static char *
format_number (int number)
{
  return number > 0 ? g_strdup_printf ("%d", number) : NULL;
}

/**
 * bulletin_metadata_compare:
 * @old_metadata: what was
 * @new_metadata: what is
 *
 * Returns: (transfer full) (element-type BulletinMetadataDifference): the fields
 *   that differ
 */
GPtrArray *
bulletin_metadata_compare (const BulletinMetadata *old_metadata,
                           const BulletinMetadata *new_metadata)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_metadata_difference_free);

  if (old_metadata->kind != new_metadata->kind) {
    const char *const kinds[] = { _("Regular issue"), _("Supplement") };

    add_difference (differences, "kind", _("Kind"), kinds[old_metadata->kind], kinds[new_metadata->kind]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    gconstpointer old_field = G_STRUCT_MEMBER_P (old_metadata, fields[i].offset);
    gconstpointer new_field = G_STRUCT_MEMBER_P (new_metadata, fields[i].offset);

    if (fields[i].is_text) {
      add_difference (differences, fields[i].name, _(fields[i].label), *(char *const *) old_field, *(char *const *) new_field);
    } else {
      g_autofree char *old_value = format_number (*(const int *) old_field);
      g_autofree char *new_value = format_number (*(const int *) new_field);

      add_difference (differences, fields[i].name, _(fields[i].label), old_value, new_value);
    }
  }
  if (old_metadata->internal != new_metadata->internal)
    add_difference (differences, "internal", _("Publication"),
                    old_metadata->internal ? _("Internal") : _("Public"), new_metadata->internal ? _("Internal") : _("Public"));

  return differences;
}
