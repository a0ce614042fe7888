/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-import.h"

#include <string.h>

#include "bulletin-text-recognition.h"

/* A text is a head, a body and a foot. Lines leave it only at its two ends, and
 * only if they say by themselves that they are no part of what was written: what
 * no pattern knows is kept. From the head comes the metadata; from the foot the
 * recipients; everything between stays as it is, byte for byte. */

/* No head has more lines with something on them, menus included. */
#define MAX_HEAD_LINES 60
/* A text of more lines is no bulletin: it is taken as it is, in little memory. */
#define MAX_LINES 100000

static gboolean
has_too_many_lines (const char *text)
{
  guint n_lines = 0;

  while (n_lines <= MAX_LINES && (text = strchr (text, '\n'))) {
    n_lines++;
    text++;
  }
  return n_lines > MAX_LINES;
}

static GPtrArray *
split_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_text_line_free);

  for (const char *p = text;;) {
    const char *end = strchr (p, '\n');
    gsize length = end ? (gsize) (end - p) : strlen (p);

    if (length > 0 && p[length - 1] == '\r')
      length--;
    g_ptr_array_add (lines, bulletin_text_line_new (p, length));
    if (!end)
      break;
    p = end + 1;
  }
  return lines;
}

static void
take_head_parts (BulletinRecognition *self,
                 BulletinHeadParts *parts,
                 char **weekday_date)
{
  BulletinMetadata *metadata = self->metadata;

  if (parts->has_issue) {
    if (parts->is_supplement)
      metadata->kind = BULLETIN_KIND_SUPPLEMENT;
    if (parts->year)
      metadata->year = parts->year;
    if (parts->number)
      metadata->number = parts->number;
    if (parts->total_number)
      metadata->total_number = parts->total_number;
    if (parts->series && !metadata->series && g_utf8_strlen (parts->series, -1) > 2)
      bulletin_metadata_set_string (&metadata->series, parts->series);
  }
  if (parts->date && parts->has_weekday) {
    g_free (*weekday_date);
    *weekday_date = g_strdup (parts->date);
  } else if (parts->date && !metadata->date) {
    bulletin_metadata_set_string (&metadata->date, parts->date);
  }
  if (parts->issuer && !metadata->issuer)
    bulletin_metadata_set_string (&metadata->issuer, parts->issuer);
  if (parts->signer && !metadata->signer)
    bulletin_metadata_set_string (&metadata->signer, parts->signer);
  if (parts->secrecy && !metadata->secrecy)
    bulletin_metadata_set_string (&metadata->secrecy, parts->secrecy);
  if (parts->copy_number && !metadata->copy_number)
    bulletin_metadata_set_string (&metadata->copy_number, parts->copy_number);
}

/* Whether the parts of a head (an issue line, an issuer with a date) follow
 * within the next few lines: then a name above them is the red head. */
static gboolean
head_follows (const BulletinRecognition *self,
              guint i)
{
  guint n_seen = 0;

  for (i++; i < self->end && n_seen < 4; i++) {
    g_auto (BulletinHeadParts) parts = { 0 };
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i);

    if (bulletin_text_line_is_blank (line) || bulletin_text_line_is_rule (line))
      continue;
    n_seen++;
    if (bulletin_text_line_read_head (line, &parts) && (parts.has_issue || parts.issuer))
      return TRUE;
    if (bulletin_text_line_is_body_like (line))
      return FALSE;
  }
  return FALSE;
}

static gboolean
date_follows (const BulletinRecognition *self,
              guint i)
{
  for (i++; i < self->end; i++) {
    g_auto (BulletinHeadParts) parts = { 0 };

    if (!bulletin_recognition_is_blank (self, i))
      return bulletin_text_line_read_head (bulletin_recognition_get_line (self, i), &parts) && parts.date;
  }
  return FALSE;
}

/* The last breadcrumb before the text begins, and its series. */
static guint
find_breadcrumb (BulletinRecognition *self,
                 char ***components)
{
  guint after = 0, n_seen = 0;

  for (guint i = 0; i < self->end && n_seen < MAX_HEAD_LINES; i++) {
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i);
    char **found = NULL;

    if (bulletin_text_line_is_blank (line))
      continue;
    n_seen++;
    if (bulletin_text_line_is_breadcrumb (line, &found)) {
      after = i + 1;
      g_strfreev (*components);
      *components = found;
    } else if (bulletin_text_line_is_body_like (line)) {
      break;
    }
  }
  return after;
}

static gboolean
is_centred (const BulletinTextLine *line)
{
  guint width = 0;

  for (const char *p = line->text; *p && g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    width += g_utf8_get_char (p) == 0x3000 ? 2 : 1;
  return width > 4;
}

static int
count_balance (const char *text)
{
  int open = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    if (g_utf8_strchr ("《“「『(", -1, g_utf8_get_char (p)))
      open++;
    else if (g_utf8_strchr ("》”」』)", -1, g_utf8_get_char (p)))
      open--;
  }
  return open;
}

