/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinPdfMerge:
 *
 * Binds PDFs into one: their pages exactly as they are, with their structure, and
 * a bookmark for each. Takes PDFs as bulletin_page_plan_to_pdf() writes them, of
 * version 1.4 with a plain table of objects; others are not taken.
 */
typedef struct _BulletinPdfMerge BulletinPdfMerge;

BulletinPdfMerge *bulletin_pdf_merge_new    (void);
void              bulletin_pdf_merge_free   (BulletinPdfMerge *self);
guint             bulletin_pdf_merge_add    (BulletinPdfMerge *self,
                                             GBytes           *pdf,
                                             const char       *bookmark);
guint             bulletin_pdf_merge_get_n_pages (BulletinPdfMerge *self);
GBytes           *bulletin_pdf_merge_finish (BulletinPdfMerge *self,
                                             const char       *title,
                                             const char       *author,
                                             const char       *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPdfMerge, bulletin_pdf_merge_free)

G_END_DECLS
