/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-find-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-source-editor-caret.h"
#include "bulletin-source-editor.h"
#include "bulletin-text-search.h"
#include "bulletin-window.h"

/* A text is searched when no key has come for this long. */
#define PAUSE_MS 60

struct _BulletinFindBar
{
  AdwBin parent_instance;

  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *count_label;
  GtkToggleButton *regex_button;
  GtkToggleButton *case_button;
  GtkToggleButton *words_button;
  GtkToggleButton *selection_button;
  GtkWidget *replace_box;
  GtkEditable *replace_entry;
  GtkWidget *error_label;

  /* Which it stands in. */
  BulletinSourceEditor *editor;

  guint timeout;
  GCancellable *cancellable;
  BulletinTextSearch *search;
  /* (element-type BulletinMatch) (nullable): of the text as it is */
  GArray *matches;
  /* Where to go as soon as they are known: 1 forward, -1 backward, 0 nowhere. */
  int going;
};

G_DEFINE_FINAL_TYPE (BulletinFindBar, bulletin_find_bar, ADW_TYPE_BIN)

static void
show_error (BulletinFindBar *self,
            const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), error ? error->message : "");
  gtk_widget_set_visible (self->error_label, error != NULL);
  if (error) {
    gtk_widget_add_css_class (GTK_WIDGET (self->search_entry), "error");
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->search_entry), "error");
  }
}

/* Where it is looked for, in bytes. */
static void
get_range (BulletinFindBar *self,
           gsize *start,
           gsize *end)
{
  *start = 0;
  *end = G_MAXSIZE;
  if (gtk_toggle_button_get_active (self->selection_button))
    bulletin_search_marks_get_range (bulletin_source_editor_get_search_marks (self->editor), start, end);
}

/* The match that is selected, counted from 0, or -1. */
static int
find_selected (BulletinFindBar *self)
{
  gsize start, end;
  guint first = 0;
  guint after = self->matches ? self->matches->len : 0;

  bulletin_source_editor_get_selection (self->editor, &start, &end);
  while (first < after) {
    guint middle = first + (after - first) / 2;
    const BulletinMatch *match = &g_array_index (self->matches, BulletinMatch, middle);

    if (match->offset == start)
      return match->length == end - start ? (int) middle : -1;
    if (match->offset < start)
      first = middle + 1;
    else
      after = middle;
  }
  return -1;
}

static void
update_count (BulletinFindBar *self)
{
  g_autofree char *text = NULL;
  int selected;

  if (!self->matches) {
    gtk_label_set_label (self->count_label, "");
    return;
  }
  selected = find_selected (self);
  if (self->matches->len == 0)
    text = g_strdup (_ ("Not found"));
  else if (selected >= 0)
    /* Translators: the place that is selected, and how many there are. */
    text = g_strdup_printf (_ ("%d / %u"), selected + 1, self->matches->len);
  else
    text = g_strdup_printf (ngettext ("%u place", "%u places", self->matches->len), self->matches->len);
  gtk_label_set_label (self->count_label, text);
}

static void
go_now (BulletinFindBar *self,
        gboolean forward)
{
  const BulletinMatch *match = NULL;
  gsize start, end;
  guint n = self->matches->len;
  int selected = find_selected (self);
  guint i;

  if (n == 0)
    return;
  bulletin_source_editor_get_selection (self->editor, &start, &end);
  if (selected >= 0) {
    i = forward ? ((guint) selected + 1) % n : ((guint) selected + n - 1) % n;
  } else if (forward) {
    for (i = 0; i < n && g_array_index (self->matches, BulletinMatch, i).offset < start; i++)
      ;
    i %= n;
  } else {
    for (i = n; i > 0 && g_array_index (self->matches, BulletinMatch, i - 1).offset >= start; i--)
      ;
    i = (i + n - 1) % n;
  }
  match = &g_array_index (self->matches, BulletinMatch, i);
  bulletin_source_editor_reveal (self->editor, match->offset, match->length);
  update_count (self);
}

/* --- Searching ------------------------------------------------------------- */

typedef struct
{
  BulletinTextSearch *search;
  char *text;
  gsize start;
  gsize end;
  /* (nullable): to replace all places with */
  char *replacement;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  bulletin_text_search_unref (job->search);
  g_free (job->text);
  g_free (job->replacement);
  g_free (job);
}

