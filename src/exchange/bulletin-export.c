/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-docx.h"
#include "bulletin-frame-words.h"
#include "bulletin-html.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-text-import.h"

static void
append_head (GString                    *text,
             const BulletinMetadata     *metadata,
             const BulletinPageTemplate *page_template)
{
  g_autoptr (GPtrArray) head = bulletin_frame_list_head (page_template, metadata);

  for (guint i = 0; i < head->len; i++) {
    const BulletinFrameWords *part = g_ptr_array_index (head, i);
    const BulletinFrameWords *next = i + 1 < head->len ? g_ptr_array_index (head, i + 1) : NULL;

    g_string_append (text, part->words);
    /* Issuer and date share a row. */
    g_string_append (text, next && part->kind >= BULLETIN_FRAME_ISSUER && next->kind >= BULLETIN_FRAME_ISSUER ? "　" : "\n");
  }
  if (head->len > 0)
    g_string_append_c (text, '\n');
}

static void
append_tail (GString                    *text,
             const BulletinMetadata     *metadata,
             const BulletinPageTemplate *page_template)
{
  g_autoptr (GPtrArray) tail = bulletin_frame_list_tail (page_template, metadata);

  if (tail->len > 0 && text->len > 0)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < tail->len; i++) {
    const BulletinFrameWords *part = g_ptr_array_index (tail, i);

    g_string_append_printf (text, "%s%s\n", part->label ? part->label : "", part->words);
  }
}

/* Takes the text, and shows U+FFFD as the other editions do. */
static char *
replace_no_characters (GString *text)
{
  GString *shown = NULL;

  for (const char *p = text->str; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (bulletin_is_no_character (c) && !shown)
      shown = g_string_new_len (text->str, p - text->str);
    if (shown)
      g_string_append_unichar (shown, bulletin_is_no_character (c) ? 0xfffd : c);
  }
  if (shown)
    g_string_free (text, TRUE);
  return g_string_free_and_steal (shown ? shown : text);
}

/**
 * bulletin_text_write:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the template, or %NULL for the standard's
 *
 * The bulletin as plain text, with the words of the paper in the order in which
 * they are read there: the head, the title, the text without marks, the tail; an
 * empty line between them. Page numbers are no part of it. Ends with a line end.
 *
 * Returns: (transfer full): UTF-8
 */
char *
bulletin_text_write (BulletinDocument           *document,
                     const BulletinMetadata     *metadata,
                     const BulletinPageTemplate *page_template)
{
  GString *text;
  g_autofree char *body = NULL;

  g_return_val_if_fail (document != NULL && metadata != NULL, NULL);

  text = g_string_new (NULL);
  append_head (text, metadata, page_template);
  if (metadata->title)
    g_string_append_printf (text, "%s\n\n", metadata->title);

  body = bulletin_document_to_plain_text (document);
  g_string_append (text, body);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  append_tail (text, metadata, page_template);
  return replace_no_characters (text);
}

/**
 * bulletin_export_get_format:
 * @file_name: a file's name or path
 * @format: (out) (optional): its format
 * @error: return location for an error
 *
 * The format that a file name's ending asks for.
 *
 * Returns: %TRUE, or %FALSE with %BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT
 */
gboolean
bulletin_export_get_format (const char *file_name,
                            BulletinExportFormat *format,
                            GError **error)
{
  static const struct
  {
    const char *ending;
    BulletinExportFormat format;
  } endings[] = {
    { ".pdf", BULLETIN_EXPORT_PDF },
    { ".docx", BULLETIN_EXPORT_DOCX },
    { ".html", BULLETIN_EXPORT_HTML },
    { ".htm", BULLETIN_EXPORT_HTML },
    { ".txt", BULLETIN_EXPORT_TEXT },
    { ".png", BULLETIN_EXPORT_PNG },
  };
  g_autofree char *lower = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (file_name != NULL, FALSE);

  lower = g_ascii_strdown (file_name, -1);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (g_str_has_suffix (lower, endings[i].ending)) {
      if (format)
        *format = endings[i].format;
      return TRUE;
    }
  }
  name = g_path_get_basename (file_name);
  shown = g_filename_display_name (name);
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
               _ ("“%s” does not end in a format that can be written. Use .pdf, .docx, .html, .txt or .png."), shown);
  return FALSE;
}

