/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-finding.h"
#include "bulletin-text-mirror.h"

G_BEGIN_DECLS

/**
 * BulletinSourceFindings:
 *
 * Underlines in the text what the checks found, and says under the pointer, or at
 * the caret by the keyboard, what it is. Of the main thread.
 */
#define BULLETIN_TYPE_SOURCE_FINDINGS (bulletin_source_findings_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSourceFindings, bulletin_source_findings, BULLETIN, SOURCE_FINDINGS, GObject)

BulletinSourceFindings *bulletin_source_findings_new  (GtkTextView            *view,
                                                       BulletinTextMirror     *mirror);
void                    bulletin_source_findings_show (BulletinSourceFindings *self,
                                                       GPtrArray              *findings);

G_END_DECLS
