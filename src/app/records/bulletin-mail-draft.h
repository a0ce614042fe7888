/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library-service.h"
#include "bulletin-window.h"

G_BEGIN_DECLS

/* Hands a mail with the frozen PDF of an issued bulletin to the person's mail program,
 * to those of its distribution list who have an address; nothing is sent. */
void bulletin_mail_draft_compose (BulletinWindow         *window,
                                  BulletinLibraryService *service,
                                  const char             *id);

G_END_DECLS
