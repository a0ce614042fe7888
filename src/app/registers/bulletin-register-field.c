/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-field.h"

#include "bulletin-period.h"

#include <glib/gi18n.h>

struct _BulletinRegisterField
{
  GObject parent_instance;

  const BulletinRegisterColumn *column;
  GtkWidget *row;             /* AdwEntryRow, or AdwComboRow for a choice */
  GtkWidget *message_row;
  GtkLabel *message_label;
  GtkCalendar *calendar;      /* for a date */
  GtkMenuButton *calendar_button;

  /* For a choice: what the rows of the list say, and what each is typed as. */
  GtkStringList *labels;
  GPtrArray *typed;

  char *value;                /* as it was set */
  gboolean is_filling;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinRegisterField, bulletin_register_field, G_TYPE_OBJECT)

static gboolean
is_choice (BulletinRegisterField *self)
{
  return ADW_IS_COMBO_ROW (self->row);
}

static void
changed_cb (BulletinRegisterField *self)
{
  if (self->is_filling)
    return;
  bulletin_register_field_set_error (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activated_cb (BulletinRegisterField *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* --- Dates ------------------------------------------------------------------------ */

/* The calendar opens at the day that is typed. */
static void
calendar_opened_cb (BulletinRegisterField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  g_autoptr (GDateTime) day = NULL;
  char date[11];
  int year, month, number;

  if (!gtk_menu_button_get_active (self->calendar_button))
    return;
  if (bulletin_date_parse (text, date, NULL) && sscanf (date, "%d-%d-%d", &year, &month, &number) == 3)
    day = g_date_time_new_local (year, month, number, 12, 0, 0);
  else
    day = g_date_time_new_now_local ();
  self->is_filling = TRUE;
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  self->is_filling = FALSE;
}

static void
day_selected_cb (BulletinRegisterField *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = NULL;

  if (self->is_filling)
    return;
  day = gtk_calendar_get_date (self->calendar);
  text = g_date_time_format (day, "%Y-%m-%d");
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  gtk_menu_button_popdown (self->calendar_button);
}

/* --- Choices ---------------------------------------------------------------------- */

static void
add_option (BulletinRegisterField *self,
            const char            *label,
            const char            *typed)
{
  gtk_string_list_append (self->labels, label);
  g_ptr_array_add (self->typed, g_strdup (typed));
}

static void
clear_options (BulletinRegisterField *self)
{
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)), NULL);
  g_ptr_array_set_size (self->typed, 0);
  if (!self->column->required)
    add_option (self, _("None"), "");
}

/* Selects what a row of the register says. What is not among the options, such as
 * what was deleted since, becomes one, so that saving does not lose it. */
static void
select_label (BulletinRegisterField *self,
              const char            *label)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->labels));
  guint selected = GTK_INVALID_LIST_POSITION;

  if (*label == '\0') {
    if (!self->column->required)
      selected = 0;
  } else {
    for (guint i = 0; i < n && selected == GTK_INVALID_LIST_POSITION; i++)
      if (*(const char *) self->typed->pdata[i] != '\0' && g_str_equal (gtk_string_list_get_string (self->labels, i), label))
        selected = i;
    if (selected == GTK_INVALID_LIST_POSITION) {
      add_option (self, label, label);
      selected = n;
    }
  }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), selected);
}

static const char *
get_selected_label (BulletinRegisterField *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  if (selected >= self->typed->len || *(const char *) self->typed->pdata[selected] == '\0')
    return "";

  return gtk_string_list_get_string (self->labels, selected);
}

/* The value in the words of the row. */
static const char *
get_shown (BulletinRegisterField *self)
{
  return is_choice (self) ? get_selected_label (self) : gtk_editable_get_text (GTK_EDITABLE (self->row));
}

/* --- The object --------------------------------------------------------------------- */

