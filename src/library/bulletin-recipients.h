/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

/**
 * BulletinRecipientKind:
 * @BULLETIN_RECIPIENT_REPORT: a superior (报)
 * @BULLETIN_RECIPIENT_SEND: a peer (送)
 * @BULLETIN_RECIPIENT_DISTRIBUTE: a subordinate (发)
 */
typedef enum
{
  BULLETIN_RECIPIENT_REPORT,
  BULLETIN_RECIPIENT_SEND,
  BULLETIN_RECIPIENT_DISTRIBUTE,
} BulletinRecipientKind;

#define BULLETIN_N_RECIPIENT_KINDS 3

const char            *bulletin_recipient_kind_to_string (BulletinRecipientKind  kind); /* "report", as stored */
const char            *bulletin_recipient_kind_get_label (BulletinRecipientKind  kind); /* translated */
BulletinRecipientKind  bulletin_recipient_kind_parse     (const char            *text);

/**
 * BulletinRecipient:
 * @id: (nullable): %NULL while it is not stored
 * @series: the series' id
 * @kind: the group that it stands in
 * @name: the body or the person
 * @contact: (nullable): for whose attention
 * @address, @postcode: (nullable): where paper goes
 * @mail: (nullable): where mail goes
 * @copies: how many it gets
 * @position: its place in its group, from 0
 *
 * Whom a series goes to.
 */
typedef struct
{
  char *id;
  char *series;
  BulletinRecipientKind kind;
  char *name;
  char *contact;
  char *address;
  char *postcode;
  char *mail;
  int copies;
  int position;
} BulletinRecipient;

BulletinRecipient *bulletin_recipient_copy          (const BulletinRecipient *self);
void               bulletin_recipient_free          (BulletinRecipient       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinRecipient, bulletin_recipient_free)

/* series: a name, NULL for the first; (element-type BulletinRecipient): by group and
 * position. */
GPtrArray         *bulletin_library_list_recipients (BulletinLibrary         *self,
                                                     const char              *series,
                                                     GError                 **error);
/* Inserts (id NULL, which it sets, behind the others of its group) or updates. Returns
 * the operation, for bulletin_library_undo_operation(). */
char              *bulletin_library_edit_recipient  (BulletinLibrary         *self,
                                                     BulletinRecipient       *recipient,
                                                     const char              *who,
                                                     GError                 **error);
char              *bulletin_library_remove_recipient (BulletinLibrary        *self,
                                                      const char             *id,
                                                      const char             *who,
                                                      GError                **error);
/* Swaps it with the one before (by −1) or behind (by 1) in its group. */
char              *bulletin_library_move_recipient  (BulletinLibrary         *self,
                                                     const char              *id,
                                                     int                      by,
                                                     const char              *who,
                                                     GError                 **error);
/* The names of a group as a line of the tail has them; NULL if it is empty. */
char              *bulletin_recipients_format_line  (const GPtrArray         *recipients,
                                                     BulletinRecipientKind    kind);

G_END_DECLS
