/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-register.h"
#include "bulletin-sheet.h"

G_BEGIN_DECLS

/* Loads terms from a sheet headed 类型 名称 职务 简称 错误写法, or in English; loading
 * it twice changes nothing. As bulletin_register_load(). */
BulletinLoadReport *bulletin_load_terms  (BulletinLibrary     *library,
                                          const BulletinSheet *sheet,
                                          const char          *source_name,
                                          GBytes              *source,
                                          gboolean             dry_run,
                                          const char          *who,
                                          GError             **error);
/* The heads of such a sheet; (transfer full). */
char              **bulletin_terms_list_heads (void);
/* The list as such a sheet; (transfer full). */
BulletinSheet      *bulletin_terms_write (BulletinLibrary     *library,
                                          GError             **error);

G_END_DECLS