/* Whether the line right below the title goes on with it: a subtitle after a
 * dash, a bracket or quote left open, both lines set in the middle, or, under a
 * red head, two lines with nothing above and below. */
static gboolean
title_goes_on (const BulletinRecognition *self,
               guint i,
               gboolean has_red_head)
{
  const BulletinTextLine *title = bulletin_recognition_get_line (self, i);
  const BulletinTextLine *next = bulletin_recognition_get_line (self, i + 1);
  gboolean stands_apart = has_red_head && i > 0 && bulletin_recognition_is_blank (self, i - 1) && i + 2 < self->end && bulletin_recognition_is_blank (self, i + 2);

  if (!bulletin_text_line_is_title_like (next) || bulletin_text_line_is_issuer (next) || bulletin_text_line_read_head (next, NULL))
    return FALSE;
  return g_str_has_prefix (next->plain, "——") || g_str_has_prefix (next->plain, "--") || count_balance (title->plain) > 0 || (is_centred (title) && is_centred (next)) || stands_apart;
}

static char *
trim_line (const BulletinTextLine *line)
{
  const char *start = line->text;
  const char *end = line->text + strlen (line->text);

  while (*start && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start) {
    const char *previous = g_utf8_find_prev_char (start, end);

    if (!previous || !g_unichar_isspace (g_utf8_get_char (previous)))
      break;
    end = previous;
  }
  return g_strndup (start, (gsize) (end - start));
}

static void
set_title (BulletinRecognition *self,
           guint *i,
           gboolean has_red_head)
{
  g_autofree char *title = trim_line (bulletin_recognition_get_line (self, *i));

  while (*i + 1 < self->end && title_goes_on (self, *i, has_red_head)) {
    g_autofree char *more = trim_line (bulletin_recognition_get_line (self, *i + 1));
    g_autofree char *joined = g_strconcat (title, more, NULL);

    g_free (title);
    title = g_steal_pointer (&joined);
    (*i)++;
  }
  bulletin_metadata_set_string (&self->metadata->title, title);
}

/* Reads the head from line `start` on and finds where the body begins. Lines
 * that nothing knows and that are not the title go to `kept`. */
static void
read_head (BulletinRecognition *self,
           guint start,
           char **components,
           GArray *kept)
{
  g_autofree char *weekday_date = NULL;
  g_autofree char *about_date = NULL;
  guint title_from = G_MAXUINT, title_to = G_MAXUINT;
  gboolean red_head_since_title = FALSE;
  guint n_seen = 0;
  guint i;

  for (i = start; i < self->end && n_seen < MAX_HEAD_LINES; i++) {
    const BulletinTextLine *line = bulletin_recognition_get_line (self, i);
    g_auto (BulletinHeadParts) parts = { 0 };
    g_autofree char *date = NULL;
    gboolean is_certain;

    if (bulletin_text_line_is_blank (line))
      continue;
    n_seen++;
    if (bulletin_text_line_read_head (line, &parts)) {
      red_head_since_title |= parts.has_issue || parts.issuer;
      take_head_parts (self, &parts, &weekday_date);
      continue;
    }
    if (bulletin_text_line_is_series_name (line) && head_follows (self, i)) {
      /* 简报 alone says the genre; the series is named elsewhere. */
      if (g_utf8_strlen (line->compact, -1) > 2)
        bulletin_metadata_set_string (&self->metadata->series, line->compact);
      continue;
    }
    if (bulletin_text_line_is_navigation (line, &is_certain) && (is_certain || self->is_page)) {
      self->is_page = TRUE;
      continue;
    }
    if (components && g_strv_contains ((const char *const *) components, line->plain))
      continue;
    if (bulletin_text_line_is_about (line, &is_certain, &date) && (is_certain || self->is_page)) {
      self->is_page = TRUE;
      if (date && !about_date)
        about_date = g_steal_pointer (&date);
      continue;
    }
    /* A rule drawn under the head; three dashes below a title are a page break. */
    if (bulletin_text_line_is_rule (line) && (title_from == G_MAXUINT || strcmp (line->plain, "---") != 0))
      continue;
    /* The issuer alone above its date, or at the head's left. */
    if (title_from == G_MAXUINT && bulletin_text_line_is_issuer (line) && (head_follows (self, i) || date_follows (self, i))) {
      if (!self->metadata->issuer)
        bulletin_metadata_set_string (&self->metadata->issuer, line->compact);
      continue;
    }

    if (bulletin_text_line_is_title_like (line) && (title_from == G_MAXUINT || red_head_since_title)) {
      /* A head comes before its title: what was taken for one above it is a
       * line of its own, and stays, unless it is a word off a menu. */
      if (title_from != G_MAXUINT && !bulletin_text_line_is_navigation (bulletin_recognition_get_line (self, title_from), NULL)) {
        for (guint j = title_from; j <= title_to; j++)
          g_array_append_val (kept, j);
      }
      title_from = i;
      set_title (self, &i, red_head_since_title);
      title_to = i;
      red_head_since_title = FALSE;
      continue;
    }
    break;
  }
  self->start = i;

  if (!self->metadata->date && about_date)
    bulletin_metadata_set_string (&self->metadata->date, about_date);
  else if (!self->metadata->date && weekday_date)
    bulletin_metadata_set_string (&self->metadata->date, weekday_date);
}

