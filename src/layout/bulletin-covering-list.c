/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-covering-list.h"

#include "bulletin-sheet-pdf.h"

/* The list that goes out with a bulletin (发文清单), to be signed. What is printed is
 * Chinese whatever language the window speaks. */

#define MM BULLETIN_POINTS_PER_MM
#define LEFT (18 * MM)
#define TOP (20 * MM)
#define BOTTOM (277 * MM)
#define WIDTH (174 * MM)
#define CELL_PADDING (1.2 * MM)
#define SIZE 10.5 /* 五号 */

enum
{
  COLUMN_ORDINAL,
  COLUMN_GROUP,
  COLUMN_NAME,
  COLUMN_COPIES,
  COLUMN_NUMBERS,
  COLUMN_SENT,
  COLUMN_RECEIVED,
  COLUMN_RECEIVED_BY,
  COLUMN_NOTE,
  N_COLUMNS,
};

static const struct
{
  const char *title;
  double width; /* in mm; together the block's 174 */
  PangoAlignment alignment;
} columns[N_COLUMNS] = {
  [COLUMN_ORDINAL] = { "序号", 10, PANGO_ALIGN_CENTER },
  [COLUMN_GROUP] = { "类别", 10, PANGO_ALIGN_CENTER },
  [COLUMN_NAME] = { "收文单位", 48, PANGO_ALIGN_LEFT },
  [COLUMN_COPIES] = { "份数", 11, PANGO_ALIGN_CENTER },
  [COLUMN_NUMBERS] = { "编号", 18, PANGO_ALIGN_CENTER },
  [COLUMN_SENT] = { "发出日期", 23, PANGO_ALIGN_CENTER },
  [COLUMN_RECEIVED] = { "签收日期", 23, PANGO_ALIGN_CENTER },
  [COLUMN_RECEIVED_BY] = { "签收人", 16, PANGO_ALIGN_CENTER },
  [COLUMN_NOTE] = { "备注", 15, PANGO_ALIGN_LEFT },
};

typedef struct
{
  BulletinSheetPdf *pdf;
  double y;
  guint page;
} List;

/* Draws a row of the table with its rules; only measures it without draw. */
static double
put_row (List       *list,
         const char *cells[N_COLUMNS],
         gboolean    is_head,
         gboolean    draw)
{
  cairo_t *cr = bulletin_sheet_pdf_get_cairo (list->pdf);
  PangoLayout *layouts[N_COLUMNS];
  double height = 0, x = LEFT;

  for (guint i = 0; i < N_COLUMNS; i++) {
    layouts[i] = bulletin_sheet_pdf_layout (list->pdf, cells[i] != NULL ? cells[i] : "",
                                            is_head ? BULLETIN_FONT_HEADING : BULLETIN_FONT_SONG, SIZE,
                                            columns[i].width * MM - 2 * CELL_PADDING,
                                            is_head ? PANGO_ALIGN_CENTER : columns[i].alignment);
    height = MAX (height, bulletin_sheet_pdf_get_height (layouts[i]));
  }
  height = MAX (height + 2 * CELL_PADDING, 8 * MM);
  for (guint i = 0; i < N_COLUMNS; i++) {
    const double width = columns[i].width * MM;

    if (draw) {
      bulletin_sheet_pdf_draw (list->pdf, layouts[i], x + CELL_PADDING,
                               list->y + (height - bulletin_sheet_pdf_get_height (layouts[i])) / 2);
      cairo_rectangle (cr, x, list->y, width, height);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
    }
    x += width;
    g_object_unref (layouts[i]);
  }
  if (draw)
    list->y += height;

  return height;
}

static void
put_text (List            *list,
          const char      *text,
          BulletinFontRole role,
          double           size,
          PangoAlignment   alignment,
          double           space)
{
  g_autoptr (PangoLayout) layout = bulletin_sheet_pdf_layout (list->pdf, text, role, size, WIDTH, alignment);

  bulletin_sheet_pdf_draw (list->pdf, layout, LEFT, list->y);
  list->y += bulletin_sheet_pdf_get_height (layout) + space;
}

