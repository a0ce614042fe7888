/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-sections.h"

#include "bulletin-marker.h"

#include <string.h>

#define N_KINDS (BULLETIN_BLOCK_PAGE_BREAK + 1)

static const BulletinBlock *
get_heading (const BulletinDocument *document,
             guint                   index)
{
  const BulletinBlock *block = bulletin_document_get_block (document, index);

  return block->kind == BULLETIN_BLOCK_HEADING ? block : NULL;
}

/* Where a heading's marker starts in the source. */
static gsize
get_marker (const BulletinDocument *document,
            const BulletinBlock    *block,
            BulletinMarker         *marker)
{
  const BulletinSpan *first = g_ptr_array_index (block->spans, 0);
  const char *source = bulletin_document_get_source (document);
  gboolean found = bulletin_marker_parse (source + first->offset,
                                          block->offset + block->length - first->offset,
                                          marker);

  g_assert (found);

  return first->offset;
}

/* The first block after @index that is a heading of @level or a higher one, the
 * attachment note, which belongs to the whole, or the number of blocks. */
static guint
find_end (const BulletinDocument *document,
          guint                   index,
          int                     level)
{
  guint n_blocks = bulletin_document_get_n_blocks (document);
  guint i;

  for (i = index + 1; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);

    if (block->kind == BULLETIN_BLOCK_ATTACHMENTS ||
        (block->kind == BULLETIN_BLOCK_HEADING && block->level <= level))
      break;
  }

  return i;
}

/* The nearest heading of @level or a higher one before @index, with no attachment
 * note between. */
static guint
find_before (const BulletinDocument *document,
             guint                   index,
             int                     level)
{
  while (index-- > 0) {
    const BulletinBlock *block = bulletin_document_get_block (document, index);

    if (block->kind == BULLETIN_BLOCK_ATTACHMENTS)
      break;
    if (block->kind == BULLETIN_BLOCK_HEADING && block->level <= level)
      return index;
  }

  return BULLETIN_NO_SECTION;
}

static gsize
get_block_offset (const BulletinDocument *document,
                  guint                   index)
{
  if (index < bulletin_document_get_n_blocks (document))
    return bulletin_document_get_block (document, index)->offset;

  return strlen (bulletin_document_get_source (document));
}

/**
 * bulletin_section_find:
 * @document: a document
 * @offset: a place in its source, in bytes
 *
 * Returns: the innermost section that the place is in, or %BULLETIN_NO_SECTION
 *   before the first heading and in what follows the attachment note
 */
guint
bulletin_section_find (const BulletinDocument *document,
                       gsize                   offset)
{
  guint first = 0;
  guint after;

  g_return_val_if_fail (document != NULL, BULLETIN_NO_SECTION);

  /* The block that starts last at or before the place. */
  after = bulletin_document_get_n_blocks (document);
  if (after == 0)
    return BULLETIN_NO_SECTION;
  while (after - first > 1) {
    guint middle = first + (after - first) / 2;

    if (bulletin_document_get_block (document, middle)->offset <= offset)
      first = middle;
    else
      after = middle;
  }
  if (bulletin_document_get_block (document, first)->kind == BULLETIN_BLOCK_ATTACHMENTS)
    return BULLETIN_NO_SECTION;

  return find_before (document, first + 1, BULLETIN_N_LEVELS);
}

/**
 * bulletin_section_get_range:
 * @document: a document
 * @section: the block of a heading
 * @start: (out): where its heading's line starts, in bytes
 * @end: (out): where what follows the section starts
 */
void
bulletin_section_get_range (const BulletinDocument *document,
                            guint                   section,
                            gsize                  *start,
                            gsize                  *end)
{
  const BulletinBlock *heading = get_heading (document, section);

  g_return_if_fail (heading != NULL);

  *start = heading->offset;
  *end = get_block_offset (document, find_end (document, section, heading->level));
}

/* What a text is made of; moving sections about must not make something else of
 * it: a heading that comes to stand under an attachment note may be taken for
 * one of its lines. */
typedef struct
{
  guint n_kinds[N_KINDS];
  guint n_levels[BULLETIN_N_LEVELS + 1];
} Census;

static void
take_census (const BulletinDocument *document,
             Census                 *census)
{
  memset (census, 0, sizeof *census);

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);

    if (block->kind == BULLETIN_BLOCK_BLANK)
      continue;
    census->n_kinds[block->kind]++;
    census->n_levels[block->level]++;
  }
}

static gboolean
census_equal (const Census *a,
              const Census *b,
              gboolean      levels)
{
  return memcmp (a->n_kinds, b->n_kinds, sizeof a->n_kinds) == 0 &&
         (!levels || memcmp (a->n_levels, b->n_levels, sizeof a->n_levels) == 0);
}

