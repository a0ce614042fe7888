/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-desk-foot.h"
#include "bulletin-history-pane.h"
#include "bulletin-issuing.h"
#include "bulletin-load-materials.h"
#include "bulletin-outline-pane.h"
#include "bulletin-properties-pane.h"
#include "bulletin-remarks-keeper.h"
#include "bulletin-series-keeper.h"
#include "bulletin-table-grid.h"
#include "bulletin-undo-store.h"
#include "bulletin-window.h"

struct _BulletinDeskPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkButton *check_button;
  AdwBanner *banner;
  AdwOverlaySplitView *split_view;
  AdwViewStack *inspector_stack;
  BulletinPropertiesPane *properties_pane;
  BulletinOutlinePane *outline_pane;
  BulletinFindingsPane *findings_pane;
  BulletinHistoryPane *history_pane;
  BulletinRemarksPane *remarks_pane;
  AdwToggleGroup *side_group;
  GtkWidget *tools;
  GtkPaned *paned;
  GtkWidget *source_side;
  GtkEditable *title_entry;
  BulletinSourceEditor *editor;
  GtkMenuButton *table_button;
  GtkWidget *table_menu_button;
  BulletinDeskFoot *foot;
  BulletinPagePreview *preview;

  GActionGroup *actions;
  BulletinPlanner *planner;
  GCancellable *cancellable;
  BulletinDraft *draft;
  BulletinSeriesKeeper *series_keeper;
  BulletinMaterialsKeeper *materials_keeper;
  BulletinRemarksKeeper *remarks_keeper;
  gboolean shows_remarks;   /* once they are read */
  BulletinPlanning *planning;
  BulletinReading *reading;
  /* Where it was shown last. */
  BulletinWindow *window;
  gboolean is_narrow;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (BulletinDeskPage, bulletin_desk_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- What the page says ---------------------------------------------------- */

static char *
describe_save_state (BulletinDraft *draft)
{
  GDateTime *saved_at = bulletin_draft_get_saved_at (draft);
  g_autofree char *time = saved_at ? g_date_time_format (saved_at, "%H:%M") : NULL;

  switch (bulletin_draft_get_state (draft)) {
  case BULLETIN_SAVE_FAILED:
    /* Translators: %s is a sentence that says why. */
    return g_strdup_printf (_ ("Not saved: %s"), bulletin_draft_get_error (draft)->message);
  case BULLETIN_SAVE_PENDING:
  case BULLETIN_SAVE_SAVING:
    return g_strdup (_ ("Saving…"));
  default:
    /* Translators: %s is a time such as 10:32. */
    return time ? g_strdup_printf (_ ("Saved %s"), time) : g_strdup (_ ("Saved"));
  }
}

static void
update_title (BulletinDeskPage *self)
{
  const BulletinMetadata *metadata = bulletin_draft_get_metadata (self->draft);
  const char *title = metadata->title ? metadata->title : _ ("Untitled");
  g_autofree char *state = describe_save_state (self->draft);
  g_autofree char *shown = NULL;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, state);

  bulletin_metadata_set_string (&shown, gtk_editable_get_text (self->title_entry));
  if (g_strcmp0 (shown, metadata->title) != 0) {
    self->is_updating = TRUE;
    gtk_editable_set_text (self->title_entry, metadata->title ? metadata->title : "");
    self->is_updating = FALSE;
  }
}

/* A state that lasts: a save that fails, or why the bulletin came back. */
static void
update_banner (BulletinDeskPage *self)
{
  const GError *error = bulletin_draft_get_error (self->draft);
  const char *reason = bulletin_record_get_reason (bulletin_draft_get_record (self->draft));
  g_autofree char *text = NULL;

  if (error)
    text = g_strdup_printf (_ ("What you type is not saved. %s"), error->message);
  else if (reason && *reason)
    text = g_strdup_printf (_ ("Sent back: %s"), reason);
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_title (self->banner, text ? text : "");
  adw_banner_set_button_label (self->banner, error ? _ ("_Try Again") : NULL);
  adw_banner_set_revealed (self->banner, text != NULL);
  /* The way back stays shut as long as it would lose something. */
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), error == NULL);
}

