/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"

#include <glib/gi18n.h>

#define IDENTITY_DIGITS     18
#define OLD_IDENTITY_DIGITS 15
#define MOBILE_DIGITS       11

static int
digit (const BulletinProofText *text,
       gint64                   index)
{
  gunichar c = bulletin_proof_char (text, index);

  return bulletin_is_ascii_digit (c) ? (int) (c - '0') : -1;
}

static gboolean
is_alnum (gunichar c)
{
  return bulletin_is_ascii_digit (c) || bulletin_is_ascii_alpha (c);
}

/* GB 11643-1999: six digits of a district, the day of birth, three of order and a
 * check character by ISO 7064, MOD 11-2. */
static gboolean
is_identity_number (const BulletinProofText *text,
                    guint                    at,
                    gboolean                *check_is_right)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char checks[] = "10X98765432";
  int sum = 0;
  int year = 0;
  gunichar last;

  if (is_alnum (bulletin_proof_char (text, (gint64) at - 1)) ||
      is_alnum (bulletin_proof_char (text, (gint64) at + IDENTITY_DIGITS)) ||
      digit (text, at) <= 0)
    return FALSE;

  for (guint i = 0; i < IDENTITY_DIGITS - 1; i++) {
    int value = digit (text, (gint64) at + i);

    if (value < 0)
      return FALSE;
    sum += value * weights[i];
  }

  last = bulletin_proof_char (text, (gint64) at + IDENTITY_DIGITS - 1);
  if (last == 'x')
    last = 'X';
  if (!bulletin_is_ascii_digit (last) && last != 'X')
    return FALSE;

  for (guint i = 6; i < 10; i++)
    year = year * 10 + digit (text, (gint64) at + i);
  if (year < 1900 || year > 2099 ||
      !g_date_valid_dmy (digit (text, at + 12) * 10 + digit (text, at + 13),
                         digit (text, at + 10) * 10 + digit (text, at + 11),
                         year))
    return FALSE;

  *check_is_right = last == (gunichar) checks[sum % 11];

  return TRUE;
}

/* The numbers that the cards before 1999 have: six digits of a district, the day of
 * birth with a year of two digits, three of order. Nothing checks them, so only one
 * that is called so is taken for one. */
static gboolean
is_old_identity_number (const BulletinProofText *text,
                        guint                    at)
{
  gboolean is_called = FALSE;

  if (is_alnum (bulletin_proof_char (text, (gint64) at - 1)) || is_alnum (bulletin_proof_char (text, (gint64) at + OLD_IDENTITY_DIGITS)))
    return FALSE;
  for (guint i = 0; i < OLD_IDENTITY_DIGITS; i++) {
    if (digit (text, (gint64) at + i) < 0)
      return FALSE;
  }
  for (gint64 i = (gint64) at - 1; !is_called && i >= (gint64) at - 10; i--)
    is_called = bulletin_proof_has_words (text, i, "身份证");

  return is_called && g_date_valid_dmy (digit (text, at + 10) * 10 + digit (text, at + 11),
                                        digit (text, at + 8) * 10 + digit (text, at + 9),
                                        1900 + digit (text, at + 6) * 10 + digit (text, at + 7));
}

/* Somebody's identity card number is never issued. One whose check character is
 * wrong may be another number, or a slip in a real one: a person has to look. */
void
bulletin_rule_identity_number (BulletinProofContext    *context,
                               const BulletinProofText *text)
{
  for (guint i = 0; i + OLD_IDENTITY_DIGITS <= text->n_chars; i++) {
    gboolean check_is_right = FALSE;

    if (is_old_identity_number (text, i)) {
      bulletin_proof_add_chars (context, "identity-number", BULLETIN_SEVERITY_WARNING, text, i, OLD_IDENTITY_DIGITS, NULL,
                                g_strdup (_("This looks like an identity card number. Take it out if it is one.")));
      i += OLD_IDENTITY_DIGITS - 1;
      continue;
    }

    if (!is_identity_number (text, i, &check_is_right))
      continue;

    if (check_is_right)
      bulletin_proof_add_chars (context, "identity-number", BULLETIN_SEVERITY_ERROR, text, i, IDENTITY_DIGITS, NULL,
                                g_strdup (_("This is an identity card number. Take it out before the bulletin is issued.")));
    else
      bulletin_proof_add_chars (context, "identity-number", BULLETIN_SEVERITY_WARNING, text, i, IDENTITY_DIGITS, NULL,
                                g_strdup (_("This looks like an identity card number. Take it out if it is one.")));
    i += IDENTITY_DIGITS - 1;
  }
}

