/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "bulletin-application.h"
#include "bulletin-caret-sight.h"
#include "bulletin-find-bar.h"
#include "bulletin-long-lines.h"
#include "bulletin-source-chips.h"
#include "bulletin-source-editor-caret.h"
#include "bulletin-source-faces.h"
#include "bulletin-source-findings.h"
#include "bulletin-source-look.h"
#include "bulletin-source-view.h"
#include "bulletin-term-completion.h"
#include "bulletin-text-mirror.h"
#include "bulletin-typist.h"

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
  BulletinSourceFaces *faces;
  BulletinSourceFindings *findings;
  BulletinSourceChips *chips;
  BulletinSearchMarks *search_marks;
  BulletinTableTypist *tables;
  BulletinUndoRecorder *undo;
  GtkCssProvider *font_provider;
  gboolean is_loading;
  gboolean is_in_action;
  gboolean is_changed;
  gboolean is_caret_moved;
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

/* --- Going to the caret ---------------------------------------------------- */

static void
show_caret (BulletinSourceEditor *self)
{
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/* --- How it looks ---------------------------------------------------------- */

static void
update_style (BulletinSourceEditor *self)
{
  gtk_source_buffer_set_style_scheme (self->buffer, bulletin_source_look_get_scheme ());
}

static void
update_font (BulletinSourceEditor *self)
{
  g_autofree char *css = bulletin_source_look_get_css (g_settings_get_int (bulletin_get_settings (), "source-font-size"));

  gtk_css_provider_load_from_string (self->font_provider, css);
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
  show_caret (self);
}

static void
redo_cb (BulletinSourceEditor *self)
{
  bulletin_undo_recorder_redo (self->undo);
  show_caret (self);
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

/* A step that types moves the caret before anybody has been told of its text: where
 * the caret stands means nothing until then. */
static void
caret_moved_cb (BulletinSourceEditor *self)
{
  self->is_caret_moved = TRUE;
  if (self->is_in_action || self->is_loading)
    return;
  self->is_caret_moved = FALSE;
  follow_caret (self);
  bulletin_find_bar_caret_moved (self->find_bar);
  g_signal_emit (self, signals[SIGNAL_CARET_MOVED], 0);
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
  if (self->is_caret_moved)
    caret_moved_cb (self);
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
  g_clear_object (&self->findings);
  g_clear_object (&self->chips);
  g_clear_object (&self->search_marks);
  g_clear_object (&self->tables);
  g_clear_object (&self->undo);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_SOURCE_EDITOR);

  G_OBJECT_CLASS (bulletin_source_editor_parent_class)->dispose (object);
}

static void
bulletin_source_editor_finalize (GObject *object)
{
  BulletinSourceEditor *self = BULLETIN_SOURCE_EDITOR (object);

  g_clear_pointer (&self->faces, bulletin_source_faces_free);
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
  gtk_widget_class_bind_template_callback (widget_class, paste_clipboard_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_cb);
}

static void
bulletin_source_editor_init (BulletinSourceEditor *self)
{
  self->mirror = bulletin_text_mirror_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->undo = bulletin_undo_recorder_new (GTK_TEXT_BUFFER (self->buffer));
  g_signal_connect_object (self->undo, "changed", G_CALLBACK (undo_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (delete_range_cb), self, G_CONNECT_SWAPPED);
  gtk_source_buffer_set_language (self->buffer, bulletin_source_look_get_language ());
  self->typist = bulletin_typist_new (self->view);
  self->completion = bulletin_term_completion_new (self->view);
  self->long_lines = bulletin_long_lines_new (self->view);

  self->faces = bulletin_source_faces_new (GTK_TEXT_BUFFER (self->buffer));
  self->tables = bulletin_table_typist_new (self->view);
  /* Under the pointer a finding goes before a figure. */
  self->findings = bulletin_source_findings_new (GTK_TEXT_VIEW (self->view), self->mirror);
  self->chips = bulletin_source_chips_new (GTK_TEXT_VIEW (self->view), self->mirror);
  self->search_marks = bulletin_search_marks_new (GTK_TEXT_BUFFER (self->buffer), self->mirror);
  bulletin_find_bar_set_editor (self->find_bar, self);

  self->font_provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->font_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  update_font (self);
  update_style (self);
  bulletin_caret_sight_keep (GTK_TEXT_VIEW (self->view));
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
  bulletin_long_lines_prepare (self->long_lines, text);
  bulletin_undo_recorder_set_history (self->undo, NULL);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  bulletin_long_lines_text_loaded (self->long_lines);
  follow_caret (self);
  bulletin_source_findings_show (self->findings, NULL);
  bulletin_source_chips_show (self->chips, NULL);
  /* All the way up, the margin above the first line included. */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  bulletin_find_bar_close (self->find_bar);
  self->is_loading = self->is_changed = self->is_caret_moved = FALSE;
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

  bulletin_source_editor_get_iter (self, offset, &start);
  bulletin_source_editor_get_iter (self, offset + length, &end);
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

    bulletin_source_editor_get_iter (self, edit->offset, &iter);
    bulletin_source_editor_get_iter (self, edit->offset + edit->length, &end);
    gtk_text_buffer_delete (buffer, &iter, &end);
    gtk_text_buffer_insert (buffer, &iter, edit->replacement, -1);
  }
  bulletin_source_editor_get_iter (self, caret, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_end_user_action (buffer);
  show_caret (self);
}

BulletinTableTypist *
bulletin_source_editor_get_tables (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), NULL);

  return self->tables;
}

/**
 * bulletin_source_editor_show_structure:
 * @self: the editor
 * @document: the text that stands in it
 *
 * Gives headings, notes and tables their faces, and sets live figures apart.
 */
void
bulletin_source_editor_show_structure (BulletinSourceEditor *self,
                                       BulletinDocument *document)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_source_faces_show (self->faces, document);
  bulletin_source_chips_show (self->chips, document);
}

void
bulletin_source_editor_show_findings (BulletinSourceEditor *self,
                                      GPtrArray *findings)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_source_findings_show (self->findings, findings);
}

BulletinSearchMarks *
bulletin_source_editor_get_search_marks (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), NULL);

  return self->search_marks;
}

void
bulletin_source_editor_set_editable (BulletinSourceEditor *self,
                                     gboolean editable)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
}

/**
 * bulletin_source_editor_get_iter:
 * @self: the editor
 * @offset: a place, in bytes of the text
 * @iter: (out): the same place in the buffer of the view
 */
void
bulletin_source_editor_get_iter (BulletinSourceEditor *self,
                                 gsize offset,
                                 GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), iter,
                                      (int) bulletin_text_mirror_to_position (self->mirror, offset));
}

/**
 * bulletin_source_editor_get_offset:
 * @self: the editor
 * @iter: a place of the buffer of the view
 *
 * Returns: the same place in bytes of the text
 */
gsize
bulletin_source_editor_get_offset (BulletinSourceEditor *self,
                                   const GtkTextIter *iter)
{
  return bulletin_text_mirror_to_offset (self->mirror, gtk_text_iter_get_offset (iter));
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
