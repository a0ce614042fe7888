/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reading the objects of a PDF: ISO 32000-1, 7.2 and 7.3. */

typedef enum
{
  BULLETIN_PDF_END,
  BULLETIN_PDF_INTEGER,
  BULLETIN_PDF_NAME,
  BULLETIN_PDF_OPEN,   /* [ or << */
  BULLETIN_PDF_CLOSE,  /* ] or >> */
  BULLETIN_PDF_REFERENCE, /* the R behind two integers */
  BULLETIN_PDF_STREAM, /* the word: what follows is no text */
  BULLETIN_PDF_OTHER,  /* strings, other numbers and words */
  BULLETIN_PDF_BROKEN,
} BulletinPdfTokenType;

typedef struct
{
  BulletinPdfTokenType type;
  const char *start;
  gsize length;
  gint64 number; /* of an integer */
} BulletinPdfToken;

/* Reads the token at *p, behind white space; moves *p behind it. */
BulletinPdfToken bulletin_pdf_token_read (const char **p,
                                          const char  *end);
gboolean         bulletin_pdf_token_is   (const BulletinPdfToken *self,
                                          const char             *text);

/* A PDF and where its objects are. */
typedef struct
{
  GBytes *bytes;
  const char *data;
  gsize length;
  gsize *starts; /* of object i behind "i 0 obj", 0 if there is none */
  gsize *ends;
  guint size;
  guint root;
} BulletinPdfFile;

BulletinPdfFile *bulletin_pdf_file_new   (GBytes                *bytes);
void             bulletin_pdf_file_free  (BulletinPdfFile       *self);
/* The value of a key of an object's dictionary. */
gboolean         bulletin_pdf_file_find  (const BulletinPdfFile *self,
                                          guint                  object,
                                          const char            *key,
                                          const char           **start,
                                          const char           **end);
/* A value that is a reference, or an integer; 0 if it is not. */
guint            bulletin_pdf_file_find_reference (const BulletinPdfFile *self,
                                                   guint                  object,
                                                   const char            *key);
gint64           bulletin_pdf_file_find_integer   (const BulletinPdfFile *self,
                                                   guint                  object,
                                                   const char            *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPdfFile, bulletin_pdf_file_free)

G_END_DECLS
