/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-typist.h"

#include <string.h>

#include "bulletin-table-source.h"

/* Above this many cells a table is not lined up at every Tab; on command it is. */
#define MAX_TIDY_CELLS 2000

struct _BulletinTableTypist
{
  GObject parent_instance;

  GtkSourceView *view;
  GtkTextBuffer *buffer;
  /* The input method is at work: the keys are its own. */
  gboolean is_composing;
};

G_DEFINE_FINAL_TYPE (BulletinTableTypist, bulletin_table_typist, G_TYPE_OBJECT)

/* --- The table at the caret ------------------------------------------------ */

static void
get_caret (BulletinTableTypist *self,
           GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, caret, gtk_text_buffer_get_insert (self->buffer));
}

/* Whether a line begins with a bar, blanks apart. */
static gboolean
is_table_line (const GtkTextIter *line)
{
  GtkTextIter iter = *line;

  gtk_text_iter_set_line_offset (&iter, 0);
  for (;;) {
    gunichar c = gtk_text_iter_get_char (&iter);

    if (c == '|')
      return TRUE;
    if (c != ' ' && c != '\t' && c != 0xa0 && c != 0x3000)
      return FALSE;
    gtk_text_iter_forward_char (&iter);
  }
}

/* A table of the buffer: where the lines around it start, and what it holds. Places
 * of it are bytes from that start. */
typedef struct
{
  BulletinTableSource *source;
  char *text;
  int start; /* in characters of the buffer */
  int row;
  guint column;
} Table;

static void
table_clear (Table *self)
{
  g_clear_pointer (&self->source, bulletin_table_source_free);
  g_clear_pointer (&self->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
read_table (BulletinTableTypist *self,
            Table *table)
{
  GtkTextIter caret, start, end, line;
  gsize before;

  get_caret (self, &caret);
  if (!is_table_line (&caret))
    return FALSE;
  start = caret;
  gtk_text_iter_set_line_offset (&start, 0);
  line = start;
  while (gtk_text_iter_backward_line (&line) && is_table_line (&line))
    start = line;
  end = caret;
  while (gtk_text_iter_forward_line (&end) && is_table_line (&end))
    ;

  table_clear (table);
  table->start = gtk_text_iter_get_offset (&start);
  table->text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  before = g_utf8_offset_to_pointer (table->text, gtk_text_iter_get_offset (&caret) - table->start) - table->text;
  table->source = bulletin_table_source_new (table->text, strlen (table->text), before);
  if (!table->source)
    return FALSE;
  bulletin_table_source_locate (table->source, before, &table->row, &table->column);
  return TRUE;
}

static void
get_iter (BulletinTableTypist *self,
          const Table *table,
          gsize offset,
          GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, iter, table->start + g_utf8_strlen (table->text, offset));
}

static void
show_caret (BulletinTableTypist *self)
{
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (self->buffer));
}

/* How many characters stand before a place, given in bytes of the changed text. The
 * text itself is not made: it may be long. */
static int
count_characters (const Table *table,
                  const BulletinTableEdit *edit,
                  gsize place)
{
  const gsize n_new = strlen (edit->replacement);
  glong n_chars = g_utf8_strlen (table->text, MIN (place, edit->offset));

  if (place > edit->offset)
    n_chars += g_utf8_strlen (edit->replacement, MIN (place - edit->offset, n_new));
  if (place > edit->offset + n_new)
    n_chars += g_utf8_strlen (table->text + edit->offset + edit->length, place - edit->offset - n_new);
  return (int) n_chars;
}

static void
apply (BulletinTableTypist *self,
       const Table *table,
       const BulletinTableEdit *edit)
{
  GtkTextIter start, end;
  int first, last;

  if (edit->length > 0 || *edit->replacement) {
    get_iter (self, table, edit->offset, &start);
    get_iter (self, table, edit->offset + edit->length, &end);
    gtk_text_buffer_begin_user_action (self->buffer);
    gtk_text_buffer_delete (self->buffer, &start, &end);
    gtk_text_buffer_insert (self->buffer, &start, edit->replacement, -1);
    gtk_text_buffer_end_user_action (self->buffer);
  }

  first = table->start + count_characters (table, edit, edit->select_offset);
  last = table->start + count_characters (table, edit, edit->select_offset + edit->select_length);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, first);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, last);
  /* The caret at the end: what is typed replaces the cell, or goes on. */
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  show_caret (self);
}

