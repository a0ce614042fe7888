/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-finding-popover.h"
#include "bulletin-proofreading.h"
#include "bulletin-window.h"

/* Going from finding to finding, mending and ignoring them from the keyboard. */

/* --- Where ----------------------------------------------------------------- */

/* The finding next to the caret, on either side, going round at the end. */
static void
go_to_finding (BulletinDeskPage *self,
               gboolean forward)
{
  GPtrArray *findings = bulletin_findings_pane_get_open (bulletin_desk_page_get_findings (self));
  gsize caret = bulletin_source_editor_get_caret (bulletin_desk_page_get_editor (self));
  const BulletinFinding *next = NULL;
  const BulletinFinding *first = NULL;
  const BulletinFinding *last = NULL;

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (finding->offset == BULLETIN_FINDING_NOWHERE)
      continue;
    if (!first)
      first = finding;
    last = finding;
    if (forward && !next && finding->offset + finding->length > caret && finding->offset != caret)
      next = finding;
    else if (!forward && finding->offset + finding->length < caret)
      next = finding;
  }
  if (!next)
    next = forward ? first : last;
  if (next) {
    bulletin_desk_page_show_source (self);
    bulletin_source_editor_select (bulletin_desk_page_get_editor (self), next->offset, next->length);
  } else {
    bulletin_desk_page_show_inspector (self, "check");
  }
}

/* Whether the caret is in a finding, or touches it. */
static gboolean
is_at (const BulletinFinding *finding,
       gsize caret)
{
  return finding->offset != BULLETIN_FINDING_NOWHERE && caret >= finding->offset && caret <= finding->offset + finding->length;
}

static const BulletinFinding *
find_at_caret (BulletinDeskPage *self,
               gboolean with_fix)
{
  GPtrArray *findings = bulletin_findings_pane_get_open (bulletin_desk_page_get_findings (self));
  gsize caret = bulletin_source_editor_get_caret (bulletin_desk_page_get_editor (self));

  if (!bulletin_desk_page_has_current_findings (self))
    return NULL;
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if ((finding->replacement || !with_fix) && is_at (finding, caret))
      return finding;
  }
  return NULL;
}

static void
say (BulletinDeskPage *self,
     const char *words)
{
  bulletin_window_add_toast (bulletin_window_of (GTK_WIDGET (self)), adw_toast_new (words));
}

/* --- What is done ---------------------------------------------------------- */

static void
popover_mend_cb (BulletinDeskPage *self,
                 const BulletinFinding *finding)
{
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (self);

  bulletin_source_editor_focus (editor);
  if (bulletin_desk_page_has_current_findings (self) && finding->replacement)
    bulletin_source_editor_replace (editor, finding->offset, finding->length, finding->replacement);
}

static void
popover_ignore_cb (BulletinDeskPage *self,
                   const BulletinFinding *finding)
{
  bulletin_source_editor_focus (bulletin_desk_page_get_editor (self));
  bulletin_findings_pane_ignore (bulletin_desk_page_get_findings (self), finding);
}

/* All findings at the caret, in a popover beside it. */
static void
show_finding_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  BulletinDeskPage *self = user_data;
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (self);
  GPtrArray *findings = bulletin_findings_pane_get_open (bulletin_desk_page_get_findings (self));
  gboolean is_current = bulletin_desk_page_has_current_findings (self);
  gsize caret = bulletin_source_editor_get_caret (editor);
  BulletinFindingPopover *popover = NULL;
  GdkRectangle place;

  for (guint i = 0; is_current && i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (!is_at (finding, caret))
      continue;
    if (!popover)
      popover = bulletin_finding_popover_new ();
    bulletin_finding_popover_add (popover, finding);
  }
  if (!popover) {
    say (self, _ ("There is no finding here"));
    return;
  }
  g_signal_connect_object (popover, "mend", G_CALLBACK (popover_mend_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "ignore", G_CALLBACK (popover_ignore_cb), self, G_CONNECT_SWAPPED);
  bulletin_desk_page_show_source (self);
  bulletin_source_editor_get_caret_place (editor, &place);
  bulletin_finding_popover_popup (popover, GTK_WIDGET (bulletin_source_editor_get_view (editor)), &place);
}

static void
next_finding_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  go_to_finding (user_data, TRUE);
}

static void
previous_finding_action (GSimpleAction *action,
                         GVariant *parameter,
                         gpointer user_data)
{
  go_to_finding (user_data, FALSE);
}

/* Mends every finding of the rule of the one at the caret, in one step. */
static void
mend_rule_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  BulletinDeskPage *self = user_data;
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (self);
  const BulletinFinding *finding = find_at_caret (self, TRUE);
  g_autofree char *text = NULL;
  g_autofree char *mended = NULL;

  if (!finding) {
    say (self, _ ("There is nothing here that can be fixed by itself"));
    return;
  }
  text = bulletin_source_editor_get_text (editor);
  mended = bulletin_apply_findings (text, bulletin_findings_pane_get_open (bulletin_desk_page_get_findings (self)), finding->rule);
  bulletin_source_editor_replace_all (editor, mended);
}

static void
ignore_finding_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  const BulletinFinding *finding = find_at_caret (user_data, FALSE);

  if (finding)
    bulletin_findings_pane_ignore (bulletin_desk_page_get_findings (user_data), finding);
  else
    say (user_data, _ ("There is no finding here"));
}

static const GActionEntry entries[] = {
  { "next-finding", next_finding_action },
  { "previous-finding", previous_finding_action },
  { "show-finding", show_finding_action },
  { "mend-rule", mend_rule_action },
  { "ignore-finding", ignore_finding_action },
};

void
bulletin_desk_add_finding_actions (GActionMap *map,
                                   BulletinDeskPage *self)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
}
