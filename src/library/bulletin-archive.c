/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive.h"

#include "bulletin-store-private.h"

#include <string.h>

/* As in the partial indexes of the schema: written otherwise they are not used. */
#define IN_ARCHIVE "state IN ('issued', 'withdrawn')"
/* Left alone, SQLite looks the rows up by their state, one by one, and sorts them:
 * four times as long for a hundred thousand. */
#define BY_DATE  " INDEXED BY bulletin_archive WHERE "
#define BY_ISSUE " INDEXED BY bulletin_issue WHERE "

/* A serial and what it is sorted by. */
typedef struct
{
  guint serial;
  char *key;
} Keyed;

static void
clear_keyed (gpointer data)
{
  g_free (((Keyed *) data)->key);
}

static int
compare_keyed (gconstpointer a,
               gconstpointer b)
{
  const Keyed *first = a;
  const Keyed *second = b;

  if ((first->key == NULL) != (second->key == NULL))
    return first->key == NULL ? 1 : -1;

  return first->key != NULL ? strcmp (first->key, second->key) : 0;
}

/* SQLite sorts text by its bytes; people expect titles as their language sorts
 * them (Chinese by pinyin), which the C library knows. */
static GArray *
list_collated (BulletinStatement *statement,
               gboolean           is_ascending,
               GCancellable      *cancellable,
               GError           **error)
{
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));
  g_autoptr (GArray) serials = NULL;
  BulletinStep step;

  g_array_set_clear_func (keyed, clear_keyed);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    const char *text = bulletin_statement_get_text (statement, 1);
    Keyed entry = { bulletin_statement_get_int (statement, 0), text != NULL ? g_utf8_collate_key (text, -1) : NULL };

    g_array_append_val (keyed, entry);
    if (keyed->len % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  if (step != BULLETIN_STEP_DONE)
    return NULL;

  /* Equal ones stay as they come, newest first: the sort is stable. */
  g_array_sort (keyed, compare_keyed);
  serials = g_array_sized_new (FALSE, FALSE, sizeof (guint), keyed->len);
  for (guint i = 0; i < keyed->len; i++)
    g_array_append_val (serials, g_array_index (keyed, Keyed, is_ascending ? i : keyed->len - 1 - i).serial);

  return g_steal_pointer (&serials);
}

static GArray *
list_plain (BulletinStatement *statement,
            GError           **error)
{
  g_autoptr (GArray) serials = g_array_new (FALSE, FALSE, sizeof (guint));
  BulletinStep step;

  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    guint serial = bulletin_statement_get_int (statement, 0);

    g_array_append_val (serials, serial);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&serials) : NULL;
}

/**
 * bulletin_library_list_serials:
 * @states: mask of 1 << #BulletinState
 *
 * For who goes through a library of any size: 100,000 records are 400 KB so, and are
 * read with bulletin_library_get_records(), some at a time.
 *
 * Returns: (transfer full) (element-type guint): the serials, as
 *   bulletin_library_list_bulletins() orders them
 */
GArray *
bulletin_library_list_serials (BulletinLibrary *self,
                               guint            states,
                               GError         **error)
{
  g_autofree char *names = bulletin_store_state_list (states);
  g_autofree char *sql = g_strdup_printf ("SELECT b.serial FROM " BULLETIN_RECORD_TABLES
                                          " WHERE b.state IN (%s) ORDER BY " BULLETIN_RECORD_ORDER,
                                          names);
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);

  return statement != NULL ? list_plain (statement, error) : NULL;
}

/**
 * bulletin_library_list_chain:
 *
 * Returns: (transfer full) (element-type guint): the serials of what is issued or
 *   withdrawn, the first that was issued first
 */
GArray *
bulletin_library_list_chain (BulletinLibrary *self,
                             GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT b.serial FROM issued i JOIN bulletin b ON b.id = i.bulletin ORDER BY i.ordinal", error);

  return statement != NULL ? list_plain (statement, error) : NULL;
}

/**
 * bulletin_library_list_archive:
 * @query: which records, and in what order
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full) (element-type guint): the serials of what is issued or
 *   withdrawn, in order
 */