static gboolean
operate_at (BulletinTableTypist *self,
            const Table *table,
            BulletinTableOperation operation,
            int row,
            guint column,
            GError **error)
{
  g_autoptr (BulletinTableEdit) edit = bulletin_table_edit_new (table->source, operation, row, column, error);

  if (!edit)
    return FALSE;
  apply (self, table, edit);
  return TRUE;
}

static void
select_cell (BulletinTableTypist *self,
             const Table *table,
             int row,
             guint column)
{
  BulletinTableEdit edit = { .replacement = (char *) "" };

  bulletin_table_source_get_cell (table->source, row, column, &edit.select_offset, &edit.select_length);
  apply (self, table, &edit);
}

/* Selects a cell's content, as a spreadsheet does, after lining up the columns. */
static void
go_to_cell (BulletinTableTypist *self,
            const Table *table,
            int row,
            guint column)
{
  guint n_cells = bulletin_table_source_get_n_rows (table->source) * bulletin_table_source_get_n_columns (table->source);

  if (n_cells <= MAX_TIDY_CELLS)
    operate_at (self, table, BULLETIN_TABLE_TIDY, row, column, NULL);
  else
    select_cell (self, table, row, column);
}

/* --- Keys ------------------------------------------------------------------ */

static void
go_forward (BulletinTableTypist *self,
            Table *table)
{
  int row = table->row;
  guint column = table->column + 1;

  if (row == BULLETIN_TABLE_CAPTION_ROW || column >= bulletin_table_source_get_n_columns (table->source)) {
    row++;
    column = 0;
  }
  if ((guint) row < bulletin_table_source_get_n_rows (table->source)) {
    go_to_cell (self, table, row, column);
    return;
  }
  gtk_text_buffer_begin_user_action (self->buffer);
  go_to_cell (self, table, row - 1, 0);
  if (read_table (self, table))
    operate_at (self, table, BULLETIN_TABLE_ADD_ROW_BELOW, row - 1, 0, NULL);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
go_back (BulletinTableTypist *self,
         Table *table)
{
  int first = bulletin_table_source_has_caption (table->source) ? BULLETIN_TABLE_CAPTION_ROW : 0;

  if (table->column > 0)
    go_to_cell (self, table, table->row, table->column - 1);
  else if (table->row > first)
    go_to_cell (self, table, table->row - 1,
                table->row > 0 ? bulletin_table_source_get_n_columns (table->source) - 1 : 0);
}

/* Below the last row there is a new one; a last row that was left empty ends the
 * table, as an empty item ends a list. */
static void
go_down (BulletinTableTypist *self,
         Table *table)
{
  guint n_rows = bulletin_table_source_get_n_rows (table->source);

  if (table->row + 1 < (int) n_rows) {
    go_to_cell (self, table, table->row + 1, table->column);
  } else if (n_rows > 1 && bulletin_table_source_is_row_empty (table->source, table->row)) {
    GtkTextIter start, end;

    get_caret (self, &start);
    gtk_text_iter_set_line_offset (&start, 0);
    end = start;
    if (!gtk_text_iter_ends_line (&end))
      gtk_text_iter_forward_to_line_end (&end);
    gtk_text_buffer_begin_user_action (self->buffer);
    gtk_text_buffer_delete (self->buffer, &start, &end);
    gtk_text_buffer_end_user_action (self->buffer);
    gtk_text_buffer_place_cursor (self->buffer, &start);
    show_caret (self);
  } else {
    operate_at (self, table, BULLETIN_TABLE_ADD_ROW_BELOW, table->row, table->column, NULL);
  }
}

static gboolean
key_pressed_cb (BulletinTableTypist *self,
                guint key,
                guint code,
                GdkModifierType state)
{
  g_auto (Table) table = { 0 };
  GtkTextIter caret;
  gboolean shift = state & GDK_SHIFT_MASK;

  if (self->is_composing || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)))
    return FALSE;
  if (key != GDK_KEY_Tab && key != GDK_KEY_KP_Tab && key != GDK_KEY_ISO_Left_Tab &&
      (shift || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)))
    return FALSE;
  get_caret (self, &caret);
  if (!is_table_line (&caret) || !read_table (self, &table))
    return FALSE;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    go_down (self, &table);
  else if (shift || key == GDK_KEY_ISO_Left_Tab)
    go_back (self, &table);
  else
    go_forward (self, &table);
  return TRUE;
}

static void
preedit_changed_cb (BulletinTableTypist *self,
                    const char *preedit)
{
  self->is_composing = preedit && *preedit;
}

