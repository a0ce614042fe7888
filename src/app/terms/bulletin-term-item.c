/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-term-item.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BulletinTermItem
{
  GObject parent_instance;

  BulletinTermRecord *record;
  char *subtitle;
  char *folded;
};

G_DEFINE_FINAL_TYPE (BulletinTermItem, bulletin_term_item, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_HAS_SUBTITLE,
  PROP_KIND_LABEL,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

const char *
bulletin_term_kind_get_label (BulletinTermKind kind)
{
  switch (kind) {
  case BULLETIN_TERM_ORGANISATION:
    return C_ ("term", "Organization");
  case BULLETIN_TERM_PERSON:
    return C_ ("term", "Person");
  case BULLETIN_TERM_PHRASE:
    return C_ ("term", "Phrase");
  default:
    g_return_val_if_reached ("");
  }
}

static void
bulletin_term_item_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  BulletinTermItem *self = BULLETIN_TERM_ITEM (object);

  switch (property_id) {
  case PROP_TITLE:
    g_value_set_string (value, self->record->name);
    break;
  case PROP_SUBTITLE:
    g_value_set_string (value, self->subtitle);
    break;
  case PROP_HAS_SUBTITLE:
    g_value_set_boolean (value, *self->subtitle != '\0');
    break;
  case PROP_KIND_LABEL:
    g_value_set_string (value, bulletin_term_kind_get_label (self->record->kind));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_term_item_finalize (GObject *object)
{
  BulletinTermItem *self = BULLETIN_TERM_ITEM (object);

  g_clear_pointer (&self->record, bulletin_term_record_free);
  g_free (self->subtitle);
  g_free (self->folded);

  G_OBJECT_CLASS (bulletin_term_item_parent_class)->finalize (object);
}

static void
bulletin_term_item_class_init (BulletinTermItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bulletin_term_item_get_property;
  object_class->finalize = bulletin_term_item_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_SUBTITLE] = g_param_spec_boolean ("has-subtitle", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND_LABEL] = g_param_spec_string ("kind-label", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
bulletin_term_item_init (BulletinTermItem *self)
{
}

static void
append_part (GString *text,
             const char *format,
             const char *value)
{
  g_autofree char *part = NULL;

  if (!value || !*value)
    return;
  part = g_strdup_printf (format, value);
  g_string_append_printf (text, "%s%s", text->len > 0 ? "  " : "", part);
}

BulletinTermItem *
bulletin_term_item_new (BulletinTermRecord *record)
{
  BulletinTermItem *self = g_object_new (BULLETIN_TYPE_TERM_ITEM, NULL);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *words = g_strjoin ("\n", record->name, record->post ? record->post : "",
                                      record->short_names ? record->short_names : "",
                                      record->wrong_names ? record->wrong_names : "", NULL);

  self->record = record;
  self->folded = g_utf8_casefold (words, -1);
  append_part (subtitle, "%s", record->post);
  append_part (subtitle, _ ("also: %s"), record->short_names);
  append_part (subtitle, _ ("not: %s"), record->wrong_names);
  self->subtitle = g_string_free (g_steal_pointer (&subtitle), FALSE);
  return self;
}

const BulletinTermRecord *
bulletin_term_item_get_record (BulletinTermItem *self)
{
  g_return_val_if_fail (BULLETIN_IS_TERM_ITEM (self), NULL);

  return self->record;
}

gboolean
bulletin_term_item_matches (BulletinTermItem *self,
                            const char *folded)
{
  g_return_val_if_fail (BULLETIN_IS_TERM_ITEM (self), FALSE);

  return strstr (self->folded, folded) != NULL;
}
