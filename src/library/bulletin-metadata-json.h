/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-metadata.h"

G_BEGIN_DECLS

char             *bulletin_metadata_to_json   (const BulletinMetadata *metadata);
BulletinMetadata *bulletin_metadata_from_json (const char             *json,
                                               GError                **error);

const char       *bulletin_kind_to_string     (BulletinKind            kind);
BulletinKind      bulletin_kind_parse         (const char             *text);

G_END_DECLS
