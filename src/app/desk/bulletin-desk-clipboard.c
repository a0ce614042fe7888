/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-application.h"
#include "bulletin-clipboard-bytes.h"
#include "bulletin-clipboard-html.h"
#include "bulletin-clipboard-import.h"
#include "bulletin-export.h"
#include "bulletin-html-import.h"
#include "bulletin-html-tree.h"
#include "bulletin-picture-import.h"
#include "bulletin-pictures.h"
#include "bulletin-source-editor-markup.h"
#include "bulletin-table-typist.h"
#include "bulletin-window.h"

/* Formatted text in and out by way of the clipboard. What comes in is read on a
 * worker thread, its pictures are kept on the library's, and then it is typed in
 * one step. */

static const char *html_types[] = { "text/html", NULL };
static const char *plain_types[] = { "text/plain;charset=utf-8", "text/plain", NULL };

/* --- In -------------------------------------------------------------------- */

typedef struct
{
  BulletinDeskPage *page;
  BulletinDraft *draft;
  char *who;
  gboolean as_plain;
  GBytes *html;
  GBytes *plain;
  BulletinClipboardText *text;
  GPtrArray *pictures; /* of BulletinPicture, NULL where one could not be read */
  guint n_missing;
} Pasting;

static void
picture_free (gpointer data)
{
  if (data)
    bulletin_picture_free (data);
}

static void
pasting_free (Pasting *pasting)
{
  g_object_unref (pasting->page);
  g_object_unref (pasting->draft);
  g_free (pasting->who);
  g_clear_pointer (&pasting->html, g_bytes_unref);
  g_clear_pointer (&pasting->plain, g_bytes_unref);
  g_clear_pointer (&pasting->text, bulletin_clipboard_text_free);
  g_clear_pointer (&pasting->pictures, g_ptr_array_unref);
  g_free (pasting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasting, pasting_free)

/* Whether the desk still shows the draft that it is for. */
static gboolean
is_wanted (const Pasting *pasting)
{
  return bulletin_desk_page_get_draft (pasting->page) == pasting->draft && bulletin_window_of (GTK_WIDGET (pasting->page));
}

static void
show_error (Pasting *pasting,
            const GError *error)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (pasting->page));

  if (window)
    bulletin_window_show_error (window, error);
}

static void
type_in (Pasting *pasting)
{
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (pasting->page);
  BulletinTableTypist *tables = bulletin_source_editor_get_tables (editor);
  g_autoptr (GError) error = NULL;

  if (pasting->text->cells && bulletin_table_typist_is_in_table (tables)) {
    if (!bulletin_table_typist_fill (tables, pasting->text->cells, &error))
      show_error (pasting, error);
    return;
  }
  bulletin_source_editor_paste_text (editor, pasting->text->text);
  if (pasting->n_missing > 0) {
    g_autofree char *message = g_strdup_printf (ngettext ("%u picture could not be taken in. Insert it from its file.",
                                                          "%u pictures could not be taken in. Insert them from their files.",
                                                          pasting->n_missing),
                                                pasting->n_missing);

    bulletin_window_add_toast (bulletin_window_of (GTK_WIDGET (pasting->page)), adw_toast_new (message));
  }
}

/* Puts the names that the library gave into the lines that stand for pictures. */
static void
name_pictures (Pasting *pasting,
               char **names)
{
  g_auto (GStrv) lines = g_strsplit (pasting->text->text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] && n < pasting->text->pictures->len; i++) {
    BulletinHtmlPicture *picture = pasting->text->pictures->pdata[n];
    g_autofree char *line = bulletin_html_picture_get_line (picture);

    if (g_strcmp0 (lines[i], line) != 0)
      continue;
    g_free (lines[i]);
    if (*names[n]) {
      g_free (picture->name);
      picture->name = g_strdup (names[n]);
      lines[i] = bulletin_html_picture_get_line (picture);
    } else {
      /* Content of the bulletin, in the language of bulletins. */
      lines[i] = g_strdup_printf ("【图片未导入：%s】", picture->name);
      pasting->n_missing++;
    }
    n++;
  }
  g_free (pasting->text->text);
  pasting->text->text = g_strjoinv ("\n", lines);
}

/* The names of the pictures in order, "" for one that is missing. */
static gpointer
store_pictures (BulletinLibrary *library,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Pasting *pasting = data;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < pasting->pictures->len; i++) {
    const BulletinPicture *picture = pasting->pictures->pdata[i];
    g_autofree char *name = NULL;

    if (picture) {
      name = bulletin_library_add_picture (library, bulletin_draft_get_id (pasting->draft), picture->name, picture->media_type,
                                           picture->content, picture->width, picture->height, pasting->who, error);
      if (!name)
        return NULL;
    }
    g_strv_builder_add (names, name ? name : "");
  }
  return g_strv_builder_end (names);
}