/* How much of the work laying out is: about half, unless every dot is painted. */
#define LAYOUT_SHARE     0.5
#define LAYOUT_SHARE_PNG 0.1

/* A part of the work, told as a share of the whole. */
typedef struct
{
  BulletinExportProgress progress;
  gpointer progress_data;
  double start;
  double length;
} Stage;

static void
stage_cb (double fraction,
          gpointer user_data)
{
  const Stage *stage = user_data;

  if (stage->progress)
    stage->progress (stage->start + fraction * stage->length, stage->progress_data);
}

static BulletinPagePlan *
lay_out (BulletinDocument *document,
         const BulletinMetadata *metadata,
         const BulletinPageTemplate *page_template,
         const BulletinExportOptions *options,
         double share,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (BulletinPageTemplate) standard = NULL;
  Stage stage = { options->progress, options->progress_data, 0, share };
  BulletinPagePlan *plan;

  if (!page_template)
    page_template = standard = bulletin_page_template_new ();
  plan = bulletin_page_plan_new_with_progress (document, metadata, page_template, stage_cb, &stage, cancellable);
  if (!plan)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return plan;
}

static GBytes *
render (BulletinDocument *document,
        const BulletinMetadata *metadata,
        const BulletinPageTemplate *page_template,
        const char *file_name,
        const BulletinExportOptions *options,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (BulletinPagePlan) plan = NULL;
  Stage stage = { options->progress, options->progress_data, LAYOUT_SHARE, 1 - LAYOUT_SHARE };
  Stage whole = { options->progress, options->progress_data, 0, 1 };
  BulletinExportFormat format;
  char *text;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !bulletin_export_get_format (file_name, &format, error))
    return NULL;

  if (format == BULLETIN_EXPORT_HTML || format == BULLETIN_EXPORT_TEXT) {
    text = format == BULLETIN_EXPORT_HTML
             ? bulletin_html_write_with_progress (document, metadata, page_template, NULL, stage_cb, &whole, cancellable, error)
             : bulletin_text_write (document, metadata, page_template);
    return text ? g_bytes_new_take (text, strlen (text)) : NULL;
  }

  plan = lay_out (document, metadata, page_template, options, LAYOUT_SHARE, cancellable, error);
  if (!plan)
    return NULL;
  if (format == BULLETIN_EXPORT_PDF)
    return bulletin_page_plan_to_pdf_with_progress (plan, stage_cb, &stage, cancellable, error);
  if (format == BULLETIN_EXPORT_DOCX)
    return bulletin_docx_write_with_progress (plan, stage_cb, &stage, cancellable, error);
  return bulletin_page_plan_to_png (plan, 0, BULLETIN_EXPORT_DPI, error);
}

/**
 * bulletin_export:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the measures of its pages, or %NULL for the
 *   standard's
 * @file_name: a name that ends in .pdf, .docx, .html, .txt or .png
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Renders a bulletin in the format that the name's ending asks for. Of PNG it
 * gives the first page; see bulletin_export_files() for all. Any thread.
 *
 * Returns: (transfer full) (nullable): what to write to the file
 */
GBytes *
bulletin_export (BulletinDocument *document,
                 const BulletinMetadata *metadata,
                 const BulletinPageTemplate *page_template,
                 const char *file_name,
                 GCancellable *cancellable,
                 GError **error)
{
  const BulletinExportOptions nothing = { 0 };

  g_return_val_if_fail (document != NULL && metadata != NULL, NULL);

  return render (document, metadata, page_template, file_name, &nothing, cancellable, error);
}

/* Of 图.png the second page is 图-2.png, and of 图-1.png too. */
static char *
get_page_path (const char *path,
               guint page)
{
  const char *dot = strrchr (path, '.');
  gsize length = (gsize) (dot - path);

  if (page == 0)
    return g_strdup (path);
  if (length > 2 && strncmp (dot - 2, "-1", 2) == 0 && dot[-3] != '/')
    length -= 2;
  return g_strdup_printf ("%.*s-%u%s", (int) length, path, page + 1, dot);
}

