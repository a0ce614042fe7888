/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-reading-page-private.h"

#include "bulletin-comparison-page.h"
#include "bulletin-display.h"
#include "bulletin-exporting.h"
#include "bulletin-issue-dialog.h"
#include "bulletin-note-popover.h"
#include "bulletin-people.h"
#include "bulletin-printing.h"
#include "bulletin-remark-sheet.h"
#include "bulletin-remarks-dialog.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinReadingPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  BulletinPageList *pages;
  GtkWidget *review_buttons;
  GtkWidget *approved_buttons;
  BulletinNotePopover *popover;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  char *id;
  BulletinReview *review;
  GPtrArray *remarks;
  char *read_before;       /* the revision that was read before this one */
  int ordinal;
  BulletinRemarksDialog *remarks_dialog;   /* while it is open */
};

G_DEFINE_FINAL_TYPE (BulletinReadingPage, bulletin_reading_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- How it stands ---------------------------------------------------------- */

/* What the database thread reads beside the pages. */
typedef struct
{
  char *id;
  char *revision;
  char *who;
  BulletinReview *review;
  GPtrArray *remarks;
  char *read_before;
  int ordinal;
  BulletinState state;
} Standing;

static void
standing_free (gpointer data)
{
  Standing *standing = data;

  g_free (standing->id);
  g_free (standing->revision);
  g_free (standing->who);
  g_clear_pointer (&standing->review, bulletin_review_free);
  g_clear_pointer (&standing->remarks, g_ptr_array_unref);
  g_free (standing->read_before);
  g_free (standing);
}

static gpointer
read_standing (BulletinLibrary *library,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Standing *asked = data;
  Standing *standing = g_new0 (Standing, 1);
  g_autoptr (GPtrArray) reviews = bulletin_library_list_reviews (library, asked->id, error);
  g_autoptr (GPtrArray) revisions = NULL;

  if (reviews == NULL ||
      !bulletin_library_get_state (library, asked->id, &standing->state, error) ||
      (revisions = bulletin_library_list_revisions (library, asked->id, error)) == NULL ||
      (standing->remarks = bulletin_library_list_annotations (library, asked->id, NULL, error)) == NULL ||
      !bulletin_library_get_last_read (library, asked->id, asked->who, asked->revision, &standing->read_before, error) ||
      !bulletin_library_mark_read (library, asked->id, asked->revision, asked->who, error)) {
    standing_free (standing);
    return NULL;
  }
  if (reviews->len > 0)
    standing->review = g_ptr_array_steal_index (reviews, 0);
  if (revisions->len > 0)
    standing->revision = g_strdup (((BulletinRevision *) revisions->pdata[0])->id);
  for (guint i = 0; i < revisions->len; i++) {
    const BulletinRevision *revision = revisions->pdata[i];

    if (g_strcmp0 (revision->id, asked->revision) == 0)
      standing->ordinal = revision->ordinal;
  }

  return standing;
}

/* Who is asked now. */
static char *
list_asked (const BulletinReview *review)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];

    if (request->state == BULLETIN_REQUEST_ASKED)
      g_string_append_printf (names, "%s%s", names->len > 0 ? C_("between names", ", ") : "", request->reviewer);
  }

  return g_strdup (names->str);
}

static void
show_banner (BulletinReadingPage *self,
             gboolean             is_my_turn)
{
  const BulletinReview *review = self->review;
  g_autoptr (GString) words = g_string_new (NULL);

  if (review != NULL && review->is_open) {
    g_autofree char *time = bulletin_display_time (review->at);
    g_autofree char *asked = list_asked (review);

    if (review->note != NULL)
      /* Translators: who sent a bulletin for review; when; what was said with it */
      g_string_append_printf (words, _("%s sent it for review (%s): %s"), review->who, time, review->note);
    else
      /* Translators: who sent a bulletin for review, and when */
      g_string_append_printf (words, _("Sent by %s, %s"), review->who, time);
    if (review->due != NULL) {
      g_autofree char *day = bulletin_display_day (review->due);

      g_string_append (words, " · ");
      /* Translators: until when a bulletin is to be reviewed */
      g_string_append_printf (words, _("due %s"), day);
    }
    if (!is_my_turn && *asked != '\0') {
      g_string_append (words, " · ");
      g_string_append_printf (words, _("It waits for %s"), asked);
    }
  }
  if (self->read_before != NULL) {
    if (words->len > 0)
      g_string_append (words, " · ");
    g_string_append (words, _("Changed since you last read it"));
  }
  adw_banner_set_title (self->banner, words->str);
  adw_banner_set_button_label (self->banner, self->read_before != NULL ? _("_What Changed") : NULL);
  adw_banner_set_revealed (self->banner, words->len > 0);
}

