/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-docx.h"
#include "bulletin-frame-words.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-text-import.h"

/* Sharp on a screen at twice the size, and under a megabyte a page. */
#define PNG_DPI 144.0

/* A plan of one page has at most this many pictures written for it. */
#define MAX_PNG_PAGES 500

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
  return g_string_free (text, FALSE);
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

/* The text with the name of each page's file; the first has the name itself. */
static GPtrArray *
export_pages (const BulletinPagePlan *plan,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint n_pages = MIN (bulletin_page_plan_get_n_pages (plan), MAX_PNG_PAGES);

  for (guint i = 0; i < n_pages; i++) {
    GBytes *png;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    png = bulletin_page_plan_to_png (plan, i, PNG_DPI, error);
    if (!png)
      return NULL;
    g_ptr_array_add (pages, png);
  }
  return g_steal_pointer (&pages);
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
  g_autoptr (BulletinPageTemplate) standard = NULL;
  g_autoptr (BulletinPagePlan) plan = NULL;
  BulletinExportFormat format;
  char *text;

  g_return_val_if_fail (document != NULL && metadata != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !bulletin_export_get_format (file_name, &format, error))
    return NULL;

  if (format == BULLETIN_EXPORT_HTML || format == BULLETIN_EXPORT_TEXT) {
    text = format == BULLETIN_EXPORT_HTML ? bulletin_html_write (document, metadata, page_template, NULL)
                                          : bulletin_text_write (document, metadata, page_template);
    return g_bytes_new_take (text, strlen (text));
  }

  if (!page_template)
    page_template = standard = bulletin_page_template_new ();
  plan = bulletin_page_plan_new (document, metadata, page_template);
  if (format == BULLETIN_EXPORT_PDF)
    return bulletin_page_plan_to_pdf (plan, cancellable, error);
  if (format == BULLETIN_EXPORT_DOCX)
    return bulletin_docx_write (plan, cancellable, error);
  return bulletin_page_plan_to_png (plan, 0, PNG_DPI, error);
}

static char *
get_page_path (const char *path,
               guint page)
{
  const char *dot = strrchr (path, '.');

  return g_strdup_printf ("%.*s-%u%s", (int) (dot - path), path, page + 1, dot);
}

/**
 * bulletin_export_files:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the measures of its pages
 * @file: where to
 * @replace: whether existing files may be replaced
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Renders a bulletin and writes it, as bulletin_export() and bulletin_write_file().
 * A PNG takes a file a page: the first has the name that was asked for, the second
 * NAME-2.png and so on; if one of them is there already, none is written.
 *
 * Returns: %TRUE when everything is written
 */
gboolean
bulletin_export_files (BulletinDocument *document,
                       const BulletinMetadata *metadata,
                       const BulletinPageTemplate *page_template,
                       GFile *file,
                       gboolean replace,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (BulletinPageTemplate) standard = NULL;
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *name = NULL;
  BulletinExportFormat format;

  g_return_val_if_fail (document != NULL && metadata != NULL && G_IS_FILE (file), FALSE);

  name = g_file_get_path (file);
  if (!name)
    name = g_file_get_basename (file);
  if (!bulletin_export_get_format (name, &format, error))
    return FALSE;
  /* Before the work, for the answer to come at once. */
  if (!replace && g_file_query_exists (file, cancellable)) {
    g_autofree char *shown = bulletin_file_get_name (file);

    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                 _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), shown);
    return FALSE;
  }

  if (format != BULLETIN_EXPORT_PNG) {
    g_autoptr (GBytes) content = bulletin_export (document, metadata, page_template, name, cancellable, error);

    return content && bulletin_write_file (file, content, replace, cancellable, error);
  }

  if (!page_template)
    page_template = standard = bulletin_page_template_new ();
  plan = bulletin_page_plan_new (document, metadata, page_template);
  pages = export_pages (plan, cancellable, error);
  if (!pages)
    return FALSE;

  files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < pages->len; i++) {
    g_autofree char *path = i == 0 ? g_strdup (name) : get_page_path (name, i);

    g_ptr_array_add (files, g_file_new_for_path (path));
    if (!replace && g_file_query_exists (files->pdata[i], cancellable)) {
      g_autofree char *shown = bulletin_file_get_name (files->pdata[i]);

      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                   _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), shown);
      return FALSE;
    }
  }
  for (guint i = 0; i < pages->len; i++) {
    if (!bulletin_write_file (files->pdata[i], pages->pdata[i], replace, cancellable, error)) {
      /* Half a bulletin is none; but what was there before is not ours to take. */
      for (guint j = 0; !replace && j < i; j++)
        g_file_delete (files->pdata[j], NULL, NULL);
      return FALSE;
    }
  }
  return TRUE;
}
