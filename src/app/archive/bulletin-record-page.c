/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-record-page.h"

#include "bulletin-display.h"
#include "bulletin-distribution-pane.h"
#include "bulletin-export.h"
#include "bulletin-frozen-view.h"
#include "bulletin-issuing.h"
#include "bulletin-ledger.h"
#include "bulletin-load-materials.h"
#include "bulletin-page-list.h"
#include "bulletin-reason-dialog.h"
#include "bulletin-record-relations.h"
#include "bulletin-search.h"
#include "bulletin-text-search.h"
#include "bulletin-window-packages.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BulletinRecordPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  BulletinPageList *pages;
  AdwBanner *banner;
  GtkListBox *metadata_list;
  GtkWidget *figures_group;
  GtkListBox *figures_list;
  GtkListBox *events_list;
  GtkImage *seal_image;
  GtkLabel *seal_label;
  GtkListBox *hashes_list;
  GtkWidget *close_button;
  AdwViewStack *view_stack;
  BulletinFrozenView *web;
  BulletinRecordRelations *relations;
  BulletinDistributionPane *distribution;

  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
  GCancellable *web_cancellable; /* once the web edition was asked for */
  char *id;
  char **words; /* that were searched for, or NULL */
  /* Where the banner's button leads. */
  char *related;
};

G_DEFINE_FINAL_TYPE (BulletinRecordPage, bulletin_record_page, ADW_TYPE_NAVIGATION_PAGE)

/* What the database thread reads. */
typedef struct
{
  BulletinContent *content;
  GPtrArray *events;
  BulletinIssuedRecord *issued;
  BulletinRelations *relations;
  BulletinVerification *verification;
  BulletinMaterials *printed; /* with the figures as they were printed … */
  BulletinMaterials *today;   /* … and as they would be now */
} Dossier;

static void
dossier_free (gpointer data)
{
  Dossier *dossier = data;

  g_clear_pointer (&dossier->content, bulletin_content_free);
  g_clear_pointer (&dossier->events, g_ptr_array_unref);
  g_clear_pointer (&dossier->issued, bulletin_issued_record_free);
  g_clear_pointer (&dossier->relations, bulletin_relations_free);
  g_clear_pointer (&dossier->verification, bulletin_verification_free);
  g_clear_pointer (&dossier->printed, bulletin_materials_unref);
  g_clear_pointer (&dossier->today, bulletin_materials_unref);
  g_free (dossier);
}

static gpointer
read_dossier (BulletinLibrary *library,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  Dossier *dossier = g_new0 (Dossier, 1);

  dossier->content = bulletin_library_get_bulletin (library, data, error);
  if (dossier->content != NULL)
    dossier->events = bulletin_library_list_events (library, data, error);
  if (dossier->events != NULL)
    dossier->issued = bulletin_library_get_issued (library, data, error);
  if (dossier->issued != NULL)
    dossier->relations = bulletin_library_get_relations (library, data, error);
  if (dossier->relations != NULL)
    dossier->verification = bulletin_library_verify (library, data, NULL, NULL, cancellable, error);
  if (dossier->verification != NULL)
    dossier->printed = bulletin_load_materials (library, bulletin_record_get_id (dossier->content->record), dossier->content->metadata, dossier->content->text, error);
  if (dossier->printed != NULL)
    dossier->today = bulletin_load_materials (library, NULL, dossier->content->metadata, dossier->content->text, error);
  if (dossier->today == NULL)
    g_clear_pointer (&dossier, dossier_free);

  return dossier;
}

