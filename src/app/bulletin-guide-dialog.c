/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-guide-dialog.h"

#include <string.h>

/* The guide is the Markdown that the README links to. Of Markdown it uses
 * headings, lists, tables, `code` and **strong**, and this reads no more. */

#define GUIDE_PATH "/org/mdjgx/Bulletin/guide/guide."

struct _BulletinGuideDialog
{
  AdwDialog parent_instance;

  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (BulletinGuideDialog, bulletin_guide_dialog, ADW_TYPE_DIALOG)

/* The guide in the first of the person's languages that there is one in. */
static GBytes *
load_guide (void)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i]; i++) {
    g_autofree char *path = g_strconcat (GUIDE_PATH, languages[i], ".md", NULL);
    GBytes *guide = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    if (guide)
      return guide;
  }
  return g_resources_lookup_data (GUIDE_PATH "en.md", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* Pango markup of a line's `code` and **strong**. */
static char *
get_markup (const char *line)
{
  GString *markup = g_string_new (NULL);
  gboolean in_code = FALSE;
  gboolean in_strong = FALSE;

  for (const char *p = line; *p; p++) {
    g_autofree char *escaped = NULL;

    if (*p == '`') {
      g_string_append (markup, in_code ? "</tt>" : "<tt>");
      in_code = !in_code;
      continue;
    }
    if (!in_code && g_str_has_prefix (p, "**")) {
      g_string_append (markup, in_strong ? "</b>" : "<b>");
      in_strong = !in_strong;
      p++;
      continue;
    }
    if (*p == '\\' && p[1] == '|')
      p++;
    escaped = g_markup_escape_text (p, 1);
    g_string_append (markup, (guchar) *p < 0x80 ? escaped : "");
    if ((guchar) *p >= 0x80)
      g_string_append_c (markup, *p);
  }
  if (in_strong)
    g_string_append (markup, "</b>");
  if (in_code)
    g_string_append (markup, "</tt>");
  return g_string_free_and_steal (markup);
}

static GtkWidget *
create_label (const char *line,
              const char *style,
              GtkAccessibleRole role)
{
  g_autofree char *markup = get_markup (line);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", markup, "use-markup", TRUE,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "xalign", 0.0, NULL);

  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_item (const char *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bullet = gtk_label_new ("•");

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), bullet);
  gtk_box_append (GTK_BOX (box), create_label (line, NULL, GTK_ACCESSIBLE_ROLE_LABEL));
  return box;
}

/* Where the next cell of a row ends: at a bar that no backslash guards. */
static const char *
find_bar (const char *p)
{
  while (*p && !(*p == '|' && p[-1] != '\\'))
    p++;
  return p;
}

static void
add_row (GtkGrid *grid,
         const char *line,
         int row)
{
  const char *p = line + 1;

  for (int column = 0; *p; column++) {
    const char *end = find_bar (p);
    g_autofree char *cell = g_strstrip (g_strndup (p, end - p));
    GtkWidget *label = create_label (cell, row == 0 ? "heading" : NULL, GTK_ACCESSIBLE_ROLE_LABEL);

    gtk_widget_set_valign (label, GTK_ALIGN_START);
    gtk_grid_attach (grid, label, column, row, 1, 1);
    if (!*end)
      break;
    p = end + 1;
  }
}

static void
show_guide (BulletinGuideDialog *self,
            const char *guide)
{
  g_auto (GStrv) lines = g_strsplit (guide, "\n", -1);
  GtkGrid *grid = NULL;
  int n_rows = 0;

  for (guint i = 0; lines[i]; i++) {
    const char *line = g_strstrip (lines[i]);

    if (*line == '|') {
      if (!grid) {
        grid = GTK_GRID (gtk_grid_new ());
        gtk_grid_set_column_spacing (grid, 18);
        gtk_grid_set_row_spacing (grid, 6);
        gtk_widget_set_margin_start (GTK_WIDGET (grid), 18);
        gtk_box_append (self->content, GTK_WIDGET (grid));
        n_rows = 0;
      }
      if (!g_str_has_prefix (line, "|---"))
        add_row (grid, line, n_rows++);
      continue;
    }
    grid = NULL;
    if (g_str_has_prefix (line, "### "))
      gtk_box_append (self->content, create_label (line + 4, "heading", GTK_ACCESSIBLE_ROLE_HEADING));
    else if (g_str_has_prefix (line, "## "))
      gtk_box_append (self->content, create_label (line + 3, "title-2", GTK_ACCESSIBLE_ROLE_HEADING));
    else if (g_str_has_prefix (line, "- "))
      gtk_box_append (self->content, create_item (line + 2));
    else if (*line && !g_str_has_prefix (line, "# "))
      gtk_box_append (self->content, create_label (line, NULL, GTK_ACCESSIBLE_ROLE_PARAGRAPH));
  }
}

static void
bulletin_guide_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_GUIDE_DIALOG);

  G_OBJECT_CLASS (bulletin_guide_dialog_parent_class)->dispose (object);
}

static void
bulletin_guide_dialog_class_init (BulletinGuideDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_guide_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-guide-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinGuideDialog, content);
}

static void
bulletin_guide_dialog_init (BulletinGuideDialog *self)
{
  g_autoptr (GBytes) guide = load_guide ();

  gtk_widget_init_template (GTK_WIDGET (self));
  if (guide) {
    g_autofree char *text = g_strndup (g_bytes_get_data (guide, NULL), g_bytes_get_size (guide));

    show_guide (self, text);
  }
}

AdwDialog *
bulletin_guide_dialog_new (void)
{
  return g_object_new (BULLETIN_TYPE_GUIDE_DIALOG, NULL);
}
