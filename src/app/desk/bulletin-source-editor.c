/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "bulletin-application.h"
#include "bulletin-find-bar.h"
#include "bulletin-long-lines.h"
#include "bulletin-markup-typing.h"
#include "bulletin-source-chips.h"
#include "bulletin-source-look.h"
#include "bulletin-source-view.h"
#include "bulletin-term-completion.h"
#include "bulletin-text-mirror.h"
#include "bulletin-text-search.h"
#include "bulletin-typing.h"
#include "bulletin-typist.h"

/* Characters that tell what a line is. */
#define LINE_HEAD 64
/* Places found that are marked at a time. */
#define MAX_MATCHES 1000

struct _BulletinSourceEditor
{
  AdwBin parent_instance;

  BulletinFindBar *find_bar;
  AdwBanner *long_banner;
  GtkScrolledWindow *scrolled_window;
  GtkSourceView *view;
  GtkSourceBuffer *buffer;

  /* The same text, counted in bytes. */
  BulletinTextMirror *mirror;
  BulletinTypist *typist;
  BulletinTermCompletion *completion;
  BulletinLongLines *long_lines;
  BulletinSourceChips *chips;
  BulletinTableTypist *tables;
  BulletinUndoRecorder *undo;
  GtkCssProvider *font_provider;
  GtkTextTag *heading_tag;
  GtkTextTag *heading_2_tag;
  GtkTextTag *note_tag;
  GtkTextTag *table_tag;
  GtkTextTag *finding_tags[BULLETIN_SEVERITY_ERROR + 1];
  GPtrArray *findings;
  GtkTextTag *match_tag;
  GtkTextTag *range_tag;
  /* Where is searched, if not in all of the text. */
  GtkTextMark *range_start;
  GtkTextMark *range_end;
  gboolean is_loading;
  gboolean is_in_action;
  gboolean is_changed;
};

G_DEFINE_FINAL_TYPE (BulletinSourceEditor, bulletin_source_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_TEXT_CHANGED,
  SIGNAL_CARET_MOVED,
  SIGNAL_PASTE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- Places: bytes of the text and places of the buffer -------------------- */

static void
get_iter (BulletinSourceEditor *self,
          gsize offset,
          GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), iter,
                                      (int) bulletin_text_mirror_to_position (self->mirror, offset));
}

static gsize
get_offset (BulletinSourceEditor *self,
            const GtkTextIter *iter)
{
  return bulletin_text_mirror_to_offset (self->mirror, gtk_text_iter_get_offset (iter));
}

/* --- How it looks ---------------------------------------------------------- */

static void
update_style (BulletinSourceEditor *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA match, range;

  gtk_source_buffer_set_style_scheme (self->buffer, bulletin_source_look_get_scheme ());
  gdk_rgba_parse (&match, is_dark ? "#8f6a00" : "#f9f06b");
  gdk_rgba_parse (&range, is_dark ? "#3a3a44" : "#e9eef6");
  g_object_set (self->match_tag, "background-rgba", &match, NULL);
  g_object_set (self->range_tag, "background-rgba", &range, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->finding_tags); i++)
    bulletin_source_look_paint_finding_tag (self->finding_tags[i], i);
}

static void
update_font (BulletinSourceEditor *self)
{
  g_autofree char *css = bulletin_source_look_get_css (g_settings_get_int (bulletin_get_settings (), "source-font-size"));

  gtk_css_provider_load_from_string (self->font_provider, css);
}

static GtkTextTag *
create_family_tag (BulletinSourceEditor *self,
                   const char *name,
                   BulletinFontRole role)
{
  return gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), name,
                                     "family", bulletin_source_look_get_families (role), NULL);
}

static void
apply (BulletinSourceEditor *self,
       GtkTextTag *tag,
       gsize offset,
       gsize length)
{
  GtkTextIter start, end;

  get_iter (self, offset, &start);
  get_iter (self, offset + length, &end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->buffer), tag, &start, &end);
}

