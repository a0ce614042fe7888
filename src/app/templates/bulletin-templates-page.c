/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-templates-page.h"

#include <glib/gi18n.h>

#include "bulletin-series-edit.h"
#include "bulletin-template-form.h"
#include "bulletin-template-preview.h"
#include "bulletin-template-sample.h"
#include "bulletin-templates-page-private.h"
#include "bulletin-window.h"

/* A pause in the changes after which they are kept, in ms. */
#define SAVE_PAUSE_MS 500

struct _BulletinTemplatesPage
{
  AdwNavigationPage parent_instance;

  AdwOverlaySplitView *split_view;
  GtkListBox *list;
  AdwBanner *banner;
  BulletinTemplateForm *form;
  BulletinTemplatePreview *preview;
  GtkToggleButton *page_button;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  GCancellable *sample_cancellable;
  GPtrArray *all;                     /* (element-type BulletinSeries): as they are kept */
  BulletinSeries *series;             /* the one that is shown, as it is being edited */
  BulletinPageTemplate *page_template;
  BulletinTemplateSample *sample;
  char *wanted;                       /* the id of the one to show once it is listed */
  gboolean wants_new;                 /* whether one was added, to be shown and named */
  GPtrArray *operations;              /* (element-type utf8): what can be taken back */
  guint save_id;
  guint n_saving;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (BulletinTemplatesPage, bulletin_templates_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update_actions (BulletinTemplatesPage *self)
{
  const guint n = self->all ? self->all->len : 0;
  const gboolean is_shown = self->series != NULL;
  guint index = 0;

  while (is_shown && index < n && g_strcmp0 (((BulletinSeries *) g_ptr_array_index (self->all, index))->id, self->series->id) != 0)
    index++;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.undo", self->operations->len > 0 || self->save_id > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.duplicate", is_shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.export", is_shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.restore", is_shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.delete", is_shown && n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.move-up", is_shown && index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "templates.move-down", is_shown && index + 1 < n);
}

/* --- The page --------------------------------------------------------------- */

static void
show_pages (BulletinTemplatesPage *self)
{
  g_autoptr (BulletinMetadata) metadata = NULL;

  if (!self->sample || !self->series)
    return;
  metadata = bulletin_template_sample_dress (self->sample, self->series);
  bulletin_template_preview_show (self->preview, self->sample->text, metadata, self->page_template, self->sample->materials);
}

static gpointer
load_sample (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return bulletin_template_sample_load (library, data, error);
}

static void
sample_loaded_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  BulletinTemplatesPage *self;
  g_autoptr (GError) error = NULL;
  BulletinTemplateSample *sample = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_TEMPLATES_PAGE (user_data);
  if (!sample) {
    bulletin_templates_page_show_error (self, error);
    return;
  }
  g_clear_pointer (&self->sample, bulletin_template_sample_free);
  self->sample = sample;
  show_pages (self);
}

static void
request_sample (BulletinTemplatesPage *self,
                const char *name)
{
  g_cancellable_cancel (self->sample_cancellable);
  g_clear_object (&self->sample_cancellable);
  self->sample_cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, load_sample, FALSE, g_strdup (name), g_free,
                                       (GDestroyNotify) bulletin_template_sample_free, self->sample_cancellable,
                                       sample_loaded_cb, self);
}

/* --- The series that is shown ----------------------------------------------- */

/* Shows a series as it is kept. */
static void
show_series (BulletinTemplatesPage *self,
             const BulletinSeries *series)
{
  const gboolean is_other = !self->series || g_strcmp0 (self->series->id, series->id) != 0;
  g_autoptr (BulletinSeries) old_series = g_steal_pointer (&self->series);
  g_autoptr (BulletinPageTemplate) old_template = g_steal_pointer (&self->page_template);

  self->series = bulletin_series_copy (series);
  self->page_template = bulletin_page_template_from_json (series->page_template, NULL);
  if (!self->page_template)
    self->page_template = bulletin_page_template_new ();
  bulletin_template_form_show (self->form, self->series, self->page_template);
  adw_banner_set_revealed (self->banner, FALSE);
  if (is_other) {
    g_ptr_array_set_size (self->operations, 0);
    request_sample (self, series->name);
  } else {
    show_pages (self);
  }
  update_actions (self);
}

static const BulletinSeries *
find_series (BulletinTemplatesPage *self,
             const char *id)
{
  for (guint i = 0; self->all && i < self->all->len; i++) {
    const BulletinSeries *series = g_ptr_array_index (self->all, i);

    if (g_strcmp0 (series->id, id) == 0)
      return series;
  }

  return NULL;
}

/* --- The list --------------------------------------------------------------- */

static GtkWidget *
make_row (const BulletinSeries *series)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), series->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), series->issuer ? series->issuer : "");
  return row;
}

