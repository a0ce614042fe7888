/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-distribution.h"

#include "bulletin-change.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>

/* Who got an issued bulletin. The record itself is frozen; this grows beside it, and
 * every change of it is in the journal. */

/**
 * bulletin_delivery_copy:
 *
 * Returns: (transfer full): a deep copy
 */
BulletinDelivery *
bulletin_delivery_copy (const BulletinDelivery *self)
{
  BulletinDelivery *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->bulletin = g_strdup (self->bulletin);
  copy->name = g_strdup (self->name);
  copy->contact = g_strdup (self->contact);
  copy->address = g_strdup (self->address);
  copy->postcode = g_strdup (self->postcode);
  copy->mail = g_strdup (self->mail);
  copy->sent = g_strdup (self->sent);
  copy->received = g_strdup (self->received);
  copy->received_by = g_strdup (self->received_by);
  copy->note = g_strdup (self->note);

  return copy;
}

void
bulletin_delivery_free (BulletinDelivery *self)
{
  g_free (self->id);
  g_free (self->bulletin);
  g_free (self->name);
  g_free (self->contact);
  g_free (self->address);
  g_free (self->postcode);
  g_free (self->mail);
  g_free (self->sent);
  g_free (self->received);
  g_free (self->received_by);
  g_free (self->note);
  g_free (self);
}

/* The id of an issued bulletin. */
static char *
resolve_issued (BulletinLibrary *self,
                const char      *id,
                GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinState state;

  if (uuid == NULL || !bulletin_store_get_state (self, uuid, &state, error))
    return NULL;
  if (((1u << state) & BULLETIN_STATES_ARCHIVE) == 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This bulletin is not issued yet. Issue it before you send it out."));
    return NULL;
  }

  return g_steal_pointer (&uuid);
}

static GPtrArray *
list_of (BulletinLibrary *self,
         const char      *bulletin,
         GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_delivery_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, bulletin, kind, name, contact, address, postcode, mail, copies, first_copy, "
                                         "last_copy, sent, received, received_by, note, position FROM distribution "
                                         "WHERE bulletin = ?1 ORDER BY CASE kind WHEN 'report' THEN 0 WHEN 'send' THEN 1 ELSE 2 END, "
                                         "position, id",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, bulletin);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinDelivery *delivery = g_new0 (BulletinDelivery, 1);

    delivery->id = g_strdup (bulletin_statement_get_text (statement, 0));
    delivery->bulletin = g_strdup (bulletin_statement_get_text (statement, 1));
    delivery->kind = bulletin_recipient_kind_parse (bulletin_statement_get_text (statement, 2));
    delivery->name = g_strdup (bulletin_statement_get_text (statement, 3));
    delivery->contact = g_strdup (bulletin_statement_get_text (statement, 4));
    delivery->address = g_strdup (bulletin_statement_get_text (statement, 5));
    delivery->postcode = g_strdup (bulletin_statement_get_text (statement, 6));
    delivery->mail = g_strdup (bulletin_statement_get_text (statement, 7));
    delivery->copies = bulletin_statement_get_int (statement, 8);
    delivery->first_copy = bulletin_statement_get_int (statement, 9);
    delivery->last_copy = bulletin_statement_get_int (statement, 10);
    delivery->sent = g_strdup (bulletin_statement_get_text (statement, 11));
    delivery->received = g_strdup (bulletin_statement_get_text (statement, 12));
    delivery->received_by = g_strdup (bulletin_statement_get_text (statement, 13));
    delivery->note = g_strdup (bulletin_statement_get_text (statement, 14));
    delivery->position = bulletin_statement_get_int (statement, 15);
    g_ptr_array_add (list, delivery);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * bulletin_library_list_deliveries:
 * @id: as for bulletin_library_resolve(); an issued bulletin
 *
 * Returns: (transfer full) (nullable) (element-type BulletinDelivery): who got it,
 *   superiors first, then peers, then subordinates
 */