/* The signature below the text, 落款: read, and left where it is. */
static void
read_signature (BulletinRecognition *self)
{
  guint end = bulletin_recognition_trim_end (self, self->end);
  g_auto (BulletinHeadParts) parts = { 0 };
  const BulletinTextLine *last;
  guint above;

  if (end <= self->start)
    return;
  last = bulletin_recognition_get_line (self, end - 1);
  if (!bulletin_text_line_read_head (last, &parts) || !parts.date || parts.has_issue)
    return;
  if (!self->metadata->date)
    bulletin_metadata_set_string (&self->metadata->date, parts.date);
  if (parts.issuer && !self->metadata->issuer)
    bulletin_metadata_set_string (&self->metadata->issuer, parts.issuer);
  above = bulletin_recognition_trim_end (self, end - 1);
  if (!self->metadata->issuer && above > self->start && bulletin_text_line_is_issuer (bulletin_recognition_get_line (self, above - 1)))
    bulletin_metadata_set_string (&self->metadata->issuer, bulletin_recognition_get_line (self, above - 1)->compact);
}

/* The last component of the breadcrumb that is a series' name. */
static void
read_series (BulletinRecognition *self,
             char **components)
{
  if (self->metadata->series)
    return;
  for (guint i = components ? g_strv_length (components) : 0; i > 0; i--) {
    g_autoptr (BulletinTextLine) line = bulletin_text_line_new (components[i - 1], strlen (components[i - 1]));

    if (bulletin_text_line_is_series_name (line) && g_utf8_strlen (line->compact, -1) > 2) {
      bulletin_metadata_set_string (&self->metadata->series, line->compact);
      return;
    }
  }
}

/**
 * bulletin_recognise_text:
 * @text: a text in UTF-8
 * @metadata: (out) (transfer full): what the text says of itself
 * @body: (out) (transfer full): the text without it
 *
 * Recognises a bulletin in the text of a web page or of a typed file. Of a page
 * its navigation (today's date, menus, the breadcrumb and what stands above it)
 * and its foot (links, copyright, address, registration) are left out; of a
 * typed file the red head and the lines 报：送：发： are. Year, number, date,
 * title, series, issuer, signer, recipients and copies go to @metadata as far as
 * the text has them.
 *
 * A line is left out at the two ends only, and only where it is recognised: every
 * line of @body is a line of @text, unchanged and in order, and a plain text
 * comes back whole, its first line as the title if it looks like one. Any thread.
 */
void
bulletin_recognise_text (const char *text,
                         BulletinMetadata **metadata,
                         char **body)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) components = NULL;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) lines = NULL;
  GString *result = NULL;
  BulletinRecognition self = { 0 };
  guint after;

  g_return_if_fail (text != NULL);
  g_return_if_fail (metadata != NULL && body != NULL);

  valid = g_utf8_make_valid (text, -1);
  if (has_too_many_lines (valid)) {
    *metadata = bulletin_metadata_new ();
    *body = g_steal_pointer (&valid);
    return;
  }
  result = g_string_new (NULL);
  lines = split_lines (g_str_has_prefix (valid, "\xef\xbb\xbf") ? valid + 3 : valid);
  self.lines = lines;
  self.end = bulletin_recognition_trim_end (&self, lines->len);
  self.metadata = bulletin_metadata_new ();

  bulletin_recognition_cut_page_foot (&self);
  bulletin_recognition_cut_tail (&self);

  after = find_breadcrumb (&self, &components);
  if (after > 0) {
    /* Nothing that is written stands above "where you are"; but a head may. */
    self.is_page = TRUE;
    for (guint i = 0; i < after; i++) {
      g_auto (BulletinHeadParts) parts = { 0 };

      if (bulletin_text_line_read_head (bulletin_recognition_get_line (&self, i), &parts) && parts.has_issue) {
        g_clear_pointer (&parts.date, g_free);
        take_head_parts (&self, &parts, NULL);
      }
    }
  }
  read_head (&self, after, components, kept);
  read_series (&self, components);
  read_signature (&self);
  if (self.metadata->year == 0 && self.metadata->date)
    self.metadata->year = (int) g_ascii_strtoll (self.metadata->date, NULL, 10);

  for (guint i = 0; i < kept->len; i++)
    g_string_append_printf (result, "%s\n", bulletin_recognition_get_line (&self, g_array_index (kept, guint, i))->text);
  while (self.start < self.end && bulletin_recognition_is_blank (&self, self.start))
    self.start++;
  for (guint i = self.start; i < self.end; i++) {
    g_string_append (result, bulletin_recognition_get_line (&self, i)->text);
    if (i + 1 < self.end)
      g_string_append_c (result, '\n');
  }
  if (self.start >= self.end && kept->len > 0)
    g_string_truncate (result, result->len - 1);

  *metadata = self.metadata;
  *body = g_string_free (result, FALSE);
}
