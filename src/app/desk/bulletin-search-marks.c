/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-search-marks.h"

#include <adwaita.h>

#include "bulletin-text-search.h"

/* Places found that are marked at a time. */
#define MAX_MATCHES 1000

struct _BulletinSearchMarks
{
  GObject parent_instance;

  GtkTextBuffer *buffer; /* which lives longer */
  BulletinTextMirror *mirror;
  GtkTextTag *match_tag;
  GtkTextTag *range_tag;
  /* Where is searched, if not in all of the text. */
  GtkTextMark *range_start;
  GtkTextMark *range_end;
};

G_DEFINE_FINAL_TYPE (BulletinSearchMarks, bulletin_search_marks, G_TYPE_OBJECT)

static void
update_style (BulletinSearchMarks *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA match, range;

  gdk_rgba_parse (&match, is_dark ? "#8f6a00" : "#f9f06b");
  gdk_rgba_parse (&range, is_dark ? "#3a3a44" : "#e9eef6");
  g_object_set (self->match_tag, "background-rgba", &match, NULL);
  g_object_set (self->range_tag, "background-rgba", &range, NULL);
}

static void
get_iter (BulletinSearchMarks *self,
          gsize offset,
          GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, iter, (int) bulletin_text_mirror_to_position (self->mirror, offset));
}

static gsize
get_offset (BulletinSearchMarks *self,
            GtkTextMark *mark)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, mark);
  return bulletin_text_mirror_to_offset (self->mirror, gtk_text_iter_get_offset (&iter));
}

static void
apply (BulletinSearchMarks *self,
       GtkTextTag *tag,
       gsize offset,
       gsize length)
{
  GtkTextIter start, end;

  get_iter (self, offset, &start);
  get_iter (self, offset + length, &end);
  gtk_text_buffer_apply_tag (self->buffer, tag, &start, &end);
}

static void
bulletin_search_marks_class_init (BulletinSearchMarksClass *klass)
{
}

static void
bulletin_search_marks_init (BulletinSearchMarks *self)
{
}

/**
 * bulletin_search_marks_new:
 * @buffer: the text, which lives longer
 * @mirror: the same, counted in bytes, which lives longer
 *
 * Returns: (transfer full): the marks, none yet
 */
BulletinSearchMarks *
bulletin_search_marks_new (GtkTextBuffer *buffer,
                           BulletinTextMirror *mirror)
{
  BulletinSearchMarks *self = g_object_new (BULLETIN_TYPE_SEARCH_MARKS, NULL);
  GtkTextIter start;

  self->buffer = buffer;
  self->mirror = mirror;
  self->range_tag = gtk_text_buffer_create_tag (buffer, "search-range", NULL);
  self->match_tag = gtk_text_buffer_create_tag (buffer, "search-match", NULL);
  gtk_text_buffer_get_start_iter (buffer, &start);
  self->range_start = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->range_end = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);
  update_style (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * bulletin_search_marks_show_matches:
 * @self: the marks
 * @matches: (element-type BulletinMatch) (nullable): places of the text
 *
 * Marks what was found; of very many places those near the caret.
 */
void
bulletin_search_marks_show_matches (BulletinSearchMarks *self,
                                    const GArray *matches)
{
  GtkTextIter start, end;
  gsize caret = get_offset (self, gtk_text_buffer_get_insert (self->buffer));
  guint first = 0;

  g_return_if_fail (BULLETIN_IS_SEARCH_MARKS (self));

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->match_tag, &start, &end);
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
 * bulletin_search_marks_set_range:
 * @self: the marks
 * @start: from where, in bytes
 * @end: up to where; the same as @start for no range
 *
 * Marks where is searched; the range goes along with the text.
 */
void
bulletin_search_marks_set_range (BulletinSearchMarks *self,
                                 gsize start,
                                 gsize end)
{
  GtkTextIter first, last;

  g_return_if_fail (BULLETIN_IS_SEARCH_MARKS (self));

  gtk_text_buffer_get_bounds (self->buffer, &first, &last);
  gtk_text_buffer_remove_tag (self->buffer, self->range_tag, &first, &last);
  get_iter (self, start, &first);
  get_iter (self, end, &last);
  gtk_text_buffer_move_mark (self->buffer, self->range_start, &first);
  gtk_text_buffer_move_mark (self->buffer, self->range_end, &last);
  gtk_text_buffer_apply_tag (self->buffer, self->range_tag, &first, &last);
}

/**
 * bulletin_search_marks_get_range:
 * @self: the marks
 * @start: (out): from where, in bytes
 * @end: (out): up to where; the same as @start if there is no range
 */
void
bulletin_search_marks_get_range (BulletinSearchMarks *self,
                                 gsize *start,
                                 gsize *end)
{
  g_return_if_fail (BULLETIN_IS_SEARCH_MARKS (self));

  *start = get_offset (self, self->range_start);
  *end = get_offset (self, self->range_end);
}
