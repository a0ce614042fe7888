/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-words.h"

#include <string.h>

#include "bulletin-numerals.h"

/* Stands for what is not known yet, so that there is room for it and the page
 * does not move when it comes. */
#define BLANK "　"

static char *
format_number (int number)
{
  return number > 0 ? g_strdup_printf ("%d", number) : g_strdup (BLANK);
}

static char *
format_numeral (int number)
{
  return number > 0 ? bulletin_numeral_format (number) : g_strdup (BLANK);
}

/* A year is read digit by digit: 二〇二四. */
static char *
format_year_numeral (int year)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  g_autofree char *number = format_number (year);
  GString *numeral = g_string_new (NULL);

  if (year <= 0)
    g_string_append (numeral, BLANK);
  for (const char *p = number; year > 0 && *p; p++)
    g_string_append (numeral, digits[*p - '0']);

  return g_string_free_and_steal (numeral);
}

/**
 * bulletin_page_template_get_masthead:
 * @self: a template
 * @metadata: what is known of the bulletin
 *
 * Returns: (transfer none) (nullable): the words of the name in red, the first
 *   line of two if the template has a second
 */
const char *
bulletin_page_template_get_masthead (const BulletinPageTemplate *self,
                                     const BulletinMetadata     *metadata)
{
  return self->head.name ? self->head.name : metadata->series;
}

/**
 * bulletin_page_template_format_issue:
 * @self: a template
 * @metadata: what is known of the bulletin
 *
 * Writes the issue line of the head, such as 第6期, 增刊第1期 or 2024年第6期（总第78期）.
 * In the template's pattern {年} is the year and {年汉} the same in Chinese
 * numerals, {期} and {期汉} the number, {总期} the running number over all years
 * and {增刊} these two characters for a supplement. A supplement that the pattern
 * has no place for stands first, a running number last. For a number that is not
 * given yet there is a blank.
 *
 * Returns: (transfer full) (nullable): the line; %NULL if the template has none
 */
char *
bulletin_page_template_format_issue (const BulletinPageTemplate *self,
                                     const BulletinMetadata     *metadata)
{
  const char *pattern = self->head.issue_pattern ? self->head.issue_pattern : "第{期}期";
  const gboolean is_supplement = metadata->kind == BULLETIN_KIND_SUPPLEMENT;
  g_autofree char *year = format_number (metadata->year);
  g_autofree char *year_numeral = format_year_numeral (metadata->year);
  g_autofree char *number = format_number (metadata->number);
  g_autofree char *numeral = format_numeral (metadata->number);
  g_autofree char *total = format_number (metadata->total_number);
  const struct
  {
    const char *name;
    const char *value;
  } places[] = {
    { "{年}", year },
    { "{年汉}", year_numeral },
    { "{期}", number },
    { "{期汉}", numeral },
    { "{总期}", total },
    { "{增刊}", is_supplement ? "增刊" : "" },
  };
  GString *line;

  if (!self->head.shows_issue)
    return NULL;

  line = g_string_new (is_supplement && !strstr (pattern, "{增刊}") ? "增刊" : NULL);
  for (const char *p = pattern; *p;) {
    guint i = 0;

    while (i < G_N_ELEMENTS (places) && !g_str_has_prefix (p, places[i].name))
      i++;

    if (i < G_N_ELEMENTS (places)) {
      g_string_append (line, places[i].value);
      p += strlen (places[i].name);
    } else {
      g_string_append_c (line, *p++);
    }
  }

  if (self->head.shows_total && metadata->total_number > 0 && !strstr (pattern, "{总期}"))
    g_string_append_printf (line, "（总第%s期）", total);

  return g_string_free_and_steal (line);
}

/**
 * bulletin_page_template_get_recipients:
 * @self: a template
 * @metadata: what is known of the bulletin
 * @index: which line of the tail, less than %BULLETIN_N_RECIPIENTS
 * @label: (out) (transfer none): what stands before the names, such as 报：
 * @names: (out) (transfer none): the names
 *
 * Returns: whether the bulletin's tail has that line
 */
gboolean
bulletin_page_template_get_recipients (const BulletinPageTemplate *self,
                                       const BulletinMetadata     *metadata,
                                       guint                       index,
                                       const char                **label,
                                       const char                **names)
{
  const BulletinTailTemplate *tail = &self->tail;
  const struct
  {
    gboolean is_shown;
    const char *own_label;
    const char *label;
    const char *names;
  } lines[BULLETIN_N_RECIPIENTS] = {
    { tail->shows_report_to, tail->report_to_label, "报：", metadata->report_to },
    { tail->shows_send_to, tail->send_to_label, "送：", metadata->send_to },
    { tail->shows_distribute_to, tail->distribute_to_label, "发：", metadata->distribute_to },
  };

  g_return_val_if_fail (index < BULLETIN_N_RECIPIENTS, FALSE);

  if (!tail->is_shown || !lines[index].is_shown || !lines[index].names)
    return FALSE;

  *label = lines[index].own_label ? lines[index].own_label : lines[index].label;
  *names = lines[index].names;
  return TRUE;
}

/**
 * bulletin_page_template_format_copies:
 * @self: a template
 * @metadata: what is known of the bulletin
 *
 * Returns: (transfer full) (nullable): the tail's line of copies, such as 共印50份;
 *   %NULL if the tail has none
 */
char *
bulletin_page_template_format_copies (const BulletinPageTemplate *self,
                                      const BulletinMetadata     *metadata)
{
  g_autofree char *number = format_number (metadata->copies);
  GString *line;

  if (!self->tail.is_shown || !self->tail.shows_copies || metadata->copies <= 0)
    return NULL;

  line = g_string_new (self->tail.copies_pattern ? self->tail.copies_pattern : "共印{份}份");
  g_string_replace (line, "{份}", number, 0);

  return g_string_free_and_steal (line);
}

/**
 * bulletin_page_template_format_page_number:
 * @self: a template
 * @page: a page, from 0
 * @n_pages: how many there are
 *
 * Returns: (transfer full) (nullable): the page's number as it is printed, such
 *   as — 1 —; %NULL if pages have none
 */
char *
bulletin_page_template_format_page_number (const BulletinPageTemplate *self,
                                           guint                       page,
                                           guint                       n_pages)
{
  switch (self->number_style) {
  case BULLETIN_NUMBER_DASHES:
    return g_strdup_printf ("— %u —", page + 1);
  case BULLETIN_NUMBER_PLAIN:
    return g_strdup_printf ("%u", page + 1);
  case BULLETIN_NUMBER_OF:
    return g_strdup_printf ("第%u页 共%u页", page + 1, n_pages);
  case BULLETIN_NUMBER_NONE:
  default:
    return NULL;
  }
}
