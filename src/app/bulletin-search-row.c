/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-search-row.h"

struct _BulletinSearchRow
{
  GtkListBoxRow parent_instance;

  GtkImage *image;
  GtkLabel *title_label;
  GtkLabel *snippet_label;

  char *group;
  char *bulletin;
  char *action;
};

G_DEFINE_FINAL_TYPE (BulletinSearchRow, bulletin_search_row, GTK_TYPE_LIST_BOX_ROW)

static void
activate_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  gtk_widget_activate (widget);
}

/* The hits in bold; everything else is text and stays text. */
static char *
snippet_to_markup (const char *snippet)
{
  GString *markup = g_string_new (NULL);

  for (const char *p = snippet; *p; p++) {
    switch (*p) {
    case '\002':
      g_string_append (markup, "<b>");
      break;
    case '\003':
      g_string_append (markup, "</b>");
      break;
    case '\n':
      g_string_append_c (markup, ' ');
      break;
    case '&':
      g_string_append (markup, "&amp;");
      break;
    case '<':
      g_string_append (markup, "&lt;");
      break;
    default:
      g_string_append_c (markup, *p);
    }
  }
  return g_string_free_and_steal (markup);
}

static void
bulletin_search_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_SEARCH_ROW);

  G_OBJECT_CLASS (bulletin_search_row_parent_class)->dispose (object);
}

static void
bulletin_search_row_finalize (GObject *object)
{
  BulletinSearchRow *self = BULLETIN_SEARCH_ROW (object);

  g_free (self->group);
  g_free (self->bulletin);
  g_free (self->action);

  G_OBJECT_CLASS (bulletin_search_row_parent_class)->finalize (object);
}

static void
bulletin_search_row_class_init (BulletinSearchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_search_row_dispose;
  object_class->finalize = bulletin_search_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinSearchRow, image);
  gtk_widget_class_bind_template_child (widget_class, BulletinSearchRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinSearchRow, snippet_label);
  gtk_widget_class_install_action (widget_class, "row.activate", NULL, activate_action);
}

static void
bulletin_search_row_init (BulletinSearchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_search_row_new:
 * @group: what it is one of; rows of a group stand together
 * @icon_name: its picture
 * @title: what was found
 * @snippet: (nullable): where, with its hits between U+0002 and U+0003
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
bulletin_search_row_new (const char *group,
                         const char *icon_name,
                         const char *title,
                         const char *snippet)
{
  BulletinSearchRow *self = g_object_new (BULLETIN_TYPE_SEARCH_ROW, NULL);

  self->group = g_strdup (group);
  gtk_image_set_from_icon_name (self->image, icon_name);
  gtk_label_set_label (self->title_label, title);
  if (snippet && *snippet) {
    g_autofree char *markup = snippet_to_markup (snippet);

    gtk_label_set_markup (self->snippet_label, markup);
    gtk_widget_set_visible (GTK_WIDGET (self->snippet_label), TRUE);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (self->snippet_label),
                                  -1);
  return GTK_WIDGET (self);
}

void
bulletin_search_row_set_bulletin (BulletinSearchRow *self,
                                  const char *id)
{
  g_set_str (&self->bulletin, id);
}

void
bulletin_search_row_set_action (BulletinSearchRow *self,
                                const char *detailed_action)
{
  g_set_str (&self->action, detailed_action);
}

const char *
bulletin_search_row_get_group (BulletinSearchRow *self)
{
  return self->group;
}

const char *
bulletin_search_row_get_bulletin (BulletinSearchRow *self)
{
  return self->bulletin;
}

const char *
bulletin_search_row_get_action (BulletinSearchRow *self)
{
  return self->action;
}
