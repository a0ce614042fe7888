/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-clipboard-bytes.h"
#include "bulletin-picture-dialog.h"
#include "bulletin-picture-import.h"
#include "bulletin-picture-markup.h"
#include "bulletin-pictures.h"
#include "bulletin-source-editor-markup.h"
#include "bulletin-window.h"

/* Inserting pictures: out of files, off the clipboard, dropped. Each is taken in
 * on a worker thread, shown with the question for its caption, kept on the
 * library's thread and typed into the text. */

/* Pictures on their way, one after the other. */
typedef struct
{
  BulletinDeskPage *page;
  BulletinDraft *draft;
  GQueue files; /* of GFile */
  BulletinPicture *picture;
  char *caption;
  guint width;
} Insertion;

static void next (Insertion *insertion);

static void
insertion_free (Insertion *insertion)
{
  g_queue_clear_full (&insertion->files, g_object_unref);
  g_clear_pointer (&insertion->picture, bulletin_picture_free);
  g_free (insertion->caption);
  g_object_unref (insertion->draft);
  g_object_unref (insertion->page);
  g_free (insertion);
}

/* NULL while no draft is open. */
static Insertion *
insertion_new (BulletinDeskPage *page)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (page);
  Insertion *insertion;

  if (!draft)
    return NULL;
  insertion = g_new0 (Insertion, 1);
  insertion->page = g_object_ref (page);
  insertion->draft = g_object_ref (draft);
  return insertion;
}

/* Whether the desk still shows the draft that the pictures are for. */
static gboolean
is_wanted (const Insertion *insertion)
{
  return bulletin_desk_page_get_draft (insertion->page) == insertion->draft && bulletin_window_of (GTK_WIDGET (insertion->page));
}

/* --- Keeping and typing ---------------------------------------------------- */

typedef struct
{
  char *id;
  char *who;
  char *name;
  char *media_type;
  GBytes *content;
  guint width, height;
} Storing;

static void
storing_free (gpointer data)
{
  Storing *storing = data;

  g_free (storing->id);
  g_free (storing->who);
  g_free (storing->name);
  g_free (storing->media_type);
  g_bytes_unref (storing->content);
  g_free (storing);
}

static gpointer
store_picture (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const Storing *storing = data;

  return bulletin_library_add_picture (library, storing->id, storing->name, storing->media_type, storing->content,
                                       storing->width, storing->height, storing->who, error);
}

static void
stored_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Insertion *insertion = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!is_wanted (insertion)) {
    insertion_free (insertion);
    return;
  }
  if (name) {
    g_autofree char *markup = bulletin_picture_format_markup (name, insertion->caption, insertion->width);
    g_autofree char *line = g_strconcat (markup, "\n", NULL);

    bulletin_source_editor_insert_lines (bulletin_desk_page_get_editor (insertion->page), line);
  } else {
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (insertion->page)), error);
  }
  next (insertion);
}

static void
store (Insertion *insertion)
{
  const BulletinPicture *picture = insertion->picture;
  Storing *storing = g_new0 (Storing, 1);

  storing->id = g_strdup (bulletin_draft_get_id (insertion->draft));
  storing->who = bulletin_get_user_name ();
  storing->name = g_strdup (picture->name);
  storing->media_type = g_strdup (picture->media_type);
  storing->content = g_bytes_ref (picture->content);
  storing->width = picture->width;
  storing->height = picture->height;
  bulletin_library_service_call_async (bulletin_draft_get_service (insertion->draft), store_picture, TRUE,
                                       storing, storing_free, g_free, NULL, stored_cb, insertion);
}

/* --- Asking ---------------------------------------------------------------- */

static void
answered_cb (BulletinPictureDialog *dialog,
             const char *response,
             Insertion *insertion)
{
  if (!is_wanted (insertion) || !g_str_equal (response, "accept")) {
    /* Cancel means this and all that would follow. */
    insertion_free (insertion);
    return;
  }
  g_free (insertion->caption);
  insertion->caption = bulletin_picture_dialog_get_caption (dialog);
  insertion->width = bulletin_picture_dialog_get_width (dialog);
  store (insertion);
}

static void
imported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Insertion *insertion = user_data;
  g_autoptr (GError) error = NULL;
  BulletinPicture *picture = bulletin_picture_import_finish (result, &error);
  AdwDialog *dialog;

  g_clear_pointer (&insertion->picture, bulletin_picture_free);
  insertion->picture = picture;
  if (!is_wanted (insertion)) {
    insertion_free (insertion);
    return;
  }
  if (!picture) {
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (insertion->page)), error);
    next (insertion);
    return;
  }
  dialog = bulletin_picture_dialog_new (picture);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), insertion);
  adw_dialog_present (dialog, GTK_WIDGET (insertion->page));
}

static void
next (Insertion *insertion)
{
  g_autoptr (GFile) file = g_queue_pop_head (&insertion->files);

  if (file)
    bulletin_picture_import_async (file, NULL, NULL, NULL, imported_cb, insertion);
  else
    insertion_free (insertion);
}