/* Numbers anew what was in order before, and sums up what became of the text. */
static GPtrArray *
finish (const BulletinDocument *document,
        char                   *changed,
        gboolean                levels,
        gsize                  *caret)
{
  g_autofree char *text = changed;
  g_autoptr (BulletinDocument) after = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) wrong = bulletin_renumber_edits (document);
  Census old_census;
  Census new_census;

  take_census (document, &old_census);
  take_census (after, &new_census);
  if (!census_equal (&old_census, &new_census, levels))
    return NULL;

  if (wrong->len == 0) {
    g_autoptr (GPtrArray) numbers = bulletin_renumber_edits (after);
    g_autofree char *numbered = bulletin_edits_apply (numbers, text);

    if (caret != NULL)
      *caret = bulletin_edits_map (numbers, *caret);
    g_set_str (&text, numbered);
  }

  return bulletin_edits_between (bulletin_document_get_source (document), text);
}

/* The bytes of a stretch without the blank lines and the line end that part it
 * from what follows. */
static gsize
trim_separator (const char *text,
                gsize       length)
{
  for (;;) {
    gsize trimmed = bulletin_trim_blanks (text, length);

    while (trimmed > 0 && (text[trimmed - 1] == '\n' || text[trimmed - 1] == '\r'))
      trimmed--;
    if (trimmed == length)
      return length;
    length = trimmed;
  }
}

/* Changes two neighbouring stretches for one another. What parts them, and what
 * ends the second, stays in its place: the text may end without a line end. */
static GPtrArray *
swap (const BulletinDocument *document,
      gsize                   start,
      gsize                   middle,
      gsize                   end,
      gsize                  *caret)
{
  const char *source = bulletin_document_get_source (document);
  gsize first = trim_separator (source + start, middle - start);
  gsize second = trim_separator (source + middle, end - middle);
  gsize separator = middle - start - first;
  GString *text = g_string_new_len (source, start);

  g_string_append_len (text, source + middle, second);
  g_string_append_len (text, source + start + first, separator);
  g_string_append_len (text, source + start, first);
  g_string_append (text, source + middle + second);

  if (caret != NULL) {
    if (*caret >= start && *caret < middle)
      *caret = start + second + separator + MIN (*caret - start, first);
    else if (*caret >= middle && *caret <= end)
      *caret = start + MIN (*caret - middle, second);
  }

  return finish (document, g_string_free_and_steal (text), TRUE, caret);
}

/**
 * bulletin_section_move_up:
 * @document: a document
 * @section: the block of a heading
 * @caret: (inout) (optional): a place in the text, in bytes, that goes along
 *
 * Moves a section before the one above it; the first one under a heading goes to
 * the end of the section before that heading. If the numbers of the text are in
 * order they are so afterwards, else they stay as they were typed. No other
 * character changes. bulletin_section_move_down() takes it back.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinEdit): the edits, or
 *   %NULL if there is nowhere to go
 */
GPtrArray *
bulletin_section_move_up (const BulletinDocument *document,
                          guint                   section,
                          gsize                  *caret)
{
  const BulletinBlock *heading = get_heading (document, section);
  guint before;
  gsize start;
  gsize end;

  g_return_val_if_fail (heading != NULL, NULL);

  before = find_before (document, section, heading->level);
  if (before == BULLETIN_NO_SECTION)
    return NULL;
  if (bulletin_document_get_block (document, before)->level < heading->level &&
      find_before (document, before, heading->level - 1) == BULLETIN_NO_SECTION)
    return NULL;

  bulletin_section_get_range (document, section, &start, &end);

  return swap (document, get_block_offset (document, before), start, end, caret);
}

/**
 * bulletin_section_move_down:
 * @document: a document
 * @section: the block of a heading
 * @caret: (inout) (optional): a place in the text, in bytes, that goes along
 *
 * The opposite of bulletin_section_move_up().
 *
 * Returns: (transfer full) (nullable) (element-type BulletinEdit): the edits, or
 *   %NULL if there is nowhere to go
 */
GPtrArray *
bulletin_section_move_down (const BulletinDocument *document,
                            guint                   section,
                            gsize                  *caret)
{
  const BulletinBlock *heading = get_heading (document, section);
  guint n_blocks;
  guint next;
  gsize start;
  gsize end;

  g_return_val_if_fail (heading != NULL, NULL);

  n_blocks = bulletin_document_get_n_blocks (document);
  next = find_end (document, section, heading->level);
  if (next == n_blocks || get_heading (document, next) == NULL)
    return NULL;
  if (bulletin_document_get_block (document, next)->level < heading->level &&
      find_before (document, section, heading->level - 1) == BULLETIN_NO_SECTION)
    return NULL;

  bulletin_section_get_range (document, section, &start, &end);

  return swap (document, start, end,
               get_block_offset (document, find_end (document, next, heading->level)), caret);
}

/**
 * bulletin_section_move_to:
 * @document: a document
 * @section: the block of the heading to move
 * @target: the block of the heading to move it to
 * @after: whether behind that heading and what stands between it and the next
 * @caret: (inout) (optional): a place in the text, in bytes, that goes along
 *
 * Moves a section to another place. A section does not break up one of a lower
 * level: it goes on to the next place that it can stand in.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinEdit): the edits, or
 *   %NULL if the section stands there already or cannot
 */