GArray *
bulletin_library_list_archive (BulletinLibrary             *self,
                               const BulletinArchiveQuery  *query,
                               GCancellable                *cancellable,
                               GError                     **error)
{
  static const char *const sources[] = {
    [BULLETIN_ARCHIVE_BY_DATE] = "serial FROM bulletin b" BY_DATE IN_ARCHIVE,
    [BULLETIN_ARCHIVE_BY_NUMBER] = "serial FROM bulletin b" BY_ISSUE IN_ARCHIVE,
    [BULLETIN_ARCHIVE_BY_TITLE] = "serial, title FROM bulletin b" BY_DATE IN_ARCHIVE,
    [BULLETIN_ARCHIVE_BY_SIGNER] = "b.serial, i.signer FROM bulletin b JOIN issued i ON i.bulletin = b.id WHERE b." IN_ARCHIVE,
    [BULLETIN_ARCHIVE_BY_PAGES] = "b.serial FROM bulletin b JOIN issued i ON i.bulletin = b.id WHERE b." IN_ARCHIVE,
  };
  static const char *const orders[] = {
    [BULLETIN_ARCHIVE_BY_DATE] = "b.date DESC, b.serial DESC",
    [BULLETIN_ARCHIVE_BY_NUMBER] = "b.year DESC, b.number DESC, b.kind DESC, b.serial DESC",
    [BULLETIN_ARCHIVE_BY_TITLE] = "b.date DESC, b.serial DESC",
    [BULLETIN_ARCHIVE_BY_SIGNER] = "b.date DESC, b.serial DESC",
    [BULLETIN_ARCHIVE_BY_PAGES] = "i.n_pages DESC, b.date DESC, b.serial DESC",
  };
  static const char *const ascending_orders[] = {
    [BULLETIN_ARCHIVE_BY_DATE] = "b.date, b.serial",
    [BULLETIN_ARCHIVE_BY_NUMBER] = "b.year, b.number, b.kind, b.serial",
    [BULLETIN_ARCHIVE_BY_TITLE] = "b.date DESC, b.serial DESC",
    [BULLETIN_ARCHIVE_BY_SIGNER] = "b.date DESC, b.serial DESC",
    [BULLETIN_ARCHIVE_BY_PAGES] = "i.n_pages, b.date DESC, b.serial DESC",
  };
  BulletinDatabase *database = bulletin_library_get_database (self);
  g_autoptr (BulletinStatement) statement = NULL;
  const char *source = sources[query->order];
  g_autofree char *sql = NULL;
  GArray *serials;

  g_return_val_if_fail (query->order < G_N_ELEMENTS (sources), NULL);

  /* A year is a small part of it, and what is sorted is small then. */
  if (query->year != 0 && query->order == BULLETIN_ARCHIVE_BY_DATE)
    source = sources[BULLETIN_ARCHIVE_BY_NUMBER];
  sql = g_strdup_printf ("SELECT %s AND %s AND (?2 IS NULL OR b.series = ?2) "
                         "AND (?3 = 0 OR b.state = 'withdrawn' OR EXISTS (SELECT 1 FROM event e "
                         "WHERE e.bulletin = b.id AND e.kind = 'corrected')) ORDER BY %s",
                         source,
                         query->year != 0 ? "b.year = ?1" : "?1 = 0",
                         query->is_ascending ? ascending_orders[query->order] : orders[query->order]);
  statement = bulletin_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_int (statement, 0, query->year);
  bulletin_statement_bind_text (statement, 1, query->series);
  bulletin_statement_bind_int (statement, 2, query->only_changed);

  bulletin_database_set_cancellable (database, cancellable);
  serials = query->order == BULLETIN_ARCHIVE_BY_TITLE || query->order == BULLETIN_ARCHIVE_BY_SIGNER
                ? list_collated (statement, query->is_ascending, cancellable, error)
                : list_plain (statement, error);
  bulletin_database_set_cancellable (database, NULL);

  return serials;
}

/**
 * bulletin_library_list_archive_years:
 * @series: (nullable): only the series with this id
 *
 * Returns: (transfer full) (element-type BulletinArchiveYear): the years that have
 *   records, newest first
 */
GArray *
bulletin_library_list_archive_years (BulletinLibrary *self,
                                     const char      *series,
                                     GError         **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (BulletinArchiveYear));
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         series == NULL
                                             ? "SELECT year, count (*) FROM bulletin" BY_ISSUE IN_ARCHIVE
                                               " AND ?1 IS NULL GROUP BY year ORDER BY year DESC"
                                             : "SELECT year, count (*) FROM bulletin" BY_ISSUE IN_ARCHIVE
                                               " AND series = ?1 GROUP BY year ORDER BY year DESC",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, series);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinArchiveYear year = { bulletin_statement_get_int (statement, 0), bulletin_statement_get_int (statement, 1) };

    g_array_append_val (years, year);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&years) : NULL;
}

/**
 * bulletin_library_get_records:
 * @serials: (array length=n_serials): which
 *
 * Returns: (transfer full) (element-type BulletinRecord): what lists show of them,
 *   in the same order; those that no bulletin has are left out
 */
GPtrArray *
bulletin_library_get_records (BulletinLibrary *self,
                              const guint     *serials,
                              guint            n_serials,
                              GError         **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT " BULLETIN_RECORD_COLUMNS " FROM " BULLETIN_RECORD_TABLES
                                         " WHERE b.serial = ?1",
                                         error);
  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < n_serials; i++) {
    BulletinStep step;

    bulletin_statement_reset (statement);
    bulletin_statement_bind_int (statement, 0, serials[i]);
    step = bulletin_statement_step (statement, error);
    if (step == BULLETIN_STEP_ERROR)
      return NULL;
    if (step == BULLETIN_STEP_ROW)
      g_ptr_array_add (records, bulletin_store_read_record (statement, NULL));
  }

  return g_steal_pointer (&records);
}
