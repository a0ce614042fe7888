/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* The words that a template puts round a bulletin's text. What is printed is
 * Chinese whatever language the window speaks, so none of them is translated. */

/* The lines of recipients: 报, 送, 发. */
#define BULLETIN_N_RECIPIENTS 3

const char *bulletin_page_template_get_masthead       (const BulletinPageTemplate *self,
                                                       const BulletinMetadata     *metadata);
char       *bulletin_page_template_format_issue       (const BulletinPageTemplate *self,
                                                       const BulletinMetadata     *metadata);
gboolean    bulletin_page_template_get_recipients     (const BulletinPageTemplate *self,
                                                       const BulletinMetadata     *metadata,
                                                       guint                       index,
                                                       const char                **label,
                                                       const char                **names);
char       *bulletin_page_template_format_copies      (const BulletinPageTemplate *self,
                                                       const BulletinMetadata     *metadata);
char       *bulletin_page_template_format_page_number (const BulletinPageTemplate *self,
                                                       guint                       page,
                                                       guint                       n_pages);

G_END_DECLS