/* --- Findings -------------------------------------------------------------- */

static gboolean
query_tooltip_cb (BulletinSourceEditor *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip)
{
  GtkTextIter iter;
  gsize offset;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!self->findings || self->findings->len == 0)
    return FALSE;
  if (keyboard) {
    gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter,
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  } else {
    int buffer_x, buffer_y;

    gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
    if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &iter, buffer_x, buffer_y))
      return FALSE;
  }
  offset = get_offset (self, &iter);
  for (guint i = 0; i < self->findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->offset == BULLETIN_FINDING_NOWHERE || offset < finding->offset ||
        offset > finding->offset + finding->length)
      continue;
    if (text->len > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, finding->message);
  }
  if (text->len == 0)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

/* --- Undo ------------------------------------------------------------------ */

static void
undo_changed_cb (BulletinSourceEditor *self)
{
  bulletin_source_view_enable_undo (BULLETIN_SOURCE_VIEW (self->view), bulletin_undo_recorder_can_undo (self->undo),
                                    bulletin_undo_recorder_can_redo (self->undo));
}

static void
undo_cb (BulletinSourceEditor *self)
{
  bulletin_undo_recorder_undo (self->undo);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

static void
redo_cb (BulletinSourceEditor *self)
{
  bulletin_undo_recorder_redo (self->undo);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/* --- The buffer ------------------------------------------------------------ */

/* Before the text goes in: the buffer says that it changed in the midst of it. */
static void
insert_text_cb (BulletinSourceEditor *self,
                const GtkTextIter *start,
                const char *text,
                int length)
{
  bulletin_text_mirror_insert (self->mirror, gtk_text_iter_get_offset (start), text,
                               length < 0 ? strlen (text) : (gsize) length);
}

static void
delete_range_cb (BulletinSourceEditor *self,
                 const GtkTextIter *start,
                 const GtkTextIter *end)
{
  int first = gtk_text_iter_get_offset (start);
  int last = gtk_text_iter_get_offset (end);

  bulletin_text_mirror_delete (self->mirror, MIN (first, last), ABS (last - first));
}

/* Many edits in one step are one change. */
static void
buffer_changed_cb (BulletinSourceEditor *self)
{
  self->is_changed = TRUE;
  if (self->is_in_action || self->is_loading)
    return;
  self->is_changed = FALSE;
  bulletin_find_bar_text_changed (self->find_bar);
  g_signal_emit (self, signals[SIGNAL_TEXT_CHANGED], 0);
}

static void
begin_user_action_cb (BulletinSourceEditor *self)
{
  self->is_in_action = TRUE;
}

static void
end_user_action_cb (BulletinSourceEditor *self)
{
  self->is_in_action = FALSE;
  if (self->is_changed)
    buffer_changed_cb (self);
}

static void
follow_caret (BulletinSourceEditor *self)
{
  guint n_chars = bulletin_long_lines_follow_caret (self->long_lines);
  g_autofree char *text = NULL;

  adw_banner_set_revealed (self->long_banner, n_chars > 0);
  if (n_chars == 0)
    return;
  text = g_strdup_printf (_ ("This paragraph has %'u characters: only the part at the caret is shown. None of it is lost."), n_chars);
  adw_banner_set_title (self->long_banner, text);
}

static void
caret_moved_cb (BulletinSourceEditor *self)
{
  if (self->is_loading)
    return;
  follow_caret (self);
  bulletin_find_bar_caret_moved (self->find_bar);
  g_signal_emit (self, signals[SIGNAL_CARET_MOVED], 0);
}

static void
paste_clipboard_cb (BulletinSourceEditor *self)
{
  gboolean is_done = FALSE;

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    g_signal_emit (self, signals[SIGNAL_PASTE], 0, &is_done);
  if (is_done)
    g_signal_stop_emission_by_name (self->view, "paste-clipboard");
}

static GtkSourceLanguage *
load_language (void)
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

static void
bulletin_source_editor_dispose (GObject *object)
{
  BulletinSourceEditor *self = BULLETIN_SOURCE_EDITOR (object);

  if (self->font_provider)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->font_provider));
  g_clear_object (&self->font_provider);
  g_clear_object (&self->typist);
  g_clear_object (&self->completion);
  g_clear_object (&self->long_lines);
  g_clear_object (&self->chips);
  g_clear_object (&self->tables);
  g_clear_object (&self->undo);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_SOURCE_EDITOR);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (bulletin_source_editor_parent_class)->dispose (object);
}

