/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-sentences.h"

#include <string.h>

/* What ends a sentence; a semicolon does in the long sentences of reports, where
 * each part is one matter. */
static gboolean
ends_sentence (gunichar c)
{
  return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff1b;
}

/* What still belongs to the sentence that has ended. */
static gboolean
closes (gunichar c)
{
  return ends_sentence (c) || c == 0x201d || c == 0x2019 || c == 0xff09 || c == 0x300b || c == 0x300d || c == 0x300f;
}

static void
append (GArray     *sentences,
        const char *source,
        gsize       start,
        gsize       end)
{
  BulletinPlanSentence sentence = { 0 };

  /* The indent stands before the sentence, and is no part of it. */
  while (start < end && g_unichar_isspace (g_utf8_get_char (source + start)))
    start = g_utf8_next_char (source + start) - source;
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (source + end))))
    end = g_utf8_prev_char (source + end) - source;
  if (start == end)
    return;
  sentence.start = start;
  sentence.end = end;
  g_array_append_val (sentences, sentence);
}

static void
append_element (GArray     *sentences,
                const char *source,
                gsize       start,
                gsize       end)
{
  const char *limit = source + end;
  const char *from = source + start;
  const char *p = from;

  while (p < limit) {
    const gboolean is_end = ends_sentence (g_utf8_get_char (p));

    p = g_utf8_next_char (p);
    if (!is_end)
      continue;
    while (p < limit && closes (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    append (sentences, source, from - source, p - source);
    from = p;
  }
  append (sentences, source, from - source, end);
}

/**
 * bulletin_page_plan_list_sentences:
 * @self: a plan
 *
 * Parts what is printed of the source into pieces that can be pointed at: sentences
 * of paragraphs and notes, headings, cells.
 *
 * Returns: (transfer full) (element-type BulletinPlanSentence): the pieces in
 *   reading order; none overlaps another
 */
GArray *
bulletin_page_plan_list_sentences (const BulletinPagePlan *self)
{
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (BulletinPlanSentence));
  const char *source = bulletin_document_get_source (bulletin_page_plan_get_document (self));
  guint element = 0;
  gsize start = 0, end = 0;

  for (guint i = 0; i < bulletin_page_plan_get_n_pages (self); i++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (self, i);

    for (guint k = 0; k < page->lines->len; k++) {
      const BulletinPlanLine *line = page->lines->pdata[k];

      for (guint j = 0; !line->is_repeated && j < line->runs->len; j++) {
        const BulletinPlanRun *run = line->runs->pdata[j];

        if (run->offset == G_MAXSIZE || run->length == 0)
          continue;
        if (run->element != element || run->offset < start) {
          append_element (sentences, source, start, end);
          element = run->element;
          start = run->offset;
        }
        end = run->offset + run->length;
      }
    }
  }
  append_element (sentences, source, start, end);

  for (guint i = 0; i < sentences->len; i++) {
    BulletinPlanSentence *sentence = &g_array_index (sentences, BulletinPlanSentence, i);
    BulletinPlanBox caret = { 0 };

    bulletin_page_plan_get_caret (self, sentence->start, &caret);
    sentence->page = caret.page;
    sentence->y = caret.y;
  }

  return sentences;
}

/**
 * bulletin_plan_sentences_find:
 * @sentences: (element-type BulletinPlanSentence): of a plan
 * @page: a page of it, from 0
 * @y: in points from the page's top
 *
 * Returns: the first piece that starts there or below, or else the last one; -1
 *   if there is none
 */
gint64
bulletin_plan_sentences_find (const GArray *sentences,
                              guint         page,
                              double        y)
{
  for (guint i = 0; i < sentences->len; i++) {
    const BulletinPlanSentence *sentence = &g_array_index (sentences, BulletinPlanSentence, i);

    if (sentence->page > page || (sentence->page == page && sentence->y >= y))
      return i;
  }

  return (gint64) sentences->len - 1;
}
