/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-look.h"

#include <adwaita.h>
#include <pango/pangocairo.h>

#include "bulletin-fonts.h"

/* --- Typefaces ------------------------------------------------------------- */

/**
 * bulletin_source_look_get_families:
 * @role: a role of the page
 *
 * The families of this machine that stand for @role, the best first, as Pango
 * takes them: the same that the page is set in when its template names none.
 *
 * Returns: families between commas, kept as long as the program runs
 */
const char *
bulletin_source_look_get_families (BulletinFontRole role)
{
  static char *families[BULLETIN_N_FONT_ROLES];

  if (!families[role]) {
    g_autoptr (GHashTable) installed = bulletin_fonts_list_installed (pango_cairo_font_map_get_default ());
    g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
    g_autoptr (BulletinFontChoice) choice = bulletin_font_choice_new (role, page_template, installed);

    families[role] = g_strdup (choice->families);
  }
  return families[role];
}

/**
 * bulletin_source_look_get_css:
 * @size: the size of the text in points
 *
 * Returns: (transfer full): the style of the text
 */
char *
bulletin_source_look_get_css (int size)
{
  g_auto (GStrv) families = g_strsplit (bulletin_source_look_get_families (BULLETIN_FONT_BODY), ",", -1);
  g_autoptr (GString) css = g_string_new ("textview.source { font-family: ");

  for (guint i = 0; families[i]; i++)
    g_string_append_printf (css, "\"%s\", ", g_strstrip (families[i]));
  g_string_append_printf (css, "serif; font-size: %dpt; line-height: 1.6; }", size);
  return g_string_free_and_steal (g_steal_pointer (&css));
}

/* --- Colours --------------------------------------------------------------- */

/**
 * bulletin_source_look_get_scheme:
 *
 * Returns: (transfer none): the colours of the text that go with the desktop's
 *   style, light or dark, of high contrast or not
 */
GtkSourceStyleScheme *
bulletin_source_look_get_scheme (void)
{
  static const char *const names[] = { "bulletin", "bulletin-dark", "bulletin-contrast", "bulletin-dark-contrast" };
  static GtkSourceStyleSchemeManager *manager;
  AdwStyleManager *style = adw_style_manager_get_default ();
  guint i = (adw_style_manager_get_high_contrast (style) ? 2 : 0) + (adw_style_manager_get_dark (style) ? 1 : 0);

  if (!manager) {
    manager = gtk_source_style_scheme_manager_new ();
    gtk_source_style_scheme_manager_append_search_path (manager, "resource:///org/mdjgx/Bulletin/styles/");
  }
  return gtk_source_style_scheme_manager_get_scheme (manager, names[i]);
}

/**
 * bulletin_source_look_get_language:
 *
 * Returns: (transfer none): the markup, for its colours
 */
GtkSourceLanguage *
bulletin_source_look_get_language (void)
{
  static GtkSourceLanguageManager *manager;

  if (!manager) {
    g_auto (GStrv) paths = NULL;
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    /* The styles that the language maps to are defined in GtkSourceView's own. */
    manager = gtk_source_language_manager_new ();
    g_strv_builder_addv (builder, (const char **) gtk_source_language_manager_get_search_path (manager));
    g_strv_builder_add (builder, "resource:///org/mdjgx/Bulletin/language-specs/");
    paths = g_strv_builder_end (builder);
    gtk_source_language_manager_set_search_path (manager, (const char *const *) paths);
  }
  return gtk_source_language_manager_get_language (manager, "bulletin");
}

/**
 * bulletin_source_look_create_finding_tag:
 * @buffer: the text
 * @severity: how grave what is found is
 *
 * Returns: (transfer none): the tag that underlines it, without its colours yet
 */
GtkTextTag *
bulletin_source_look_create_finding_tag (GtkTextBuffer *buffer,
                                         BulletinSeverity severity)
{
  static const char *const names[] = { "finding-hint", "finding-warning", "finding-error" };

  return gtk_text_buffer_create_tag (buffer, names[severity], "underline",
                                     severity == BULLETIN_SEVERITY_HINT ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_ERROR,
                                     NULL);
}

/**
 * bulletin_source_look_paint_finding_tag:
 * @tag: the tag of the places found
 * @severity: how grave they are
 *
 * Gives the tag the colours that go with the desktop's style. The line under the
 * text is thin, and a comma short: a tint behind what is graver than a hint makes
 * it seen without glasses.
 */
void
bulletin_source_look_paint_finding_tag (GtkTextTag *tag,
                                        BulletinSeverity severity)
{
  static const char *const light[] = { "#1a5fb4", "#9c5700", "#c01c28" };
  static const char *const dark[] = { "#99c1f1", "#f8e45c", "#ff7b63" };
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA colour;

  gdk_rgba_parse (&colour, adw_style_manager_get_dark (style) ? dark[severity] : light[severity]);
  g_object_set (tag, "underline-rgba", &colour, NULL);
  if (severity == BULLETIN_SEVERITY_HINT)
    return;
  colour.alpha = adw_style_manager_get_high_contrast (style) ? 0.35f : 0.16f;
  g_object_set (tag, "background-rgba", &colour, NULL);
}