static void
add_row (GtkListBox *list,
         const char *title,
         const char *subtitle,
         gboolean    is_code)
{
  AdwActionRow *row;

  if (subtitle == NULL || *subtitle == '\0')
    return;

  row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_selectable (row, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  if (is_code)
    gtk_widget_add_css_class (GTK_WIDGET (row), "monospace");
  gtk_list_box_append (list, GTK_WIDGET (row));
}

static void
fill_metadata (BulletinRecordPage *self,
               const Dossier      *dossier)
{
  const BulletinMetadata *metadata = dossier->content->metadata;
  g_autofree char *issue = bulletin_metadata_format_issue (metadata);
  g_autofree char *year = g_strdup_printf (C_ ("period", "%d"), metadata->year);
  g_autofree char *copies = metadata->copies > 0 ? g_strdup_printf ("%d", metadata->copies) : NULL;

  gtk_list_box_remove_all (self->metadata_list);
  add_row (self->metadata_list, _("Series"), metadata->series, FALSE);
  add_row (self->metadata_list, _("Year"), year, FALSE);
  add_row (self->metadata_list, _("Number"), issue, FALSE);
  add_row (self->metadata_list, _("Date"), metadata->date, FALSE);
  add_row (self->metadata_list, _("Title"), metadata->title, FALSE);
  add_row (self->metadata_list, _("Issuer"), metadata->issuer, FALSE);
  add_row (self->metadata_list, _("Signed By"), metadata->signer, FALSE);
  add_row (self->metadata_list, _("Reports To"), metadata->report_to, FALSE);
  add_row (self->metadata_list, _("Sent To"), metadata->send_to, FALSE);
  add_row (self->metadata_list, _("Distributed To"), metadata->distribute_to, FALSE);
  add_row (self->metadata_list, _("Copies"), copies, FALSE);
  add_row (self->metadata_list, _("Secrecy"), metadata->secrecy, FALSE);
}

/* What was printed, and after a recount what the statistics say instead. */
static void
fill_figures (BulletinRecordPage *self,
              const Dossier      *dossier)
{
  g_autoptr (GPtrArray) references = bulletin_materials_list_figures (dossier->printed);

  gtk_list_box_remove_all (self->figures_list);
  for (guint i = 0; i < references->len; i++) {
    const BulletinFigureValue *printed = bulletin_materials_find_figure (dossier->printed, references->pdata[i]);
    const BulletinFigureValue *today = bulletin_materials_find_figure (dossier->today, references->pdata[i]);
    g_autoptr (GString) subtitle = g_string_new (printed->text != NULL ? printed->source : printed->problem);
    /* Translators: a value, and how a text asks for it. */
    g_autofree char *title = g_strdup_printf (C_("figure", "%s  {{%s}}"), printed->text != NULL ? printed->text : "—",
                                              (const char *) references->pdata[i]);

    if (printed->text != NULL && today != NULL && today->text != NULL && !g_str_equal (printed->text, today->text)) {
      g_string_append_c (subtitle, '\n');
      g_string_append_printf (subtitle, _("Printed %1$s, now %2$s."), printed->text, today->text);
    }
    add_row (self->figures_list, title, subtitle->str, FALSE);
  }
  gtk_widget_set_visible (self->figures_group, references->len > 0);
}

static void
fill_events (BulletinRecordPage *self,
             const Dossier      *dossier)
{
  gtk_list_box_remove_all (self->events_list);
  for (guint i = 0; i < dossier->events->len; i++) {
    const BulletinEvent *event = dossier->events->pdata[i];
    g_autofree char *time = bulletin_display_time (event->at);
    g_autofree char *title = g_strdup_printf ("%s  %s", bulletin_event_get_label (event), event->who);
    g_autofree char *subtitle = g_strdup_printf ("%s%s%s", time, event->note != NULL ? "  " : "", event->note != NULL ? event->note : "");

    add_row (self->events_list, title, subtitle, FALSE);
  }
}

/* What was frozen, by the names that the library gives its parts. */
static const char *
get_part_label (const char *name)
{
  static const struct
  {
    const char *name;
    const char *label;
  } labels[] = {
    { "source", N_("Text as Typed") },
    { "metadata", N_("Details") },
    { "pdf", N_("Pages as PDF") },
    { "html", N_("Web Edition") },
    { "text", N_("Plain Text") },
    { "findings", N_("Findings") },
    { "template", N_("Page Template") },
    { "accepted", N_("Accepted Findings") },
    { "relation", N_("What It Corrects") },
    { "trail", N_("Trail") },
    { "origin", N_("Where It Was Read In From") },
    { "original", N_("Original File") },
    { "figures", N_("Figures") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].name, name))
      return _(labels[i].label);

  /* A picture goes by its own name. */
  return g_str_has_prefix (name, BULLETIN_ATTACHMENT_PART) ? name + strlen (BULLETIN_ATTACHMENT_PART) : name;
}