static void
standing_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Standing *standing = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinReadingPage *self;
  const BulletinContent *content;
  g_autofree char *me = bulletin_get_user_name ();
  gboolean is_open, is_my_turn;

  if (standing == NULL)
    return;
  self = user_data;
  content = bulletin_page_list_get_content (self->pages);
  if (content == NULL || g_strcmp0 (standing->revision, content->revision) != 0) {
    /* It was changed meanwhile: other pages. */
    standing_free (standing);
    bulletin_page_list_load (self->pages, self->service, self->id);
    return;
  }
  g_clear_pointer (&self->review, bulletin_review_free);
  self->review = g_steal_pointer (&standing->review);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  self->remarks = g_steal_pointer (&standing->remarks);
  g_set_str (&self->read_before, standing->read_before);
  self->ordinal = standing->ordinal;
  is_open = standing->state == BULLETIN_STATE_REVIEW;
  is_my_turn = is_open && g_settings_get_enum (bulletin_get_settings (), "user-role") != BULLETIN_PERSON_EDITOR &&
               (self->review == NULL || self->review->requests->len == 0 ||
                bulletin_review_find_request (self->review, me) != NULL);

  gtk_widget_set_visible (self->review_buttons, is_open);
  gtk_widget_set_visible (self->approved_buttons, standing->state == BULLETIN_STATE_APPROVED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.approve", is_my_turn);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.return", is_my_turn || standing->state == BULLETIN_STATE_APPROVED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.delegate",
                                 is_my_turn && self->review != NULL && self->review->requests->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.recall", is_open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.edit", standing->state == BULLETIN_STATE_APPROVED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.changes", self->read_before != NULL);
  bulletin_page_list_set_can_mark (self->pages, ((1u << standing->state) & BULLETIN_STATES_ARCHIVE) == 0);
  bulletin_page_list_set_remarks (self->pages, self->remarks);
  if (self->remarks_dialog != NULL)
    bulletin_remarks_dialog_set_remarks (self->remarks_dialog, self->service, self->remarks);
  show_banner (self, is_my_turn);
  standing_free (standing);
}

static void
load_standing (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  Standing *asked;

  if (content == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  asked = g_new0 (Standing, 1);
  asked->id = g_strdup (self->id);
  asked->revision = g_strdup (content->revision);
  asked->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, read_standing, FALSE, asked, standing_free, standing_free,
                                       self->cancellable, standing_read_cb, self);
}

static void
loaded_cb (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  guint n_pages = bulletin_page_plan_get_n_pages (bulletin_page_list_get_plan (self->pages));
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);

  adw_window_title_set_title (self->window_title, bulletin_record_get_title (content->record));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), bulletin_record_get_title (content->record));
  gtk_widget_grab_focus (GTK_WIDGET (self->pages));
  load_standing (self);
}

/* --- Remarks ---------------------------------------------------------------- */

typedef struct
{
  char *id;
  char *revision;
  char *who;
  BulletinAnnotation place;
} Remark;

static void
remark_free (gpointer data)
{
  Remark *remark = data;

  g_free (remark->id);
  g_free (remark->revision);
  g_free (remark->who);
  g_free (remark->place.body);
  g_free (remark);
}

static gpointer
add_remark (BulletinLibrary *library,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Remark *remark = data;

  return bulletin_library_add_annotation (library, remark->id, &remark->place, remark->who, error);
}

static void
remark_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (BulletinReadingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (id == NULL && window != NULL)
    bulletin_window_show_error (window, error);
}

static void
note_added_cb (BulletinReadingPage *self)
{
  Remark *remark = g_new0 (Remark, 1);
  GdkRectangle area;

  if (!bulletin_page_list_get_place (self->pages, &remark->place, &area)) {
    remark_free (remark);
    return;
  }
  remark->id = g_strdup (self->id);
  remark->revision = g_strdup (remark->place.revision);
  remark->place.revision = remark->revision;
  remark->place.kind = bulletin_note_popover_is_instruction (self->popover) ? BULLETIN_ANNOTATION_INSTRUCTION : BULLETIN_ANNOTATION_COMMENT;
  remark->place.body = bulletin_note_popover_get_words (self->popover);
  remark->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, add_remark, TRUE, remark, remark_free, g_free, NULL,
                                       remark_added_cb, g_object_ref (self));
}

static void
place_chosen_cb (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  BulletinAnnotation place = { 0 };
  GdkRectangle area;
  g_autofree char *quote = NULL;

  if (!bulletin_page_list_get_place (self->pages, &place, &area))
    return;
  if (place.page == 0)
    quote = g_strndup (content->text + place.start, place.end - place.start);
  bulletin_page_list_make_room (self->pages, &area, bulletin_note_popover_get_height (self->popover));
  bulletin_note_popover_open (self->popover, quote, &area);
}

