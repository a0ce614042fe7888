/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-conversion.h"
#include "bulletin-sections.h"
#include "bulletin-source-editor-markup.h"
#include "bulletin-window.h"

/* The actions that type: the marks of the markup, sections, conversions. */

static void
add_toast (BulletinDeskPage *self,
           const char *sentence)
{
  bulletin_window_add_toast (bulletin_window_of (GTK_WIDGET (self)), adw_toast_new (sentence));
}

/* The text as it stands, taken apart. */
static BulletinDocument *
parse (BulletinDeskPage *self)
{
  g_autofree char *text = bulletin_source_editor_get_text (bulletin_desk_page_get_editor (self));

  return bulletin_document_parse (text, -1);
}

/* --- The markup ------------------------------------------------------------ */

static void
heading_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  bulletin_source_editor_make_heading (bulletin_desk_page_get_editor (user_data), g_variant_get_int32 (parameter));
}

static void
strong_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (user_data);

  bulletin_source_editor_make_strong (editor);
  g_simple_action_set_state (action, g_variant_new_boolean (bulletin_source_editor_is_strong (editor)));
}

static void
internal_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  bulletin_source_editor_make_internal (bulletin_desk_page_get_editor (user_data));
}

static void
note_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  bulletin_source_editor_make_note (bulletin_desk_page_get_editor (user_data));
}

static void
attachments_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  bulletin_source_editor_insert_attachments (bulletin_desk_page_get_editor (user_data));
}

static void
page_break_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  bulletin_source_editor_insert_page_break (bulletin_desk_page_get_editor (user_data));
}

/* --- Finding --------------------------------------------------------------- */

static void
find_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  bulletin_desk_page_show_source (user_data);
  bulletin_source_editor_find (bulletin_desk_page_get_editor (user_data), FALSE);
}

static void
replace_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  bulletin_desk_page_show_source (user_data);
  bulletin_source_editor_find (bulletin_desk_page_get_editor (user_data), TRUE);
}

static void
find_next_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  bulletin_desk_page_show_source (user_data);
  bulletin_source_editor_find_next (bulletin_desk_page_get_editor (user_data), TRUE);
}

static void
find_previous_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer user_data)
{
  bulletin_desk_page_show_source (user_data);
  bulletin_source_editor_find_next (bulletin_desk_page_get_editor (user_data), FALSE);
}

/* --- Sections -------------------------------------------------------------- */

static void
renumber_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  g_autoptr (BulletinDocument) document = parse (user_data);
  g_autoptr (GPtrArray) edits = bulletin_renumber_edits (document);

  bulletin_source_editor_apply (bulletin_desk_page_get_editor (user_data), edits, BULLETIN_SOURCE_EDITOR_STAY);
  add_toast (user_data, edits->len > 0 ? _ ("The headings were renumbered") : _ ("The headings are in order"));
}

typedef GPtrArray *(*SectionFunc) (const BulletinDocument *document,
                                   guint section,
                                   gsize *caret);

static void
change_section (BulletinDeskPage *self,
                const BulletinDocument *document,
                guint section,
                gsize caret,
                SectionFunc func,
                const char *refusal)
{
  g_autoptr (GPtrArray) edits = func (document, section, &caret);

  if (edits)
    bulletin_source_editor_apply (bulletin_desk_page_get_editor (self), edits, caret);
  else
    add_toast (self, refusal);
}

/* Does something with the section that the caret is in. */
static void
change_at_caret (BulletinDeskPage *self,
                 SectionFunc func,
                 const char *refusal)
{
  g_autoptr (BulletinDocument) document = parse (self);
  gsize caret = bulletin_source_editor_get_caret (bulletin_desk_page_get_editor (self));
  guint section = bulletin_section_find (document, caret);

  if (section == BULLETIN_NO_SECTION)
    add_toast (self, _ ("The caret is not in a section: put it below a heading"));
  else
    change_section (self, document, section, caret, func, refusal);
}

static void
section_up_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  change_at_caret (user_data, bulletin_section_move_up, _ ("This section is the first"));
}

static void
section_down_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  change_at_caret (user_data, bulletin_section_move_down, _ ("This section is the last"));
}

static GPtrArray *
raise_section (const BulletinDocument *document,
               guint section,
               gsize *caret)
{
  return bulletin_section_shift (document, section, -1, caret);
}

static GPtrArray *
lower_section (const BulletinDocument *document,
               guint section,
               gsize *caret)
{
  return bulletin_section_shift (document, section, 1, caret);
}

static void
section_raise_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer user_data)
{
  change_at_caret (user_data, raise_section, _ ("There is no higher level"));
}

