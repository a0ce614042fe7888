/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-record-private.h"

#include <glib/gi18n.h>

struct _BulletinRecord
{
  GObject parent_instance;

  BulletinRecordFields fields;
  char *issue;
};

enum
{
  PROP_ID = 1,
  PROP_SERIAL,
  PROP_SERIES,
  PROP_KIND,
  PROP_YEAR,
  PROP_NUMBER,
  PROP_ISSUE,
  PROP_TITLE,
  PROP_DATE,
  PROP_ISSUER,
  PROP_SIGNER,
  PROP_STATE,
  PROP_STATE_LABEL,
  PROP_CHANGED_AT,
  PROP_CHANGED_BY,
  PROP_N_PAGES,
  PROP_SNIPPET,
  PROP_REASON,
  PROP_SENT_BY,
  PROP_SENT_AT,
  PROP_RELATION_LABEL,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinRecord, bulletin_record, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [BULLETIN_STATE_DRAFT] = { "draft", N_ ("Draft") },
  [BULLETIN_STATE_REVIEW] = { "review", N_ ("In Review") },
  [BULLETIN_STATE_RETURNED] = { "returned", N_ ("Sent Back") },
  [BULLETIN_STATE_APPROVED] = { "approved", N_ ("Approved") },
  [BULLETIN_STATE_ISSUED] = { "issued", N_ ("Issued") },
  [BULLETIN_STATE_WITHDRAWN] = { "withdrawn", N_ ("Withdrawn") },
};

/**
 * bulletin_state_to_string:
 *
 * Returns: (transfer none): the state as it is stored, and in JSON
 */
const char *
bulletin_state_to_string (BulletinState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);

  return states[state].name;
}

/**
 * bulletin_state_get_label:
 *
 * Returns: (transfer none): the state for people, translated
 */
const char *
bulletin_state_get_label (BulletinState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);

  return _(states[state].label);
}

/**
 * bulletin_state_parse:
 * @text: (nullable): a state as it is stored
 * @state: (out): the state
 *
 * Returns: whether there is such a state
 */
gboolean
bulletin_state_parse (const char    *text,
                      BulletinState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    if (g_strcmp0 (states[i].name, text) == 0) {
      *state = i;
      return TRUE;
    }
  }

  return FALSE;
}

static void
bulletin_record_finalize (GObject *object)
{
  BulletinRecord *self = BULLETIN_RECORD (object);

  g_free (self->fields.id);
  g_clear_pointer (&self->fields.metadata, bulletin_metadata_free);
  g_free (self->fields.changed_at);
  g_free (self->fields.changed_by);
  g_free (self->fields.snippet);
  g_free (self->fields.reason);
  g_free (self->fields.sent_by);
  g_free (self->fields.sent_at);
  g_free (self->issue);

  G_OBJECT_CLASS (bulletin_record_parent_class)->finalize (object);
}

