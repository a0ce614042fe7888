/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-properties-pane.h"

typedef enum
{
  FIELD_TITLE,
  FIELD_DATE,
  FIELD_ISSUER,
  FIELD_SIGNER,
  FIELD_REPORT_TO,
  FIELD_SEND_TO,
  FIELD_DISTRIBUTE_TO,
  FIELD_SECRECY,
  FIELD_COPY_NUMBER,
  N_FIELDS,
} Field;

typedef enum
{
  NUMBER_YEAR,
  NUMBER_NUMBER,
  NUMBER_TOTAL,
  NUMBER_COPIES,
  NUMBER_TARGET_LENGTH,
  N_NUMBERS,
} Number;

static const struct
{
  const char *id;
  gsize offset;
} fields[N_FIELDS] = {
  { "title_row", G_STRUCT_OFFSET (BulletinMetadata, title) },
  { "date_row", G_STRUCT_OFFSET (BulletinMetadata, date) },
  { "issuer_row", G_STRUCT_OFFSET (BulletinMetadata, issuer) },
  { "signer_row", G_STRUCT_OFFSET (BulletinMetadata, signer) },
  { "report_to_row", G_STRUCT_OFFSET (BulletinMetadata, report_to) },
  { "send_to_row", G_STRUCT_OFFSET (BulletinMetadata, send_to) },
  { "distribute_to_row", G_STRUCT_OFFSET (BulletinMetadata, distribute_to) },
  { "secrecy_row", G_STRUCT_OFFSET (BulletinMetadata, secrecy) },
  { "copy_number_row", G_STRUCT_OFFSET (BulletinMetadata, copy_number) },
};

static const struct
{
  const char *id;
  gsize offset;
} numbers[N_NUMBERS] = {
  { "year_row", G_STRUCT_OFFSET (BulletinMetadata, year) },
  { "number_row", G_STRUCT_OFFSET (BulletinMetadata, number) },
  { "total_number_row", G_STRUCT_OFFSET (BulletinMetadata, total_number) },
  { "copies_row", G_STRUCT_OFFSET (BulletinMetadata, copies) },
  { "target_length_row", G_STRUCT_OFFSET (BulletinMetadata, target_length) },
};

struct _BulletinPropertiesPane
{
  AdwBin parent_instance;

  AdwEntryRow *field_rows[N_FIELDS];
  AdwSpinRow *number_rows[N_NUMBERS];
  AdwComboRow *series_row;
  GtkStringList *series_list;
  AdwComboRow *kind_row;
  AdwSwitchRow *internal_row;
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;

  BulletinDraft *draft;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (BulletinPropertiesPane, bulletin_properties_pane, ADW_TYPE_BIN)

static char **
get_field (BulletinMetadata *metadata,
           Field field)
{
  return G_STRUCT_MEMBER_P (metadata, fields[field].offset);
}

/* Its place in the list; before the list is read, or while it is older than the
 * bulletin, the name is put in. */
static guint
find_series (BulletinPropertiesPane *self,
             const char *name)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->series_list));

  if (!name)
    return GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < n; i++) {
    if (g_str_equal (gtk_string_list_get_string (self->series_list, i), name))
      return i;
  }
  gtk_string_list_append (self->series_list, name);
  return n;
}

/* Only what differs is written: a field is not rewritten under the hands of who
 * types in it. */
static void
show_metadata (BulletinPropertiesPane *self)
{
  g_autoptr (BulletinMetadata) metadata = self->draft ? bulletin_metadata_copy (bulletin_draft_get_metadata (self->draft)) : bulletin_metadata_new ();

  self->is_updating = TRUE;
  for (guint i = 0; i < N_FIELDS; i++) {
    const char *value = *get_field (metadata, i);
    g_autofree char *shown = NULL;

    bulletin_metadata_set_string (&shown, gtk_editable_get_text (GTK_EDITABLE (self->field_rows[i])));
    if (g_strcmp0 (shown, value) != 0)
      gtk_editable_set_text (GTK_EDITABLE (self->field_rows[i]), value ? value : "");
    gtk_widget_remove_css_class (GTK_WIDGET (self->field_rows[i]), "error");
  }
  for (guint i = 0; i < N_NUMBERS; i++)
    adw_spin_row_set_value (self->number_rows[i], G_STRUCT_MEMBER (int, metadata, numbers[i].offset));
  adw_combo_row_set_selected (self->series_row, find_series (self, metadata->series));
  adw_combo_row_set_selected (self->kind_row, metadata->kind);
  adw_switch_row_set_active (self->internal_row, metadata->internal != 0);
  self->is_updating = FALSE;
}

