/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-recognition.h"

#include <string.h>

/* The end of a text: a web page's foot, which goes, and the tail of a typed
 * bulletin, whose recipients go to the metadata. */

/* Lines of one short word each between two lines of a page's foot, at most. */
#define MAX_LINK_LINES 30

const BulletinTextLine *
bulletin_recognition_get_line (const BulletinRecognition *self,
                               guint i)
{
  return g_ptr_array_index (self->lines, i);
}

gboolean
bulletin_recognition_is_blank (const BulletinRecognition *self,
                               guint i)
{
  return bulletin_text_line_is_blank (bulletin_recognition_get_line (self, i));
}

guint
bulletin_recognition_trim_end (const BulletinRecognition *self,
                               guint end)
{
  while (end > 0 && bulletin_recognition_is_blank (self, end - 1))
    end--;
  return end;
}

/* A single short word, as lists of links set one under the other. */
static gboolean
is_link_word (const BulletinTextLine *line)
{
  guint n_labels;

  return line->n_chars <= 20 && bulletin_text_line_is_title_like (line) && !strpbrk (line->plain, "0123456789,:") && !bulletin_text_line_read_head (line, NULL) && bulletin_text_line_get_furniture (line, &n_labels) != BULLETIN_FURNITURE_WEAK;
}

/* Cuts a page's foot. Going up from the end, lines join the foot while each is
 * recognised; a few short words may stand between two that are. */
void
bulletin_recognition_cut_page_foot (BulletinRecognition *self)
{
  guint end = bulletin_recognition_trim_end (self, self->end);
  guint cut = end;        /* the foot found so far begins here */
  guint weak_start = end; /* weak lines right above the foot begin here */
  guint n_weak_lines = 0, n_weak_labels = 0;
  guint n_words = 0;
  gboolean has_strong = FALSE;

  for (guint i = end; i > 0; i--) {
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i - 1);
    BulletinFurniture furniture;
    guint n_labels;

    if (bulletin_text_line_is_blank (line) || bulletin_text_line_is_rule (line))
      continue;
    furniture = bulletin_text_line_get_furniture (line, &n_labels);
    if (furniture == BULLETIN_FURNITURE_STRONG) {
      cut = i - 1;
      has_strong = TRUE;
      weak_start = cut;
      n_weak_lines = n_weak_labels = n_words = 0;
    } else if (furniture == BULLETIN_FURNITURE_WEAK && n_words == 0) {
      weak_start = i - 1;
      n_weak_lines++;
      n_weak_labels += n_labels;
    } else if (furniture == BULLETIN_FURNITURE_LINKS && has_strong && n_words == 0) {
      /* Names of sites stand above the address or the copyright. */
      cut = i - 1;
      weak_start = cut;
      n_weak_lines = n_weak_labels = 0;
    } else if (has_strong && n_words < MAX_LINK_LINES && (is_link_word (line) || furniture != BULLETIN_FURNITURE_NONE)) {
      n_words++;
    } else if (has_strong && bulletin_text_line_is_about (line, NULL, NULL)) {
      cut = i - 1;
      weak_start = cut;
      n_weak_lines = n_weak_labels = n_words = 0;
    } else {
      break;
    }
  }

  if (!has_strong)
    return;
  /* An address or a telephone number alone above the foot may be the last line
   * of a notice: only several labels, apart from the text, are the page's. */
  if (n_weak_lines > 0 && n_weak_labels >= 2 && weak_start > 0 && bulletin_recognition_is_blank (self, weak_start - 1))
    cut = weak_start;
  self->is_page = TRUE;
  self->end = bulletin_recognition_trim_end (self, cut);
}

static void
append_field (char **field,
              const char *text,
              gssize length)
{
  g_autofree char *piece = g_strndup (text, length < 0 ? strlen (text) : (gsize) length);
  g_autofree char *joined = NULL;
  char *end;

  /* g_strstrip() knows no full-width space. */
  g_strstrip (piece);
  while (g_str_has_prefix (piece, "　"))
    memmove (piece, piece + strlen ("　"), strlen (piece + strlen ("　")) + 1);
  while (g_str_has_suffix (piece, "　")) {
    end = piece + strlen (piece) - strlen ("　");
    *end = '\0';
    g_strchomp (piece);
  }
  joined = *field ? g_strconcat (*field, piece, NULL) : g_strdup (piece);
  bulletin_metadata_set_string (field, joined);
}

static char **
get_recipient_field (BulletinMetadata *metadata,
                     char which)
{
  return which == 'r' ? &metadata->report_to : which == 's' ? &metadata->send_to
                                                            : &metadata->distribute_to;
}

/* Where the next of 报：送：发： begins on the same line, or its end. */
static const char *
find_next_recipient (const char *content)
{
  for (const char *p = content; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c)) {
      g_autoptr (BulletinTextLine) rest = NULL;
      const char *word = p;

      while (*word && g_unichar_isspace (g_utf8_get_char (word)))
        word = g_utf8_next_char (word);
      rest = bulletin_text_line_new (word, strlen (word));
      if (bulletin_text_line_get_recipient (rest, NULL))
        return p;
    }
  }
  return content + strlen (content);
}