GPtrArray *
bulletin_library_list_deliveries (BulletinLibrary *self,
                                  const char      *id,
                                  GError         **error)
{
  g_autofree char *uuid = resolve_issued (self, id, error);

  return uuid != NULL ? list_of (self, uuid, error) : NULL;
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

static void
set_number (JsonObject *object,
            const char *name,
            int         value)
{
  if (value > 0)
    json_object_set_int_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static gboolean
put_delivery (BulletinLibrary  *self,
              BulletinDelivery *delivery,
              GError          **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *id = NULL;

  json_object_set_string_member (values, "bulletin", delivery->bulletin);
  json_object_set_string_member (values, "kind", bulletin_recipient_kind_to_string (delivery->kind));
  json_object_set_string_member (values, "name", delivery->name);
  set_text (values, "contact", delivery->contact);
  set_text (values, "address", delivery->address);
  set_text (values, "postcode", delivery->postcode);
  set_text (values, "mail", delivery->mail);
  json_object_set_int_member (values, "copies", delivery->copies);
  set_number (values, "first_copy", delivery->first_copy);
  set_number (values, "last_copy", delivery->last_copy);
  set_text (values, "sent", delivery->sent);
  set_text (values, "received", delivery->received);
  set_text (values, "received_by", delivery->received_by);
  set_text (values, "note", delivery->note);
  json_object_set_int_member (values, "position", delivery->position);
  id = bulletin_library_put_row (self, "distribution", delivery->id, values, error);
  if (id != NULL)
    g_set_str (&delivery->id, id);

  return id != NULL;
}

/* Whether a row of the list was ever written: one that was emptied stays empty. */
static gboolean
was_begun (BulletinLibrary *self,
           const char      *bulletin,
           gboolean        *begun,
           GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT EXISTS (SELECT 1 FROM distribution WHERE bulletin = ?1) OR EXISTS "
                                         "(SELECT 1 FROM operation WHERE what = 'begin distribution' AND source_name = ?1)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, bulletin);
  step = bulletin_statement_step (statement, error);
  *begun = step == BULLETIN_STEP_ROW && bulletin_statement_get_int (statement, 0) != 0;

  return step == BULLETIN_STEP_ROW;
}

static gboolean
copy_recipients (BulletinLibrary *self,
                 const char      *bulletin,
                 GError         **error)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (self, bulletin, error);
  g_autoptr (GPtrArray) recipients = NULL;
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *series = NULL;

  if (content == NULL)
    return FALSE;
  /* The series may be called otherwise by now. */
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT s.name FROM bulletin b JOIN series s ON s.id = b.series WHERE b.id = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, bulletin);
  if (bulletin_statement_step (statement, error) != BULLETIN_STEP_ROW)
    return FALSE;
  series = g_strdup (bulletin_statement_get_text (statement, 0));

  recipients = bulletin_library_list_recipients (self, series, error);
  if (recipients == NULL)
    return FALSE;
  for (guint i = 0; i < recipients->len; i++) {
    const BulletinRecipient *recipient = recipients->pdata[i];
    BulletinDelivery delivery = {
      .bulletin = (char *) bulletin,
      .kind = recipient->kind,
      .name = recipient->name,
      .contact = recipient->contact,
      .address = recipient->address,
      .postcode = recipient->postcode,
      .mail = recipient->mail,
      .copies = recipient->copies,
      .position = i,
    };
    gboolean success = put_delivery (self, &delivery, error);

    g_free (delivery.id);
    if (!success)
      return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_library_open_distribution:
 * @id: as for bulletin_library_resolve(); an issued bulletin
 *
 * Who got a bulletin. The first time, the recipients of its series are copied into
 * the list; what becomes of them later does not change it.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinDelivery): the list
 */
GPtrArray *
bulletin_library_open_distribution (BulletinLibrary *self,
                                    const char      *id,
                                    const char      *who,
                                    GError         **error)
{
  g_autofree char *uuid = resolve_issued (self, id, error);
  g_autoptr (GPtrArray) recipients = NULL;
  gboolean begun = FALSE;

  if (uuid == NULL || !was_begun (self, uuid, &begun, error))
    return NULL;
  if (!begun) {
    if (bulletin_library_begin_operation (self, who, "begin distribution", uuid, NULL, error) == NULL)
      return NULL;
    /* Asked again where nobody else writes; with no recipients yet it is not begun. */
    if (!copy_recipients (self, uuid, error) ||
        (recipients = list_of (self, uuid, error)) == NULL || recipients->len == 0) {
      bulletin_library_rollback_operation (self);
      return recipients != NULL ? g_steal_pointer (&recipients) : NULL;
    }
    if (!bulletin_library_commit_operation (self, error))
      return NULL;
  }

  return list_of (self, uuid, error);
}

static gboolean
check (const BulletinDelivery *delivery,
       GError                **error)
{
  const char *message = NULL;

  if (delivery->name == NULL || *delivery->name == '\0')
    message = _("A recipient needs a name. Enter the body or the person.");
  else if (delivery->copies < 0 || delivery->copies > 9999)
    message = _("A recipient gets from 0 to 9999 copies. Enter such a number.");
  else if ((delivery->sent != NULL && !bulletin_date_is_valid (delivery->sent)) ||
           (delivery->received != NULL && !bulletin_date_is_valid (delivery->received)))
    message = _("Dates are written as year, month and day, such as 2024-06-17.");
  else if (delivery->sent != NULL && delivery->received != NULL && g_strcmp0 (delivery->received, delivery->sent) < 0)
    message = _("It cannot be received before it was sent. Look at the two dates.");
  else if (delivery->first_copy > delivery->last_copy)
    message = _("The first copy’s number is higher than the last one’s. Look at the two numbers.");

  if (message != NULL)
    g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID, message);

  return message == NULL;
}

