/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-dashboard-page.h"

#include "bulletin-chart-card.h"
#include "bulletin-dashboard-charts.h"
#include "bulletin-dashboard-figures.h"
#include "bulletin-period-dialog.h"
#include "bulletin-register.h"
#include "bulletin-stat-tile.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SILENT 6

struct _BulletinDashboardPage
{
  AdwNavigationPage parent_instance;

  AdwToggleGroup *kinds;
  GtkButton *period_button;
  GtkDropDown *organisation_drop_down;
  GtkStringList *organisation_names;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkWidget *attention_group;
  GtkListBox *attention_list;

  BulletinStatTile *stations_tile;
  BulletinStatTile *opened_tile;
  BulletinStatTile *closed_tile;
  BulletinStatTile *volunteers_tile;
  BulletinStatTile *teams_tile;
  BulletinStatTile *activities_tile;
  BulletinStatTile *participants_tile;
  BulletinStatTile *hours_tile;
  BulletinStatTile *donations_tile;

  BulletinChartCard *growth_card;
  BulletinChartCard *districts_card;
  BulletinChartCard *facilities_card;
  BulletinChartCard *months_card;
  BulletinChartCard *kinds_card;
  BulletinChartCard *teams_card;

  BulletinDashboardQuestion question;
  GPtrArray *organisation_codes;   /* as the rows of the drop-down; NULL for all */
  gboolean is_filling;
  gboolean is_stale;               /* the library changed since it was asked */

  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
};

enum
{
  PROP_SERVICE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinDashboardPage, bulletin_dashboard_page, ADW_TYPE_NAVIGATION_PAGE)

static void reload (BulletinDashboardPage *self);

/* --- Figures ---------------------------------------------------------------------- */

static void
set_charts (BulletinDashboardPage          *self,
            const BulletinDashboardFigures *figures)
{
  g_autofree char *label = bulletin_period_get_label (&figures->period);
  g_autofree char *as_of = bulletin_dashboard_get_as_of (figures);
  g_autoptr (BulletinChart) growth = bulletin_dashboard_chart_growth (figures, BULLETIN_CHART_LINE);
  g_autoptr (BulletinChart) districts = bulletin_dashboard_chart_districts (figures);
  g_autoptr (BulletinChart) facilities = bulletin_dashboard_chart_facilities (figures);
  g_autoptr (BulletinChart) months = bulletin_dashboard_chart_months (figures);
  g_autoptr (BulletinChart) kinds = bulletin_dashboard_chart_kinds (figures);
  g_autoptr (BulletinChart) teams = bulletin_dashboard_chart_teams (figures);

  bulletin_chart_card_set_chart (self->growth_card, growth, as_of);
  bulletin_chart_card_set_chart (self->districts_card, districts, as_of);
  bulletin_chart_card_set_chart (self->facilities_card, facilities, as_of);
  bulletin_chart_card_set_chart (self->months_card, months, label);
  bulletin_chart_card_set_chart (self->kinds_card, kinds, as_of);
  bulletin_chart_card_set_chart (self->teams_card, teams, as_of);
}

static void
set_tiles (BulletinDashboardPage          *self,
           const BulletinDashboardFigures *figures)
{
  const BulletinStatistics *now = figures->now;
  const BulletinStatistics *before = figures->before;
  g_autoptr (BulletinChart) sparkline = bulletin_dashboard_chart_growth (figures, BULLETIN_CHART_SPARKLINE);

  bulletin_stat_tile_set_value (self->stations_tile, now->stations_open, before->stations_open, sparkline);
  bulletin_stat_tile_set_value (self->opened_tile, now->stations_opened, before->stations_opened, NULL);
  bulletin_stat_tile_set_value (self->closed_tile, now->stations_closed, before->stations_closed, NULL);
  bulletin_stat_tile_set_value (self->volunteers_tile, now->volunteers, before->volunteers, NULL);
  bulletin_stat_tile_set_value (self->teams_tile, now->teams, before->teams, NULL);
  bulletin_stat_tile_set_value (self->activities_tile, now->activities, before->activities, NULL);
  bulletin_stat_tile_set_value (self->participants_tile, now->participants, before->participants, NULL);
  bulletin_stat_tile_set_value (self->hours_tile, now->hours, before->hours, NULL);
  bulletin_stat_tile_set_value (self->donations_tile, now->donations, before->donations, NULL);
}

/* --- What needs attention ----------------------------------------------------------- */

static void
add_attention (BulletinDashboardPage *self,
               const char            *title,
               const char            *subtitle,
               const char            *id)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), id != NULL);
  g_object_set_data_full (G_OBJECT (row), "bulletin-id", g_strdup (id), g_free);
  gtk_list_box_append (self->attention_list, row);
}

