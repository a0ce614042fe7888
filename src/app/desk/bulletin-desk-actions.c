/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-proofreading.h"
#include "bulletin-window.h"

/* What each action does. All wait for a bulletin to be open. */

/* The keys of undo are those of the window, but an entry has an undo of its own. */
static void
undo (BulletinDeskPage *self,
      gboolean forward)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (GTK_IS_TEXT (focus))
    gtk_widget_activate_action (focus, forward ? "text.redo" : "text.undo", NULL);
  else
    bulletin_source_editor_undo (bulletin_desk_page_get_editor (self), forward);
}

static void
undo_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  undo (user_data, FALSE);
}

static void
redo_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  undo (user_data, TRUE);
}

static void
save_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  bulletin_desk_page_save_revision (user_data);
}

static void
name_revision_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer user_data)
{
  bulletin_desk_page_name_revision (user_data);
}

static void
compare_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  bulletin_desk_page_compare (user_data, NULL);
}

static void
check_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  bulletin_desk_page_show_inspector (user_data, "check");
}

static void
send_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  bulletin_desk_page_send_for_review (user_data);
}

static void
reserve_number_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  bulletin_desk_page_reserve_number (user_data);
}

static void
issue_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  bulletin_desk_page_issue (user_data);
}

static void
delete_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  bulletin_desk_page_delete (user_data);
}

static void
print_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  bulletin_desk_page_print (user_data);
}

static void
export_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  bulletin_desk_page_export (user_data, g_variant_get_string (parameter, NULL));
}

static void
web_edition_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  BulletinPagePreview *preview = bulletin_desk_page_get_preview (user_data);

  bulletin_page_preview_set_web_edition (preview, !bulletin_page_preview_get_web_edition (preview));
}

static void
inspector_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  bulletin_desk_page_show_inspector (user_data, bulletin_desk_page_has_inspector (user_data) ? NULL : "");
}

static void
figure_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  bulletin_desk_page_choose_figure (user_data);
}

static void
picture_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  bulletin_desk_page_choose_pictures (user_data);
}

static void
zoom_in_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  bulletin_page_preview_zoom_in (bulletin_desk_page_get_preview (user_data));
}

static void
zoom_out_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  bulletin_page_preview_zoom_out (bulletin_desk_page_get_preview (user_data));
}

static const GActionEntry entries[] = {
  { "undo", undo_action },
  { "redo", redo_action },
  { "save", save_action },
  { "name-revision", name_revision_action },
  { "compare", compare_action },
  { "check", check_action },
  { "send", send_action },
  { "issue", issue_action },
  { "reserve-number", reserve_number_action },
  { "delete", delete_action },
  { "print", print_action },
  { "export", export_action, "s" },
  { "web-edition", web_edition_action },
  { "inspector", inspector_action },
  { "figure", figure_action },
  { "picture", picture_action },
  { "zoom-in", zoom_in_action },
  { "zoom-out", zoom_out_action },
};

/* What is a setting, and shows its state in the menus. */
static const char *const setting_actions[] = { "preview-zoom", "preview-two-up", "preview-grid" };

GActionGroup *
bulletin_desk_actions_new (BulletinDeskPage *self)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (setting_actions); i++) {
    g_autoptr (GAction) action = g_settings_create_action (bulletin_get_settings (), setting_actions[i]);

    g_action_map_add_action (G_ACTION_MAP (group), action);
  }

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  bulletin_desk_add_writing_actions (G_ACTION_MAP (group), self);
  bulletin_desk_add_table_actions (G_ACTION_MAP (group), self);
  bulletin_desk_add_finding_actions (G_ACTION_MAP (group), self);
  return G_ACTION_GROUP (group);
}

/* Whether there is something to take back, and to make again. */
void
bulletin_desk_actions_enable_undo (GActionGroup *actions,
                                   gboolean can_undo,
                                   gboolean can_redo)
{
  GActionMap *map = G_ACTION_MAP (actions);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "undo")), can_undo);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "redo")), can_redo);
}
