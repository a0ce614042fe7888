/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-draft.h"

G_BEGIN_DECLS

/* The fields that live beside the text, edited in place. */
#define BULLETIN_TYPE_PROPERTIES_PANE (bulletin_properties_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPropertiesPane, bulletin_properties_pane, BULLETIN, PROPERTIES_PANE, AdwBin)

/* draft NULL empties the fields. */
void bulletin_properties_pane_set_draft (BulletinPropertiesPane *self,
                                         BulletinDraft          *draft);

/* The names of the series to choose from, NULL-terminated. */
void bulletin_properties_pane_set_series (BulletinPropertiesPane *self,
                                          const char *const      *names);

G_END_DECLS
