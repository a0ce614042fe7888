/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-figure-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-figure-choice.h"
#include "bulletin-period.h"
#include "bulletin-register.h"

struct _BulletinFigureDialog
{
  AdwDialog parent_instance;

  GtkButton *insert_button;
  GtkSearchEntry *entry;
  GtkListView *list_view;
  GtkSingleSelection *selection;
  GListStore *choices;
  GtkCustomFilter *filter;
  AdwComboRow *organisation_row;
  AdwComboRow *period_row;
  GtkStringList *periods;
  AdwEntryRow *other_row;
  AdwSwitchRow *unit_row;
  GtkLabel *value_label;
  GtkLabel *source_label;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  char *day;
  char *words;          /* searched for, casefolded */
  char *reference;      /* what is asked about, or was last */
  GPtrArray *organisations; /* what to type for each, the first NULL for all */
  GPtrArray *period_words;  /* what to type for each, the first NULL for the newest */
};

G_DEFINE_FINAL_TYPE (BulletinFigureDialog, bulletin_figure_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- What there is to choose ----------------------------------------------- */

/* What the database thread reads. */
typedef struct
{
  GPtrArray *subjects;
  GPtrArray *names; /* of organisations */
  GPtrArray *words; /* what to type for each */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_pointer (&offer->subjects, g_ptr_array_unref);
  g_clear_pointer (&offer->names, g_ptr_array_unref);
  g_clear_pointer (&offer->words, g_ptr_array_unref);
  g_free (offer);
}

static gboolean
has_mark (const char *name)
{
  static const char *const marks[] = { "@", "＠", ":", "：", "+", "＋", "{", "}", "\\", "|" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    if (strstr (name, marks[i]))
      return TRUE;
  }
  return FALSE;
}

static Offer *
read_organisations (BulletinLibrary *library,
                    Offer *offer,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = bulletin_register_list (library, BULLETIN_REGISTER_ORGANISATIONS, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const int code = bulletin_register_find_column (BULLETIN_REGISTER_ORGANISATIONS, "code");
  const int name = bulletin_register_find_column (BULLETIN_REGISTER_ORGANISATIONS, "name");

  offer->names = g_ptr_array_new_with_free_func (g_free);
  offer->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; rows && i < rows->len; i++) {
    const char *text = bulletin_register_row_get_value (rows->pdata[i], (guint) name);

    g_hash_table_insert (seen, (gpointer) text, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (seen, text)) + 1));
  }
  for (guint i = 0; rows && i < rows->len; i++) {
    const char *text = bulletin_register_row_get_value (rows->pdata[i], (guint) name);
    const char *word = bulletin_register_row_get_value (rows->pdata[i], (guint) code);
    gboolean is_plain = GPOINTER_TO_UINT (g_hash_table_lookup (seen, text)) == 1 && !has_mark (text);

    g_ptr_array_add (offer->names, is_plain ? g_strdup (text) : g_strdup_printf ("%s (%s)", text, word));
    g_ptr_array_add (offer->words, g_strdup (is_plain ? text : word));
  }
  return rows ? offer : NULL;
}

static gpointer
read_offer (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (BulletinFigures) figures = bulletin_figures_new (library, data, error);
  Offer *offer = g_new0 (Offer, 1);

  if (figures)
    offer->subjects = bulletin_figures_list_subjects (figures, error);
  if (offer->subjects && read_organisations (library, offer, error))
    return offer;
  offer_free (offer);
  return NULL;
}

static void update (BulletinFigureDialog *self);

static void
show_problem (BulletinFigureDialog *self,
              const char *problem)
{
  gtk_label_set_label (self->value_label, "");
  gtk_label_set_label (self->source_label, problem);
  gtk_widget_set_sensitive (GTK_WIDGET (self->insert_button), FALSE);
}

static void
offer_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (BulletinFigureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Offer *offer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autoptr (GtkStringList) names = NULL;

  if (!offer) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      show_problem (self, error->message);
    return;
  }

  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("All organizations"));
  for (guint i = 0; i < offer->names->len; i++) {
    gtk_string_list_append (names, offer->names->pdata[i]);
    g_ptr_array_add (self->organisations, g_strdup (offer->words->pdata[i]));
  }
  adw_combo_row_set_model (self->organisation_row, G_LIST_MODEL (names));
  for (guint i = 0; i < offer->subjects->len; i++) {
    g_autoptr (BulletinFigureChoice) choice = bulletin_figure_choice_new (offer->subjects->pdata[i]);

    g_list_store_append (self->choices, choice);
  }
  offer_free (offer);
  update (self);
}

