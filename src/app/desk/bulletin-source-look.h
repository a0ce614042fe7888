/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

#include "bulletin-finding.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* How the text beside the pages looks: its typefaces and colours. */

const char           *bulletin_source_look_get_families (BulletinFontRole role);
char                 *bulletin_source_look_get_css      (int              size);
GtkSourceStyleScheme *bulletin_source_look_get_scheme   (void);
GtkSourceLanguage    *bulletin_source_look_get_language (void);
GtkTextTag           *bulletin_source_look_create_finding_tag (GtkTextBuffer   *buffer,
                                                               BulletinSeverity severity);
void                  bulletin_source_look_paint_finding_tag  (GtkTextTag      *tag,
                                                               BulletinSeverity severity);

G_END_DECLS
