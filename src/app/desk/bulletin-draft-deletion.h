/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-window.h"

G_BEGIN_DECLS

/* Deletes a draft and offers to bring it back. */
void bulletin_delete_draft (BulletinWindow *window,
                            const char     *id);

G_END_DECLS
