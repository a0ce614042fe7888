/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that nobody types but somebody pastes: without end, without a place to
 * break, in every script. They are laid out in linear time, lose nothing, and a
 * layout that nobody waits for any more is given up. */

#include "config.h"

#include <string.h>
#include <time.h>

#include "bulletin-page-plan.h"

/* The sanitizers look at every access and take many times as long: under them the
 * texts are shorter, and what compares times is left to the usual build. */
#ifdef __SANITIZE_ADDRESS__
#define SHARE 10
#else
#define SHARE 1
#endif

/* A text is a piece many times over, between an opening and an end. */
typedef struct
{
  const char *name;
  const char *opening;
  const char *piece;
  const char *end;
} Text;

static const Text texts[] = {
  { "chinese", "", "春风送暖进社区，老少同心护花开。", "" },
  { "han-without-stops", "", "驿站灯明照夜归人情长", "" },
  { "words", "", "the quick brown fox ", "" },
  { "address", "https://", "abcdefghij", "" },
  { "dashes", "", "—", "" },
  { "quotes", "甲", "“", "" },
  { "stops", "甲", "。", "" },
  { "spaces", "甲", " ", "乙" },
  { "wide-spaces", "甲", "　", "乙" },
  { "zero-width-spaces", "甲", "\u200b", "乙" },
  { "joiners", "甲", "\u200d", "乙" },
  { "combining-marks", "e", "\u0301", "乙" },
  { "arabic", "", "مرحبا بالعالم ", "" },
  { "hebrew-among-chinese", "", "中文שלום12。", "" },
  { "embeddings", "", "\u202eab\u202c", "" },
  { "open-embeddings", "甲", "\u202b", "乙" },
  { "emoji", "", "👨‍👩‍👧‍👦👍🏽🇨🇳", "" },
  { "flags", "", "🇨🇳", "" },
  { "beyond-the-basic-plane", "", "𠮷𬭊", "" },
  { "mongolian", "", "ᠮᠣᠩᠭᠣᠯ ", "" },
  { "tibetan", "", "བོད་ཡིག་", "" },
  { "uyghur", "", "ئۇيغۇرچە ", "" },
  { "controls", "甲", "\x01\x1b\x7f\xc2\x85", "乙" },
  { "separators", "甲", "\u2028\u2029", "乙" },
  { "byte-order-marks", "", "\ufeff", "" },
  { "unassigned", "", "\U000e1000\uffff", "" },
  { "open-figures", "", "{{", "" },
  { "strong", "", "**甲**乙", "" },
  { "heading", "一、", "情况良好。", "" },
  { "note", "> ", "按语", "" },
  { "notes", "", "> 按语\n", "" },
  { "blank-lines", "", "\n", "甲" },
  { "page-breaks", "", "甲\n---\n", "" },
  { "rows", "| 区 | 处 |\n|---|---|\n", "| 甲乙 | 3 |\n", "" },
  { "columns", "|", " 甲 |", "\n| 乙 |\n" },
  { "cell", "| ", "甲乙丙", " |\n" },
  { "pictures", "", "![甲](attachment:a.png)\n", "" },
  { "attachments", "附件：1. 甲", "乙", "" },
};

static char *
make_text (const Text *text,
           gsize       n_bytes)
{
  GString *source = g_string_new (text->opening);

  while (source->len < n_bytes)
    g_string_append (source, text->piece);
  g_string_append (source, text->end);

  return g_string_free_and_steal (source);
}

static BulletinPagePlan *
make_plan (const char   *source,
           GCancellable *cancellable)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (source, -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  return bulletin_page_plan_new_cancellable (document, metadata, page_template, cancellable);
}

static double
get_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* How often each byte of the source is to be seen. */
static void
count_spans (guint8          *counts,
             const GPtrArray *spans)
{
  for (guint i = 0; spans && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    if (span->kind == BULLETIN_SPAN_FIGURE || strcmp (span->text, "\n") == 0)
      continue;
    for (gsize k = 0; k < span->length; k++)
      counts[span->offset + k]++;
  }
}

static guint8 *
count_document (BulletinDocument *document)
{
  guint8 *counts = g_new0 (guint8, strlen (bulletin_document_get_source (document)) + 1);

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);

    count_spans (counts, block->caption);
    count_spans (counts, block->spans);
    count_spans (counts, block->body);
    for (guint r = 0; block->rows && r < block->rows->len; r++) {
      const BulletinTableRow *row = g_ptr_array_index (block->rows, r);

      for (guint c = 0; c < row->cells->len; c++)
        count_spans (counts, ((const BulletinTableCell *) g_ptr_array_index (row->cells, c))->spans);
    }
  }

  return counts;
}

static guint8 *
count_plan (const BulletinPagePlan *plan)
{
  const gsize length = strlen (bulletin_document_get_source (bulletin_page_plan_get_document (plan)));
  guint8 *counts = g_new0 (guint8, length + 1);

  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, i);

    for (guint k = 0; k < page->lines->len; k++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, k);

      for (guint m = 0; m < line->runs->len; m++) {
        const BulletinPlanRun *run = g_ptr_array_index (line->runs, m);

        if (run->offset == G_MAXSIZE || run->length != strlen (run->text))
          continue;
        g_assert_cmpuint (run->offset + run->length, <=, length);
        for (gsize b = 0; b < run->length; b++)
          counts[run->offset + b]++;
      }
    }
  }

  return counts;
}

