/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-number-row.h"

#include <glib/gi18n.h>

#include "bulletin-display.h"

struct _BulletinNumberRow
{
  AdwActionRow parent_instance;

  GtkLabel *state_label;
  GtkWidget *button;

  BulletinNumberEntry *entry;
};

G_DEFINE_FINAL_TYPE (BulletinNumberRow, bulletin_number_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_ACT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (BulletinNumberRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0);
}

static void
bulletin_number_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_NUMBER_ROW);

  G_OBJECT_CLASS (bulletin_number_row_parent_class)->dispose (object);
}

static void
bulletin_number_row_finalize (GObject *object)
{
  bulletin_number_entry_free (BULLETIN_NUMBER_ROW (object)->entry);

  G_OBJECT_CLASS (bulletin_number_row_parent_class)->finalize (object);
}

static void
bulletin_number_row_class_init (BulletinNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_number_row_dispose;
  object_class->finalize = bulletin_number_row_finalize;

  /**
   * BulletinNumberRow::act:
   *
   * The button was pressed.
   */
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinNumberRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinNumberRow, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
bulletin_number_row_init (BulletinNumberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
format_title (const BulletinNumberEntry *entry)
{
  g_autofree char *number = NULL;

  if (entry->last_number > entry->number)
    /* Translators: the numbers of issues that are missing, from the first to the last. */
    number = g_strdup_printf (_ ("Nos. %d to %d"), entry->number, entry->last_number);
  else if (entry->total > 0)
    /* Translators: the number within the year, and over all years (总第N期). */
    number = g_strdup_printf (_ ("No. %d (%d in all)"), entry->number, entry->total);
  else
    number = g_strdup_printf (_ ("No. %d"), entry->number);
  if (!entry->title)
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s  %s", number, entry->title);
}

static char *
format_subtitle (const BulletinNumberEntry *entry)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  if (entry->state == BULLETIN_NUMBER_GAP)
    return g_strdup (_ ("Passed over, and nobody has said why"));
  if (entry->date && entry->state == BULLETIN_NUMBER_USED)
    g_strv_builder_add (parts, entry->date);
  if (entry->is_withdrawn)
    g_strv_builder_take (parts, g_strdup_printf (_ ("Withdrawn: %s"), entry->reason ? entry->reason : ""));
  else if (entry->reason)
    g_strv_builder_add (parts, entry->reason);
  if (entry->who && *entry->who)
    g_strv_builder_add (parts, entry->who);
  if (entry->at && entry->state != BULLETIN_NUMBER_USED)
    g_strv_builder_take (parts, bulletin_display_time (entry->at));
  strings = g_strv_builder_end (parts);
  return g_strjoinv (" · ", strings);
}

static const char *
get_verb (BulletinNumberState state)
{
  switch (state) {
  case BULLETIN_NUMBER_GAP:
    return _ ("_Explain…");
  case BULLETIN_NUMBER_EXPECTED:
    return _ ("_Reserve");
  case BULLETIN_NUMBER_RESERVED:
    return _ ("_Give Back");
  default:
    return NULL;
  }
}

GtkWidget *
bulletin_number_row_new (BulletinNumberEntry *entry)
{
  BulletinNumberRow *self = g_object_new (BULLETIN_TYPE_NUMBER_ROW, NULL);
  g_autofree char *title = format_title (entry);
  g_autofree char *subtitle = format_subtitle (entry);
  const char *verb = get_verb (entry->state);

  self->entry = entry;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->state_label, entry->is_withdrawn ? _ ("Withdrawn") : bulletin_number_state_get_label (entry->state));
  if (entry->state == BULLETIN_NUMBER_GAP)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "warning");
  else if (entry->state != BULLETIN_NUMBER_USED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "dimmed");
  gtk_widget_set_visible (self->button, verb != NULL);
  if (verb)
    gtk_button_set_label (GTK_BUTTON (self->button), verb);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), entry->bulletin != NULL);
  return GTK_WIDGET (self);
}

const BulletinNumberEntry *
bulletin_number_row_get_entry (BulletinNumberRow *self)
{
  return self->entry;
}
