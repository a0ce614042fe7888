/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-private.h"

#include "bulletin-period.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Longer than any name or address; a cell beyond it is a slip of the sheet. */
#define MAX_TEXT_LENGTH 1000

/* Doubles count without gaps up to 9e15; no office counts further than this, and
 * the sum over a full register still fits in 64 bits. */
#define MAX_INTEGER 1e12
#define MAX_NUMBER  1e15

#define LIST_SEPARATOR "；"

/* Enough of a value to know it by, for a message. */
static char *
shorten (const char *typed)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (typed, -1) <= 40)
    return g_strdup (typed);

  start = g_utf8_substring (typed, 0, 39);

  return g_strconcat (start, "…", NULL);
}

/* Full-width letters and figures become plain ones. */
static char *
narrow (const char *typed)
{
  char *normal = g_utf8_normalize (typed, -1, G_NORMALIZE_NFKC);

  return normal != NULL ? normal : g_strdup (typed);
}

/*< private >
 * bulletin_head_fold:
 *
 * Returns: (transfer full): the head without case, blanks, signs, and without
 *   what follows in parentheses, which is a unit or a hint
 */
char *
bulletin_head_fold (const char *head)
{
  g_autofree char *normal = narrow (head);
  g_autofree char *lower = g_utf8_casefold (normal, -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '(' || c == '[')
      break;
    if (g_unichar_isalnum (c))
      g_string_append_unichar (folded, c);
  }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/* One line, trimmed, in composed form. NULL if nothing is left. */
static char *
clean_text (const char *typed,
            gboolean is_code)
{
  g_autofree char *normal = is_code ? narrow (typed) : g_utf8_normalize (typed, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_iszerowidth (c) && g_unichar_type (c) == G_UNICODE_FORMAT)
      continue;
    if (g_unichar_isspace (c) || g_unichar_iscntrl (c)) {
      gap = clean->len > 0;
      continue;
    }
    if (gap)
      g_string_append_c (clean, ' ');
    gap = FALSE;
    g_string_append_unichar (clean, c);
  }
  if (clean->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* As short as it reads back: 18.4 and not 18.399999999999999. */
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", number);

  return g_strdup (buffer);
}

/* 1,621 and 1621 are read; 1,62 is not, because nobody knows what it means. */
static gboolean
scan_number (const char *typed,
             double *number)
{
  g_autofree char *narrowed = narrow (typed);
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *p = narrowed;
  gboolean has_groups = FALSE;
  guint n_digits = 0, in_group = 0;
  char *end;

  if (*p == '-' || *p == '+') {
    if (*p == '-')
      g_string_append_c (digits, '-');
    p++;
  } else if (g_str_has_prefix (p, "−")) {
    g_string_append_c (digits, '-');
    p += strlen ("−");
  }

  for (; g_ascii_isdigit (*p) || *p == ','; p++) {
    if (*p == ',') {
      if (n_digits == 0 || (has_groups ? in_group != 3 : in_group > 3))
        return FALSE;
      has_groups = TRUE;
      in_group = 0;
      continue;
    }
    g_string_append_c (digits, *p);
    n_digits++;
    in_group++;
  }
  if (n_digits == 0 || n_digits > 30 || (has_groups && in_group != 3))
    return FALSE;

  if (*p == '.') {
    guint n_decimals = strspn (p + 1, "0123456789");

    if (n_decimals == 0 || n_decimals > 30)
      return FALSE;
    g_string_append_len (digits, p, n_decimals + 1);
    p += n_decimals + 1;
  }
  /* Spreadsheets write large and small numbers so: 1.2E+05. */
  if ((*p == 'e' || *p == 'E') && !has_groups) {
    guint length = 1;

    if (p[length] == '+' || p[length] == '-')
      length++;
    if (strspn (p + length, "0123456789") - 1 > 1)
      return FALSE;
    length += strspn (p + length, "0123456789");
    g_string_append_len (digits, p, length);
    p += length;
  }
  if (*p != '\0')
    return FALSE;

  *number = g_ascii_strtod (digits->str, &end);

  return *end == '\0';
}

static gboolean
read_number (const BulletinRegisterColumn *column,
             const char *typed,
             char **stored,
             GError **error)
{
  g_autofree char *shown = shorten (typed);
  gboolean is_whole = column->kind == BULLETIN_VALUE_INTEGER;
  double number;

  if (!scan_number (typed, &number)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” is not a number. Write digits alone, such as 1621 or 1,621."), shown);
    return FALSE;
  }
  if (!(fabs (number) <= (is_whole ? MAX_INTEGER : MAX_NUMBER))) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” is larger than any count can be. Check the number."), shown);
    return FALSE;
  }
  if (is_whole && number != floor (number)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” is not a whole number. Write it without decimals."), shown);
    return FALSE;
  }
  if (number < 0 && !column->may_be_negative) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” is below zero. Write 0 or more, or leave it empty."), shown);
    return FALSE;
  }

  /* Adding zero makes 0 of −0. */
  *stored = is_whole ? g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number) : format_number (number + 0.0);

  return TRUE;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted and each once, so that the same set is the same text however it was
 * typed. */
