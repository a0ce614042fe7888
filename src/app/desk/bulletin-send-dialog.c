/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-send-dialog.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-metadata.h"
#include "bulletin-people.h"
#include "bulletin-review.h"

struct _BulletinSendDialog
{
  AdwDialog parent_instance;

  GtkLabel *findings_label;
  GtkListBox *people_list;
  AdwEntryRow *other_row;
  AdwSwitchRow *order_row;
  AdwEntryRow *due_row;
  GtkMenuButton *calendar_button;
  GtkCalendar *calendar;
  GtkEditable *note_row;
  GtkWidget *send_button;
  GtkWidget *nobody_label;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinSendDialog, bulletin_send_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_SEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- The people ------------------------------------------------------------ */

/* A row keeps its check button and the label of its place. */
#define CHECK_KEY "bulletin-check"
#define PLACE_KEY "bulletin-place"
#define UP_KEY    "bulletin-up"

static GtkCheckButton *
get_check (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), CHECK_KEY);
}

static const char *
get_name (GtkListBoxRow *row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static gboolean
is_chosen (GtkListBoxRow *row)
{
  return gtk_check_button_get_active (get_check (row));
}

static void
update (BulletinSendDialog *self)
{
  const char *due = gtk_editable_get_text (GTK_EDITABLE (self->due_row));
  gboolean has_date = !*due || bulletin_date_is_valid (due);
  GtkListBoxRow *row;
  guint n_chosen = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->people_list, i)); i++) {
    gboolean chosen = is_chosen (row);
    g_autofree char *place = NULL;

    n_chosen += chosen;
    place = chosen ? g_strdup_printf ("%u", n_chosen) : g_strdup ("");
    gtk_label_set_label (g_object_get_data (G_OBJECT (row), PLACE_KEY), place);
    gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), PLACE_KEY), chosen && adw_switch_row_get_active (self->order_row));
    gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), UP_KEY), chosen && n_chosen > 1 && adw_switch_row_get_active (self->order_row));
  }
  gtk_widget_set_visible (self->nobody_label, n_chosen == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->order_row), n_chosen > 1);
  if (has_date)
    gtk_widget_remove_css_class (GTK_WIDGET (self->due_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->due_row), "error");
  gtk_widget_set_sensitive (self->send_button, has_date);
}

static void
move_row (BulletinSendDialog *self,
          GtkListBoxRow *row,
          int index)
{
  g_object_ref (row);
  gtk_list_box_remove (self->people_list, GTK_WIDGET (row));
  gtk_list_box_insert (self->people_list, GTK_WIDGET (row), index);
  g_object_unref (row);
}

/* Who is asked stands on top, in the order in which they were chosen. */
static void
toggled_cb (BulletinSendDialog *self,
            GtkCheckButton *check)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW));
  GtkListBoxRow *other;
  int n_before = 0;

  for (int i = 0; (other = gtk_list_box_get_row_at_index (self->people_list, i)); i++)
    n_before += other != row && is_chosen (other);
  move_row (self, row, n_before);
  gtk_widget_grab_focus (GTK_WIDGET (check));
  update (self);
}

static void
up_cb (BulletinSendDialog *self,
       GtkButton *button)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW));

  move_row (self, row, MAX (gtk_list_box_row_get_index (row) - 1, 0));
  update (self);
}

static void
add_person (BulletinSendDialog *self,
            const char *name,
            const char *post,
            gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *place = gtk_label_new (NULL);
  GtkWidget *up = gtk_button_new_from_icon_name ("go-up-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_ ("Ask %s Earlier"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (post)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), post);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (up, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (up, "flat");
  gtk_widget_set_tooltip_text (up, tooltip);
  gtk_widget_add_css_class (place, "remark-number");
  gtk_widget_set_valign (place, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), up);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), place);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), CHECK_KEY, check);
  g_object_set_data (G_OBJECT (row), PLACE_KEY, place);
  g_object_set_data (G_OBJECT (row), UP_KEY, up);
  gtk_list_box_append (self->people_list, row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (up, "clicked", G_CALLBACK (up_cb), self, G_CONNECT_SWAPPED);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
}

static GtkListBoxRow *
find_person (BulletinSendDialog *self,
             const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->people_list, i)); i++)
    if (g_str_equal (get_name (row), name))
      return row;
  return NULL;
}

static void
choose (BulletinSendDialog *self,
        const char *name)
{
  GtkListBoxRow *row = find_person (self, name);

  if (row)
    gtk_check_button_set_active (get_check (row), TRUE);
  else
    add_person (self, name, NULL, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->people_list), TRUE);
  update (self);
}

static void
other_entered_cb (BulletinSendDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_row))));

  if (*name)
    choose (self, name);
  gtk_editable_set_text (GTK_EDITABLE (self->other_row), "");
}

