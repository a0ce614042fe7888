/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-term-dialog.h"

#include <glib/gi18n.h>

#include "bulletin-term-item.h"
#include "bulletin-window.h"

struct _BulletinTermDialog
{
  AdwDialog parent_instance;

  AdwComboRow *kind_row;
  AdwEntryRow *name_row;
  AdwEntryRow *post_row;
  AdwEntryRow *short_row;
  AdwEntryRow *wrong_row;
  GtkLabel *error_label;
  GtkWidget *save_button;
  GtkWidget *delete_group;

  BulletinLibraryService *service;
  BulletinWindow *window; /* weak */
  char *id;
  /* (element-type utf8): the other terms, by kind and name */
  GHashTable *known;
};

G_DEFINE_FINAL_TYPE (BulletinTermDialog, bulletin_term_dialog, ADW_TYPE_DIALOG)

/* What the database thread stores, or removes. */
typedef struct
{
  BulletinTermRecord *term;
  char *who;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  bulletin_term_record_free (job->term);
  g_free (job->who);
  g_free (job);
}

static gpointer
store_term (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Job *job = data;

  return bulletin_library_edit_term (library, job->term, job->who, error);
}

static gpointer
remove_term (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  Job *job = data;

  return bulletin_library_remove_term (library, job->term->id, job->who, error);
}

static char *
make_key (BulletinTermKind kind,
          const char *name)
{
  return g_strdup_printf ("%d\n%s", kind, name);
}

/* (transfer full) (nullable): what is typed, without the spaces around it. */
static char *
get_text (gpointer row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
}

/* As a loaded sheet has them. */
static char *
get_names (gpointer row)
{
  g_auto (GStrv) names = bulletin_term_split_names (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autofree char *list = g_strjoinv ("；", names);

  return *list ? g_utf8_normalize (list, -1, G_NORMALIZE_NFC) : NULL;
}

static void
show_problem (BulletinTermDialog *self,
              const char *problem)
{
  gtk_label_set_text (self->error_label, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), problem != NULL);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->name_row), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* An empty new form is no mistake yet, but nothing to save either. */
static void
validate_cb (BulletinTermDialog *self)
{
  BulletinTermKind kind = adw_combo_row_get_selected (self->kind_row);
  g_autofree char *name = get_text (self->name_row);
  g_autofree char *key = make_key (kind, name ? name : "");
  gboolean is_known = g_hash_table_contains (self->known, key);

  gtk_widget_set_visible (GTK_WIDGET (self->post_row), kind == BULLETIN_TERM_PERSON);
  if (is_known)
    show_problem (self, _ ("This name is in the list already. Change that entry instead."));
  else if (!name && self->id)
    show_problem (self, _ ("A term needs a name. Enter it as it is to be written."));
  else
    show_problem (self, NULL);
  gtk_widget_set_sensitive (self->save_button, name && !is_known);
}

static void
done_cb (BulletinTermDialog *self,
         GObject *source,
         GAsyncResult *result,
         const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autofree char *message = g_strdup_printf (format, (const char *) g_object_get_data (G_OBJECT (self), "name"));

  if (operation) {
    if (self->window)
      bulletin_window_offer_undo (self->window, message, operation);
    adw_dialog_force_close (ADW_DIALOG (self));
    return;
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  gtk_label_set_text (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
stored_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinTermDialog) self = user_data;

  done_cb (self, source, result, _ ("“%s” saved"));
}

static void
removed_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (BulletinTermDialog) self = user_data;

  done_cb (self, source, result, _ ("“%s” deleted"));
}

static void
start (BulletinTermDialog *self,
       BulletinLibraryFunc func,
       GAsyncReadyCallback callback)
{
  Job *job = g_new0 (Job, 1);

  job->who = bulletin_get_user_name ();
  job->term = g_new0 (BulletinTermRecord, 1);
  job->term->id = g_strdup (self->id);
  job->term->kind = adw_combo_row_get_selected (self->kind_row);
  job->term->name = get_text (self->name_row);
  job->term->post = job->term->kind == BULLETIN_TERM_PERSON ? get_text (self->post_row) : NULL;
  job->term->short_names = get_names (self->short_row);
  job->term->wrong_names = get_names (self->wrong_row);
  g_object_set_data_full (G_OBJECT (self), "name", g_strdup (job->term->name ? job->term->name : ""), g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  bulletin_library_service_call_async (self->service, func, TRUE, job, job_free, g_free, NULL, callback, g_object_ref (self));
}

static void
save_cb (BulletinTermDialog *self)
{
  if (gtk_widget_get_sensitive (self->save_button))
    start (self, store_term, stored_cb);
}

static void
delete_cb (BulletinTermDialog *self)
{
  start (self, remove_term, removed_cb);
}

static void
bulletin_term_dialog_dispose (GObject *object)
{
  BulletinTermDialog *self = BULLETIN_TERM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_TERM_DIALOG);
  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (bulletin_term_dialog_parent_class)->dispose (object);
}

static void
bulletin_term_dialog_class_init (BulletinTermDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_term_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-term-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, post_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, short_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, wrong_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermDialog, delete_group);
  gtk_widget_class_bind_template_callback (widget_class, validate_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
bulletin_term_dialog_init (BulletinTermDialog *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i <= BULLETIN_TERM_PHRASE; i++)
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->kind_row)), bulletin_term_kind_get_label (i));
}

static void
set_text (AdwEntryRow *row,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

void
bulletin_term_dialog_present (GtkWidget *parent,
                              BulletinLibraryService *service,
                              const BulletinTermRecord *term,
                              BulletinTermKind kind,
                              GListModel *known)
{
  BulletinTermDialog *self = g_object_new (BULLETIN_TYPE_TERM_DIALOG, NULL);

  self->service = g_object_ref (service);
  g_set_weak_pointer (&self->window, bulletin_window_of (parent));
  for (guint i = 0; i < g_list_model_get_n_items (known); i++) {
    g_autoptr (BulletinTermItem) item = g_list_model_get_item (known, i);
    const BulletinTermRecord *other = bulletin_term_item_get_record (item);

    if (!term || g_strcmp0 (term->id, other->id) != 0)
      g_hash_table_add (self->known, make_key (other->kind, other->name));
  }
  if (term) {
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Edit Term"));
    self->id = g_strdup (term->id);
    set_text (self->name_row, term->name);
    set_text (self->post_row, term->post);
    set_text (self->short_row, term->short_names);
    set_text (self->wrong_row, term->wrong_names);
  }
  adw_combo_row_set_selected (self->kind_row, term ? term->kind : kind);
  gtk_widget_set_visible (self->delete_group, term != NULL);
  validate_cb (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
