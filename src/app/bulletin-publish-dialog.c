/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-publish-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-site.h"
#include "bulletin-text-import.h"

/* More issues with something left out than anybody reads through. */
#define MAX_SHOWN 200
#define THOUSAND  1000
/* Between two looks at how far the work is, in milliseconds. */
#define INTERVAL  100

struct _BulletinPublishDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkWidget *publish_button;
  AdwActionRow *folder_row;
  AdwEntryRow *address_row;
  GtkLabel *address_label;
  AdwPreferencesGroup *left_out_group;
  GtkListBox *left_out_list;
  GtkProgressBar *bar;

  BulletinWindow *window;  /* weak */
  GFile *folder;
  GCancellable *cancellable;
  guint timer;
  gboolean has_looked;     /* what is left out is shown */
};

G_DEFINE_FINAL_TYPE (BulletinPublishDialog, bulletin_publish_dialog, ADW_TYPE_DIALOG)

/* What the database thread writes. */
typedef struct
{
  GFile *folder;
  char *address;
  int *progress;  /* in thousandths; atomic, and counted: the dialog may be gone */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->folder);
  g_free (job->address);
  g_atomic_rc_box_release (job->progress);
  g_free (job);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  Job *job = user_data;

  g_atomic_int_set (job->progress, (int) lround (fraction * THOUSAND));
}

static gpointer
publish (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  Job *job = data;
  const BulletinSiteOptions options = { .address = job->address, .progress = progress_cb, .progress_data = job };
  int n_issues = bulletin_site_publish (library, job->folder, &options, cancellable, error);

  /* One more, since 0 issues is a result and NULL none. */
  return n_issues < 0 ? NULL : GINT_TO_POINTER (n_issues + 1);
}

static gpointer
look (BulletinLibrary *library,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  return bulletin_site_list_left_out (library, cancellable, error);
}

/* --- The form ---------------------------------------------------------------- */

static const char *
get_address (BulletinPublishDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->address_row));
}

static void
changed_cb (BulletinPublishDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = *get_address (self) ? bulletin_site_check_address (get_address (self), &error) : NULL;

  if (error) {
    gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
    gtk_label_set_label (self->address_label, error->message);
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
    gtk_label_set_label (self->address_label, _ ("The address may stay empty. With it the site has a sitemap for search engines, and its feed has whole links."));
  }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->address_row),
                               GTK_ACCESSIBLE_STATE_INVALID, error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_set_sensitive (self->publish_button, self->folder && self->has_looked && !error);
}

static void
set_folder (BulletinPublishDialog *self,
            GFile *folder)
{
  g_autofree char *shown = g_filename_display_name (g_file_peek_path (folder));

  g_set_object (&self->folder, folder);
  adw_action_row_set_subtitle (self->folder_row, shown);
  changed_cb (self);
}

static void
folder_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinPublishDialog) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder && g_file_peek_path (folder) && self->window)
    set_folder (self, folder);
}

static void
choose_cb (BulletinPublishDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Publish the Site in a Folder"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Choose"));
  if (self->folder)
    gtk_file_dialog_set_initial_folder (dialog, self->folder);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self->window), NULL, folder_chosen_cb, g_object_ref (self));
}

/* --- What is left out ---------------------------------------------------------- */

static GtkWidget *
row_new (const BulletinSiteLeftOut *left_out)
{
  g_autofree char *title = g_strdup_printf ("%s　%s", left_out->label, left_out->title ? left_out->title : "");
  g_autofree char *subtitle = NULL;
  GtkWidget *row = left_out->passages ? adw_expander_row_new () : adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!left_out->passages) {
    subtitle = left_out->secrecy ? g_strdup_printf (_ ("The whole bulletin: it carries the secrecy mark “%s”"), left_out->secrecy)
                                 : g_strdup (_ ("The whole bulletin: it is internal"));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    return row;
  }
  subtitle = g_strdup_printf (ngettext ("%u internal passage", "%u internal passages", left_out->passages->len), left_out->passages->len);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = 0; i < left_out->passages->len; i++) {
    GtkWidget *passage = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (passage), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (passage), left_out->passages->pdata[i]);
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), passage);
  }
  return row;
}

