/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive-item.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BulletinArchiveItem
{
  GObject parent_instance;

  guint serial;
  BulletinRecord *record;
};

enum
{
  PROP_ISSUE = 1,
  PROP_TITLE,
  PROP_DATE,
  PROP_SIGNER,
  PROP_PAGES,
  PROP_RELATION,
  PROP_SNIPPET,
  PROP_SPOKEN,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinArchiveItem, bulletin_archive_item, G_TYPE_OBJECT)

/* The words that a search found stand between U+0002 and U+0003. */
static char *
mark_words (const char *snippet)
{
  GString *markup = g_string_new (NULL);

  while (snippet != NULL && *snippet != '\0') {
    gsize length = strcspn (snippet, "\002\003");
    g_autofree char *escaped = g_markup_escape_text (snippet, length);

    g_string_append (markup, escaped);
    snippet += length;
    if (*snippet != '\0')
      g_string_append (markup, *snippet++ == '\002' ? "<b>" : "</b>");
  }

  return g_string_free (markup, FALSE);
}

static void
bulletin_archive_item_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  BulletinArchiveItem *self = BULLETIN_ARCHIVE_ITEM (object);
  static const char *const names[] = {
    [PROP_ISSUE] = "issue",
    [PROP_TITLE] = "title",
    [PROP_DATE] = "date",
    [PROP_SIGNER] = "signer",
    [PROP_RELATION] = "relation-label",
  };
  const BulletinMetadata *metadata;

  if (self->record == NULL) {
    g_value_set_static_string (value, "");
    return;
  }

  metadata = bulletin_record_get_metadata (self->record);
  switch (property_id) {
  case PROP_ISSUE:
  case PROP_DATE:
  case PROP_SIGNER:
  case PROP_RELATION:
    g_object_get_property (G_OBJECT (self->record), names[property_id], value);
    break;
  case PROP_TITLE:
    g_value_set_string (value, bulletin_record_get_title (self->record));
    break;
  case PROP_PAGES:
    g_value_take_string (value, g_strdup_printf ("%u", bulletin_record_get_n_pages (self->record)));
    break;
  case PROP_SNIPPET:
    g_value_take_string (value, mark_words (bulletin_record_get_snippet (self->record)));
    break;
  case PROP_SPOKEN: {
    g_autofree char *issue = NULL;

    g_object_get (self->record, "issue", &issue, NULL);
    /* Translators: a row of the archive, as it is read aloud: number, title, date, what became of it. */
    g_value_take_string (value, g_strdup_printf (_("%1$s, %2$s, %3$s %4$s"), issue, bulletin_record_get_title (self->record),
                                                 metadata->date != NULL ? metadata->date : "",
                                                 bulletin_record_get_relation_label (self->record)));
    break;
  }
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
  if (g_value_get_string (value) == NULL)
    g_value_set_static_string (value, "");
}

static void
bulletin_archive_item_finalize (GObject *object)
{
  g_clear_object (&BULLETIN_ARCHIVE_ITEM (object)->record);

  G_OBJECT_CLASS (bulletin_archive_item_parent_class)->finalize (object);
}

static void
bulletin_archive_item_class_init (BulletinArchiveItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = {
    [PROP_ISSUE] = "issue",
    [PROP_TITLE] = "title",
    [PROP_DATE] = "date",
    [PROP_SIGNER] = "signer",
    [PROP_PAGES] = "pages",
    [PROP_RELATION] = "relation",
    [PROP_SNIPPET] = "snippet",
    [PROP_SPOKEN] = "spoken",
  };

  object_class->finalize = bulletin_archive_item_finalize;
  object_class->get_property = bulletin_archive_item_get_property;
  for (guint i = PROP_ISSUE; i < N_PROPERTIES; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
bulletin_archive_item_init (BulletinArchiveItem *self)
{
}

/**
 * bulletin_archive_item_new:
 * @serial: the serial of an issued bulletin
 *
 * Returns: (transfer full): a row that says nothing yet
 */
BulletinArchiveItem *
bulletin_archive_item_new (guint serial)
{
  BulletinArchiveItem *self = g_object_new (BULLETIN_TYPE_ARCHIVE_ITEM, NULL);

  self->serial = serial;

  return self;
}

guint
bulletin_archive_item_get_serial (BulletinArchiveItem *self)
{
  g_return_val_if_fail (BULLETIN_IS_ARCHIVE_ITEM (self), 0);

  return self->serial;
}

BulletinRecord *
bulletin_archive_item_get_record (BulletinArchiveItem *self)
{
  g_return_val_if_fail (BULLETIN_IS_ARCHIVE_ITEM (self), NULL);

  return self->record;
}

/**
 * bulletin_archive_item_set_record:
 * @record: what the row shows from now on
 */
void
bulletin_archive_item_set_record (BulletinArchiveItem *self,
                                  BulletinRecord      *record)
{
  g_return_if_fail (BULLETIN_IS_ARCHIVE_ITEM (self));

  if (!g_set_object (&self->record, record))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_ISSUE; i < N_PROPERTIES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}