static void
bulletin_source_editor_finalize (GObject *object)
{
  BulletinSourceEditor *self = BULLETIN_SOURCE_EDITOR (object);

  bulletin_text_mirror_free (self->mirror);

  G_OBJECT_CLASS (bulletin_source_editor_parent_class)->finalize (object);
}

/* The text takes the focus, not the find bar before it. */
static gboolean
bulletin_source_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BULLETIN_SOURCE_EDITOR (widget)->view));
}

static void
bulletin_source_editor_class_init (BulletinSourceEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_source_editor_dispose;
  object_class->finalize = bulletin_source_editor_finalize;
  widget_class->grab_focus = bulletin_source_editor_grab_focus;

  signals[SIGNAL_TEXT_CHANGED] = g_signal_new ("text-changed", BULLETIN_TYPE_SOURCE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CARET_MOVED] = g_signal_new ("caret-moved", BULLETIN_TYPE_SOURCE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[SIGNAL_PASTE] = g_signal_new ("paste", BULLETIN_TYPE_SOURCE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                        g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);

  g_type_ensure (BULLETIN_TYPE_FIND_BAR);
  g_type_ensure (BULLETIN_TYPE_SOURCE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-source-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinSourceEditor, find_bar);
  gtk_widget_class_bind_template_child (widget_class, BulletinSourceEditor, long_banner);
  gtk_widget_class_bind_template_child (widget_class, BulletinSourceEditor, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, BulletinSourceEditor, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinSourceEditor, buffer);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_clipboard_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_cb);
}

static void
bulletin_source_editor_init (BulletinSourceEditor *self)
{
  GtkTextIter start;

  self->mirror = bulletin_text_mirror_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->undo = bulletin_undo_recorder_new (GTK_TEXT_BUFFER (self->buffer));
  g_signal_connect_object (self->undo, "changed", G_CALLBACK (undo_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (delete_range_cb), self, G_CONNECT_SWAPPED);
  gtk_source_buffer_set_language (self->buffer, load_language ());
  self->typist = bulletin_typist_new (self->view);
  self->completion = bulletin_term_completion_new (self->view);
  self->long_lines = bulletin_long_lines_new (self->view);

  self->heading_tag = create_family_tag (self, "role-heading", BULLETIN_FONT_HEADING);
  self->heading_2_tag = create_family_tag (self, "role-heading-2", BULLETIN_FONT_KAI);
  self->note_tag = create_family_tag (self, "role-note", BULLETIN_FONT_KAI);
  /* So that the bars of a table stand below each other. */
  self->table_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), "role-table",
                                                "family", "Noto Sans Mono CJK SC, Sarasa Mono SC, monospace", NULL);
  self->tables = bulletin_table_typist_new (self->view);
  for (guint i = 0; i < G_N_ELEMENTS (self->finding_tags); i++)
    self->finding_tags[i] = bulletin_source_look_create_finding_tag (GTK_TEXT_BUFFER (self->buffer), i);

  self->chips = bulletin_source_chips_new (GTK_TEXT_VIEW (self->view), self->mirror);
  self->range_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), "search-range", NULL);
  self->match_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), "search-match", NULL);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  self->range_start = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &start, TRUE);
  self->range_end = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &start, FALSE);
  bulletin_find_bar_set_editor (self->find_bar, self);

  self->font_provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->font_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  update_font (self);
  update_style (self);
  g_signal_connect_object (bulletin_get_settings (), "changed::source-font-size", G_CALLBACK (update_font), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "begin-user-action", G_CALLBACK (begin_user_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "end-user-action", G_CALLBACK (end_user_action_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::has-selection", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_source_editor_load:
 * @self: the editor
 * @text: the text, UTF-8
 *
 * Shows another text. What is done to it can be taken back once it has a history,
 * see bulletin_source_editor_get_undo_recorder().
 */
void
bulletin_source_editor_load (BulletinSourceEditor *self,
                             const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  self->is_loading = TRUE;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  bulletin_long_lines_prepare (self->long_lines, text);
  bulletin_undo_recorder_set_history (self->undo, NULL);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  bulletin_long_lines_text_loaded (self->long_lines);
  follow_caret (self);
  bulletin_source_chips_show (self->chips, NULL);
  /* All the way up, the margin above the first line included. */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  bulletin_find_bar_close (self->find_bar);
  self->is_loading = self->is_changed = FALSE;
}

/* Whose terms are offered while one types; (nullable). */
void
bulletin_source_editor_set_library (BulletinSourceEditor *self,
                                    BulletinLibraryService *service)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_term_completion_set_library (self->completion, service);
}

BulletinUndoRecorder *
bulletin_source_editor_get_undo_recorder (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), NULL);

  return self->undo;
}