static char *
read_list (const char *typed)
{
  static const char *const separators = "；;、，,|\n";
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = g_string_new (NULL);
  const char *start = typed;

  for (const char *p = typed;; p = g_utf8_next_char (p)) {
    if (*p == '\0' || g_utf8_strchr (separators, -1, g_utf8_get_char (p)) != NULL) {
      g_autofree char *part = g_strndup (start, p - start);
      g_autofree char *item = clean_text (part, FALSE);

      if (item != NULL && !g_ptr_array_find_with_equal_func (items, item, g_str_equal, NULL))
        g_ptr_array_add (items, g_steal_pointer (&item));
      if (*p == '\0')
        break;
      start = g_utf8_next_char (p);
    }
  }
  if (items->len == 0)
    return NULL;

  g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? LIST_SEPARATOR : "", (const char *) items->pdata[i]);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
is_word_for (const BulletinRegisterChoice *choice,
             const char *folded)
{
  const char *labels[] = { choice->value, choice->label, g_dpgettext2 (NULL, "choice", choice->label) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autofree char *label = bulletin_head_fold (labels[i]);

    if (g_str_equal (label, folded))
      return TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (choice->words) && choice->words[i] != NULL; i++)
    if (g_str_equal (choice->words[i], folded))
      return TRUE;

  return FALSE;
}

static gboolean
read_choice (const BulletinRegisterColumn *column,
             const char *typed,
             char **stored,
             GError **error)
{
  g_autofree char *folded = bulletin_head_fold (typed);
  g_autofree char *shown = shorten (typed);
  g_auto (GStrv) choices = NULL;
  g_autofree char *list = NULL;

  for (const BulletinRegisterChoice *choice = column->choices; choice->value != NULL; choice++) {
    if (is_word_for (choice, folded)) {
      *stored = g_strdup (choice->value);
      return TRUE;
    }
  }

  choices = bulletin_register_column_get_choices (column);
  /* Translators: between the words of a list of choices. */
  list = g_strjoinv (C_ ("list", ", "), choices);
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
               _ ("“%s” is not one of the choices. Write one of these: %s."), shown, list);

  return FALSE;
}

static BulletinRegisterKind
get_reference_kind (BulletinValueKind kind)
{
  switch (kind) {
  case BULLETIN_VALUE_STATION:
    return BULLETIN_REGISTER_STATIONS;
  case BULLETIN_VALUE_TEAM:
    return BULLETIN_REGISTER_TEAMS;
  case BULLETIN_VALUE_METRIC:
    return BULLETIN_REGISTER_METRICS;
  default:
    return BULLETIN_REGISTER_ORGANISATIONS;
  }
}

static gboolean
read_reference (const BulletinRegisterColumn *column,
                const char *typed,
                BulletinReferences *references,
                char **stored,
                GError **error)
{
  g_autoptr (GError) wrong = NULL;

  *stored = g_strdup (bulletin_references_find (references, get_reference_kind (column->kind), typed, &wrong));
  if (*stored != NULL)
    return TRUE;

  /* Whether unknown or ambiguous: it is a value that the column cannot take. */
  g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID, wrong->message);

  return FALSE;
}

static gboolean
read_period (const char *typed,
             char **stored,
             GError **error)
{
  BulletinPeriod period;

  if (!bulletin_period_parse (typed, &period, error))
    return FALSE;
  bulletin_period_canonicalise (&period);
  *stored = bulletin_period_to_string (&period);

  return TRUE;
}

/*< private >
 * bulletin_value_read:
 * @typed: (nullable): as it was typed or stands in a sheet
 * @references: for columns that refer to other rows
 * @stored: (out) (transfer full) (nullable): the value in its one canonical
 *   form; %NULL for an empty one
 * @error: return location for %BULLETIN_LIBRARY_ERROR_INVALID
 */
