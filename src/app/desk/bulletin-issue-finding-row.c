/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issue-finding-row.h"

#include <string.h>

struct _BulletinIssueFindingRow
{
  AdwPreferencesRow parent_instance;

  GtkImage *image;
  GtkLabel *message_label;
  GtkWidget *reason_box;
  GtkEditable *reason_entry;
  GtkWidget *same_button;

  char *rule;
  char *excerpt;
};

G_DEFINE_FINAL_TYPE (BulletinIssueFindingRow, bulletin_issue_finding_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
get_reason (BulletinIssueFindingRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->reason_entry)));
}

static void
changed_cb (BulletinIssueFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The reason of the nearest row above that has one. */
static void
same_cb (BulletinIssueFindingRow *self)
{
  for (GtkWidget *row = gtk_widget_get_prev_sibling (GTK_WIDGET (self)); row; row = gtk_widget_get_prev_sibling (row)) {
    g_autofree char *reason = BULLETIN_IS_ISSUE_FINDING_ROW (row) ? get_reason (BULLETIN_ISSUE_FINDING_ROW (row)) : NULL;

    if (reason && *reason) {
      gtk_editable_set_text (self->reason_entry, reason);
      return;
    }
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
bulletin_issue_finding_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_ISSUE_FINDING_ROW);

  G_OBJECT_CLASS (bulletin_issue_finding_row_parent_class)->dispose (object);
}

static void
bulletin_issue_finding_row_finalize (GObject *object)
{
  BulletinIssueFindingRow *self = BULLETIN_ISSUE_FINDING_ROW (object);

  g_free (self->rule);
  g_free (self->excerpt);

  G_OBJECT_CLASS (bulletin_issue_finding_row_parent_class)->finalize (object);
}

static void
bulletin_issue_finding_row_class_init (BulletinIssueFindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_issue_finding_row_dispose;
  object_class->finalize = bulletin_issue_finding_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-issue-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueFindingRow, image);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueFindingRow, message_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueFindingRow, reason_box);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueFindingRow, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueFindingRow, same_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_cb);
}

static void
bulletin_issue_finding_row_init (BulletinIssueFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_severity_icon (BulletinSeverity severity)
{
  switch (severity) {
  case BULLETIN_SEVERITY_ERROR:
    return "dialog-error-symbolic";
  case BULLETIN_SEVERITY_WARNING:
    return "dialog-warning-symbolic";
  default:
    return "dialog-information-symbolic";
  }
}

GtkWidget *
bulletin_issue_finding_row_new (const BulletinFinding *finding,
                                const char *source,
                                gboolean is_first)
{
  BulletinIssueFindingRow *self = g_object_new (BULLETIN_TYPE_ISSUE_FINDING_ROW, NULL);
  g_autofree char *text = NULL;

  self->rule = g_strdup (finding->rule);
  self->excerpt = bulletin_finding_get_excerpt (finding, source);
  text = finding->offset == BULLETIN_FINDING_NOWHERE ? g_strdup (finding->message)
                                                     : g_strdup_printf ("%s\n“%s”", finding->message, self->excerpt);
  gtk_image_set_from_icon_name (self->image, get_severity_icon (finding->severity));
  gtk_label_set_label (self->message_label, text);
  gtk_widget_set_visible (self->reason_box, bulletin_finding_needs_acceptance (finding));
  gtk_widget_set_visible (self->same_button, !is_first);
  return GTK_WIDGET (self);
}

gboolean
bulletin_issue_finding_row_needs_reason (BulletinIssueFindingRow *self)
{
  return gtk_widget_get_visible (self->reason_box);
}

BulletinAcceptance *
bulletin_issue_finding_row_create_acceptance (BulletinIssueFindingRow *self)
{
  g_autofree char *reason = get_reason (self);

  return bulletin_issue_finding_row_needs_reason (self) && *reason ? bulletin_acceptance_new (self->rule, self->excerpt, reason) : NULL;
}

void
bulletin_issue_finding_row_take_reason (BulletinIssueFindingRow *self,
                                        const GPtrArray *acceptances)
{
  for (guint i = 0; i < acceptances->len; i++) {
    const BulletinAcceptance *acceptance = acceptances->pdata[i];

    if (strcmp (acceptance->rule, self->rule) == 0 && g_strcmp0 (acceptance->excerpt, self->excerpt) == 0)
      gtk_editable_set_text (self->reason_entry, acceptance->reason);
  }
}
