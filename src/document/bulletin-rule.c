/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rule.h"

#include "bulletin-rules.h"

#include <glib/gi18n.h>

#define STRUCTURE   BULLETIN_RULE_GROUP_STRUCTURE
#define PUNCTUATION BULLETIN_RULE_GROUP_PUNCTUATION
#define WORDS       BULLETIN_RULE_GROUP_WORDS
#define NAMES       BULLETIN_RULE_GROUP_NAMES
#define DATES       BULLETIN_RULE_GROUP_DATES
#define FIGURES     BULLETIN_RULE_GROUP_FIGURES
#define PRIVACY     BULLETIN_RULE_GROUP_PRIVACY
#define PROPERTIES  BULLETIN_RULE_GROUP_PROPERTIES
#define PAPER       BULLETIN_RULE_GROUP_PAPER

#define HINT        BULLETIN_SEVERITY_HINT
#define WARNING     BULLETIN_SEVERITY_WARNING
#define ERROR       BULLETIN_SEVERITY_ERROR

/* All rules, by group. */
static const BulletinRule rules[] = {
  { "empty", STRUCTURE, ERROR, N_ ("Empty Bulletin"),
    N_ ("A bulletin without any text."), bulletin_rule_empty, NULL },
  { "heading-order", STRUCTURE, WARNING, N_ ("Numbers of Headings"),
    N_ ("Headings, and counts within a paragraph, whose numbers leave one out or come twice."), bulletin_rule_heading_numbers, NULL },
  { "heading-level", STRUCTURE, WARNING, N_ ("Levels of Headings"),
    N_ ("Headings that skip a level of the official order 一、（一）1.（1）."), bulletin_rule_heading_numbers, NULL },
  { "heading-order", STRUCTURE, WARNING, NULL, NULL, NULL, bulletin_rule_counts },
  { "heading-marker", STRUCTURE, HINT, N_ ("Marks of Headings"),
    N_ ("Numbers of headings with other marks than official documents use."), NULL, bulletin_rule_heading_marker },
  { "heading-punctuation", STRUCTURE, WARNING, N_ ("Ends of Headings"),
    N_ ("Headings on a line of their own that end with punctuation."), NULL, bulletin_rule_heading_text },
  { "heading-empty", STRUCTURE, WARNING, N_ ("Empty Headings"),
    N_ ("Headings that have a number and no text."), NULL, bulletin_rule_heading_text },
  { "attachment-order", STRUCTURE, WARNING, N_ ("Numbers of Attachments"),
    N_ ("Attachments in the note whose numbers leave one out or come twice."), bulletin_rule_attachments, NULL },
  { "picture-missing", STRUCTURE, WARNING, N_ ("Missing Pictures"),
    N_ ("Pictures that the text names and the bulletin does not hold."), bulletin_rule_pictures, NULL },
  { "picture-caption", STRUCTURE, HINT, N_ ("Captions of Pictures"),
    N_ ("Pictures without a caption."), bulletin_rule_pictures, NULL },
  { "paragraph-size", STRUCTURE, HINT, N_ ("Long Paragraphs"),
    N_ ("Paragraphs that are too long to be read with comfort."), NULL, bulletin_rule_paragraph_size },
  { "table-size", STRUCTURE, HINT, N_ ("Large Tables"),
    N_ ("Tables with more rows or columns than a page can show well."), bulletin_rule_table_size, NULL },

  { "half-width", PUNCTUATION, WARNING, N_ ("Half-Width Punctuation"),
    N_ ("Western punctuation beside Chinese characters."), NULL, bulletin_rule_half_width },
  { "half-width", PUNCTUATION, WARNING, NULL, NULL, NULL, bulletin_rule_half_width_brackets },
  { "half-width", PUNCTUATION, WARNING, NULL, NULL, NULL, bulletin_rule_half_width_quotes },
  { "doubled-punctuation", PUNCTUATION, WARNING, N_ ("Doubled Punctuation"),
    N_ ("Two marks of punctuation where one belongs."), NULL, bulletin_rule_doubled_punctuation },
  { "list-comma", PUNCTUATION, HINT, N_ ("Commas Between Quotes"),
    N_ ("A “、” between quoted names, which is usually left out."), NULL, bulletin_rule_needless_list_comma },
  { "unpaired", PUNCTUATION, WARNING, N_ ("Unpaired Marks"),
    N_ ("Quotes, brackets and title marks that are opened and not closed, or the other way round."), NULL, bulletin_rule_unpaired },
  { "spaces", PUNCTUATION, HINT, N_ ("Spaces"),
    N_ ("Spaces between Chinese characters."), NULL, bulletin_rule_spaces },
  { "literal-mark", PUNCTUATION, HINT, N_ ("Stray Marks"),
    N_ ("Marks for strong text or figures that have no partner and would be printed."), NULL, bulletin_rule_literal_mark },
  { "internal-mark", PUNCTUATION, WARNING, N_ ("Marks of Internal Passages"),
    N_ ("“[[” without “]]” on the same line, or the other way round."), NULL, bulletin_rule_literal_mark },

  { "full-width", WORDS, WARNING, N_ ("Full-Width Digits"),
    N_ ("Full-width digits and Latin letters."), NULL, bulletin_rule_full_width },
  { "doubled-word", WORDS, WARNING, N_ ("Doubled Characters"),
    N_ ("Characters that were typed twice."), NULL, bulletin_rule_doubled_word },
  { "traditional", WORDS, WARNING, N_ ("Traditional Characters"),
    N_ ("Traditional and variant characters in simplified text."), NULL, bulletin_rule_traditional },
  { "traditional", WORDS, WARNING, NULL, NULL, NULL, bulletin_rule_traditional_words },
  { "wrong-word", WORDS, WARNING, N_ ("Wrongly Written Words"),
    N_ ("Words that are often written with a wrong character, such as 按装 for 安装."), NULL, bulletin_rule_wrong_words },
  { "unusual-character", WORDS, WARNING, N_ ("Unusual Characters"),
    N_ ("Emoji, invisible characters, radicals in place of characters and text that runs from right to left."), NULL, bulletin_rule_unusual_characters },

  { "wrong-name", NAMES, WARNING, N_ ("Names Not to Be Used"),
    N_ ("Names that the list of terms gives as wrong."), bulletin_rule_names, NULL },
  { "inconsistent-name", NAMES, WARNING, N_ ("Inconsistent Names"),
    N_ ("Names that are almost those of an organization in the list of terms."), bulletin_rule_names, NULL },

  { "date-missing-day", DATES, WARNING, N_ ("Days That Do Not Exist"),
    N_ ("Dates that are not in the calendar, such as February 30."), NULL, bulletin_rule_dates },
  { "date-weekday", DATES, WARNING, N_ ("Weekdays"),
    N_ ("Dates whose day of the week is another one."), NULL, bulletin_rule_dates },
  { "date-future", DATES, HINT, N_ ("Days After the Issue"),
    N_ ("Dates that come after the bulletin’s own."), NULL, bulletin_rule_dates },
  { "year-zero", DATES, WARNING, N_ ("Zeros in Chinese Years"),
    N_ ("Years in Chinese numerals whose zero is not 〇."), NULL, bulletin_rule_year_zero },
  { "issue-line", DATES, WARNING, N_ ("Issue Numbers in the Text"),
    N_ ("An issue line typed into the text that differs from the properties."), NULL, bulletin_rule_issue_line },

  { "percentage", FIGURES, WARNING, N_ ("Percentages"),
    N_ ("Percentages that the numbers in the same bulletin contradict."), bulletin_rule_percentages, NULL },
  { "parts-total", FIGURES, WARNING, N_ ("Parts and Totals in Sentences"),
    N_ ("Parts that do not add up to the total that the sentence gives."), NULL, bulletin_rule_parts },
  { "table-total", FIGURES, WARNING, N_ ("Totals in Tables"),
    N_ ("Rows and columns of totals that are not the sum of the others."), bulletin_rule_table_totals, NULL },
  { "person-times", FIGURES, WARNING, N_ ("Persons and Times"),
    N_ ("The same count given once in persons (人) and once in times (人次)."), bulletin_rule_person_times, NULL },
  { "figure-differs", FIGURES, HINT, N_ ("Figures and Statistics"),
    N_ ("Typed figures that differ from the statistics."), bulletin_rule_known_figures, NULL },
  { "figure-problem", FIGURES, WARNING, N_ ("Live Figures"),
    N_ ("Live figures that have no value, because nobody knows their metric, organization or period."), bulletin_rule_live_figures, NULL },

  { "identity-number", PRIVACY, ERROR, N_ ("Identity Card Numbers"),
    N_ ("Numbers of identity cards."), NULL, bulletin_rule_identity_number },
  { "mobile-number", PRIVACY, WARNING, N_ ("Phone Numbers"),
    N_ ("Numbers of mobile phones."), NULL, bulletin_rule_mobile_number },
  { "bank-card", PRIVACY, WARNING, N_ ("Bank Card Numbers"),
    N_ ("Numbers of bank cards."), NULL, bulletin_rule_bank_card },
  { "minor-name", PRIVACY, WARNING, N_ ("Names of Minors"),
    N_ ("Full names of pupils and other minors."), NULL, bulletin_rule_minor_names },

  { "title", PROPERTIES, ERROR, N_ ("Title"),
    N_ ("A bulletin without a title."), bulletin_rule_metadata, NULL },
  { "issuer", PROPERTIES, WARNING, N_ ("Issuer"),
    N_ ("A bulletin without an issuer."), bulletin_rule_metadata, NULL },
  { "number", PROPERTIES, HINT, N_ ("Issue Number"),
    N_ ("A bulletin without a number."), bulletin_rule_metadata, NULL },
  { "date", PROPERTIES, WARNING, N_ ("Date"),
    N_ ("A bulletin without a date, or with one that does not exist."), bulletin_rule_metadata, NULL },
  { "year", PROPERTIES, WARNING, N_ ("Year"),
    N_ ("A bulletin whose year is not that of its date."), bulletin_rule_metadata, NULL },
  { "internal-public", PROPERTIES, WARNING, N_ ("Internal Bulletins for the Public"),
    N_ ("A bulletin that is internal and names the public or the press among its recipients."), bulletin_rule_metadata, NULL },
  { "number-taken", PROPERTIES, ERROR, N_ ("Numbers Given Twice"),
    N_ ("A number that belongs to another bulletin."), NULL, NULL },

  { "tail-alone", PAPER, WARNING, N_ ("Recipients on Their Own Page"),
    N_ ("Recipients that do not fit below the text."), NULL, NULL },
  { "missing-glyph", PAPER, WARNING, N_ ("Characters Without a Typeface"),
    N_ ("Characters that no typeface on this computer has."), NULL, NULL },
  { "font-substituted", PAPER, HINT, N_ ("Substituted Typefaces"),
    N_ ("Typefaces that are not installed, so that another one is printed."), NULL, NULL },
  { "picture-coarse", PAPER, WARNING, N_ ("Coarse Pictures"),
    N_ ("Pictures with fewer than 150 dots per inch at their printed size."), NULL, NULL },
};