static void
put_head_row (List *list)
{
  const char *cells[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    cells[i] = columns[i].title;
  put_row (list, cells, TRUE, TRUE);
}

static void
end_page (List *list)
{
  g_autofree char *number = g_strdup_printf ("— %u —", ++list->page);

  list->y = 282 * MM;
  put_text (list, number, BULLETIN_FONT_SONG, SIZE, PANGO_ALIGN_CENTER, 0);
  bulletin_sheet_pdf_end_page (list->pdf);
  list->y = TOP;
}

static char *
format_numbers (const BulletinCoveringRow *row)
{
  if (row->first_copy <= 0)
    return NULL;
  if (row->first_copy >= row->last_copy)
    return g_strdup_printf ("%03d", row->first_copy);

  return g_strdup_printf ("%03d—%03d", row->first_copy, row->last_copy);
}

static void
put_entry (List                      *list,
           const BulletinCoveringRow *row,
           guint                      ordinal)
{
  g_autofree char *number = g_strdup_printf ("%u", ordinal);
  g_autofree char *copies = g_strdup_printf ("%d", row->copies);
  g_autofree char *numbers = format_numbers (row);
  g_autofree char *name = row->contact != NULL && *row->contact != '\0' ? g_strdup_printf ("%s（%s）", row->name, row->contact) : g_strdup (row->name);
  const char *cells[N_COLUMNS] = {
    [COLUMN_ORDINAL] = number,
    [COLUMN_GROUP] = row->group,
    [COLUMN_NAME] = name,
    [COLUMN_COPIES] = copies,
    [COLUMN_NUMBERS] = numbers,
    [COLUMN_SENT] = row->sent,
    [COLUMN_RECEIVED] = row->received,
    [COLUMN_RECEIVED_BY] = row->received_by,
    [COLUMN_NOTE] = row->note,
  };

  if (list->y + put_row (list, cells, FALSE, FALSE) > BOTTOM) {
    end_page (list);
    put_head_row (list);
  }
  put_row (list, cells, FALSE, TRUE);
}

/**
 * bulletin_covering_list_to_pdf:
 * @metadata: what is sent
 * @rows: (array length=n_rows): who gets it, in order
 * @error: return location for an error
 *
 * Writes the list of recipients with their copies, and room to sign where nobody
 * has. The head of the table stands on each page. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
bulletin_covering_list_to_pdf (const BulletinMetadata    *metadata,
                               const BulletinCoveringRow *rows,
                               guint                      n_rows,
                               GError                   **error)
{
  List list = { bulletin_sheet_pdf_new ("发文清单", metadata->date), TOP, 0 };
  g_autofree char *issue = bulletin_metadata_format_issue (metadata);
  g_autofree char *date = bulletin_metadata_format_date (metadata);
  g_autoptr (GString) line = g_string_new (metadata->series);
  g_autoptr (GString) sums = g_string_new (NULL);
  int n_copies = 0;

  if (metadata->year > 0)
    g_string_append_printf (line, "%d年", metadata->year);
  g_string_append_printf (line, "%s　%s", issue != NULL ? issue : "", date != NULL ? date : "");
  for (guint i = 0; i < n_rows; i++)
    n_copies += rows[i].copies;
  g_string_append_printf (sums, "共%u个单位，%d份", n_rows, n_copies);
  if (metadata->copies > 0)
    g_string_append_printf (sums, "；印%d份", metadata->copies);
  if (metadata->secrecy != NULL)
    g_string_append_printf (sums, "；密级：%s", metadata->secrecy);

  put_text (&list, "发文清单", BULLETIN_FONT_TITLE, 22, PANGO_ALIGN_CENTER, 5 * MM);
  put_text (&list, line->str, BULLETIN_FONT_SONG, 12, PANGO_ALIGN_LEFT, 1.5 * MM);
  if (metadata->title != NULL)
    put_text (&list, metadata->title, BULLETIN_FONT_SONG, 12, PANGO_ALIGN_LEFT, 1.5 * MM);
  put_text (&list, sums->str, BULLETIN_FONT_SONG, 12, PANGO_ALIGN_LEFT, 4 * MM);
  put_head_row (&list);
  for (guint i = 0; i < n_rows; i++)
    put_entry (&list, &rows[i], i + 1);
  end_page (&list);

  return bulletin_sheet_pdf_finish (list.pdf, error);
}
