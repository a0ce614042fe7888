/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-materials.h"
#include "bulletin-phrase-index.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>
#include <math.h>

/* Between a name and its number stand at most these characters: 暖蜂驿站已达到186处. */
#define MAX_BETWEEN 5

/* Figures of the statistics by the name that a text would use. */
typedef struct
{
  BulletinPhraseIndex *index;
} Reader;

/* The sentence round a place. */
static void
find_sentence (const BulletinProofText *text,
               guint                    at,
               guint                   *first,
               guint                   *next)
{
  /* Far enough for nearly any sentence, and no further. */
  guint from = at > 60 ? at - 60 : 0;
  guint to = MIN (at + 60, text->n_chars);

  *first = at;
  while (*first > from && !bulletin_is_sentence_end (text->chars[*first - 1]))
    (*first)--;
  *next = at;
  while (*next < to && !bulletin_is_sentence_end (text->chars[*next]))
    (*next)++;
}

/* A sentence about another time, about a change or about a part says another
 * number, and rightly. */
static gboolean
is_of_another_time (const BulletinProofText *text,
                    guint                    first,
                    guint                    next)
{
  static const char *const words[] = { "年", "月", "季度", "同期", "截至", "新增", "新建", "增加", "增长", "减少", "其中",
                                       "比", "计划", "力争", "目标", "拟", "首批", "以来", "曾", "区", "每" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (bulletin_proof_has_words_between (text, first, next, words[i]))
      return TRUE;
  }

  return FALSE;
}

static gboolean
may_stand_between (gunichar c)
{
  static const char words[] = "“”\"的数共有为达到已累计现总建成是在用全市于";

  return g_utf8_strchr (words, -1, c) != NULL;
}

/* 参与志愿者60人 are those of one occasion, and not all that there are. */
static gboolean
is_of_an_occasion (const BulletinProofText *text,
                   guint                    at)
{
  static const char *const words[] = { "参与", "参加", "组织", "招募", "配备", "安排", "派出", "出动", "培训", "带领", "发动", "吸引", "表彰", "慰问", "走访", "评选" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (bulletin_proof_has_words (text, (gint64) at - 2, words[i]))
      return TRUE;
  }

  return FALSE;
}

/* The quantity after a name or right before it. */
static gboolean
find_quantity (const BulletinProofText *text,
               guint                    first,
               guint                    next,
               BulletinQuantity        *quantity)
{
  guint at = next;

  while (at < text->n_chars && at < next + MAX_BETWEEN && may_stand_between (text->chars[at]))
    at++;
  if (at < text->n_chars && bulletin_quantity_scan (text, at, quantity) && quantity->first == at)
    return TRUE;

  at = first;
  if (at > 0 && (text->chars[at - 1] == 0x201c || text->chars[at - 1] == 0x7684))
    at--;
  /* 186处暖蜂驿站: back over the unit to the digits. */
  for (guint n = 0; n < 14 && at > 0; n++) {
    at--;
    if (bulletin_quantity_scan (text, at, quantity))
      return quantity->next >= first - 1 && quantity->next <= first;
  }

  return FALSE;
}

/* The figure that a sentence is about: of the organisation that it names, or of
 * all; NULL if one of that name has the number that was typed. */
static const BulletinKnownFigure *
choose_figure (const GPtrArray         *figures,
               const BulletinProofText *text,
               guint                    first,
               guint                    next,
               const BulletinQuantity  *quantity)
{
  const BulletinKnownFigure *chosen = NULL;

  for (guint i = 0; i < figures->len; i++) {
    const BulletinKnownFigure *figure = g_ptr_array_index (figures, i);
    gunichar unit = figure->unit != NULL ? g_utf8_get_char (figure->unit) : 0;

    if (g_strcmp0 (figure->unit, "人次") == 0)
      unit = BULLETIN_UNIT_TIMES;
    else if (unit == 0x540d || unit == 0x4f4d)
      unit = BULLETIN_UNIT_PERSON;
    if (unit != quantity->unit)
      continue;
    if (figure->value >= quantity->low - 1e-9 && figure->value <= quantity->high + 1e-9)
      return NULL;
    if (figure->organisation == NULL ? chosen == NULL : bulletin_proof_has_words_between (text, first, next, figure->organisation))
      chosen = figure;
  }

  return chosen;
}