/* --- Files ----------------------------------------------------------------- */

static void
files_chosen_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  Insertion *insertion = files ? insertion_new (self) : NULL;

  if (!insertion)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_queue_push_tail (&insertion->files, g_list_model_get_item (files, i));
  next (insertion);
}

/**
 * bulletin_desk_page_choose_pictures:
 * @self: the desk
 *
 * Lets the person choose pictures, and inserts them at the caret.
 */
void
bulletin_desk_page_choose_pictures (BulletinDeskPage *self)
{
  static const char *const endings[] = { "png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp" };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  if (!bulletin_desk_page_get_draft (self))
    return;
  /* By ending: an office's network drives know no types. */
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (filter, endings[i]);
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Insert Pictures"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Insert"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 files_chosen_cb, g_object_ref (self));
}

/* --- Off the clipboard, and dropped ---------------------------------------- */

static void
pack_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (task_data), (GDestroyNotify) g_bytes_unref);
}

static void
packed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Insertion *insertion = user_data;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  if (bytes)
    /* Translators: the name of a picture that came without one. */
    bulletin_picture_import_async (NULL, bytes, C_ ("file name", "picture"), NULL, imported_cb, insertion);
  else
    insertion_free (insertion);
}

/**
 * bulletin_desk_page_insert_texture:
 * @self: the desk
 * @texture: a picture off the clipboard, or dropped
 *
 * Inserts a picture at the caret.
 */
void
bulletin_desk_page_insert_texture (BulletinDeskPage *self,
                                   GdkTexture *texture)
{
  Insertion *insertion = insertion_new (self);
  g_autoptr (GTask) task = NULL;

  if (!insertion)
    return;
  task = g_task_new (NULL, NULL, packed_cb, insertion);
  g_task_set_source_tag (task, bulletin_desk_page_insert_texture);
  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  g_task_run_in_thread (task, pack_thread);
}

static void
bytes_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  Insertion *insertion = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bulletin_clipboard_read_bytes_finish (result, &error);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (insertion->page));

  if (bytes) {
    /* Translators: the name of a picture that came without one. */
    bulletin_picture_import_async (NULL, bytes, C_ ("file name", "picture"), NULL, imported_cb, insertion);
    return;
  }
  if (window)
    bulletin_window_show_error (window, error);
  insertion_free (insertion);
}

static void
files_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value)
    bulletin_desk_page_insert_files (self, g_value_get_boxed (value));
}

/**
 * bulletin_desk_page_paste_picture:
 * @self: the desk
 *
 * Inserts what the clipboard holds, if that is a picture, or files, and not text
 * as well: a program that copies words with their look offers a picture of them.
 *
 * Returns: whether there is one, and it is on its way
 */
gboolean
bulletin_desk_page_paste_picture (BulletinDeskPage *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  static const char *media_types[] = { "image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp", "image/gif", NULL };

  if (!bulletin_desk_page_get_draft (self))
    return FALSE;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)) {
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, files_read_cb, g_object_ref (self));
    return TRUE;
  }
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    return FALSE;
  for (guint i = 0; media_types[i]; i++) {
    if (gdk_content_formats_contain_mime_type (formats, media_types[i])) {
      /* Not as a texture: GDK would unpack it whatever its size. */
      bulletin_clipboard_read_bytes_async (clipboard, media_types, BULLETIN_PICTURE_MAX_BYTES, NULL,
                                           bytes_read_cb, insertion_new (self));
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * bulletin_desk_page_insert_files:
 * @self: the desk
 * @list: files of pictures
 *
 * Inserts pictures at the caret.
 */
void
bulletin_desk_page_insert_files (BulletinDeskPage *self,
                                 GdkFileList *list)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);
  Insertion *insertion = insertion_new (self);

  if (!insertion)
    return;
  for (GSList *l = files; l; l = l->next)
    g_queue_push_tail (&insertion->files, g_object_ref (l->data));
  next (insertion);
}

static void
place_caret (GtkTextView *view,
             double x,
             double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         BulletinDeskPage *self)
{
  if (!bulletin_desk_page_get_draft (self))
    return FALSE;
  place_caret (bulletin_source_editor_get_view (bulletin_desk_page_get_editor (self)), x, y);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    bulletin_desk_page_insert_files (self, g_value_get_boxed (value));
  else
    bulletin_desk_page_insert_texture (self, g_value_get_object (value));
  return TRUE;
}

static void
paste_cb (GtkTextView *view,
          BulletinDeskPage *self)
{
  if (bulletin_desk_page_paste_picture (self))
    g_signal_stop_emission_by_name (view, "paste-clipboard");
}

/**
 * bulletin_desk_page_take_pictures:
 * @self: the desk
 *
 * Lets pictures and their files be pasted into the text and dropped on it.
 */
void
bulletin_desk_page_take_pictures (BulletinDeskPage *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkTextView *view = bulletin_source_editor_get_view (bulletin_desk_page_get_editor (self));
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the text, which would take the names of files as words. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (view, "paste-clipboard", G_CALLBACK (paste_cb), self, 0);
}
