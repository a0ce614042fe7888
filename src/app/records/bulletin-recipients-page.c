/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-recipients-page.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-recipient-dialog.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

struct _BulletinRecipientsPage
{
  AdwNavigationPage parent_instance;

  GtkDropDown *series_choice;
  GtkStringList *series;
  GtkStack *stack;
  GtkListBox *list;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  GPtrArray *recipients;
  char *series_id;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (BulletinRecipientsPage, bulletin_recipients_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct
{
  GPtrArray *series;
  GPtrArray *recipients;
  char *chosen;
  char *chosen_id;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->series, g_ptr_array_unref);
  g_clear_pointer (&answer->recipients, g_ptr_array_unref);
  g_free (answer->chosen);
  g_free (answer->chosen_id);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_recipients (BulletinLibrary *library,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (BulletinSeries) series = NULL;

  answer->series = bulletin_library_list_series (library, error);
  if (!answer->series)
    return NULL;
  if (answer->series->len == 0) {
    answer->recipients = g_ptr_array_new ();
    return g_steal_pointer (&answer);
  }
  /* The one that was shown may be called otherwise by now. */
  series = bulletin_library_get_series (library, data, NULL);
  if (!series)
    series = bulletin_library_get_series (library, NULL, error);
  if (!series)
    return NULL;
  answer->chosen = g_strdup (series->name);
  answer->chosen_id = g_strdup (series->id);
  answer->recipients = bulletin_library_list_recipients (library, series->name, error);
  return answer->recipients ? g_steal_pointer (&answer) : NULL;
}

/* --- Changing ----------------------------------------------------------------- */

typedef struct
{
  char *id;
  int by;
  char *who;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->id);
  g_free (move->who);
  g_free (move);
}

static gpointer
run_move (BulletinLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Move *move = data;

  return bulletin_library_move_recipient (library, move->id, move->by, move->who, error);
}

/* The tail's lines of the series, out of the list. */
static gpointer
run_fill_in (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  Move *move = data;
  g_autoptr (BulletinSeries) series = bulletin_library_get_series (library, move->id, error);
  g_autoptr (GPtrArray) recipients = series ? bulletin_library_list_recipients (library, series->name, error) : NULL;

  if (!recipients)
    return NULL;
  g_free (series->report_to);
  g_free (series->send_to);
  g_free (series->distribute_to);
  series->report_to = bulletin_recipients_format_line (recipients, BULLETIN_RECIPIENT_REPORT);
  series->send_to = bulletin_recipients_format_line (recipients, BULLETIN_RECIPIENT_SEND);
  series->distribute_to = bulletin_recipients_format_line (recipients, BULLETIN_RECIPIENT_DISTRIBUTE);
  return bulletin_library_edit_series (library, series, move->who, error);
}

static void
moved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!operation)
    bulletin_window_show_error (window, error);
}

static void
filled_in_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (operation)
    bulletin_window_offer_undo (window, _ ("New bulletins of the series now name these recipients"), operation);
  else
    bulletin_window_show_error (window, error);
}

static void
move_row (GtkWidget *button,
          int by)
{
  BulletinRecipientsPage *self = BULLETIN_RECIPIENTS_PAGE (gtk_widget_get_ancestor (button, BULLETIN_TYPE_RECIPIENTS_PAGE));
  BulletinWindow *window = bulletin_window_of (button);
  Move *move = g_new0 (Move, 1);

  move->id = g_strdup (g_object_get_data (G_OBJECT (button), "recipient"));
  move->by = by;
  move->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, run_move, TRUE, move, move_free, g_free, NULL, moved_cb, g_object_ref (window));
}

static void
up_cb (GtkWidget *button)
{
  move_row (button, -1);
}

static void
down_cb (GtkWidget *button)
{
  move_row (button, 1);
}

static void
add_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  BulletinRecipientsPage *self = BULLETIN_RECIPIENTS_PAGE (widget);
  BulletinRecipient recipient = { .series = self->series_id, .kind = BULLETIN_RECIPIENT_REPORT, .copies = 1 };

  if (self->series_id)
    bulletin_recipient_dialog_present (widget, self->service, &recipient);
}

static void
fill_in_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  BulletinRecipientsPage *self = BULLETIN_RECIPIENTS_PAGE (widget);
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->series_choice);
  Move *move;

  if (!item)
    return;
  move = g_new0 (Move, 1);
  move->id = g_strdup (gtk_string_object_get_string (item));
  move->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, run_fill_in, TRUE, move, move_free, g_free, NULL, filled_in_cb,
                                       g_object_ref (bulletin_window_of (widget)));
}

