/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/* The columns of every list of bulletins, for bulletin_store_read_record(). What
 * is issued keeps the name that its series had. */
#define BULLETIN_RECORD_COLUMNS                                                                   \
  "b.id, b.serial, b.state, "                                                                     \
  "CASE WHEN i.bulletin IS NULL THEN s.name ELSE coalesce (json_extract (r.metadata, "            \
  "'$.series'), s.name) END, b.kind, b.year, b.number, b.date, b.title, b.changed_at, "    \
  "b.changed_by, coalesce (json_extract (w.metadata, '$.issuer'), "                               \
  "json_extract (r.metadata, '$.issuer')), "                                                      \
  "coalesce (i.signer, json_extract (r.metadata, '$.signer')), coalesce (i.n_pages, 0), "         \
  "CASE b.state WHEN 'returned' THEN (SELECT note FROM event e WHERE e.bulletin = b.id "          \
  "AND e.kind = 'returned' ORDER BY e.id DESC LIMIT 1) END, "                          \
  "(SELECT who FROM event e WHERE e.bulletin = b.id AND e.kind = 'sent' "                         \
  "ORDER BY e.id DESC LIMIT 1), "                                                      \
  "(SELECT at FROM event e WHERE e.bulletin = b.id AND e.kind = 'sent' "                          \
  "ORDER BY e.id DESC LIMIT 1), "                                                                 \
  "CASE WHEN i.bulletin IS NULL THEN 0 WHEN EXISTS (SELECT 1 FROM event e WHERE "                 \
  "e.bulletin = b.id AND e.kind = 'corrected') THEN 1 ELSE 2 * (b.corrects IS NOT NULL) END"
/* How many there are: what a statement asks for besides comes after them. */
#define BULLETIN_RECORD_N_COLUMNS 18
#define BULLETIN_RECORD_TABLES                                                                    \
  "bulletin b JOIN series s ON s.id = b.series LEFT JOIN revision r ON r.id = b.revision "        \
  "LEFT JOIN working_copy w ON w.bulletin = b.id LEFT JOIN issued i ON i.bulletin = b.id"

/* Open ones by their newest change, issued ones after them by date and number. */
#define BULLETIN_RECORD_ORDER                                                                     \
  "i.bulletin IS NOT NULL, CASE WHEN i.bulletin IS NULL THEN b.changed_at END DESC, "              \
  "b.date DESC, b.year DESC, b.number DESC, b.serial DESC"

BulletinRecord *bulletin_store_read_record   (BulletinStatement       *statement,
                                              char                    *snippet);
char           *bulletin_store_state_list    (guint                    states);
char           *bulletin_store_find_series   (BulletinLibrary         *library,
                                              const char              *name,
                                              GError                 **error);
gboolean        bulletin_store_get_state     (BulletinLibrary         *library,
                                              const char              *id,
                                              BulletinState           *state,
                                              GError                 **error);
gboolean        bulletin_store_set_state     (BulletinLibrary         *library,
                                              const char              *id,
                                              BulletinState            state,
                                              GError                 **error);
gboolean        bulletin_store_insert_bulletin (BulletinLibrary       *library,
                                              const char              *id,
                                              const char              *series,
                                              GError                 **error);
gboolean        bulletin_store_add_event     (BulletinLibrary         *library,
                                              const char              *id,
                                              const char              *kind,
                                              const char              *note,
                                              const char              *who,
                                              GError                 **error);
char           *bulletin_store_create_bulletin (BulletinLibrary       *library,
                                              const BulletinMetadata  *metadata,
                                              const char              *text,
                                              const char              *event,
                                              const char              *note,
                                              const char              *who,
                                              GError                 **error);
char           *bulletin_store_insert_revision (BulletinLibrary       *library,
                                              const char              *id,
                                              const BulletinMetadata  *metadata,
                                              const char              *text,
                                              const char              *note,
                                              const char              *who,
                                              GError                 **error);
gboolean        bulletin_store_update_row    (BulletinLibrary         *library,
                                              const char              *id,
                                              const BulletinMetadata  *metadata,
                                              const char              *text,
                                              const char              *revision,
                                              const char              *who,
                                              GError                 **error);
gboolean        bulletin_store_add_answer    (BulletinLibrary         *library,
                                              const char              *id,
                                              const char              *kind,
                                              const char              *note,
                                              const char              *who,
                                              const char              *request,
                                              GError                 **error);
char           *bulletin_store_put_revision  (BulletinLibrary         *library,
                                              const char              *id,
                                              const BulletinMetadata  *metadata,
                                              const char              *text,
                                              const char              *note,
                                              const char              *who,
                                              GError                 **error);
gboolean        bulletin_store_end           (BulletinLibrary         *library,
                                              gboolean                 success,
                                              GError                 **error);

G_END_DECLS
