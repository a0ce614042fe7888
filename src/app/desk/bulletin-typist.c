/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-typist.h"

#include <string.h>

#include "bulletin-application.h"
#include "bulletin-typing.h"

/* In a line longer than this, in characters, nothing is done that reads it. */
#define MAX_LINE 20000
/* Enough of a line above to see its marker. */
#define MAX_HEAD 64

struct _BulletinTypist
{
  GObject parent_instance;

  /* Outlives this object. */
  GtkSourceView *view;

  /* The straight quote whose key was pressed last, or 0. */
  char pressed;
  guint quoting;
  /* What Backspace gives back as long as nothing else was done: the typed quote,
   * and the place in characters behind the one that was put in its place. */
  char typed;
  int typed_end;
};

G_DEFINE_FINAL_TYPE (BulletinTypist, bulletin_typist, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (BulletinTypist *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
get_caret (BulletinTypist *self,
           GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), caret, gtk_text_buffer_get_insert (get_buffer (self)));
}

/* The line of @caret, and where the caret stands in it in bytes; NULL if it is too
 * long to be read at each key. */
static char *
get_line (const GtkTextIter *caret,
          GtkTextIter *start,
          GtkTextIter *end,
          gsize *offset)
{
  *start = *end = *caret;
  gtk_text_iter_set_line_offset (start, 0);
  if (gtk_text_iter_get_chars_in_line (caret) > MAX_LINE)
    return NULL;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
  *offset = gtk_text_iter_get_line_index (caret);
  return gtk_text_iter_get_text (start, end);
}

static char *
get_line_above (guint n,
                gpointer user_data)
{
  const GtkTextIter *caret = user_data;
  int line = gtk_text_iter_get_line (caret) - (int) n;
  GtkTextIter start, end;

  if (line < 0)
    return NULL;
  gtk_text_buffer_get_iter_at_line (gtk_text_iter_get_buffer (caret), &start, line);
  end = start;
  if (gtk_text_iter_get_chars_in_line (&start) <= MAX_HEAD) {
    if (!gtk_text_iter_ends_line (&end))
      gtk_text_iter_forward_to_line_end (&end);
  } else {
    gtk_text_iter_forward_chars (&end, MAX_HEAD);
  }
  return gtk_text_iter_get_text (&start, &end);
}

/* --- Return ---------------------------------------------------------------- */

static void
type (BulletinTypist *self,
      const char *text)
{
  gtk_text_buffer_begin_user_action (get_buffer (self));
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (self), text, -1, TRUE);
  gtk_text_buffer_end_user_action (get_buffer (self));
}

static void
replace (BulletinTypist *self,
         GtkTextIter *start,
         GtkTextIter *end,
         const char *text)
{
  gtk_text_buffer_begin_user_action (get_buffer (self));
  gtk_text_buffer_delete_interactive (get_buffer (self), start, end, TRUE);
  gtk_text_buffer_insert_interactive (get_buffer (self), start, text, -1, TRUE);
  gtk_text_buffer_end_user_action (get_buffer (self));
}

static gboolean
press_return (BulletinTypist *self)
{
  GtkTextIter caret, start, end;
  g_autofree char *line = NULL;
  g_autofree char *marker = NULL;
  BulletinTypingStep step;
  gsize offset;

  if (!g_settings_get_boolean (bulletin_get_settings (), "automatic-numbers") ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)) ||
      gtk_text_buffer_get_has_selection (get_buffer (self)))
    return FALSE;
  get_caret (self, &caret);
  line = get_line (&caret, &start, &end, &offset);
  if (!line)
    return FALSE;
  step = bulletin_typing_return (line, offset, get_line_above, &caret, &marker);
  if (step == BULLETIN_TYPING_NOTHING)
    return FALSE;

  if (step == BULLETIN_TYPING_CONTINUE) {
    type (self, "\n");
    type (self, marker);
  } else {
    replace (self, &start, &end, marker);
  }
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (get_buffer (self)));
  return TRUE;
}

