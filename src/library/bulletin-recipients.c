/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-recipients.h"

#include "bulletin-change.h"
#include "bulletin-store.h"

#include <glib/gi18n.h>
#include <string.h>

/* Whom a series goes to. */

static const struct
{
  const char *name;
  const char *label;
} kinds[BULLETIN_N_RECIPIENT_KINDS] = {
  [BULLETIN_RECIPIENT_REPORT] = { "report", NC_ ("recipients", "Reports To") },
  [BULLETIN_RECIPIENT_SEND] = { "send", NC_ ("recipients", "Sent To") },
  [BULLETIN_RECIPIENT_DISTRIBUTE] = { "distribute", NC_ ("recipients", "Distributed To") },
};

const char *
bulletin_recipient_kind_to_string (BulletinRecipientKind kind)
{
  return kinds[kind].name;
}

/**
 * bulletin_recipient_kind_get_label:
 *
 * Returns: (transfer none): the group for people, translated
 */
const char *
bulletin_recipient_kind_get_label (BulletinRecipientKind kind)
{
  return g_dpgettext2 (NULL, "recipients", kinds[kind].label);
}

BulletinRecipientKind
bulletin_recipient_kind_parse (const char *text)
{
  for (guint i = 0; i < BULLETIN_N_RECIPIENT_KINDS; i++)
    if (g_strcmp0 (kinds[i].name, text) == 0)
      return i;

  return BULLETIN_RECIPIENT_DISTRIBUTE;
}

/**
 * bulletin_recipient_copy:
 *
 * Returns: (transfer full): a deep copy
 */
BulletinRecipient *
bulletin_recipient_copy (const BulletinRecipient *self)
{
  BulletinRecipient *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->series = g_strdup (self->series);
  copy->name = g_strdup (self->name);
  copy->contact = g_strdup (self->contact);
  copy->address = g_strdup (self->address);
  copy->postcode = g_strdup (self->postcode);
  copy->mail = g_strdup (self->mail);

  return copy;
}

void
bulletin_recipient_free (BulletinRecipient *self)
{
  g_free (self->id);
  g_free (self->series);
  g_free (self->name);
  g_free (self->contact);
  g_free (self->address);
  g_free (self->postcode);
  g_free (self->mail);
  g_free (self);
}

#define COLUMNS "id, series, kind, name, contact, address, postcode, mail, copies, position"
#define GROUP_ORDER "CASE kind WHEN 'report' THEN 0 WHEN 'send' THEN 1 ELSE 2 END"

static BulletinRecipient *
read_recipient (BulletinStatement *statement)
{
  BulletinRecipient *recipient = g_new0 (BulletinRecipient, 1);

  recipient->id = g_strdup (bulletin_statement_get_text (statement, 0));
  recipient->series = g_strdup (bulletin_statement_get_text (statement, 1));
  recipient->kind = bulletin_recipient_kind_parse (bulletin_statement_get_text (statement, 2));
  recipient->name = g_strdup (bulletin_statement_get_text (statement, 3));
  recipient->contact = g_strdup (bulletin_statement_get_text (statement, 4));
  recipient->address = g_strdup (bulletin_statement_get_text (statement, 5));
  recipient->postcode = g_strdup (bulletin_statement_get_text (statement, 6));
  recipient->mail = g_strdup (bulletin_statement_get_text (statement, 7));
  recipient->copies = bulletin_statement_get_int (statement, 8);
  recipient->position = bulletin_statement_get_int (statement, 9);

  return recipient;
}

/* Those of a series, by its id. */
static GPtrArray *
list_of (BulletinLibrary *self,
         const char      *series,
         GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_recipient_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT " COLUMNS " FROM recipient WHERE series = ?1 "
                                         "ORDER BY " GROUP_ORDER ", position, id",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, series);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (list, read_recipient (statement));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * bulletin_library_list_recipients:
 * @series: (nullable): a series' name; %NULL for the first
 *
 * Returns: (transfer full) (nullable) (element-type BulletinRecipient): whom it goes
 *   to, superiors first, then peers, then subordinates, each by their place
 */
