/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-waiting-row.h"

#include "bulletin-display.h"

#include <glib/gi18n.h>

struct _BulletinWaitingRow
{
  AdwActionRow parent_instance;

  GtkLabel *changed_label;
  GtkLabel *remarks_label;
  GtkLabel *due_label;

  char *id;
};

G_DEFINE_FINAL_TYPE (BulletinWaitingRow, bulletin_waiting_row, ADW_TYPE_ACTION_ROW)

static void
bulletin_waiting_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_WAITING_ROW);

  G_OBJECT_CLASS (bulletin_waiting_row_parent_class)->dispose (object);
}

static void
bulletin_waiting_row_finalize (GObject *object)
{
  g_free (BULLETIN_WAITING_ROW (object)->id);

  G_OBJECT_CLASS (bulletin_waiting_row_parent_class)->finalize (object);
}

static void
bulletin_waiting_row_class_init (BulletinWaitingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_waiting_row_dispose;
  object_class->finalize = bulletin_waiting_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-waiting-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinWaitingRow, changed_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinWaitingRow, remarks_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinWaitingRow, due_label);
}

static void
bulletin_waiting_row_init (BulletinWaitingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "No. 6, 2025 · sent by …, today · waits for … since yesterday" */
static char *
describe (const BulletinWaiting *waiting)
{
  const BulletinReview *review = waiting->review;
  g_autofree char *issue = bulletin_metadata_format_issue (bulletin_record_get_metadata (waiting->record));
  g_autofree char *since = bulletin_display_time (waiting->since);
  GString *words = g_string_new (issue != NULL && *issue != '\0' ? issue : _("No number yet"));

  if (review != NULL) {
    g_autofree char *sent = bulletin_display_time (review->at);

    g_string_append (words, " · ");
    g_string_append_printf (words, _("Sent by %s, %s"), review->who, sent);
  }
  g_string_append (words, " · ");
  if (bulletin_record_get_state (waiting->record) == BULLETIN_STATE_APPROVED)
    g_string_append (words, _("Approved, to be issued"));
  else if (*waiting->names != '\0')
    /* Translators: whom a bulletin waits for, and since when */
    g_string_append_printf (words, _("It waits for %s since %s"), waiting->names, since);
  else
    g_string_append (words, _("Any reviewer may answer"));
  if (review != NULL && review->note != NULL)
    g_string_append_printf (words, "\n%s", review->note);

  return g_string_free (words, FALSE);
}

GtkWidget *
bulletin_waiting_row_new (const BulletinWaiting *waiting)
{
  BulletinWaitingRow *self = g_object_new (BULLETIN_TYPE_WAITING_ROW, NULL);
  g_autofree char *subtitle = describe (waiting);

  self->id = g_strdup (bulletin_record_get_id (waiting->record));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), bulletin_record_get_title (waiting->record));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  /* What was never read is no change. */
  gtk_widget_set_visible (GTK_WIDGET (self->changed_label),
                          waiting->last_read != NULL && g_strcmp0 (waiting->last_read, waiting->revision) != 0);
  if (waiting->n_remarks > 0) {
    g_autofree char *remarks = g_strdup_printf (ngettext ("%u remark", "%u remarks", waiting->n_remarks), waiting->n_remarks);

    gtk_label_set_label (self->remarks_label, remarks);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_label), waiting->n_remarks > 0);
  if (waiting->review != NULL && waiting->review->due != NULL && waiting->review->is_open) {
    g_autofree char *day = bulletin_display_day (waiting->review->due);
    g_autofree char *due = g_strdup_printf (waiting->is_overdue ? _("overdue since %s") : _("due %s"), day);

    gtk_label_set_label (self->due_label, due);
    gtk_widget_set_visible (GTK_WIDGET (self->due_label), TRUE);
    if (waiting->is_overdue)
      gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "error");
  }

  return GTK_WIDGET (self);
}

const char *
bulletin_waiting_row_get_id (BulletinWaitingRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_WAITING_ROW (self), NULL);

  return self->id;
}