static void
update_foot (BulletinDeskPage *self)
{
  guint target = self->draft ? (guint) bulletin_draft_get_metadata (self->draft)->target_length : 0;

  bulletin_desk_foot_set_target (self->foot, target > 0 ? target : bulletin_series_keeper_get_target_length (self->series_keeper));
  bulletin_desk_foot_set_counts (self->foot, self->reading ? self->reading->n_words : 0,
                                 self->planning ? bulletin_page_plan_get_n_pages (self->planning->plan) : 0);
}

static void
update_check_button (BulletinDeskPage *self)
{
  guint n_findings = bulletin_findings_pane_get_open (self->findings_pane)->len;
  g_autofree char *label = n_findings > 0 ? g_strdup_printf (C_ ("button", "Check %u"), n_findings)
                                          : g_strdup (C_ ("button", "Check"));

  gtk_button_set_label (self->check_button, label);
}

/* --- The layout ------------------------------------------------------------ */

static void
request_layout (BulletinDeskPage *self)
{
  if (self->draft)
    bulletin_planner_request (self->planner, bulletin_draft_get_generation (self->draft),
                              bulletin_draft_get_text (self->draft),
                              bulletin_draft_get_metadata (self->draft),
                              bulletin_series_keeper_get_page_template (self->series_keeper),
                              bulletin_materials_keeper_get_materials (self->materials_keeper));
}

static void
get_selection (BulletinDeskPage *self,
               gsize *start,
               gsize *end)
{
  if (!bulletin_source_editor_get_selection (self->editor, start, end))
    *start = *end = 0;
}

/* Where the caret stands on the page; as long as the pages are of an older text, its
 * place on them is not known. */
static void
show_caret (BulletinDeskPage *self)
{
  gsize start, end;

  if (!self->planning || self->planning->generation != bulletin_draft_get_generation (self->draft))
    return;
  get_selection (self, &start, &end);
  bulletin_page_preview_set_selection (self->preview, bulletin_source_editor_get_caret (self->editor), start, end - start);
}

static void
planned_cb (BulletinDeskPage *self,
            BulletinPlanning *planning)
{
  gboolean is_current;
  gsize start, end;

  if (!self->draft)
    return;
  is_current = planning->generation == bulletin_draft_get_generation (self->draft);
  g_clear_pointer (&self->planning, bulletin_planning_unref);
  self->planning = bulletin_planning_ref (planning);
  /* The pages first: the browser sets them while the rest is done here. What is of
   * an older text than the one that stands there would be shown in the wrong place;
   * the next layout is under way. */
  if (is_current) {
    get_selection (self, &start, &end);
    bulletin_page_preview_show (self->preview, planning, bulletin_source_editor_get_caret (self->editor), start, end - start);
    bulletin_source_editor_show_structure (self->editor, planning->document);
  } else {
    bulletin_page_preview_set_planning (self->preview, planning);
  }
  bulletin_materials_keeper_look_at (self->materials_keeper, planning->document);
  update_foot (self);
}

static void
read_cb (BulletinDeskPage *self,
         BulletinReading *reading)
{
  if (!self->draft || reading->planning->generation != bulletin_draft_get_generation (self->draft))
    return;
  g_clear_pointer (&self->reading, bulletin_reading_unref);
  self->reading = bulletin_reading_ref (reading);
  bulletin_page_preview_set_reading (self->preview, reading);
  bulletin_findings_pane_set_findings (self->findings_pane, reading->findings,
                                       bulletin_document_get_source (reading->planning->document));
  bulletin_source_editor_show_findings (self->editor, bulletin_findings_pane_get_open (self->findings_pane));
  bulletin_outline_pane_set_document (self->outline_pane, reading->planning->document);
  update_check_button (self);
  update_foot (self);
}

/* --- Signals --------------------------------------------------------------- */

