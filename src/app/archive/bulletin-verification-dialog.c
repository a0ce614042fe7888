/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-verification-dialog.h"

#include "bulletin-window.h"

#include <glib/gi18n.h>

/* Whose library is damaged all over needs a backup and no longer list. */
#define MAX_ROWS 200

struct _BulletinVerificationDialog
{
  AdwDialog parent_instance;

  GtkImage *image;
  GtkLabel *heading;
  GtkLabel *summary;
  GtkListBox *list;
  GtkLabel *rest;

  GString *report;
};

G_DEFINE_FINAL_TYPE (BulletinVerificationDialog, bulletin_verification_dialog, ADW_TYPE_DIALOG)

static void
add_row (BulletinVerificationDialog *self,
         const BulletinDamage       *damage)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *damage->title != '\0' ? damage->title : _("The Library"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), damage->message);
  if (*damage->id != '\0') {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
    g_object_set_data_full (G_OBJECT (row), "bulletin", g_strdup (damage->id), g_free);
  }
  gtk_list_box_append (self->list, row);
}

/* The record that was changed first, in the order in which they were issued. */
static const BulletinDamage *
find_first (const BulletinVerification *verification)
{
  const BulletinDamage *first = NULL;

  for (guint i = 0; i < verification->damaged->len; i++) {
    const BulletinDamage *damage = verification->damaged->pdata[i];

    if (damage->link > 0 && (first == NULL || damage->link < first->link))
      first = damage;
  }

  return first;
}

static char *
summarize (const BulletinVerification *verification)
{
  const BulletinDamage *first = find_first (verification);

  if (verification->damaged->len == 0)
    return g_strdup_printf (ngettext ("%u issued bulletin is as it was when it was issued.",
                                      "All %u issued bulletins are as they were when they were issued.",
                                      verification->n_checked),
                            verification->n_checked);
  if (first == NULL)
    return g_strdup_printf (ngettext ("%u issued bulletin was checked. Restore a backup.",
                                      "%u issued bulletins were checked. Restore a backup.", verification->n_checked),
                            verification->n_checked);
  if (first->link == 1)
    return g_strdup_printf (_("%u issued bulletins were checked. The damage begins with the first, “%s”. Restore a backup."),
                            verification->n_checked, first->title);

  /* Translators: entries are issues and withdrawals in the order in which they were made. */
  return g_strdup_printf (_("%1$u issued bulletins were checked. The damage begins with entry %2$u of the chain, “%3$s”; "
                            "every entry before it is as it was. Restore a backup of a day before the change."),
                          verification->n_checked, first->link, first->title);
}

static void
fill (BulletinVerificationDialog *self,
      const BulletinVerification *verification)
{
  guint n = verification->damaged->len;
  g_autofree char *summary = summarize (verification);
  const char *css_class = n == 0 ? "success" : "error";

  gtk_image_set_from_icon_name (self->image, n == 0 ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_label_set_label (self->heading, n == 0 ? _("Everything Agrees") : _("Something Was Changed"));
  gtk_widget_add_css_class (GTK_WIDGET (self->image), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), css_class);
  gtk_label_set_label (self->summary, summary);
  g_string_append_printf (self->report, "%s\n%s\n", gtk_label_get_label (self->heading), summary);

  for (guint i = 0; i < n; i++) {
    const BulletinDamage *damage = verification->damaged->pdata[i];

    if (i < MAX_ROWS)
      add_row (self, damage);
    g_string_append_printf (self->report, "%s\t%s\n", damage->title, damage->message);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  if (n > MAX_ROWS) {
    g_autofree char *rest = g_strdup_printf (ngettext ("And %u more. Copy the report to see it all.",
                                                       "And %u more. Copy the report to see them all.", n - MAX_ROWS),
                                             n - MAX_ROWS);

    gtk_label_set_label (self->rest, rest);
    gtk_widget_set_visible (GTK_WIDGET (self->rest), TRUE);
  }
}

static void
row_activated_cb (BulletinVerificationDialog *self,
                  GtkListBoxRow              *row)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "bulletin"));

  if (window == NULL || id == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  bulletin_window_open_bulletin (window, id);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), BULLETIN_VERIFICATION_DIALOG (widget)->report->str);
}

static void
bulletin_verification_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_VERIFICATION_DIALOG);

  G_OBJECT_CLASS (bulletin_verification_dialog_parent_class)->dispose (object);
}

static void
bulletin_verification_dialog_finalize (GObject *object)
{
  g_string_free (BULLETIN_VERIFICATION_DIALOG (object)->report, TRUE);

  G_OBJECT_CLASS (bulletin_verification_dialog_parent_class)->finalize (object);
}

static void
bulletin_verification_dialog_class_init (BulletinVerificationDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_verification_dialog_dispose;
  object_class->finalize = bulletin_verification_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "report.copy", NULL, copy_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-verification-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinVerificationDialog, image);
  gtk_widget_class_bind_template_child (widget_class, BulletinVerificationDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BulletinVerificationDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, BulletinVerificationDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BulletinVerificationDialog, rest);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_verification_dialog_init (BulletinVerificationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->report = g_string_new (NULL);
}

/**
 * bulletin_verification_dialog_present:
 * @parent: the window
 * @verification: what was found
 *
 * Shows the report of a check.
 */
void
bulletin_verification_dialog_present (GtkWidget                  *parent,
                                      const BulletinVerification *verification)
{
  BulletinVerificationDialog *self = g_object_new (BULLETIN_TYPE_VERIFICATION_DIALOG, NULL);

  fill (self, verification);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
