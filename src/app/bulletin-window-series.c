/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window-series.h"

#include "bulletin-importing.h"
#include "bulletin-store.h"
#include "bulletin-ledger-page.h"
#include "bulletin-recipients-page.h"
#include "bulletin-templates-page.h"
#include "bulletin-terms-page.h"

static void
draft_made_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bulletin_new_draft_finish (result, &error);

  if (!id) {
    bulletin_window_show_error (self, error);
    return;
  }
  /* The way back from it leads to the drafts. */
  bulletin_window_show_place (self, "drafts");
  bulletin_window_open_bulletin (self, id);
}

static void
begin (BulletinWindow *self,
       const char *series,
       gboolean is_supplement)
{
  BulletinLibraryService *service = bulletin_window_get_service (self);

  /* The library may have been closed while the question stood. */
  if (service)
    bulletin_new_draft_async (service, series, is_supplement ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR, NULL,
                              draft_made_cb, g_object_ref (self));
}

/* --- Which series ---------------------------------------------------------- */

/* The dialog's rows. */
typedef struct
{
  BulletinWindow *window;
  AdwComboRow *series_row;
  AdwComboRow *kind_row;
} Choice;

static void
choice_free (Choice *self)
{
  g_object_unref (self->window);
  g_object_unref (self->series_row);
  g_object_unref (self->kind_row);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
series_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  GtkStringObject *series = adw_combo_row_get_selected_item (choice->series_row);

  if (g_str_equal (response, "begin") && series)
    begin (choice->window, gtk_string_object_get_string (series), adw_combo_row_get_selected (choice->kind_row) == 1);
}

static void
ask_for_series (BulletinWindow *self,
                GPtrArray *series)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-window-series-choice.ui");
  GtkStringList *list = GTK_STRING_LIST (gtk_builder_get_object (builder, "series_list"));
  Choice *choice = g_new0 (Choice, 1);

  for (guint i = 0; i < series->len; i++)
    gtk_string_list_append (list, ((const BulletinSeries *) g_ptr_array_index (series, i))->name);
  choice->window = g_object_ref (self);
  choice->series_row = g_object_ref (ADW_COMBO_ROW (gtk_builder_get_object (builder, "series_row")));
  choice->kind_row = g_object_ref (ADW_COMBO_ROW (gtk_builder_get_object (builder, "kind_row")));
  adw_combo_row_set_selected (choice->series_row, 0);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog")), GTK_WIDGET (self), NULL, series_chosen_cb, choice);
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
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) series = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!series)
    bulletin_window_show_error (self, error);
  else if (series->len > 1)
    ask_for_series (self, series);
  else
    begin (self, NULL, FALSE);
}

/* --- Actions --------------------------------------------------------------- */

static void
new_action (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_library_service_call_async (bulletin_window_get_service (self), list_series, FALSE, NULL, NULL,
                                       (GDestroyNotify) g_ptr_array_unref, NULL, series_listed_cb, g_object_ref (self));
}

static void
new_in_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  BulletinWindow *self = user_data;
  const char *series;
  gboolean is_supplement;

  g_variant_get (parameter, "(&sb)", &series, &is_supplement);
  begin (self, series, is_supplement);
}

static void
templates_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_window_push (self, bulletin_templates_page_new (bulletin_window_get_service (self)));
}

/**
 * bulletin_window_offer_template:
 * @self: the window, with a library open
 * @file: a template's file
 *
 * Goes to the templates and offers to import it.
 */
void
bulletin_window_offer_template (BulletinWindow *self,
                                GFile *file)
{
  AdwNavigationPage *page = bulletin_templates_page_new (bulletin_window_get_service (self));

  bulletin_window_push (self, page);
  bulletin_templates_page_offer (BULLETIN_TEMPLATES_PAGE (page), file);
}

static void
terms_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_window_push (self, bulletin_terms_page_new (bulletin_window_get_service (self)));
}

static void
ledger_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_window_push (self, bulletin_ledger_page_new (bulletin_window_get_service (self)));
}

static void
recipients_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_window_push (self, bulletin_recipients_page_new (bulletin_window_get_service (self)));
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "new-in", new_in_action, "(sb)" },
  { "templates", templates_action },
  { "terms", terms_action },
  { "ledger", ledger_action },
  { "recipients", recipients_action },
};

void
bulletin_window_add_series_actions (BulletinWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