static void
series_listed_cb (BulletinDeskPage *self)
{
  bulletin_properties_pane_set_series (self->properties_pane, bulletin_series_keeper_get_names (self->series_keeper));
}

static void
text_changed_cb (BulletinDeskPage *self)
{
  if (self->draft)
    bulletin_draft_take_text (self->draft, bulletin_source_editor_get_text (self->editor));
}

static void
caret_moved_cb (BulletinDeskPage *self)
{
  if (!self->draft)
    return;
  show_caret (self);
  bulletin_desk_update_writing_actions (G_ACTION_MAP (self->actions), self);
  gtk_widget_set_sensitive (self->table_menu_button, bulletin_desk_update_table_actions (G_ACTION_MAP (self->actions), self));
  bulletin_outline_pane_set_caret (self->outline_pane, bulletin_source_editor_get_caret (self->editor));
  bulletin_desk_foot_caret_moved (self->foot);
}

static gboolean
paste_cb (BulletinDeskPage *self)
{
  return bulletin_desk_page_paste (self);
}

static void
table_chosen_cb (BulletinDeskPage *self,
                 const char *lines)
{
  if (self->draft)
    bulletin_table_typist_insert (bulletin_source_editor_get_tables (self->editor), lines);
}

static gboolean
focus_text_cb (gpointer user_data)
{
  bulletin_source_editor_focus (user_data);
  return G_SOURCE_REMOVE;
}

/* Back to the text, with a table or without: nobody goes on at the button, to which
 * the popover hands the focus once it is gone. */
static void
table_popover_closed_cb (BulletinDeskPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_text_cb, g_object_ref (self->editor), g_object_unref);
}

static void
title_changed_cb (BulletinDeskPage *self)
{
  g_autoptr (BulletinMetadata) metadata = NULL;

  if (!self->draft || self->is_updating)
    return;
  metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (self->draft));
  bulletin_metadata_set_string (&metadata->title, gtk_editable_get_text (self->title_entry));
  bulletin_draft_set_metadata (self->draft, metadata);
}

static void
undo_changed_cb (BulletinDeskPage *self)
{
  BulletinUndoRecorder *recorder = bulletin_source_editor_get_undo_recorder (self->editor);

  bulletin_desk_actions_enable_undo (self->actions, bulletin_undo_recorder_can_undo (recorder),
                                     bulletin_undo_recorder_can_redo (recorder));
}

static void
undo_metadata_cb (BulletinDeskPage *self,
                  const BulletinMetadata *metadata)
{
  if (self->draft)
    bulletin_draft_reset_metadata (self->draft, metadata);
}

static void
draft_changed_cb (BulletinDeskPage *self)
{
  undo_changed_cb (self);
  update_title (self);
  update_foot (self);
  request_layout (self);
}

static void
save_state_changed_cb (BulletinDeskPage *self)
{
  update_title (self);
  update_banner (self);
}

static void
banner_clicked_cb (BulletinDeskPage *self)
{
  bulletin_draft_save_now (self->draft);
}

static void
picked_cb (BulletinDeskPage *self,
           guint64 anchor,
           guint64 head,
           gboolean is_done)
{
  if (is_done)
    bulletin_desk_page_show_source (self);
  bulletin_source_editor_select (self->editor, MIN (anchor, head), MAX (anchor, head) - MIN (anchor, head));
}

static void
outline_go_cb (BulletinDeskPage *self,
               guint64 offset)
{
  bulletin_desk_page_show_source (self);
  bulletin_source_editor_select (self->editor, offset, 0);
}

static void
outline_change_cb (BulletinDeskPage *self,
                   guint64 offset,
                   int change)
{
  bulletin_desk_page_change_section (self, offset, change);
}

static void
outline_move_cb (BulletinDeskPage *self,
                 guint64 offset,
                 guint64 target,
                 gboolean after)
{
  bulletin_desk_page_move_section (self, offset, target, after);
}