/* By the keys, the menu of the text or that of the desk. */
void
bulletin_source_editor_undo (BulletinSourceEditor *self,
                             gboolean forward)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  if (forward)
    redo_cb (self);
  else
    undo_cb (self);
}

void
bulletin_source_editor_replace_all (BulletinSourceEditor *self,
                                    const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

char *
bulletin_source_editor_get_text (BulletinSourceEditor *self)
{
  const char *text;
  gsize length;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), NULL);

  text = bulletin_text_mirror_get_text (self->mirror, &length);
  return g_strndup (text, length);
}

/**
 * bulletin_source_editor_get_selection:
 * @self: the editor
 * @start: (out): where it starts, in bytes
 * @end: (out): where it ends
 *
 * Returns: whether anything is selected; if not, both are the caret
 */
gboolean
bulletin_source_editor_get_selection (BulletinSourceEditor *self,
                                      gsize *start,
                                      gsize *end)
{
  GtkTextIter first, last;
  gboolean is_selected;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), FALSE);

  is_selected = gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &first, &last);
  *start = get_offset (self, &first);
  *end = get_offset (self, &last);
  return is_selected;
}

gsize
bulletin_source_editor_get_caret (BulletinSourceEditor *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), 0);

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  return get_offset (self, &iter);
}

/* From 1. */
guint
bulletin_source_editor_get_line (BulletinSourceEditor *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), 1);

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  return gtk_text_iter_get_line (&iter) + 1;
}

/**
 * bulletin_source_editor_get_level:
 * @self: the editor
 * @is_note: (out): whether the line is one of a note
 *
 * Returns: the level of the heading that the caret is in, or 0
 */
int
bulletin_source_editor_get_level (BulletinSourceEditor *self,
                                  gboolean *is_note)
{
  GtkTextIter start, end;
  g_autofree char *head = NULL;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), 0);

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &start,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_chars (&end, MIN (gtk_text_iter_get_chars_in_line (&start), LINE_HEAD));
  head = gtk_text_iter_get_text (&start, &end);
  head[strcspn (head, "\r\n")] = '\0';
  return bulletin_typing_level (head, is_note);
}

/* Selects without taking the focus. */
void
bulletin_source_editor_reveal (BulletinSourceEditor *self,
                               gsize offset,
                               gsize length)
{
  GtkTextIter start, end;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  get_iter (self, offset, &start);
  get_iter (self, offset + length, &end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &start, 0.1, FALSE, 0, 0);
}

void
bulletin_source_editor_select (BulletinSourceEditor *self,
                               gsize offset,
                               gsize length)
{
  bulletin_source_editor_reveal (self, offset, length);
  bulletin_source_editor_focus (self);
}

