/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-html-reader-private.h"
#include "bulletin-marker.h"
#include "bulletin-numerals.h"

#define N_OUTLINE_LEVELS 9
#define N_HEADING_LEVELS 4

static gboolean
read_marker (const BulletinHtmlBlock *block,
             BulletinMarker *marker)
{
  return !block->is_table && bulletin_marker_parse (block->markup, strlen (block->markup), marker);
}

static gboolean
is_bare_heading (const BulletinHtmlBlock *block)
{
  BulletinMarker marker;

  return block->outline_level > 0 && !read_marker (block, &marker);
}

/* A title is the one heading on the highest level: of a whole page wherever it
 * stands, of a part only as the first line, with other headings below it. */
static void
spare_title (GPtrArray *blocks,
             BulletinHtmlScope scope)
{
  BulletinHtmlBlock *title = NULL;
  gboolean has_others = FALSE;

  for (guint i = 0; i < blocks->len; i++) {
    BulletinHtmlBlock *block = g_ptr_array_index (blocks, i);
    BulletinMarker marker;

    if (scope == BULLETIN_HTML_PART && i == 0 && !is_bare_heading (block))
      return;
    if (block->outline_level > 0 && (!title || block->outline_level < title->outline_level)) {
      has_others = has_others || title != NULL;
      title = block;
    } else if (title && block->outline_level == title->outline_level) {
      return;
    } else {
      has_others = has_others || block->outline_level > 0 || read_marker (block, &marker);
    }
  }
  if (!title || !is_bare_heading (title))
    return;
  if (scope == BULLETIN_HTML_PAGE || (title == g_ptr_array_index (blocks, 0) && has_others))
    title->outline_level = 0;
}

/* Which heading of a bulletin each outline level is. Where a heading carries its
 * number the number says so; the others follow in order. */
static void
map_levels (const GPtrArray *blocks,
            int *levels)
{
  gboolean is_used[N_OUTLINE_LEVELS + 1] = { FALSE };
  int last = 0;

  memset (levels, 0, sizeof (int) * (N_OUTLINE_LEVELS + 1));
  for (guint i = 0; i < blocks->len; i++) {
    const BulletinHtmlBlock *block = g_ptr_array_index (blocks, i);
    int outline = CLAMP (block->outline_level, 0, N_OUTLINE_LEVELS);
    BulletinMarker marker;

    is_used[outline] = TRUE;
    if (outline > 0 && levels[outline] == 0 && read_marker (block, &marker))
      levels[outline] = marker.level;
  }
  for (int i = 1; i <= N_OUTLINE_LEVELS; i++) {
    if (!is_used[i])
      continue;
    if (levels[i] == 0)
      levels[i] = MIN (last + 1, N_HEADING_LEVELS);
    last = levels[i];
  }
}

static char *
format_marker (int level,
               int number)
{
  g_autofree char *numeral = bulletin_numeral_format (number);

  switch (level) {
  case 1:
    return g_strdup_printf ("%s、", numeral);
  case 2:
    return g_strdup_printf ("（%s）", numeral);
  case 3:
    return g_strdup_printf ("%d. ", number);
  default:
    return g_strdup_printf ("（%d）", number);
  }
}

/* Gives every heading that came without a number the one that it has by its place:
 * in a bulletin the number is what makes it a heading. (element-type
 * BulletinHtmlBlock) */
void
bulletin_html_number_headings (GPtrArray *blocks,
                               BulletinHtmlScope scope)
{
  int levels[N_OUTLINE_LEVELS + 1];
  int numbers[N_HEADING_LEVELS + 1] = { 0 };

  if (blocks->len == 0)
    return;
  spare_title (blocks, scope);
  map_levels (blocks, levels);

  for (guint i = 0; i < blocks->len; i++) {
    BulletinHtmlBlock *block = g_ptr_array_index (blocks, i);
    BulletinMarker marker;
    int level = 0;

    if (read_marker (block, &marker)) {
      level = marker.level;
      numbers[level] = marker.number;
    } else if (block->outline_level > 0 && !block->is_table) {
      g_autofree char *mark = NULL;
      const char *text = *block->markup == '\\' ? block->markup + 1 : block->markup;
      char *heading;

      level = levels[MIN (block->outline_level, N_OUTLINE_LEVELS)];
      numbers[level] = MIN (numbers[level] + 1, 999);
      mark = format_marker (level, numbers[level]);
      heading = g_strconcat (mark, text, NULL);
      g_free (block->markup);
      block->markup = heading;
    }
    for (int k = level + 1; level > 0 && k <= N_HEADING_LEVELS; k++)
      numbers[k] = 0;
  }
}