static void
fill_list (BulletinTemplatesPage *self)
{
  const char *wanted = self->wanted ? self->wanted : (self->series ? self->series->id : NULL);
  const gboolean is_first = self->series == NULL;
  guint selected = 0;

  self->is_filling = TRUE;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->all->len; i++) {
    const BulletinSeries *series = g_ptr_array_index (self->all, i);

    gtk_list_box_append (self->list, make_row (series));
    if (self->wants_new || g_strcmp0 (series->id, wanted) == 0)
      selected = i;
  }
  if (self->all->len > 0) {
    const BulletinSeries *series = g_ptr_array_index (self->all, selected);

    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) selected));
    /* Not in a field: what is typed there is kept at once. */
    if (is_first && !self->wants_new)
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) selected)));
    /* What is being changed is newer than what was read. */
    if (!self->series || g_strcmp0 (self->series->id, series->id) != 0 ||
        (self->save_id == 0 && self->n_saving == 0 && !bulletin_series_equal (self->series, series)))
      show_series (self, series);
    if (self->wants_new)
      bulletin_template_form_focus_name (self->form);
  }
  self->wants_new = FALSE;
  g_clear_pointer (&self->wanted, g_free);
  self->is_filling = FALSE;
  update_actions (self);
}

static gpointer
list_series (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return bulletin_library_list_series (library, error);
}

static void
series_listed_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  BulletinTemplatesPage *self;
  g_autoptr (GError) error = NULL;
  GPtrArray *list = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_TEMPLATES_PAGE (user_data);
  if (!list) {
    bulletin_templates_page_show_error (self, error);
    return;
  }
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = list;
  fill_list (self);
}

static void
reload (BulletinTemplatesPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_series, FALSE, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                                       self->cancellable, series_listed_cb, self);
}

static void
row_selected_cb (BulletinTemplatesPage *self,
                 GtkListBoxRow *row)
{
  const BulletinSeries *series;

  if (self->is_filling || !row)
    return;
  series = g_ptr_array_index (self->all, gtk_list_box_row_get_index (row));
  if (self->series && g_strcmp0 (self->series->id, series->id) == 0)
    return;
  bulletin_templates_page_save (self);
  show_series (self, series);
  if (adw_overlay_split_view_get_collapsed (self->split_view))
    adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
}

/* --- Keeping ---------------------------------------------------------------- */

static void
stored_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinTemplatesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  self->n_saving--;
  if (operation) {
    g_ptr_array_add (self->operations, operation);
  } else {
    bulletin_templates_page_show_error (self, error);
    /* What could not be kept is put back: another series' name, say. */
    reload (self);
  }
  update_actions (self);
}

/**
 * bulletin_templates_page_save:
 * @self: the page
 *
 * Keeps what was changed and not kept yet. What makes no page is not kept.
 */
void
bulletin_templates_page_save (BulletinTemplatesPage *self)
{
  if (self->save_id == 0)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  for (guint i = 0; self->all && i < self->all->len; i++) {
    BulletinSeries *kept = g_ptr_array_index (self->all, i);

    if (g_strcmp0 (kept->id, self->series->id) != 0)
      continue;
    /* Changed there and back. */
    if (bulletin_series_equal (kept, self->series))
      return;
    self->all->pdata[i] = bulletin_series_copy (self->series);
    bulletin_series_free (kept);
  }
  self->n_saving++;
  bulletin_series_edit_store_async (self->service, self->series, stored_cb, g_object_ref (self));
}

static void
save_cb (gpointer user_data)
{
  bulletin_templates_page_save (user_data);
}

static void
form_changed_cb (BulletinTemplatesPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!bulletin_page_template_check (self->page_template, &error)) {
    adw_banner_set_title (self->banner, error->message);
    adw_banner_set_revealed (self->banner, TRUE);
    return;
  }
  adw_banner_set_revealed (self->banner, FALSE);
  g_free (self->series->page_template);
  self->series->page_template = bulletin_page_template_to_json (self->page_template);
  show_pages (self);
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add_once (SAVE_PAUSE_MS, save_cb, self);
  update_actions (self);
}

/* --- Actions ---------------------------------------------------------------- */

static void
undone_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinTemplatesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  self->n_saving--;
  if (!operation)
    bulletin_templates_page_show_error (self, error);
  reload (self);
}

static void
undo (BulletinTemplatesPage *self)
{
  g_autofree char *operation = NULL;

  if (self->operations->len == 0)
    return;
  operation = g_ptr_array_steal_index (self->operations, self->operations->len - 1);
  self->n_saving++;
  bulletin_series_edit_undo_async (self->service, operation, undone_cb, g_object_ref (self));
  update_actions (self);
}

static void
undo_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (widget);
  const BulletinSeries *kept;

  /* What is not kept yet is simply dropped. */
  if (self->save_id > 0 && (kept = find_series (self, self->series->id))) {
    g_clear_handle_id (&self->save_id, g_source_remove);
    show_series (self, kept);
    return;
  }
  undo (self);
}