/* --- The value ------------------------------------------------------------- */

/* What to type, without braces; NULL while no metric is chosen. */
static char *
get_reference (BulletinFigureDialog *self)
{
  BulletinFigureChoice *choice = gtk_single_selection_get_selected_item (self->selection);
  guint organisation = adw_combo_row_get_selected (self->organisation_row);
  guint period = adw_combo_row_get_selected (self->period_row);
  g_autofree char *other = NULL;
  BulletinFigureReference reference = { 0 };

  if (!choice)
    return NULL;
  reference.metric = (char *) bulletin_figure_choice_get_word (choice);
  if (organisation < self->organisations->len)
    reference.organisation = self->organisations->pdata[organisation];
  if (period < self->period_words->len) {
    reference.period = self->period_words->pdata[period];
  } else {
    other = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_row))));
    g_strdelimit (other, "{}\\|", '?');
    reference.period = *other ? other : NULL;
  }
  reference.has_unit = adw_switch_row_get_active (self->unit_row);
  return bulletin_figure_reference_format (&reference);
}

typedef struct
{
  char *reference;
  char *day;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->reference);
  g_free (question->day);
  g_free (question);
}

static gpointer
resolve (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  const Question *question = data;
  g_autoptr (BulletinFigures) figures = bulletin_figures_new (library, question->day, error);

  return figures ? bulletin_figures_resolve (figures, question->reference, error) : NULL;
}

static void
resolved_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinFigureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinFigureValue) value = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled by the next question, or with the dialog. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!value || value->problem) {
    show_problem (self, value ? value->problem : error->message);
    return;
  }
  gtk_label_set_label (self->value_label, value->text);
  gtk_label_set_label (self->source_label, value->source);
  gtk_widget_set_sensitive (GTK_WIDGET (self->insert_button), TRUE);
}

static void
update (BulletinFigureDialog *self)
{
  g_autofree char *reference = get_reference (self);
  Question *question;

  if (!self->service || g_strcmp0 (reference, self->reference) == 0)
    return;
  g_set_str (&self->reference, reference);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->insert_button), FALSE);
  if (!reference) {
    show_problem (self, _ ("No metric is called so. Search for other words."));
    return;
  }
  question = g_new0 (Question, 1);
  question->reference = g_steal_pointer (&reference);
  question->day = g_strdup (self->day);
  bulletin_library_service_call_async (self->service, resolve, FALSE, question, question_free,
                                       (GDestroyNotify) bulletin_figure_value_free,
                                       self->cancellable, resolved_cb, g_object_ref (self));
}

/* --- Callbacks ------------------------------------------------------------- */

static void
changed_cb (BulletinFigureDialog *self)
{
  /* Not yet made, or no more. */
  if (self->organisations)
    update (self);
}

static void
period_changed_cb (BulletinFigureDialog *self)
{
  gboolean is_other;

  if (!self->period_words)
    return;
  is_other = adw_combo_row_get_selected (self->period_row) >= self->period_words->len;
  gtk_widget_set_visible (GTK_WIDGET (self->other_row), is_other);
  if (is_other)
    gtk_widget_grab_focus (GTK_WIDGET (self->other_row));
  update (self);
}

