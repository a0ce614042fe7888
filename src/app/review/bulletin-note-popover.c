/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-note-popover.h"

#include "bulletin-passage.h"

#include <glib/gi18n.h>

/* Characters in the heading: two lines. */
#define QUOTE_LENGTH 36
/* The arrow, the frame and a second line of the heading, in pixels. */
#define FRAME 64

struct _BulletinNotePopover
{
  GtkPopover parent_instance;

  GtkLabel *place_label;
  GtkTextView *view;
  GtkCheckButton *instruction_button;
  GtkWidget *add_button;
};

enum
{
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinNotePopover, bulletin_note_popover, GTK_TYPE_POPOVER)

static void
cancel_cb (BulletinNotePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
add_cb (BulletinNotePopover *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD], 0);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  BulletinNotePopover *self = BULLETIN_NOTE_POPOVER (widget);

  if (gtk_widget_get_sensitive (self->add_button))
    add_cb (self);
}

static void
changed_cb (BulletinNotePopover *self)
{
  g_autofree char *words = bulletin_note_popover_get_words (self);

  gtk_widget_set_sensitive (self->add_button, *words != '\0');
}

static void
bulletin_note_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_NOTE_POPOVER);

  G_OBJECT_CLASS (bulletin_note_popover_parent_class)->dispose (object);
}

static void
bulletin_note_popover_class_init (BulletinNotePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_note_popover_dispose;

  signals[SIGNAL_ADD] = g_signal_new ("add", BULLETIN_TYPE_NOTE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "note.add", NULL, add_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-note-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinNotePopover, place_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinNotePopover, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinNotePopover, instruction_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinNotePopover, add_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
bulletin_note_popover_init (BulletinNotePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

BulletinNotePopover *
bulletin_note_popover_new (void)
{
  return g_object_new (BULLETIN_TYPE_NOTE_POPOVER, NULL);
}

void
bulletin_note_popover_open (BulletinNotePopover *self,
                            const char          *quote,
                            const GdkRectangle  *area)
{
  g_autofree char *words = quote != NULL ? bulletin_passage_abridge (quote, QUOTE_LENGTH) : NULL;
  g_autofree char *heading = NULL;

  g_return_if_fail (BULLETIN_IS_NOTE_POPOVER (self));

  /* Translators: the words that a remark is about */
  heading = words != NULL ? g_strdup_printf (_("On “%s”"), words) : g_strdup (_("On This Spot"));
  gtk_label_set_label (self->place_label, heading);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", -1);
  gtk_check_button_set_active (self->instruction_button, FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), area);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

char *
bulletin_note_popover_get_words (BulletinNotePopover *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (BULLETIN_IS_NOTE_POPOVER (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, FALSE));
}

gboolean
bulletin_note_popover_is_instruction (BulletinNotePopover *self)
{
  g_return_val_if_fail (BULLETIN_IS_NOTE_POPOVER (self), FALSE);

  return gtk_check_button_get_active (self->instruction_button);
}

int
bulletin_note_popover_get_height (BulletinNotePopover *self)
{
  int height;

  g_return_val_if_fail (BULLETIN_IS_NOTE_POPOVER (self), 0);

  /* Before it is shown it has no size itself. */
  gtk_widget_measure (gtk_popover_get_child (GTK_POPOVER (self)), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);

  return height + FRAME;
}