static void
bulletin_table_typist_class_init (BulletinTableTypistClass *klass)
{
}

static void
bulletin_table_typist_init (BulletinTableTypist *self)
{
}

/**
 * bulletin_table_typist_new:
 * @view: the view that the text is typed in, which must outlive it
 *
 * Returns: (transfer full): a typist for its tables
 */
BulletinTableTypist *
bulletin_table_typist_new (GtkSourceView *view)
{
  BulletinTableTypist *self = g_object_new (BULLETIN_TYPE_TABLE_TYPIST, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = view;
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  /* Before the view itself, for which Tab leaves and Return begins a line. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (preedit_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* Cheap enough to be asked whenever the caret moves. */
gboolean
bulletin_table_typist_is_in_table (BulletinTableTypist *self)
{
  GtkTextIter caret;

  get_caret (self, &caret);
  return is_table_line (&caret);
}

/**
 * bulletin_table_typist_operate:
 * @self: the typist
 * @operation: what to do
 * @error: return location for an error
 *
 * Does it to the table at the caret, if there is one; the caret goes with its cell.
 *
 * Returns: %FALSE with a %BULLETIN_TABLE_ERROR if the table cannot be changed so
 */
gboolean
bulletin_table_typist_operate (BulletinTableTypist *self,
                               BulletinTableOperation operation,
                               GError **error)
{
  g_auto (Table) table = { 0 };

  if (!read_table (self, &table))
    return TRUE;
  return operate_at (self, &table, operation, table.row, table.column, error);
}

/**
 * bulletin_table_typist_fill:
 * @self: the typist
 * @cells: (element-type GStrv): rows of cells, as markup
 * @error: return location for an error
 *
 * Puts cells into the table at the caret, from the caret's cell on.
 *
 * Returns: %FALSE with a %BULLETIN_TABLE_ERROR if they do not fit
 */
gboolean
bulletin_table_typist_fill (BulletinTableTypist *self,
                            const GPtrArray *cells,
                            GError **error)
{
  g_auto (Table) table = { 0 };
  g_autoptr (BulletinTableEdit) edit = NULL;

  if (!read_table (self, &table))
    return TRUE;
  edit = bulletin_table_edit_new_fill (table.source, table.row, table.column, cells, error);
  if (!edit)
    return FALSE;
  apply (self, &table, edit);
  return TRUE;
}

/* Where a block of lines goes: the caret's line if it is blank, else one of its own
 * below, and below all of a table. */
static void
make_room (BulletinTableTypist *self,
           GtkTextIter *place)
{
  get_caret (self, place);
  gtk_text_iter_set_line_offset (place, 0);
  if (gtk_text_iter_ends_line (place))
    return;

  while (is_table_line (place) && gtk_text_iter_forward_line (place) && is_table_line (place))
    ;
  if (gtk_text_iter_starts_line (place) && gtk_text_iter_ends_line (place))
    return;
  if (!is_table_line (place) && gtk_text_iter_backward_line (place) && !is_table_line (place))
    gtk_text_iter_forward_line (place);
  if (!gtk_text_iter_ends_line (place))
    gtk_text_iter_forward_to_line_end (place);
  gtk_text_buffer_insert (self->buffer, place, "\n", -1);
}

/**
 * bulletin_table_typist_insert:
 * @self: the typist
 * @lines: a table's lines, the last with its end
 *
 * Inserts a table at the caret's line, below it if it holds text, and apart from
 * other tables; the caret goes into its first cell.
 */
void
bulletin_table_typist_insert (BulletinTableTypist *self,
                              const char *lines)
{
  GtkTextIter place, before;
  g_auto (Table) table = { 0 };
  int first;

  gtk_text_buffer_begin_user_action (self->buffer);
  make_room (self, &place);
  before = place;
  if (gtk_text_iter_backward_line (&before) && is_table_line (&before))
    gtk_text_buffer_insert (self->buffer, &place, "\n", -1);
  first = gtk_text_iter_get_offset (&place);
  gtk_text_buffer_insert (self->buffer, &place, lines, -1);
  if (is_table_line (&place))
    gtk_text_buffer_insert (self->buffer, &place, "\n", -1);
  gtk_text_buffer_end_user_action (self->buffer);

  gtk_text_buffer_get_iter_at_offset (self->buffer, &place, first);
  gtk_text_buffer_place_cursor (self->buffer, &place);
  if (read_table (self, &table))
    select_cell (self, &table, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
