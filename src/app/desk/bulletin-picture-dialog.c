/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-picture-dialog.h"

#include <glib/gi18n.h>

#include "bulletin-thumbnail.h"

#define THUMBNAIL_SIZE 480

/* In the order of the dialog's list. */
static const guint widths[] = { 0, 100, 75, 50, 33 };

struct _BulletinPictureDialog
{
  AdwAlertDialog parent_instance;

  GtkPicture *picture;
  GtkLabel *size_label;
  AdwEntryRow *caption_row;
  AdwComboRow *width_row;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinPictureDialog, bulletin_picture_dialog, ADW_TYPE_ALERT_DIALOG)

static void
thumbnail_made_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = bulletin_thumbnail_finish (result, &error);
  BulletinPictureDialog *self = user_data;

  /* Cancelled when the dialog goes. */
  if (texture)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
bulletin_picture_dialog_dispose (GObject *object)
{
  BulletinPictureDialog *self = BULLETIN_PICTURE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PICTURE_DIALOG);

  G_OBJECT_CLASS (bulletin_picture_dialog_parent_class)->dispose (object);
}

static void
bulletin_picture_dialog_class_init (BulletinPictureDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_picture_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-picture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPictureDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, BulletinPictureDialog, size_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPictureDialog, caption_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPictureDialog, width_row);
}

static void
bulletin_picture_dialog_init (BulletinPictureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * bulletin_picture_dialog_new:
 * @picture: a picture that was taken in
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_picture_dialog_new (const BulletinPicture *picture)
{
  BulletinPictureDialog *self = g_object_new (BULLETIN_TYPE_PICTURE_DIALOG, NULL);
  g_autofree char *size = g_format_size (g_bytes_get_size (picture->content));
  g_autofree char *text = NULL;

  /* Translators: width and height in pixels, and the size of the file. */
  text = g_strdup_printf (_ ("%u × %u pixels, %s"), picture->width, picture->height, size);
  gtk_label_set_label (self->size_label, text);
  bulletin_thumbnail_async (picture->content, THUMBNAIL_SIZE, self->cancellable, thumbnail_made_cb, self);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->caption_row));
  return ADW_DIALOG (self);
}

char *
bulletin_picture_dialog_get_caption (BulletinPictureDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->caption_row))));
}

guint
bulletin_picture_dialog_get_width (BulletinPictureDialog *self)
{
  return widths[MIN (adw_combo_row_get_selected (self->width_row), G_N_ELEMENTS (widths) - 1)];
}