static void
pictures_stored_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!is_wanted (pasting))
    return;
  if (!names) {
    show_error (pasting, error);
    return;
  }
  name_pictures (pasting, names);
  type_in (pasting);
}

static BulletinPicture *
import_picture (const BulletinHtmlPicture *picture,
                GCancellable *cancellable)
{
  g_autoptr (GFile) file = NULL;

  if (picture->bytes)
    return bulletin_picture_import_bytes (picture->bytes, picture->name, cancellable, NULL);
  /* A relative address is relative to something that the clipboard does not say. */
  if (g_ascii_strncasecmp (picture->uri, "file:", strlen ("file:")) != 0)
    return NULL;
  file = g_file_new_for_uri (picture->uri);
  return g_file_is_native (file) ? bulletin_picture_import_file (file, cancellable, NULL) : NULL;
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Pasting *pasting = task_data;
  GError *error = NULL;

  pasting->text = bulletin_clipboard_import (pasting->html, pasting->plain, &error);
  if (!pasting->text) {
    g_task_return_error (task, error);
    return;
  }
  pasting->pictures = g_ptr_array_new_with_free_func (picture_free);
  for (guint i = 0; pasting->text->pictures && i < pasting->text->pictures->len; i++)
    g_ptr_array_add (pasting->pictures, import_picture (pasting->text->pictures->pdata[i], cancellable));
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    if (is_wanted (pasting))
      show_error (pasting, error);
    return;
  }
  if (!is_wanted (pasting))
    return;
  if (pasting->pictures->len == 0) {
    type_in (pasting);
  } else {
    Pasting *kept = g_steal_pointer (&pasting);

    bulletin_library_service_call_async (bulletin_draft_get_service (kept->draft), store_pictures, TRUE, kept, NULL,
                                         (GDestroyNotify) g_strfreev, NULL, pictures_stored_cb, kept);
  }
}

static void
convert (Pasting *pasting)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, pasting);

  g_task_set_source_tag (task, convert);
  g_task_set_task_data (task, pasting, NULL);
  g_task_run_in_thread (task, read_thread);
}

static void
plain_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  g_autoptr (GError) error = NULL;

  pasting->plain = bulletin_clipboard_read_bytes_finish (result, &error);
  if (!is_wanted (pasting))
    return;
  if (pasting->as_plain && pasting->plain) {
    gsize size;
    const char *data = g_bytes_get_data (pasting->plain, &size);
    g_autofree char *text = g_utf8_make_valid (data, size);

    bulletin_source_editor_paste_plain_text (bulletin_desk_page_get_editor (pasting->page), text);
  } else if (pasting->plain || pasting->html) {
    convert (g_steal_pointer (&pasting));
  } else {
    show_error (pasting, error);
  }
}

static void
html_read_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  GdkClipboard *clipboard = GDK_CLIPBOARD (source);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GError) error = NULL;

  pasting->html = bulletin_clipboard_read_bytes_finish (result, &error);
  if (!is_wanted (pasting))
    return;
  if (!pasting->html)
    show_error (pasting, error);
  else if (gdk_content_formats_contain_mime_type (formats, plain_types[0]) || gdk_content_formats_contain_mime_type (formats, plain_types[1]))
    bulletin_clipboard_read_bytes_async (clipboard, plain_types, BULLETIN_PASTE_MAX_BYTES, NULL, plain_read_cb, g_steal_pointer (&pasting));
  else
    convert (g_steal_pointer (&pasting));
}

static Pasting *
pasting_new (BulletinDeskPage *self,
             gboolean as_plain)
{
  Pasting *pasting = g_new0 (Pasting, 1);

  pasting->page = g_object_ref (self);
  pasting->draft = g_object_ref (bulletin_desk_page_get_draft (self));
  pasting->who = bulletin_get_user_name ();
  pasting->as_plain = as_plain;
  return pasting;
}

/**
 * bulletin_desk_page_paste:
 * @self: the desk
 *
 * Takes in what another program has put on the clipboard as text: with its headings,
 * tables and strong text where it offers them, a spreadsheet's cells as a table.
 *
 * Returns: whether there is such text, and it is on its way
 */