static void
finding_go_cb (BulletinDeskPage *self,
               BulletinFinding *finding)
{
  if (finding->offset == BULLETIN_FINDING_NOWHERE) {
    bulletin_desk_page_show_inspector (self, "properties");
    return;
  }
  bulletin_desk_page_show_source (self);
  bulletin_source_editor_select (self->editor, finding->offset, finding->length);
}

static void
finding_mend_cb (BulletinDeskPage *self,
                 BulletinFinding *finding)
{
  /* Of an older text: its place is not sure. */
  if (!bulletin_desk_page_has_current_findings (self))
    return;
  if (finding->offset != BULLETIN_FINDING_NOWHERE && finding->replacement)
    bulletin_source_editor_replace (self->editor, finding->offset, finding->length, finding->replacement);
}

static void
findings_changed_cb (BulletinDeskPage *self)
{
  update_check_button (self);
  bulletin_source_editor_show_findings (self->editor, bulletin_findings_pane_get_open (self->findings_pane));
}

/* --- Remarks --------------------------------------------------------------- */

/* What was sent back opens with what is to be done. */
static void
remarks_loaded_cb (BulletinDeskPage *self)
{
  guint n_open = bulletin_remarks_pane_count_open (self->remarks_pane);

  if (self->shows_remarks && n_open > 0 && !self->is_narrow)
    bulletin_desk_page_show_inspector (self, "remarks");
  self->shows_remarks = FALSE;
}

static void
remark_reveal_cb (BulletinDeskPage *self,
                  guint64 start,
                  guint64 end)
{
  bulletin_desk_page_show_source (self);
  bulletin_source_editor_select (self->editor, start, end - start);
}

static void
show_sides (BulletinDeskPage *self)
{
  gboolean is_source = g_strcmp0 (adw_toggle_group_get_active_name (self->side_group), "source") == 0;

  gtk_widget_set_visible (self->source_side, !self->is_narrow || is_source);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), !self->is_narrow || !is_source);
}

static void
side_changed_cb (BulletinDeskPage *self)
{
  show_sides (self);
}

static void
narrow_cb (BulletinDeskPage *self)
{
  self->is_narrow = TRUE;
  gtk_widget_add_css_class (self->tools, "narrow");
  show_sides (self);
}

static void
wide_cb (BulletinDeskPage *self)
{
  self->is_narrow = FALSE;
  gtk_widget_remove_css_class (self->tools, "narrow");
  show_sides (self);
}

/* --- The keyboard ---------------------------------------------------------- */

/* A bulletin begins with its title; in one that has it, the writing goes on. */
static void
focus_writing (BulletinDeskPage *self)
{
  gboolean has_title = *gtk_editable_get_text (self->title_entry) != '\0';

  gtk_widget_grab_focus (has_title ? GTK_WIDGET (self->editor) : GTK_WIDGET (self->title_entry));
}

/* Return after the title goes on to the text, as a line would. */
static void
title_done_cb (BulletinDeskPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* Escape goes back to the text. It does not leave the desk, as it leaves other
 * pages: a hand that presses it once more than needed would lose its place. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant *arguments,
           gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (BULLETIN_DESK_PAGE (widget)->editor));
  return TRUE;
}

/* --- Opening --------------------------------------------------------------- */

/* What the desk needs of a bulletin. */
typedef struct
{
  BulletinContent *content;
  BulletinUndoHistory *undo_history;
  BulletinPageTemplate *page_template;
  BulletinMaterials *materials;
} Opened;

