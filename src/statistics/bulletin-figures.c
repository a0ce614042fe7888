/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-figures.h"

#include "bulletin-register-counts.h"
#include "bulletin-register-private.h"
#include "bulletin-statistics-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The kinds that a register tells apart, such as 暖蜂驿站 among the stations. */
static const struct
{
  BulletinRegisterCount of;
  const char *sql;
} kinds[] = {
  { BULLETIN_COUNT_STATIONS, "SELECT DISTINCT kind FROM station WHERE kind IS NOT NULL ORDER BY kind" },
  { BULLETIN_COUNT_VOLUNTEERS, "SELECT DISTINCT kind FROM volunteer WHERE kind IS NOT NULL ORDER BY kind" },
  { BULLETIN_COUNT_ACTIVITIES, "SELECT DISTINCT kind FROM activity WHERE kind IS NOT NULL ORDER BY kind" },
};

typedef struct
{
  char *id;
  char *code;
  char *name;
  char *unit;
  gboolean is_stock;
} Metric;

struct _BulletinFigures
{
  BulletinLibrary *library;
  char day[11];
  BulletinReferences *references; /* organisations and metrics */
  GPtrArray *metrics;             /* (element-type Metric), by code */
  GHashTable *kinds;              /* kind → BulletinRegisterCount + 1 */
  GPtrArray *kind_names;          /* the same, in order */
  GHashTable *organisation_codes; /* id → code */
  GHashTable *statistics;         /* period and organisation → BulletinStatistics */
};

/* What a reference was found to mean. */
typedef struct
{
  BulletinFigures *figures;
  BulletinFigureReference *reference;
  char *organisation_id; /* "" for all */
  char *organisation;    /* its name */
  BulletinPeriod period;
  gboolean has_period;
} Question;

static void
metric_free (gpointer data)
{
  Metric *metric = data;

  g_free (metric->id);
  g_free (metric->code);
  g_free (metric->name);
  g_free (metric->unit);
  g_free (metric);
}

