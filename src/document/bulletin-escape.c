/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-escape.h"

#include "bulletin-document-private.h"
#include "bulletin-marker.h"

#include <string.h>

/* A mark is made of two or more of these characters, and what stands beside the
 * text may complete one: so at either end one alone is escaped as well. */
static void
append_escaped (GString    *markup,
                const char *text,
                gboolean    in_cell)
{
  for (const char *p = text; *p != '\0'; p++) {
    gboolean escape = FALSE;

    switch (*p) {
    case '\\':
      escape = p[1] == '\0' || strchr ("\\*{}|[]", p[1]) != NULL;
      break;
    case '*':
    case '[':
    case ']':
      escape = p == text || p[-1] == *p || p[1] == *p || p[1] == '\0';
      break;
    case '{':
      escape = p[1] == '{' || p[1] == '\0';
      break;
    case '|':
      escape = in_cell;
      break;
    default:
      break;
    }

    if (escape)
      g_string_append_c (markup, '\\');
    g_string_append_c (markup, *p);
  }
}

/**
 * bulletin_escape_inline:
 * @text: characters to be shown, within one line
 *
 * Makes a piece of a line: `**`, `{{`, `[[` and backslashes are shown as they are,
 * whatever stands before and behind the piece. The start of a line is for
 * bulletin_escape_line().
 *
 * Returns: (transfer full): markup
 */
char *
bulletin_escape_inline (const char *text)
{
  GString *markup = g_string_sized_new (strlen (text) + 8);

  append_escaped (markup, text, FALSE);

  return g_string_free (markup, FALSE);
}

/**
 * bulletin_escape_cell:
 * @text: characters to be shown in a cell of a table
 *
 * As bulletin_escape_inline(), with bars escaped too. A cell is one line: line
 * ends and tabs become spaces, as many as make one.
 *
 * Returns: (transfer full): markup
 */
char *
bulletin_escape_cell (const char *text)
{
  g_autofree char *line = g_strdup (text);
  GString *markup = g_string_sized_new (strlen (text) + 8);
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p++) {
    if (!strchr ("\n\r\t\v\f", *p))
      line[length++] = *p;
    else if (length > 0 && line[length - 1] != ' ')
      line[length++] = ' ';
  }
  line[length] = '\0';
  length = bulletin_trim_blanks (line, length);
  line[length] = '\0';

  append_escaped (markup, line + bulletin_skip_blanks (line, length), TRUE);

  return g_string_free (markup, FALSE);
}

/**
 * bulletin_escape_line:
 * @line: inline markup without a line end
 *
 * Makes a line a paragraph, a heading or an attachment note, whatever it starts
 * with: a number typed as text is the structure that it looks like, but what only
 * happens to look like a table, a note, a picture or a page break stays text.
 *
 * Returns: (transfer full): the line
 */
char *
bulletin_escape_line (const char *line)
{
  gsize length = strlen (line);
  gsize blanks = bulletin_skip_blanks (line, length);
  const char *content = line + blanks;

  length = bulletin_trim_blanks (content, length - blanks);
  if (length > 0 &&
      (bulletin_line_needs_escape (content, length, FALSE) ||
       (*content == '\\' && bulletin_line_needs_escape (content + 1, length - 1, TRUE))))
    return g_strdup_printf ("%.*s\\%s", (int) blanks, line, content);

  return g_strdup (line);
}