/**
 * bulletin_rules_list:
 * @n_rules: (out): how many there are
 *
 * The rules, by group. A rule whose work is shared by several functions has a
 * row for each; only the first has a label.
 *
 * Returns: (transfer none) (array length=n_rules): the rules
 */
const BulletinRule *
bulletin_rules_list (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);

  return rules;
}

/**
 * bulletin_rule_find:
 * @name: a rule's stable name
 *
 * Returns: (transfer none) (nullable): the rule
 */
const BulletinRule *
bulletin_rule_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    if (g_str_equal (rules[i].name, name))
      return &rules[i];
  }

  return NULL;
}

/**
 * bulletin_rule_get_label:
 * @self: a rule that has a label
 *
 * Returns: (transfer none): its translated name
 */
const char *
bulletin_rule_get_label (const BulletinRule *self)
{
  return _ (self->label);
}

/**
 * bulletin_rule_get_description:
 * @self: a rule that has a label
 *
 * Returns: (transfer none): a translated sentence that says what it finds
 */
const char *
bulletin_rule_get_description (const BulletinRule *self)
{
  return _ (self->description);
}

/**
 * bulletin_rule_group_get_label:
 * @group: a group of rules
 *
 * Returns: (transfer none): its translated name
 */
const char *
bulletin_rule_group_get_label (BulletinRuleGroup group)
{
  switch (group) {
  case BULLETIN_RULE_GROUP_STRUCTURE:
    return C_ ("rules", "Structure");
  case BULLETIN_RULE_GROUP_PUNCTUATION:
    return C_ ("rules", "Punctuation");
  case BULLETIN_RULE_GROUP_WORDS:
    return C_ ("rules", "Characters and Words");
  case BULLETIN_RULE_GROUP_NAMES:
    return C_ ("rules", "Names");
  case BULLETIN_RULE_GROUP_DATES:
    return C_ ("rules", "Dates");
  case BULLETIN_RULE_GROUP_FIGURES:
    return C_ ("rules", "Figures");
  case BULLETIN_RULE_GROUP_PRIVACY:
    return C_ ("rules", "Persons");
  case BULLETIN_RULE_GROUP_PROPERTIES:
    return C_ ("rules", "Properties");
  case BULLETIN_RULE_GROUP_PAPER:
    return C_ ("rules", "Paper");
  case BULLETIN_RULE_N_GROUPS:
  default:
    return "";
  }
}