void
bulletin_source_editor_focus (BulletinSourceEditor *self)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
bulletin_source_editor_replace (BulletinSourceEditor *self,
                                gsize offset,
                                gsize length,
                                const char *replacement)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  get_iter (self, offset, &start);
  get_iter (self, offset + length, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, replacement, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * bulletin_source_editor_apply:
 * @self: the editor
 * @edits: (element-type BulletinEdit): edits of the text as it stands
 * @caret: where the caret goes, in bytes of the text afterwards, or
 *   %BULLETIN_SOURCE_EDITOR_STAY to leave it by what it stands beside
 *
 * Makes edits in one step that can be undone.
 */
void
bulletin_source_editor_apply (BulletinSourceEditor *self,
                              const GPtrArray *edits,
                              gsize caret)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  if (edits->len == 0)
    return;
  if (caret == BULLETIN_SOURCE_EDITOR_STAY)
    caret = bulletin_edits_map (edits, bulletin_source_editor_get_caret (self));

  gtk_text_buffer_begin_user_action (buffer);
  for (guint i = edits->len; i > 0; i--) {
    const BulletinEdit *edit = g_ptr_array_index (edits, i - 1);
    GtkTextIter end;

    get_iter (self, edit->offset, &iter);
    get_iter (self, edit->offset + edit->length, &end);
    gtk_text_buffer_delete (buffer, &iter, &end);
    gtk_text_buffer_insert (buffer, &iter, edit->replacement, -1);
  }
  get_iter (self, caret, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer));
}

BulletinTableTypist *
bulletin_source_editor_get_tables (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), NULL);

  return self->tables;
}

/* Whether a line means what it does only on a line of its own. */
static gboolean
needs_line (const BulletinBlock *block,
            const char *text)
{
  return block->kind != BULLETIN_BLOCK_PARAGRAPH || text[block->offset] == '\\';
}

/* Replaces the selection in one step. */
static void
replace_selection (BulletinSourceEditor *self,
                   const char *before,
                   const char *text,
                   const char *after)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, before, -1);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  if (*after && !gtk_text_iter_ends_line (&iter))
    gtk_text_buffer_insert_at_cursor (buffer, after, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer));
}

/**
 * bulletin_source_editor_paste_text:
 * @self: the editor
 * @text: markup of one line or more
 *
 * Puts text in place of the selection, in one step that can be undone. A paragraph
 * joins the line that it comes into; a heading or a table takes lines of its own,
 * and a table stays apart from one before it.
 */
void
bulletin_source_editor_paste_text (BulletinSourceEditor *self,
                                   const char *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  guint n_blocks = bulletin_document_get_n_blocks (document);
  const BulletinBlock *first, *last;
  GtkTextIter start, end, before;
  const char *lead = "";

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  if (n_blocks == 0)
    return;
  first = bulletin_document_get_block (document, 0);
  last = bulletin_document_get_block (document, n_blocks - 1);
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  if (needs_line (first, text)) {
    if (!gtk_text_iter_starts_line (&start))
      lead = "\n";
    before = start;
    if (first->kind == BULLETIN_BLOCK_TABLE && (*lead || gtk_text_iter_backward_line (&before))) {
      gtk_text_iter_set_line_offset (&before, 0);
      if (gtk_text_iter_get_char (&before) == '|')
        lead = *lead ? "\n\n" : "\n";
    }
  }
  replace_selection (self, lead, text, needs_line (last, text) && !g_str_has_suffix (text, "\n") ? "\n" : "");
}

/* Puts text in place of the selection as it is. */
void
bulletin_source_editor_paste_plain_text (BulletinSourceEditor *self,
                                         const char *text)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  replace_selection (self, "", text, "");
}

/* Whether @tag stands on exactly this range. */
static gboolean
has_exactly (GtkTextTag *tag,
             const GtkTextIter *start,
             const GtkTextIter *end)
{
  GtkTextIter toggle = *start;

  return gtk_text_iter_starts_tag (start, tag) && gtk_text_iter_forward_to_tag_toggle (&toggle, tag) &&
         gtk_text_iter_equal (&toggle, end);
}

