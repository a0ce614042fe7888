/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-revision-row.h"

#include <glib/gi18n.h>

#include "bulletin-display.h"

struct _BulletinRevisionRow
{
  AdwActionRow parent_instance;

  GtkWidget *menu_button;

  char *id;
  char *name;
};

G_DEFINE_FINAL_TYPE (BulletinRevisionRow, bulletin_revision_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_COMPARE,
  SIGNAL_RENAME,
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
compare_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_COMPARE], 0);
}

static void
rename_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_RENAME], 0);
}

static void
restore_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_RESTORE], 0);
}

static void
activated_cb (BulletinRevisionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_COMPARE], 0);
}

static void
bulletin_revision_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_REVISION_ROW);

  G_OBJECT_CLASS (bulletin_revision_row_parent_class)->dispose (object);
}

static void
bulletin_revision_row_finalize (GObject *object)
{
  BulletinRevisionRow *self = BULLETIN_REVISION_ROW (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (bulletin_revision_row_parent_class)->finalize (object);
}

static void
bulletin_revision_row_class_init (BulletinRevisionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "compare", "rename", "restore" };

  object_class->dispose = bulletin_revision_row_dispose;
  object_class->finalize = bulletin_revision_row_finalize;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], BULLETIN_TYPE_REVISION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "revision.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "revision.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "revision.restore", NULL, restore_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-revision-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRevisionRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bulletin_revision_row_init (BulletinRevisionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "1286 characters, 12 more" */
static char *
describe_words (guint n_words,
                guint n_words_before)
{
  if (n_words == 0)
    return NULL;
  if (n_words_before == 0 || n_words == n_words_before)
    return g_strdup_printf (C_ ("revision", "%u words"), n_words);
  /* Translators: how long a revision is, and how much longer or shorter (+12, −3)
   * than the one before. */
  return g_strdup_printf (C_ ("revision", "%u words (%s%u)"), n_words, n_words > n_words_before ? "+" : "−",
                          n_words > n_words_before ? n_words - n_words_before : n_words_before - n_words);
}

GtkWidget *
bulletin_revision_row_new (const BulletinRevision *revision,
                           guint n_words,
                           guint n_words_before)
{
  BulletinRevisionRow *self = g_object_new (BULLETIN_TYPE_REVISION_ROW, NULL);
  g_autofree char *number = g_strdup_printf (_ ("Revision %d"), revision->ordinal);
  g_autofree char *time = bulletin_display_time (revision->at);
  g_autofree char *words = describe_words (n_words, n_words_before);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *menu_name = NULL;
  const char *title;

  self->id = g_strdup (revision->id);
  self->name = g_strdup (revision->note ? revision->note : "");
  title = *self->name ? self->name : number;
  if (*self->name)
    g_string_append_printf (subtitle, "%s · ", number);
  if (revision->who && *revision->who)
    g_string_append_printf (subtitle, "%s · ", revision->who);
  g_string_append (subtitle, time);
  if (words)
    g_string_append_printf (subtitle, " · %s", words);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle->str);
  menu_name = g_strdup_printf (_ ("Menu of “%s”"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
  return GTK_WIDGET (self);
}

const char *
bulletin_revision_row_get_id (BulletinRevisionRow *self)
{
  return self->id;
}

const char *
bulletin_revision_row_get_name (BulletinRevisionRow *self)
{
  return self->name;
}
