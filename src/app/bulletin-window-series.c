/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window-series.h"

#include "bulletin-importing.h"
#include "bulletin-templates-page.h"

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
new_action (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_new_draft_async (bulletin_window_get_service (self), NULL, BULLETIN_KIND_REGULAR, NULL,
                            draft_made_cb, g_object_ref (self));
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
  bulletin_new_draft_async (bulletin_window_get_service (self), series,
                            is_supplement ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR, NULL,
                            draft_made_cb, g_object_ref (self));
}

static void
templates_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_window_push (self, bulletin_templates_page_new (bulletin_window_get_service (self)));
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "new-in", new_in_action, "(sb)" },
  { "templates", templates_action },
};

void
bulletin_window_add_series_actions (BulletinWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
