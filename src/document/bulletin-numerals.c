/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-numerals.h"

#include <string.h>

#define MAX_NUMERAL 9999

static const char *const digit_names[] = {
  "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"
};

static int
digit_value (gunichar c)
{
  switch (c) {
  case 0x3007: /* 〇 */
  case 0x96f6: /* 零 */
    return 0;
  case 0x4e00: /* 一 */
    return 1;
  case 0x4e8c: /* 二 */
  case 0x4e24: /* 两 */
    return 2;
  case 0x4e09: /* 三 */
    return 3;
  case 0x56db: /* 四 */
    return 4;
  case 0x4e94: /* 五 */
    return 5;
  case 0x516d: /* 六 */
    return 6;
  case 0x4e03: /* 七 */
    return 7;
  case 0x516b: /* 八 */
    return 8;
  case 0x4e5d: /* 九 */
    return 9;
  default:
    return -1;
  }
}

static int
unit_value (gunichar c)
{
  switch (c) {
  case 0x5341: /* 十 */
    return 10;
  case 0x767e: /* 百 */
    return 100;
  case 0x5343: /* 千 */
    return 1000;
  default:
    return 0;
  }
}

/* 二〇二四: digits only, read one after the other. */
static gboolean
parse_digits (const gunichar *chars,
              glong           n_chars,
              int            *number)
{
  int value = 0;

  if (n_chars > 4)
    return FALSE;

  for (glong i = 0; i < n_chars; i++)
    value = value * 10 + digit_value (chars[i]);

  *number = value;

  return value > 0;
}

/* 一千零二十四: units fall from left to right, a gap between them is filled by
 * exactly one 零, and only the ten at the very start may go without its 一. */
static gboolean
parse_units (const gunichar *chars,
             glong           n_chars,
             int            *number)
{
  int value = 0;
  int last_unit = 10000;
  int digit = -1;
  gboolean zero = FALSE;

  for (glong i = 0; i < n_chars; i++) {
    int unit = unit_value (chars[i]);

    if (unit == 0) {
      int d = digit_value (chars[i]);

      if (d == 0) {
        if (zero || digit >= 0 || i == 0)
          return FALSE;
        zero = TRUE;
        continue;
      }

      if (digit >= 0)
        return FALSE;
      digit = d;
      continue;
    }

    if (unit >= last_unit)
      return FALSE;
    if (digit < 0 && !(i == 0 && unit == 10))
      return FALSE;
    /* The 零 stands where a place is empty, and nowhere else. */
    if (i > 0 && zero != (last_unit != 10000 && unit * 10 != last_unit))
      return FALSE;

    value += (digit < 0 ? 1 : digit) * unit;
    last_unit = unit;
    digit = -1;
    zero = FALSE;
  }

  if (digit >= 0) {
    if (zero != (last_unit > 10))
      return FALSE;
    value += digit;
  } else if (zero) {
    return FALSE;
  }

  *number = value;

  return value > 0;
}

/**
 * bulletin_numeral_format:
 * @number: a number from 1 to 9999
 *
 * Writes a number as official numbering does: 一, 十, 十一, 二十, 一百零三.
 *
 * Returns: (transfer full): the numeral; outside of 1 to 9999, the number in
 *   ASCII digits
 */
char *
bulletin_numeral_format (int number)
{
  static const struct
  {
    int value;
    const char *name;
  } units[] = { { 1000, "千" }, { 100, "百" }, { 10, "十" }, { 1, "" } };
  GString *text;
  gboolean zero = FALSE;

  if (number < 1 || number > MAX_NUMERAL)
    return g_strdup_printf ("%d", number);

  text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    int digit = number / units[i].value % 10;

    if (digit == 0) {
      zero = text->len > 0;
      continue;
    }

    if (zero)
      g_string_append (text, "零");
    zero = FALSE;

    if (!(digit == 1 && units[i].value == 10 && text->len == 0))
      g_string_append (text, digit_names[digit]);
    g_string_append (text, units[i].name);
  }

  return g_string_free_and_steal (text);
}

/**
 * bulletin_numeral_parse:
 * @text: UTF-8 text; need not end in a NUL
 * @length: the bytes of @text
 * @number: (out) (optional): the number
 *
 * Reads a Chinese numeral of 1 to 9999 that takes up the whole of @text: with
 * units (一千零二十四) or, if it is digits only, digit by digit (二〇二四). 两 is
 * read as 2. What is not well formed (十百, 一百三十零) is refused.
 *
 * Returns: whether @text is a numeral; @number is untouched if not
 */
gboolean
bulletin_numeral_parse (const char *text,
                        gsize       length,
                        int        *number)
{
  gunichar chars[8];
  glong n_chars = 0;
  gboolean has_units = FALSE;
  const char *end = text + length;
  int value;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  for (const char *p = text; p < end;) {
    gunichar c = g_utf8_get_char_validated (p, end - p);

    if (c == (gunichar) -1 || c == (gunichar) -2 || n_chars == G_N_ELEMENTS (chars))
      return FALSE;

    if (unit_value (c) != 0)
      has_units = TRUE;
    else if (digit_value (c) < 0)
      return FALSE;

    chars[n_chars++] = c;
    p = g_utf8_next_char (p);
  }

  if (n_chars == 0)
    return FALSE;

  if (!(has_units ? parse_units (chars, n_chars, &value) : parse_digits (chars, n_chars, &value)))
    return FALSE;

  if (number != NULL)
    *number = value;

  return TRUE;
}
