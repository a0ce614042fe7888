/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-page.h"

#include "bulletin-load-dialog.h"
#include "bulletin-register-form.h"
#include "bulletin-register-table.h"
#include "bulletin-register.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BulletinRegisterPage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry *search_entry;
  GtkToggleButton *closed_button;
  GtkWidget *observations_button;
  GtkLabel *count_label;
  GtkStack *stack;
  GtkColumnView *view;
  AdwOverlaySplitView *split_view;
  BulletinRegisterForm *form;

  GListStore *rows;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  BulletinRegisterKind kind;
  char *folded_words;
  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
  gboolean is_stale;         /* the library changed since the rows were read */
  gboolean is_selecting;
};

enum
{
  PROP_SERVICE = 1,
  PROP_REGISTER,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinRegisterPage, bulletin_register_page, ADW_TYPE_NAVIGATION_PAGE)

static void update_form (BulletinRegisterPage *self);

/* --- Reading -------------------------------------------------------------------- */

static gpointer
list_rows (BulletinLibrary *library,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  return bulletin_register_list (library, GPOINTER_TO_INT (data), error);
}

static void
update_state (BulletinRegisterPage *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *count = g_strdup_printf (ngettext ("%u row", "%u rows", shown), shown);

  gtk_label_set_label (self->count_label, count);
  gtk_stack_set_visible_child_name (self->stack, all == 0 ? "empty" : shown == 0 ? "nothing-found"
                                                                                 : "list");
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinRegisterPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (rows == NULL) {
    if (bulletin_window_of (GTK_WIDGET (self)) != NULL)
      bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
    return;
  }

  self->is_selecting = TRUE;
  bulletin_register_table_replace_rows (self->rows, self->kind, rows);
  self->is_selecting = FALSE;
  update_state (self);
  update_form (self);
}

static void
reload (BulletinRegisterPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* A page that nobody sees waits: the library changes with every sentence typed. */
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->service == NULL || self->is_stale)
    return;
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_rows, FALSE, GINT_TO_POINTER (self->kind), NULL,
                                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb, self);
}

/* --- What is shown -------------------------------------------------------------- */

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  BulletinRegisterPage *self = user_data;
  BulletinRegisterRow *row = item;
  guint n_columns;

  if (bulletin_register_row_get_closed (row) && !gtk_toggle_button_get_active (self->closed_button))
    return FALSE;
  if (self->folded_words == NULL || *self->folded_words == '\0')
    return TRUE;

  bulletin_register_get_columns (self->kind, &n_columns);
  for (guint i = 0; i < n_columns; i++) {
    g_autofree char *folded = g_utf8_casefold (bulletin_register_row_get_value (row, i), -1);

    if (strstr (folded, self->folded_words) != NULL)
      return TRUE;
  }

  return FALSE;
}

