/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-findings-pane.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-dismissals.h"
#include "bulletin-finding-row.h"
#include "bulletin-window.h"

struct _BulletinFindingsPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *groups[BULLETIN_SEVERITY_ERROR + 1];
  GtkListBox *lists[BULLETIN_SEVERITY_ERROR + 1];
  GtkLabel *more_labels[BULLETIN_SEVERITY_ERROR + 1];
  GtkButton *unignore_button;

  GPtrArray *all;
  GPtrArray *open;
  char *source;
  BulletinLibraryService *service;
  GCancellable *cancellable;
  char *bulletin;
  /* NULL until it is read. */
  BulletinDismissals *dismissals;
};

G_DEFINE_FINAL_TYPE (BulletinFindingsPane, bulletin_findings_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_GO,
  SIGNAL_MEND,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
go_cb (BulletinFindingsPane *self,
       BulletinFindingRow *row)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, bulletin_finding_row_get_finding (row));
}

static void
mend_cb (BulletinFindingsPane *self,
         BulletinFindingRow *row)
{
  g_autoptr (BulletinFinding) finding = bulletin_finding_copy (bulletin_finding_row_get_finding (row));

  g_signal_emit (self, signals[SIGNAL_MEND], 0, finding);
}

static void update (BulletinFindingsPane *self);

/* --- What is not to be said ------------------------------------------------ */

static gpointer
read_dismissals (BulletinLibrary *library,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  return bulletin_library_get_dismissals (library, data, error);
}

static void
dismissals_read_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  g_autoptr (BulletinFindingsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinDismissals) dismissals = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: another bulletin. Otherwise what was known stays. Every save of what
   * is typed says that something changed: mostly it was not this. */
  if (!dismissals || (self->dismissals && bulletin_dismissals_equal (self->dismissals, dismissals)))
    return;
  g_clear_pointer (&self->dismissals, bulletin_dismissals_free);
  self->dismissals = g_steal_pointer (&dismissals);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
load_dismissals (BulletinFindingsPane *self)
{
  bulletin_library_service_call_async (self->service, read_dismissals, FALSE, g_strdup (self->bulletin), g_free,
                                       (GDestroyNotify) bulletin_dismissals_free, self->cancellable,
                                       dismissals_read_cb, g_object_ref (self));
}

/* A finding that is dismissed, or with no rule all that come back. */
typedef struct
{
  char *bulletin;
  char *rule;
  char *excerpt;
  char *who;
} Dismissal;

static void
dismissal_free (Dismissal *self)
{
  g_free (self->bulletin);
  g_free (self->rule);
  g_free (self->excerpt);
  g_free (self->who);
  g_free (self);
}

static gpointer
write_dismissal (BulletinLibrary *library,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const Dismissal *dismissal = data;
  gboolean done = dismissal->rule ? bulletin_library_dismiss_finding (library, dismissal->bulletin, dismissal->rule,
                                                                      dismissal->excerpt, dismissal->who, error)
                                  : bulletin_library_restore_findings (library, dismissal->bulletin, NULL, NULL,
                                                                       dismissal->who, error);

  return GINT_TO_POINTER (done);
}

/* The signal "changed" of the service shows what came of it. */
static void
dismissal_written_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (BulletinFindingsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  if (error && window && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bulletin_window_show_error (window, error);
}

static void
change_dismissals (BulletinFindingsPane *self,
                   const BulletinFinding *finding)
{
  Dismissal *dismissal = g_new0 (Dismissal, 1);

  dismissal->bulletin = g_strdup (self->bulletin);
  dismissal->rule = finding ? g_strdup (finding->rule) : NULL;
  dismissal->excerpt = finding ? bulletin_finding_get_excerpt (finding, self->source) : NULL;
  dismissal->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, write_dismissal, TRUE, dismissal, (GDestroyNotify) dismissal_free,
                                       NULL, self->cancellable, dismissal_written_cb, g_object_ref (self));
}

static void
ignore_cb (BulletinFindingsPane *self,
           BulletinFindingRow *row)
{
  bulletin_findings_pane_ignore (self, bulletin_finding_row_get_finding (row));
}

static void
unignore_cb (BulletinFindingsPane *self)
{
  if (self->service)
    change_dismissals (self, NULL);
}

static void
row_activated_cb (BulletinFindingsPane *self,
                  GtkListBoxRow *row)
{
  go_cb (self, BULLETIN_FINDING_ROW (row));
}

/* --- The rows -------------------------------------------------------------- */

/* Who has more than this many of one severity mends some first: a list that long is
 * not read, and takes long to make. */
#define MAX_ROWS 100

/* A place in the text, in bytes and for people. */
typedef struct
{
  const char *source;
  gsize offset;
  guint line;
  guint column;
} Place;

