/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-foot.h"

#include <glib/gi18n.h>

#include "bulletin-document.h"
#include "bulletin-source-editor-caret.h"

/* A selection is counted when it has not changed for this long. */
#define PAUSE_MS 80

struct _BulletinDeskFoot
{
  AdwBin parent_instance;

  GtkLabel *words_label;
  GtkLevelBar *level_bar;
  GtkLabel *place_label;

  /* Which it stands under. */
  BulletinSourceEditor *editor;
  guint target;
  guint n_words;
  guint n_pages;
  /* 0 if nothing is selected. */
  guint n_selected;
  guint timeout;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinDeskFoot, bulletin_desk_foot, ADW_TYPE_BIN)

static void
update_words (BulletinDeskFoot *self)
{
  g_autofree char *text = NULL;

  if (self->n_selected > 0)
    /* Translators: the words that are selected, and those of the whole text. */
    text = g_strdup_printf (_ ("Words %'u selected of %'u"), self->n_selected, self->n_words);
  else if (self->target > 0)
    /* Translators: the words that were written, and how many there should be. */
    text = g_strdup_printf (_ ("Words %'u / %'u"), self->n_words, self->target);
  else
    text = g_strdup_printf (_ ("Words %'u"), self->n_words);
  gtk_label_set_label (self->words_label, text);

  gtk_widget_set_visible (GTK_WIDGET (self->level_bar), self->target > 0);
  if (self->target > 0) {
    gtk_level_bar_set_max_value (self->level_bar, self->target);
    gtk_level_bar_set_value (self->level_bar, MIN (self->n_words, self->target));
  }
  /* Too much is said in words and weight, not in colour alone. */
  if (self->target > 0 && self->n_words > self->target) {
    g_autofree char *tip = g_strdup_printf (ngettext ("%'u word more than wanted", "%'u words more than wanted",
                                                      self->n_words - self->target),
                                            self->n_words - self->target);

    gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
    gtk_widget_add_css_class (GTK_WIDGET (self->words_label), "heading");
  } else {
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
    gtk_widget_remove_css_class (GTK_WIDGET (self->words_label), "heading");
  }
}

static void
update_place (BulletinDeskFoot *self)
{
  g_autofree char *text = g_strdup_printf (_ ("Pages %u · Line %u"), self->n_pages,
                                           self->editor ? bulletin_source_editor_get_line (self->editor) : 1);

  gtk_label_set_label (self->place_label, text);
}

/* --- The selection --------------------------------------------------------- */

static void
count_thread (GTask *task,
              gpointer source,
              gpointer data,
              GCancellable *cancellable)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (data, -1);

  g_task_return_int (task, bulletin_document_count_words (document));
}

static void
counted_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  BulletinDeskFoot *self = BULLETIN_DESK_FOOT (source);
  gssize n_words = g_task_propagate_int (G_TASK (result), NULL);

  if (n_words < 0)
    return;
  self->n_selected = (guint) n_words;
  update_words (self);
}

static void
forget_selection (BulletinDeskFoot *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
timeout_cb (gpointer user_data)
{
  BulletinDeskFoot *self = user_data;
  g_autoptr (GTask) task = NULL;
  g_autofree char *text = NULL;
  gsize start, end;

  self->timeout = 0;
  if (!bulletin_source_editor_get_selection (self->editor, &start, &end))
    return G_SOURCE_REMOVE;
  text = bulletin_source_editor_get_text (self->editor);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, counted_cb, NULL);
  g_task_set_source_tag (task, timeout_cb);
  g_task_set_task_data (task, g_strndup (text + start, end - start), g_free);
  g_task_run_in_thread (task, count_thread);
  return G_SOURCE_REMOVE;
}

/* --- Widget ---------------------------------------------------------------- */

static void
bulletin_desk_foot_dispose (GObject *object)
{
  BulletinDeskFoot *self = BULLETIN_DESK_FOOT (object);

  forget_selection (self);
  self->editor = NULL;
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_DESK_FOOT);

  G_OBJECT_CLASS (bulletin_desk_foot_parent_class)->dispose (object);
}

static void
bulletin_desk_foot_class_init (BulletinDeskFootClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_desk_foot_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-desk-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskFoot, words_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskFoot, level_bar);
  gtk_widget_class_bind_template_child (widget_class, BulletinDeskFoot, place_label);
}

static void
bulletin_desk_foot_init (BulletinDeskFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The editor outlives the foot. */
void
bulletin_desk_foot_set_editor (BulletinDeskFoot *self,
                               BulletinSourceEditor *editor)
{
  g_return_if_fail (BULLETIN_IS_DESK_FOOT (self));

  self->editor = editor;
  update_words (self);
  update_place (self);
}

void
bulletin_desk_foot_set_target (BulletinDeskFoot *self,
                               guint target)
{
  g_return_if_fail (BULLETIN_IS_DESK_FOOT (self));

  if (target == self->target)
    return;
  self->target = target;
  update_words (self);
}

void
bulletin_desk_foot_set_counts (BulletinDeskFoot *self,
                               guint n_words,
                               guint n_pages)
{
  g_return_if_fail (BULLETIN_IS_DESK_FOOT (self));

  if (n_words != self->n_words) {
    self->n_words = n_words;
    update_words (self);
  }
  if (n_pages != self->n_pages) {
    self->n_pages = n_pages;
    update_place (self);
  }
}

void
bulletin_desk_foot_caret_moved (BulletinDeskFoot *self)
{
  gsize start, end;

  g_return_if_fail (BULLETIN_IS_DESK_FOOT (self));

  update_place (self);
  forget_selection (self);
  if (bulletin_source_editor_get_selection (self->editor, &start, &end)) {
    self->timeout = g_timeout_add (PAUSE_MS, timeout_cb, self);
  } else if (self->n_selected > 0) {
    self->n_selected = 0;
    update_words (self);
  }
}
