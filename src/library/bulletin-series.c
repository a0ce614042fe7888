/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-change.h"
#include "bulletin-ledger.h"

#include <glib/gi18n.h>

/* Series of bulletins. */

/**
 * bulletin_series_copy:
 * @self: a series
 *
 * Returns: (transfer full): a deep copy
 */
BulletinSeries *
bulletin_series_copy (const BulletinSeries *self)
{
  BulletinSeries *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->issuer = g_strdup (self->issuer);
  copy->report_to = g_strdup (self->report_to);
  copy->send_to = g_strdup (self->send_to);
  copy->distribute_to = g_strdup (self->distribute_to);
  copy->page_template = g_strdup (self->page_template);
  copy->default_text = g_strdup (self->default_text);
  copy->secrecy = g_strdup (self->secrecy);
  copy->fonds = g_strdup (self->fonds);
  copy->retention = g_strdup (self->retention);
  copy->code = g_strdup (self->code);

  return copy;
}

/**
 * bulletin_series_equal:
 * @a: a series
 * @b: another
 *
 * Returns: whether nothing of one differs from the other
 */
gboolean
bulletin_series_equal (const BulletinSeries *a,
                       const BulletinSeries *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->issuer, b->issuer) == 0 &&
         g_strcmp0 (a->report_to, b->report_to) == 0 && g_strcmp0 (a->send_to, b->send_to) == 0 &&
         g_strcmp0 (a->distribute_to, b->distribute_to) == 0 && a->copies == b->copies && a->uses_total == b->uses_total &&
         g_strcmp0 (a->page_template, b->page_template) == 0 && g_strcmp0 (a->default_text, b->default_text) == 0 &&
         a->target_length == b->target_length && g_strcmp0 (a->secrecy, b->secrecy) == 0 &&
         a->needs_approval == b->needs_approval && a->separate_people == b->separate_people &&
         g_strcmp0 (a->fonds, b->fonds) == 0 && g_strcmp0 (a->retention, b->retention) == 0 && g_strcmp0 (a->code, b->code) == 0;
}

void
bulletin_series_free (BulletinSeries *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->issuer);
  g_free (self->report_to);
  g_free (self->send_to);
  g_free (self->distribute_to);
  g_free (self->page_template);
  g_free (self->default_text);
  g_free (self->secrecy);
  g_free (self->fonds);
  g_free (self->retention);
  g_free (self->code);
  g_free (self);
}

static void
fill_in (char      **field,
         const char *value)
{
  if (*field == NULL)
    bulletin_metadata_set_string (field, value);
}

/**
 * bulletin_series_fill_in:
 * @self: a series
 * @metadata: what is known of a bulletin
 *
 * Gives @metadata what it does not have yet and @self does: name, issuer,
 * recipients and copies. Recipients go together: who names some means no others.
 */
void
bulletin_series_fill_in (const BulletinSeries *self,
                         BulletinMetadata     *metadata)
{
  fill_in (&metadata->series, self->name);
  fill_in (&metadata->issuer, self->issuer);
  if (metadata->report_to == NULL && metadata->send_to == NULL && metadata->distribute_to == NULL) {
    fill_in (&metadata->report_to, self->report_to);
    fill_in (&metadata->send_to, self->send_to);
    fill_in (&metadata->distribute_to, self->distribute_to);
  }
  if (metadata->copies <= 0)
    metadata->copies = self->copies;
}

/**
 * bulletin_library_list_series:
 *
 * Returns: (transfer full) (element-type BulletinSeries): all series, by their
 *   place in the list and, at the same place, in the order in which they were made
 */