static void
question_clear (Question *self)
{
  g_clear_pointer (&self->reference, bulletin_figure_reference_free);
  g_free (self->organisation_id);
  g_free (self->organisation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

/* --- What there is --------------------------------------------------------- */

static gboolean
read_metrics (BulletinFigures *self,
              GError **error)
{
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinStep step;

  rows = bulletin_database_prepare (bulletin_library_get_database (self->library),
                                    "SELECT id, code, name, unit, nature FROM metric ORDER BY code", error);
  if (rows == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    Metric *metric = g_new0 (Metric, 1);

    metric->id = g_strdup (bulletin_statement_get_text (rows, 0));
    metric->code = g_strdup (bulletin_statement_get_text (rows, 1));
    metric->name = g_strdup (bulletin_statement_get_text (rows, 2));
    metric->unit = g_strdup (bulletin_statement_get_text (rows, 3));
    metric->is_stock = g_strcmp0 (bulletin_statement_get_text (rows, 4), "stock") == 0;
    g_ptr_array_add (self->metrics, metric);
    bulletin_references_add (self->references, BULLETIN_REGISTER_METRICS, metric->id, metric->code, metric->name);
  }

  return step == BULLETIN_STEP_DONE;
}

static gboolean
read_organisations (BulletinFigures *self,
                    GError **error)
{
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinStep step;

  rows = bulletin_database_prepare (bulletin_library_get_database (self->library),
                                    "SELECT id, code, name FROM organisation", error);
  if (rows == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    const char *id = bulletin_statement_get_text (rows, 0);

    bulletin_references_add (self->references, BULLETIN_REGISTER_ORGANISATIONS, id,
                             bulletin_statement_get_text (rows, 1), bulletin_statement_get_text (rows, 2));
    g_hash_table_insert (self->organisation_codes, g_strdup (id), g_strdup (bulletin_statement_get_text (rows, 1)));
  }

  return step == BULLETIN_STEP_DONE;
}

static gboolean
read_kinds (BulletinFigures *self,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (BulletinStatement) rows = NULL;
    BulletinStep step;

    rows = bulletin_database_prepare (bulletin_library_get_database (self->library), kinds[i].sql, error);
    if (rows == NULL)
      return FALSE;
    while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
      char *kind = g_strdup (bulletin_statement_get_text (rows, 0));

      /* One word for two things: the first register has it. */
      if (g_hash_table_contains (self->kinds, kind)) {
        g_free (kind);
        continue;
      }
      g_ptr_array_add (self->kind_names, kind);
      g_hash_table_insert (self->kinds, kind, GUINT_TO_POINTER (kinds[i].of + 1));
    }
    if (step == BULLETIN_STEP_ERROR)
      return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_figures_new:
 * @library: the library, on the thread that owns its database
 * @day: (nullable): the bulletin's date, YYYY-MM-DD; %NULL for today
 *
 * Returns: (transfer full) (nullable): what answers for figures; %NULL when the
 *   library cannot be read
 */
BulletinFigures *
bulletin_figures_new (BulletinLibrary *library,
                      const char *day,
                      GError **error)
{
  g_autoptr (BulletinFigures) self = g_new0 (BulletinFigures, 1);

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);

  self->library = g_object_ref (library);
  self->references = bulletin_references_new ();
  self->metrics = g_ptr_array_new_with_free_func (metric_free);
  self->kind_names = g_ptr_array_new_with_free_func (g_free);
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
  self->organisation_codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->statistics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bulletin_statistics_free);
  if (day == NULL || !bulletin_date_parse (day, self->day, NULL)) {
    /* The office's own calendar day. */
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

    g_strlcpy (self->day, today, sizeof self->day);
  }

  return read_metrics (self, error) && read_organisations (self, error) && read_kinds (self, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/**
 * bulletin_figures_free:
 * @self: (transfer full): what answers for figures
 */
void
bulletin_figures_free (BulletinFigures *self)
{
  bulletin_references_free (self->references);
  g_ptr_array_unref (self->metrics);
  g_hash_table_unref (self->kinds);
  g_ptr_array_unref (self->kind_names);
  g_hash_table_unref (self->organisation_codes);
  g_hash_table_unref (self->statistics);
  g_object_unref (self->library);
  g_free (self);
}

static const Metric *
find_metric (BulletinFigures *self,
             const char *typed,
             GError **error)
{
  const char *id = bulletin_references_find (self->references, BULLETIN_REGISTER_METRICS, typed, error);

  for (guint i = 0; id != NULL && i < self->metrics->len; i++)
    if (g_str_equal (((const Metric *) self->metrics->pdata[i])->id, id))
      return self->metrics->pdata[i];

  return NULL;
}

/* --- Counting -------------------------------------------------------------- */

static const BulletinStatistics *
get_statistics (Question *question,
                GError **error)
{
  BulletinFigures *self = question->figures;
  const char *code = g_hash_table_lookup (self->organisation_codes, question->organisation_id);
  g_autofree char *key = g_strdup_printf ("%s %s %s", question->period.first, question->period.last, question->organisation_id);
  BulletinStatistics *statistics = g_hash_table_lookup (self->statistics, key);

  if (statistics == NULL) {
    statistics = bulletin_statistics_compute (self->library, &question->period, code, NULL, error);
    if (statistics != NULL)
      g_hash_table_insert (self->statistics, g_steal_pointer (&key), statistics);
  }

  return statistics;
}

/* A day in words of the interface's language. */
static char *
get_day_label (const char *day)
{
  BulletinPeriod period = { BULLETIN_PERIOD_CUSTOM };

  g_strlcpy (period.first, day, sizeof period.first);
  g_strlcpy (period.last, day, sizeof period.last);

  return bulletin_period_get_label (&period);
}

/* Without a period what is there is counted on the bulletin's day, and what goes
 * on from the start of that day's year. */
static BulletinFigureValue *
resolve_count (Question *question,
               BulletinRegisterCount count,
               const char *kind,
               GError **error)
{
  const BulletinStatistics *statistics;
  BulletinFigureValue *value;
  const char *name = kind != NULL ? kind : g_dpgettext2 (NULL, "figure", bulletin_register_counts[count].name);
  g_autofree char *label = NULL;
  g_autofree char *day = NULL;

  if (!question->has_period) {
    bulletin_period_of (BULLETIN_PERIOD_YEAR, question->figures->day, &question->period);
    g_strlcpy (question->period.last, question->figures->day, sizeof question->period.last);
    if (bulletin_register_counts[count].is_stock)
      g_strlcpy (question->period.first, question->figures->day, sizeof question->period.first);
    question->period.kind = BULLETIN_PERIOD_CUSTOM;
    bulletin_period_canonicalise (&question->period);
  }
  statistics = get_statistics (question, error);
  if (statistics == NULL)
    return NULL;

  label = bulletin_period_get_label (&question->period);
  day = get_day_label (question->period.last);
  value = bulletin_figure_value_new (bulletin_register_count_get (statistics, count, kind), bulletin_register_counts[count].unit, question->reference->has_unit,
                                     bulletin_register_counts[count].is_stock
                                         /* Translators: such as “Stations of the Dongan committee, counted in the registers on June 17, 2024.” */
                                         ? g_strdup_printf (_ ("%1$s of %2$s, counted in the registers on %3$s."), name, question->organisation, day)
                                         /* Translators: such as “Activities of the Dongan committee in June 2024, counted in the registers.” */
                                         : g_strdup_printf (_ ("%1$s of %2$s in %3$s, counted in the registers."), name, question->organisation, label));
  value->metric = g_strdup (kind != NULL ? kind : bulletin_register_counts[count].code);
  value->period = bulletin_period_to_string (&question->period);
  value->as_of = g_strdup (question->period.last);

  return value;
}

/* The files that observations were loaded from, and the newest operation. */
static gboolean
find_origin (BulletinFigures *self,
             const GPtrArray *ids,
             char **origin,
             char **operation,
             GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (BulletinStatement) row = NULL;
    const char *name;
    BulletinStep step;

    row = bulletin_database_prepare (bulletin_library_get_database (self->library),
                                     "SELECT p.id, p.source_name FROM change c JOIN operation p ON p.id = c.operation "
                                     "WHERE c.table_name = 'observation' AND c.row = ?1 ORDER BY c.id DESC LIMIT 1",
                                     error);
    if (row == NULL)
      return FALSE;
    bulletin_statement_bind_text (row, 0, ids->pdata[i]);
    step = bulletin_statement_step (row, error);
    if (step == BULLETIN_STEP_ERROR)
      return FALSE;
    if (step == BULLETIN_STEP_DONE)
      continue;
    if (g_strcmp0 (bulletin_statement_get_text (row, 0), *operation) > 0)
      g_set_str (operation, bulletin_statement_get_text (row, 0));
    name = bulletin_statement_get_text (row, 1);
    if (name != NULL && *name != '\0' && g_hash_table_add (seen, g_strdup (name)))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "；" : "", name);
  }
  *origin = names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;

  return TRUE;
}

