/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-document.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* The web edition: one complete HTML5 document, semantic, without script or
 * remote resource, every text through an encoder. picture_folder is where its
 * pictures are, relative to it, with a slash at the end; NULL puts them into it. */
char   *bulletin_html_write  (BulletinDocument           *document,
                              const BulletinMetadata     *metadata,
                              const BulletinPageTemplate *page_template,
                              const char                 *picture_folder);
/* The body of it alone, as an <article>: for the preview and the site. */
char   *bulletin_html_write_article (BulletinDocument           *document,
                                     const BulletinMetadata     *metadata,
                                     const BulletinPageTemplate *page_template,
                                     const char                 *picture_folder,
                                     guint                       heading_level);
void    bulletin_html_append_escaped (GString              *html,
                                      const char           *text,
                                      gssize                length);
/* Head, title, the text without marks, tail: what the paper says. */
char   *bulletin_text_write  (BulletinDocument           *document,
                              const BulletinMetadata     *metadata,
                              const BulletinPageTemplate *page_template);

typedef enum
{
  BULLETIN_EXPORT_PDF,
  BULLETIN_EXPORT_HTML,
  BULLETIN_EXPORT_DOCX,
  BULLETIN_EXPORT_TEXT,
  BULLETIN_EXPORT_PNG,
} BulletinExportFormat;

/* By file name ending; UNKNOWN_FORMAT names the ones that there are. */
gboolean bulletin_export_get_format (const char             *file_name,
                                     BulletinExportFormat   *format,
                                     GError                **error);
/* The formats of `export`, by file name ending: .pdf .docx .html .txt .png */
GBytes *bulletin_export      (BulletinDocument           *document,
                              const BulletinMetadata     *metadata,
                              const BulletinPageTemplate *page_template,
                              const char                 *file_name,
                              GCancellable               *cancellable,
                              GError                    **error);
/* Renders and writes; of a PNG's pages the first has the name asked for, the
 * second NAME-2.png and so on. */
gboolean bulletin_export_files (BulletinDocument           *document,
                                const BulletinMetadata     *metadata,
                                const BulletinPageTemplate *page_template,
                                GFile                      *file,
                                gboolean                    replace,
                                GCancellable               *cancellable,
                                GError                    **error);
/* Writes through a temporary file beside the target and renames it; refuses
 * an existing target unless replace. */
gboolean bulletin_write_file (GFile                      *file,
                              GBytes                     *content,
                              gboolean                    replace,
                              GCancellable               *cancellable,
                              GError                    **error);

G_END_DECLS