static void
opened_free (Opened *self)
{
  g_clear_pointer (&self->content, bulletin_content_free);
  g_clear_pointer (&self->undo_history, bulletin_undo_history_unref);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static gpointer
read_bulletin (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (Opened) opened = g_new0 (Opened, 1);

  opened->content = bulletin_library_get_bulletin (library, data, error);
  if (!opened->content)
    return NULL;
  opened->undo_history = bulletin_library_get_undo_history (library, bulletin_record_get_id (opened->content->record),
                                                            opened->content->metadata, opened->content->text);
  opened->page_template = bulletin_load_page_template (library, opened->content->metadata->series);
  opened->materials = bulletin_load_materials (library, bulletin_record_get_id (opened->content->record),
                                               opened->content->metadata, opened->content->text, error);
  if (!opened->materials)
    return NULL;
  return g_steal_pointer (&opened);
}

static void
drop_draft (BulletinDeskPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!self->draft)
    return;
  bulletin_planner_cancel (self->planner);
  g_signal_handlers_disconnect_by_data (bulletin_draft_get_service (self->draft), self);
  g_signal_handlers_disconnect_by_data (self->draft, self);
  bulletin_properties_pane_set_draft (self->properties_pane, NULL);
  bulletin_series_keeper_set_draft (self->series_keeper, NULL, NULL);
  bulletin_materials_keeper_set_draft (self->materials_keeper, NULL, NULL);
  bulletin_remarks_keeper_set_draft (self->remarks_keeper, NULL);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->planning, bulletin_planning_unref);
  g_clear_pointer (&self->reading, bulletin_reading_unref);
  bulletin_source_editor_load (self->editor, "");
  bulletin_source_editor_set_library (self->editor, NULL);
  bulletin_page_preview_set_planning (self->preview, NULL);
  bulletin_findings_pane_set_bulletin (self->findings_pane, NULL, NULL);
  bulletin_outline_pane_set_document (self->outline_pane, NULL);
  bulletin_history_pane_load (self->history_pane, NULL, NULL);
  update_check_button (self);
}

static void
library_changed_cb (BulletinDeskPage *self)
{
  bulletin_history_pane_load (self->history_pane, bulletin_draft_get_service (self->draft),
                              bulletin_draft_get_id (self->draft));
}

static void
bulletin_read_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  BulletinLibraryService *service = BULLETIN_LIBRARY_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Opened) opened = bulletin_library_service_call_finish (service, result, &error);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (!opened) {
    if (window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      bulletin_window_show_error (window, error);
      bulletin_window_pop (window);
    }
    return;
  }

  self->draft = bulletin_draft_new (service, g_steal_pointer (&opened->content), g_steal_pointer (&opened->undo_history));
  bulletin_series_keeper_set_draft (self->series_keeper, self->draft, g_steal_pointer (&opened->page_template));
  bulletin_materials_keeper_set_draft (self->materials_keeper, self->draft, opened->materials);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "state-changed", G_CALLBACK (save_state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);

  bulletin_source_editor_load (self->editor, bulletin_draft_get_text (self->draft));
  bulletin_source_editor_set_library (self->editor, service);
  bulletin_source_editor_set_editable (self->editor, TRUE);
  bulletin_findings_pane_set_bulletin (self->findings_pane, service, bulletin_draft_get_id (self->draft));
  bulletin_undo_recorder_set_history (bulletin_source_editor_get_undo_recorder (self->editor),
                                      bulletin_draft_get_undo_history (self->draft));
  bulletin_properties_pane_set_draft (self->properties_pane, self->draft);
  self->shows_remarks = bulletin_record_get_state (bulletin_draft_get_record (self->draft)) == BULLETIN_STATE_RETURNED;
  bulletin_remarks_keeper_set_draft (self->remarks_keeper, self->draft);
  library_changed_cb (self);
  save_state_changed_cb (self);
  request_layout (self);
  update_foot (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_writing (self);
}

/* --- Widget ---------------------------------------------------------------- */

/* An accelerator is activated on the window, so the actions stand there while
 * the desk is shown. */
static void
bulletin_desk_page_map (GtkWidget *widget)
{
  BulletinDeskPage *self = BULLETIN_DESK_PAGE (widget);

  GTK_WIDGET_CLASS (bulletin_desk_page_parent_class)->map (widget);
  g_set_weak_pointer (&self->window, bulletin_window_of (widget));
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "desk", self->actions);
}

static void
bulletin_desk_page_unmap (GtkWidget *widget)
{
  gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "desk", NULL);
  GTK_WIDGET_CLASS (bulletin_desk_page_parent_class)->unmap (widget);
}