static void
row_activated_cb (BulletinRecipientsPage *self,
                  GtkListBoxRow *row)
{
  bulletin_recipient_dialog_present (GTK_WIDGET (self), self->service, self->recipients->pdata[gtk_list_box_row_get_index (row)]);
}

/* --- Showing ------------------------------------------------------------------- */

static GtkWidget *
make_button (const char *icon,
             const char *tooltip,
             GCallback callback,
             const char *id,
             gboolean is_sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, is_sensitive);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "recipient", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", callback, NULL);
  return button;
}

static void
add_row (BulletinRecipientsPage *self,
         guint index)
{
  const BulletinRecipient *recipient = self->recipients->pdata[index];
  const BulletinRecipient *before = index > 0 ? self->recipients->pdata[index - 1] : NULL;
  const BulletinRecipient *behind = index + 1 < self->recipients->len ? self->recipients->pdata[index + 1] : NULL;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *copies = g_strdup_printf (ngettext ("%d copy", "%d copies", recipient->copies), recipient->copies);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  g_autofree char *subtitle = NULL;

  g_strv_builder_add (parts, copies);
  if (recipient->contact)
    g_strv_builder_add (parts, recipient->contact);
  if (recipient->address)
    g_strv_builder_add (parts, recipient->address);
  if (recipient->mail)
    g_strv_builder_add (parts, recipient->mail);
  strings = g_strv_builder_end (parts);
  subtitle = g_strjoinv (" · ", strings);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recipient->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("go-up-symbolic", _ ("Move Up"), G_CALLBACK (up_cb), recipient->id,
                                                                before && before->kind == recipient->kind));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button ("go-down-symbolic", _ ("Move Down"), G_CALLBACK (down_cb), recipient->id,
                                                                behind && behind->kind == recipient->kind));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer user_data)
{
  BulletinRecipientsPage *self = user_data;
  const BulletinRecipient *recipient = self->recipients->pdata[gtk_list_box_row_get_index (row)];
  const BulletinRecipient *other = before ? self->recipients->pdata[gtk_list_box_row_get_index (before)] : NULL;
  GtkWidget *label;

  if (other && other->kind == recipient->kind) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = gtk_label_new (bulletin_recipient_kind_get_label (recipient->kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_header (row, label);
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  BulletinRecipientsPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_RECIPIENTS_PAGE (user_data);
  if (!answer) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window)
      bulletin_window_show_error (window, error);
    return;
  }
  self->is_filling = TRUE;
  gtk_string_list_splice (self->series, 0, g_list_model_get_n_items (G_LIST_MODEL (self->series)), NULL);
  for (guint i = 0; i < answer->series->len; i++) {
    const BulletinSeries *series = answer->series->pdata[i];

    gtk_string_list_append (self->series, series->name);
    if (g_strcmp0 (series->name, answer->chosen) == 0)
      gtk_drop_down_set_selected (self->series_choice, i);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->series_choice), answer->series->len > 1);
  self->is_filling = FALSE;
  g_set_str (&self->series_id, answer->chosen_id);
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  self->recipients = g_steal_pointer (&answer->recipients);
  for (guint i = 0; i < self->recipients->len; i++)
    add_row (self, i);
  gtk_stack_set_visible_child_name (self->stack, self->recipients->len > 0 ? "list" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recipients.fill-in", self->recipients->len > 0);
}

static void
reload (BulletinRecipientsPage *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->series_choice);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, read_recipients, FALSE,
                                       item ? g_strdup (gtk_string_object_get_string (item)) : NULL, g_free, answer_free,
                                       self->cancellable, read_cb, self);
}

static void
chosen_cb (BulletinRecipientsPage *self)
{
  if (self->service && !self->is_filling)
    reload (self);
}

/* --- Widget --------------------------------------------------------------------- */

static void
bulletin_recipients_page_dispose (GObject *object)
{
  BulletinRecipientsPage *self = BULLETIN_RECIPIENTS_PAGE (object);

  self->is_filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_RECIPIENTS_PAGE);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_clear_pointer (&self->series_id, g_free);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_recipients_page_parent_class)->dispose (object);
}

static void
bulletin_recipients_page_class_init (BulletinRecipientsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_recipients_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-recipients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientsPage, series_choice);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientsPage, series);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "recipients.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "recipients.fill-in", NULL, fill_in_action);
}

static void
bulletin_recipients_page_init (BulletinRecipientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->recipients = g_ptr_array_new ();
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

/**
 * bulletin_recipients_page_new:
 * @service: the open library
 *
 * Returns: (transfer floating): the page, which follows the library
 */
AdwNavigationPage *
bulletin_recipients_page_new (BulletinLibraryService *service)
{
  BulletinRecipientsPage *self = g_object_new (BULLETIN_TYPE_RECIPIENTS_PAGE, NULL);

  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
