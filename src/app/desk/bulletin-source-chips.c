/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-chips.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "bulletin-materials.h"
#include "bulletin-thumbnail.h"

/* The longest side of what the pointer shows of a picture, in pixels. */
#define THUMBNAIL_SIZE 320

/* A figure in the text, in characters. */
typedef struct
{
  int start, end;
  gboolean is_known;
} Chip;

struct _BulletinSourceChips
{
  GObject parent_instance;

  GtkTextView *view; /* which owns us, by way of the editor */
  BulletinTextMirror *mirror;
  GtkTextTag *known_tag;
  GtkTextTag *unknown_tag;
  BulletinDocument *document;
  /* The picture that the pointer is on, or was last. */
  GBytes *thumbnail_of;
  GdkTexture *thumbnail;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinSourceChips, bulletin_source_chips, G_TYPE_OBJECT)

static void
update_style (BulletinSourceChips *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA warning;

  accent->alpha = adw_style_manager_get_dark (style) ? 0.35f : 0.18f;
  gdk_rgba_parse (&warning, "#e66100");
  warning.alpha = accent->alpha;
  g_object_set (self->known_tag, "background-rgba", accent, NULL);
  g_object_set (self->unknown_tag, "background-rgba", &warning, NULL);
}

/* --- Figures --------------------------------------------------------------- */

static void
add_chips (BulletinSourceChips *self,
           const GPtrArray *spans,
           GArray *chips)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (self->document);

  for (guint i = 0; spans && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);
    Chip chip;

    if (span->kind != BULLETIN_SPAN_FIGURE)
      continue;
    chip.start = (int) bulletin_text_mirror_to_position (self->mirror, span->offset);
    chip.end = (int) bulletin_text_mirror_to_position (self->mirror, span->offset + span->length);
    chip.is_known = span->shown != NULL || !bulletin_materials_find_figure (materials, span->text);
    g_array_append_val (chips, chip);
  }
}

static GArray *
list_chips (BulletinSourceChips *self)
{
  GArray *chips = g_array_new (FALSE, FALSE, sizeof (Chip));

  for (guint i = 0; self->document && i < bulletin_document_get_n_blocks (self->document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (self->document, i);

    add_chips (self, block->caption, chips);
    add_chips (self, block->spans, chips);
    add_chips (self, block->body, chips);
    for (guint k = 0; block->rows && k < block->rows->len; k++) {
      const BulletinTableRow *row = g_ptr_array_index (block->rows, k);

      for (guint m = 0; m < row->cells->len; m++)
        add_chips (self, ((const BulletinTableCell *) g_ptr_array_index (row->cells, m))->spans, chips);
    }
  }
  return chips;
}

/* Whether the tags of the buffer stand on these chips, and on nothing else. Typing
 * before them moves both; setting lines anew takes longer than looking. */
static gboolean
are_set (BulletinSourceChips *self,
         GtkTextTag *tag,
         gboolean is_known,
         const GArray *chips)
{
  GtkTextIter iter;
  gboolean is_on;
  guint next = 0;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (self->view), &iter);
  is_on = gtk_text_iter_starts_tag (&iter, tag);
  while (is_on || gtk_text_iter_forward_to_tag_toggle (&iter, tag)) {
    int start, end;

    is_on = FALSE;
    if (gtk_text_iter_is_end (&iter) && !gtk_text_iter_starts_tag (&iter, tag))
      break;
    start = gtk_text_iter_get_offset (&iter);
    gtk_text_iter_forward_to_tag_toggle (&iter, tag);
    end = gtk_text_iter_get_offset (&iter);
    while (next < chips->len && g_array_index (chips, Chip, next).is_known != is_known)
      next++;
    if (next >= chips->len || g_array_index (chips, Chip, next).start != start || g_array_index (chips, Chip, next).end != end)
      return FALSE;
    next++;
    is_on = gtk_text_iter_starts_tag (&iter, tag);
  }
  while (next < chips->len && g_array_index (chips, Chip, next).is_known != is_known)
    next++;
  return next == chips->len;
}

static void
set (BulletinSourceChips *self,
     GtkTextTag *tag,
     gboolean is_known,
     const GArray *chips)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  if (are_set (self, tag, is_known, chips))
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  for (guint i = 0; i < chips->len; i++) {
    const Chip *chip = &g_array_index (chips, Chip, i);

    if (chip->is_known != is_known)
      continue;
    gtk_text_buffer_get_iter_at_offset (buffer, &start, chip->start);
    gtk_text_buffer_get_iter_at_offset (buffer, &end, chip->end);
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  }
}

/* --- Under the pointer ----------------------------------------------------- */

static const BulletinBlock *
find_block (BulletinSourceChips *self,
            gsize offset)
{
  guint first = 0;
  guint last = self->document ? bulletin_document_get_n_blocks (self->document) : 0;

  while (first < last) {
    guint middle = first + (last - first) / 2;
    const BulletinBlock *block = bulletin_document_get_block (self->document, middle);

    if (offset < block->offset)
      last = middle;
    else if (offset >= block->offset + block->length)
      first = middle + 1;
    else
      return block;
  }
  return NULL;
}

static const BulletinSpan *
find_figure (const GPtrArray *spans,
             gsize offset)
{
  for (guint i = 0; spans && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    if (span->kind == BULLETIN_SPAN_FIGURE && offset >= span->offset && offset < span->offset + span->length)
      return span;
  }
  return NULL;
}

