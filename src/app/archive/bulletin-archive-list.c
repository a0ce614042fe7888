/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive-list.h"

#include "bulletin-archive-item.h"
#include "bulletin-archive.h"

/* How many records are read at a time, and how many are kept for rows that are no
 * longer in sight. */
#define N_READ 60
#define N_KEPT 1000
/* A list that was empty begins with as many rows as a window shows: the view makes
 * widgets for two hundred as soon as there are as many, and the first frame can do
 * without most of them. */
#define N_FIRST 40
#define GROW_MS 60

struct _BulletinArchiveList
{
  GObject parent_instance;

  BulletinLibraryService *service;
  GArray *serials;         /* guint */
  guint n_shown;   /* how many of them the list says that it has */
  guint grow_id;
  GHashTable *items;       /* serial → BulletinArchiveItem, which takes itself out */
  GHashTable *records;     /* serial → BulletinRecord */
  GArray *wanted;          /* serials, those asked for last at the end */
  GCancellable *cancellable;
  gboolean is_reading;
  gboolean keeps_all;      /* what a search found cannot be read again by its serial */
  guint read_id;
};

static void bulletin_archive_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BulletinArchiveList, bulletin_archive_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bulletin_archive_list_list_model_init))

static void schedule_read (BulletinArchiveList *self);

/* --- Reading records ------------------------------------------------------------ */

static gpointer
read_records (BulletinLibrary *library,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  const GArray *serials = data;

  return bulletin_library_get_records (library, (const guint *) serials->data, serials->len, error);
}

static void
keep (BulletinArchiveList *self,
      GPtrArray           *records)
{
  if (!self->keeps_all && g_hash_table_size (self->records) > N_KEPT) {
    GHashTableIter iter;
    gpointer serial;

    g_hash_table_iter_init (&iter, self->records);
    while (g_hash_table_iter_next (&iter, &serial, NULL))
      if (!g_hash_table_contains (self->items, serial))
        g_hash_table_iter_remove (&iter);
  }

  for (guint i = 0; i < records->len; i++) {
    gpointer serial = GUINT_TO_POINTER (bulletin_record_get_serial (records->pdata[i]));
    BulletinArchiveItem *item = g_hash_table_lookup (self->items, serial);

    g_hash_table_replace (self->records, serial, g_object_ref (records->pdata[i]));
    if (item != NULL)
      bulletin_archive_item_set_record (item, records->pdata[i]);
  }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinArchiveList *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  self->is_reading = FALSE;
  if (records == NULL) {
    /* The rows stay empty, and the next that is asked for tries again. */
    g_debug ("Rows of the archive could not be read: %s", error->message);
    return;
  }
  keep (self, records);
  schedule_read (self);
}

static void
read_wanted_cb (gpointer user_data)
{
  BulletinArchiveList *self = user_data;
  g_autoptr (GArray) serials = g_array_new (FALSE, FALSE, sizeof (guint));

  self->read_id = 0;
  while (self->wanted->len > 0 && serials->len < N_READ) {
    guint serial = g_array_index (self->wanted, guint, self->wanted->len - 1);

    g_array_set_size (self->wanted, self->wanted->len - 1);
    /* Those that were only scrolled past are nobody's any more. */
    if (g_hash_table_contains (self->items, GUINT_TO_POINTER (serial)) &&
        !g_hash_table_contains (self->records, GUINT_TO_POINTER (serial)))
      g_array_append_val (serials, serial);
  }
  if (serials->len == 0)
    return;
  self->is_reading = TRUE;
  bulletin_library_service_call_async (self->service, read_records, FALSE, g_steal_pointer (&serials),
                                       (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                                       self->cancellable, read_cb, self);
}

/* Once the rows that come together have all asked. */
static void
schedule_read (BulletinArchiveList *self)
{
  if (self->is_reading || self->read_id != 0 || self->service == NULL || self->wanted->len == 0)
    return;
  self->read_id = g_idle_add_once (read_wanted_cb, self);
  g_source_set_priority (g_main_context_find_source_by_id (NULL, self->read_id), G_PRIORITY_HIGH_IDLE);
}

static void
stop_reading (BulletinArchiveList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_reading = FALSE;
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_array_set_size (self->wanted, 0);
}

/* What is shown may be out of date: every row in sight is read again. */
static void
read_again (BulletinArchiveList *self)
{
  GHashTableIter iter;
  gpointer serial;

  stop_reading (self);
  g_hash_table_remove_all (self->records);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &serial, NULL)) {
    guint value = GPOINTER_TO_UINT (serial);

    g_array_append_val (self->wanted, value);
  }
  schedule_read (self);
}