/* Damage comes first, then what other records say of this one. */
static void
fill_banner (BulletinRecordPage *self,
             const Dossier      *dossier,
             gboolean            agrees)
{
  g_autofree char *summary = NULL;

  g_clear_pointer (&self->related, g_free);
  if (agrees)
    summary = bulletin_record_relations_summarise (dossier->relations, &self->related);
  else
    summary = g_strdup (_("This record is not as it was when it was issued. Restore a backup."));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_title (self->banner, summary != NULL ? summary : "");
  adw_banner_set_button_label (self->banner, self->related != NULL ? _("_Show") : NULL);
  adw_banner_set_revealed (self->banner, summary != NULL);
}

static void
banner_clicked_cb (BulletinRecordPage *self)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (window != NULL && self->related != NULL)
    bulletin_window_open_bulletin (window, self->related);
}

static void
fill_seal (BulletinRecordPage *self,
           const Dossier      *dossier)
{
  g_autoptr (GString) sentence = g_string_new (NULL);
  gboolean agrees = dossier->verification->damaged->len == 0;

  if (agrees)
    g_string_append (sentence, _("As it was when it was issued"));
  for (guint i = 0; i < dossier->verification->damaged->len; i++)
    g_string_append_printf (sentence, "%s%s", i == 0 ? "" : "\n",
                            ((const BulletinDamage *) dossier->verification->damaged->pdata[i])->message);

  gtk_image_set_from_icon_name (self->seal_image, agrees ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_label (self->seal_label, sentence->str);
  gtk_widget_remove_css_class (GTK_WIDGET (self->seal_label), agrees ? "error" : "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->seal_image), agrees ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->seal_label), agrees ? "success" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->seal_image), agrees ? "success" : "error");

  gtk_list_box_remove_all (self->hashes_list);
  add_row (self->hashes_list, _("Record"), dossier->issued->hash, TRUE);
  add_row (self->hashes_list, _("Record Before"), dossier->issued->previous_hash, TRUE);
  for (guint i = 0; i < dossier->issued->part_names->len; i++)
    add_row (self->hashes_list, get_part_label (dossier->issued->part_names->pdata[i]), dossier->issued->part_hashes->pdata[i], TRUE);

  fill_banner (self, dossier, agrees);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Dossier *dossier = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinRecordPage *self;
  g_autofree char *issue = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (dossier == NULL) {
    if (bulletin_window_of (GTK_WIDGET (self)) != NULL)
      bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
    return;
  }

  issue = bulletin_metadata_format_issue (dossier->content->metadata);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), bulletin_record_get_title (dossier->content->record));
  adw_window_title_set_title (self->window_title, bulletin_record_get_title (dossier->content->record));
  adw_window_title_set_subtitle (self->window_title, issue);
  fill_metadata (self, dossier);
  fill_figures (self, dossier);
  fill_events (self, dossier);
  fill_seal (self, dossier);
  bulletin_record_relations_show (self->relations, dossier->relations, dossier->issued->overridden);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.withdraw",
                                 bulletin_record_get_state (dossier->content->record) == BULLETIN_STATE_ISSUED);
  dossier_free (dossier);
}

static void
reload (BulletinRecordPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, read_dossier, FALSE, g_strdup (self->id), g_free,
                                       dossier_free, self->cancellable, read_cb, self);
}

/* --- Exporting: the frozen bytes ------------------------------------------------ */

static const struct
{
  const char *part;
  const char *extension;
} formats[] = {
  { "pdf", "pdf" },
  { "html", "html" },
  { "text", "txt" },
};

typedef struct
{
  char *id;
  const char *part;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->id);
  g_clear_object (&export->file);
  g_free (export);
}

static gpointer
export_part (BulletinLibrary *library,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Export *export = data;

  /* The dialog has asked before it named a file that exists. */
  return GINT_TO_POINTER (bulletin_export_frozen (library, export->id, export->part, export->file, TRUE, cancellable, error));
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error))
    bulletin_window_add_toast (window, adw_toast_new (_("Exported")));
  else
    bulletin_window_show_error (window, error);
}

