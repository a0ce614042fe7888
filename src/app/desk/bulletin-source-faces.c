/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-faces.h"

#include "bulletin-source-look.h"

struct _BulletinSourceFaces
{
  GtkTextBuffer *buffer; /* which lives longer */
  GtkTextTag *heading_tag;
  GtkTextTag *heading_2_tag;
  GtkTextTag *note_tag;
  GtkTextTag *table_tag;
};

static GtkTextTag *
create_family_tag (GtkTextBuffer *buffer,
                   const char *name,
                   BulletinFontRole role)
{
  return gtk_text_buffer_create_tag (buffer, name,
                                     "family", bulletin_source_look_get_families (role), NULL);
}

/**
 * bulletin_source_faces_new:
 * @buffer: the text, which lives longer
 *
 * Returns: (transfer full): its faces
 */
BulletinSourceFaces *
bulletin_source_faces_new (GtkTextBuffer *buffer)
{
  BulletinSourceFaces *self = g_new0 (BulletinSourceFaces, 1);

  self->buffer = buffer;
  self->heading_tag = create_family_tag (buffer, "role-heading", BULLETIN_FONT_HEADING);
  self->heading_2_tag = create_family_tag (buffer, "role-heading-2", BULLETIN_FONT_KAI);
  self->note_tag = create_family_tag (buffer, "role-note", BULLETIN_FONT_KAI);
  /* So that the bars of a table stand below each other. */
  self->table_tag = gtk_text_buffer_create_tag (buffer, "role-table",
                                                "family", "Noto Sans Mono CJK SC, Sarasa Mono SC, monospace", NULL);
  return self;
}

void
bulletin_source_faces_free (BulletinSourceFaces *self)
{
  g_free (self);
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
set_face (BulletinSourceFaces *self,
          GtkTextTag *tag,
          const GtkTextIter *start,
          const GtkTextIter *face_end,
          const GtkTextIter *end)
{
  GtkTextTag *const tags[] = { self->heading_tag, self->heading_2_tag, self->note_tag, self->table_tag };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    GtkTextIter toggle = *start;

    if (tags[i] == tag) {
      if (has_exactly (tag, start, face_end))
        continue;
      gtk_text_buffer_remove_tag (self->buffer, tag, start, end);
      gtk_text_buffer_apply_tag (self->buffer, tag, start, face_end);
    } else if (gtk_text_iter_has_tag (start, tags[i]) ||
               (gtk_text_iter_forward_to_tag_toggle (&toggle, tags[i]) && gtk_text_iter_compare (&toggle, end) < 0)) {
      gtk_text_buffer_remove_tag (self->buffer, tags[i], start, end);
    }
  }
}

/**
 * bulletin_source_faces_show:
 * @self: the faces
 * @document: the text that stands in the buffer
 *
 * Gives headings and notes the faces that they have on paper, and tables one in
 * which their columns line up.
 */
void
bulletin_source_faces_show (BulletinSourceFaces *self,
                            BulletinDocument *document)
{
  const char *text = bulletin_document_get_source (document);

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

    gtk_text_buffer_get_iter_at_line (self->buffer, &start, block->line);
    end = start;
    if (!gtk_text_iter_forward_lines (&end, block->n_lines))
      gtk_text_buffer_get_end_iter (self->buffer, &end);
    face_end = end;
    if (tag && block->body && block->body->len > 0) {
      gsize face = ((const BulletinSpan *) g_ptr_array_index (block->body, 0))->offset;

      face_end = start;
      gtk_text_iter_forward_chars (&face_end, g_utf8_strlen (text + block->offset, face - block->offset));
    }
    set_face (self, tag, &start, &face_end, &end);
  }
}