static char *
describe_reading (const Question *question,
                  const Metric *metric,
                  const BulletinMetricReading *reading,
                  const char *origin)
{
  g_autofree char *label = bulletin_period_get_label (&reading->period);
  g_autofree char *as_of = get_day_label (reading->as_of);
  g_autofree char *sentence = NULL;
  g_autofree char *from = NULL;

  if (reading->is_flash)
    sentence = g_strdup_printf (_ ("%1$s of %2$s for %3$s, a preliminary report as of %4$s."),
                                metric->name, question->organisation, label, as_of);
  else
    sentence = g_strdup_printf (_ ("%1$s of %2$s for %3$s, reported as of %4$s."),
                                metric->name, question->organisation, label, as_of);
  if (origin == NULL)
    return g_steal_pointer (&sentence);

  /* Translators: %s are names of files. */
  from = g_strdup_printf (_ ("Loaded from %s."), origin);
  /* Translators: two sentences, one after the other. */
  return g_strdup_printf (C_ ("sentences", "%1$s %2$s"), sentence, from);
}

static BulletinFigureValue *
resolve_metric (Question *question,
                const Metric *metric,
                GError **error)
{
  g_auto (BulletinMetricReading) reading = { 0 };
  BulletinFigureValue *value;
  g_autofree char *origin = NULL;
  g_autofree char *operation = NULL;

  if (!bulletin_statistics_read_metric (question->figures->library, metric->id, metric->is_stock,
                                        question->has_period ? &question->period : NULL,
                                        question->organisation_id, &reading, error))
    return NULL;

  if (reading.n_counted == 0) {
    g_autofree char *label = question->has_period ? bulletin_period_get_label (&question->period) : NULL;

    return bulletin_figure_value_new_missing (label != NULL
                                                  ? g_strdup_printf (_ ("Nobody has reported “%1$s” of %2$s for %3$s. Choose another period, or load the report first."),
                                                                     metric->name, question->organisation, label)
                                                  : g_strdup_printf (_ ("Nobody has reported “%1$s” of %2$s yet. Load the report first."),
                                                                     metric->name, question->organisation));
  }
  if (!find_origin (question->figures, reading.ids, &origin, &operation, error))
    return NULL;

  value = bulletin_figure_value_new (reading.value, metric->unit, question->reference->has_unit,
                                     describe_reading (question, metric, &reading, origin));
  value->metric = g_strdup (metric->code);
  value->period = bulletin_period_to_string (&reading.period);
  value->as_of = g_strdup (reading.as_of);
  value->status = g_strdup (reading.is_flash ? "flash" : "confirmed");
  value->origin = g_steal_pointer (&origin);
  value->operation = g_steal_pointer (&operation);

  return value;
}

