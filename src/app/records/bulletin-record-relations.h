/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-relations.h"

G_BEGIN_DECLS

/**
 * BulletinRecordRelations:
 *
 * What a record says of others, each a way there, and the findings that were accepted
 * when it was issued, with the reasons.
 */
#define BULLETIN_TYPE_RECORD_RELATIONS (bulletin_record_relations_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRecordRelations, bulletin_record_relations, BULLETIN, RECORD_RELATIONS, GtkBox)

void  bulletin_record_relations_show      (BulletinRecordRelations *self,
                                           const BulletinRelations *relations,
                                           const char              *overridden);
/* What a banner says of it, or NULL, and the bulletin that its button leads to, or
 * NULL. (transfer full) both. */
char *bulletin_record_relations_summarise (const BulletinRelations *relations,
                                           char                   **target);
/* Asks why, makes the draft of a correction and opens it. */
void  bulletin_record_relations_correct   (GtkWidget               *parent,
                                           BulletinLibraryService  *service,
                                           const char              *id);

G_END_DECLS
