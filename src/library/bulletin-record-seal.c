/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issued-private.h"

#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The rows of the library that belong to a record and are no part of it: where it came
 * from, who said what, and which number it has. A seal over them is in the chain. */

/* Each row of an answer is hashed, column by column. What may still come after the
 * issuing is left out: it is a link of the chain by itself, or a correction's. */
static const struct
{
  const char *table;
  guint n_columns;
  const char *sql;
} sealed[] = {
  { "bulletin", 12,
    "SELECT id, serial, series, revision, corrects, title, kind, year, number, date, changed_at, changed_by "
    "FROM bulletin WHERE id = ?1" },
  { "revision", 7,
    "SELECT id, ordinal, at, who, note, metadata, text FROM revision WHERE bulletin = ?1 ORDER BY id" },
  { "event", 7,
    "SELECT id, revision, at, who, kind, note, request FROM event WHERE bulletin = ?1 AND rowid <= "
    "(SELECT rowid FROM event WHERE bulletin = ?1 AND kind = 'issued' ORDER BY rowid LIMIT 1) ORDER BY id" },
  { "review", 7,
    "SELECT id, revision, at, who, in_order, due, note FROM review WHERE bulletin = ?1 ORDER BY id" },
  { "review_request", 8,
    "SELECT id, review, position, reviewer, stands_for, at, who, note FROM review_request WHERE bulletin = ?1 ORDER BY id" },
  { "annotation", 12,
    "SELECT id, revision, at, who, kind, text_start, text_end, quote, page, format ('%!.17g', x), format ('%!.17g', y), body "
    "FROM annotation WHERE bulletin = ?1 ORDER BY id" },
  { "annotation_answer", 6,
    "SELECT id, annotation, at, who, kind, body FROM annotation_answer WHERE bulletin = ?1 ORDER BY id" },
  { "ledger", 10,
    "SELECT id, series, kind, year, number, state, reason, at, who, total FROM ledger WHERE bulletin = ?1 ORDER BY id" },
  { "picture", 6,
    "SELECT b.name, p.sha256, p.media_type, p.width, p.height, p.content FROM bulletin_picture b "
    "JOIN picture p ON p.sha256 = b.picture WHERE b.bulletin = ?1 ORDER BY b.name" },
  /* What the record that is corrected says of this one. */
  { "corrected", 7,
    "SELECT e.id, e.bulletin, e.revision, e.at, e.who, e.note, e.request FROM bulletin b JOIN event e "
    "ON e.bulletin = b.corrects AND e.kind = 'corrected' "
    "WHERE b.id = ?1 AND e.note = ?1 ORDER BY e.id" },
};

static void
add_bytes (GChecksum *checksum,
           GBytes    *bytes)
{
  g_autofree char *length = bytes != NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT ":", g_bytes_get_size (bytes)) : g_strdup ("-:");

  g_checksum_update (checksum, (const guchar *) length, -1);
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/*< private >
 * bulletin_issued_compute_seal:
 * @id: a UUID
 *
 * Returns: (transfer full) (nullable): SHA-256 over the rows that belong to a record,
 *   as they stand, in 64 hexadecimal digits; %NULL if they cannot be read
 */
char *
bulletin_issued_compute_seal (BulletinLibrary *library,
                              const char      *id,
                              GError         **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (sealed); i++) {
    g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (library), sealed[i].sql, error);
    BulletinStep step;

    if (statement == NULL)
      return NULL;
    bulletin_statement_bind_text (statement, 0, id);
    while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
      g_checksum_update (checksum, (const guchar *) sealed[i].table, -1);
      for (guint column = 0; column < sealed[i].n_columns; column++) {
        g_autoptr (GBytes) bytes = bulletin_statement_is_null (statement, column) ? NULL : bulletin_statement_get_bytes (statement, column);

        add_bytes (checksum, bytes);
      }
    }
    if (step == BULLETIN_STEP_ERROR)
      return NULL;
  }

  return g_strdup (g_checksum_get_string (checksum));
}