static void
search_changed_cb (BulletinFigureDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_free (self->words);
  self->words = g_utf8_casefold (words, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static gboolean
match (gpointer item,
       gpointer user_data)
{
  BulletinFigureDialog *self = user_data;

  return bulletin_figure_choice_matches (item, self->words);
}

/* The arrows choose while one types. */
static gboolean
key_pressed_cb (BulletinFigureDialog *self,
                guint key,
                guint code,
                GdkModifierType state)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if ((key != GDK_KEY_Down && key != GDK_KEY_Up) || n_items == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down)
    selected = selected + 1 < n_items ? selected + 1 : selected;
  else
    selected = selected > 0 ? selected - 1 : 0;
  gtk_list_view_scroll_to (self->list_view, selected, GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static void
insert_cb (BulletinFigureDialog *self)
{
  g_autofree char *markup = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->insert_button)))
    return;
  markup = g_strdup_printf ("{{%s}}", self->reference);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, markup);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (BulletinFigureDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- Widget ---------------------------------------------------------------- */

static void
add_period (BulletinFigureDialog *self,
            const char *name,
            BulletinPeriodKind kind,
            int n)
{
  BulletinPeriod period, stepped;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  bulletin_period_of (kind, self->day, &period);
  bulletin_period_step (&period, n, &stepped);
  label = bulletin_period_get_label (&stepped);
  /* Translators: a period such as “This Month” and what it is, such as “June 2024”. */
  text = g_strdup_printf (C_ ("period", "%s: %s"), name, label);
  /* The word first: with the first name the list chooses it. */
  g_ptr_array_add (self->period_words, bulletin_period_to_string (&stepped));
  gtk_string_list_append (self->periods, text);
}

static void
add_periods (BulletinFigureDialog *self)
{
  g_ptr_array_add (self->period_words, NULL);
  gtk_string_list_append (self->periods, _ ("Newest"));
  add_period (self, _ ("This month"), BULLETIN_PERIOD_MONTH, 0);
  add_period (self, _ ("Last month"), BULLETIN_PERIOD_MONTH, -1);
  add_period (self, _ ("This quarter"), BULLETIN_PERIOD_QUARTER, 0);
  add_period (self, _ ("Last quarter"), BULLETIN_PERIOD_QUARTER, -1);
  add_period (self, _ ("This year"), BULLETIN_PERIOD_YEAR, 0);
  add_period (self, _ ("Last year"), BULLETIN_PERIOD_YEAR, -1);
  gtk_string_list_append (self->periods, _ ("Another…"));
}

static void
bulletin_figure_dialog_dispose (GObject *object)
{
  BulletinFigureDialog *self = BULLETIN_FIGURE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->organisations, g_ptr_array_unref);
  g_clear_pointer (&self->period_words, g_ptr_array_unref);
  if (self->filter)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_FIGURE_DIALOG);

  G_OBJECT_CLASS (bulletin_figure_dialog_parent_class)->dispose (object);
}

static void
bulletin_figure_dialog_finalize (GObject *object)
{
  BulletinFigureDialog *self = BULLETIN_FIGURE_DIALOG (object);

  g_free (self->day);
  g_free (self->words);
  g_free (self->reference);

  G_OBJECT_CLASS (bulletin_figure_dialog_parent_class)->finalize (object);
}

static void
bulletin_figure_dialog_class_init (BulletinFigureDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_figure_dialog_dispose;
  object_class->finalize = bulletin_figure_dialog_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BULLETIN_TYPE_FIGURE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BULLETIN_TYPE_FIGURE_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-figure-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, insert_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, filter);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, organisation_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, period_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, periods);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, other_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, value_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinFigureDialog, source_label);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
}

static void
bulletin_figure_dialog_init (BulletinFigureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->words = g_strdup ("");
  gtk_custom_filter_set_filter_func (self->filter, match, self, NULL);
}

/**
 * bulletin_figure_dialog_new:
 * @service: the open library
 * @day: (nullable): the bulletin's date, YYYY-MM-DD; %NULL for today
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_figure_dialog_new (BulletinLibraryService *service,
                            const char *day)
{
  BulletinFigureDialog *self = g_object_new (BULLETIN_TYPE_FIGURE_DIALOG, NULL);
  char date[11];

  if (day && bulletin_date_parse (day, date, NULL)) {
    self->day = g_strdup (date);
  } else {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();

    self->day = g_date_time_format (now, "%Y-%m-%d");
  }
  self->service = g_object_ref (service);
  self->cancellable = g_cancellable_new ();
  self->organisations = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->organisations, NULL);
  self->period_words = g_ptr_array_new_with_free_func (g_free);
  add_periods (self);
  bulletin_library_service_call_async (service, read_offer, FALSE, g_strdup (self->day), g_free, offer_free,
                                       NULL, offer_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
