/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

void bulletin_pdf_finish (GByteArray      *bytes,
                          const GPtrArray *figures);

G_END_DECLS
