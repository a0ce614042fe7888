/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* What one line of a web page or of a typed bulletin looks like by itself.
 * Private to the recognition of texts. */

/**
 * BulletinTextLine:
 * @text: the line as it stands, without its end
 * @plain: for matching: in NFKC (so that full-width punctuation and digits are
 *   the half-width ones), trimmed; "" for a line too long to be furniture
 * @compact: @plain without any space
 * @n_chars: the characters of the trimmed line, however long
 */
typedef struct
{
  char *text;
  char *plain;
  char *compact;
  gsize n_chars;
} BulletinTextLine;

/**
 * BulletinHeadParts:
 *
 * What a line of the head says; 0 and %NULL where it says nothing.
 */
typedef struct
{
  gboolean has_issue;
  gboolean is_supplement;
  int year;
  int number;
  int total_number;
  char *series;
  char *date;
  gboolean has_weekday;
  char *issuer;
  char *signer;
  char *secrecy;
  char *copy_number;
} BulletinHeadParts;

typedef enum
{
  BULLETIN_FURNITURE_NONE,
  /* Says by itself that it belongs to a web page. */
  BULLETIN_FURNITURE_STRONG,
  /* Addresses, telephones, sponsors: of the page if beside a strong line. */
  BULLETIN_FURNITURE_WEAK,
  /* Names of sites one after the other. */
  BULLETIN_FURNITURE_LINKS,
} BulletinFurniture;

BulletinTextLine *bulletin_text_line_new             (const char             *text,
                                                      gsize                   length);
void              bulletin_text_line_free            (BulletinTextLine       *self);
gboolean          bulletin_text_line_is_blank        (const BulletinTextLine *self);
gboolean          bulletin_text_line_is_rule         (const BulletinTextLine *self);
gboolean          bulletin_text_line_is_breadcrumb   (const BulletinTextLine *self,
                                                      char                 ***components);
gboolean          bulletin_text_line_is_navigation   (const BulletinTextLine *self,
                                                      gboolean               *is_certain);
gboolean          bulletin_text_line_is_about        (const BulletinTextLine *self,
                                                      gboolean               *is_certain,
                                                      char                  **date);
gboolean          bulletin_text_line_is_title_like   (const BulletinTextLine *self);
gboolean          bulletin_text_line_is_body_like    (const BulletinTextLine *self);
gboolean          bulletin_text_line_is_series_name  (const BulletinTextLine *self);
gboolean          bulletin_text_line_is_issuer       (const BulletinTextLine *self);
BulletinFurniture bulletin_text_line_get_furniture   (const BulletinTextLine *self,
                                                      guint                  *n_labels);
gboolean          bulletin_text_line_read_head       (const BulletinTextLine *self,
                                                      BulletinHeadParts      *parts);
gboolean          bulletin_text_line_read_date       (const BulletinTextLine *self,
                                                      char                  **date);
int               bulletin_text_read_number          (const char             *text);
void              bulletin_head_parts_clear          (BulletinHeadParts      *parts);
/* One of 报, 送, 发 at the start of the line: the field it fills, and where its
 * content starts in the line's own text. */
char              bulletin_text_line_get_recipient   (const BulletinTextLine *self,
                                                      const char            **content);
int               bulletin_text_line_get_copies      (const BulletinTextLine *self,
                                                      char                  **rest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTextLine, bulletin_text_line_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BulletinHeadParts, bulletin_head_parts_clear)

G_END_DECLS