static void
bulletin_register_field_finalize (GObject *object)
{
  BulletinRegisterField *self = BULLETIN_REGISTER_FIELD (object);

  g_clear_object (&self->row);
  g_clear_object (&self->message_row);
  g_clear_object (&self->labels);
  g_clear_pointer (&self->typed, g_ptr_array_unref);
  g_free (self->value);

  G_OBJECT_CLASS (bulletin_register_field_parent_class)->finalize (object);
}

static void
bulletin_register_field_class_init (BulletinRegisterFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_register_field_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_REGISTER_FIELD, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", BULLETIN_TYPE_REGISTER_FIELD, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bulletin_register_field_init (BulletinRegisterField *self)
{
  self->value = g_strdup ("");
}

static GObject *
build (GtkBuilder *builder,
       const char *name)
{
  const char *objects[] = { name, NULL };
  g_autoptr (GError) error = NULL;

  if (!gtk_builder_add_objects_from_resource (builder, "/org/mdjgx/Bulletin/ui/bulletin-register-field.ui", objects, &error))
    g_error ("%s", error->message);

  return g_object_ref (gtk_builder_get_object (builder, name));
}

/**
 * bulletin_register_field_new:
 * @column: one of bulletin_register_get_columns()
 * @group: where its rows are added
 *
 * Returns: (transfer full): an empty field
 */
BulletinRegisterField *
bulletin_register_field_new (const BulletinRegisterColumn *column,
                             AdwPreferencesGroup          *group)
{
  BulletinRegisterField *self = g_object_new (BULLETIN_TYPE_REGISTER_FIELD, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  const char *label = bulletin_register_column_get_label (column);
  g_autofree char *title = NULL;

  self->column = column;
  if (column->kind == BULLETIN_VALUE_CHOICE || bulletin_register_field_get_referred (self) >= 0) {
    self->row = GTK_WIDGET (build (builder, "choice_row"));
    self->labels = gtk_string_list_new (NULL);
    self->typed = g_ptr_array_new_with_free_func (g_free);
    clear_options (self);
    if (column->kind == BULLETIN_VALUE_CHOICE) {
      g_auto (GStrv) choices = bulletin_register_column_get_choices (column);

      for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
        add_option (self, choices[i], choices[i]);
    }
    adw_combo_row_set_enable_search (ADW_COMBO_ROW (self->row), column->kind != BULLETIN_VALUE_CHOICE);
    adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (self->labels));
    g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  } else {
    self->row = GTK_WIDGET (build (builder, column->kind == BULLETIN_VALUE_DATE ? "date_row" : "entry_row"));
    if (column->kind == BULLETIN_VALUE_INTEGER || column->kind == BULLETIN_VALUE_NUMBER)
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_NUMBER);
    g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  }
  if (column->kind == BULLETIN_VALUE_DATE) {
    g_autofree char *spoken = g_strdup_printf ("%s: %s", label, _("Choose a Day"));

    self->calendar = GTK_CALENDAR (gtk_builder_get_object (builder, "calendar"));
    self->calendar_button = GTK_MENU_BUTTON (gtk_builder_get_object (builder, "calendar_button"));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    g_signal_connect_object (self->calendar_button, "notify::active", G_CALLBACK (calendar_opened_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);
  }

  /* Translators: a field that must be filled in */
  title = column->required ? g_strdup_printf (_("%s (required)"), label) : g_strdup (label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  self->message_row = GTK_WIDGET (build (builder, "message_row"));
  self->message_label = GTK_LABEL (gtk_builder_get_object (builder, "message_label"));
  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->message_row);

  return self;
}

/**
 * bulletin_register_field_get_referred:
 *
 * Returns: the #BulletinRegisterKind that the column refers to, or -1
 */
int
bulletin_register_field_get_referred (BulletinRegisterField *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_FIELD (self), -1);

  switch (self->column->kind) {
  case BULLETIN_VALUE_ORGANISATION:
    return BULLETIN_REGISTER_ORGANISATIONS;
  case BULLETIN_VALUE_STATION:
    return BULLETIN_REGISTER_STATIONS;
  case BULLETIN_VALUE_TEAM:
    return BULLETIN_REGISTER_TEAMS;
  case BULLETIN_VALUE_METRIC:
    return BULLETIN_REGISTER_METRICS;
  default:
    return -1;
  }
}

