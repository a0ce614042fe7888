/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"
#include "bulletin-finding.h"
#include "bulletin-metadata.h"

G_BEGIN_DECLS

GPtrArray *bulletin_proofread        (const BulletinDocument *document,
                                      const BulletinMetadata *metadata);
char      *bulletin_apply_finding    (const char             *source,
                                      const BulletinFinding  *finding);
char      *bulletin_apply_findings   (const char             *source,
                                      const GPtrArray        *findings,
                                      const char             *rule);

G_END_DECLS
