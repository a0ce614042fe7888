/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-old-papers-private.h"

#include <string.h>

#include "bulletin-text-line.h"

/* What the names of files and folders say of a paper: 2019年第3期 标题.txt,
 * 〔2019〕3号.html, 20190305-标题.htm, 增刊第1期.txt, the folder 2019年工作简报.
 * What is understood is cut out of the name; what is left over may be the title. */

#define HAN_YEAR   "[〇○零一二三四五六七八九]{4}"
#define HAN_NUMBER "[〇零一二三四五六七八九十百千]{1,7}"
#define YEAR       "(?<y>(?:19|20)\\d{2}|" HAN_YEAR ")"
#define NUMBER     "(?<n>\\d{1,4}|" HAN_NUMBER ")"
#define GENRE      "(?:简报|通讯|专报|信息|动态|简讯|快报|快讯|情况反映)"

/* In the order in which they are looked for: the running number before the number,
 * since both end in 期. */
typedef enum
{
  PATTERN_DATE,
  PATTERN_HAN_DATE,
  PATTERN_COMPACT_DATE,
  PATTERN_TOTAL,
  PATTERN_SUPPLEMENT_BEFORE,
  PATTERN_SUPPLEMENT_AFTER,
  PATTERN_BRACKETED,
  PATTERN_NUMBER,
  PATTERN_LATIN_NUMBER,
  PATTERN_YEAR,
  PATTERN_SERIES,
  PATTERN_BARE_YEAR,
  PATTERN_BARE_NUMBER,
  N_PATTERNS
} Pattern;

static const char *const patterns[] = {
  [PATTERN_DATE] = "(?<!\\d)(?<y>(?:19|20)\\d{2})\\s*[-年._/]\\s*(?<m>\\d{1,2})\\s*[-月._/]\\s*(?<d>\\d{1,2})(?:\\s*[日号])?(?!\\d)",
  [PATTERN_HAN_DATE] = "(?<y>" HAN_YEAR ")年(?<m>[一二三四五六七八九十]{1,3})月(?<d>[一二三四五六七八九十]{1,3})[日号]",
  [PATTERN_COMPACT_DATE] = "(?<!\\d)(?<y>(?:19|20)\\d{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\\d|3[01])(?!\\d)",
  [PATTERN_TOTAL] = "[(\\[〔【]?总\\s*第?\\s*(?<n>\\d{1,5}|" HAN_NUMBER ")\\s*[期号][)\\]〕】]?",
  [PATTERN_SUPPLEMENT_BEFORE] = "[(\\[〔【]?增刊[)\\]〕】]?\\s*[(]?第?\\s*" NUMBER "\\s*[期号]?[)]?",
  [PATTERN_SUPPLEMENT_AFTER] = "第\\s*" NUMBER "\\s*期\\s*[(\\[〔【]?增刊[)\\]〕】]?",
  [PATTERN_BRACKETED] = "[(\\[〔【]\\s*" YEAR "\\s*年?\\s*[)\\]〕】]\\s*第?\\s*" NUMBER "\\s*[期号]",
  [PATTERN_NUMBER] = "[(\\[〔【]?(?:第\\s*" NUMBER "\\s*[期号]|(?<!\\d)(?<n>\\d{1,4})\\s*期)[)\\]〕】]?",
  [PATTERN_LATIN_NUMBER] = "(?<![A-Za-z])[Nn][Oo][._ ]?\\s*(?<n>\\d{1,4})(?!\\d)",
  [PATTERN_YEAR] = "[(\\[〔【]?(?<!\\d)" YEAR "\\s*年度?[)\\]〕】]?",
  /* The whole of a piece between blanks, dashes and brackets, or what is left of it. */
  [PATTERN_SERIES] = "(?<![^\\s\\-_.,、()\\[\\]〔〕【】《》])(?<s>[\\p{Han}]{0,20}?" GENRE ")(?![\\p{Han}])",
  [PATTERN_BARE_YEAR] = "(?<!\\d)(?<y>(?:19|20)\\d{2})(?!\\d)",
  [PATTERN_BARE_NUMBER] = "^[\\s\\-_.()\\[\\]〔〕【】]*(?<n>\\d{1,4})(?=$|[\\s\\-_.,、()\\[\\]〔〕【】]|\\p{Han})",
};

static const GRegex *
get_regex (Pattern pattern)
{
  static GRegex *regexes[N_PATTERNS];
  static gsize once;

  if (g_once_init_enter (&once)) {
    for (guint i = 0; i < N_PATTERNS; i++) {
      g_autoptr (GError) error = NULL;

      regexes[i] = g_regex_new (patterns[i], G_REGEX_DUPNAMES | G_REGEX_OPTIMIZE, 0, &error);
      if (!regexes[i])
        g_error ("%s", error->message);
    }
    g_once_init_leave (&once, 1);
  }
  return regexes[pattern];
}

/* What a pattern found, with the text that it was found in: a GMatchInfo keeps no
 * copy of it. */
typedef struct
{
  GMatchInfo *info;
  char *subject;
} Match;

static void
match_clear (Match *self)
{
  g_clear_pointer (&self->info, g_match_info_unref);
  g_clear_pointer (&self->subject, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Match, match_clear)

static int
fetch_number (const Match *match,
              const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match->info, name);

  return text && *text ? bulletin_text_read_number (text) : 0;
}

