/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-frame-words.h"

#include "bulletin-page-words.h"

/* Head and tail in words, for the editions that are not pages: they say what the
 * paper says, in the order in which it is read there. */

static void
words_free (gpointer data)
{
  BulletinFrameWords *self = data;

  g_free (self->label);
  g_free (self->words);
  g_free (self);
}

static void
add_words (GPtrArray         *list,
           BulletinFrameKind  kind,
           const char        *label,
           const char        *words)
{
  if (!words || !*words)
    return;

  BulletinFrameWords *self = g_new0 (BulletinFrameWords, 1);

  self->kind = kind;
  self->label = g_strdup (label);
  self->words = g_strdup (words);
  g_ptr_array_add (list, self);
}

/* As on paper: from left to right, or if on the same side the number above. */
static void
add_marks (GPtrArray                  *list,
           const BulletinHeadTemplate *head,
           const BulletinMetadata     *metadata)
{
  const gboolean number_is_second = head->copy_number_side == BULLETIN_SIDE_RIGHT && head->secrecy_side == BULLETIN_SIDE_LEFT;

  add_words (list, BULLETIN_FRAME_MARK, NULL, number_is_second ? metadata->secrecy : metadata->copy_number);
  add_words (list, BULLETIN_FRAME_MARK, NULL, number_is_second ? metadata->copy_number : metadata->secrecy);
}

/**
 * bulletin_frame_list_head:
 * @page_template: (nullable): the template, or %NULL for the standard's
 * @metadata: what is known of the bulletin
 *
 * Returns: (transfer full) (element-type BulletinFrameWords): what stands above
 *   the title
 */
GPtrArray *
bulletin_frame_list_head (const BulletinPageTemplate *page_template,
                          const BulletinMetadata     *metadata)
{
  g_autoptr (BulletinPageTemplate) standard = page_template ? NULL : bulletin_page_template_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func (words_free);
  g_autofree char *date = bulletin_metadata_format_date (metadata);

  if (!page_template)
    page_template = standard;

  const BulletinHeadTemplate *head = &page_template->head;
  const char *name = bulletin_page_template_get_masthead (page_template, metadata);
  const gboolean is_numbered = metadata->series || metadata->number > 0;
  const gboolean is_one_row = head->order == BULLETIN_HEAD_ONE_ROW && (metadata->issuer || *date);
  const gboolean date_is_first = head->order == BULLETIN_HEAD_DATE_FIRST;
  g_autofree char *issue = is_numbered ? bulletin_page_template_format_issue (page_template, metadata) : NULL;

  add_marks (list, head, metadata);
  add_words (list, BULLETIN_FRAME_NAME, NULL, name);
  if (name)
    add_words (list, BULLETIN_FRAME_NAME, NULL, head->second_name);
  if (!is_one_row)
    add_words (list, BULLETIN_FRAME_ISSUE, NULL, issue);
  if (date_is_first)
    add_words (list, BULLETIN_FRAME_DATE, NULL, date);
  add_words (list, BULLETIN_FRAME_ISSUER, NULL, metadata->issuer);
  if (is_one_row)
    add_words (list, BULLETIN_FRAME_ISSUE, NULL, issue);
  if (!date_is_first)
    add_words (list, BULLETIN_FRAME_DATE, NULL, date);

  return list;
}

/**
 * bulletin_frame_list_tail:
 * @page_template: (nullable): the template, or %NULL for the standard's
 * @metadata: what is known of the bulletin
 *
 * Returns: (transfer full) (element-type BulletinFrameWords): what stands at the
 *   foot of the last page
 */
GPtrArray *
bulletin_frame_list_tail (const BulletinPageTemplate *page_template,
                          const BulletinMetadata     *metadata)
{
  g_autoptr (BulletinPageTemplate) standard = page_template ? NULL : bulletin_page_template_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func (words_free);

  if (!page_template)
    page_template = standard;

  g_autofree char *copies = bulletin_page_template_format_copies (page_template, metadata);
  for (guint i = 0; i < BULLETIN_N_RECIPIENTS; i++) {
    const char *label, *names;

    if (bulletin_page_template_get_recipients (page_template, metadata, i, &label, &names))
      add_words (list, BULLETIN_FRAME_RECIPIENTS, label, names);
  }
  add_words (list, BULLETIN_FRAME_COPIES, NULL, copies);

  return list;
}
