/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* Errors of reading what comes from outside. Messages are translated whole
 * sentences and name the file. */
typedef enum
{
  BULLETIN_EXCHANGE_ERROR_FAILED,
  BULLETIN_EXCHANGE_ERROR_EMPTY,
  BULLETIN_EXCHANGE_ERROR_NOT_TEXT,
  BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
  BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
  BULLETIN_EXCHANGE_ERROR_EXISTS,
  BULLETIN_EXCHANGE_ERROR_FINDINGS,  /* open findings stand in the way of issuing */
  BULLETIN_EXCHANGE_ERROR_NOT_FOUND,
  BULLETIN_EXCHANGE_ERROR_READ_ONLY, /* the file or its folder may not be read or written */
  BULLETIN_EXCHANGE_ERROR_FULL,      /* no space left on the disk */
  BULLETIN_EXCHANGE_ERROR_INVALID,   /* a line or value that the format does not allow */
} BulletinExchangeError;

#define BULLETIN_EXCHANGE_ERROR (bulletin_exchange_error_quark ())
GQuark   bulletin_exchange_error_quark (void);

/* Limits of what is read; measured in real bytes. */
#define BULLETIN_IMPORT_MAX_BYTES (16 * 1024 * 1024)
/* A paragraph of a million characters beyond the basic plane fits. */
#define BULLETIN_IMPORT_MAX_LINE  (4 * 1024 * 1024)

/* The name of a series where neither text nor library says one: what such an
 * office's bulletin is called. Content, not interface: never translated. */
#define BULLETIN_DEFAULT_SERIES "工作简报"

/* The name of a file as messages say it. */
char    *bulletin_file_get_name        (GFile             *file);
/* The bytes of a file within the limit; also for sheets. */
GBytes  *bulletin_read_file            (GFile             *file,
                                        GCancellable      *cancellable,
                                        GError           **error);
GBytes  *bulletin_read_file_within     (GFile             *file,
                                        gsize              max_bytes,
                                        GCancellable      *cancellable,
                                        GError           **error);
/* Reads a file as text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030; line
 * ends become \n. Refuses what is empty, larger than the limits or not text
 * (NUL bytes, control characters, undecodable bytes). */
char    *bulletin_read_text_file       (GFile             *file,
                                        GCancellable      *cancellable,
                                        GError           **error);
/* Reads a file that holds a bulletin, as text or as HTML, and recognises it; what
 * the HTML shows of pictures is (transfer full) (element-type BulletinHtmlPicture). */
gboolean bulletin_read_bulletin_file   (GFile             *file,
                                        GCancellable      *cancellable,
                                        BulletinMetadata **metadata,
                                        char             **body,
                                        GPtrArray        **pictures,
                                        GError           **error);
/* The same of bytes that were read already. */
gboolean bulletin_recognise_bytes      (GBytes            *bytes,
                                        const char        *name,
                                        BulletinMetadata **metadata,
                                        char             **body,
                                        GPtrArray        **pictures,
                                        GError           **error);
char    *bulletin_decode_html          (GBytes            *bytes,
                                        const char        *name,
                                        GError           **error);
char    *bulletin_decode_text          (GBytes            *bytes,
                                        const char        *name,
                                        GError           **error);

/* Recognises a bulletin in the text of a web page or a typed file: leaves out
 * site navigation and footer, and puts year, number, date and title into
 * metadata. Nothing of the body is lost. A text without any of these becomes
 * a bulletin whose title is its first short line, or none. */
void     bulletin_recognise_text       (const char        *text,
                                        BulletinMetadata **metadata,
                                        char             **body);

G_END_DECLS
