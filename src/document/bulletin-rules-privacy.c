/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"

#include <glib/gi18n.h>

#define IDENTITY_DIGITS     18
#define OLD_IDENTITY_DIGITS 15
#define MOBILE_DIGITS       11

/* The value of the check character X. */
#define X_VALUE 10

static int
digit (const BulletinProofText *text,
       gint64                   index)
{
  gunichar c = bulletin_proof_char (text, index);

  /* Typed in full width it is no less a number. */
  if (c >= 0xff10 && c <= 0xff19)
    return (int) (c - 0xff10);

  return bulletin_is_ascii_digit (c) ? (int) (c - '0') : -1;
}

static gboolean
is_alnum (gunichar c)
{
  return bulletin_is_ascii_digit (c) || bulletin_is_ascii_alpha (c) || (c >= 0xff10 && c <= 0xff19);
}

/* What parts the digits of a number that is typed in groups. */
static gboolean
is_group_mark (gunichar c)
{
  return c == ' ' || c == '-' || c == '.' || c == 0x2014 || c == 0x2013 || c == 0x2010 || c == 0x2011 || c == 0x00b7 || c == 0xff0d;
}

/* Reads @n digits, the last of which may be an X, with a mark between the groups in
 * which such numbers are typed: 990000 19900101 0019. Gives the characters that
 * they take; 0 if there are none at @at. */
static guint
read_digits (const BulletinProofText *text,
             guint                    at,
             guint                    n,
             int                     *digits)
{
  guint used = 0;

  if (is_alnum (bulletin_proof_char (text, (gint64) at - 1)))
    return 0;
  for (guint i = 0; i < n; i++) {
    gunichar c;

    /* By 6, 8 and 4, or by fours from the seventh. */
    if (i >= 6 && (i - 6) % 4 == 0 && is_group_mark (bulletin_proof_char (text, (gint64) at + used)))
      used++;
    c = bulletin_proof_char (text, (gint64) at + used);
    digits[i] = digit (text, (gint64) at + used);
    if (i + 1 == IDENTITY_DIGITS && (c == 'X' || c == 'x' || c == 0xff38 || c == 0xff58))
      digits[i] = X_VALUE;
    if (digits[i] < 0)
      return 0;
    used++;
  }

  return is_alnum (bulletin_proof_char (text, (gint64) at + used)) ? 0 : used;
}

/* Whether what stands right before a number says that it is of an identity card. */
static gboolean
is_called_identity (const BulletinProofText *text,
                    guint                    at)
{
  for (gint64 i = (gint64) at - 1; i >= (gint64) at - 10; i--) {
    if (bulletin_proof_has_words (text, i, "身份证") || bulletin_proof_has_words (text, i, "身份号码"))
      return TRUE;
  }

  return FALSE;
}

/* GB 11643-1999: six digits of a district, the day of birth, three of order and a
 * check character by ISO 7064, MOD 11-2. Gives the characters that the number
 * takes; 0 if there is none at @at. */
static guint
scan_identity_number (const BulletinProofText *text,
                      guint                    at,
                      gboolean                *check_is_right)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const int checks[] = { 1, 0, X_VALUE, 9, 8, 7, 6, 5, 4, 3, 2 };
  int digits[IDENTITY_DIGITS];
  int sum = 0;
  int year;
  guint n = read_digits (text, at, IDENTITY_DIGITS, digits);

  if (n == 0 || digits[0] == 0)
    return 0;

  year = digits[6] * 1000 + digits[7] * 100 + digits[8] * 10 + digits[9];
  if (year < 1900 || year > 2099 ||
      !g_date_valid_dmy (digits[12] * 10 + digits[13], digits[10] * 10 + digits[11], year))
    return 0;

  for (guint i = 0; i < IDENTITY_DIGITS - 1; i++)
    sum += digits[i] * weights[i];
  *check_is_right = digits[IDENTITY_DIGITS - 1] == checks[sum % 11];

  /* In groups it may as well be the number of an account. */
  return n == IDENTITY_DIGITS || *check_is_right || is_called_identity (text, at) ? n : 0;
}

/* The numbers that the cards before 1999 have: six digits of a district, the day of
 * birth with a year of two digits, three of order. Nothing checks them, so only one
 * that is called so is taken for one. */
static guint
scan_old_identity_number (const BulletinProofText *text,
                          guint                    at)
{
  int digits[OLD_IDENTITY_DIGITS];
  guint n = read_digits (text, at, OLD_IDENTITY_DIGITS, digits);

  if (n == 0 || !is_called_identity (text, at) ||
      !g_date_valid_dmy (digits[10] * 10 + digits[11], digits[8] * 10 + digits[9], 1900 + digits[6] * 10 + digits[7]))
    return 0;

  return n;
}

/* Somebody's identity card number is never issued. One whose check character is
 * wrong may be another number, or a slip in a real one: a person has to look. */
void
bulletin_rule_identity_number (BulletinProofContext    *context,
                               const BulletinProofText *text)
{
  for (guint i = 0; i + OLD_IDENTITY_DIGITS <= text->n_chars; i++) {
    gboolean check_is_right = FALSE;
    guint n = scan_identity_number (text, i, &check_is_right);

    if (n == 0)
      n = scan_old_identity_number (text, i);
    if (n == 0)
      continue;

    if (check_is_right)
      bulletin_proof_add_chars (context, "identity-number", BULLETIN_SEVERITY_ERROR, text, i, n, NULL,
                                g_strdup (_("This is an identity card number. Take it out before the bulletin is issued.")));
    else
      bulletin_proof_add_chars (context, "identity-number", BULLETIN_SEVERITY_WARNING, text, i, n, NULL,
                                g_strdup (_("This looks like an identity card number. Take it out if it is one.")));
    i += n - 1;
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

/* Tel13900000000: letters that call the number by what it is, and no others, which
 * would be those of a serial number. */
static gboolean
is_called_telephone (const BulletinProofText *text,
                     guint                    at)
{
  static const char *const words[] = { "tel", "telephone", "phone", "mobile", "mob", "cell", "wechat", "weixin", "wx", "vx", "v" };
  char letters[12] = { 0 };
  guint n = 0;

  while (bulletin_is_ascii_alpha (bulletin_proof_char (text, (gint64) at - 1 - n)) && n < sizeof letters)
    n++;
  if (n == sizeof letters)
    return FALSE;
  for (guint i = 0; i < n; i++)
    letters[i] = g_ascii_tolower ((char) text->chars[at - n + i]);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (letters, words[i]))
      return TRUE;
  }

  return FALSE;
}

/* The characters that a mobile number takes, 138-1234-5678 and 138 1234 5678
 * included; 0 if there is none at @at. */
static guint
scan_mobile_number (const BulletinProofText *text,
                    guint                    at)
{
  guint n_digits = 0;
  guint n_marks = 0;
  guint used = 0;

  if (digit (text, at) != 1 || digit (text, (gint64) at + 1) < 3 ||
      (is_alnum (bulletin_proof_char (text, (gint64) at - 1)) && !has_country_code (text, at) && !is_called_telephone (text, at)))
    return 0;

  while (n_digits < MOBILE_DIGITS) {
    gint64 next = (gint64) at + used;

    if (digit (text, next) >= 0) {
      n_digits++;
    } else if (is_group_mark (bulletin_proof_char (text, next)) && digit (text, next - 1) >= 0 &&
               (n_digits == 3 || n_digits == 6 || n_digits == 7)) {
      n_marks++;
    } else {
      return 0;
    }
    used++;
  }

  return n_marks > 2 || is_alnum (bulletin_proof_char (text, (gint64) at + used)) ? 0 : used;
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