static void
looked_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinPublishDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autofree char *description = NULL;
  guint n_whole = 0, n_passages = 0;

  if (!self->window)
    return;
  if (!found) {
    bulletin_window_show_error (self->window, error);
    return;
  }
  for (guint i = 0; i < found->len; i++) {
    const BulletinSiteLeftOut *left_out = found->pdata[i];

    n_whole += left_out->passages == NULL;
    n_passages += left_out->passages ? left_out->passages->len : 0;
    if (i < MAX_SHOWN)
      gtk_list_box_append (self->left_out_list, row_new (left_out));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_list), found->len > 0);
  if (found->len == 0)
    description = g_strdup (_ ("Nothing: no issued bulletin is internal or has internal passages."));
  else
    description = g_strdup_printf (_ ("Internal, and not on the site: whole bulletins: %u, passages: %u"), n_whole, n_passages);
  adw_preferences_group_set_description (self->left_out_group, description);
  self->has_looked = TRUE;
  changed_cb (self);
}

/* --- Publishing ------------------------------------------------------------------ */

static void
published_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (BulletinPublishDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  int n_issues = GPOINTER_TO_INT (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error));
  g_autofree char *message = NULL;
  g_autoptr (GFile) home = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cancellable);
  if (!self->window)
    return;
  if (n_issues == 0) {
    gtk_stack_set_visible_child_name (self->stack, "form");
    changed_cb (self);
    bulletin_window_show_error (self->window, error);
    return;
  }
  n_issues--;
  message = g_strdup_printf (ngettext ("The site was written with %d issue", "The site was written with %d issues", n_issues), n_issues);
  home = g_file_get_child (self->folder, "index.html");
  bulletin_window_offer_open (self->window, message, home);
  adw_dialog_close (ADW_DIALOG (self));
}

typedef struct
{
  BulletinPublishDialog *dialog;
  int *progress;
} Watch;

static gboolean
show_progress_cb (gpointer user_data)
{
  Watch *watch = user_data;

  gtk_progress_bar_set_fraction (watch->dialog->bar, (double) g_atomic_int_get (watch->progress) / THOUSAND);
  return G_SOURCE_CONTINUE;
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_atomic_rc_box_release (watch->progress);
  g_free (watch);
}

static void
publish_cb (BulletinPublishDialog *self)
{
  GSettings *settings = bulletin_get_settings ();
  BulletinLibraryService *service = self->window ? bulletin_window_get_service (self->window) : NULL;
  g_autofree char *known = g_settings_get_string (settings, "site-address");
  Job *job;
  Watch *watch;

  if (!service || !self->folder || self->cancellable)
    return;
  job = g_new0 (Job, 1);
  job->folder = g_object_ref (self->folder);
  job->progress = g_atomic_rc_box_new0 (int);
  /* What was never filled in here may have been on the command line. */
  if (*get_address (self) || *known)
    job->address = g_strdup (get_address (self));
  g_settings_set_string (settings, "site-folder", g_file_peek_path (self->folder));
  g_settings_set_string (settings, "site-address", get_address (self));

  watch = g_new0 (Watch, 1);
  watch->dialog = self;
  watch->progress = g_atomic_rc_box_acquire (job->progress);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (self->publish_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, INTERVAL, show_progress_cb, watch, watch_free);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (service, publish, FALSE, job, job_free, NULL, self->cancellable, published_cb, g_object_ref (self));
}

static void
cancel_cb (BulletinPublishDialog *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

static void
bulletin_publish_dialog_dispose (GObject *object)
{
  BulletinPublishDialog *self = BULLETIN_PUBLISH_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->folder);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_PUBLISH_DIALOG);

  G_OBJECT_CLASS (bulletin_publish_dialog_parent_class)->dispose (object);
}

static void
bulletin_publish_dialog_class_init (BulletinPublishDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_publish_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-publish-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, publish_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, address_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, left_out_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, left_out_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinPublishDialog, bar);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
bulletin_publish_dialog_init (BulletinPublishDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_publish_dialog_present:
 * @window: a window with an open library
 *
 * Asks where the site is to be, with what is known from the time before, shows what
 * is left out, and publishes.
 */
void
bulletin_publish_dialog_present (BulletinWindow *window)
{
  GSettings *settings = bulletin_get_settings ();
  BulletinLibraryService *service = bulletin_window_get_service (window);
  BulletinPublishDialog *self;
  g_autofree char *path = g_settings_get_string (settings, "site-folder");
  g_autofree char *address = g_settings_get_string (settings, "site-address");

  if (!service)
    return;
  self = g_object_new (BULLETIN_TYPE_PUBLISH_DIALOG, NULL);
  g_set_weak_pointer (&self->window, window);
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  if (*path) {
    g_autoptr (GFile) folder = g_file_new_for_path (path);

    set_folder (self, folder);
  }
  adw_preferences_group_set_description (self->left_out_group, _ ("Looking through the archive…"));
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
  bulletin_library_service_call_async (service, look, FALSE, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, looked_cb, g_object_ref (self));
}