/* Puts @tag, and no other of the faces, on a block; text whose face stays is left
 * alone, for setting a line anew takes longer than all the rest of a key. */
static void
set_face (BulletinSourceEditor *self,
          GtkTextTag *tag,
          const GtkTextIter *start,
          const GtkTextIter *face_end,
          const GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextTag *const tags[] = { self->heading_tag, self->heading_2_tag, self->note_tag, self->table_tag };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    GtkTextIter toggle = *start;

    if (tags[i] == tag) {
      if (has_exactly (tag, start, face_end))
        continue;
      gtk_text_buffer_remove_tag (buffer, tag, start, end);
      gtk_text_buffer_apply_tag (buffer, tag, start, face_end);
    } else if (gtk_text_iter_has_tag (start, tags[i]) ||
               (gtk_text_iter_forward_to_tag_toggle (&toggle, tags[i]) && gtk_text_iter_compare (&toggle, end) < 0)) {
      gtk_text_buffer_remove_tag (buffer, tags[i], start, end);
    }
  }
}

/**
 * bulletin_source_editor_show_structure:
 * @self: the editor
 * @document: the text that stands in it
 *
 * Gives headings and notes the faces that they have on paper, and tables one in
 * which their columns line up; sets live figures apart.
 */
void
bulletin_source_editor_show_structure (BulletinSourceEditor *self,
                                       BulletinDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  const char *text = bulletin_document_get_source (document);

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    GtkTextTag *tag = NULL;
    GtkTextIter start, face_end, end;

    if (block->kind == BULLETIN_BLOCK_NOTE)
      tag = self->note_tag;
    else if (block->kind == BULLETIN_BLOCK_TABLE)
      tag = self->table_tag;
    else if (block->kind == BULLETIN_BLOCK_HEADING && block->level <= 2)
      tag = block->level == 1 ? self->heading_tag : self->heading_2_tag;

    gtk_text_buffer_get_iter_at_line (buffer, &start, block->line);
    end = start;
    if (!gtk_text_iter_forward_lines (&end, block->n_lines))
      gtk_text_buffer_get_end_iter (buffer, &end);
    face_end = end;
    if (tag && block->body && block->body->len > 0) {
      gsize face = ((const BulletinSpan *) g_ptr_array_index (block->body, 0))->offset;

      face_end = start;
      gtk_text_iter_forward_chars (&face_end, g_utf8_strlen (text + block->offset, face - block->offset));
    }
    set_face (self, tag, &start, &face_end, &end);
  }
  bulletin_source_chips_show (self->chips, document);
}

/* From where up to where a tag is, in characters. */
typedef struct
{
  int start, end;
} Stretch;

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  return ((const Stretch *) a)->start - ((const Stretch *) b)->start;
}

/* Where a tag is now. */
static GArray *
get_stretches (GtkTextBuffer *buffer,
               GtkTextTag *tag)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  while (gtk_text_iter_starts_tag (&iter, tag) || gtk_text_iter_forward_to_tag_toggle (&iter, tag)) {
    Stretch stretch = { gtk_text_iter_get_offset (&iter), 0 };

    if (!gtk_text_iter_forward_to_tag_toggle (&iter, tag))
      gtk_text_buffer_get_end_iter (buffer, &iter);
    stretch.end = gtk_text_iter_get_offset (&iter);
    if (stretch.end <= stretch.start)
      break;
    g_array_append_val (stretches, stretch);
  }
  return stretches;
}

