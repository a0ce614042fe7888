/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "bulletin-finding.h"

G_BEGIN_DECLS

/* "hint", "warning", "error", as in JSON. */
const char *bulletin_severity_to_string (BulletinSeverity  severity);
/* An array of {line, column, length, rule, severity, message, replacement}. */
JsonNode   *bulletin_findings_to_json   (const GPtrArray  *findings,
                                         const char       *source);

G_END_DECLS