/* --- The model -------------------------------------------------------------------- */

typedef struct
{
  BulletinArchiveList *list; /* unset when the list goes before its items */
  guint serial;
} Place;

static void
item_gone_cb (gpointer  data,
              GObject  *item)
{
  Place *place = data;

  if (place->list != NULL) {
    if (g_hash_table_lookup (place->list->items, GUINT_TO_POINTER (place->serial)) == (gpointer) item)
      g_hash_table_remove (place->list->items, GUINT_TO_POINTER (place->serial));
    g_object_remove_weak_pointer (G_OBJECT (place->list), (gpointer *) &place->list);
  }
  g_free (place);
}

static BulletinArchiveItem *
get_item (BulletinArchiveList *self,
          guint                serial)
{
  BulletinArchiveItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (serial));
  BulletinRecord *record;
  Place *place;

  if (item != NULL)
    return g_object_ref (item);

  item = bulletin_archive_item_new (serial);
  place = g_new0 (Place, 1);
  place->serial = serial;
  g_set_weak_pointer (&place->list, self);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, place);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (serial), item);

  record = g_hash_table_lookup (self->records, GUINT_TO_POINTER (serial));
  if (record != NULL) {
    bulletin_archive_item_set_record (item, record);
  } else {
    g_array_append_val (self->wanted, serial);
    schedule_read (self);
  }

  return item;
}

static GType
bulletin_archive_list_get_item_type (GListModel *model)
{
  return BULLETIN_TYPE_ARCHIVE_ITEM;
}

static guint
bulletin_archive_list_get_n_items (GListModel *model)
{
  return BULLETIN_ARCHIVE_LIST (model)->n_shown;
}

static gpointer
bulletin_archive_list_get_item (GListModel *model,
                                guint       position)
{
  BulletinArchiveList *self = BULLETIN_ARCHIVE_LIST (model);

  return position < self->n_shown ? get_item (self, g_array_index (self->serials, guint, position)) : NULL;
}

static void
bulletin_archive_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bulletin_archive_list_get_item_type;
  iface->get_n_items = bulletin_archive_list_get_n_items;
  iface->get_item = bulletin_archive_list_get_item;
}

static void
bulletin_archive_list_dispose (GObject *object)
{
  BulletinArchiveList *self = BULLETIN_ARCHIVE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_archive_list_parent_class)->dispose (object);
}

static void
bulletin_archive_list_finalize (GObject *object)
{
  BulletinArchiveList *self = BULLETIN_ARCHIVE_LIST (object);

  g_clear_object (&self->cancellable);
  g_array_unref (self->serials);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->records);

  G_OBJECT_CLASS (bulletin_archive_list_parent_class)->finalize (object);
}

static void
bulletin_archive_list_class_init (BulletinArchiveListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bulletin_archive_list_dispose;
  object_class->finalize = bulletin_archive_list_finalize;
}