/* Once the input method left the key alone. */
static gboolean
key_pressed_cb (BulletinTypist *self,
                guint key,
                guint code,
                GdkModifierType modifiers)
{
  /* With Shift it is a new line and nothing else. */
  if (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  return press_return (self);
}

/* --- Quotes ---------------------------------------------------------------- */

/* Before the input method takes the key: what it makes of it comes as text. */
static gboolean
quote_pressed_cb (BulletinTypist *self,
                  guint key,
                  guint code,
                  GdkModifierType modifiers)
{
  self->pressed = 0;
  if (!(modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) &&
      (key == GDK_KEY_quotedbl || key == GDK_KEY_apostrophe) &&
      g_settings_get_boolean (bulletin_get_settings (), "chinese-quotes"))
    self->pressed = key == GDK_KEY_quotedbl ? '"' : '\'';
  return GDK_EVENT_PROPAGATE;
}

/* In a turn of its own: what was typed is a step, what it becomes the next. */
static gboolean
quote_cb (gpointer user_data)
{
  BulletinTypist *self = user_data;
  GtkTextIter caret, typed, start, end;
  g_autofree char *line = NULL;
  const char *quote;
  gsize offset;

  self->quoting = 0;
  get_caret (self, &caret);
  typed = caret;
  if (!gtk_text_iter_backward_char (&typed) || gtk_text_iter_get_char (&typed) != (gunichar) self->typed)
    return G_SOURCE_REMOVE;
  line = get_line (&typed, &start, &end, &offset);
  if (!line)
    return G_SOURCE_REMOVE;
  memmove (line + offset, line + offset + 1, strlen (line + offset));
  quote = bulletin_typing_quote (line, offset, self->typed);
  if (*quote == self->typed)
    return G_SOURCE_REMOVE;

  replace (self, &typed, &caret, quote);
  get_caret (self, &caret);
  self->typed_end = gtk_text_iter_get_offset (&caret);
  return G_SOURCE_REMOVE;
}

static void
text_inserted_cb (BulletinTypist *self,
                  const GtkTextIter *end,
                  const char *text,
                  int length)
{
  self->typed_end = -1;
  if (self->pressed == 0 || length != 1 || *text != self->pressed || self->quoting != 0)
    return;
  self->typed = self->pressed;
  self->pressed = 0;
  /* Before the next key. */
  self->quoting = g_idle_add_full (G_PRIORITY_HIGH, quote_cb, self, NULL);
}

static void
range_deleted_cb (BulletinTypist *self)
{
  self->typed_end = -1;
}

/* --- Backspace ------------------------------------------------------------- */

static void
backspace_cb (BulletinTypist *self)
{
  GtkTextIter caret, from, start, end;
  g_autofree char *line = NULL;
  gsize offset, length;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)) ||
      gtk_text_buffer_get_has_selection (get_buffer (self)))
    return;
  get_caret (self, &caret);
  from = caret;

  if (self->typed_end == gtk_text_iter_get_offset (&caret)) {
    char typed[] = { self->typed, '\0' };

    gtk_text_iter_backward_char (&from);
    replace (self, &from, &caret, typed);
  } else {
    line = get_line (&caret, &start, &end, &offset);
    length = line ? bulletin_typing_backspace (line, offset) : 0;
    if (length == 0)
      return;
    gtk_text_iter_set_line_index (&from, (int) (offset - length));
    replace (self, &from, &caret, "");
  }
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (get_buffer (self)));
  g_signal_stop_emission_by_name (self->view, "backspace");
}

/* --- The object ------------------------------------------------------------ */

static void
bulletin_typist_dispose (GObject *object)
{
  BulletinTypist *self = BULLETIN_TYPIST (object);

  g_clear_handle_id (&self->quoting, g_source_remove);

  G_OBJECT_CLASS (bulletin_typist_parent_class)->dispose (object);
}

static void
bulletin_typist_class_init (BulletinTypistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bulletin_typist_dispose;
}

static void
bulletin_typist_init (BulletinTypist *self)
{
  self->typed_end = -1;
}

/**
 * bulletin_typist_new:
 * @view: the view to type along at, which outlives the typist
 *
 * Returns: (transfer full): the typist, at work as long as it is kept
 */
BulletinTypist *
bulletin_typist_new (GtkSourceView *view)
{
  BulletinTypist *self = g_object_new (BULLETIN_TYPE_TYPIST, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *quotes = gtk_event_controller_key_new ();

  self->view = view;
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gtk_event_controller_set_propagation_phase (quotes, GTK_PHASE_CAPTURE);
  g_signal_connect_object (quotes, "key-pressed", G_CALLBACK (quote_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), quotes);
  g_signal_connect_object (view, "backspace", G_CALLBACK (backspace_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_buffer (self), "insert-text", G_CALLBACK (text_inserted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (get_buffer (self), "delete-range", G_CALLBACK (range_deleted_cb), self, G_CONNECT_SWAPPED);
  return self;
}