gboolean
bulletin_desk_page_paste (BulletinDeskPage *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean has_plain = gdk_content_formats_contain_mime_type (formats, plain_types[0]) ||
                       gdk_content_formats_contain_mime_type (formats, plain_types[1]);

  /* A file manager offers the names of files as text, too. */
  if (!bulletin_desk_page_get_draft (self) || gdk_clipboard_is_local (clipboard) ||
      gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    return FALSE;
  /* A picture that is copied from a page comes with HTML that only names it. */
  if (gdk_content_formats_contain_mime_type (formats, html_types[0]) &&
      (has_plain || !gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)))
    bulletin_clipboard_read_bytes_async (clipboard, html_types, BULLETIN_HTML_MAX_BYTES, NULL, html_read_cb, pasting_new (self, FALSE));
  else if (has_plain)
    bulletin_clipboard_read_bytes_async (clipboard, plain_types, BULLETIN_PASTE_MAX_BYTES, NULL, plain_read_cb, pasting_new (self, FALSE));
  else
    return FALSE;
  return TRUE;
}

/**
 * bulletin_desk_page_paste_plain:
 * @self: the desk
 *
 * Takes in the text on the clipboard as it is typed, without its look.
 */
void
bulletin_desk_page_paste_plain (BulletinDeskPage *self)
{
  if (bulletin_desk_page_get_draft (self))
    bulletin_clipboard_read_bytes_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), plain_types, BULLETIN_PASTE_MAX_BYTES, NULL,
                                         plain_read_cb, pasting_new (self, TRUE));
}

/* --- Out ------------------------------------------------------------------- */

typedef struct
{
  char *text;
  BulletinMaterials *materials;
  BulletinMetadata *metadata; /* of all of the bulletin, NULL for a part */
  BulletinPageTemplate *page_template;
  char *html;
  char *plain;
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  g_free (copying->text);
  g_clear_pointer (&copying->materials, bulletin_materials_unref);
  g_clear_pointer (&copying->metadata, bulletin_metadata_free);
  g_clear_pointer (&copying->page_template, bulletin_page_template_free);
  g_free (copying->html);
  g_free (copying->plain);
  g_free (copying);
}

static void
write_thread (GTask *task,
              gpointer source,
              gpointer task_data,
              GCancellable *cancellable)
{
  Copying *copying = task_data;
  g_autoptr (BulletinDocument) document = bulletin_document_new (copying->text, -1, copying->materials);

  copying->html = bulletin_clipboard_html_write (document, copying->metadata, copying->page_template);
  copying->plain = copying->metadata ? bulletin_text_write (document, copying->metadata, NULL)
                                     : bulletin_document_to_plain_text (document);
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  BulletinDeskPage *self = BULLETIN_DESK_PAGE (source);
  Copying *copying = g_task_get_task_data (G_TASK (result));
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autoptr (GBytes) html = g_bytes_new (copying->html, strlen (copying->html));
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) provider = NULL;

  providers[0] = gdk_content_provider_new_for_bytes ("text/html", html);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, copying->plain);
  provider = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  if (window)
    bulletin_window_add_toast (window, adw_toast_new (copying->metadata ? _ ("The bulletin was copied as formatted text")
                                                                        : _ ("The selection was copied as formatted text")));
}

/**
 * bulletin_desk_page_copy_formatted:
 * @self: the desk
 *
 * Puts the selection, or without one all of the bulletin, on the clipboard for
 * pasting into Word, WPS or the editor of a web page.
 */
void
bulletin_desk_page_copy_formatted (BulletinDeskPage *self)
{
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (self);
  BulletinPageTemplate *page_template = bulletin_desk_page_get_page_template (self);
  BulletinMaterials *materials = bulletin_materials_keeper_get_materials (bulletin_desk_page_get_materials_keeper (self));
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  g_autoptr (GTask) task = NULL;
  Copying *copying;
  gsize start, end;

  if (!draft || !page_template)
    return;
  copying = g_new0 (Copying, 1);
  copying->text = bulletin_source_editor_get_text (editor);
  if (bulletin_source_editor_get_selection (editor, &start, &end)) {
    char *part = g_strndup (copying->text + start, end - start);

    g_free (copying->text);
    copying->text = part;
  } else {
    copying->metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (draft));
  }
  copying->materials = materials ? bulletin_materials_ref (materials) : NULL;
  copying->page_template = bulletin_page_template_copy (page_template);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, bulletin_desk_page_copy_formatted);
  g_task_set_task_data (task, copying, copying_free);
  g_task_run_in_thread (task, write_thread);
}