static void
filter_changed_cb (BulletinRegisterPage *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  g_free (self->folded_words);
  self->folded_words = g_utf8_casefold (words, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_state (self);
}

static void
show_all_cb (BulletinRegisterPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_toggle_button_set_active (self->closed_button, TRUE);
  filter_changed_cb (self);
}

/* --- The row that is open ---------------------------------------------------------- */

/* The position among the rows as they are shown, or GTK_INVALID_LIST_POSITION. */
static guint
find_position (BulletinRegisterPage *self,
               const char           *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; id != NULL && i < n; i++) {
    g_autoptr (BulletinRegisterRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

    if (g_str_equal (bulletin_register_row_get_id (row), id))
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static BulletinRegisterRow *
find_row (BulletinRegisterPage *self,
          const char           *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; id != NULL && i < n; i++) {
    g_autoptr (BulletinRegisterRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

    if (g_str_equal (bulletin_register_row_get_id (row), id))
      return g_steal_pointer (&row);
  }

  return NULL;
}

static gboolean
is_form_open (BulletinRegisterPage *self)
{
  return adw_overlay_split_view_get_show_sidebar (self->split_view);
}

/* The table marks the row that the form shows. */
static void
select_open_row (BulletinRegisterPage *self)
{
  guint position = is_form_open (self) ? find_position (self, bulletin_register_form_get_id (self->form)) : GTK_INVALID_LIST_POSITION;

  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->is_selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_selecting = FALSE;
  /* A row that was just added may stand anywhere. */
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_column_view_scroll_to (self->view, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
hide_form (BulletinRegisterPage *self)
{
  bulletin_register_form_open (self->form, NULL);
  adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
  select_open_row (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* After the rows were read again, also because of an undo. What is being typed
 * stays. */
static void
update_form (BulletinRegisterPage *self)
{
  const char *id = bulletin_register_form_get_id (self->form);

  if (!is_form_open (self))
    return;
  if (id != NULL && !bulletin_register_form_is_modified (self->form)) {
    g_autoptr (BulletinRegisterRow) row = find_row (self, id);

    if (row == NULL) {
      hide_form (self);
      return;
    }
    bulletin_register_form_open (self->form, row);
  }
  select_open_row (self);
}

/* What the person wants to see instead of what is typed. */
typedef struct
{
  BulletinRegisterPage *page;
  BulletinRegisterRow *row;   /* with is_leaving FALSE, NULL adds one */
  gboolean is_leaving;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->page);
  g_clear_object (&wish->row);
  g_free (wish);
}

static void
grant (Wish *wish)
{
  BulletinRegisterPage *self = wish->page;

  if (wish->is_leaving) {
    hide_form (self);
  } else {
    bulletin_register_form_open (self->form, wish->row);
    adw_overlay_split_view_set_show_sidebar (self->split_view, TRUE);
    select_open_row (self);
    /* Going through the table with the arrow keys must not lose the table. */
    if (wish->row == NULL || adw_overlay_split_view_get_collapsed (self->split_view))
      bulletin_register_form_focus_first (self->form);
  }
}

static void
leave_response_cb (AdwAlertDialog *dialog,
                   const char     *response,
                   gpointer        user_data)
{
  Wish *wish = user_data;

  if (g_str_equal (response, "discard"))
    grant (wish);
  else
    select_open_row (wish->page);
  wish_free (wish);
}

/* Nothing that was typed is lost without a word. */
static void
ask_for (BulletinRegisterPage *self,
         BulletinRegisterRow  *row,
         gboolean              is_leaving)
{
  Wish *wish = g_new0 (Wish, 1);
  g_autoptr (GtkBuilder) builder = NULL;
  AdwDialog *dialog;

  wish->page = g_object_ref (self);
  wish->row = row != NULL ? g_object_ref (row) : NULL;
  wish->is_leaving = is_leaving;
  if (!is_form_open (self) || !bulletin_register_form_is_modified (self->form)) {
    grant (wish);
    wish_free (wish);
    return;
  }

  builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-register-page-leave.ui");
  dialog = ADW_DIALOG (gtk_builder_get_object (builder, "dialog"));
  g_signal_connect (dialog, "response", G_CALLBACK (leave_response_cb), wish);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* On a wide page the form follows the table; on a narrow one, where it covers the
 * table, a row is opened by a click or Enter. */
static void
selected_cb (BulletinRegisterPage *self)
{
  BulletinRegisterRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_selecting || row == NULL || adw_overlay_split_view_get_collapsed (self->split_view))
    return;
  if (!is_form_open (self) || g_strcmp0 (bulletin_register_row_get_id (row), bulletin_register_form_get_id (self->form)) != 0)
    ask_for (self, row, FALSE);
}

static void
activate_cb (BulletinRegisterPage *self,
             guint                 position)
{
  g_autoptr (BulletinRegisterRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL)
    return;
  if (is_form_open (self) && g_strcmp0 (bulletin_register_row_get_id (row), bulletin_register_form_get_id (self->form)) == 0)
    bulletin_register_form_focus_first (self->form);
  else
    ask_for (self, row, FALSE);
}

static void
form_done_cb (BulletinRegisterPage *self)
{
  ask_for (self, NULL, TRUE);
}

/* --- Adding and loading -------------------------------------------------------------- */

static void
add_cb (BulletinRegisterPage *self)
{
  if (self->service != NULL)
    ask_for (self, NULL, FALSE);
}

static void
load_cb (BulletinRegisterPage *self)
{
  if (self->service != NULL)
    bulletin_load_dialog_present (GTK_WIDGET (self), self->service, self->kind);
}

static void
load_observations_cb (BulletinRegisterPage *self)
{
  if (self->service != NULL)
    bulletin_load_dialog_present (GTK_WIDGET (self), self->service, BULLETIN_REGISTER_OBSERVATIONS);
}

/* --- The object -------------------------------------------------------------------- */

static void
set_service (BulletinRegisterPage   *self,
             BulletinLibraryService *service)
{
  if (self->service == service)
    return;

  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_set_object (&self->service, service);
  bulletin_register_form_set_service (self->form, service);
  if (service != NULL) {
    /* Another library: what stands here is not its. */
    self->is_selecting = TRUE;
    g_list_store_remove_all (self->rows);
    self->is_selecting = FALSE;
    bulletin_register_form_open (self->form, NULL);
    adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
    gtk_stack_set_visible_child_name (self->stack, "busy");
    self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
    reload (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

static void
bulletin_register_page_map (GtkWidget *widget)
{
  BulletinRegisterPage *self = BULLETIN_REGISTER_PAGE (widget);

  GTK_WIDGET_CLASS (bulletin_register_page_parent_class)->map (widget);

  if (self->is_stale)
    reload (self);
}

/* The table is called as its page. */
static void
title_changed_cb (BulletinRegisterPage *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)),
                                  -1);
}

static void
bulletin_register_page_constructed (GObject *object)
{
  BulletinRegisterPage *self = BULLETIN_REGISTER_PAGE (object);
  GtkSortListModel *sorted;

  G_OBJECT_CLASS (bulletin_register_page_parent_class)->constructed (object);

  bulletin_register_form_set_kind (self->form, self->kind);
  bulletin_register_table_add_columns (self->view, self->kind);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_visible (GTK_WIDGET (self->closed_button), bulletin_register_can_close (self->kind));
  gtk_widget_set_visible (self->observations_button, self->kind == BULLETIN_REGISTER_METRICS);
}

static void
bulletin_register_page_dispose (GObject *object)
{
  BulletinRegisterPage *self = BULLETIN_REGISTER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->form != NULL)
    set_service (self, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_REGISTER_PAGE);

  G_OBJECT_CLASS (bulletin_register_page_parent_class)->dispose (object);
}

static void
bulletin_register_page_finalize (GObject *object)
{
  g_free (BULLETIN_REGISTER_PAGE (object)->folded_words);

  G_OBJECT_CLASS (bulletin_register_page_parent_class)->finalize (object);
}

static void
bulletin_register_page_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  BulletinRegisterPage *self = BULLETIN_REGISTER_PAGE (object);

  switch (property_id) {
  case PROP_SERVICE:
    set_service (self, g_value_get_object (value));
    break;
  case PROP_REGISTER:
    self->kind = g_value_get_int (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_register_page_class_init (BulletinRegisterPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = bulletin_register_page_constructed;
  object_class->dispose = bulletin_register_page_dispose;
  object_class->finalize = bulletin_register_page_finalize;
  object_class->set_property = bulletin_register_page_set_property;
  widget_class->map = bulletin_register_page_map;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REGISTER] = g_param_spec_int ("register", NULL, NULL, 0, BULLETIN_N_REGISTERS - 1, BULLETIN_REGISTER_STATIONS,
                                                G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (BULLETIN_TYPE_REGISTER_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-register-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, closed_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, observations_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterPage, form);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_observations_cb);
}

static void
bulletin_register_page_init (BulletinRegisterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
  self->rows = g_list_store_new (BULLETIN_TYPE_REGISTER_ROW);
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), GTK_FILTER (g_object_ref (self->filter)));
}
