/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-materials.h"

G_BEGIN_DECLS

/**
 * BulletinTermRecord:
 * @id: (nullable): its UUID; %NULL for a new one
 * @kind: what it names
 * @name: the name
 * @post: (nullable): a person's post
 * @short_names: (nullable): other names that are right, parted by ；
 * @wrong_names: (nullable): names not to be used, parted by ；
 *
 * A line of the office's list of names. Names are unique within a kind.
 */
typedef struct
{
  char *id;
  BulletinTermKind kind;
  char *name;
  char *post;
  char *short_names;
  char *wrong_names;
} BulletinTermRecord;

void        bulletin_term_record_free       (BulletinTermRecord       *self);
const char *bulletin_term_kind_to_string    (BulletinTermKind          kind);
/* The names of a field, which ；;、，, part; (transfer full). */
char      **bulletin_term_split_names       (const char               *names);

/* By kind and name; (element-type BulletinTermRecord), (transfer full). */
GPtrArray  *bulletin_library_list_terms     (BulletinLibrary          *self,
                                             GError                  **error);
gboolean    bulletin_library_put_term       (BulletinLibrary          *self,
                                             BulletinTermRecord       *term,
                                             const char               *who,
                                             GError                  **error);
/* Stores one and gives the operation, with which it can be taken back; (transfer full). */
char       *bulletin_library_edit_term      (BulletinLibrary          *self,
                                             BulletinTermRecord       *term,
                                             const char               *who,
                                             GError                  **error);
/* Several as one change, or none; @source: (nullable), the file they are from;
 * @operation: (out) (optional) (nullable), that of the change if there was one. */
gboolean    bulletin_library_put_terms      (BulletinLibrary          *self,
                                             const GPtrArray          *terms,
                                             const char               *source_name,
                                             GBytes                   *source,
                                             const char               *who,
                                             char                    **operation,
                                             GError                  **error);
/* Gives the operation, with which it can be taken back; (transfer full). */
char       *bulletin_library_remove_term    (BulletinLibrary          *self,
                                             const char               *id,
                                             const char               *who,
                                             GError                  **error);
/* The list, and the names of the register's organisations. */
gboolean    bulletin_library_read_terms     (BulletinLibrary          *self,
                                             BulletinMaterials        *materials,
                                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTermRecord, bulletin_term_record_free)

G_END_DECLS
