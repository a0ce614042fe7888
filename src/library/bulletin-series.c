/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-change.h"

#include <glib/gi18n.h>

/* Series of bulletins. */

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
  g_free (self);
}

/**
 * bulletin_library_list_series:
 *
 * Returns: (transfer full) (element-type BulletinSeries): all series, in the
 *   order in which they were made
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
                                         "uses_total, template FROM series ORDER BY id",
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

/**
 * bulletin_library_put_series:
 * @series: what to store; its id is set when it was %NULL
 */
gboolean
bulletin_library_put_series (BulletinLibrary *self,
                             BulletinSeries  *series,
                             const char      *who,
                             GError         **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *id = NULL;

  if (series->name == NULL || *series->name == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A series needs a name. Enter what stands in the red head."));
    return FALSE;
  }

  json_object_set_string_member (values, "name", series->name);
  set_text (values, "issuer", series->issuer);
  set_text (values, "report_to", series->report_to);
  set_text (values, "send_to", series->send_to);
  set_text (values, "distribute_to", series->distribute_to);
  json_object_set_int_member (values, "copies", series->copies);
  json_object_set_int_member (values, "uses_total", series->uses_total ? 1 : 0);
  json_object_set_string_member (values, "template", series->page_template != NULL ? series->page_template : "{}");

  if (bulletin_library_begin_operation (self, who, "edit series", NULL, NULL, error) == NULL)
    return FALSE;
  id = bulletin_library_put_row (self, "series", series->id, values, error);
  if (id == NULL) {
    bulletin_library_rollback_operation (self);
    return FALSE;
  }
  if (!bulletin_library_commit_operation (self, error))
    return FALSE;

  if (series->id == NULL)
    series->id = g_steal_pointer (&id);

  return TRUE;
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
