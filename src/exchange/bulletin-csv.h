/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-sheet.h"

G_BEGIN_DECLS

/* CSV as RFC 4180 has it, with comma, semicolon or tab as the separator that
 * the head uses, in UTF-8 (with or without BOM) or GB18030. */
BulletinSheet *bulletin_csv_read  (GBytes              *bytes,
                                   const char          *name,
                                   GError             **error);
/* UTF-8 with BOM, CRLF; formula-like cells are defused with a leading '. */
char          *bulletin_csv_write (const BulletinSheet *sheet);

G_END_DECLS
