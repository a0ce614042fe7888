/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-text-mirror.h"

G_BEGIN_DECLS

/**
 * BulletinSearchMarks:
 *
 * Marks in the text what was found, and the range in which is searched. Places are
 * bytes of the text. Of the main thread.
 */
#define BULLETIN_TYPE_SEARCH_MARKS (bulletin_search_marks_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSearchMarks, bulletin_search_marks, BULLETIN, SEARCH_MARKS, GObject)

BulletinSearchMarks *bulletin_search_marks_new          (GtkTextBuffer       *buffer,
                                                         BulletinTextMirror  *mirror);
void                 bulletin_search_marks_show_matches (BulletinSearchMarks *self,
                                                         const GArray        *matches);
void                 bulletin_search_marks_set_range    (BulletinSearchMarks *self,
                                                         gsize                start,
                                                         gsize                end);
void                 bulletin_search_marks_get_range    (BulletinSearchMarks *self,
                                                         gsize               *start,
                                                         gsize               *end);

G_END_DECLS