static void
set_attention (BulletinDashboardPage          *self,
               const BulletinDashboardFigures *figures)
{
  gtk_list_box_remove_all (self->attention_list);

  for (guint i = 0; i < figures->waiting->len; i++)
    add_attention (self, bulletin_record_get_title (figures->waiting->pdata[i]),
                   _("Waits for review for more than three days"), bulletin_record_get_id (figures->waiting->pdata[i]));

  if (figures->silent->len > 0 && figures->now->activities > 0) {
    g_autoptr (GString) names = g_string_new (NULL);
    g_autofree char *title = g_strdup_printf (ngettext ("%u organization has no activity in this period",
                                                        "%u organizations have no activity in this period",
                                                        figures->silent->len),
                                              figures->silent->len);

    for (guint i = 0; i < figures->silent->len && i < MAX_SILENT; i++)
      g_string_append_printf (names, "%s%s", i == 0 ? "" : C_ ("between names", ", "), ((const BulletinCount *) figures->silent->pdata[i])->name);
    if (figures->silent->len > MAX_SILENT)
      g_string_append (names, "…");
    add_attention (self, title, names->str, NULL);
  }

  gtk_widget_set_visible (self->attention_group, gtk_list_box_get_row_at_index (self->attention_list, 0) != NULL);
}

static void
attention_activated_cb (BulletinDashboardPage *self,
                        GtkListBoxRow         *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "bulletin-id");

  if (id != NULL)
    bulletin_window_open_bulletin (bulletin_window_of (GTK_WIDGET (self)), id);
}

/* --- Asking --------------------------------------------------------------------------- */

/* Whether the drop-down already offers them; it may be open. */
static gboolean
has_organisations (BulletinDashboardPage *self,
                   GPtrArray             *rows)
{
  if (self->organisation_codes->len != rows->len + 1)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!g_str_equal (self->organisation_codes->pdata[i + 1], bulletin_register_row_get_value (rows->pdata[i], 0)) || !g_str_equal (gtk_string_list_get_string (self->organisation_names, i + 1), bulletin_register_row_get_value (rows->pdata[i], 1)))
      return FALSE;

  return TRUE;
}

static void
set_organisations (BulletinDashboardPage          *self,
                   const BulletinDashboardFigures *figures)
{
  GPtrArray *rows = figures->organisations;
  guint selected = 0;

  self->is_filling = TRUE;
  if (!has_organisations (self, rows)) {
    gtk_string_list_splice (self->organisation_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->organisation_names)), NULL);
    g_ptr_array_set_size (self->organisation_codes, 0);
    gtk_string_list_append (self->organisation_names, _("All Organizations"));
    g_ptr_array_add (self->organisation_codes, NULL);
    for (guint i = 0; i < rows->len; i++) {
      g_ptr_array_add (self->organisation_codes, g_strdup (bulletin_register_row_get_value (rows->pdata[i], 0)));
      gtk_string_list_append (self->organisation_names, bulletin_register_row_get_value (rows->pdata[i], 1));
    }
  }
  for (guint i = 1; i < self->organisation_codes->len; i++)
    if (g_strcmp0 (self->organisation_codes->pdata[i], self->question.organisation) == 0)
      selected = i;
  gtk_drop_down_set_selected (self->organisation_drop_down, selected);
  self->is_filling = FALSE;
}

static const char *const kind_names[] = {
  [BULLETIN_PERIOD_YEAR] = "year",
  [BULLETIN_PERIOD_HALF] = "half",
  [BULLETIN_PERIOD_QUARTER] = "quarter",
  [BULLETIN_PERIOD_MONTH] = "month",
  [BULLETIN_PERIOD_CUSTOM] = "custom",
};

static void
show_period (BulletinDashboardPage *self)
{
  g_autofree char *label = bulletin_period_get_label (&self->question.period);

  gtk_button_set_label (self->period_button, label);
  self->is_filling = TRUE;
  adw_toggle_group_set_active_name (self->kinds, kind_names[self->question.period.kind]);
  self->is_filling = FALSE;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BulletinDashboardFigures *figures = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinDashboardPage *self;
  gboolean is_empty;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (figures == NULL && self->question.organisation != NULL && g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND)) {
    /* It was deleted, or its code was changed. */
    g_clear_pointer (&self->question.organisation, g_free);
    reload (self);
    return;
  }
  if (figures == NULL) {
    g_autofree char *sentence = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->failed_page, sentence);
    gtk_stack_set_visible_child_name (self->stack, "failed");
    return;
  }

  self->question.has_period = TRUE;
  self->question.period = figures->period;
  show_period (self);
  set_organisations (self, figures);
  set_tiles (self, figures);
  set_attention (self, figures);
  set_charts (self, figures);
  is_empty = figures->organisations->len == 0 && figures->now->stations_open == 0 && figures->now->volunteers == 0;
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "figures");
  bulletin_dashboard_figures_free (figures);
}

static void
reload (BulletinDashboardPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* A page that nobody sees waits: the library changes with every sentence typed. */
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->service == NULL || self->is_stale)
    return;
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, bulletin_dashboard_figures_ask, FALSE,
                                       bulletin_dashboard_question_copy (&self->question), bulletin_dashboard_question_free,
                                       bulletin_dashboard_figures_free, self->cancellable, answered_cb, self);
}

