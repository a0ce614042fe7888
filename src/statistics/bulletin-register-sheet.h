/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-register-private.h"

G_BEGIN_DECLS

/* One row of a sheet on its way into a register. */
typedef struct
{
  guint line;
  char **values;                /* canonical, one for each column */
  guint n_values;
  char *refusal;                /* why it is not loaded; NULL if it is */
  BulletinStoredRow *existing;  /* the row that it is, not owned; NULL for a new one */
  char *id;                     /* of an organisation, known before it is written */
  char *superior;               /* of an organisation, as typed */
  guint depth;                  /* of an organisation in the tree */
} BulletinPendingRow;

void      bulletin_pending_row_refuse   (BulletinPendingRow  *self,
                                         char                *reason);
/* Finds the superiors of the organisations that a sheet holds, refuses what is
 * unknown or goes round in a circle, and sorts superiors before those below. */
gboolean  bulletin_register_plant_tree  (GPtrArray           *pending,
                                         GPtrArray           *stored,
                                         gboolean             has_superiors,
                                         GError             **error);

G_END_DECLS
