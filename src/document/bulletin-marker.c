/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-marker.h"

#include "bulletin-numerals.h"

#include <string.h>

#define MAX_HEADING_NUMBER 999

/* The longest numeral below 1000 is five characters: 九百九十九. */
#define MAX_NUMERAL_BYTES (5 * 3)

static gboolean
starts_with (const char *text,
             gsize       length,
             const char *prefix)
{
  gsize n = strlen (prefix);

  return length >= n && memcmp (text, prefix, n) == 0;
}

/* Bytes of the blank character at text, or 0: space, tab, no-break space and
 * the ideographic space, which people type to indent. */
static gsize
blank_at (const char *text,
          gsize       length)
{
  if (length > 0 && (*text == ' ' || *text == '\t'))
    return 1;
  if (starts_with (text, length, "\u00a0"))
    return 2;
  if (starts_with (text, length, "\u3000"))
    return 3;

  return 0;
}

/* The value of the ASCII or full-width digit at text, or -1. */
static int
digit_at (const char *text,
          gsize       length,
          gsize      *n_bytes)
{
  if (length > 0 && g_ascii_isdigit (*text)) {
    *n_bytes = 1;
    return *text - '0';
  }

  /* U+FF10 to U+FF19 are EF BC 90 to EF BC 99. */
  if (length >= 3 && starts_with (text, length, "\xef\xbc") &&
      (guchar) text[2] >= 0x90 && (guchar) text[2] <= 0x99) {
    *n_bytes = 3;
    return (guchar) text[2] - 0x90;
  }

  return -1;
}

/* Up to three digits, not starting with 0: a fourth makes it a year or a count. */
static gsize
scan_digits (const char *text,
             gsize       length,
             int        *number)
{
  gsize used = 0;
  gsize n_bytes = 0;
  int value = 0;
  int digit;

  while ((digit = digit_at (text + used, length - used, &n_bytes)) >= 0) {
    value = value * 10 + digit;
    if (value == 0 || value > MAX_HEADING_NUMBER)
      return 0;
    used += n_bytes;
  }

  *number = value;

  return used;
}

static gsize
scan_numeral (const char *text,
              gsize       length,
              int        *number)
{
  static const char *const letters[] = {
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零", "〇"
  };
  gsize used = 0;

  while (used <= MAX_NUMERAL_BYTES) {
    guint i;

    for (i = 0; i < G_N_ELEMENTS (letters); i++) {
      if (starts_with (text + used, length - used, letters[i]))
        break;
    }

    if (i == G_N_ELEMENTS (letters))
      break;
    used += 3;
  }

  if (used == 0 || !bulletin_numeral_parse (text, used, number) || *number > MAX_HEADING_NUMBER)
    return 0;

  return used;
}

static gsize
scan_parenthesis (const char *text,
                  gsize       length,
                  const char *narrow,
                  const char *wide)
{
  if (starts_with (text, length, narrow))
    return strlen (narrow);
  if (starts_with (text, length, wide))
    return strlen (wide);

  return 0;
}

/**
 * bulletin_marker_parse:
 * @text: a line from its first character that is not blank, in UTF-8
 * @length: the bytes of @text
 * @marker: (out): the marker
 *
 * Tells whether a line starts with the number of a heading, by GB/T 9704-2012,
 * 7.3.3 (一、 （一） 1. （1）), and takes it apart. `（` and `(`, `.`, `．` and `、`,
 * full-width and ASCII digits are all read.
 *
 * No heading starts with what only looks like it: `1.5万`, `2024.6`, `10、20日`
 * (a digit follows), `1.` alone, `一、二、三等奖` (an enumeration).
 *
 * Returns: whether there is a marker; @marker is only set if so
 */
