/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-figure.h"

#include <math.h>
#include <string.h>

/* Beyond this a double no longer tells neighbouring integers apart. */
#define MAX_EXACT_INTEGER 9007199254740992.0

/* The first of @marks, each one character, in @text; its length in bytes. */
static char *
find_mark (char       *text,
           const char *ascii,
           const char *full_width,
           gsize      *length)
{
  char *narrow = strstr (text, ascii);
  char *wide = strstr (text, full_width);

  if (narrow != NULL && (wide == NULL || narrow < wide)) {
    *length = strlen (ascii);
    return narrow;
  }
  *length = strlen (full_width);

  return wide;
}

static char *
cut (char       *text,
     const char *ascii,
     const char *full_width)
{
  gsize length;
  char *mark = find_mark (text, ascii, full_width, &length);

  if (mark == NULL)
    return NULL;
  *mark = '\0';

  return mark + length;
}

static char *
dup_or_null (const char *text)
{
  g_autofree char *stripped = NULL;

  if (text == NULL)
    return NULL;
  stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0' ? NULL : g_steal_pointer (&stripped);
}

/**
 * bulletin_figure_reference_parse:
 * @text: what stands between the braces
 *
 * Reads what a live figure asks for. Everything reads as something: what follows
 * the first + that is no unit belongs to the name before it.
 *
 * Returns: (transfer full) (nullable): the reference, or %NULL if it names no
 *   metric
 */
BulletinFigureReference *
bulletin_figure_reference_parse (const char *text)
{
  g_autoptr (BulletinFigureReference) self = g_new0 (BulletinFigureReference, 1);
  g_autofree char *copy = NULL;
  static const char *const units[] = { "+unit", "+单位", "＋unit", "＋单位" };

  g_return_val_if_fail (text != NULL, NULL);

  copy = g_strstrip (g_strdup (text));
  for (guint i = 0; i < G_N_ELEMENTS (units) && !self->has_unit; i++) {
    if (g_str_has_suffix (copy, units[i])) {
      self->has_unit = TRUE;
      copy[strlen (copy) - strlen (units[i])] = '\0';
    }
  }

  self->period = dup_or_null (cut (copy, ":", "："));
  self->organisation = dup_or_null (cut (copy, "@", "＠"));
  self->metric = dup_or_null (copy);

  return self->metric != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * bulletin_figure_reference_format:
 * @self: a reference
 *
 * Returns: (transfer full): what to type between the braces
 */
char *
bulletin_figure_reference_format (const BulletinFigureReference *self)
{
  g_return_val_if_fail (self != NULL && self->metric != NULL, NULL);

  return g_strconcat (self->metric,
                      self->organisation != NULL ? "@" : "", self->organisation != NULL ? self->organisation : "",
                      self->period != NULL ? ":" : "", self->period != NULL ? self->period : "",
                      self->has_unit ? "+单位" : "", NULL);
}

/**
 * bulletin_figure_reference_free:
 * @self: (nullable) (transfer full): a reference
 */
void
bulletin_figure_reference_free (BulletinFigureReference *self)
{
  if (self == NULL)
    return;
  g_free (self->metric);
  g_free (self->organisation);
  g_free (self->period);
  g_free (self);
}

/**
 * bulletin_figure_format_number:
 * @value: a number
 *
 * A number as it is printed in a bulletin: without grouping, with at most two
 * decimals and none that say nothing.
 *
 * Returns: (transfer full): ASCII digits
 */
char *
bulletin_figure_format_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == floor (value) && fabs (value) < MAX_EXACT_INTEGER)
    return g_strdup_printf ("%.0f", value == 0 ? 0.0 : value);

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", value);
  while (g_str_has_suffix (buffer, "0"))
    buffer[strlen (buffer) - 1] = '\0';
  if (g_str_has_suffix (buffer, "."))
    buffer[strlen (buffer) - 1] = '\0';

  return g_strdup (buffer);
}

/**
 * bulletin_figure_value_new:
 * @value: the number
 * @unit: (nullable): its unit
 * @has_unit: whether the unit is shown
 * @source: (nullable) (transfer full): where it comes from
 *
 * Returns: (transfer full): the value of a figure
 */
BulletinFigureValue *
bulletin_figure_value_new (double      value,
                           const char *unit,
                           gboolean    has_unit,
                           char       *source)
{
  BulletinFigureValue *self = g_new0 (BulletinFigureValue, 1);
  g_autofree char *number = bulletin_figure_format_number (value);

  self->text = g_strconcat (number, has_unit ? unit : NULL, NULL);
  self->value = value;
  self->unit = g_strdup (unit);
  self->source = source;

  return self;
}

/**
 * bulletin_figure_value_new_missing:
 * @problem: (transfer full): why there is none, one translated sentence
 *
 * Returns: (transfer full): the value of a figure that has none
 */
BulletinFigureValue *
bulletin_figure_value_new_missing (char *problem)
{
  BulletinFigureValue *self = g_new0 (BulletinFigureValue, 1);

  self->problem = problem;

  return self;
}

/**
 * bulletin_figure_value_free:
 * @self: (nullable) (transfer full): a value
 */
void
bulletin_figure_value_free (BulletinFigureValue *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->unit);
  g_free (self->source);
  g_free (self->problem);
  g_free (self->metric);
  g_free (self->organisation);
  g_free (self->period);
  g_free (self->as_of);
  g_free (self->status);
  g_free (self->origin);
  g_free (self->operation);
  g_free (self);
}