static void
section_lower_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer user_data)
{
  change_at_caret (user_data, lower_section, _ ("There is no lower level"));
}

/* The section whose heading starts at a place. What the outline says may be of an
 * older text: then there is none. */
static guint
find_heading (const BulletinDocument *document,
              gsize offset)
{
  guint section = bulletin_section_find (document, offset);

  if (section != BULLETIN_NO_SECTION && bulletin_document_get_block (document, section)->offset != offset)
    section = BULLETIN_NO_SECTION;
  return section;
}

void
bulletin_desk_page_change_section (BulletinDeskPage *self,
                                   gsize offset,
                                   BulletinSectionChange change)
{
  g_autoptr (BulletinDocument) document = parse (self);
  guint section = find_heading (document, offset);

  if (section == BULLETIN_NO_SECTION)
    return;
  switch (change) {
  case BULLETIN_SECTION_UP:
    change_section (self, document, section, offset, bulletin_section_move_up, _ ("This section is the first"));
    break;
  case BULLETIN_SECTION_DOWN:
    change_section (self, document, section, offset, bulletin_section_move_down, _ ("This section is the last"));
    break;
  case BULLETIN_SECTION_RAISE:
    change_section (self, document, section, offset, raise_section, _ ("There is no higher level"));
    break;
  case BULLETIN_SECTION_LOWER:
    change_section (self, document, section, offset, lower_section, _ ("There is no lower level"));
    break;
  default:
    g_assert_not_reached ();
  }
}

void
bulletin_desk_page_move_section (BulletinDeskPage *self,
                                 gsize offset,
                                 gsize target,
                                 gboolean after)
{
  g_autoptr (BulletinDocument) document = parse (self);
  guint section = find_heading (document, offset);
  guint other = find_heading (document, target);
  g_autoptr (GPtrArray) edits = NULL;

  if (section == BULLETIN_NO_SECTION || other == BULLETIN_NO_SECTION)
    return;
  edits = bulletin_section_move_to (document, section, other, after, &offset);
  if (edits)
    bulletin_source_editor_apply (bulletin_desk_page_get_editor (self), edits, offset);
}

/* --- Conversions ----------------------------------------------------------- */

static void
convert_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  static const char *const names[] = { "quotes", "punctuation", "digits" };
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (user_data);
  g_autoptr (BulletinDocument) document = parse (user_data);
  g_autoptr (GPtrArray) edits = NULL;
  g_autofree char *sentence = NULL;
  gsize start, end;
  guint i = 0;

  while (i < G_N_ELEMENTS (names) && !g_str_equal (g_variant_get_string (parameter, NULL), names[i]))
    i++;
  g_return_if_fail (i < G_N_ELEMENTS (names));

  if (!bulletin_source_editor_get_selection (editor, &start, &end)) {
    start = 0;
    end = G_MAXSIZE;
  }
  edits = bulletin_convert (document, (BulletinConversion) i, start, end);
  bulletin_source_editor_apply (editor, edits, BULLETIN_SOURCE_EDITOR_STAY);
  if (edits->len == 0)
    sentence = g_strdup (_ ("There is nothing to convert"));
  else
    sentence = g_strdup_printf (ngettext ("%u character was converted", "%u characters were converted", edits->len), edits->len);
  add_toast (user_data, sentence);
}

/* --- All of them ----------------------------------------------------------- */

static const GActionEntry entries[] = {
  /* The states are what the caret is in. */
  { "heading", heading_action, "i", "0" },
  { "note", note_action, NULL, "false" },
  { "strong", strong_action, NULL, "false" },
  { "internal", internal_action },
  { "attachments", attachments_action },
  { "page-break", page_break_action },
  { "find", find_action },
  { "replace", replace_action },
  { "find-next", find_next_action },
  { "find-previous", find_previous_action },
  { "renumber", renumber_action },
  { "section-up", section_up_action },
  { "section-down", section_down_action },
  { "section-raise", section_raise_action },
  { "section-lower", section_lower_action },
  { "convert", convert_action, "s" },
};

void
bulletin_desk_add_writing_actions (GActionMap *map,
                                   BulletinDeskPage *self)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
}

void
bulletin_desk_update_writing_actions (GActionMap *map,
                                      BulletinDeskPage *self)
{
  gboolean is_note;
  int level = bulletin_source_editor_get_level (bulletin_desk_page_get_editor (self), &is_note);

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "heading")), g_variant_new_int32 (level));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "note")), g_variant_new_boolean (is_note));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "strong")),
                             g_variant_new_boolean (bulletin_source_editor_is_strong (bulletin_desk_page_get_editor (self))));
}