GPtrArray *
bulletin_library_list_recipients (BulletinLibrary *self,
                                  const char      *series,
                                  GError         **error)
{
  g_autoptr (BulletinSeries) found = bulletin_library_get_series (self, series, error);

  return found != NULL ? list_of (self, found->id, error) : NULL;
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

static gboolean
check (BulletinLibrary         *self,
       const BulletinRecipient *recipient,
       GPtrArray               *list,
       GError                 **error)
{
  if (recipient->name == NULL || *recipient->name == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A recipient needs a name. Enter the body or the person."));
    return FALSE;
  }
  if (recipient->copies < 0 || recipient->copies > 9999) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A recipient gets from 0 to 9999 copies. Enter such a number."));
    return FALSE;
  }
  for (guint i = 0; i < list->len; i++) {
    const BulletinRecipient *other = list->pdata[i];

    if (other->kind == recipient->kind && g_str_equal (other->name, recipient->name) && g_strcmp0 (other->id, recipient->id) != 0) {
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                   _("“%s” stands in this group already. Change that row instead."), recipient->name);
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * bulletin_library_edit_recipient:
 * @recipient: what to store; its id is set when it was %NULL, and then it is put
 *   behind the others of its group
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or %NULL
 *   with %BULLETIN_LIBRARY_ERROR_INVALID when the name is missing or taken
 */
char *
bulletin_library_edit_recipient (BulletinLibrary   *self,
                                 BulletinRecipient *recipient,
                                 const char        *who,
                                 GError           **error)
{
  g_autoptr (GPtrArray) list = list_of (self, recipient->series, error);
  g_autoptr (JsonObject) values = NULL;
  g_autofree char *operation = NULL;
  g_autofree char *id = NULL;

  if (list == NULL || !check (self, recipient, list, error))
    return NULL;
  if (recipient->id == NULL) {
    recipient->position = 0;
    for (guint i = 0; i < list->len; i++) {
      const BulletinRecipient *other = list->pdata[i];

      if (other->kind == recipient->kind)
        recipient->position = MAX (recipient->position, other->position + 1);
    }
  }

  values = json_object_new ();
  json_object_set_string_member (values, "series", recipient->series);
  json_object_set_string_member (values, "kind", kinds[recipient->kind].name);
  json_object_set_string_member (values, "name", recipient->name);
  set_text (values, "contact", recipient->contact);
  set_text (values, "address", recipient->address);
  set_text (values, "postcode", recipient->postcode);
  set_text (values, "mail", recipient->mail);
  json_object_set_int_member (values, "copies", recipient->copies);
  json_object_set_int_member (values, "position", recipient->position);

  operation = g_strdup (bulletin_library_begin_operation (self, who, "edit recipient", NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  id = bulletin_library_put_row (self, "recipient", recipient->id, values, error);
  if (id == NULL) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }
  if (!bulletin_library_commit_operation (self, error))
    return NULL;
  g_set_str (&recipient->id, id);

  return g_steal_pointer (&operation);
}

/**
 * bulletin_library_remove_recipient:
 *
 * What was sent to it stays in the records.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_remove_recipient (BulletinLibrary *self,
                                   const char      *id,
                                   const char      *who,
                                   GError         **error)
{
  g_autofree char *operation = g_strdup (bulletin_library_begin_operation (self, who, "remove recipient", NULL, NULL, error));

  if (operation == NULL)
    return NULL;
  if (!bulletin_library_remove_row (self, "recipient", id, error)) {
    bulletin_library_rollback_operation (self);
    return NULL;
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

/* The group of a recipient, in order; *place is where it stands. */
static GPtrArray *
list_group (BulletinLibrary *self,
            const char      *id,
            guint           *place,
            GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_recipient_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT " COLUMNS " FROM recipient WHERE (series, kind) IN "
                                         "(SELECT series, kind FROM recipient WHERE id = ?1) ORDER BY position, id",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinRecipient *recipient = read_recipient (statement);

    if (g_str_equal (recipient->id, id))
      *place = list->len;
    g_ptr_array_add (list, recipient);
  }
  if (step == BULLETIN_STEP_DONE && list->len == 0)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("This row is no longer there. Look at the list again."));

  return step == BULLETIN_STEP_DONE && list->len > 0 ? g_steal_pointer (&list) : NULL;
}

/**
 * bulletin_library_move_recipient:
 * @by: −1 to stand before the one before it in its group, 1 behind the next
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone
 */
char *
bulletin_library_move_recipient (BulletinLibrary *self,
                                 const char      *id,
                                 int              by,
                                 const char      *who,
                                 GError         **error)
{
  guint place = 0;
  g_autoptr (GPtrArray) group = list_group (self, id, &place, error);
  g_autofree char *operation = NULL;
  guint target;

  if (group == NULL)
    return NULL;
  target = CLAMP ((int) place + by, 0, (int) group->len - 1);
  operation = g_strdup (bulletin_library_begin_operation (self, who, "move recipient", NULL, NULL, error));
  if (operation == NULL)
    return NULL;
  for (guint i = 0; i < group->len; i++) {
    const BulletinRecipient *recipient = group->pdata[i];
    g_autoptr (JsonObject) values = json_object_new ();
    g_autofree char *row = NULL;
    guint position = i;

    if (i == place)
      position = target;
    else if (i == target)
      position = place;
    json_object_set_int_member (values, "position", position);
    row = bulletin_library_put_row (self, "recipient", recipient->id, values, error);
    if (row == NULL) {
      bulletin_library_rollback_operation (self);
      return NULL;
    }
  }

  return bulletin_library_commit_operation (self, error) ? g_steal_pointer (&operation) : NULL;
}

/**
 * bulletin_recipients_format_line:
 * @recipients: (element-type BulletinRecipient): recipients
 * @kind: the group
 *
 * Returns: (transfer full) (nullable): their names as the line of the tail has them;
 *   %NULL if nobody stands in the group
 */
char *
bulletin_recipients_format_line (const GPtrArray      *recipients,
                                 BulletinRecipientKind kind)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < recipients->len; i++) {
    const BulletinRecipient *recipient = recipients->pdata[i];

    if (recipient->kind == kind)
      g_string_append_printf (line, "%s%s", line->len > 0 ? "，" : "", recipient->name);
  }

  return line->len > 0 ? g_string_free_and_steal (g_steal_pointer (&line)) : NULL;
}