static const BulletinSpan *
find_figure_in_block (const BulletinBlock *block,
                      gsize offset)
{
  const BulletinSpan *span = find_figure (block->spans, offset);

  if (!span)
    span = find_figure (block->body, offset);
  if (!span)
    span = find_figure (block->caption, offset);
  for (guint k = 0; !span && block->rows && k < block->rows->len; k++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, k);

    for (guint m = 0; !span && m < row->cells->len; m++)
      span = find_figure (((const BulletinTableCell *) g_ptr_array_index (row->cells, m))->spans, offset);
  }
  return span;
}

static gboolean
show_figure (const BulletinFigureValue *value,
             GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;

  if (!value)
    return FALSE;
  if (value->problem) {
    gtk_tooltip_set_text (tooltip, value->problem);
    return TRUE;
  }
  number = bulletin_figure_format_number (value->value);
  text = g_strdup_printf ("%s%s\n%s", number, value->unit ? value->unit : "", value->source ? value->source : "");
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
thumbnail_made_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = bulletin_thumbnail_finish (result, &error);
  BulletinSourceChips *self = user_data;

  /* Cancelled when another picture is asked for, or nobody is there. */
  if (!texture)
    return;
  g_set_object (&self->thumbnail, texture);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self->view));
}

static gboolean
show_picture (BulletinSourceChips *self,
              const BulletinBlock *block,
              GtkTooltip *tooltip)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (self->document);
  const BulletinPicture *picture = bulletin_materials_find_picture (materials, block->target);
  g_autofree char *text = NULL;

  if (!picture) {
    if (!materials)
      return FALSE;
    text = g_strdup_printf (_ ("There is no picture “%s” in this bulletin. Insert it again."), block->target);
    gtk_tooltip_set_text (tooltip, text);
    return TRUE;
  }
  if (self->thumbnail_of != picture->content) {
    g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
    g_clear_object (&self->thumbnail);
    g_clear_pointer (&self->thumbnail_of, g_bytes_unref);
    self->thumbnail_of = g_bytes_ref (picture->content);
    self->cancellable = g_cancellable_new ();
    bulletin_thumbnail_async (picture->content, THUMBNAIL_SIZE, self->cancellable, thumbnail_made_cb, self);
  }
  if (!self->thumbnail)
    return FALSE;
  text = g_strdup_printf (_ ("%s, %u × %u pixels"), picture->name, picture->width, picture->height);
  gtk_tooltip_set_icon (tooltip, GDK_PAINTABLE (self->thumbnail));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static gboolean
query_tooltip_cb (BulletinSourceChips *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  const BulletinBlock *block;
  const BulletinSpan *span;
  GtkTextIter iter;
  gsize offset;

  if (keyboard) {
    gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  } else {
    gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
    if (!gtk_text_view_get_iter_at_location (self->view, &iter, x, y))
      return FALSE;
  }
  offset = bulletin_text_mirror_to_offset (self->mirror, gtk_text_iter_get_offset (&iter));
  block = find_block (self, offset);
  if (!block)
    return FALSE;
  span = find_figure_in_block (block, offset);
  if (span)
    return show_figure (bulletin_materials_find_figure (bulletin_document_get_materials (self->document), span->text), tooltip);
  return block->kind == BULLETIN_BLOCK_PICTURE && show_picture (self, block, tooltip);
}

static void
bulletin_source_chips_dispose (GObject *object)
{
  BulletinSourceChips *self = BULLETIN_SOURCE_CHIPS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thumbnail);
  g_clear_pointer (&self->thumbnail_of, g_bytes_unref);
  g_clear_pointer (&self->document, bulletin_document_unref);

  G_OBJECT_CLASS (bulletin_source_chips_parent_class)->dispose (object);
}

static void
bulletin_source_chips_class_init (BulletinSourceChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bulletin_source_chips_dispose;
}

static void
bulletin_source_chips_init (BulletinSourceChips *self)
{
}

/**
 * bulletin_source_chips_new:
 * @view: the text view, which lives longer
 * @mirror: its text, counted in bytes, which lives longer
 *
 * Returns: (transfer full): the chips, of an empty text
 */
BulletinSourceChips *
bulletin_source_chips_new (GtkTextView *view,
                           BulletinTextMirror *mirror)
{
  BulletinSourceChips *self = g_object_new (BULLETIN_TYPE_SOURCE_CHIPS, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->view = view;
  self->mirror = mirror;
  self->known_tag = gtk_text_buffer_create_tag (buffer, "figure", NULL);
  self->unknown_tag = gtk_text_buffer_create_tag (buffer, "figure-unknown", NULL);
  update_style (self);
  g_signal_connect_object (view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::accent-color-rgba", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * bulletin_source_chips_show:
 * @self: the chips
 * @document: (nullable): the text that stands in the view, with what it refers to
 */
void
bulletin_source_chips_show (BulletinSourceChips *self,
                            BulletinDocument *document)
{
  g_autoptr (GArray) chips = NULL;

  g_return_if_fail (BULLETIN_IS_SOURCE_CHIPS (self));

  if (document)
    bulletin_document_ref (document);
  g_clear_pointer (&self->document, bulletin_document_unref);
  self->document = document;
  chips = list_chips (self);
  set (self, self->known_tag, TRUE, chips);
  set (self, self->unknown_tag, FALSE, chips);
}
