/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

/**
 * BulletinPersonRole:
 * @BULLETIN_PERSON_EDITOR: writes, and is not asked for review
 * @BULLETIN_PERSON_REVIEWER: reads and decides
 * @BULLETIN_PERSON_BOTH: does both
 */
typedef enum
{
  BULLETIN_PERSON_EDITOR,
  BULLETIN_PERSON_REVIEWER,
  BULLETIN_PERSON_BOTH,
} BulletinPersonRole;

/**
 * BulletinPerson:
 * @id: (nullable): its UUID; %NULL for one who is not in the list of people
 * @name: the name; unique in the list
 * @post: (nullable): the post
 * @role: what the person does
 * @position: the place in lists of people
 *
 * Somebody of the office.
 */
typedef struct
{
  char *id;
  char *name;
  char *post;
  BulletinPersonRole role;
  int position;
} BulletinPerson;

void        bulletin_person_free             (BulletinPerson      *self);
const char *bulletin_person_role_to_string   (BulletinPersonRole   role);
gboolean    bulletin_person_role_parse       (const char          *text,
                                              BulletinPersonRole  *role);

/* By position and name; (element-type BulletinPerson), (transfer full). */
GPtrArray  *bulletin_library_list_people     (BulletinLibrary     *self,
                                              GError             **error);
/* Whom a bulletin can be sent to: the people who review, then whoever was asked
 * before, then the persons among the terms. */
GPtrArray  *bulletin_library_list_reviewers  (BulletinLibrary     *self,
                                              GError             **error);
/* These return the operation, for bulletin_library_undo_operation(). */
char       *bulletin_library_put_person      (BulletinLibrary     *self,
                                              BulletinPerson      *person,
                                              const char          *who,
                                              GError             **error);
char       *bulletin_library_remove_person   (BulletinLibrary     *self,
                                              const char          *id,
                                              const char          *who,
                                              GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPerson, bulletin_person_free)

G_END_DECLS