static Job *
job_new (BulletinFindBar *self)
{
  Job *job = g_new0 (Job, 1);

  job->search = bulletin_text_search_ref (self->search);
  job->text = bulletin_source_editor_get_text (self->editor);
  get_range (self, &job->start, &job->end);
  job->end = MIN (job->end, strlen (job->text));
  job->start = MIN (job->start, job->end);
  return job;
}

static void
find_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GArray *matches = bulletin_text_search_find (job->search, job->text, job->start, job->end, cancellable, &error);

  if (matches)
    g_task_return_pointer (task, matches, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  BulletinFindBar *self = BULLETIN_FIND_BAR (source);
  g_autoptr (GError) error = NULL;
  GArray *matches = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  show_error (self, error);
  if (matches && self->going != 0)
    go_now (self, self->going > 0);
  self->going = 0;
  update_count (self);
  bulletin_search_marks_show_matches (bulletin_source_editor_get_search_marks (self->editor),
                                      gtk_search_bar_get_search_mode (self->search_bar) ? matches : NULL);
}

/* Forgets what was found, and what is being looked for. */
static void
forget (BulletinFindBar *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
}

static void
find (BulletinFindBar *self)
{
  g_autoptr (GTask) task = NULL;

  forget (self);
  if (!self->search) {
    bulletin_search_marks_show_matches (bulletin_source_editor_get_search_marks (self->editor), NULL);
    update_count (self);
    return;
  }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, found_cb, NULL);
  g_task_set_source_tag (task, find);
  g_task_set_task_data (task, job_new (self), job_free);
  g_task_run_in_thread (task, find_thread);
}

static gboolean
timeout_cb (gpointer user_data)
{
  BulletinFindBar *self = user_data;

  self->timeout = 0;
  find (self);
  return G_SOURCE_REMOVE;
}

/* What is looked for, or how, is another. */
static void
search_changed_cb (BulletinFindBar *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  BulletinSearchFlags flags = 0;
  g_autoptr (GError) error = NULL;

  if (gtk_toggle_button_get_active (self->regex_button))
    flags |= BULLETIN_SEARCH_REGEX;
  if (gtk_toggle_button_get_active (self->case_button))
    flags |= BULLETIN_SEARCH_CASE;
  if (gtk_toggle_button_get_active (self->words_button))
    flags |= BULLETIN_SEARCH_WORDS;

  g_clear_pointer (&self->search, bulletin_text_search_unref);
  if (*words)
    self->search = bulletin_text_search_new (words, flags, &error);
  show_error (self, error);
  find (self);
}

static void
selection_toggled_cb (BulletinFindBar *self)
{
  gsize start, end;

  if (!gtk_toggle_button_get_active (self->selection_button))
    bulletin_search_marks_set_range (bulletin_source_editor_get_search_marks (self->editor), 0, 0);
  else if (bulletin_source_editor_get_selection (self->editor, &start, &end))
    bulletin_search_marks_set_range (bulletin_source_editor_get_search_marks (self->editor), start, end);
  else
    gtk_toggle_button_set_active (self->selection_button, FALSE);
  find (self);
}

static void
next_cb (BulletinFindBar *self)
{
  bulletin_find_bar_go (self, TRUE);
}

static void
previous_cb (BulletinFindBar *self)
{
  bulletin_find_bar_go (self, FALSE);
}

static void
search_mode_cb (BulletinFindBar *self)
{
  gboolean is_open = gtk_search_bar_get_search_mode (self->search_bar);

  if (self->editor && !is_open) {
    gtk_toggle_button_set_active (self->selection_button, FALSE);
    bulletin_search_marks_show_matches (bulletin_source_editor_get_search_marks (self->editor), NULL);
  }
}

static void
stopped_cb (BulletinFindBar *self)
{
  bulletin_find_bar_close (self);
  bulletin_source_editor_focus (self->editor);
}

/* --- Replacing ------------------------------------------------------------- */