static gboolean
check_is_new (GFile *file,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *shown = NULL;

  if (!g_file_query_exists (file, cancellable))
    return TRUE;
  shown = bulletin_file_get_name (file);
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
               _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), shown);
  return FALSE;
}

/* All pages, or the one that was asked for. Each is on the disk before the next
 * is drawn, so that a long bulletin does not fill the memory; none has its name
 * before all are. */
static gboolean
export_pages (const BulletinPagePlan *plan,
              const char *path,
              const BulletinExportOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BulletinFileBatch) batch = bulletin_file_batch_new ();
  const guint n_pages = bulletin_page_plan_get_n_pages (plan);
  const guint first = options->page > 0 ? options->page - 1 : 0;
  const guint n = options->page > 0 ? 1 : n_pages;
  const double dpi = options->dpi > 0 ? options->dpi : BULLETIN_EXPORT_DPI;

  if (first >= n_pages) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 ngettext ("There is no page %2$u: the bulletin has %1$u page. Choose one that it has.",
                           "There is no page %2$u: the bulletin has %1$u pages. Choose one that it has.", n_pages),
                 n_pages, options->page);
    return FALSE;
  }

  for (guint i = 0; i < n; i++) {
    g_autofree char *page_path = get_page_path (path, i);

    g_ptr_array_add (files, g_file_new_for_path (page_path));
    if ((options->replace == BULLETIN_EXPORT_REPLACE_NOTHING || (options->replace == BULLETIN_EXPORT_REPLACE_NAMED && i > 0)) &&
        !check_is_new (files->pdata[i], cancellable, error))
      return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    const gboolean replace = options->replace == BULLETIN_EXPORT_REPLACE_ALL || (options->replace == BULLETIN_EXPORT_REPLACE_NAMED && i == 0);
    g_autoptr (GBytes) png = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    png = bulletin_page_plan_to_png (plan, first + i, dpi, error);
    if (!png || !bulletin_file_batch_add (batch, files->pdata[i], png, replace, cancellable, error))
      return FALSE;
    if (options->progress)
      options->progress (LAYOUT_SHARE_PNG + (i + 1.0) / n * (1 - LAYOUT_SHARE_PNG), options->progress_data);
  }
  return bulletin_file_batch_commit (batch, error);
}

/**
 * bulletin_export_files:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the measures of its pages
 * @file: where to
 * @options: (nullable): how; %NULL to replace nothing
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Renders a bulletin and writes it, as bulletin_export() and bulletin_write_file().
 * Of a PNG each page is a file, and all are written or none: the first has the name
 * asked for, the second NAME-2.png and so on. Blocks; any thread.
 *
 * Returns: %TRUE, or %FALSE with a %BULLETIN_EXCHANGE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
bulletin_export_files (BulletinDocument *document,
                       const BulletinMetadata *metadata,
                       const BulletinPageTemplate *page_template,
                       GFile *file,
                       const BulletinExportOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  const BulletinExportOptions nothing = { 0 };
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autofree char *name = NULL;
  BulletinExportFormat format;

  g_return_val_if_fail (document != NULL && metadata != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (!options)
    options = &nothing;
  name = g_file_get_path (file);
  if (!name)
    name = g_file_get_basename (file);
  if (!bulletin_export_get_format (name, &format, error))
    return FALSE;
  /* Before the work, for the answer to come at once. */
  if (options->replace == BULLETIN_EXPORT_REPLACE_NOTHING && !check_is_new (file, cancellable, error))
    return FALSE;

  if (format != BULLETIN_EXPORT_PNG || !g_file_peek_path (file)) {
    g_autoptr (GBytes) content = render (document, metadata, page_template, name, options, cancellable, error);

    return content && bulletin_write_file (file, content, options->replace != BULLETIN_EXPORT_REPLACE_NOTHING, cancellable, error);
  }

  plan = lay_out (document, metadata, page_template, options, LAYOUT_SHARE_PNG, cancellable, error);
  return plan && export_pages (plan, name, options, cancellable, error);
}