/* Where the findings of a severity want it: in order, what touches joined. */
static GArray *
get_wanted_stretches (BulletinSourceEditor *self,
                      const GPtrArray *findings,
                      BulletinSeverity severity,
                      gsize length)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint n = 0;

  for (guint i = 0; findings && i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);
    Stretch stretch;

    if (finding->severity != severity || finding->offset >= length || finding->length == 0)
      continue;
    stretch.start = bulletin_text_mirror_to_position (self->mirror, finding->offset);
    stretch.end = bulletin_text_mirror_to_position (self->mirror, finding->offset + MIN (finding->length, length - finding->offset));
    g_array_append_val (stretches, stretch);
  }
  g_array_sort (stretches, compare_stretches);
  for (guint i = 0; i < stretches->len; i++) {
    Stretch stretch = g_array_index (stretches, Stretch, i);
    Stretch *last = n > 0 ? &g_array_index (stretches, Stretch, n - 1) : NULL;

    if (last && stretch.start <= last->end)
      last->end = MAX (last->end, stretch.end);
    else
      g_array_index (stretches, Stretch, n++) = stretch;
  }
  g_array_set_size (stretches, n);
  return stretches;
}

/* Puts a tag on, or takes it off, the stretches that @others does not hold. */
static void
change_tag (BulletinSourceEditor *self,
            GtkTextTag *tag,
            const GArray *stretches,
            const GArray *others,
            gboolean is_put_on)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  guint other = 0;

  for (guint i = 0; i < stretches->len; i++) {
    const Stretch *stretch = &g_array_index (stretches, Stretch, i);
    GtkTextIter start, end;

    while (other < others->len && g_array_index (others, Stretch, other).start < stretch->start)
      other++;
    if (other < others->len && g_array_index (others, Stretch, other).start == stretch->start &&
        g_array_index (others, Stretch, other).end == stretch->end)
      continue;
    gtk_text_buffer_get_iter_at_offset (buffer, &start, stretch->start);
    gtk_text_buffer_get_iter_at_offset (buffer, &end, stretch->end);
    if (is_put_on)
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    else
      gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  }
}

/* Only what changed is tagged anew: a line whose tags change is set once more, which
 * takes longer than all the rest of a key. */
void
bulletin_source_editor_show_findings (BulletinSourceEditor *self,
                                      GPtrArray *findings)
{
  gsize length;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_text_mirror_get_text (self->mirror, &length);
  if (findings)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;

  for (guint i = 0; i < G_N_ELEMENTS (self->finding_tags); i++) {
    g_autoptr (GArray) now = get_stretches (GTK_TEXT_BUFFER (self->buffer), self->finding_tags[i]);
    g_autoptr (GArray) wanted = get_wanted_stretches (self, findings, i, length);

    change_tag (self, self->finding_tags[i], now, wanted, FALSE);
    change_tag (self, self->finding_tags[i], wanted, now, TRUE);
  }
}

void
bulletin_source_editor_set_editable (BulletinSourceEditor *self,
                                     gboolean editable)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}