GPtrArray *
bulletin_library_list_series (BulletinLibrary *self,
                              GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_series_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, name, issuer, report_to, send_to, distribute_to, copies, "
                                         "uses_total, template, default_text, target_length, secrecy, position, "
                                         "needs_approval, separate_people, fonds, retention, code "
                                         "FROM series ORDER BY position, id",
                                         error);
  if (statement == NULL)
    return NULL;

  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinSeries *series = g_new0 (BulletinSeries, 1);

    series->id = g_strdup (bulletin_statement_get_text (statement, 0));
    series->name = g_strdup (bulletin_statement_get_text (statement, 1));
    series->issuer = g_strdup (bulletin_statement_get_text (statement, 2));
    series->report_to = g_strdup (bulletin_statement_get_text (statement, 3));
    series->send_to = g_strdup (bulletin_statement_get_text (statement, 4));
    series->distribute_to = g_strdup (bulletin_statement_get_text (statement, 5));
    series->copies = bulletin_statement_get_int (statement, 6);
    series->uses_total = bulletin_statement_get_int (statement, 7) != 0;
    series->page_template = g_strdup (bulletin_statement_get_text (statement, 8));
    series->default_text = g_strdup (bulletin_statement_get_text (statement, 9));
    series->target_length = bulletin_statement_get_int (statement, 10);
    series->secrecy = g_strdup (bulletin_statement_get_text (statement, 11));
    series->position = bulletin_statement_get_int (statement, 12);
    series->needs_approval = bulletin_statement_get_int (statement, 13) != 0;
    series->separate_people = bulletin_statement_get_int (statement, 14) != 0;
    series->fonds = g_strdup (bulletin_statement_get_text (statement, 15));
    series->retention = g_strdup (bulletin_statement_get_text (statement, 16));
    series->code = g_strdup (bulletin_statement_get_text (statement, 17));
    g_ptr_array_add (list, series);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * bulletin_library_get_series:
 * @name: (nullable): its name; %NULL for the first series
 *
 * Returns: (transfer full): the series, or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND
 */
BulletinSeries *
bulletin_library_get_series (BulletinLibrary *self,
                             const char      *name,
                             GError         **error)
{
  g_autoptr (GPtrArray) list = bulletin_library_list_series (self, error);

  if (list == NULL)
    return NULL;

  for (guint i = 0; i < list->len; i++) {
    BulletinSeries *series = list->pdata[i];

    if (name == NULL || g_str_equal (series->name, name)) {
      g_ptr_array_set_free_func (list, NULL);
      for (guint j = 0; j < list->len; j++)
        if (j != i)
          bulletin_series_free (list->pdata[j]);
      return series;
    }
  }

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
               name != NULL ? _("There is no series “%s”. Choose one in the bulletin’s properties.")
                            : _("The library has no series yet%s. Make one first."),
               name != NULL ? name : "");

  return NULL;
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/* Whether another series than the one with @id (or than a new one) has the name. */
static gboolean
name_is_free (BulletinLibrary      *self,
              const BulletinSeries *series,
              GError              **error)
{
  g_autoptr (GPtrArray) list = bulletin_library_list_series (self, error);

  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < list->len; i++) {
    const BulletinSeries *other = list->pdata[i];

    if (g_str_equal (other->name, series->name) && g_strcmp0 (other->id, series->id) != 0) {
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                   _("There is a series “%s” already. Choose another name."), series->name);
      return FALSE;
    }
  }

  return TRUE;
}

static JsonObject *
series_to_row (const BulletinSeries *series)
{
  JsonObject *values = json_object_new ();

  json_object_set_string_member (values, "name", series->name);
  set_text (values, "issuer", series->issuer);
  set_text (values, "report_to", series->report_to);
  set_text (values, "send_to", series->send_to);
  set_text (values, "distribute_to", series->distribute_to);
  set_text (values, "default_text", series->default_text);
  set_text (values, "secrecy", series->secrecy);
  set_text (values, "fonds", series->fonds);
  set_text (values, "retention", series->retention);
  set_text (values, "code", series->code);
  json_object_set_int_member (values, "copies", series->copies);
  json_object_set_int_member (values, "uses_total", series->uses_total ? 1 : 0);
  json_object_set_int_member (values, "target_length", series->target_length);
  json_object_set_int_member (values, "position", series->position);
  json_object_set_int_member (values, "needs_approval", series->needs_approval ? 1 : 0);
  json_object_set_int_member (values, "separate_people", series->separate_people ? 1 : 0);
  json_object_set_string_member (values, "template", series->page_template != NULL ? series->page_template : "{}");

  return values;
}

