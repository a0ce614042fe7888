/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-remark-sheet.h"

#include "bulletin-annotations.h"
#include "bulletin-escape.h"
#include "bulletin-passage.h"

#include <glib/gi18n.h>

static char *
format_time (const char *timestamp)
{
  g_autoptr (GDateTime) utc = timestamp != NULL ? g_date_time_new_from_iso8601 (timestamp, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
append_cell (GString    *text,
             const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words != NULL ? words : ""), "\r\n", ' ');
  g_autofree char *cell = bulletin_escape_cell (line);

  g_string_append_printf (text, "| %s ", cell);
}

static void
append_row (GString           *text,
            const char *const *words,
            guint              n)
{
  for (guint i = 0; i < n; i++)
    append_cell (text, words[i]);
  g_string_append (text, "|\n");
}

static void
append_head (GString           *text,
             const char *const *words,
             guint              n)
{
  append_row (text, words, n);
  for (guint i = 0; i < n; i++)
    g_string_append (text, "|---");
  g_string_append (text, "|\n");
}

/* How a remark stands, and what was said to it. */
static char *
describe_standing (const BulletinAnnotation *remark)
{
  g_autoptr (GString) words = g_string_new (remark->is_resolved ? _("Resolved") : _("Open"));

  for (guint i = 0; i < remark->answers->len; i++) {
    const BulletinAnnotationAnswer *answer = remark->answers->pdata[i];

    if (answer->body != NULL)
      g_string_append_printf (words, "；%s：%s", answer->who, answer->body);
  }

  return g_strdup (words->str);
}

static void
append_remarks (GString         *text,
                const GPtrArray *remarks)
{
  const char *const head[] = { _("No."), C_("sheet of remarks", "Passage"), _("Remark"), _("By"), _("Standing") };

  append_head (text, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < remarks->len; i++) {
    const BulletinAnnotation *remark = remarks->pdata[i];
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    g_autofree char *place = remark->page > 0 ? g_strdup_printf (_("Page %d"), remark->page) : NULL;
    g_autofree char *time = format_time (remark->at);
    g_autofree char *by = g_strdup_printf ("%s %s", remark->who, time);
    g_autofree char *standing = describe_standing (remark);
    /* Enough to find it by: its column is narrow. */
    g_autofree char *quote = remark->quote != NULL ? bulletin_passage_abridge (remark->quote, 24) : NULL;
    const char *const row[] = { number, place != NULL ? place : quote, remark->body, by, standing };

    append_row (text, row, G_N_ELEMENTS (row));
  }
}

static const char *
get_state_label (BulletinRequestState state)
{
  switch (state) {
  case BULLETIN_REQUEST_APPROVED:
    return _("Approved");
  case BULLETIN_REQUEST_RETURNED:
    return C_("answer", "Sent back");
  case BULLETIN_REQUEST_DELEGATED:
    return _("Passed to another reviewer");
  case BULLETIN_REQUEST_ASKED:
  case BULLETIN_REQUEST_WAITING:
    return _("Not answered yet");
  case BULLETIN_REQUEST_CLOSED:
  default:
    return _("Not answered");
  }
}

static void
append_requests (GString              *text,
                 const BulletinReview *review)
{
  const char *const head[] = { _("Reviewer"), _("Answer"), _("Time"), _("Words with It") };

  append_head (text, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];
    g_autofree char *time = format_time (request->answered_at);
    const char *const row[] = { request->reviewer, get_state_label (request->state), time, request->answer };

    append_row (text, row, G_N_ELEMENTS (row));
  }
}

/**
 * bulletin_remark_sheet_new:
 * @metadata: the bulletin's
 * @ordinal: the number of the revision that it is about, from 1
 * @review: (nullable): the round of review
 * @remarks: (nullable) (element-type BulletinAnnotation): the remarks, in their order
 *
 * Returns: (transfer full): the sheet
 */
BulletinRemarkSheet *
bulletin_remark_sheet_new (const BulletinMetadata *metadata,
                           int                     ordinal,
                           const BulletinReview   *review,
                           const GPtrArray        *remarks)
{
  BulletinRemarkSheet *self = g_new0 (BulletinRemarkSheet, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf ("《%s》", metadata->title != NULL ? metadata->title : "");

  self->metadata = bulletin_metadata_new ();
  bulletin_metadata_set_string (&self->metadata->title, title);
  bulletin_metadata_set_string (&self->metadata->series, metadata->series);
  bulletin_metadata_set_string (&self->metadata->issuer, metadata->issuer);
  bulletin_metadata_set_string (&self->metadata->date, metadata->date);
  self->metadata->kind = metadata->kind;
  self->metadata->year = metadata->year;
  self->metadata->number = metadata->number;
  self->page_template = bulletin_page_template_new ();
  g_free (self->page_template->head.name);
  self->page_template->head.name = g_strdup (_("Remarks of Review"));
  self->page_template->head.colour = 0x000000;
  self->page_template->head.rows_below = 1;
  self->page_template->tail.is_shown = FALSE;

  g_string_append_printf (text, _("Revision %d."), ordinal);
  g_string_append_c (text, '\n');
  if (review != NULL && review->note != NULL) {
    g_autofree char *line = g_strdup_printf ("%s：%s", review->who, review->note);
    g_autofree char *escaped = bulletin_escape_line (line);

    g_string_append_printf (text, "%s\n", escaped);
  }
  if (review != NULL && review->requests->len > 0) {
    g_string_append_printf (text, "\n一、%s\n", _("Answers"));
    append_requests (text, review);
    g_string_append_printf (text, "\n二、%s\n", _("Remarks"));
  } else {
    g_string_append_printf (text, "\n一、%s\n", _("Remarks"));
  }
  if (remarks != NULL && remarks->len > 0)
    append_remarks (text, remarks);
  else
    g_string_append_printf (text, "%s\n", _("There are no remarks."));
  self->text = g_strdup (text->str);

  return self;
}

void
bulletin_remark_sheet_free (BulletinRemarkSheet *self)
{
  g_free (self->text);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_free (self);
}