static void
popover_closed_cb (BulletinReadingPage *self)
{
  bulletin_page_list_clear_place (self->pages);
  /* The arrow keys go on where they were. */
  gtk_widget_grab_focus (GTK_WIDGET (self->pages));
}

static void
remarks_closed_cb (BulletinReadingPage *self)
{
  self->remarks_dialog = NULL;
}

static void
show_remarks (BulletinReadingPage *self)
{
  AdwDialog *dialog;

  if (self->remarks_dialog != NULL)
    return;
  dialog = bulletin_remarks_dialog_new ();
  self->remarks_dialog = BULLETIN_REMARKS_DIALOG (dialog);
  bulletin_remarks_dialog_set_remarks (self->remarks_dialog, self->service, self->remarks);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (remarks_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "reveal", G_CALLBACK (bulletin_page_list_show_mark), self->pages, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- The sheet of remarks --------------------------------------------------- */

static void
print_sheet (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  g_autoptr (BulletinRemarkSheet) sheet = bulletin_remark_sheet_new (content->metadata, self->ordinal, self->review, self->remarks);
  g_autoptr (BulletinDocument) document = bulletin_document_parse (sheet->text, -1);
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, sheet->metadata, sheet->page_template);

  bulletin_print_plan (GTK_WIDGET (self), plan, 0, sheet->metadata->title);
}

static void
sheet_file_chosen_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (BulletinReadingPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  g_autoptr (BulletinRemarkSheet) sheet = NULL;

  /* Dismissed, or gone elsewhere. */
  if (file == NULL || window == NULL)
    return;
  sheet = bulletin_remark_sheet_new (content->metadata, self->ordinal, self->review, self->remarks);
  bulletin_export_in_window (window, sheet->text, sheet->metadata, sheet->page_template, NULL, file, FALSE);
}

static void
save_sheet (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  /* Translators: the name of a file; the title of a bulletin */
  g_autofree char *name = g_strdup_printf (_("Remarks on %s.pdf"), bulletin_record_get_title (content->record));

  gtk_file_dialog_set_title (dialog, _("Save the Sheet of Remarks"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (name, "/", '-'));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, sheet_file_chosen_cb, g_object_ref (self));
}

/* --- Actions ---------------------------------------------------------------- */

static void
show_changes (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (content != NULL && self->read_before != NULL)
    bulletin_window_push (window, bulletin_comparison_page_new (self->service, self->id, NULL, self->read_before, content->revision));
}

static void
edit (BulletinReadingPage *self)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autofree char *id = g_strdup (self->id);

  bulletin_window_pop (window);
  bulletin_window_open_bulletin (window, id);
}

static void
reading_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    void (*function) (BulletinReadingPage *self);
  } functions[] = {
    { "reading.seen", bulletin_reading_page_mark_seen },
    { "reading.instruct", bulletin_reading_page_instruct },
    { "reading.return", bulletin_reading_page_send_back },
    { "reading.approve", bulletin_reading_page_approve },
    { "reading.delegate", bulletin_reading_page_delegate },
    { "reading.recall", bulletin_reading_page_recall },
    { "reading.remarks", show_remarks },
    { "reading.changes", show_changes },
    { "reading.edit", edit },
    { "reading.print-sheet", print_sheet },
    { "reading.save-sheet", save_sheet },
  };
  BulletinReadingPage *self = BULLETIN_READING_PAGE (widget);

  if (bulletin_page_list_get_content (self->pages) == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name))
      functions[i].function (self);
}

static void
note_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  bulletin_page_list_choose_place (BULLETIN_READING_PAGE (widget)->pages);
}

static void
sentence_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  bulletin_page_list_choose_sentence (BULLETIN_READING_PAGE (widget)->pages, !g_str_equal (name, "reading.previous-sentence"),
                                      g_str_equal (name, "reading.one-more-sentence"));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  BulletinReadingPage *self = BULLETIN_READING_PAGE (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->pages), g_str_equal (name, "reading.larger") ? "pages.zoom-in" : "pages.zoom-out", NULL);
}

static void
contrast_changed_cb (BulletinReadingPage *self)
{
  bulletin_page_list_set_contrast (self->pages, g_settings_get_boolean (bulletin_get_settings (), "reading-contrast"));
}

static void
contrast_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GSettings *settings = bulletin_get_settings ();

  g_settings_set_boolean (settings, "reading-contrast", !g_settings_get_boolean (settings, "reading-contrast"));
}

static void
issue_cb (BulletinReadingPage *self)
{
  bulletin_issue_dialog_present (GTK_WIDGET (self), self->service, self->id);
}

/* --- Widget ----------------------------------------------------------------- */

static void
bulletin_reading_page_showing (AdwNavigationPage *page)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (page));

  if (window != NULL)
    bulletin_window_set_fills (window, TRUE);
}