typedef struct
{
  BulletinRecordPage *page;
  const char *part;
} Choice;

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (BulletinRecordPage) self = choice->page;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  Export *export;

  if (file == NULL || window == NULL)
    return;
  export = g_new0 (Export, 1);
  export->id = g_strdup (self->id);
  export->part = choice->part;
  export->file = g_object_ref (file);
  bulletin_library_service_call_async (self->service, export_part, FALSE, export, export_free, NULL, NULL,
                                       exported_cb, g_object_ref (window));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BulletinRecordPage *self = BULLETIN_RECORD_PAGE (widget);
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  const char *extension = g_variant_get_string (parameter, NULL);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *issue = NULL;
  g_autofree char *file_name = NULL;
  Choice *choice;

  if (content == NULL)
    return;
  issue = bulletin_metadata_format_issue (content->metadata);
  file_name = g_strdup_printf ("%s%d年%s.%s", content->metadata->series, content->metadata->year, issue, extension);
  gtk_file_dialog_set_initial_name (dialog, file_name);
  choice = g_new0 (Choice, 1);
  choice->page = g_object_ref (self);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].extension, extension))
      choice->part = formats[i].part;
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb, choice);
}

static void
package_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  BulletinWindow *window = bulletin_window_of (widget);

  if (window != NULL)
    bulletin_window_package_record (window, BULLETIN_RECORD_PAGE (widget)->id);
}

/* --- Withdrawing ------------------------------------------------------------------ */

typedef struct
{
  char *id;
  char *reason;
  char *who;
} Withdrawal;

static void
withdrawal_free (gpointer data)
{
  Withdrawal *withdrawal = data;

  g_free (withdrawal->id);
  g_free (withdrawal->reason);
  g_free (withdrawal->who);
  g_free (withdrawal);
}

static gpointer
withdraw (BulletinLibrary *library,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  Withdrawal *withdrawal = data;

  return GINT_TO_POINTER (bulletin_library_withdraw (library, withdrawal->id, withdrawal->reason, withdrawal->who, error));
}

static void
withdrawn_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error))
    bulletin_window_add_toast (window, adw_toast_new (_("Withdrawn")));
  else
    bulletin_window_show_error (window, error);
}

static void
withdrawal_reason_cb (const char *reason,
                      gpointer    user_data)
{
  BulletinRecordPage *self = user_data;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  Withdrawal *withdrawal;

  if (window == NULL)
    return;
  withdrawal = g_new0 (Withdrawal, 1);
  withdrawal->id = g_strdup (self->id);
  withdrawal->reason = g_strdup (reason);
  withdrawal->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, withdraw, TRUE, withdrawal, withdrawal_free, NULL, NULL,
                                       withdrawn_cb, g_object_ref (window));
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  bulletin_reason_dialog_present (widget, _("Withdraw This Bulletin?"),
                                  _("The record and its number stay in the archive, marked as withdrawn. This cannot be undone."),
                                  _("_Withdraw"), TRUE, withdrawal_reason_cb, g_object_ref (widget), g_object_unref);
}

static void
correct_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  BulletinRecordPage *self = BULLETIN_RECORD_PAGE (widget);

  bulletin_record_relations_correct (widget, self->service, self->id);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (BULLETIN_RECORD_PAGE (widget)->pages), "pages.print", NULL);
}

/* --- The web edition ------------------------------------------------------------------ */

static gpointer
read_web (BulletinLibrary *library,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  return bulletin_library_get_part (library, data, "html", error);
}

static void
web_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) html = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinRecordPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  bulletin_frozen_view_show (self->web, html);
}

/* It starts a process: not before somebody wants to see it. */
static void
tab_changed_cb (BulletinRecordPage *self)
{
  if (self->web_cancellable != NULL || g_strcmp0 (adw_view_stack_get_visible_child_name (self->view_stack), "web") != 0)
    return;
  self->web_cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, read_web, FALSE, g_strdup (self->id), g_free,
                                       (GDestroyNotify) g_bytes_unref, self->web_cancellable, web_read_cb, self);
}

