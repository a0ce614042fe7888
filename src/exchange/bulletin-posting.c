/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-posting.h"

#include <glib/gi18n.h>

#include "bulletin-covering-list.h"
#include "bulletin-store.h"
#include "bulletin-text-import.h"

/**
 * bulletin_posting_get_group:
 *
 * Returns: (transfer none): the group in one character, as the tail has it
 */
const char *
bulletin_posting_get_group (BulletinRecipientKind kind)
{
  static const char *const groups[BULLETIN_N_RECIPIENT_KINDS] = { "报", "送", "发" };

  return groups[kind];
}

static GPtrArray *
list_deliveries (BulletinLibrary *library,
                 const char *id,
                 GError **error)
{
  g_autoptr (GPtrArray) deliveries = bulletin_library_list_deliveries (library, id, error);

  if (deliveries && deliveries->len == 0) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("Nobody is on this bulletin’s distribution list. Add recipients first."));
    return NULL;
  }
  return g_steal_pointer (&deliveries);
}

/**
 * bulletin_posting_write_labels:
 * @library: a library
 * @id: an issued bulletin
 * @sheet: the sheet to print on
 * @skip: how many labels of the first sheet are used up
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a PDF with a label for each recipient that has
 *   copies; %BULLETIN_EXCHANGE_ERROR_INVALID if nobody has
 */
GBytes *
bulletin_posting_write_labels (BulletinLibrary *library,
                               const char *id,
                               const BulletinLabelSheet *sheet,
                               guint skip,
                               GError **error)
{
  g_autoptr (GPtrArray) deliveries = list_deliveries (library, id, error);
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (BulletinLabel));

  if (!deliveries)
    return NULL;
  for (guint i = 0; i < deliveries->len; i++) {
    const BulletinDelivery *delivery = deliveries->pdata[i];
    BulletinLabel label = { delivery->postcode, delivery->address, delivery->name, delivery->contact };

    if (delivery->copies > 0)
      g_array_append_val (labels, label);
  }
  if (labels->len == 0) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("No recipient gets a copy on paper, so there are no labels to print. Enter their copies first."));
    return NULL;
  }
  return bulletin_labels_to_pdf ((const BulletinLabel *) labels->data, labels->len, sheet, skip, error);
}

/**
 * bulletin_posting_write_list:
 * @library: a library
 * @id: an issued bulletin
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the covering list (发文清单) as PDF
 */
GBytes *
bulletin_posting_write_list (BulletinLibrary *library,
                             const char *id,
                             GError **error)
{
  g_autoptr (GPtrArray) deliveries = list_deliveries (library, id, error);
  g_autoptr (BulletinContent) content = deliveries ? bulletin_library_get_bulletin (library, id, error) : NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (BulletinCoveringRow));

  if (!content)
    return NULL;
  for (guint i = 0; i < deliveries->len; i++) {
    const BulletinDelivery *delivery = deliveries->pdata[i];
    BulletinCoveringRow row = {
      .group = bulletin_posting_get_group (delivery->kind),
      .name = delivery->name,
      .contact = delivery->contact,
      .copies = delivery->copies,
      .first_copy = delivery->first_copy,
      .last_copy = delivery->last_copy,
      .sent = delivery->sent,
      .received = delivery->received,
      .received_by = delivery->received_by,
      .note = delivery->note,
    };

    g_array_append_val (rows, row);
  }
  return bulletin_covering_list_to_pdf (content->metadata, (const BulletinCoveringRow *) rows->data, rows->len, error);
}