/* One line 报：…, perhaps with others and 共印N份 behind it. */
static char **
read_recipients (BulletinRecognition *self,
                 const BulletinTextLine *line)
{
  g_autofree char *rest = NULL;
  g_autoptr (BulletinTextLine) current = NULL;
  char **field = NULL;
  int copies = bulletin_text_line_get_copies (line, &rest);

  if (copies > 0)
    self->metadata->copies = copies;
  current = bulletin_text_line_new (rest ? rest : line->text, strlen (rest ? rest : line->text));
  for (;;) {
    g_autofree char *remaining = NULL;
    const char *content, *next;
    char which = bulletin_text_line_get_recipient (current, &content);

    if (!which)
      break;
    field = get_recipient_field (self->metadata, which);
    next = find_next_recipient (content);
    append_field (field, content, next - content);
    remaining = g_strdup (next);
    bulletin_text_line_free (current);
    current = bulletin_text_line_new (remaining, strlen (remaining));
  }
  return field;
}

/* The tail of a typed bulletin: 报：送：发： and 共印N份 in the last lines, with
 * lines that go on with what the one above began. */
void
bulletin_recognition_cut_tail (BulletinRecognition *self)
{
  guint end = bulletin_recognition_trim_end (self, self->end);
  guint first = end;
  guint n_recipients = 0;
  guint n_seen = 0;
  char **field = NULL;

  /* The last ten lines at most; a tail has three labels. */
  for (guint i = end; i > 0 && n_seen < 10; i--) {
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i - 1);

    if (bulletin_text_line_is_blank (line))
      continue;
    n_seen++;
    if (bulletin_text_line_get_recipient (line, NULL)) {
      first = i - 1;
      n_recipients++;
    } else if (bulletin_text_line_is_body_like (line)) {
      break;
    }
  }

  if (n_recipients == 0) {
    /* 共印N份 may stand alone. */
    g_autofree char *rest = NULL;
    int copies = end > 0 ? bulletin_text_line_get_copies (bulletin_recognition_get_line (self, end - 1), &rest) : 0;

    if (copies > 0 && rest && !*rest) {
      self->metadata->copies = copies;
      self->end = bulletin_recognition_trim_end (self, end - 1);
    }
    return;
  }

  /* Everything below the first label must belong to the tail, or nothing is
   * taken: a body may well say 送：… somewhere. */
  for (guint i = first; i < end; i++) {
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i);
    g_auto (BulletinHeadParts) parts = { 0 };
    const BulletinTextLine *above = i > first ? bulletin_recognition_get_line (self, i - 1) : NULL;

    if (bulletin_text_line_is_blank (line) || bulletin_text_line_is_rule (line) || bulletin_text_line_get_recipient (line, NULL) || bulletin_text_line_get_copies (line, NULL) > 0 || bulletin_text_line_read_head (line, &parts) || bulletin_text_line_is_issuer (line))
      continue;
    if (above && !bulletin_text_line_is_blank (above) && line->n_chars <= 60 && (g_str_has_suffix (above->text, "，") || g_str_has_suffix (above->text, "、") || g_str_has_suffix (above->text, "；") || g_str_has_suffix (above->text, ",") || g_str_has_prefix (line->text, "　") || g_ascii_isspace (line->text[0])))
      continue;
    return;
  }

  for (guint i = first; i < end; i++) {
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i);
    g_autoptr (BulletinTextLine) without_copies = NULL;
    g_auto (BulletinHeadParts) parts = { 0 };
    g_autofree char *rest = NULL;
    guint n_labels;
    int copies;

    if (bulletin_text_line_get_recipient (line, NULL)) {
      field = read_recipients (self, line);
      continue;
    }
    copies = bulletin_text_line_get_copies (line, &rest);
    if (copies > 0) {
      self->metadata->copies = copies;
      line = without_copies = bulletin_text_line_new (rest, strlen (rest));
    }
    if (bulletin_text_line_is_blank (line) || bulletin_text_line_is_rule (line)) {
      continue;
    } else if (bulletin_text_line_read_head (line, &parts)) {
      /* The printing line: 某办公室 2024年6月17日印发. */
      if (parts.issuer && !self->metadata->issuer)
        bulletin_metadata_set_string (&self->metadata->issuer, parts.issuer);
      if (parts.date && !self->metadata->date)
        bulletin_metadata_set_string (&self->metadata->date, parts.date);
    } else if (bulletin_text_line_is_issuer (line) && bulletin_recognition_is_blank (self, i - 1)) {
      if (!self->metadata->issuer)
        bulletin_metadata_set_string (&self->metadata->issuer, line->compact);
    } else if (field && bulletin_text_line_get_furniture (line, &n_labels) != BULLETIN_FURNITURE_WEAK && !bulletin_text_line_is_about (line, NULL, NULL)) {
      append_field (field, line->text, -1);
    }
  }
  while (first > 0 && (bulletin_recognition_is_blank (self, first - 1) || bulletin_text_line_is_rule (bulletin_recognition_get_line (self, first - 1))))
    first--;
  self->end = first;
}