/* --- Reading them ---------------------------------------------------------- */

/* Whom it can be sent to, and whom it was sent to the last time. */
typedef struct
{
  GPtrArray *people;
  GPtrArray *reviews;
} Offer;

static void
offer_free (Offer *self)
{
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_offer (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->people = bulletin_library_list_reviewers (library, error);
  if (offer->people)
    offer->reviews = bulletin_library_list_reviews (library, data, error);
  if (offer->reviews)
    return offer;
  offer_free (offer);
  return NULL;
}

static void
choose_as_before (BulletinSendDialog *self,
                  const BulletinReview *review)
{
  adw_switch_row_set_active (self->order_row, review->in_order);
  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = g_ptr_array_index (review->requests, i);

    if (request->state != BULLETIN_REQUEST_DELEGATED)
      choose (self, request->reviewer);
  }
}

static void
offer_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  BulletinSendDialog *self;
  g_autoptr (GError) error = NULL;
  Offer *offer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autofree char *me = bulletin_get_user_name ();

  /* Cancelled, or nobody to offer: names can be typed. */
  if (!offer)
    return;
  self = BULLETIN_SEND_DIALOG (user_data);
  for (guint i = 0; i < offer->people->len; i++) {
    const BulletinPerson *person = g_ptr_array_index (offer->people, i);

    if (!g_str_equal (person->name, me))
      add_person (self, person->name, person->post, FALSE);
  }
  if (offer->reviews->len > 0)
    choose_as_before (self, g_ptr_array_index (offer->reviews, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->people_list), gtk_list_box_get_row_at_index (self->people_list, 0) != NULL);
  update (self);
  offer_free (offer);
}

/* --- Signals --------------------------------------------------------------- */

static void
send_cb (BulletinSendDialog *self)
{
  /* A name that was typed and not entered is meant as well. */
  other_entered_cb (self);
  g_signal_emit (self, signals[SIGNAL_SEND], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (BulletinSendDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
changed_cb (BulletinSendDialog *self)
{
  update (self);
}

static void
day_selected_cb (BulletinSendDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self->due_row), text);
  gtk_menu_button_popdown (self->calendar_button);
}

static void
bulletin_send_dialog_dispose (GObject *object)
{
  BulletinSendDialog *self = BULLETIN_SEND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_SEND_DIALOG);

  G_OBJECT_CLASS (bulletin_send_dialog_parent_class)->dispose (object);
}

static void
bulletin_send_dialog_class_init (BulletinSendDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_send_dialog_dispose;

  signals[SIGNAL_SEND] = g_signal_new ("send", BULLETIN_TYPE_SEND_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, findings_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, people_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, other_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, order_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, due_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, send_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinSendDialog, nobody_label);
  gtk_widget_class_bind_template_callback (widget_class, other_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
bulletin_send_dialog_init (BulletinSendDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * bulletin_send_dialog_new:
 * @service: the library
 * @id: the bulletin
 * @n_findings: how many findings its check still has
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_send_dialog_new (BulletinLibraryService *service,
                          const char *id,
                          guint n_findings)
{
  BulletinSendDialog *self = g_object_new (BULLETIN_TYPE_SEND_DIALOG, NULL);
  g_autofree char *words = NULL;

  if (n_findings > 0)
    words = g_strdup_printf (ngettext ("The leaders read the pages as they stand now. The check still has %u finding.",
                                       "The leaders read the pages as they stand now. The check still has %u findings.", n_findings),
                             n_findings);
  else
    words = g_strdup (_ ("The leaders read the pages as they stand now."));
  gtk_label_set_label (self->findings_label, words);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (service, read_offer, FALSE, g_strdup (id), g_free, (GDestroyNotify) offer_free,
                                       self->cancellable, offer_read_cb, self);
  return ADW_DIALOG (self);
}

char **
bulletin_send_dialog_get_reviewers (BulletinSendDialog *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GtkListBoxRow *row;

  g_return_val_if_fail (BULLETIN_IS_SEND_DIALOG (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->people_list, i)); i++)
    if (is_chosen (row))
      g_strv_builder_add (names, get_name (row));
  return g_strv_builder_end (names);
}

gboolean
bulletin_send_dialog_get_in_order (BulletinSendDialog *self)
{
  g_return_val_if_fail (BULLETIN_IS_SEND_DIALOG (self), FALSE);

  return adw_switch_row_get_active (self->order_row);
}

const char *
bulletin_send_dialog_get_due (BulletinSendDialog *self)
{
  g_return_val_if_fail (BULLETIN_IS_SEND_DIALOG (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->due_row));
}

const char *
bulletin_send_dialog_get_note (BulletinSendDialog *self)
{
  g_return_val_if_fail (BULLETIN_IS_SEND_DIALOG (self), NULL);

  return gtk_editable_get_text (self->note_row);
}
