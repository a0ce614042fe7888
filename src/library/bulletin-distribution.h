/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-recipients.h"

G_BEGIN_DECLS

/**
 * BulletinDelivery:
 * @id: (nullable): %NULL while it is not stored
 * @bulletin: the issued bulletin's id
 * @kind, @name, @contact, @address, @postcode, @mail, @copies: the recipient, as it
 *   was then
 * @first_copy, @last_copy: which copies, where they are numbered; else 0
 * @sent, @received: (nullable): dates, YYYY-MM-DD
 * @received_by: (nullable): who signed for it
 * @note: (nullable): a remark
 * @position: its place in the list, from 0
 *
 * What one recipient got of an issued bulletin.
 */
typedef struct
{
  char *id;
  char *bulletin;
  BulletinRecipientKind kind;
  char *name;
  char *contact;
  char *address;
  char *postcode;
  char *mail;
  int copies;
  int first_copy;
  int last_copy;
  char *sent;
  char *received;
  char *received_by;
  char *note;
  int position;
} BulletinDelivery;

BulletinDelivery *bulletin_delivery_copy               (const BulletinDelivery *self);
void              bulletin_delivery_free               (BulletinDelivery       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinDelivery, bulletin_delivery_free)

/* (element-type BulletinDelivery): by group and position; STATE if it is not issued. */
GPtrArray        *bulletin_library_list_deliveries     (BulletinLibrary        *self,
                                                        const char             *id,
                                                        GError                **error);
/* The same; where the list is empty and was never begun, the series' recipients are
 * copied into it first. */
GPtrArray        *bulletin_library_open_distribution   (BulletinLibrary        *self,
                                                        const char             *id,
                                                        const char             *who,
                                                        GError                **error);
/* Inserts or updates; returns the operation, for bulletin_library_undo_operation(). */
char             *bulletin_library_edit_delivery       (BulletinLibrary        *self,
                                                        BulletinDelivery       *delivery,
                                                        const char             *who,
                                                        GError                **error);
char             *bulletin_library_remove_delivery     (BulletinLibrary        *self,
                                                        const char             *delivery,
                                                        const char             *who,
                                                        GError                **error);
/* Notes the day on which everything was sent that has no such day yet. */
char             *bulletin_library_send_deliveries     (BulletinLibrary        *self,
                                                        const char             *id,
                                                        const char             *date,
                                                        const char             *who,
                                                        GError                **error);
/* Numbers the copies in the order of the list, from first; 0 takes the numbers away. */
char             *bulletin_library_number_copies       (BulletinLibrary        *self,
                                                        const char             *id,
                                                        int                     first,
                                                        const char             *who,
                                                        GError                **error);

G_END_DECLS
