/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/**
 * BulletinState:
 *
 * draft → in review → approved → issued; review → returned → review; issued →
 * withdrawn. Any change of text or metadata after review was asked for takes
 * the bulletin back to draft.
 */
typedef enum
{
  BULLETIN_STATE_DRAFT,
  BULLETIN_STATE_REVIEW,
  BULLETIN_STATE_RETURNED,
  BULLETIN_STATE_APPROVED,
  BULLETIN_STATE_ISSUED,
  BULLETIN_STATE_WITHDRAWN,
} BulletinState;

#define BULLETIN_STATES_OPEN ((1u << BULLETIN_STATE_DRAFT) | (1u << BULLETIN_STATE_RETURNED) | \
                              (1u << BULLETIN_STATE_REVIEW) | (1u << BULLETIN_STATE_APPROVED))
#define BULLETIN_STATES_ARCHIVE ((1u << BULLETIN_STATE_ISSUED) | (1u << BULLETIN_STATE_WITHDRAWN))
#define BULLETIN_STATES_ALL (BULLETIN_STATES_OPEN | BULLETIN_STATES_ARCHIVE)

const char   *bulletin_state_to_string (BulletinState  state);  /* "draft", as stored and in JSON */
const char   *bulletin_state_get_label (BulletinState  state);  /* translated */
gboolean      bulletin_state_parse     (const char    *text,
                                        BulletinState *state);

/**
 * BulletinRelation:
 * @BULLETIN_RELATION_NONE: it neither corrects another nor was it corrected
 * @BULLETIN_RELATION_CORRECTED: a later one corrects it
 * @BULLETIN_RELATION_CORRECTION: it corrects an earlier one
 *
 * How an issued bulletin stands to others.
 */
typedef enum
{
  BULLETIN_RELATION_NONE,
  BULLETIN_RELATION_CORRECTED,
  BULLETIN_RELATION_CORRECTION,
} BulletinRelation;

/**
 * BulletinRecord:
 *
 * One bulletin as a list shows it. Immutable; may be handed between threads.
 * Properties for expressions in .ui files: id (the UUID), serial (uint),
 * series, kind, year, number, issue (第6期 2024 as shown, or empty), title, date,
 * issuer, signer, state, state-label, changed-at, changed-by, n-pages, snippet,
 * reason (why it was sent back), sent-by, sent-at, relation-label (what became of
 * it since it was issued: withdrawn, corrected, or that it is itself a correction;
 * else empty).
 */
#define BULLETIN_TYPE_RECORD (bulletin_record_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRecord, bulletin_record, BULLETIN, RECORD, GObject)

const char             *bulletin_record_get_id         (BulletinRecord *self);
guint                   bulletin_record_get_serial     (BulletinRecord *self);
BulletinState           bulletin_record_get_state      (BulletinRecord *self);
const BulletinMetadata *bulletin_record_get_metadata   (BulletinRecord *self);
const char             *bulletin_record_get_title      (BulletinRecord *self);
const char             *bulletin_record_get_changed_at (BulletinRecord *self);
const char             *bulletin_record_get_changed_by (BulletinRecord *self);
const char             *bulletin_record_get_snippet    (BulletinRecord *self);
const char             *bulletin_record_get_reason     (BulletinRecord *self);
guint                   bulletin_record_get_n_pages    (BulletinRecord *self);
BulletinRelation        bulletin_record_get_relation   (BulletinRecord *self);
const char             *bulletin_record_get_relation_label (BulletinRecord *self);

G_END_DECLS