/* Goes on to @offset, or starts anew for one that lies before; findings come by
 * their place, so that all of them take one walk through the text. */
static void
place_move (Place *place,
            gsize offset)
{
  if (offset < place->offset || place->line == 0)
    *place = (Place) { place->source, 0, 1, 1 };
  for (; place->offset < offset && place->source[place->offset]; place->offset++) {
    const char *p = place->source + place->offset;

    if (*p == '\n' || (*p == '\r' && p[1] != '\n')) {
      place->line++;
      place->column = 1;
    } else if ((*p & 0xc0) != 0x80) {
      place->column++;
    }
  }
}

static void
show_finding (BulletinFindingsPane *self,
              GtkListBox *list,
              int at,
              const BulletinFinding *finding,
              gboolean is_new,
              Place *place)
{
  gboolean is_somewhere = finding->offset != BULLETIN_FINDING_NOWHERE && place->source;
  GtkWidget *row;

  if (is_somewhere)
    place_move (place, finding->offset);
  if (!is_new) {
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, at));
    bulletin_finding_row_set_finding (BULLETIN_FINDING_ROW (row), finding, is_somewhere ? place->line : 0, is_somewhere ? place->column : 0);
    return;
  }
  row = bulletin_finding_row_new (finding, is_somewhere ? place->line : 0, is_somewhere ? place->column : 0);
  g_signal_connect_object (row, "mend", G_CALLBACK (mend_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "ignore", G_CALLBACK (ignore_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_insert (list, row, at);
}

static gboolean
is_alike (const GPtrArray *rows,
          guint row,
          const GPtrArray *findings,
          guint finding)
{
  return bulletin_finding_row_is_alike (g_ptr_array_index (rows, row), g_ptr_array_index (findings, finding));
}

/* Shows findings in a list whose rows stay as they are but for those in the midst
 * that are others: a key changes a few findings and moves the rest. */
static void
splice (BulletinFindingsPane *self,
        GtkListBox *list,
        const GPtrArray *findings)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Place place = { self->source, 0, 0, 0 };
  GtkListBoxRow *row;
  guint n_first = 0, n_last = 0, n_old;

  while ((row = gtk_list_box_get_row_at_index (list, (int) rows->len)))
    g_ptr_array_add (rows, row);
  n_old = rows->len;
  while (n_first < MIN (n_old, findings->len) && is_alike (rows, n_first, findings, n_first))
    n_first++;
  while (n_last < MIN (n_old, findings->len) - n_first && is_alike (rows, n_old - 1 - n_last, findings, findings->len - 1 - n_last))
    n_last++;

  for (guint i = n_first; i < n_old - n_last; i++)
    gtk_list_box_remove (list, g_ptr_array_index (rows, i));
  for (guint i = 0; i < findings->len; i++)
    show_finding (self, list, (int) i, g_ptr_array_index (findings, i), i >= n_first && i < findings->len - n_last, &place);
}

/* Nobody sees the rows while another tab is shown, or none. */
static void
update_rows (BulletinFindingsPane *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  for (guint severity = 0; severity < G_N_ELEMENTS (self->lists); severity++) {
    g_autoptr (GPtrArray) findings = g_ptr_array_new ();
    guint n_more = 0;

    for (guint i = 0; i < self->open->len; i++) {
      BulletinFinding *finding = g_ptr_array_index (self->open, i);

      if (finding->severity != severity)
        continue;
      if (findings->len < MAX_ROWS)
        g_ptr_array_add (findings, finding);
      else
        n_more++;
    }
    splice (self, self->lists[severity], findings);
    gtk_widget_set_visible (self->groups[severity], findings->len > 0);
    gtk_widget_set_visible (GTK_WIDGET (self->more_labels[severity]), n_more > 0);
    if (n_more > 0) {
      g_autofree char *label = g_strdup_printf (ngettext ("%u more follows once these are settled", "%u more follow once these are settled", n_more), n_more);

      gtk_label_set_label (self->more_labels[severity], label);
    }
  }
}

static void
update (BulletinFindingsPane *self)
{
  g_autofree char *label = NULL;
  guint n_ignored = 0;

  g_ptr_array_unref (self->open);
  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  for (guint i = 0; self->all && i < self->all->len; i++) {
    BulletinFinding *finding = g_ptr_array_index (self->all, i);

    if (self->dismissals && bulletin_dismissals_is_off (self->dismissals, finding->rule))
      continue;
    if (self->dismissals && bulletin_dismissals_hold (self->dismissals, finding, self->source))
      n_ignored++;
    else
      g_ptr_array_add (self->open, bulletin_finding_copy (finding));
  }
  update_rows (self);
  label = g_strdup_printf (ngettext ("Show %u Ignored Finding", "Show %u Ignored Findings", n_ignored), n_ignored);
  gtk_button_set_label (self->unignore_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->unignore_button), n_ignored > 0);
  gtk_stack_set_visible_child_name (self->stack, self->open->len > 0 || n_ignored > 0 ? "findings" : "none");
}