void
bulletin_source_editor_make_heading (BulletinSourceEditor *self,
                                     int level)
{
  bulletin_markup_make_heading (GTK_TEXT_BUFFER (self->buffer), level);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
bulletin_source_editor_make_note (BulletinSourceEditor *self)
{
  bulletin_markup_make_note (GTK_TEXT_BUFFER (self->buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Whether what is selected, or the caret, lies in strong words. */
gboolean
bulletin_source_editor_is_strong (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), FALSE);

  return bulletin_markup_is_strong (GTK_TEXT_BUFFER (self->buffer));
}

void
bulletin_source_editor_make_strong (BulletinSourceEditor *self)
{
  bulletin_markup_make_strong (GTK_TEXT_BUFFER (self->buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * bulletin_source_editor_insert_text:
 * @self: the editor
 * @text: what to type
 *
 * Types @text in place of the selection, in one step that can be undone.
 */
void
bulletin_source_editor_insert_text (BulletinSourceEditor *self,
                                    const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * bulletin_source_editor_insert_lines:
 * @self: the editor
 * @lines: whole lines, with their ends
 *
 * Types lines at the caret's, below it if it holds text, in one step that can be
 * undone.
 */
void
bulletin_source_editor_insert_lines (BulletinSourceEditor *self,
                                     const char *lines)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_markup_insert_lines (GTK_TEXT_BUFFER (self->buffer), lines);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * bulletin_source_editor_get_view:
 * @self: the editor
 *
 * Returns: (transfer none): the view of the text, to put controllers on
 */
GtkTextView *
bulletin_source_editor_get_view (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), NULL);

  return GTK_TEXT_VIEW (self->view);
}

/**
 * bulletin_source_editor_get_caret_place:
 * @self: the editor
 * @place: (out): the caret's rectangle in the coordinates of the view
 *
 * Brings the caret onto the screen and says where it stands.
 */
void
bulletin_source_editor_get_caret_place (BulletinSourceEditor *self,
                                        GdkRectangle *place)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GdkRectangle caret;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  gtk_text_view_get_cursor_locations (view, NULL, &caret, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, caret.x, caret.y, &place->x, &place->y);
  place->width = MAX (caret.width, 1);
  place->height = caret.height;
}

void
bulletin_source_editor_insert_attachments (BulletinSourceEditor *self)
{
  bulletin_markup_insert_lines (GTK_TEXT_BUFFER (self->buffer), "附件：\n1. \n");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
bulletin_source_editor_insert_page_break (BulletinSourceEditor *self)
{
  bulletin_markup_insert_lines (GTK_TEXT_BUFFER (self->buffer), "---\n");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * bulletin_source_editor_find:
 * @self: the editor
 * @replace: whether to replace too
 *
 * Opens the bar to find in the text.
 */
void
bulletin_source_editor_find (BulletinSourceEditor *self,
                             gboolean replace)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_find_bar_open (self->find_bar, replace);
}

/* The next place of what was looked for last; opens the bar if nothing was. */
void
bulletin_source_editor_find_next (BulletinSourceEditor *self,
                                  gboolean forward)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_find_bar_go (self->find_bar, forward);
}

/**
 * bulletin_source_editor_show_matches:
 * @self: the editor
 * @matches: (element-type BulletinMatch) (nullable): places of the text
 *
 * Marks what was found; of very many places those near the caret.
 */
void
bulletin_source_editor_show_matches (BulletinSourceEditor *self,
                                     const GArray *matches)
{
  GtkTextIter start, end;
  gsize caret = bulletin_source_editor_get_caret (self);
  guint first = 0;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer), self->match_tag, &start, &end);
  if (!matches)
    return;
  while (first + MAX_MATCHES / 2 < matches->len && g_array_index (matches, BulletinMatch, first + MAX_MATCHES / 2).offset < caret)
    first++;
  for (guint i = first; i < MIN (matches->len, first + MAX_MATCHES); i++) {
    const BulletinMatch *match = &g_array_index (matches, BulletinMatch, i);

    if (match->length > 0)
      apply (self, self->match_tag, match->offset, match->length);
  }
}

/**
 * bulletin_source_editor_set_range:
 * @self: the editor
 * @start: from where, in bytes
 * @end: up to where; the same as @start for no range
 *
 * Marks where is searched; the range goes along with the text.
 */
void
bulletin_source_editor_set_range (BulletinSourceEditor *self,
                                  gsize start,
                                  gsize end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter first, last;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_buffer_get_bounds (buffer, &first, &last);
  gtk_text_buffer_remove_tag (buffer, self->range_tag, &first, &last);
  get_iter (self, start, &first);
  get_iter (self, end, &last);
  gtk_text_buffer_move_mark (buffer, self->range_start, &first);
  gtk_text_buffer_move_mark (buffer, self->range_end, &last);
  gtk_text_buffer_apply_tag (buffer, self->range_tag, &first, &last);
}

void
bulletin_source_editor_get_range (BulletinSourceEditor *self,
                                  gsize *start,
                                  gsize *end)
{
  GtkTextIter iter;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter, self->range_start);
  *start = get_offset (self, &iter);
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter, self->range_end);
  *end = get_offset (self, &iter);
}