static void
bulletin_record_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BulletinRecord *self = BULLETIN_RECORD (object);
  const BulletinRecordFields *fields = &self->fields;
  const BulletinMetadata *metadata = fields->metadata;

  switch (property_id) {
  case PROP_ID:
    g_value_set_string (value, fields->id);
    break;
  case PROP_SERIAL:
    g_value_set_uint (value, fields->serial);
    break;
  case PROP_SERIES:
    g_value_set_string (value, metadata->series);
    break;
  case PROP_KIND:
    g_value_set_int (value, metadata->kind);
    break;
  case PROP_YEAR:
    g_value_set_int (value, metadata->year);
    break;
  case PROP_NUMBER:
    g_value_set_int (value, metadata->number);
    break;
  case PROP_ISSUE:
    g_value_set_string (value, self->issue);
    break;
  case PROP_TITLE:
    g_value_set_string (value, bulletin_record_get_title (self));
    break;
  case PROP_DATE:
    g_value_set_string (value, metadata->date);
    break;
  case PROP_ISSUER:
    g_value_set_string (value, metadata->issuer);
    break;
  case PROP_SIGNER:
    g_value_set_string (value, metadata->signer);
    break;
  case PROP_STATE:
    g_value_set_string (value, bulletin_state_to_string (fields->state));
    break;
  case PROP_STATE_LABEL:
    g_value_set_string (value, bulletin_state_get_label (fields->state));
    break;
  case PROP_CHANGED_AT:
    g_value_set_string (value, fields->changed_at);
    break;
  case PROP_CHANGED_BY:
    g_value_set_string (value, fields->changed_by);
    break;
  case PROP_N_PAGES:
    g_value_set_uint (value, fields->n_pages);
    break;
  case PROP_SNIPPET:
    g_value_set_string (value, fields->snippet);
    break;
  case PROP_REASON:
    g_value_set_string (value, fields->reason);
    break;
  case PROP_SENT_BY:
    g_value_set_string (value, fields->sent_by);
    break;
  case PROP_SENT_AT:
    g_value_set_string (value, fields->sent_at);
    break;
  case PROP_RELATION_LABEL:
    g_value_set_string (value, bulletin_record_get_relation_label (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_record_class_init (BulletinRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const struct
  {
    guint id;
    const char *name;
  } strings[] = {
    { PROP_ID, "id" },
    { PROP_SERIES, "series" },
    { PROP_ISSUE, "issue" },
    { PROP_TITLE, "title" },
    { PROP_DATE, "date" },
    { PROP_ISSUER, "issuer" },
    { PROP_SIGNER, "signer" },
    { PROP_STATE, "state" },
    { PROP_STATE_LABEL, "state-label" },
    { PROP_CHANGED_AT, "changed-at" },
    { PROP_CHANGED_BY, "changed-by" },
    { PROP_SNIPPET, "snippet" },
    { PROP_REASON, "reason" },
    { PROP_SENT_BY, "sent-by" },
    { PROP_SENT_AT, "sent-at" },
    { PROP_RELATION_LABEL, "relation-label" },
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = bulletin_record_finalize;
  object_class->get_property = bulletin_record_get_property;

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    properties[strings[i].id] = g_param_spec_string (strings[i].name, NULL, NULL, NULL, flags);
  properties[PROP_SERIAL] = g_param_spec_uint ("serial", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, BULLETIN_KIND_SUPPLEMENT, 0, flags);
  properties[PROP_YEAR] = g_param_spec_int ("year", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_NUMBER] = g_param_spec_int ("number", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
bulletin_record_init (BulletinRecord *self)
{
}

/*< private >
 * bulletin_record_new_take:
 * @fields: what it holds; all of it now belongs to the record
 */
BulletinRecord *
bulletin_record_new_take (BulletinRecordFields *fields)
{
  BulletinRecord *self = g_object_new (BULLETIN_TYPE_RECORD, NULL);

  self->fields = *fields;
  *fields = (BulletinRecordFields) { 0 };
  if (self->fields.metadata->number > 0)
    self->issue = g_strdup_printf (self->fields.metadata->kind == BULLETIN_KIND_SUPPLEMENT
                                       ? C_ ("issue of a year", "%d, supplement %d")
                                       : C_ ("issue of a year", "%d, no. %d"),
                                   self->fields.metadata->year, self->fields.metadata->number);
  else
    self->issue = g_strdup ("");

  return self;
}

const char *
bulletin_record_get_id (BulletinRecord *self)
{
  return self->fields.id;
}

guint
bulletin_record_get_serial (BulletinRecord *self)
{
  return self->fields.serial;
}

BulletinState
bulletin_record_get_state (BulletinRecord *self)
{
  return self->fields.state;
}

/* What a list knows of it: series, kind, year, number, date, title, issuer and
 * signer. The rest is in bulletin_library_get_bulletin(). */
const BulletinMetadata *
bulletin_record_get_metadata (BulletinRecord *self)
{
  return self->fields.metadata;
}

/* Never NULL; a bulletin without a title is called so. */
const char *
bulletin_record_get_title (BulletinRecord *self)
{
  return self->fields.metadata->title != NULL ? self->fields.metadata->title : _("Untitled");
}

const char *
bulletin_record_get_changed_at (BulletinRecord *self)
{
  return self->fields.changed_at;
}

const char *
bulletin_record_get_changed_by (BulletinRecord *self)
{
  return self->fields.changed_by;
}

/* NULL unless it is a search's result. */
const char *
bulletin_record_get_snippet (BulletinRecord *self)
{
  return self->fields.snippet;
}

/* Why it was sent back last; NULL unless that is its state. */
const char *
bulletin_record_get_reason (BulletinRecord *self)
{
  return self->fields.reason;
}

/* 0 unless it is issued. */
guint
bulletin_record_get_n_pages (BulletinRecord *self)
{
  return self->fields.n_pages;
}

BulletinRelation
bulletin_record_get_relation (BulletinRecord *self)
{
  return self->fields.relation;
}

/* Translated: what a reader of the list must know of it; "" for nothing. */
const char *
bulletin_record_get_relation_label (BulletinRecord *self)
{
  if (self->fields.state == BULLETIN_STATE_WITHDRAWN)
    return bulletin_state_get_label (BULLETIN_STATE_WITHDRAWN);

  switch (self->fields.relation) {
  case BULLETIN_RELATION_CORRECTED:
    return C_("record", "Corrected");
  case BULLETIN_RELATION_CORRECTION:
    return C_("record", "Correction");
  default:
    return "";
  }
}