/* --- Reading what is asked ------------------------------------------------- */

/* NULL, or why what the reference says cannot be found. */
static char *
read_question (Question *self)
{
  const BulletinFigureReference *reference = self->reference;
  g_autoptr (GError) error = NULL;

  if (reference->organisation != NULL) {
    const char *id = bulletin_references_find (self->figures->references, BULLETIN_REGISTER_ORGANISATIONS,
                                               reference->organisation, &error);

    if (id == NULL)
      return g_strdup (error->message);
    self->organisation_id = g_strdup (id);
    self->organisation = g_strdup (bulletin_references_label (self->figures->references, BULLETIN_REGISTER_ORGANISATIONS, id));
  } else {
    self->organisation_id = g_strdup ("");
    self->organisation = g_strdup (_ ("all organizations"));
  }

  if (reference->period != NULL) {
    if (!bulletin_period_parse (reference->period, &self->period, &error)) {
      char day[11];

      if (!bulletin_date_parse (reference->period, day, NULL))
        return g_strdup (error->message);
      self->period.kind = BULLETIN_PERIOD_CUSTOM;
      g_strlcpy (self->period.first, day, sizeof self->period.first);
      g_strlcpy (self->period.last, day, sizeof self->period.last);
    }
    self->has_period = TRUE;
  }

  return NULL;
}

/**
 * bulletin_figures_resolve:
 * @reference: what stands between the braces
 *
 * Finds what a live figure stands for. The metric is, in this order, a word of
 * the registers (`stations`, `teams`, `volunteers`, `activities`,
 * `participants`, `reached`, `hours`, `donations`), the code or the unique name
 * of a metric, a word of the registers in Chinese (站点 and so on), or a kind of
 * station, volunteer or activity, such as 暖蜂驿站. The registers are counted as
 * bulletin_statistics_compute() does, the metrics as
 * bulletin_statistics_compute_metrics() does. Without a period a metric's newest
 * report bulletin_register_counts; of the registers what there is on the bulletin's day, and what
 * went on from the start of its year to that day.
 *
 * Returns: (transfer full) (nullable): the value, or why there is none; %NULL
 *   only when the library cannot be read
 */