/* Takes over what stands in the rows. A date that is none is marked and waits. */
static void
row_changed_cb (BulletinPropertiesPane *self)
{
  g_autoptr (BulletinMetadata) metadata = NULL;

  if (self->is_updating || !self->draft)
    return;

  metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (self->draft));
  for (guint i = 0; i < N_FIELDS; i++) {
    g_autofree char *value = NULL;

    bulletin_metadata_set_string (&value, gtk_editable_get_text (GTK_EDITABLE (self->field_rows[i])));
    if (i == FIELD_DATE) {
      gboolean is_valid = !value || bulletin_date_is_valid (value);

      if (is_valid)
        gtk_widget_remove_css_class (GTK_WIDGET (self->field_rows[i]), "error");
      else
        gtk_widget_add_css_class (GTK_WIDGET (self->field_rows[i]), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->field_rows[i]),
                                   GTK_ACCESSIBLE_STATE_INVALID, is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      if (!is_valid)
        continue;
    }
    bulletin_metadata_set_string (get_field (metadata, i), value);
  }
  for (guint i = 0; i < N_NUMBERS; i++)
    G_STRUCT_MEMBER (int, metadata, numbers[i].offset) = (int) adw_spin_row_get_value (self->number_rows[i]);
  if (adw_combo_row_get_selected (self->series_row) != GTK_INVALID_LIST_POSITION)
    bulletin_metadata_set_string (&metadata->series, gtk_string_list_get_string (self->series_list, adw_combo_row_get_selected (self->series_row)));
  metadata->kind = adw_combo_row_get_selected (self->kind_row) == 1 ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR;
  metadata->internal = adw_switch_row_get_active (self->internal_row);

  self->is_updating = TRUE;
  bulletin_draft_set_metadata (self->draft, metadata);
  self->is_updating = FALSE;
}

static void
metadata_changed_cb (BulletinPropertiesPane *self)
{
  if (!self->is_updating)
    show_metadata (self);
}

static void
day_selected_cb (BulletinPropertiesPane *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self->field_rows[FIELD_DATE]), text);
  gtk_menu_button_popdown (self->calendar_button);
}

static void
bulletin_properties_pane_dispose (GObject *object)
{
  BulletinPropertiesPane *self = BULLETIN_PROPERTIES_PANE (object);

  bulletin_properties_pane_set_draft (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_PROPERTIES_PANE);

  G_OBJECT_CLASS (bulletin_properties_pane_parent_class)->dispose (object);
}

static void
bulletin_properties_pane_class_init (BulletinPropertiesPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_properties_pane_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-properties-pane.ui");
  for (guint i = 0; i < N_FIELDS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i].id, FALSE,
                                               G_STRUCT_OFFSET (BulletinPropertiesPane, field_rows) + i * sizeof (gpointer));
  for (guint i = 0; i < N_NUMBERS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, numbers[i].id, FALSE,
                                               G_STRUCT_OFFSET (BulletinPropertiesPane, number_rows) + i * sizeof (gpointer));
  gtk_widget_class_bind_template_child (widget_class, BulletinPropertiesPane, series_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPropertiesPane, series_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinPropertiesPane, kind_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPropertiesPane, internal_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPropertiesPane, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinPropertiesPane, calendar);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
bulletin_properties_pane_init (BulletinPropertiesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_properties_pane_set_draft:
 * @self: the pane
 * @draft: (nullable): the bulletin whose fields are shown and changed
 */
void
bulletin_properties_pane_set_draft (BulletinPropertiesPane *self,
                                    BulletinDraft *draft)
{
  g_return_if_fail (BULLETIN_IS_PROPERTIES_PANE (self));

  if (self->draft == draft)
    return;
  if (self->draft)
    g_signal_handlers_disconnect_by_func (self->draft, metadata_changed_cb, self);
  g_set_object (&self->draft, draft);
  if (draft) {
    g_signal_connect_object (draft, "metadata-changed", G_CALLBACK (metadata_changed_cb), self, G_CONNECT_SWAPPED);
    show_metadata (self);
  }
}

/**
 * bulletin_properties_pane_set_series:
 * @self: the pane
 * @names: (nullable): the names of the series to choose from, NULL-terminated
 */
void
bulletin_properties_pane_set_series (BulletinPropertiesPane *self,
                                     const char *const *names)
{
  g_return_if_fail (BULLETIN_IS_PROPERTIES_PANE (self));

  self->is_updating = TRUE;
  gtk_string_list_splice (self->series_list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->series_list)), names);
  self->is_updating = FALSE;
  if (self->draft)
    show_metadata (self);
}
