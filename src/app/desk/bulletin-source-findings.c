/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-findings.h"

#include <adwaita.h>

#include "bulletin-source-look.h"

struct _BulletinSourceFindings
{
  GObject parent_instance;

  GtkTextView *view; /* which owns us, by way of the editor */
  GtkTextBuffer *buffer;
  BulletinTextMirror *mirror;
  GtkTextTag *tags[BULLETIN_SEVERITY_ERROR + 1];
  GPtrArray *findings;
};

G_DEFINE_FINAL_TYPE (BulletinSourceFindings, bulletin_source_findings, G_TYPE_OBJECT)

static void
update_style (BulletinSourceFindings *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->tags); i++)
    bulletin_source_look_paint_finding_tag (self->tags[i], i);
}

/* --- What the pointer shows ------------------------------------------------ */

static gboolean
query_tooltip_cb (BulletinSourceFindings *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip)
{
  GtkTextIter iter;
  gsize offset;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!self->findings || self->findings->len == 0)
    return FALSE;
  if (keyboard) {
    gtk_text_buffer_get_iter_at_mark (self->buffer, &iter,
                                      gtk_text_buffer_get_insert (self->buffer));
  } else {
    int buffer_x, buffer_y;

    gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
    if (!gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
      return FALSE;
  }
  offset = bulletin_text_mirror_to_offset (self->mirror, gtk_text_iter_get_offset (&iter));
  for (guint i = 0; i < self->findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->offset == BULLETIN_FINDING_NOWHERE || offset < finding->offset ||
        offset > finding->offset + finding->length)
      continue;
    if (text->len > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, finding->message);
  }
  if (text->len == 0)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

/* --- Underlining ----------------------------------------------------------- */

/* From where up to where a tag is, in characters. */
typedef struct
{
  int start, end;
} Stretch;

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  return ((const Stretch *) a)->start - ((const Stretch *) b)->start;
}

/* Where a tag is now. */
static GArray *
get_stretches (GtkTextBuffer *buffer,
               GtkTextTag *tag)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  while (gtk_text_iter_starts_tag (&iter, tag) || gtk_text_iter_forward_to_tag_toggle (&iter, tag)) {
    Stretch stretch = { gtk_text_iter_get_offset (&iter), 0 };

    if (!gtk_text_iter_forward_to_tag_toggle (&iter, tag))
      gtk_text_buffer_get_end_iter (buffer, &iter);
    stretch.end = gtk_text_iter_get_offset (&iter);
    if (stretch.end <= stretch.start)
      break;
    g_array_append_val (stretches, stretch);
  }
  return stretches;
}

/* Where the findings of a severity want it: in order, what touches joined. */
static GArray *
get_wanted_stretches (BulletinSourceFindings *self,
                      const GPtrArray *findings,
                      BulletinSeverity severity,
                      gsize length)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  guint n = 0;

  for (guint i = 0; findings && i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);
    Stretch stretch;

    if (finding->severity != severity || finding->offset >= length || finding->length == 0)
      continue;
    stretch.start = bulletin_text_mirror_to_position (self->mirror, finding->offset);
    stretch.end = bulletin_text_mirror_to_position (self->mirror, finding->offset + MIN (finding->length, length - finding->offset));
    g_array_append_val (stretches, stretch);
  }
  g_array_sort (stretches, compare_stretches);
  for (guint i = 0; i < stretches->len; i++) {
    Stretch stretch = g_array_index (stretches, Stretch, i);
    Stretch *last = n > 0 ? &g_array_index (stretches, Stretch, n - 1) : NULL;

    if (last && stretch.start <= last->end)
      last->end = MAX (last->end, stretch.end);
    else
      g_array_index (stretches, Stretch, n++) = stretch;
  }
  g_array_set_size (stretches, n);
  return stretches;
}

/* Puts a tag on, or takes it off, the stretches that @others does not hold. */
static void
change_tag (BulletinSourceFindings *self,
            GtkTextTag *tag,
            const GArray *stretches,
            const GArray *others,
            gboolean is_put_on)
{
  GtkTextBuffer *buffer = self->buffer;
  guint other = 0;

  for (guint i = 0; i < stretches->len; i++) {
    const Stretch *stretch = &g_array_index (stretches, Stretch, i);
    GtkTextIter start, end;

    while (other < others->len && g_array_index (others, Stretch, other).start < stretch->start)
      other++;
    if (other < others->len && g_array_index (others, Stretch, other).start == stretch->start &&
        g_array_index (others, Stretch, other).end == stretch->end)
      continue;
    gtk_text_buffer_get_iter_at_offset (buffer, &start, stretch->start);
    gtk_text_buffer_get_iter_at_offset (buffer, &end, stretch->end);
    if (is_put_on)
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    else
      gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  }
}

static void
bulletin_source_findings_dispose (GObject *object)
{
  BulletinSourceFindings *self = BULLETIN_SOURCE_FINDINGS (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (bulletin_source_findings_parent_class)->dispose (object);
}

static void
bulletin_source_findings_class_init (BulletinSourceFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bulletin_source_findings_dispose;
}

static void
bulletin_source_findings_init (BulletinSourceFindings *self)
{
}

/**
 * bulletin_source_findings_new:
 * @view: the text view, which lives longer
 * @mirror: its text, counted in bytes, which lives longer
 *
 * Returns: (transfer full): the findings, none yet
 */
BulletinSourceFindings *
bulletin_source_findings_new (GtkTextView *view,
                              BulletinTextMirror *mirror)
{
  BulletinSourceFindings *self = g_object_new (BULLETIN_TYPE_SOURCE_FINDINGS, NULL);
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->view = view;
  self->buffer = gtk_text_view_get_buffer (view);
  self->mirror = mirror;
  for (guint i = 0; i < G_N_ELEMENTS (self->tags); i++)
    self->tags[i] = bulletin_source_look_create_finding_tag (self->buffer, i);
  update_style (self);
  g_signal_connect_object (view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * bulletin_source_findings_show:
 * @self: the findings
 * @findings: (element-type BulletinFinding) (nullable): places of the text; kept
 *
 * Underlines what was found in place of what was found before. Only what changed is
 * tagged anew: a line whose tags change is set once more, which takes longer than
 * all the rest of a key.
 */
void
bulletin_source_findings_show (BulletinSourceFindings *self,
                               GPtrArray *findings)
{
  gsize length;

  g_return_if_fail (BULLETIN_IS_SOURCE_FINDINGS (self));

  bulletin_text_mirror_get_text (self->mirror, &length);
  if (findings)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;

  for (guint i = 0; i < G_N_ELEMENTS (self->tags); i++) {
    g_autoptr (GArray) now = get_stretches (self->buffer, self->tags[i]);
    g_autoptr (GArray) wanted = get_wanted_stretches (self, findings, i, length);

    change_tag (self, self->tags[i], now, wanted, FALSE);
    change_tag (self, self->tags[i], wanted, now, TRUE);
  }
}