BulletinFigureValue *
bulletin_figures_resolve (BulletinFigures *self,
                          const char *reference,
                          GError **error)
{
  g_auto (Question) question = { self };
  g_autoptr (GError) reason = NULL;
  BulletinFigureValue *value;
  const Metric *metric;
  const char *typed;
  char *problem;
  int count;
  guint kind;

  g_return_val_if_fail (reference != NULL, NULL);

  question.reference = bulletin_figure_reference_parse (reference);
  if (question.reference == NULL)
    return bulletin_figure_value_new_missing (g_strdup (_ ("The figure names no metric. Choose one with Insert Figure.")));
  problem = read_question (&question);
  if (problem != NULL)
    return bulletin_figure_value_new_missing (problem);

  typed = question.reference->metric;
  count = bulletin_register_count_find_code (typed);
  metric = count < 0 ? find_metric (self, typed, &reason) : NULL;
  if (metric == NULL && count < 0)
    count = bulletin_register_count_find_word (typed);
  kind = metric == NULL && count < 0 ? GPOINTER_TO_UINT (g_hash_table_lookup (self->kinds, typed)) : 0;

  if (metric != NULL)
    value = resolve_metric (&question, metric, error);
  else if (count >= 0)
    value = resolve_count (&question, (BulletinRegisterCount) count, NULL, error);
  else if (kind > 0)
    value = resolve_count (&question, (BulletinRegisterCount) (kind - 1), typed, error);
  else if (g_error_matches (reason, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID))
    return bulletin_figure_value_new_missing (g_strdup (reason->message));
  else
    return bulletin_figure_value_new_missing (g_strdup_printf (_ ("There is no metric “%s”. Choose one with Insert Figure, or add it under Data."), typed));

  if (value != NULL && *question.organisation_id != '\0')
    value->organisation = g_strdup (g_hash_table_lookup (self->organisation_codes, question.organisation_id));

  return value;
}

/* --- What can be asked ----------------------------------------------------- */

/**
 * bulletin_figure_subject_free:
 * @self: (nullable) (transfer full): a subject
 */
void
bulletin_figure_subject_free (BulletinFigureSubject *self)
{
  if (self == NULL)
    return;
  g_free (self->word);
  g_free (self->name);
  g_free (self->code);
  g_free (self->unit);
  g_free (self);
}

static void
add_subject (GPtrArray *subjects,
             const char *word,
             const char *name,
             const char *code,
             const char *unit)
{
  BulletinFigureSubject *subject = g_new0 (BulletinFigureSubject, 1);

  subject->word = g_strdup (word);
  subject->name = g_strdup (name);
  subject->code = g_strdup (code);
  subject->unit = g_strdup (unit);
  g_ptr_array_add (subjects, subject);
}

/* Whether a name can stand between the braces as it is and means what it names. */
static gboolean
is_plain (BulletinFigures *self,
          const Metric *metric)
{
  static const char *const marks[] = { "@", "＠", ":", "：", "+", "＋", "{", "}", "\\", "|", "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (metric->name, marks[i]) != NULL)
      return FALSE;

  return bulletin_register_count_find_code (metric->name) < 0 && find_metric (self, metric->name, NULL) == metric;
}

/**
 * bulletin_figures_list_subjects:
 *
 * Returns: (transfer full) (element-type BulletinFigureSubject): everything that
 *   a live figure can count
 */
GPtrArray *
bulletin_figures_list_subjects (BulletinFigures *self,
                                GError **error)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_figure_subject_free);

  /* A metric that is called so takes the word: then the code is typed. */
  for (guint i = 0; i < BULLETIN_N_REGISTER_COUNTS; i++)
    add_subject (subjects, find_metric (self, bulletin_register_counts[i].word, NULL) == NULL ? bulletin_register_counts[i].word : bulletin_register_counts[i].code,
                 g_dpgettext2 (NULL, "figure", bulletin_register_counts[i].name), bulletin_register_counts[i].code, bulletin_register_counts[i].unit);
  for (guint i = 0; i < self->kind_names->len; i++) {
    const char *kind = self->kind_names->pdata[i];
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->kinds, kind)) - 1;

    if (find_metric (self, kind, NULL) == NULL && bulletin_register_count_find_word (kind) < 0)
      add_subject (subjects, kind, kind, bulletin_register_counts[count].code, bulletin_register_counts[count].unit);
  }
  for (guint i = 0; i < self->metrics->len; i++) {
    const Metric *metric = self->metrics->pdata[i];

    add_subject (subjects, is_plain (self, metric) ? metric->name : metric->code, metric->name, metric->code, metric->unit);
  }

  return subjects;
}