static void
bulletin_archive_list_init (BulletinArchiveList *self)
{
  self->serials = g_array_new (FALSE, FALSE, sizeof (guint));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->items = g_hash_table_new (NULL, NULL);
  self->records = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * bulletin_archive_list_new:
 *
 * Returns: (transfer full): an empty list
 */
BulletinArchiveList *
bulletin_archive_list_new (void)
{
  return g_object_new (BULLETIN_TYPE_ARCHIVE_LIST, NULL);
}

/**
 * bulletin_archive_list_set_service:
 * @service: (nullable): the library that records are read from
 */
void
bulletin_archive_list_set_service (BulletinArchiveList    *self,
                                   BulletinLibraryService *service)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_if_fail (BULLETIN_IS_ARCHIVE_LIST (self));

  stop_reading (self);
  bulletin_archive_list_replace (self, none, NULL);
  g_hash_table_remove_all (self->records);
  g_set_object (&self->service, service);
}

static void
grow (BulletinArchiveList *self)
{
  guint n = self->n_shown;

  g_clear_handle_id (&self->grow_id, g_source_remove);
  self->n_shown = self->serials->len;
  if (self->n_shown > n)
    g_list_model_items_changed (G_LIST_MODEL (self), n, 0, self->n_shown - n);
}

static gboolean
grow_cb (gpointer user_data)
{
  BulletinArchiveList *self = user_data;

  self->grow_id = 0;
  grow (self);

  return G_SOURCE_REMOVE;
}

/**
 * bulletin_archive_list_replace:
 * @serials: (element-type guint): what the list holds from now on
 * @records: (nullable) (element-type BulletinRecord): what was read of it already
 *
 * Where both begin or end with the same serials nothing is said to have changed.
 * Rows in sight are read again.
 */
void
bulletin_archive_list_replace (BulletinArchiveList *self,
                               GArray              *serials,
                               GPtrArray           *records)
{
  g_autoptr (GArray) old = NULL;
  const guint *before;
  const guint *after = (const guint *) serials->data;
  guint start = 0;
  guint end = 0;

  g_return_if_fail (BULLETIN_IS_ARCHIVE_LIST (self));

  grow (self);
  old = g_steal_pointer (&self->serials);
  self->serials = g_array_ref (serials);
  before = (const guint *) old->data;
  while (start < old->len && start < serials->len && before[start] == after[start])
    start++;
  while (end < old->len - start && end < serials->len - start &&
         before[old->len - 1 - end] == after[serials->len - 1 - end])
    end++;

  self->keeps_all = records != NULL && records->len == serials->len;
  read_again (self);
  if (records != NULL)
    keep (self, records);
  if (old->len == 0 && serials->len > N_FIRST) {
    self->n_shown = N_FIRST;
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, N_FIRST);
    /* After the frame that shows them. */
    self->grow_id = g_timeout_add_full (G_PRIORITY_LOW, GROW_MS, grow_cb, self, NULL);
    return;
  }
  self->n_shown = serials->len;
  if (old->len - start - end > 0 || serials->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, serials->len - start - end);
}

/**
 * bulletin_archive_list_append:
 * @records: (element-type BulletinRecord): what comes after the others
 */
void
bulletin_archive_list_append (BulletinArchiveList *self,
                              GPtrArray           *records)
{
  g_autoptr (GArray) serials = NULL;
  guint n;

  g_return_if_fail (BULLETIN_IS_ARCHIVE_LIST (self));

  if (records->len == 0)
    return;
  grow (self);
  n = self->n_shown;
  /* The array may be somebody else's as well. */
  serials = g_array_copy (self->serials);
  for (guint i = 0; i < records->len; i++) {
    guint serial = bulletin_record_get_serial (records->pdata[i]);

    g_array_append_val (serials, serial);
  }
  g_array_unref (self->serials);
  self->serials = g_steal_pointer (&serials);
  self->n_shown = self->serials->len;
  keep (self, records);
  g_list_model_items_changed (G_LIST_MODEL (self), n, 0, records->len);
}

guint
bulletin_archive_list_count_read (BulletinArchiveList *self)
{
  g_return_val_if_fail (BULLETIN_IS_ARCHIVE_LIST (self), 0);

  return g_hash_table_size (self->records);
}