static void
bulletin_reading_page_hiding (AdwNavigationPage *page)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (page));

  if (window != NULL)
    bulletin_window_set_fills (window, FALSE);
}

static void
bulletin_reading_page_dispose (GObject *object)
{
  BulletinReadingPage *self = BULLETIN_READING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_READING_PAGE);

  G_OBJECT_CLASS (bulletin_reading_page_parent_class)->dispose (object);
}

static void
bulletin_reading_page_finalize (GObject *object)
{
  BulletinReadingPage *self = BULLETIN_READING_PAGE (object);

  g_free (self->id);
  g_free (self->read_before);
  g_clear_pointer (&self->review, bulletin_review_free);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);

  G_OBJECT_CLASS (bulletin_reading_page_parent_class)->finalize (object);
}

static void
bulletin_reading_page_class_init (BulletinReadingPageClass *klass)
{
  static const char *const actions[] = {
    "reading.seen",
    "reading.instruct",
    "reading.return",
    "reading.approve",
    "reading.delegate",
    "reading.recall",
    "reading.remarks",
    "reading.changes",
    "reading.edit",
    "reading.print-sheet",
    "reading.save-sheet",
  };
  /* For one hand, beside the page keys: they are letters, so they are bound to the
   * page and not to the window. The same are listed in shortcuts.ui. */
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_s, "reading.seen" },
    { GDK_KEY_n, "reading.note" },
    { GDK_KEY_r, "reading.return" },
    { GDK_KEY_a, "reading.approve" },
    { GDK_KEY_i, "reading.instruct" },
    { GDK_KEY_d, "reading.delegate" },
    { GDK_KEY_m, "reading.remarks" },
    { GDK_KEY_c, "reading.changes" },
    { GDK_KEY_h, "reading.contrast" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_reading_page_dispose;
  object_class->finalize = bulletin_reading_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = bulletin_reading_page_showing;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = bulletin_reading_page_hiding;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, reading_action);
  gtk_widget_class_install_action (widget_class, "reading.note", NULL, note_action);
  gtk_widget_class_install_action (widget_class, "reading.next-sentence", NULL, sentence_action);
  gtk_widget_class_install_action (widget_class, "reading.previous-sentence", NULL, sentence_action);
  gtk_widget_class_install_action (widget_class, "reading.one-more-sentence", NULL, sentence_action);
  gtk_widget_class_install_action (widget_class, "reading.larger", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "reading.smaller", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "reading.contrast", NULL, contrast_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);

  g_type_ensure (BULLETIN_TYPE_PAGE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-reading-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, pages);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, review_buttons);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, approved_buttons);
  gtk_widget_class_bind_template_callback (widget_class, loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_remarks);
  gtk_widget_class_bind_template_callback (widget_class, show_changes);
  gtk_widget_class_bind_template_callback (widget_class, issue_cb);
}

static void
bulletin_reading_page_init (BulletinReadingPage *self)
{
  GSettings *settings = bulletin_get_settings ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = bulletin_note_popover_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->pages));
  g_signal_connect_object (self->popover, "add", G_CALLBACK (note_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (popover_closed_cb), self, G_CONNECT_SWAPPED);
  g_settings_bind (settings, "reading-zoom", self->pages, "zoom", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::reading-contrast", G_CALLBACK (contrast_changed_cb), self, G_CONNECT_SWAPPED);
  contrast_changed_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.recall", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.delegate", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.edit", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.changes", FALSE);
}

/**
 * bulletin_reading_page_new:
 * @service: the library
 * @id: a bulletin in review, or approved
 *
 * Returns: (transfer floating): a page to push
 */
AdwNavigationPage *
bulletin_reading_page_new (BulletinLibraryService *service,
                           const char             *id)
{
  BulletinReadingPage *self = g_object_new (BULLETIN_TYPE_READING_PAGE, NULL);

  self->service = g_object_ref (service);
  self->id = g_strdup (id);
  g_signal_connect_object (service, "changed", G_CALLBACK (load_standing), self, G_CONNECT_SWAPPED);
  bulletin_page_list_load (self->pages, service, id);

  return ADW_NAVIGATION_PAGE (self);
}

BulletinLibraryService *
bulletin_reading_page_get_service (BulletinReadingPage *self)
{
  return self->service;
}

const char *
bulletin_reading_page_get_id (BulletinReadingPage *self)
{
  return self->id;
}

BulletinPageList *
bulletin_reading_page_get_pages (BulletinReadingPage *self)
{
  return self->pages;
}

int
bulletin_reading_page_get_ordinal (BulletinReadingPage *self)
{
  return self->ordinal;
}

void
bulletin_reading_page_refresh (BulletinReadingPage *self)
{
  load_standing (self);
}