static void
every_character_is_on_paper_once (gconstpointer data)
{
  g_autofree char *source = make_text (data, 30000 / SHARE);
  g_autoptr (BulletinPagePlan) plan = make_plan (source, NULL);
  BulletinDocument *document = bulletin_page_plan_get_document (plan);
  g_autofree guint8 *expected = count_document (document);
  g_autofree guint8 *found = count_plan (plan);
  const gsize length = strlen (bulletin_document_get_source (document));

  g_assert_cmpmem (found, length, expected, length);
}

/* The best of two: other programs run beside this one. */
static double
measure (const Text *text,
         gsize       n_bytes)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 2; i++) {
    g_autofree char *source = make_text (text, n_bytes);
    const double start = get_cpu_seconds ();
    g_autoptr (BulletinPagePlan) plan = make_plan (source, NULL);

    best = MIN (best, get_cpu_seconds () - start);
  }

  return best;
}

/* What is quadratic takes minutes for the large one. Sixteen times the text may take
 * eighty times as long: the processor's and the typesetter's caches have an end. On a
 * machine that is busy beyond its processors either measure can be off by more than
 * that, so one that is too long is taken again; what is not linear is too long always. */
static void
time_is_linear (gconstpointer data)
{
  double small, large;

  for (guint i = 0; i < 3; i++) {
    small = measure (data, 15000);
    large = measure (data, 240000);
    g_test_message ("%.1f ms, %.1f ms", small * 1000, large * 1000);
    if (large < 80 * MAX (small, 0.02))
      return;
  }

  g_assert_cmpfloat (large, <, 80 * MAX (small, 0.02));
}

static void
a_paragraph_of_a_million_characters_keeps_them_all (void)
{
  g_autofree char *source = make_text (&texts[0], 3000000 / SHARE);
  g_autoptr (BulletinPagePlan) plan = make_plan (source, NULL);
  g_autofree guint8 *found = count_plan (plan);

  const gsize length = strlen (source);

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), >, 1500 / SHARE);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpuint (found[i], ==, 1);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 after; /* µs */
} Canceller;

static gpointer
cancel_thread (gpointer data)
{
  const Canceller *canceller = data;

  g_usleep ((gulong) canceller->after);
  g_cancellable_cancel (canceller->cancellable);
  return NULL;
}

static void
check_cancelling (const char *source)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 wall = g_get_monotonic_time ();
  const double start = get_cpu_seconds ();
  g_autoptr (BulletinPagePlan) whole = make_plan (source, cancellable);
  const double whole_cpu = get_cpu_seconds () - start;
  Canceller canceller = { cancellable, (g_get_monotonic_time () - wall) / 8 };

  g_assert_nonnull (whole);

  GThread *thread = g_thread_new ("cancel", cancel_thread, &canceller);
  const double begun = get_cpu_seconds ();
  g_autoptr (BulletinPagePlan) plan = make_plan (source, cancellable);
  const double cpu = get_cpu_seconds () - begun;

  g_thread_join (thread);
  g_test_message ("%.0f ms of %.0f ms", cpu * 1000, whole_cpu * 1000);
  g_assert_null (plan);
  g_assert_cmpfloat (cpu, <, whole_cpu * 0.75);

  g_assert_null (make_plan (source, cancellable));
}

static void
a_layout_is_given_up_within_a_paragraph (void)
{
  g_autofree char *source = make_text (&texts[0], 2000000);

  check_cancelling (source);
}

static void
a_layout_is_given_up_within_a_table (void)
{
  g_autoptr (GString) source = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (source, "| 第%u行 | 甲乙丙丁 | %u | 戊己 |\n", i, i * 7);
  check_cancelling (source->str);
}

/* What was cut short is not what is remembered. */
static void
a_layout_given_up_leaves_nothing_behind (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *source = make_text (&texts[0], 6000);

  g_cancellable_cancel (cancellable);
  g_assert_null (make_plan (source, cancellable));

  g_autoptr (BulletinPagePlan) plan = make_plan (source, NULL);
  g_autofree guint8 *found = count_plan (plan);
  const gsize length = strlen (source);

  for (gsize i = 0; i < length; i++)
    g_assert_cmpuint (found[i], ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *kept = g_strconcat ("/hard-texts/every-character-is-on-paper-once/", texts[i].name, NULL);
    g_autofree char *linear = g_strconcat ("/hard-texts/time-is-linear/", texts[i].name, NULL);

    g_test_add_data_func (kept, &texts[i], every_character_is_on_paper_once);
    if (SHARE == 1)
      g_test_add_data_func (linear, &texts[i], time_is_linear);
  }
  g_test_add_func ("/hard-texts/a-paragraph-of-a-million-characters-keeps-them-all", a_paragraph_of_a_million_characters_keeps_them_all);
  if (SHARE == 1) {
    g_test_add_func ("/hard-texts/a-layout-is-given-up-within-a-paragraph", a_layout_is_given_up_within_a_paragraph);
    g_test_add_func ("/hard-texts/a-layout-is-given-up-within-a-table", a_layout_is_given_up_within_a_table);
  }
  g_test_add_func ("/hard-texts/a-layout-given-up-leaves-nothing-behind", a_layout_given_up_leaves_nothing_behind);

  return g_test_run ();
}