gboolean
bulletin_value_read (const BulletinRegisterColumn *column,
                     const char *typed,
                     BulletinReferences *references,
                     char **stored,
                     GError **error)
{
  g_autofree char *text = NULL;
  char date[11];

  *stored = NULL;
  if (typed != NULL && !g_utf8_validate (typed, -1, NULL)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” holds bytes that are not text. Type the value again."), column->name);
    return FALSE;
  }

  text = typed != NULL ? clean_text (typed, FALSE) : NULL;
  if (text == NULL) {
    if (!column->required) {
      *stored = g_strdup (column->fallback);
      return TRUE;
    }
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” is empty, but it is needed. Fill it in."), bulletin_register_column_get_label (column));
    return FALSE;
  }
  if (g_utf8_strlen (text, -1) > MAX_TEXT_LENGTH) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("The value is longer than %d characters. Shorten it."), MAX_TEXT_LENGTH);
    return FALSE;
  }

  switch (column->kind) {
  case BULLETIN_VALUE_DATE:
    if (!bulletin_date_parse (text, date, error))
      return FALSE;
    *stored = g_strdup (date);
    return TRUE;

  case BULLETIN_VALUE_INTEGER:
  case BULLETIN_VALUE_NUMBER:
    return read_number (column, text, stored, error);

  case BULLETIN_VALUE_LIST:
    *stored = read_list (typed);
    return TRUE;

  case BULLETIN_VALUE_ORGANISATION:
  case BULLETIN_VALUE_STATION:
  case BULLETIN_VALUE_TEAM:
  case BULLETIN_VALUE_METRIC:
    return read_reference (column, text, references, stored, error);

  case BULLETIN_VALUE_PERIOD:
    return read_period (text, stored, error);

  case BULLETIN_VALUE_CHOICE:
    return read_choice (column, text, stored, error);

  case BULLETIN_VALUE_TEXT:
  default:
    *stored = g_str_equal (column->name, "code") ? clean_text (text, TRUE) : g_steal_pointer (&text);
    return TRUE;
  }
}

/*< private >
 * bulletin_value_show:
 * @stored: (nullable): a canonical value
 *
 * Returns: (transfer full): the value as people read it, and as
 *   bulletin_value_read() takes it back; "" for none
 */
char *
bulletin_value_show (const BulletinRegisterColumn *column,
                     const char *stored,
                     BulletinReferences *references)
{
  if (stored == NULL)
    return g_strdup ("");

  switch (column->kind) {
  case BULLETIN_VALUE_ORGANISATION:
  case BULLETIN_VALUE_STATION:
  case BULLETIN_VALUE_TEAM:
  case BULLETIN_VALUE_METRIC:
    return g_strdup (bulletin_references_label (references, get_reference_kind (column->kind), stored));

  case BULLETIN_VALUE_CHOICE:
    for (const BulletinRegisterChoice *choice = column->choices; choice->value != NULL; choice++)
      if (g_str_equal (choice->value, stored))
        return g_strdup (g_dpgettext2 (NULL, "choice", choice->label));
    return g_strdup (stored);

  default:
    return g_strdup (stored);
  }
}

/* The value as a member of the object that bulletin_library_put_row() takes. */
void
bulletin_value_put (const BulletinRegisterColumn *column,
                    const char *stored,
                    JsonObject *values)
{
  if (stored == NULL)
    json_object_set_null_member (values, column->name);
  else if (column->kind == BULLETIN_VALUE_INTEGER)
    json_object_set_int_member (values, column->name, g_ascii_strtoll (stored, NULL, 10));
  else if (column->kind == BULLETIN_VALUE_NUMBER)
    json_object_set_double_member (values, column->name, g_ascii_strtod (stored, NULL));
  else
    json_object_set_string_member (values, column->name, stored);
}

/* (transfer full) (nullable): the canonical value out of a row of the database. */
char *
bulletin_value_from_row (const BulletinRegisterColumn *column,
                         BulletinStatement *row,
                         int place)
{
  if (bulletin_statement_is_null (row, place))
    return NULL;
  if (column->kind == BULLETIN_VALUE_NUMBER)
    return format_number (bulletin_statement_get_double (row, place));

  return g_strdup (bulletin_statement_get_text (row, place));
}

/*< private >
 * bulletin_values_check:
 * @stored: the row's canonical values, in the order of its columns
 * @bad_column: (out): the column to look at
 *
 * Nothing ends before it begins.
 */
gboolean
bulletin_values_check (BulletinRegisterKind kind,
                       char **stored,
                       int *bad_column,
                       GError **error)
{
  static const struct
  {
    BulletinRegisterKind kind;
    const char *first;
    const char *last;
  } spans[] = {
    { BULLETIN_REGISTER_STATIONS, "opened", "closed" },
    { BULLETIN_REGISTER_TEAMS, "founded", "closed" },
    { BULLETIN_REGISTER_VOLUNTEERS, "joined", "left" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++) {
    int first, last;

    if (spans[i].kind != kind)
      continue;
    first = bulletin_register_find_column (kind, spans[i].first);
    last = bulletin_register_find_column (kind, spans[i].last);
    if (stored[first] != NULL && stored[last] != NULL && strcmp (stored[last], stored[first]) < 0) {
      const BulletinRegisterColumn *columns = bulletin_register_get_columns (kind, NULL);

      *bad_column = last;
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                   /* Translators: two columns with their dates: “Closed” is 2024-01-01, before … */
                   _ ("“%s” is %s, before “%s”, which is %s. Correct one of the two."),
                   bulletin_register_column_get_label (&columns[last]), stored[last],
                   bulletin_register_column_get_label (&columns[first]), stored[first]);
      return FALSE;
    }
  }

  return TRUE;
}