static void
left_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (BulletinDraft) draft = BULLETIN_DRAFT (source);
  g_autoptr (BulletinDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_draft_commit_finish (draft, result, &error)) {
    if (draft == self->draft && !gtk_widget_get_root (GTK_WIDGET (self)))
      drop_draft (self);
    return;
  }
  /* What is not safe does not go away: the desk comes back and says why. */
  if (self->window && draft == self->draft && !gtk_widget_get_root (GTK_WIDGET (self))) {
    bulletin_window_push (self->window, ADW_NAVIGATION_PAGE (self));
    bulletin_window_show_error (self->window, error);
  }
}

/* Gone from the window by way of the back button. What is typed was made sure of
 * before in every other way. */
static void
bulletin_desk_page_unroot (GtkWidget *widget)
{
  BulletinDeskPage *self = BULLETIN_DESK_PAGE (widget);

  GTK_WIDGET_CLASS (bulletin_desk_page_parent_class)->unroot (widget);
  if (self->draft)
    bulletin_draft_commit_async (g_object_ref (self->draft), NULL, left_cb, g_object_ref (self));
}

static void
bulletin_desk_page_dispose (GObject *object)
{
  BulletinDeskPage *self = BULLETIN_DESK_PAGE (object);

  if (self->draft)
    drop_draft (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->planner);
  g_clear_object (&self->series_keeper);
  g_clear_object (&self->materials_keeper);
  g_clear_object (&self->remarks_keeper);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_DESK_PAGE);

  G_OBJECT_CLASS (bulletin_desk_page_parent_class)->dispose (object);
}

