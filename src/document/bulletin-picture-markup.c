/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-picture-markup.h"

#include <string.h>

/* What would end the caption. */
#define CAPTION_END "](attachment:"

/**
 * bulletin_picture_format_markup:
 * @name: what the picture is called in the text
 * @caption: (nullable): its caption in plain words
 * @width_percent: how wide it is to be in hundredths of the text block, 0 if that
 *   is left to the layout
 *
 * Writes the line that shows a picture, with a caption that reads as it was given:
 * marks in it are escaped, and it stays on one line.
 *
 * Returns: (transfer full): the line, without a line end
 */
char *
bulletin_picture_format_markup (const char *name,
                                const char *caption,
                                guint       width_percent)
{
  GString *line = g_string_new ("![");
  const char *start;

  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  for (start = caption; start != NULL && *start != '\0'; start = g_utf8_next_char (start)) {
    if (g_unichar_isspace (g_utf8_get_char (start)) && *start != ' ' && !g_str_has_prefix (start, "　")) {
      g_string_append_c (line, ' ');
      continue;
    }
    if (strchr ("\\*{}|", *start) != NULL)
      g_string_append_c (line, '\\');
    g_string_append_unichar (line, g_utf8_get_char (start));
    /* It cannot be escaped, but it can be parted. */
    if (g_str_has_prefix (start, CAPTION_END))
      g_string_append_c (line, ' ');
  }
  g_string_append_printf (line, CAPTION_END "%s", name);
  if (width_percent > 0)
    g_string_append_printf (line, " %u%%", width_percent);
  g_string_append_c (line, ')');

  return g_string_free (line, FALSE);
}