/* +8613900000000. */
static gboolean
has_country_code (const BulletinProofText *text,
                  guint                    at)
{
  return digit (text, (gint64) at - 2) == 8 && digit (text, (gint64) at - 1) == 6 &&
         !is_alnum (bulletin_proof_char (text, (gint64) at - 3));
}

/* The characters that a mobile number takes, 138-1234-5678 and 138 1234 5678
 * included; 0 if there is none at @at. */
static guint
scan_mobile_number (const BulletinProofText *text,
                    guint                    at)
{
  guint n_digits = 0;
  guint used = 0;

  if (digit (text, at) != 1 || digit (text, (gint64) at + 1) < 3 ||
      (is_alnum (bulletin_proof_char (text, (gint64) at - 1)) && !has_country_code (text, at)))
    return 0;

  while (n_digits < MOBILE_DIGITS) {
    gunichar c = bulletin_proof_char (text, (gint64) at + used);

    if (bulletin_is_ascii_digit (c))
      n_digits++;
    else if (!((c == '-' || c == ' ') && (n_digits == 3 || n_digits == 7) &&
               bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at + used - 1))))
      return 0;
    used++;
  }

  return is_alnum (bulletin_proof_char (text, (gint64) at + used)) ? 0 : used;
}

/* A person's mobile number does not belong into print unless they agreed. */
void
bulletin_rule_mobile_number (BulletinProofContext    *context,
                             const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    guint n = scan_mobile_number (text, i);

    if (n == 0)
      continue;

    bulletin_proof_add_chars (context, "mobile-number", BULLETIN_SEVERITY_WARNING, text, i, n, NULL,
                              g_strdup (_("This is a mobile phone number. Print it only if its owner agreed.")));
    i += n - 1;
  }
}

#define MIN_CARD_DIGITS 16
#define MAX_CARD_DIGITS 19

/* The digits of a bank card, by fours or in one run; 0 if there are none at @at. A
 * card of a Chinese bank begins with 62; the last digit follows from the others
 * (ISO/IEC 7812-1, annex B). */
static guint
scan_bank_card (const BulletinProofText *text,
                guint                    at)
{
  int digits[MAX_CARD_DIGITS];
  guint n_digits = 0;
  guint used = 0;
  int sum = 0;

  if (is_alnum (bulletin_proof_char (text, (gint64) at - 1)) || digit (text, at) != 6 || digit (text, (gint64) at + 1) != 2)
    return 0;

  while (n_digits < MAX_CARD_DIGITS) {
    gunichar c = bulletin_proof_char (text, (gint64) at + used);

    if (bulletin_is_ascii_digit (c))
      digits[n_digits++] = (int) (c - '0');
    else if (!(c == ' ' && n_digits % 4 == 0 && bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at + used + 1))))
      break;
    used++;
  }
  if (n_digits < MIN_CARD_DIGITS || is_alnum (bulletin_proof_char (text, (gint64) at + used)))
    return 0;

  for (guint i = 0; i < n_digits; i++) {
    int value = digits[n_digits - 1 - i];

    if (i % 2 == 1)
      value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }

  return sum % 10 == 0 ? used : 0;
}

/* A bank card's number is its owner's business. */
void
bulletin_rule_bank_card (BulletinProofContext    *context,
                         const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    guint n = scan_bank_card (text, i);

    if (n == 0)
      continue;

    bulletin_proof_add_chars (context, "bank-card", BULLETIN_SEVERITY_WARNING, text, i, n, NULL,
                              g_strdup (_ ("This looks like the number of a bank card. Take it out if it is a person’s.")));
    i += n - 1;
  }
}