static void
check_figure (BulletinProofContext    *context,
              const BulletinProofText *text,
              const GPtrArray         *figures,
              guint                    at,
              guint                    n)
{
  const BulletinKnownFigure *figure;
  BulletinQuantity quantity;
  guint first, next;
  g_autofree char *known = NULL;
  g_autofree char *found = NULL;
  gboolean is_exact;

  if (is_of_an_occasion (text, at) || !find_quantity (text, at, at + n, &quantity) || quantity.is_percent ||
      is_of_an_occasion (text, quantity.first))
    return;
  find_sentence (text, at, &first, &next);
  if (is_of_another_time (text, first, next))
    return;
  figure = choose_figure (figures, text, first, next, &quantity);
  if (figure == NULL)
    return;

  is_exact = bulletin_quantity_is_exact (&quantity);
  known = bulletin_figure_format_number (figure->value);
  found = bulletin_proof_substring (text, quantity.digits, quantity.n_digits);
  bulletin_proof_add_chars (context, "figure-differs", BULLETIN_SEVERITY_HINT, text, quantity.digits, quantity.n_digits,
                            is_exact ? known : NULL,
                            figure->as_of != NULL
                                /* Translators: the name of a metric, its number, a day, the number in the text. */
                                ? g_strdup_printf (_ ("The statistics count “%s” as %s on %s, not %s."), figure->name, known, figure->as_of, found)
                                : g_strdup_printf (_ ("The statistics count “%s” as %s, not %s."), figure->name, known, found));
}

static void
check_line_cb (BulletinProofContext    *context,
               const BulletinProofText *text,
               gpointer                 user_data)
{
  const Reader *reader = user_data;

  if (text->in_cell)
    return;

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    guint n;
    const GPtrArray *figures = bulletin_phrase_index_match (reader->index, text, i, &n);

    if (figures == NULL)
      continue;
    check_figure (context, text, figures, i, n);
    i += n - 1;
  }
}

/* Numbers typed beside the name of a metric that the statistics know better. */
void
bulletin_rule_known_figures (BulletinProofContext *context)
{
  const GPtrArray *figures = bulletin_materials_get_known_figures (bulletin_document_get_materials (context->document));
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (BulletinPhraseIndex) index = NULL;
  Reader reader;

  if (figures == NULL || figures->len == 0)
    return;

  names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  index = bulletin_phrase_index_new ();
  for (guint i = 0; i < figures->len; i++) {
    BulletinKnownFigure *figure = g_ptr_array_index (figures, i);
    GPtrArray *list = g_hash_table_lookup (names, figure->name);

    if (list == NULL) {
      list = g_ptr_array_new ();
      g_hash_table_insert (names, figure->name, list);
      bulletin_phrase_index_add (index, figure->name, list);
    }
    g_ptr_array_add (list, figure);
  }

  reader.index = index;
  bulletin_proof_each_text (context, check_line_cb, &reader);
}

static void
check_spans (BulletinProofContext *context,
             const GPtrArray      *spans)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (context->document);

  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);
    const BulletinFigureValue *value;

    if (span->kind != BULLETIN_SPAN_FIGURE)
      continue;
    value = bulletin_materials_find_figure (materials, span->text);
    if (value != NULL && value->problem != NULL)
      bulletin_proof_add (context, "figure-problem", BULLETIN_SEVERITY_WARNING, span->offset, span->length, NULL,
                          g_strdup (value->problem));
  }
}

/* Live figures that stand for nothing: they would be printed as they were typed. */
void
bulletin_rule_live_figures (BulletinProofContext *context)
{
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  if (bulletin_document_get_materials (context->document) == NULL)
    return;

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);

    check_spans (context, block->caption);
    check_spans (context, block->spans);
    check_spans (context, block->body);
    for (guint k = 0; block->rows != NULL && k < block->rows->len; k++) {
      const BulletinTableRow *row = g_ptr_array_index (block->rows, k);

      for (guint m = 0; m < row->cells->len; m++)
        check_spans (context, ((const BulletinTableCell *) g_ptr_array_index (row->cells, m))->spans);
    }
  }
}