static void
import_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  bulletin_templates_page_save (BULLETIN_TEMPLATES_PAGE (widget));
  bulletin_templates_page_import (BULLETIN_TEMPLATES_PAGE (widget));
}

static void
export_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  bulletin_templates_page_save (BULLETIN_TEMPLATES_PAGE (widget));
  bulletin_templates_page_export (BULLETIN_TEMPLATES_PAGE (widget));
}

/* In a narrow window there is room for the rows or for the page. */
static void
page_toggled_cb (BulletinTemplatesPage *self)
{
  const gboolean shows_page = gtk_toggle_button_get_active (self->page_button);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->page_button)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->preview), shows_page);
  gtk_widget_set_visible (GTK_WIDGET (self->form), !shows_page);
}

static void
wide_cb (BulletinTemplatesPage *self)
{
  gtk_toggle_button_set_active (self->page_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->form), TRUE);
}

static void
narrow_cb (BulletinTemplatesPage *self)
{
  page_toggled_cb (self);
}

/* --- The widget ------------------------------------------------------------- */

/* Also when the window closes: the library is open still. */
static void
bulletin_templates_page_unmap (GtkWidget *widget)
{
  bulletin_templates_page_save (BULLETIN_TEMPLATES_PAGE (widget));

  GTK_WIDGET_CLASS (bulletin_templates_page_parent_class)->unmap (widget);
}

static void
bulletin_templates_page_dispose (GObject *object)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->sample_cancellable);
  g_clear_object (&self->sample_cancellable);
  if (self->form)
    bulletin_template_form_show (self->form, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_TEMPLATES_PAGE);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_templates_page_parent_class)->dispose (object);
}

static void
bulletin_templates_page_finalize (GObject *object)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->series, bulletin_series_free);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_clear_pointer (&self->sample, bulletin_template_sample_free);
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  g_free (self->wanted);

  G_OBJECT_CLASS (bulletin_templates_page_parent_class)->finalize (object);
}

static void
bulletin_templates_page_class_init (BulletinTemplatesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_templates_page_dispose;
  object_class->finalize = bulletin_templates_page_finalize;
  widget_class->unmap = bulletin_templates_page_unmap;

  g_type_ensure (BULLETIN_TYPE_TEMPLATE_FORM);
  g_type_ensure (BULLETIN_TYPE_TEMPLATE_PREVIEW);
  bulletin_templates_page_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "templates.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "templates.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "templates.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "templates.undo", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-templates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatesPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatesPage, list);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatesPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatesPage, form);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatesPage, preview);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatesPage, page_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
}

static void
bulletin_templates_page_init (BulletinTemplatesPage *self)
{
  self->operations = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * bulletin_templates_page_new:
 * @service: the open library
 *
 * Returns: (transfer floating): the page, which fills itself
 */
AdwNavigationPage *
bulletin_templates_page_new (BulletinLibraryService *service)
{
  BulletinTemplatesPage *self = g_object_new (BULLETIN_TYPE_TEMPLATES_PAGE, NULL);

  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}

BulletinLibraryService *
bulletin_templates_page_get_service (BulletinTemplatesPage *self)
{
  return self->service;
}

const BulletinSeries *
bulletin_templates_page_get_series (BulletinTemplatesPage *self)
{
  return self->series;
}

gboolean
bulletin_templates_page_has_name (BulletinTemplatesPage *self,
                                  const char *name)
{
  for (guint i = 0; self->all && i < self->all->len; i++) {
    if (g_str_equal (((BulletinSeries *) g_ptr_array_index (self->all, i))->name, name))
      return TRUE;
  }

  return FALSE;
}

void
bulletin_templates_page_choose (BulletinTemplatesPage *self,
                                const char *id)
{
  g_set_str (&self->wanted, id);
  reload (self);
}

/* Of the series that is shown, or -1. */
int
bulletin_templates_page_get_position (BulletinTemplatesPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row ? gtk_list_box_row_get_index (row) : -1;
}

void
bulletin_templates_page_expect_new (BulletinTemplatesPage *self,
                                    gboolean is_expected)
{
  self->wants_new = is_expected;
}

void
bulletin_templates_page_show_standard (BulletinTemplatesPage *self)
{
  g_autoptr (BulletinPageTemplate) old = g_steal_pointer (&self->page_template);

  self->page_template = bulletin_page_template_new ();
  g_free (self->series->page_template);
  self->series->page_template = bulletin_page_template_to_json (self->page_template);
  bulletin_template_form_show (self->form, self->series, self->page_template);
  adw_banner_set_revealed (self->banner, FALSE);
  show_pages (self);
}

void
bulletin_templates_page_show_error (BulletinTemplatesPage *self,
                                    const GError *error)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (window)
    bulletin_window_show_error (window, error);
}
