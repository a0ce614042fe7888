/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules-page.h"

#include "bulletin-dismissals.h"
#include "bulletin-rule.h"
#include "bulletin-window.h"

struct _BulletinRulesPage
{
  AdwPreferencesPage parent_instance;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  GHashTable *rows; /* a rule's name → its AdwSwitchRow */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (BulletinRulesPage, bulletin_rules_page, ADW_TYPE_PREFERENCES_PAGE)

typedef struct
{
  const char *rule;
  gboolean is_on;
} Switching;

static gpointer
switch_rule (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  const Switching *switching = data;

  return GINT_TO_POINTER (bulletin_library_switch_rule (library, switching->rule, switching->is_on, error));
}

static void
switched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  if (error && window)
    bulletin_window_show_error (window, error);
}

static void
active_cb (BulletinRulesPage *self,
           GParamSpec *pspec,
           AdwSwitchRow *row)
{
  Switching *switching;

  if (self->is_updating || !self->service)
    return;
  switching = g_new (Switching, 1);
  /* The table of the rules is static. */
  switching->rule = g_object_get_data (G_OBJECT (row), "rule");
  switching->is_on = adw_switch_row_get_active (row);
  bulletin_library_service_call_async (self->service, switch_rule, TRUE, switching, g_free, NULL,
                                       NULL, switched_cb, g_object_ref (self));
}

static gpointer
read_switches (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return bulletin_library_get_dismissals (library, NULL, error);
}

static void
switches_read_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinRulesPage) self = user_data;
  g_autoptr (BulletinDismissals) dismissals = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, NULL);
  GHashTableIter iter;
  gpointer rule, row;

  if (!dismissals)
    return;
  self->is_updating = TRUE;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &rule, &row)) {
    adw_switch_row_set_active (row, !bulletin_dismissals_is_off (dismissals, rule));
    gtk_widget_set_sensitive (row, TRUE);
  }
  self->is_updating = FALSE;
}

static void
add_rules (BulletinRulesPage *self)
{
  guint n_rules;
  const BulletinRule *rules = bulletin_rules_list (&n_rules);
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < n_rules; i++) {
    GtkWidget *row;

    if (i == 0 || rules[i].group != rules[i - 1].group) {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, bulletin_rule_group_get_label (rules[i].group));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
    }
    if (!rules[i].label)
      continue;
    row = g_object_new (ADW_TYPE_SWITCH_ROW,
                        "title", bulletin_rule_get_label (&rules[i]),
                        "subtitle", bulletin_rule_get_description (&rules[i]),
                        "active", TRUE, "sensitive", FALSE, "use-markup", FALSE, NULL);
    g_object_set_data (G_OBJECT (row), "rule", (gpointer) rules[i].name);
    g_signal_connect_object (row, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
    g_hash_table_insert (self->rows, (gpointer) rules[i].name, row);
    adw_preferences_group_add (group, row);
  }
}

static void
bulletin_rules_page_dispose (GObject *object)
{
  BulletinRulesPage *self = BULLETIN_RULES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_RULES_PAGE);

  G_OBJECT_CLASS (bulletin_rules_page_parent_class)->dispose (object);
}

static void
bulletin_rules_page_class_init (BulletinRulesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_rules_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-rules-page.ui");
}

static void
bulletin_rules_page_init (BulletinRulesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->cancellable = g_cancellable_new ();
  add_rules (self);
}

/**
 * bulletin_rules_page_load:
 * @self: the page
 * @service: (nullable): the open library; without one nothing can be switched
 *
 * Shows which rules are on in a library.
 */
void
bulletin_rules_page_load (BulletinRulesPage *self,
                          BulletinLibraryService *service)
{
  g_return_if_fail (BULLETIN_IS_RULES_PAGE (self));

  g_set_object (&self->service, service);
  if (service)
    bulletin_library_service_call_async (service, read_switches, FALSE, NULL, NULL,
                                         (GDestroyNotify) bulletin_dismissals_free, self->cancellable,
                                         switches_read_cb, g_object_ref (self));
}
