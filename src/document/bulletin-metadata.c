/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-metadata.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (BulletinMetadata, bulletin_metadata, bulletin_metadata_copy, bulletin_metadata_free)

/**
 * bulletin_metadata_new:
 *
 * Returns: (transfer full): the metadata of a regular issue of which nothing
 *   is known yet
 */
BulletinMetadata *
bulletin_metadata_new (void)
{
  return g_new0 (BulletinMetadata, 1);
}

/**
 * bulletin_metadata_copy:
 * @self: metadata
 *
 * Returns: (transfer full): a deep copy
 */
BulletinMetadata *
bulletin_metadata_copy (const BulletinMetadata *self)
{
  BulletinMetadata *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof (*self));
  copy->series = g_strdup (self->series);
  copy->date = g_strdup (self->date);
  copy->title = g_strdup (self->title);
  copy->issuer = g_strdup (self->issuer);
  copy->signer = g_strdup (self->signer);
  copy->report_to = g_strdup (self->report_to);
  copy->send_to = g_strdup (self->send_to);
  copy->distribute_to = g_strdup (self->distribute_to);
  copy->secrecy = g_strdup (self->secrecy);
  copy->copy_number = g_strdup (self->copy_number);

  return copy;
}

/**
 * bulletin_metadata_free:
 * @self: (transfer full): metadata
 *
 * Frees metadata and its strings.
 */
void
bulletin_metadata_free (BulletinMetadata *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->series);
  g_free (self->date);
  g_free (self->title);
  g_free (self->issuer);
  g_free (self->signer);
  g_free (self->report_to);
  g_free (self->send_to);
  g_free (self->distribute_to);
  g_free (self->secrecy);
  g_free (self->copy_number);
  g_free (self);
}

/**
 * bulletin_metadata_equal:
 * @self: metadata
 * @other: metadata
 *
 * Returns: whether every field is the same
 */
gboolean
bulletin_metadata_equal (const BulletinMetadata *self,
                         const BulletinMetadata *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return self->kind == other->kind &&
         g_strcmp0 (self->series, other->series) == 0 &&
         self->year == other->year &&
         self->number == other->number &&
         self->total_number == other->total_number &&
         g_strcmp0 (self->date, other->date) == 0 &&
         g_strcmp0 (self->title, other->title) == 0 &&
         g_strcmp0 (self->issuer, other->issuer) == 0 &&
         g_strcmp0 (self->signer, other->signer) == 0 &&
         g_strcmp0 (self->report_to, other->report_to) == 0 &&
         g_strcmp0 (self->send_to, other->send_to) == 0 &&
         g_strcmp0 (self->distribute_to, other->distribute_to) == 0 &&
         self->copies == other->copies &&
         g_strcmp0 (self->secrecy, other->secrecy) == 0 &&
         g_strcmp0 (self->copy_number, other->copy_number) == 0 &&
         self->target_length == other->target_length &&
         self->internal == other->internal;
}

/**
 * bulletin_metadata_set_string:
 * @field: (inout): a string field of a #BulletinMetadata
 * @value: (nullable): what was typed
 *
 * Sets a field as its type promises: in UTF-8 and NFC, line breaks and other
 * control characters turned into spaces, white space (the ideographic too)
 * taken off both ends, and %NULL if nothing is left. @value may be the field's
 * own string.
 */
void
bulletin_metadata_set_string (char       **field,
                              const char  *value)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;
  g_autoptr (GString) text = NULL;
  gsize end = 0;

  g_return_if_fail (field != NULL);

  if (value == NULL) {
    g_clear_pointer (field, g_free);
    return;
  }

  valid = g_utf8_make_valid (value, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  text = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    GUnicodeType type = g_unichar_type (c);

    if (c == 0xfeff)
      continue;
    if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
      c = ' ';
    if (g_unichar_isspace (c) && text->len == 0)
      continue;

    g_string_append_unichar (text, c);
    if (!g_unichar_isspace (c))
      end = text->len;
  }

  g_string_truncate (text, end);

  g_free (*field);
  *field = end > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/**
 * bulletin_metadata_is_internal:
 * @self: metadata
 *
 * Returns: whether the bulletin as a whole stays in the office, because it is marked
 *   internal or carries a secrecy mark: then it has no public edition
 */
gboolean
bulletin_metadata_is_internal (const BulletinMetadata *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->internal != 0 || self->secrecy != NULL;
}

/**
 * bulletin_metadata_format_number:
 * @self: metadata
 *
 * Writes year and number as lists and the command line show them: `2024-6`, and
 * `2024-S1` for a supplement.
 *
 * Returns: (transfer full): the number; empty while it or the year is not given
 */
char *
bulletin_metadata_format_number (const BulletinMetadata *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->year <= 0 || self->number <= 0)
    return g_strdup ("");

  if (self->kind == BULLETIN_KIND_SUPPLEMENT)
    return g_strdup_printf ("%d-S%d", self->year, self->number);

  return g_strdup_printf ("%d-%d", self->year, self->number);
}

/**
 * bulletin_metadata_format_issue:
 * @self: metadata
 *
 * Writes the issue line of the head: 第6期 or 增刊第1期, with （总第78期） behind it
 * if the running number is used. A document is Chinese in every locale, so this
 * is not translated.
 *
 * Returns: (transfer full): the line; empty while there is no number
 */
char *
bulletin_metadata_format_issue (const BulletinMetadata *self)
{
  const char *kind;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->number <= 0)
    return g_strdup ("");

  kind = self->kind == BULLETIN_KIND_SUPPLEMENT ? "增刊" : "";

  if (self->total_number > 0)
    return g_strdup_printf ("%s第%d期（总第%d期）", kind, self->number, self->total_number);

  return g_strdup_printf ("%s第%d期", kind, self->number);
}

static gboolean
parse_date (const char *date,
            int        *year,
            int        *month,
            int        *day)
{
  static const char pattern[] = "0000-00-00";
  guint i;

  if (date == NULL)
    return FALSE;

  for (i = 0; pattern[i] != '\0'; i++) {
    if (pattern[i] == '0' ? !g_ascii_isdigit (date[i]) : date[i] != pattern[i])
      return FALSE;
  }

  if (date[i] != '\0')
    return FALSE;

  *year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
  *month = (date[5] - '0') * 10 + (date[6] - '0');
  *day = (date[8] - '0') * 10 + (date[9] - '0');

  return g_date_valid_dmy (*day, *month, *year);
}

/**
 * bulletin_metadata_format_date:
 * @self: metadata
 *
 * Writes the date as it is printed, without padding zeros (GB/T 9704-2012,
 * 7.3.5.4): 2024年6月17日.
 *
 * Returns: (transfer full): the date; empty if there is none or it does not exist
 */
char *
bulletin_metadata_format_date (const BulletinMetadata *self)
{
  int year;
  int month;
  int day;

  g_return_val_if_fail (self != NULL, NULL);

  if (!parse_date (self->date, &year, &month, &day))
    return g_strdup ("");

  return g_strdup_printf ("%d年%d月%d日", year, month, day);
}

/**
 * bulletin_date_is_valid:
 * @date: (nullable): a string
 *
 * Returns: whether @date is a day that exists, written as YYYY-MM-DD and nothing
 *   else
 */
gboolean
bulletin_date_is_valid (const char *date)
{
  int year;
  int month;
  int day;

  return parse_date (date, &year, &month, &day);
}
