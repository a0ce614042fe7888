/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-html-line.h"

#include <string.h>

#include "bulletin-escape.h"

struct _BulletinHtmlLine
{
  GString *text;
  GString *strong; /* for each byte of the text, '1' if it is strong */
  gunichar last;
  gboolean has_blank;    /* one is due before the next character */
  gboolean has_line_end; /* it is, or includes, the end of a line of the source */
};

BulletinHtmlLine *
bulletin_html_line_new (void)
{
  BulletinHtmlLine *self = g_new0 (BulletinHtmlLine, 1);

  self->text = g_string_new (NULL);
  self->strong = g_string_new (NULL);
  return self;
}

void
bulletin_html_line_free (BulletinHtmlLine *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->strong, TRUE);
  g_free (self);
}

void
bulletin_html_line_clear (BulletinHtmlLine *self)
{
  g_string_truncate (self->text, 0);
  g_string_truncate (self->strong, 0);
  self->has_blank = FALSE;
  self->has_line_end = FALSE;
}

gboolean
bulletin_html_line_is_empty (const BulletinHtmlLine *self)
{
  return self->text->len == 0;
}

static void
append (BulletinHtmlLine *self,
        gunichar c,
        gboolean is_strong)
{
  gsize before = self->text->len;

  g_string_append_unichar (self->text, c);
  for (gsize i = before; i < self->text->len; i++)
    g_string_append_c (self->strong, is_strong ? '1' : '0');
  self->last = c;
}

/* A character that no text is made of: controls, marks of byte order and of where
 * a word may break. */
static gboolean
is_invisible (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r' && c != '\v') || (c >= 0x7f && c < 0xa0) ||
         c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xfffc;
}

/**
 * bulletin_html_line_append:
 * @self: the line
 * @c: a character
 * @is_strong: whether it is set strong
 *
 * Blanks are kept as one space between other characters and dropped at the ends.
 * Word breaks the lines of its HTML between Chinese characters too: such a line
 * end is none (CSS Text 3, 4.1.3).
 */
void
bulletin_html_line_append (BulletinHtmlLine *self,
                           gunichar c,
                           gboolean is_strong)
{
  if (is_invisible (c))
    return;
  if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\v' || c == 0xa0 || c == 0x2028 || c == 0x2029) {
    self->has_line_end = self->has_line_end || c == '\n' || c == '\r';
    self->has_blank = TRUE;
    return;
  }
  if (self->has_blank && self->text->len > 0) {
    gboolean is_chinese = g_unichar_iswide (self->last) && g_unichar_iswide (c);

    if (!(self->has_line_end && is_chinese))
      append (self, ' ', is_strong && self->strong->str[self->strong->len - 1] == '1');
  }
  self->has_blank = FALSE;
  self->has_line_end = FALSE;
  append (self, c, is_strong);
}

static void
append_run (GString *markup,
            const char *text,
            gsize length,
            gboolean is_strong,
            gboolean in_cell)
{
  g_autofree char *run = g_strndup (text, length);
  g_autofree char *escaped = bulletin_escape_inline (run);

  if (is_strong)
    g_string_append (markup, "**");
  for (const char *p = escaped; *p; p++) {
    if (in_cell && *p == '|')
      g_string_append_c (markup, '\\');
    g_string_append_c (markup, *p);
  }
  if (is_strong)
    g_string_append (markup, "**");
}

/**
 * bulletin_html_line_write:
 * @self: the line
 * @with_strong: whether to mark what is strong
 * @in_cell: whether it goes into a table's cell
 *
 * Returns: (transfer full): the line as inline markup
 */
char *
bulletin_html_line_write (const BulletinHtmlLine *self,
                          gboolean with_strong,
                          gboolean in_cell)
{
  GString *markup = g_string_sized_new (self->text->len + 16);
  const char *text = self->text->str;
  const char *strong = self->strong->str;
  gsize start = 0;

  for (gsize i = 0; i < self->text->len; i++) {
    if (i + 1 < self->text->len && (!with_strong || strong[i + 1] == strong[start]))
      continue;
    append_run (markup, text + start, i + 1 - start, with_strong && strong[start] == '1', in_cell);
    start = i + 1;
  }
  return g_string_free (markup, FALSE);
}