/**
 * bulletin_register_field_set_referred:
 * @rows: (element-type BulletinRegisterRow): the register that is referred to
 *
 * Offers the rows by name, those whose name is not theirs alone with their code.
 */
void
bulletin_register_field_set_referred (BulletinRegisterField *self,
                                      GPtrArray             *rows)
{
  int referred = bulletin_register_field_get_referred (self);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *label = NULL;
  int code, name;

  g_return_if_fail (referred >= 0);

  code = bulletin_register_find_column (referred, "code");
  name = bulletin_register_find_column (referred, "name");
  label = g_strdup (get_selected_label (self));
  self->is_filling = TRUE;
  clear_options (self);
  for (guint i = 0; i < rows->len; i++) {
    char *key = (char *) bulletin_register_row_get_value (rows->pdata[i], name);

    g_hash_table_insert (names, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (names, key)) + 1));
  }
  for (guint i = 0; i < rows->len; i++) {
    const char *row_name = bulletin_register_row_get_value (rows->pdata[i], name);
    const char *row_code = bulletin_register_row_get_value (rows->pdata[i], code);
    g_autofree char *both = g_strdup_printf ("%s (%s)", row_name, row_code);

    /* A code means one row only. */
    add_option (self, GPOINTER_TO_INT (g_hash_table_lookup (names, row_name)) > 1 ? both : row_name, row_code);
  }
  select_label (self, label);
  self->is_filling = FALSE;
}

void
bulletin_register_field_set_value (BulletinRegisterField *self,
                                   const char            *value)
{
  g_return_if_fail (BULLETIN_IS_REGISTER_FIELD (self));

  g_set_str (&self->value, value);
  self->is_filling = TRUE;
  if (is_choice (self))
    select_label (self, value);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->row), value);
  self->is_filling = FALSE;
  bulletin_register_field_set_error (self, NULL);
}

/**
 * bulletin_register_field_get_value:
 *
 * Returns: (transfer full): what bulletin_register_save() reads as the value; ""
 *   for none
 */
char *
bulletin_register_field_get_value (BulletinRegisterField *self)
{
  guint selected;

  g_return_val_if_fail (BULLETIN_IS_REGISTER_FIELD (self), NULL);

  if (!is_choice (self))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  return g_strdup (selected < self->typed->len ? self->typed->pdata[selected] : "");
}

gboolean
bulletin_register_field_is_modified (BulletinRegisterField *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_FIELD (self), FALSE);

  return !g_str_equal (self->value, get_shown (self));
}

void
bulletin_register_field_accept (BulletinRegisterField *self)
{
  g_return_if_fail (BULLETIN_IS_REGISTER_FIELD (self));

  g_set_str (&self->value, get_shown (self));
}

/**
 * bulletin_register_field_set_error:
 * @sentence: (nullable): what is wrong with the value and what to do
 *
 * Says it below the row, marks the row and has it spoken.
 */
void
bulletin_register_field_set_error (BulletinRegisterField *self,
                                   const char            *sentence)
{
  g_return_if_fail (BULLETIN_IS_REGISTER_FIELD (self));

  gtk_label_set_label (self->message_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->message_row, sentence != NULL);
  if (sentence != NULL) {
    gtk_widget_add_css_class (self->row, "error");
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    gtk_accessible_announce (GTK_ACCESSIBLE (self->row), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  } else {
    gtk_widget_remove_css_class (self->row, "error");
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID);
  }
}

void
bulletin_register_field_grab_focus (BulletinRegisterField *self)
{
  g_return_if_fail (BULLETIN_IS_REGISTER_FIELD (self));

  gtk_widget_grab_focus (self->row);
}
