/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

char *bulletin_clipboard_html_write (BulletinDocument           *document,
                                     const BulletinMetadata     *metadata,
                                     const BulletinPageTemplate *page_template);

G_END_DECLS
