/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-list.h"
#include "bulletin-reading-page.h"
#include "bulletin-review.h"

G_BEGIN_DECLS

/* What the answers of a reader work on. */
BulletinLibraryService *bulletin_reading_page_get_service (BulletinReadingPage *self);
const char             *bulletin_reading_page_get_id      (BulletinReadingPage *self);
BulletinPageList       *bulletin_reading_page_get_pages   (BulletinReadingPage *self);
/* The number of the revision that is read, from 1; 0 before it is known. */
int                     bulletin_reading_page_get_ordinal (BulletinReadingPage *self);
/* Reads again how the review stands. */
void                    bulletin_reading_page_refresh     (BulletinReadingPage *self);

/* The answers, in bulletin-reading-answers.c. */
void                    bulletin_reading_page_mark_seen   (BulletinReadingPage *self);
void                    bulletin_reading_page_instruct    (BulletinReadingPage *self);
void                    bulletin_reading_page_send_back   (BulletinReadingPage *self);
void                    bulletin_reading_page_approve     (BulletinReadingPage *self);
void                    bulletin_reading_page_delegate    (BulletinReadingPage *self);
void                    bulletin_reading_page_recall      (BulletinReadingPage *self);

G_END_DECLS
