/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-long-lines.h"

/* Paragraphs beyond this many characters, some ten pages, are shown in part. */
#define MAX_SHOWN 6000
/* How many characters are shown on either side of the caret, and how near it comes
 * to their end before they move: more than a screen, so that Page Down works. */
#define SIDE 2000
#define NEAR 800

struct _BulletinLongLines
{
  GObject parent_instance;

  /* Owns this object. */
  GtkSourceView *view;
  GtkTextTag *hidden_tag;
};

G_DEFINE_FINAL_TYPE (BulletinLongLines, bulletin_long_lines, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (BulletinLongLines *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

/* Shows of the line of @place the part round it, and all of a line that is short. */
static void
show_part (BulletinLongLines *self,
           const GtkTextIter *place)
{
  GtkTextBuffer *buffer = get_buffer (self);
  int n_chars = gtk_text_iter_get_chars_in_line (place);
  int at = gtk_text_iter_get_line_offset (place);
  GtkTextIter start, end, from, to;

  start = end = *place;
  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_remove_tag (buffer, self->hidden_tag, &start, &end);
  if (n_chars <= MAX_SHOWN)
    return;

  from = to = *place;
  gtk_text_iter_set_line_offset (&from, MAX (at - SIDE, 0));
  if (at + SIDE < n_chars)
    gtk_text_iter_set_line_offset (&to, at + SIDE);
  else
    to = end;
  if (gtk_text_iter_compare (&start, &from) < 0)
    gtk_text_buffer_apply_tag (buffer, self->hidden_tag, &start, &from);
  if (gtk_text_iter_compare (&to, &end) < 0)
    gtk_text_buffer_apply_tag (buffer, self->hidden_tag, &to, &end);
}

/* Whether anything of a line is hidden. */
static gboolean
hides (BulletinLongLines *self,
       const GtkTextIter *place)
{
  GtkTextIter start = *place;
  int line = gtk_text_iter_get_line (place);

  gtk_text_iter_set_line_offset (&start, 0);
  return gtk_text_iter_has_tag (&start, self->hidden_tag) ||
         (gtk_text_iter_forward_to_tag_toggle (&start, self->hidden_tag) && gtk_text_iter_get_line (&start) == line);
}

/* Whether there is enough on both sides of the caret, and not too much. */
static gboolean
is_comfortable (BulletinLongLines *self,
                const GtkTextIter *caret)
{
  int at = gtk_text_iter_get_line_offset (caret);
  int n_chars = gtk_text_iter_get_chars_in_line (caret);
  int line = gtk_text_iter_get_line (caret);
  GtkTextIter from = *caret;
  GtkTextIter to = *caret;
  int first = 0;
  int last = n_chars;

  if (gtk_text_iter_has_tag (caret, self->hidden_tag))
    return FALSE;
  if (gtk_text_iter_backward_to_tag_toggle (&from, self->hidden_tag) && gtk_text_iter_get_line (&from) == line)
    first = gtk_text_iter_get_line_offset (&from);
  if (gtk_text_iter_forward_to_tag_toggle (&to, self->hidden_tag) && gtk_text_iter_get_line (&to) == line)
    last = gtk_text_iter_get_line_offset (&to);

  return (first == 0 || at - first > NEAR) && (last == n_chars || last - at > NEAR) && last - first <= MAX_SHOWN;
}

/* --- The clipboard --------------------------------------------------------- */

/* What is hidden is copied too, which the view would leave out. */
static gboolean
copy_all (BulletinLongLines *self)
{
  GtkTextIter start, end, toggle;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return FALSE;
  toggle = start;
  if (!gtk_text_iter_has_tag (&start, self->hidden_tag) &&
      (!gtk_text_iter_forward_to_tag_toggle (&toggle, self->hidden_tag) || gtk_text_iter_compare (&toggle, &end) >= 0))
    return FALSE;
  text = gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), text);
  return TRUE;
}

static void
copy_cb (BulletinLongLines *self)
{
  if (copy_all (self))
    g_signal_stop_emission_by_name (self->view, "copy-clipboard");
}

static void
cut_cb (BulletinLongLines *self)
{
  if (!copy_all (self))
    return;
  gtk_text_buffer_delete_selection (get_buffer (self), TRUE, gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)));
  g_signal_stop_emission_by_name (self->view, "cut-clipboard");
}

/* --- The object ------------------------------------------------------------ */

static void
bulletin_long_lines_class_init (BulletinLongLinesClass *klass)
{
}

static void
bulletin_long_lines_init (BulletinLongLines *self)
{
}

/**
 * bulletin_long_lines_new:
 * @view: the view, which outlives the object
 *
 * Returns: (transfer full): what keeps it fluid as long as it is kept itself
 */
BulletinLongLines *
bulletin_long_lines_new (GtkSourceView *view)
{
  BulletinLongLines *self = g_object_new (BULLETIN_TYPE_LONG_LINES, NULL);

  self->view = view;
  self->hidden_tag = gtk_text_buffer_create_tag (get_buffer (self), "hidden-part", "invisible", TRUE, NULL);
  g_signal_connect_object (view, "copy-clipboard", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "cut-clipboard", G_CALLBACK (cut_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* The colours of the markup are found line by line, and would be sought in a line
 * without end at each key. */
void
bulletin_long_lines_prepare (BulletinLongLines *self,
                             const char *text)
{
  gboolean is_long = FALSE;
  gsize n_bytes = 0;

  g_return_if_fail (BULLETIN_IS_LONG_LINES (self));

  for (const char *p = text; *p && !is_long; p++) {
    n_bytes = *p == '\n' ? 0 : n_bytes + 1;
    is_long = n_bytes > MAX_SHOWN * 3;
  }
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (get_buffer (self)), !is_long);
}

void
bulletin_long_lines_text_loaded (BulletinLongLines *self)
{
  GtkTextIter line;

  g_return_if_fail (BULLETIN_IS_LONG_LINES (self));

  gtk_text_buffer_get_start_iter (get_buffer (self), &line);
  do {
    if (gtk_text_iter_get_chars_in_line (&line) > MAX_SHOWN)
      show_part (self, &line);
  } while (gtk_text_iter_forward_line (&line));
}

guint
bulletin_long_lines_follow_caret (BulletinLongLines *self)
{
  GtkTextIter caret, above;
  int n_chars;

  g_return_val_if_fail (BULLETIN_IS_LONG_LINES (self), 0);

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &caret, gtk_text_buffer_get_insert (get_buffer (self)));
  n_chars = gtk_text_iter_get_chars_in_line (&caret);

  /* Return may have made two short lines of a long one. */
  above = caret;
  if (gtk_text_iter_backward_line (&above) && gtk_text_iter_get_chars_in_line (&above) <= MAX_SHOWN && hides (self, &above))
    show_part (self, &above);
  if (n_chars <= MAX_SHOWN) {
    if (hides (self, &caret))
      show_part (self, &caret);
    return 0;
  }
  if (!is_comfortable (self, &caret))
    show_part (self, &caret);
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (get_buffer (self)), FALSE);
  return (guint) n_chars;
}