static void
bulletin_findings_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bulletin_findings_pane_parent_class)->map (widget);

  update_rows (BULLETIN_FINDINGS_PANE (widget));
}

static void
drop_bulletin (BulletinFindingsPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  g_clear_pointer (&self->bulletin, g_free);
  g_clear_pointer (&self->dismissals, bulletin_dismissals_free);
}

static void
bulletin_findings_pane_dispose (GObject *object)
{
  drop_bulletin (BULLETIN_FINDINGS_PANE (object));
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_FINDINGS_PANE);

  G_OBJECT_CLASS (bulletin_findings_pane_parent_class)->dispose (object);
}

static void
bulletin_findings_pane_finalize (GObject *object)
{
  BulletinFindingsPane *self = BULLETIN_FINDINGS_PANE (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_ptr_array_unref (self->open);
  g_clear_pointer (&self->dismissals, bulletin_dismissals_free);
  g_free (self->bulletin);
  g_free (self->source);

  G_OBJECT_CLASS (bulletin_findings_pane_parent_class)->finalize (object);
}

static void
bulletin_findings_pane_class_init (BulletinFindingsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const groups[] = { "hint_group", "warning_group", "error_group" };
  static const char *const lists[] = { "hint_list", "warning_list", "error_list" };
  static const char *const more_labels[] = { "hint_more_label", "warning_more_label", "error_more_label" };

  object_class->dispose = bulletin_findings_pane_dispose;
  object_class->finalize = bulletin_findings_pane_finalize;
  widget_class->map = bulletin_findings_pane_map;

  signals[SIGNAL_GO] = g_signal_new ("go", BULLETIN_TYPE_FINDINGS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, BULLETIN_TYPE_FINDING);
  signals[SIGNAL_MEND] = g_signal_new ("mend", BULLETIN_TYPE_FINDINGS_PANE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, BULLETIN_TYPE_FINDING);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_FINDINGS_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-findings-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingsPane, unignore_button);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    gtk_widget_class_bind_template_child_full (widget_class, groups[i], FALSE,
                                               G_STRUCT_OFFSET (BulletinFindingsPane, groups) + i * sizeof (GtkWidget *));
    gtk_widget_class_bind_template_child_full (widget_class, lists[i], FALSE,
                                               G_STRUCT_OFFSET (BulletinFindingsPane, lists) + i * sizeof (GtkListBox *));
    gtk_widget_class_bind_template_child_full (widget_class, more_labels[i], FALSE,
                                               G_STRUCT_OFFSET (BulletinFindingsPane, more_labels) + i * sizeof (GtkLabel *));
  }
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, unignore_cb);
}

static void
bulletin_findings_pane_init (BulletinFindingsPane *self)
{
  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
bulletin_findings_pane_set_findings (BulletinFindingsPane *self,
                                     GPtrArray *findings,
                                     const char *source)
{
  g_return_if_fail (BULLETIN_IS_FINDINGS_PANE (self));

  if (findings)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = findings;
  g_set_str (&self->source, source);
  update (self);
}

/**
 * bulletin_findings_pane_set_bulletin:
 * @self: the pane
 * @service: (nullable): the open library, %NULL for no bulletin
 * @id: (nullable): the UUID of the bulletin whose findings are shown
 *
 * Shows another bulletin's findings, without those that were ignored in it.
 */
void
bulletin_findings_pane_set_bulletin (BulletinFindingsPane *self,
                                     BulletinLibraryService *service,
                                     const char *id)
{
  g_return_if_fail (BULLETIN_IS_FINDINGS_PANE (self));

  drop_bulletin (self);
  bulletin_findings_pane_set_findings (self, NULL, NULL);
  if (!service)
    return;
  self->service = g_object_ref (service);
  self->bulletin = g_strdup (id);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (service, "changed", G_CALLBACK (load_dismissals), self, G_CONNECT_SWAPPED);
  load_dismissals (self);
}

/**
 * bulletin_findings_pane_ignore:
 * @self: the pane
 * @finding: one of its findings
 *
 * Lets a finding stand, also when the bulletin is opened again.
 */
void
bulletin_findings_pane_ignore (BulletinFindingsPane *self,
                               const BulletinFinding *finding)
{
  g_return_if_fail (BULLETIN_IS_FINDINGS_PANE (self));

  if (self->service && self->source)
    change_dismissals (self, finding);
}

GPtrArray *
bulletin_findings_pane_get_open (BulletinFindingsPane *self)
{
  g_return_val_if_fail (BULLETIN_IS_FINDINGS_PANE (self), NULL);

  return self->open;
}
