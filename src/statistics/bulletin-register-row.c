/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-private.h"

struct _BulletinRegisterRow {
  GObject parent_instance;

  char *id;
  char **values;
  guint n_values;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (BulletinRegisterRow, bulletin_register_row, G_TYPE_OBJECT)

static void
bulletin_register_row_finalize (GObject *object)
{
  BulletinRegisterRow *self = BULLETIN_REGISTER_ROW (object);

  g_free (self->id);
  g_strfreev (self->values);

  G_OBJECT_CLASS (bulletin_register_row_parent_class)->finalize (object);
}

static void
bulletin_register_row_class_init (BulletinRegisterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_register_row_finalize;
}

static void
bulletin_register_row_init (BulletinRegisterRow *self)
{
}

/*< private >
 * bulletin_register_row_new:
 * @values: (transfer full): one for each column, "" for none
 */
BulletinRegisterRow *
bulletin_register_row_new (const char  *id,
                           char       **values,
                           gboolean     closed)
{
  BulletinRegisterRow *self = g_object_new (BULLETIN_TYPE_REGISTER_ROW, NULL);

  self->id = g_strdup (id);
  self->values = values;
  self->n_values = g_strv_length (values);
  self->closed = closed;

  return self;
}

const char *
bulletin_register_row_get_id (BulletinRegisterRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_ROW (self), NULL);

  return self->id;
}

/**
 * bulletin_register_row_get_value:
 *
 * Returns: (transfer none): the value as people type it, "" for none
 */
const char *
bulletin_register_row_get_value (BulletinRegisterRow *self,
                                 guint                column)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_ROW (self), NULL);
  g_return_val_if_fail (column < self->n_values, "");

  return self->values[column];
}

gboolean
bulletin_register_row_get_closed (BulletinRegisterRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_ROW (self), FALSE);

  return self->closed;
}
