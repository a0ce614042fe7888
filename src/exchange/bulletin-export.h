/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-document.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* From 0 to 1, on the thread that exports. */
typedef void (*BulletinExportProgress) (double   fraction,
                                        gpointer user_data);

/* The web edition: one complete HTML5 document, semantic, without script or
 * remote resource, every text through an encoder. picture_folder is where its
 * pictures are, relative to it, with a slash at the end; NULL puts them into it. */
char   *bulletin_html_write  (BulletinDocument           *document,
                              const BulletinMetadata     *metadata,
                              const BulletinPageTemplate *page_template,
                              const char                 *picture_folder);
/* As bulletin_html_write(), told after every block, and stopped between two: NULL
 * then with G_IO_ERROR_CANCELLED. */
char   *bulletin_html_write_with_progress (BulletinDocument           *document,
                                           const BulletinMetadata     *metadata,
                                           const BulletinPageTemplate *page_template,
                                           const char                 *picture_folder,
                                           BulletinExportProgress      progress,
                                           gpointer                    progress_data,
                                           GCancellable               *cancellable,
                                           GError                    **error);
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
/**
 * BulletinExportReplace:
 * @BULLETIN_EXPORT_REPLACE_NOTHING: an existing file is an error
 * @BULLETIN_EXPORT_REPLACE_NAMED: the file that was named may be replaced, but not
 *   those of further pages
 * @BULLETIN_EXPORT_REPLACE_ALL: whatever is in the way of the bulletin's files
 */
typedef enum
{
  BULLETIN_EXPORT_REPLACE_NOTHING,
  BULLETIN_EXPORT_REPLACE_NAMED,
  BULLETIN_EXPORT_REPLACE_ALL,
} BulletinExportReplace;

/**
 * BulletinExportOptions:
 * @replace: what may be replaced
 * @page: of a PNG: the page to write, from 1; 0 for all
 * @dpi: of a PNG: dots to the inch, from BULLETIN_EXPORT_MIN_DPI to
 *   BULLETIN_EXPORT_MAX_DPI; 0 for BULLETIN_EXPORT_DPI
 * @progress: (nullable): told while the bulletin is laid out and drawn or written
 * @progress_data: for @progress
 */
typedef struct
{
  BulletinExportReplace replace;
  guint page;
  double dpi;
  BulletinExportProgress progress;
  gpointer progress_data;
} BulletinExportOptions;

/* Sharp on a screen at twice the size, and under a megabyte a page. */
#define BULLETIN_EXPORT_DPI     144
#define BULLETIN_EXPORT_MIN_DPI 36
#define BULLETIN_EXPORT_MAX_DPI 600

/* Renders and writes. The first page of a PNG has the name asked for, the second
 * NAME-2.png and so on; if it is NAME-1.png, they count on from there. */
gboolean bulletin_export_files (BulletinDocument            *document,
                                const BulletinMetadata      *metadata,
                                const BulletinPageTemplate  *page_template,
                                GFile                       *file,
                                const BulletinExportOptions *options,
                                GCancellable                *cancellable,
                                GError                     **error);
/* The web edition as a folder: index.html and its pictures, in bulletin-web-folder.c. */
gboolean bulletin_export_web_folder (BulletinDocument            *document,
                                     const BulletinMetadata      *metadata,
                                     const BulletinPageTemplate  *page_template,
                                     GFile                       *folder,
                                     const BulletinExportOptions *options,
                                     GCancellable                *cancellable,
                                     GError                     **error);
/* Whether a folder is an earlier web edition of ours. Blocks for one small file. */
gboolean bulletin_is_web_folder     (GFile                      *folder);
/* Writes through a temporary file beside the target and renames it; refuses
 * an existing target unless replace. */
gboolean bulletin_write_file (GFile                      *file,
                              GBytes                     *content,
                              gboolean                    replace,
                              GCancellable               *cancellable,
                              GError                    **error);

/* Several files, all or none; in bulletin-write-file.c too. */
typedef struct _BulletinFileBatch BulletinFileBatch;

BulletinFileBatch *bulletin_file_batch_new    (void);
void               bulletin_file_batch_free   (BulletinFileBatch *self);
gboolean           bulletin_file_batch_add    (BulletinFileBatch *self,
                                               GFile             *file,
                                               GBytes            *content,
                                               gboolean           replace,
                                               GCancellable      *cancellable,
                                               GError           **error);
gboolean           bulletin_file_batch_commit (BulletinFileBatch *self,
                                               GError           **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFileBatch, bulletin_file_batch_free)

G_END_DECLS
