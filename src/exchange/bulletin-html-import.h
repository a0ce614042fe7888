/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-document.h"

G_BEGIN_DECLS

/**
 * BulletinHtmlPicture:
 * @name: what its line in the text calls it, after `attachment:`
 * @caption: (nullable): what the line says, as markup
 * @bytes: (nullable): the picture, if it stood in the HTML itself
 * @uri: (nullable): else where it is: a file: address, or a path relative to the
 *   HTML's own folder
 *
 * A picture that the HTML shows. Nothing is known of it yet: it may be missing, or
 * no picture at all.
 */
typedef struct
{
  char *name;
  char *caption;
  GBytes *bytes;
  char *uri;
} BulletinHtmlPicture;

/**
 * BulletinHtmlImport:
 * @text: the markup, its lines parted by \n, without one at the end
 * @pictures: (element-type BulletinHtmlPicture): those that @text names
 * @cells: (nullable) (element-type GStrv): if all there is is one table, its rows
 *   with their cells as markup
 *
 * What HTML says, in the markup of bulletins.
 */
typedef struct
{
  char *text;
  GPtrArray *pictures;
  GPtrArray *cells;
} BulletinHtmlImport;

/**
 * BulletinHtmlScope:
 * @BULLETIN_HTML_PART: a part of something, such as the clipboard holds
 * @BULLETIN_HTML_PAGE: a whole page, whose one highest heading is its title
 */
typedef enum
{
  BULLETIN_HTML_PART,
  BULLETIN_HTML_PAGE,
} BulletinHtmlScope;

gboolean            bulletin_html_is_html     (const char          *text,
                                               const char          *file_name);
BulletinHtmlImport *bulletin_html_import      (const char          *html,
                                               gsize                length,
                                               BulletinHtmlScope    scope,
                                               GError             **error);
void                bulletin_html_import_free (BulletinHtmlImport  *self);
char               *bulletin_html_picture_get_line (const BulletinHtmlPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinHtmlImport, bulletin_html_import_free)

G_END_DECLS