/**
 * bulletin_library_edit_delivery:
 * @delivery: what to store; its id is set when it was %NULL, and then it is put
 *   behind the others
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or %NULL
 *   with %BULLETIN_LIBRARY_ERROR_INVALID when something in it cannot be
 */
char *
bulletin_library_edit_delivery (BulletinLibrary  *self,
                                BulletinDelivery *delivery,
                                const char       *who,
                                GError          **error)
{
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (!check (delivery, error) || (list = bulletin_library_list_deliveries (self, delivery->bulletin, error)) == NULL)
    return NULL;
  if (delivery->id == NULL)
    delivery->position = list->len > 0 ? ((BulletinDelivery *) list->pdata[list->len - 1])->position + 1 : 0;
  operation = g_strdup (bulletin_library_begin_operation (self, who, "edit distribution", NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  if (!put_delivery (self, delivery, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

/**
 * bulletin_library_remove_delivery:
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_remove_delivery (BulletinLibrary *self,
                                  const char      *delivery,
                                  const char      *who,
                                  GError         **error)
{
  g_autofree char *operation = g_strdup (bulletin_library_begin_operation (self, who, "edit distribution", NULL, NULL, error));

  if (operation == NULL)
    return NULL;
  if (!bulletin_library_remove_row (self, "distribution", delivery, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

typedef gboolean (*ChangeFunc) (BulletinDelivery *delivery, gpointer data);

/* Changes all rows of a list as one operation; those that the function leaves alone
 * are not written. */
static char *
change_all (BulletinLibrary *self,
            const char      *id,
            const char      *what,
            ChangeFunc       func,
            gpointer         data,
            const char      *who,
            GError         **error)
{
  g_autofree char *uuid = resolve_issued (self, id, error);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *operation = NULL;
  gboolean success;

  if (uuid == NULL)
    return NULL;
  operation = g_strdup (bulletin_library_begin_operation (self, who, what, NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  list = list_of (self, uuid, error);
  success = list != NULL;
  for (guint i = 0; success && i < list->len; i++)
    if (func (list->pdata[i], data))
      success = put_delivery (self, list->pdata[i], error);
  if (!success) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

static gboolean
send (BulletinDelivery *delivery,
      gpointer          data)
{
  if (delivery->sent != NULL)
    return FALSE;
  g_set_str (&delivery->sent, data);

  return TRUE;
}

/**
 * bulletin_library_send_deliveries:
 * @date: the day
 *
 * Notes a day on which everything was sent that has no such day yet.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_send_deliveries (BulletinLibrary *self,
                                  const char      *id,
                                  const char      *date,
                                  const char      *who,
                                  GError         **error)
{
  if (!bulletin_date_is_valid (date)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("Dates are written as year, month and day, such as 2024-06-17."));
    return NULL;
  }

  return change_all (self, id, "send distribution", send, (gpointer) date, who, error);
}

static gboolean
number (BulletinDelivery *delivery,
        gpointer          data)
{
  int *next = data;
  int first = *next > 0 && delivery->copies > 0 ? *next : 0;
  int last = first > 0 ? first + delivery->copies - 1 : 0;
  gboolean is_changed = delivery->first_copy != first || delivery->last_copy != last;

  delivery->first_copy = first;
  delivery->last_copy = last;
  if (first > 0)
    *next = last + 1;

  return is_changed;
}

/**
 * bulletin_library_number_copies:
 * @first: the number of the first copy; 0 takes the numbers away
 *
 * Gives the copies numbers in the order of the list: who gets three gets three that
 * follow on each other.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_number_copies (BulletinLibrary *self,
                                const char      *id,
                                int              first,
                                const char      *who,
                                GError         **error)
{
  return change_all (self, id, "number copies", number, &first, who, error);
}
