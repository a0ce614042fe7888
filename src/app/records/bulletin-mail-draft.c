/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-mail-draft.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "bulletin-distribution.h"
#include "bulletin-export.h"
#include "bulletin-ledger.h"

/* A mail is begun through the desktop portal, which works inside a sandbox as well and
 * takes the attachment as an open file. */

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_EMAIL "org.freedesktop.portal.Email"

typedef struct
{
  BulletinWindow *window;
  char *path;
  char *subject;
  char *body;
  GPtrArray *addresses;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_clear_object (&draft->window);
  g_free (draft->path);
  g_free (draft->subject);
  g_free (draft->body);
  g_clear_pointer (&draft->addresses, g_ptr_array_unref);
  g_free (draft);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)

static void
add_addresses (GPtrArray *addresses,
               const GPtrArray *deliveries)
{
  for (guint i = 0; i < deliveries->len; i++) {
    const BulletinDelivery *delivery = deliveries->pdata[i];

    if (delivery->mail && !g_ptr_array_find_with_equal_func (addresses, delivery->mail, g_str_equal, NULL))
      g_ptr_array_add (addresses, g_strdup (delivery->mail));
  }
}

/* The PDF under the name that its reader shall see, in a folder of its own. */
static gboolean
write_attachment (Draft *draft,
                  const char *name,
                  GBytes *pdf,
                  GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "bulletin", "mail", NULL);
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\:*?\"<>|", '_');
  g_autofree char *base = g_strconcat (safe, ".pdf", NULL);
  g_autoptr (GFile) file = NULL;

  g_mkdir_with_parents (folder, 0700);
  draft->path = g_build_filename (folder, base, NULL);
  file = g_file_new_for_path (draft->path);
  return bulletin_write_file (file, pdf, TRUE, NULL, error);
}

static gpointer
prepare (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (Draft) draft = g_new0 (Draft, 1);
  g_autoptr (GPtrArray) deliveries = bulletin_library_list_deliveries (library, data, error);
  g_autoptr (BulletinContent) content = deliveries ? bulletin_library_get_bulletin (library, data, error) : NULL;
  g_autoptr (GBytes) pdf = content ? bulletin_library_get_part (library, data, "pdf", error) : NULL;
  g_autofree char *issue = NULL;
  g_autofree char *name = NULL;

  if (!pdf)
    return NULL;
  /* What is sent is Chinese whatever language the window speaks. */
  issue = bulletin_metadata_format_issue (content->metadata);
  name = g_strdup_printf ("%s%d年%s", content->metadata->series, content->metadata->year, issue);
  draft->subject = g_strdup_printf ("%s：%s", name, content->metadata->title);
  draft->body = g_strdup_printf ("现送上%s，请查收。\n", name);
  draft->addresses = g_ptr_array_new_with_free_func (g_free);
  add_addresses (draft->addresses, deliveries);
  return write_attachment (draft, name, pdf, error) ? g_steal_pointer (&draft) : NULL;
}

static void
open_folder_cb (AdwToast *toast,
                gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_object_get_data (G_OBJECT (toast), "path"));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (user_data), NULL, NULL, NULL);
}

/* Without the portal no program takes an attachment from us: a mailto: link cannot. */
static void
show_no_portal (const Draft *draft)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, _ ("No mail program can be asked for here. The PDF is ready in a folder: attach it to a mail yourself."));
  adw_toast_set_button_label (toast, _ ("_Open Folder"));
  adw_toast_set_timeout (toast, 0);
  g_object_set_data_full (G_OBJECT (toast), "path", g_strdup (draft->path), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_folder_cb), draft->window, G_CONNECT_DEFAULT);
  bulletin_window_add_toast (draft->window, toast);
}

static void
composed_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Draft) draft = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result, &error);

  if (answer)
    bulletin_window_add_toast (draft->window, adw_toast_new (_ ("The mail is open in your mail program")));
  else
    show_no_portal (draft);
}

static void
call_portal (GDBusConnection *connection,
             Draft *draft)
{
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  GVariantBuilder options;
  int fd = g_open (draft->path, O_RDONLY | O_CLOEXEC, 0);
  int index = fd >= 0 ? g_unix_fd_list_append (files, fd, NULL) : -1;

  if (fd >= 0)
    close (fd);
  if (index < 0) {
    show_no_portal (draft);
    draft_free (draft);
    return;
  }
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "addresses",
                         g_variant_new_strv ((const char *const *) draft->addresses->pdata, draft->addresses->len));
  g_variant_builder_add (&options, "{sv}", "subject", g_variant_new_string (draft->subject));
  g_variant_builder_add (&options, "{sv}", "body", g_variant_new_string (draft->body));
  g_variant_builder_add (&options, "{sv}", "attachment_fds", g_variant_new_fixed_array (G_VARIANT_TYPE_HANDLE, &index, 1, sizeof index));
  g_dbus_connection_call_with_unix_fd_list (connection, PORTAL_NAME, PORTAL_PATH, PORTAL_EMAIL, "ComposeEmail",
                                            g_variant_new ("(sa{sv})", "", &options), G_VARIANT_TYPE ("(o)"),
                                            G_DBUS_CALL_FLAGS_NONE, -1, files, NULL, composed_cb, draft);
}

static void
prepared_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Draft) draft = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  GDBusConnection *connection;

  if (!draft) {
    bulletin_window_show_error (window, error);
    return;
  }
  draft->window = g_object_ref (window);
  connection = g_application_get_dbus_connection (g_application_get_default ());
  if (connection)
    call_portal (connection, g_steal_pointer (&draft));
  else
    show_no_portal (draft);
}

/**
 * bulletin_mail_draft_compose:
 * @window: where to say what became of it
 * @service: the library
 * @id: an issued bulletin
 *
 * Begins a mail with the bulletin's PDF to those who get it. Where there is no portal,
 * it says so and offers the folder with the PDF.
 */
void
bulletin_mail_draft_compose (BulletinWindow *window,
                             BulletinLibraryService *service,
                             const char *id)
{
  bulletin_library_service_call_async (service, prepare, FALSE, g_strdup (id), g_free, draft_free, NULL,
                                       prepared_cb, g_object_ref (window));
}
