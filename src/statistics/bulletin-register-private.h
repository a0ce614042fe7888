/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-register.h"

G_BEGIN_DECLS

/* How a typed value becomes a stored one. Stored values pass through this
 * folder as text in one canonical form each, so that "the same" is strcmp():
 * dates YYYY-MM-DD, numbers as short as they read back, lists sorted and
 * parted by ；, references by id, choices by their stored word. NULL is empty. */

typedef struct _BulletinReferences BulletinReferences;

/* The register's table in the database. */
const char *bulletin_register_get_table (BulletinRegisterKind        kind);
char       *bulletin_head_fold        (const char                   *head);
char       *bulletin_reference_fold   (const char                   *name);

/* Fails on a value that the column cannot take; *stored NULL for an empty one. */
gboolean    bulletin_value_read       (const BulletinRegisterColumn *column,
                                       const char                   *typed,
                                       BulletinReferences           *references,
                                       char                        **stored,
                                       GError                      **error);
/* The value as people see and type it. */
char       *bulletin_value_show       (const BulletinRegisterColumn *column,
                                       const char                   *stored,
                                       BulletinReferences           *references);
void        bulletin_value_put        (const BulletinRegisterColumn *column,
                                       const char                   *stored,
                                       JsonObject                   *values);
char       *bulletin_value_from_row   (const BulletinRegisterColumn *column,
                                       BulletinStatement            *row,
                                       int                           place);
/* What is wrong with a row as a whole, though each value is good. */
gboolean    bulletin_values_check     (BulletinRegisterKind          kind,
                                       char                        **stored,
                                       int                          *bad_column,
                                       GError                      **error);

/* A row as the database holds it, its values canonical, one for each column. */
typedef struct
{
  char *id;
  char **values;
  guint n_values;
} BulletinStoredRow;

void        bulletin_stored_row_free  (BulletinStoredRow            *self);
/* (element-type BulletinStoredRow), in the register's order, superseded
 * observations left out; id NULL for all. */
GPtrArray  *bulletin_register_read_stored (BulletinLibrary          *library,
                                           BulletinRegisterKind      kind,
                                           const char               *id,
                                           GError                  **error);
BulletinStoredRow *
            bulletin_register_read_one (BulletinLibrary             *library,
                                        BulletinRegisterKind         kind,
                                        const char                  *id,
                                        GError                     **error);
/* Ends an operation one way or the other; keeps the error there is. */
gboolean    bulletin_register_end_operation (BulletinLibrary        *library,
                                             gboolean                success,
                                             GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinStoredRow, bulletin_stored_row_free)

/* Who the names and codes of one register mean. */
/* Those that the columns of the register refer to. */
BulletinReferences *
            bulletin_references_load  (BulletinLibrary              *library,
                                       BulletinRegisterKind          kind,
                                       GError                      **error);
BulletinReferences *
            bulletin_references_new   (void);
void        bulletin_references_free  (BulletinReferences           *self);
void        bulletin_references_add   (BulletinReferences           *self,
                                       BulletinRegisterKind          kind,
                                       const char                   *id,
                                       const char                   *code,
                                       const char                   *name);
const char *bulletin_references_find  (BulletinReferences           *self,
                                       BulletinRegisterKind          kind,
                                       const char                   *typed,
                                       GError                      **error);
const char *bulletin_references_label (BulletinReferences           *self,
                                       BulletinRegisterKind          kind,
                                       const char                   *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinReferences, bulletin_references_free)

G_END_DECLS