/* --- What was searched for ------------------------------------------------------------ */

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const BulletinMatch *first = a, *second = b;

  return (first->offset > second->offset) - (first->offset < second->offset);
}

/* Wherever the words stand in the text, in its order. */
static void
mark_words_cb (BulletinRecordPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (BulletinMatch));

  for (guint i = 0; content != NULL && self->words != NULL && self->words[i] != NULL; i++) {
    g_autoptr (BulletinTextSearch) search = bulletin_text_search_new (self->words[i], 0, NULL);
    g_autoptr (GArray) some = NULL;

    if (search != NULL)
      some = bulletin_text_search_find (search, content->text, 0, strlen (content->text), NULL, NULL);
    if (some != NULL)
      g_array_append_vals (found, some->data, some->len);
  }
  g_array_sort (found, compare_matches);
  bulletin_page_list_mark_found (self->pages, found);
}

/* --- The object --------------------------------------------------------------------- */

static void
bulletin_record_page_dispose (GObject *object)
{
  BulletinRecordPage *self = BULLETIN_RECORD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->web_cancellable);
  g_clear_object (&self->web_cancellable);
  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_RECORD_PAGE);

  G_OBJECT_CLASS (bulletin_record_page_parent_class)->dispose (object);
}

static void
bulletin_record_page_finalize (GObject *object)
{
  g_free (BULLETIN_RECORD_PAGE (object)->id);
  g_free (BULLETIN_RECORD_PAGE (object)->related);
  g_strfreev (BULLETIN_RECORD_PAGE (object)->words);

  G_OBJECT_CLASS (bulletin_record_page_parent_class)->finalize (object);
}

static void
bulletin_record_page_class_init (BulletinRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_record_page_dispose;
  object_class->finalize = bulletin_record_page_finalize;

  gtk_widget_class_install_action (widget_class, "record.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "record.package", NULL, package_action);
  gtk_widget_class_install_action (widget_class, "record.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "record.correct", NULL, correct_action);
  gtk_widget_class_install_action (widget_class, "record.withdraw", NULL, withdraw_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "record.export", "s", "pdf");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "record.print", NULL);

  g_type_ensure (BULLETIN_TYPE_FROZEN_VIEW);
  g_type_ensure (BULLETIN_TYPE_DISTRIBUTION_PANE);
  g_type_ensure (BULLETIN_TYPE_PAGE_LIST);
  g_type_ensure (BULLETIN_TYPE_RECORD_RELATIONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, pages);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, metadata_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, figures_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, figures_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, events_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, seal_image);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, seal_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, hashes_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, web);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, relations);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecordPage, distribution);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_words_cb);
}

static void
bulletin_record_page_init (BulletinRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_record_page_new:
 * @service: the library
 * @id: an issued bulletin
 *
 * Returns: (transfer floating): a page to push
 */
AdwNavigationPage *
bulletin_record_page_new (BulletinLibraryService *service,
                          const char             *id)
{
  BulletinRecordPage *self = g_object_new (BULLETIN_TYPE_RECORD_PAGE, NULL);

  self->service = g_object_ref (service);
  self->id = g_strdup (id);
  self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
  bulletin_page_list_load (self->pages, service, id);
  bulletin_distribution_pane_load (self->distribution, service, id);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * bulletin_record_page_set_words:
 * @words: what was searched for, operators included
 *
 * Marks the words on the pages, and the first of them in the web edition, and goes to
 * where it stands first.
 */
void
bulletin_record_page_set_words (BulletinRecordPage *self,
                                const char         *words)
{
  g_auto (GStrv) plain = bulletin_search_list_words (words);

  g_return_if_fail (BULLETIN_IS_RECORD_PAGE (self));

  bulletin_frozen_view_mark_word (self->web, plain[0]);
  g_strfreev (self->words);
  self->words = g_steal_pointer (&plain);
  mark_words_cb (self);
}

void
bulletin_record_page_set_beside (BulletinRecordPage *self,
                                 gboolean            is_beside)
{
  g_return_if_fail (BULLETIN_IS_RECORD_PAGE (self));

  gtk_widget_set_visible (self->close_button, is_beside);
}
