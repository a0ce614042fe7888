/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include "bulletin-window.h"

/* The actions on tables and on the clipboard. */

static void
table_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  bulletin_desk_page_show_table_grid (user_data);
}

static void
table_edit_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  BulletinDeskPage *self = user_data;
  BulletinTableOperation operation;
  g_autoptr (GError) error = NULL;

  if (!bulletin_desk_page_get_draft (self) ||
      !bulletin_table_operation_parse (g_variant_get_string (parameter, NULL), &operation))
    return;
  bulletin_desk_page_show_source (self);
  if (!bulletin_table_typist_operate (bulletin_source_editor_get_tables (bulletin_desk_page_get_editor (self)), operation, &error))
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
}

static void
paste_plain_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  bulletin_desk_page_paste_plain (user_data);
}

static void
copy_formatted_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  bulletin_desk_page_copy_formatted (user_data);
}

static const GActionEntry entries[] = {
  { "table", table_action },
  { "table-edit", table_edit_action, "s" },
  { "paste-plain", paste_plain_action },
  { "copy-formatted", copy_formatted_action },
};

void
bulletin_desk_add_table_actions (GActionMap *map,
                                 BulletinDeskPage *self)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  bulletin_desk_update_table_actions (map, self);
}

/* Keys such as Alt+Up mean something else outside of a table: there the action is
 * not enabled, and they pass on. */
gboolean
bulletin_desk_update_table_actions (GActionMap *map,
                                    BulletinDeskPage *self)
{
  BulletinTableTypist *tables = bulletin_source_editor_get_tables (bulletin_desk_page_get_editor (self));
  gboolean is_in_table = bulletin_desk_page_get_draft (self) && bulletin_table_typist_is_in_table (tables);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "table-edit")), is_in_table);
  return is_in_table;
}
