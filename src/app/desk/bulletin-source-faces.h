/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-document.h"

G_BEGIN_DECLS

/**
 * BulletinSourceFaces:
 *
 * The typefaces of headings, notes and tables in the text that is typed. Of the main
 * thread.
 */
typedef struct _BulletinSourceFaces BulletinSourceFaces;

BulletinSourceFaces *bulletin_source_faces_new  (GtkTextBuffer       *buffer);
void                 bulletin_source_faces_free (BulletinSourceFaces *self);
void                 bulletin_source_faces_show (BulletinSourceFaces *self,
                                                 BulletinDocument    *document);

G_END_DECLS