static char *
fetch_date (const Match *match)
{
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", fetch_number (match, "y"), fetch_number (match, "m"), fetch_number (match, "d"));

  return bulletin_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

/* Takes the first match of a pattern out of the text; a blank stays in its place. */
static gboolean
cut (GString *text,
     Pattern pattern,
     Match *match)
{
  int start, end;

  match->subject = g_strdup (text->str);
  if (!g_regex_match (get_regex (pattern), match->subject, 0, &match->info) || !g_match_info_fetch_pos (match->info, 0, &start, &end)) {
    match_clear (match);
    return FALSE;
  }
  g_string_erase (text, start, end - start);
  g_string_insert_c (text, start, ' ');
  return TRUE;
}

static void
read_date (GString *text,
           BulletinPaperHints *hints)
{
  for (Pattern i = PATTERN_DATE; i <= PATTERN_COMPACT_DATE && !hints->date; i++) {
    GString *tried = g_string_new (text->str);
    g_auto (Match) match = { 0 };

    if (cut (tried, i, &match) && (hints->date = fetch_date (&match)))
      g_string_assign (text, tried->str);
    g_string_free (tried, TRUE);
  }
}

static void
read_issue (GString *text,
            BulletinPaperHints *hints)
{
  static const Pattern in_order[] = { PATTERN_SUPPLEMENT_BEFORE, PATTERN_SUPPLEMENT_AFTER, PATTERN_BRACKETED, PATTERN_NUMBER, PATTERN_LATIN_NUMBER };
  g_auto (Match) total = { 0 };

  if (cut (text, PATTERN_TOTAL, &total))
    hints->total = fetch_number (&total, "n");
  hints->is_supplement = strstr (text->str, "增刊") != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (in_order) && !hints->number; i++) {
    g_auto (Match) match = { 0 };

    if (!cut (text, in_order[i], &match))
      continue;
    hints->number = fetch_number (&match, "n");
    if (in_order[i] == PATTERN_BRACKETED)
      hints->year = fetch_number (&match, "y");
  }
}

/* A number that is digits and nothing else. */
static void
read_bare_number (GString *text,
                  BulletinPaperHints *hints)
{
  g_auto (Match) match = { 0 };

  if (hints->number || !cut (text, PATTERN_BARE_NUMBER, &match))
    return;
  hints->number = fetch_number (&match, "n");
  hints->number_is_bare = hints->number > 0;
}

static void
read_year (GString *text,
           BulletinPaperHints *hints)
{
  g_auto (Match) match = { 0 };

  /* 2019 alone is a year too: of a folder, or of a file where a number follows. */
  if (!hints->year && (cut (text, PATTERN_YEAR, &match) || cut (text, PATTERN_BARE_YEAR, &match)))
    hints->year = fetch_number (&match, "y");
}

/* What is left, if it can be a title: three characters or more, Chinese ones among
 * them, without what parted it from the rest. */
static char *
make_title (const char *text)
{
  static const char separators[] = "-_.,、()[]〔〕【】·—:~+ ";
  const char *start = text;
  const char *end = text + strlen (text);
  g_autofree char *title = NULL;
  gboolean has_han = FALSE;

  while (*start && (g_unichar_isspace (g_utf8_get_char (start)) || g_utf8_strchr (separators, -1, g_utf8_get_char (start))))
    start = g_utf8_next_char (start);
  while (end > start) {
    const char *previous = g_utf8_prev_char (end);
    gunichar c = g_utf8_get_char (previous);

    if (!g_unichar_isspace (c) && !(c != ')' && g_utf8_strchr (separators, -1, c)))
      break;
    end = previous;
  }
  title = g_strndup (start, (gsize) (end - start));
  for (const char *p = title; *p; p = g_utf8_next_char (p))
    has_han |= g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN;
  return has_han && g_utf8_strlen (title, -1) >= 3 ? g_steal_pointer (&title) : NULL;
}

void
bulletin_paper_hints_clear (BulletinPaperHints *hints)
{
  g_clear_pointer (&hints->date, g_free);
  g_clear_pointer (&hints->series, g_free);
  g_clear_pointer (&hints->title, g_free);
}

/*< private >
 * bulletin_paper_read_name:
 * @name: the name of a file without its ending, or that of a folder; UTF-8
 * @is_folder: whether it is a folder
 * @hints: (out caller-allocates): what it says
 *
 * Reads a name. Nothing is guessed: each value is written in it. Any thread.
 */
void
bulletin_paper_read_name (const char *name,
                          gboolean is_folder,
                          BulletinPaperHints *hints)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) text = g_string_new (plain ? plain : name);
  g_auto (Match) series = { 0 };

  memset (hints, 0, sizeof *hints);
  read_date (text, hints);
  read_issue (text, hints);
  read_year (text, hints);
  if (!is_folder && !hints->date)
    read_bare_number (text, hints);
  if (cut (text, PATTERN_SERIES, &series)) {
    hints->series = g_match_info_fetch_named (series.info, "s");
    /* 简报 alone says the genre and not which. */
    if (g_utf8_strlen (hints->series, -1) <= 2)
      g_clear_pointer (&hints->series, g_free);
    /* 简报3: the number follows the name. */
    if (!is_folder)
      read_bare_number (text, hints);
  }
  if (!is_folder)
    hints->title = make_title (text->str);
}

/*< private >
 * bulletin_paper_parse_date:
 * @text: what somebody wrote as a date
 *
 * Returns: (transfer full) (nullable): it as YYYY-MM-DD; %NULL if it is none
 */
char *
bulletin_paper_parse_date (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *rest = g_string_new (g_strstrip (plain ? plain : NULL));
  BulletinPaperHints hints = { 0 };

  read_date (rest, &hints);
  /* Nothing but the date: 2019-3-5 of May is none. */
  g_strstrip (rest->str);
  if (*rest->str)
    g_clear_pointer (&hints.date, g_free);
  g_string_free (rest, TRUE);
  return hints.date;
}
