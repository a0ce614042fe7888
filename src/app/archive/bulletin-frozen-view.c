/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-frozen-view.h"

#include "bulletin-preview-web.h"

#include <glib/gi18n.h>

#define MAX_MARKS 500

struct _BulletinFrozenView
{
  AdwBin parent_instance;

  WebKitWebView *view;
  char *word;
};

G_DEFINE_FINAL_TYPE (BulletinFrozenView, bulletin_frozen_view, ADW_TYPE_BIN)

static void
find_word (BulletinFrozenView *self)
{
  WebKitFindController *controller;

  if (self->view == NULL)
    return;
  controller = webkit_web_view_get_find_controller (self->view);
  if (self->word != NULL)
    webkit_find_controller_search (controller, self->word, WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE, MAX_MARKS);
  else
    webkit_find_controller_search_finish (controller);
}

static void
load_changed_cb (BulletinFrozenView *self,
                 WebKitLoadEvent     event)
{
  if (event == WEBKIT_LOAD_FINISHED)
    find_word (self);
}

static void
bulletin_frozen_view_finalize (GObject *object)
{
  g_free (BULLETIN_FROZEN_VIEW (object)->word);

  G_OBJECT_CLASS (bulletin_frozen_view_parent_class)->finalize (object);
}

static void
bulletin_frozen_view_class_init (BulletinFrozenViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_frozen_view_finalize;
}

static void
bulletin_frozen_view_init (BulletinFrozenView *self)
{
}

/**
 * bulletin_frozen_view_show:
 * @html: (nullable): the page, or %NULL if the record has none
 */
void
bulletin_frozen_view_show (BulletinFrozenView *self,
                           GBytes             *html)
{
  g_return_if_fail (BULLETIN_IS_FROZEN_VIEW (self));

  if (html == NULL) {
    GtkWidget *page = adw_status_page_new ();

    self->view = NULL;
    adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Web Edition"));
    adw_status_page_set_description (ADW_STATUS_PAGE (page), _("None was frozen when this bulletin was issued."));
    adw_bin_set_child (ADW_BIN (self), page);
    return;
  }
  if (self->view == NULL) {
    self->view = bulletin_frozen_web_view_new ();
    g_signal_connect_object (self->view, "load-changed", G_CALLBACK (load_changed_cb), self, G_CONNECT_SWAPPED);
    adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  }
  bulletin_frozen_web_view_show (self->view, html);
}

/**
 * bulletin_frozen_view_mark_word:
 * @word: (nullable): what to mark, and to go to
 */
void
bulletin_frozen_view_mark_word (BulletinFrozenView *self,
                                const char         *word)
{
  g_return_if_fail (BULLETIN_IS_FROZEN_VIEW (self));

  g_set_str (&self->word, word);
  find_word (self);
}