static void
bulletin_desk_page_class_init (BulletinDeskPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_desk_page_dispose;
  widget_class->map = bulletin_desk_page_map;
  widget_class->unmap = bulletin_desk_page_unmap;
  widget_class->unroot = bulletin_desk_page_unroot;

  g_type_ensure (BULLETIN_TYPE_DESK_FOOT);
  g_type_ensure (BULLETIN_TYPE_FINDINGS_PANE);
  g_type_ensure (BULLETIN_TYPE_HISTORY_PANE);
  g_type_ensure (BULLETIN_TYPE_OUTLINE_PANE);
  g_type_ensure (BULLETIN_TYPE_PAGE_PREVIEW);
  g_type_ensure (BULLETIN_TYPE_PROPERTIES_PANE);
  g_type_ensure (BULLETIN_TYPE_REMARKS_PANE);
  g_type_ensure (BULLETIN_TYPE_SOURCE_EDITOR);
  g_type_ensure (BULLETIN_TYPE_TABLE_GRID);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, banner);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, inspector_stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, properties_pane);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, outline_pane);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, findings_pane);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, history_pane);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, remarks_pane);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, side_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, tools);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, paned);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, source_side);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, title_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, editor);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, table_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, table_menu_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, foot);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskPage, preview);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, caret_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_popover_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_go_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_change_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_move_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_go_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_mend_cb);
  gtk_widget_class_bind_template_callback (widget_class, findings_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, bulletin_desk_page_restore);
  gtk_widget_class_bind_template_callback (widget_class, bulletin_desk_page_compare);
  gtk_widget_class_bind_template_callback (widget_class, bulletin_desk_page_rename_revision);
  gtk_widget_class_bind_template_callback (widget_class, side_changed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_bind_template_callback (widget_class, title_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
bulletin_desk_page_init (BulletinDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->table_menu_button)), "closed",
                           G_CALLBACK (table_popover_closed_cb), self, G_CONNECT_SWAPPED);
  self->planner = bulletin_planner_new ();
  g_signal_connect_object (self->planner, "planned", G_CALLBACK (planned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->planner, "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  self->remarks_keeper = bulletin_remarks_keeper_new (self->remarks_pane, self->editor);
  g_signal_connect_object (self->remarks_keeper, "loaded", G_CALLBACK (remarks_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remarks_keeper, "reveal", G_CALLBACK (remark_reveal_cb), self, G_CONNECT_SWAPPED);
  self->series_keeper = bulletin_series_keeper_new ();
  g_signal_connect_object (self->series_keeper, "changed", G_CALLBACK (request_layout), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->series_keeper, "listed", G_CALLBACK (series_listed_cb), self, G_CONNECT_SWAPPED);
  self->materials_keeper = bulletin_materials_keeper_new ();
  g_signal_connect_object (self->materials_keeper, "changed", G_CALLBACK (request_layout), self, G_CONNECT_SWAPPED);
  bulletin_desk_page_take_pictures (self);
  self->actions = bulletin_desk_actions_new (self);
  bulletin_desk_foot_set_editor (self->foot, self->editor);
  g_signal_connect_object (bulletin_source_editor_get_undo_recorder (self->editor), "changed",
                           G_CALLBACK (undo_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bulletin_source_editor_get_undo_recorder (self->editor), "metadata",
                           G_CALLBACK (undo_metadata_cb), self, G_CONNECT_SWAPPED);
  undo_changed_cb (self);
  update_check_button (self);
}

BulletinDeskPage *
bulletin_desk_page_new (void)
{
  return g_object_new (BULLETIN_TYPE_DESK_PAGE, NULL);
}

/**
 * bulletin_desk_page_open:
 * @self: the desk
 * @service: the open library
 * @id: a bulletin that is not issued
 *
 * Reads the bulletin and shows it in place of what stood here.
 */
void
bulletin_desk_page_open (BulletinDeskPage *self,
                         BulletinLibraryService *service,
                         const char *id)
{
  g_return_if_fail (BULLETIN_IS_DESK_PAGE (self));

  drop_draft (self);
  self->cancellable = g_cancellable_new ();
  bulletin_source_editor_set_editable (self->editor, FALSE);
  bulletin_library_service_call_async (service, read_bulletin, FALSE, g_strdup (id), g_free,
                                       (GDestroyNotify) opened_free, self->cancellable,
                                       bulletin_read_cb, g_object_ref (self));
}

/* --- For the actions ------------------------------------------------------- */

BulletinDraft *
bulletin_desk_page_get_draft (BulletinDeskPage *self)
{
  return self->draft;
}

BulletinPlanning *
bulletin_desk_page_get_planning (BulletinDeskPage *self)
{
  return self->planning;
}

BulletinPageTemplate *
bulletin_desk_page_get_page_template (BulletinDeskPage *self)
{
  return bulletin_series_keeper_get_page_template (self->series_keeper);
}

BulletinMaterialsKeeper *
bulletin_desk_page_get_materials_keeper (BulletinDeskPage *self)
{
  return self->materials_keeper;
}

BulletinSourceEditor *
bulletin_desk_page_get_editor (BulletinDeskPage *self)
{
  return self->editor;
}

BulletinPagePreview *
bulletin_desk_page_get_preview (BulletinDeskPage *self)
{
  return self->preview;
}

BulletinFindingsPane *
bulletin_desk_page_get_findings (BulletinDeskPage *self)
{
  return self->findings_pane;
}

gboolean
bulletin_desk_page_has_current_findings (BulletinDeskPage *self)
{
  return self->draft && self->reading && self->reading->planning->generation == bulletin_draft_get_generation (self->draft);
}

void
bulletin_desk_page_show_table_grid (BulletinDeskPage *self)
{
  bulletin_desk_page_show_source (self);
  gtk_menu_button_popup (self->table_button);
}

void
bulletin_desk_page_show_inspector (BulletinDeskPage *self,
                                   const char *tab)
{
  if (tab && *tab)
    adw_view_stack_set_visible_child_name (self->inspector_stack, tab);
  adw_overlay_split_view_set_show_sidebar (self->split_view, tab != NULL);
}

gboolean
bulletin_desk_page_has_inspector (BulletinDeskPage *self)
{
  return adw_overlay_split_view_get_show_sidebar (self->split_view);
}

void
bulletin_desk_page_show_source (BulletinDeskPage *self)
{
  adw_toggle_group_set_active_name (self->side_group, "source");
}