/**
 * bulletin_library_edit_series:
 * @series: what to store; its id is set when it was %NULL, and then it is put
 *   behind the others
 * @who: the person's name
 *
 * Stores a series. Under another name, its open bulletins go with it; what is
 * issued keeps the name that it had.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or
 *   %NULL with %BULLETIN_LIBRARY_ERROR_INVALID if it has no name or another
 *   series' one
 */
char *
bulletin_library_edit_series (BulletinLibrary *self,
                              BulletinSeries  *series,
                              const char      *who,
                              GError         **error)
{
  g_autoptr (JsonObject) values = NULL;
  g_autofree char *id = NULL;
  g_autofree char *operation = NULL;

  if (series->name == NULL || *series->name == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A series needs a name. Enter what stands in the red head."));
    return NULL;
  }
  if (!name_is_free (self, series, error))
    return NULL;
  if (series->id == NULL) {
    g_autoptr (GPtrArray) list = bulletin_library_list_series (self, error);

    if (list == NULL)
      return NULL;
    series->position = list->len > 0 ? ((BulletinSeries *) list->pdata[list->len - 1])->position + 1 : 0;
  }

  values = series_to_row (series);
  operation = g_strdup (bulletin_library_begin_operation (self, who, "edit series", NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  id = bulletin_library_put_row (self, "series", series->id, values, error);
  if (id == NULL) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }
  if (!bulletin_library_commit_operation (self, error))
    return NULL;

  if (series->id == NULL)
    series->id = g_steal_pointer (&id);

  return g_steal_pointer (&operation);
}

/**
 * bulletin_library_put_series:
 * @series: as for bulletin_library_edit_series()
 * @who: the person's name
 *
 * Returns: whether it was stored
 */
gboolean
bulletin_library_put_series (BulletinLibrary *self,
                             BulletinSeries  *series,
                             const char      *who,
                             GError         **error)
{
  g_autofree char *operation = bulletin_library_edit_series (self, series, who, error);

  return operation != NULL;
}

/* Whether nothing refers to a series, so that it can go. */
static gboolean
is_unused (BulletinLibrary *self,
           const char      *id,
           gboolean        *unused,
           GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT 1 FROM bulletin WHERE series = ?1 "
                                         "UNION ALL SELECT 1 FROM ledger WHERE series = ?1 LIMIT 1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  *unused = step == BULLETIN_STEP_DONE;

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_library_remove_series:
 * @id: a series
 * @who: the person's name
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or
 *   %NULL with %BULLETIN_LIBRARY_ERROR_STATE if the series has bulletins, or has
 *   given out numbers
 */
char *
bulletin_library_remove_series (BulletinLibrary *self,
                                const char      *id,
                                const char      *who,
                                GError         **error)
{
  g_autofree char *operation = NULL;
  gboolean unused;

  if (!is_unused (self, id, &unused, error))
    return NULL;
  if (!unused) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This series has bulletins, so it has to stay. Delete its drafts or move them to another series first; what is issued stays in its series."));
    return NULL;
  }

  operation = g_strdup (bulletin_library_begin_operation (self, who, "remove series", NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  if (!bulletin_library_remove_row (self, "series", id, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

static gboolean
set_position (BulletinLibrary *self,
              const char      *id,
              guint            position,
              GError         **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *row = NULL;

  json_object_set_int_member (values, "position", position);
  row = bulletin_library_put_row (self, "series", id, values, error);

  return row != NULL;
}

/**
 * bulletin_library_move_series:
 * @id: a series
 * @position: where it is to be among the others, from 0; the end at most
 * @who: the person's name
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_move_series (BulletinLibrary *self,
                              const char      *id,
                              guint            position,
                              const char      *who,
                              GError         **error)
{
  g_autoptr (GPtrArray) list = bulletin_library_list_series (self, error);
  g_autofree char *operation = NULL;
  guint place = 0;

  if (list == NULL)
    return NULL;
  operation = g_strdup (bulletin_library_begin_operation (self, who, "move series", NULL, NULL, error));
  if (operation == NULL)
    return NULL;

  position = MIN (position, list->len - 1);
  for (guint i = 0; i < list->len; i++) {
    const BulletinSeries *series = list->pdata[i];
    const gboolean is_moved = g_str_equal (series->id, id);

    if (!is_moved && place == position)
      place++;
    if (!set_position (self, series->id, is_moved ? position : place, error)) {
      bulletin_library_rollback_operation (self);
      return NULL;
    }
    if (!is_moved)
      place++;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

/* The running number after the highest of the series. The first one is typed in:
 * the library cannot know how many there were before it. */
static gboolean
propose_total (BulletinLibrary      *self,
               const BulletinSeries *series,
               BulletinMetadata     *metadata,
               GError              **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  if (!series->uses_total || metadata->kind == BULLETIN_KIND_SUPPLEMENT)
    return TRUE;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT max (json_extract (coalesce (w.metadata, r.metadata), '$.total_number')) + 1 "
                                         "FROM bulletin b LEFT JOIN revision r ON r.id = b.revision "
                                         "LEFT JOIN working_copy w ON w.bulletin = b.id WHERE b.series = ?1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, series->id);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW && bulletin_statement_get_int (statement, 0) > 1)
    metadata->total_number = bulletin_statement_get_int (statement, 0);

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_library_start_bulletin:
 * @series: (nullable): the series' name; %NULL for the first
 * @kind: regular issue or supplement
 * @year: the year that its number counts in
 * @who: the person's name
 *
 * Makes a draft with what the series gives to a new one: its text, issuer,
 * recipients, copies and secrecy, and the numbers that come next, which are bound
 * only when it is issued.
 *
 * Returns: (transfer full) (nullable): the draft's id
 */
char *
bulletin_library_start_bulletin (BulletinLibrary *self,
                                 const char      *series,
                                 BulletinKind     kind,
                                 int              year,
                                 const char      *who,
                                 GError         **error)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinSeries) found = NULL;
  g_autofree char *id = bulletin_store_find_series (self, series, error);

  if (id == NULL || (found = bulletin_library_get_series (self, series, error)) == NULL)
    return NULL;

  bulletin_series_fill_in (found, metadata);
  bulletin_metadata_set_string (&metadata->secrecy, found->secrecy);
  metadata->kind = kind;
  metadata->year = year;
  metadata->number = bulletin_library_propose_number (self, found->name, kind, year, NULL, error);
  if (metadata->number == 0 || !propose_total (self, found, metadata, error))
    return NULL;

  return bulletin_library_create_bulletin (self, metadata, found->default_text != NULL ? found->default_text : "", NULL, who, error);
}

/*< private >
 * bulletin_store_find_series:
 * @name: (nullable): its name, %NULL for the first
 *
 * Makes the series when there is none of that name.
 *
 * Returns: (transfer full): its id
 */
char *
bulletin_store_find_series (BulletinLibrary *library,
                            const char      *name,
                            GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BulletinSeries) series = bulletin_library_get_series (library, name, &local_error);

  if (series == NULL) {
    if (!g_error_matches (local_error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
    series = g_new0 (BulletinSeries, 1);
    series->name = g_strdup (name != NULL ? name : "工作简报");
    if (!bulletin_library_put_series (library, series, "", error))
      return NULL;
  }

  return g_steal_pointer (&series->id);
}
