/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/* The archive reader: one issued bulletin with all that was frozen with it. */
#define BULLETIN_TYPE_RECORD_PAGE (bulletin_record_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRecordPage, bulletin_record_page, BULLETIN, RECORD_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_record_page_new        (BulletinLibraryService *service,
                                                    const char             *id);
/* What was searched for: it is marked in the web edition. */
void               bulletin_record_page_set_words  (BulletinRecordPage     *self,
                                                    const char             *words);
/* Whether it stands beside the archive, which closes it with archive.close-record. */
void               bulletin_record_page_set_beside (BulletinRecordPage     *self,
                                                    gboolean                is_beside);

G_END_DECLS