static void
replace_cb (BulletinFindBar *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;
  const BulletinMatch *match;
  int selected = find_selected (self);

  if (selected >= 0) {
    match = &g_array_index (self->matches, BulletinMatch, selected);
    text = bulletin_source_editor_get_text (self->editor);
    edits = bulletin_text_search_replace_at (self->search, text, match->offset,
                                             gtk_editable_get_text (self->replace_entry), &error);
    show_error (self, error);
    if (!edits)
      return;
    bulletin_source_editor_apply (self->editor, edits, BULLETIN_SOURCE_EDITOR_STAY);
  }
  bulletin_find_bar_go (self, TRUE);
}

static void
replace_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *edits = bulletin_text_search_replace (job->search, job->text, job->start, job->end,
                                                   job->replacement, cancellable, &error);

  if (edits)
    g_task_return_pointer (task, edits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
replaced_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  BulletinFindBar *self = BULLETIN_FIND_BAR (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *sentence = NULL;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  /* Also when the text was changed meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  show_error (self, error);
  if (!edits || !window)
    return;
  sentence = edits->len == 0 ? g_strdup (_ ("Not found"))
                             : g_strdup_printf (ngettext ("%u place was replaced", "%u places were replaced", edits->len), edits->len);
  bulletin_source_editor_apply (self->editor, edits, BULLETIN_SOURCE_EDITOR_STAY);
  bulletin_window_add_toast (window, adw_toast_new (sentence));
}

static void
replace_all_cb (BulletinFindBar *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (!self->search)
    return;
  forget (self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, replaced_cb, NULL);
  g_task_set_source_tag (task, replace_all_cb);
  job = job_new (self);
  job->replacement = g_strdup (gtk_editable_get_text (self->replace_entry));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, replace_thread);
}

/* --- Widget ---------------------------------------------------------------- */

static void
bulletin_find_bar_dispose (GObject *object)
{
  BulletinFindBar *self = BULLETIN_FIND_BAR (object);

  forget (self);
  g_clear_pointer (&self->search, bulletin_text_search_unref);
  self->editor = NULL;
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_FIND_BAR);

  G_OBJECT_CLASS (bulletin_find_bar_parent_class)->dispose (object);
}

static void
bulletin_find_bar_class_init (BulletinFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_find_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, regex_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, case_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, words_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, selection_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, replace_box);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindBar, error_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_all_cb);
}

static void
bulletin_find_bar_init (BulletinFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}

/* The editor outlives the bar. */
void
bulletin_find_bar_set_editor (BulletinFindBar *self,
                              BulletinSourceEditor *editor)
{
  g_return_if_fail (BULLETIN_IS_FIND_BAR (self));

  self->editor = editor;
}

void
bulletin_find_bar_open (BulletinFindBar *self,
                        gboolean replace)
{
  gsize start, end;

  g_return_if_fail (BULLETIN_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_set_visible (self->replace_box, replace);
  if (bulletin_source_editor_get_selection (self->editor, &start, &end)) {
    g_autofree char *text = bulletin_source_editor_get_text (self->editor);
    g_autofree char *words = g_strndup (text + start, end - start);

    if (strchr (words, '\n'))
      gtk_toggle_button_set_active (self->selection_button, TRUE);
    else if (!gtk_toggle_button_get_active (self->regex_button))
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
  search_changed_cb (self);
}

void
bulletin_find_bar_close (BulletinFindBar *self)
{
  g_return_if_fail (BULLETIN_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

void
bulletin_find_bar_go (BulletinFindBar *self,
                      gboolean forward)
{
  g_return_if_fail (BULLETIN_IS_FIND_BAR (self));

  if (!self->search) {
    bulletin_find_bar_open (self, FALSE);
    return;
  }
  if (self->matches) {
    go_now (self, forward);
    return;
  }
  self->going = forward ? 1 : -1;
  find (self);
}

void
bulletin_find_bar_text_changed (BulletinFindBar *self)
{
  g_return_if_fail (BULLETIN_IS_FIND_BAR (self));

  if (!self->search)
    return;
  forget (self);
  if (gtk_search_bar_get_search_mode (self->search_bar))
    self->timeout = g_timeout_add (PAUSE_MS, timeout_cb, self);
}

void
bulletin_find_bar_caret_moved (BulletinFindBar *self)
{
  g_return_if_fail (BULLETIN_IS_FIND_BAR (self));

  if (self->matches && gtk_search_bar_get_search_mode (self->search_bar))
    update_count (self);
}