gboolean
bulletin_marker_parse (const char     *text,
                       gsize           length,
                       BulletinMarker *marker)
{
  BulletinMarker found = { 0 };
  gsize opening;
  gsize used;

  opening = scan_parenthesis (text, length, "(", "（");

  if (opening > 0) {
    gsize closing;

    found.number_offset = opening;
    found.level = 2;
    used = scan_numeral (text + opening, length - opening, &found.number);
    if (used == 0) {
      found.level = 4;
      used = scan_digits (text + opening, length - opening, &found.number);
    }
    if (used == 0)
      return FALSE;

    closing = scan_parenthesis (text + opening + used, length - opening - used, ")", "）");
    if (closing == 0)
      return FALSE;

    found.number_length = used;
    found.length = opening + used + closing;
    *marker = found;

    return TRUE;
  }

  used = scan_numeral (text, length, &found.number);
  if (used > 0) {
    int next;
    gsize next_used;

    if (!starts_with (text + used, length - used, "、"))
      return FALSE;

    found.level = 1;
    found.number_length = used;
    found.length = used + strlen ("、");

    next_used = scan_numeral (text + found.length, length - found.length, &next);
    if (next_used > 0 &&
        starts_with (text + found.length + next_used, length - found.length - next_used, "、"))
      return FALSE;

    *marker = found;

    return TRUE;
  }

  used = scan_digits (text, length, &found.number);
  if (used > 0) {
    const char *rest = text + used;
    gsize rest_length = length - used;
    gsize n_bytes;

    if (starts_with (rest, rest_length, "."))
      n_bytes = strlen (".");
    else if (starts_with (rest, rest_length, "．") || starts_with (rest, rest_length, "、"))
      n_bytes = strlen ("．");
    else
      return FALSE;

    found.level = 3;
    found.number_length = used;
    found.length = used + n_bytes;

    rest += n_bytes;
    rest_length -= n_bytes;
    if (bulletin_skip_blanks (rest, rest_length) == rest_length ||
        digit_at (rest, rest_length, &n_bytes) >= 0 ||
        starts_with (rest, rest_length, ".") ||
        starts_with (rest, rest_length, "．"))
      return FALSE;

    *marker = found;

    return TRUE;
  }

  return FALSE;
}

static char *
format_full_width (int number)
{
  g_autofree char *ascii = g_strdup_printf ("%d", number);
  GString *text = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    g_string_append_unichar (text, 0xff10 + (*p - '0'));

  return g_string_free_and_steal (text);
}

/**
 * bulletin_marker_format_number:
 * @level: a heading's level, 1 to 4
 * @number: its number, from 1
 * @typed: (nullable): the number that it takes the place of, as it was typed
 *
 * Writes the number of a heading, in the digits that the old one was typed in.
 *
 * Returns: (transfer full): the number
 */
char *
bulletin_marker_format_number (int         level,
                               int         number,
                               const char *typed)
{
  if (level <= 2)
    return bulletin_numeral_format (number);
  if (typed != NULL && (guchar) *typed >= 0x80)
    return format_full_width (number);

  return g_strdup_printf ("%d", number);
}

/**
 * bulletin_skip_blanks:
 * @text: UTF-8 text
 * @length: the bytes of @text
 *
 * Returns: how many bytes of blanks @text starts with
 */
gsize
bulletin_skip_blanks (const char *text,
                      gsize       length)
{
  gsize used = 0;
  gsize n;

  while ((n = blank_at (text + used, length - used)) > 0)
    used += n;

  return used;
}

/**
 * bulletin_trim_blanks:
 * @text: UTF-8 text
 * @length: the bytes of @text
 *
 * Returns: how many bytes of @text are left without the blanks at its end
 */
gsize
bulletin_trim_blanks (const char *text,
                      gsize       length)
{
  while (length > 0) {
    if (blank_at (text + length - 1, 1) == 1)
      length -= 1;
    else if (length >= 2 && blank_at (text + length - 2, 2) == 2)
      length -= 2;
    else if (length >= 3 && blank_at (text + length - 3, 3) == 3)
      length -= 3;
    else
      break;
  }

  return length;
}
