/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-record-relations.h"

#include <glib/gi18n.h>

#include "bulletin-acceptance.h"
#include "bulletin-display.h"
#include "bulletin-reason-dialog.h"
#include "bulletin-window.h"

struct _BulletinRecordRelations
{
  GtkBox parent_instance;

  GtkWidget *relations_group;
  GtkListBox *relations_list;
  GtkWidget *accepted_group;
  GtkListBox *accepted_list;
};

G_DEFINE_FINAL_TYPE (BulletinRecordRelations, bulletin_record_relations, GTK_TYPE_BOX)

/* --- Showing ------------------------------------------------------------------- */

static void
activated_cb (AdwActionRow *row,
              gpointer user_data)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (row));

  if (window)
    bulletin_window_open_bulletin (window, g_object_get_data (G_OBJECT (row), "bulletin"));
}

static GtkWidget *
add_row (GtkListBox *list,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (list, row);
  return row;
}

static void
add_related (BulletinRecordRelations *self,
             const char *format,
             const BulletinRelated *related)
{
  g_autofree char *issue = bulletin_related_format (related);
  g_autofree char *title = g_strdup_printf (format, issue);
  g_autofree char *subtitle = related->reason ? g_strdup_printf (_ ("%s — %s"), related->title, related->reason) : g_strdup (related->title);
  GtkWidget *row = add_row (self->relations_list, title, subtitle);

  g_object_set_data_full (G_OBJECT (row), "bulletin", g_strdup (related->id), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), NULL);
}

static void
show_relations (BulletinRecordRelations *self,
                const BulletinRelations *relations)
{
  gtk_list_box_remove_all (self->relations_list);
  if (relations->corrects)
    add_related (self, _ ("Corrects %s"), relations->corrects);
  for (guint i = 0; i < relations->corrected_by->len; i++)
    add_related (self, _ ("Corrected by %s"), relations->corrected_by->pdata[i]);
  for (guint i = 0; i < relations->drafts->len; i++)
    add_related (self, _ ("A correction is being written: %s"), relations->drafts->pdata[i]);
  if (relations->withdrawn_at) {
    g_autofree char *time = bulletin_display_time (relations->withdrawn_at);
    g_autofree char *title = g_strdup_printf (_ ("Withdrawn by %s, %s"), relations->withdrawn_by, time);

    add_row (self->relations_list, title, relations->withdrawal_reason);
  }
  gtk_widget_set_visible (self->relations_group, gtk_widget_get_first_child (GTK_WIDGET (self->relations_list)) != NULL);
}

static void
show_accepted (BulletinRecordRelations *self,
               const char *overridden)
{
  g_autoptr (GPtrArray) accepted = bulletin_accepted_findings_parse (overridden);

  gtk_list_box_remove_all (self->accepted_list);
  for (guint i = 0; i < accepted->len; i++) {
    const BulletinAcceptedFinding *finding = accepted->pdata[i];
    g_autofree char *reason = finding->reason ? g_strdup_printf (_ ("Reason: %s"), finding->reason) : g_strdup (_ ("No reason was given"));

    add_row (self->accepted_list, finding->message ? finding->message : "", reason);
  }
  gtk_widget_set_visible (self->accepted_group, accepted->len > 0);
}

/**
 * bulletin_record_relations_show:
 * @self: the widget
 * @relations: what the record says of others
 * @overridden: (nullable): what it says was accepted
 */
void
bulletin_record_relations_show (BulletinRecordRelations *self,
                                const BulletinRelations *relations,
                                const char *overridden)
{
  show_relations (self, relations);
  show_accepted (self, overridden);
}

char *
bulletin_record_relations_summarise (const BulletinRelations *relations,
                                     char **target)
{
  const BulletinRelated *newest = relations->corrected_by->len > 0 ? relations->corrected_by->pdata[relations->corrected_by->len - 1] : NULL;
  g_autofree char *issue = NULL;

  *target = NULL;
  if (newest) {
    *target = g_strdup (newest->id);
    issue = bulletin_related_format (newest);
    return relations->withdrawn_at ? g_strdup_printf (_ ("This bulletin was withdrawn, and corrected by %s."), issue)
                                   : g_strdup_printf (_ ("This bulletin was corrected by %s."), issue);
  }
  if (relations->withdrawn_at)
    return relations->withdrawal_reason ? g_strdup_printf (_ ("This bulletin was withdrawn: %s"), relations->withdrawal_reason)
                                        : g_strdup (_ ("This bulletin was withdrawn."));
  if (relations->corrects) {
    *target = g_strdup (relations->corrects->id);
    issue = bulletin_related_format (relations->corrects);
    return g_strdup_printf (_ ("This bulletin corrects %s."), issue);
  }
  return NULL;
}

/* --- Correcting ------------------------------------------------------------------ */

typedef struct
{
  BulletinLibraryService *service;
  BulletinWindow *window; /* weak */
  char *id;
  char *reason;
  char *who;
} Correction;

static void
correction_free (gpointer data)
{
  Correction *correction = data;

  g_clear_object (&correction->service);
  g_clear_weak_pointer (&correction->window);
  g_free (correction->id);
  g_free (correction->reason);
  g_free (correction->who);
  g_free (correction);
}

static gpointer
start_correction (BulletinLibrary *library,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Correction *correction = data;

  return bulletin_library_start_correction (library, correction->id, correction->reason, correction->who, error);
}

static void
started_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!draft) {
    bulletin_window_show_error (window, error);
    return;
  }
  bulletin_window_show_place (window, "drafts");
  bulletin_window_open_bulletin (window, draft);
}

static void
reason_given_cb (const char *reason,
                 gpointer user_data)
{
  Correction *asked = user_data;
  Correction *correction;

  if (!asked->window)
    return;
  correction = g_new0 (Correction, 1);
  correction->id = g_strdup (asked->id);
  correction->reason = g_strdup (reason);
  correction->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (asked->service, start_correction, TRUE, correction, correction_free, g_free, NULL,
                                       started_cb, g_object_ref (asked->window));
}

void
bulletin_record_relations_correct (GtkWidget *parent,
                                   BulletinLibraryService *service,
                                   const char *id)
{
  Correction *correction = g_new0 (Correction, 1);

  correction->service = g_object_ref (service);
  correction->id = g_strdup (id);
  g_set_weak_pointer (&correction->window, bulletin_window_of (parent));
  bulletin_reason_dialog_present (parent, _ ("Correct This Bulletin?"),
                                  _ ("A draft with its text and a number of its own is made. Once it is issued, each of the two shows the other; this record stays as it is. What is wrong?"),
                                  _ ("_Write Correction"), FALSE, reason_given_cb, correction, correction_free);
}

/* --- Widget ------------------------------------------------------------------------ */

static void
bulletin_record_relations_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_RECORD_RELATIONS);

  G_OBJECT_CLASS (bulletin_record_relations_parent_class)->dispose (object);
}

static void
bulletin_record_relations_class_init (BulletinRecordRelationsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bulletin_record_relations_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-record-relations.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordRelations, relations_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordRelations, relations_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordRelations, accepted_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordRelations, accepted_list);
}

static void
bulletin_record_relations_init (BulletinRecordRelations *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