static void
step (BulletinDashboardPage *self,
      int                    n)
{
  BulletinPeriod period;

  if (!self->question.has_period)
    return;
  bulletin_period_step (&self->question.period, n, &period);
  self->question.period = period;
  reload (self);
}

static void
previous_cb (BulletinDashboardPage *self)
{
  step (self, -1);
}

static void
next_cb (BulletinDashboardPage *self)
{
  step (self, 1);
}

static void
days_chosen_cb (BulletinDashboardPage *self,
                BulletinPeriodDialog  *dialog)
{
  bulletin_period_dialog_get_period (dialog, &self->question.period);
  reload (self);
}

/* The toggle goes back to what is shown when no days are chosen. */
static void
choose_days_cb (BulletinDashboardPage *self)
{
  AdwDialog *dialog;

  if (!self->question.has_period)
    return;
  dialog = bulletin_period_dialog_new (&self->question.period);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (days_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (show_period), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The period of another kind that ends where this one does. */
static void
kind_changed_cb (BulletinDashboardPage *self)
{
  const char *name;
  BulletinPeriodKind kind = BULLETIN_PERIOD_YEAR;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;
  BulletinPeriod period;
  const char *day;

  /* Also while the template is being built. */
  if (!self->question.has_period || self->is_filling)
    return;
  name = adw_toggle_group_get_active_name (self->kinds);
  while (kind < BULLETIN_PERIOD_CUSTOM && g_strcmp0 (name, kind_names[kind]) != 0)
    kind++;
  if (kind == BULLETIN_PERIOD_CUSTOM) {
    choose_days_cb (self);
    return;
  }

  /* Not later than today, where the period goes on beyond it. */
  now = g_date_time_new_now_local ();
  today = g_date_time_format (now, "%Y-%m-%d");
  day = g_strcmp0 (self->question.period.last, today) > 0 && g_strcmp0 (self->question.period.first, today) <= 0
            ? today
            : self->question.period.last;
  bulletin_period_of (kind, day, &period);
  self->question.period = period;
  reload (self);
}

static void
organisation_changed_cb (BulletinDashboardPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->organisation_drop_down);

  if (self->is_filling || selected >= self->organisation_codes->len)
    return;
  g_set_str (&self->question.organisation, self->organisation_codes->pdata[selected]);
  reload (self);
}

static void
tile_clicked_cb (BulletinDashboardPage *self,
                 GtkWidget             *tile)
{
  bulletin_window_show_place (bulletin_window_of (GTK_WIDGET (self)), gtk_widget_get_name (tile));
}

/* --- The object ------------------------------------------------------------------------- */

static void
set_service (BulletinDashboardPage  *self,
             BulletinLibraryService *service)
{
  if (self->service == service)
    return;

  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_set_object (&self->service, service);
  self->question.has_period = FALSE;
  g_clear_pointer (&self->question.organisation, g_free);
  if (service != NULL) {
    gtk_stack_set_visible_child_name (self->stack, "busy");
    self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
    reload (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

static void
bulletin_dashboard_page_map (GtkWidget *widget)
{
  BulletinDashboardPage *self = BULLETIN_DASHBOARD_PAGE (widget);

  GTK_WIDGET_CLASS (bulletin_dashboard_page_parent_class)->map (widget);

  if (self->is_stale)
    reload (self);
}

static void
bulletin_dashboard_page_dispose (GObject *object)
{
  BulletinDashboardPage *self = BULLETIN_DASHBOARD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_service (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_DASHBOARD_PAGE);

  G_OBJECT_CLASS (bulletin_dashboard_page_parent_class)->dispose (object);
}

static void
bulletin_dashboard_page_finalize (GObject *object)
{
  BulletinDashboardPage *self = BULLETIN_DASHBOARD_PAGE (object);

  g_free (self->question.organisation);
  g_ptr_array_unref (self->organisation_codes);

  G_OBJECT_CLASS (bulletin_dashboard_page_parent_class)->finalize (object);
}

static void
bulletin_dashboard_page_set_property (GObject      *object,
                                      guint         property_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  switch (property_id) {
  case PROP_SERVICE:
    set_service (BULLETIN_DASHBOARD_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_dashboard_page_class_init (BulletinDashboardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_dashboard_page_dispose;
  object_class->finalize = bulletin_dashboard_page_finalize;
  object_class->set_property = bulletin_dashboard_page_set_property;
  widget_class->map = bulletin_dashboard_page_map;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (BULLETIN_TYPE_CHART_CARD);
  g_type_ensure (BULLETIN_TYPE_STAT_TILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, period_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, organisation_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, organisation_names);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, attention_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, attention_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, stations_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, opened_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, closed_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, volunteers_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, teams_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, activities_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, participants_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, hours_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, donations_tile);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, growth_card);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, districts_card);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, facilities_card);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, months_card);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, kinds_card);
  gtk_widget_class_bind_template_child (widget_class, BulletinDashboardPage, teams_card);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_days_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, organisation_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tile_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, attention_activated_cb);
}

static void
bulletin_dashboard_page_init (BulletinDashboardPage *self)
{
  self->organisation_codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