GPtrArray *
bulletin_section_move_to (const BulletinDocument *document,
                          guint                   section,
                          guint                   target,
                          gboolean                after,
                          gsize                  *caret)
{
  const BulletinBlock *heading = get_heading (document, section);
  const BulletinBlock *other = get_heading (document, target);
  guint place = target;
  gsize start;
  gsize end;
  gsize to;

  g_return_val_if_fail (heading != NULL && other != NULL, NULL);

  if (after || other->level > heading->level)
    place = find_end (document, target, heading->level);
  to = get_block_offset (document, place);
  bulletin_section_get_range (document, section, &start, &end);

  if (to < start)
    return swap (document, to, start, end, caret);
  if (to > end)
    return swap (document, start, end, to, caret);

  return NULL;
}

/* The number for a heading that comes to stand on @level. */
static int
find_number (const BulletinDocument *document,
             guint                   section,
             int                     level)
{
  guint before = find_before (document, section, level);
  const BulletinBlock *block;

  if (before == BULLETIN_NO_SECTION)
    return 1;
  block = bulletin_document_get_block (document, before);

  return block->level == level ? block->number + 1 : 1;
}

static char *
format_marker (int         level,
               const char *number)
{
  switch (level) {
  case 1:
    return g_strconcat (number, "、", NULL);
  case 3:
    /* A digit after it would make 1.2 of it. */
    return g_strconcat (number, ". ", NULL);
  default:
    return g_strconcat ("（", number, "）", NULL);
  }
}

/**
 * bulletin_section_shift:
 * @document: a document
 * @section: the block of a heading
 * @by: 1 to put it a level lower (一、 becomes （一）), -1 to raise it by one
 * @caret: (inout) (optional): a place in the text, in bytes, that goes along
 *
 * Moves a heading to another level, and the headings below it along. If the
 * numbers of the text are in order they are so afterwards; else the heading
 * takes the number after the one before it.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinEdit): the edits, or
 *   %NULL if there is no such level
 */
GPtrArray *
bulletin_section_shift (const BulletinDocument *document,
                        guint                   section,
                        int                     by,
                        gsize                  *caret)
{
  g_autoptr (GPtrArray) markers = bulletin_edits_new ();
  const char *source = bulletin_document_get_source (document);
  const BulletinBlock *heading = get_heading (document, section);
  guint end;

  g_return_val_if_fail (heading != NULL, NULL);

  end = find_end (document, section, heading->level);
  for (guint i = section; i < end; i++) {
    const BulletinBlock *block = get_heading (document, i);
    BulletinMarker marker;
    g_autofree char *number = NULL;
    g_autofree char *text = NULL;
    gsize offset;
    gsize length;
    int level;

    if (block == NULL)
      continue;

    level = block->level + by;
    if (level < 1 || level > BULLETIN_N_LEVELS)
      return NULL;

    offset = get_marker (document, block, &marker);
    length = marker.length;
    if (block->level == 3)
      length += bulletin_skip_blanks (source + offset + length, block->offset + block->length - offset - length);
    number = bulletin_marker_format_number (level, i == section ? find_number (document, i, level) : block->number,
                                            block->level > 2 ? source + offset + marker.number_offset : NULL);
    text = format_marker (level, number);
    bulletin_edits_add (markers, offset, length, text);
  }

  if (caret != NULL)
    *caret = bulletin_edits_map (markers, *caret);

  return finish (document, bulletin_edits_apply (markers, source), FALSE, caret);
}

/**
 * bulletin_renumber_edits:
 * @document: a document
 *
 * Numbers the headings anew: from 1 without a gap under each parent, every
 * marker keeping its level and the style that it was typed in. A number that is
 * right stays as it is, however it was written.
 *
 * Returns: (transfer full) (element-type BulletinEdit): an edit for each number
 *   that changes
 */
GPtrArray *
bulletin_renumber_edits (const BulletinDocument *document)
{
  GPtrArray *edits = bulletin_edits_new ();
  int counts[BULLETIN_N_LEVELS + 1] = { 0 };
  const char *source;
  guint n_blocks;

  g_return_val_if_fail (document != NULL, edits);

  source = bulletin_document_get_source (document);
  n_blocks = bulletin_document_get_n_blocks (document);

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = get_heading (document, i);
    g_autofree char *number = NULL;
    BulletinMarker marker;
    gsize offset;

    if (block == NULL)
      continue;

    counts[block->level]++;
    for (int k = block->level + 1; k <= BULLETIN_N_LEVELS; k++)
      counts[k] = 0;
    if (block->number == counts[block->level])
      continue;

    offset = get_marker (document, block, &marker) + marker.number_offset;
    number = bulletin_marker_format_number (block->level, counts[block->level], source + offset);
    bulletin_edits_add (edits, offset, marker.number_length, number);
  }

  return edits;
}

/**
 * bulletin_renumber:
 * @document: a document
 *
 * Returns: (transfer full): the text with its headings numbered anew, as
 *   bulletin_renumber_edits() does
 */
char *
bulletin_renumber (const BulletinDocument *document)
{
  g_autoptr (GPtrArray) edits = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  edits = bulletin_renumber_edits (document);

  return bulletin_edits_apply (edits, bulletin_document_get_source (document));
}
