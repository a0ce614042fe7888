/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-document.h"
#include "bulletin-edit.h"
#include "bulletin-finding.h"
#include "bulletin-library-service.h"
#include "bulletin-search-marks.h"
#include "bulletin-table-typist.h"
#include "bulletin-undo-recorder.h"

G_BEGIN_DECLS

/**
 * BulletinSourceEditor:
 *
 * The text being typed. Signals: "text-changed" by its person, "caret-moved", and
 * "paste" before the clipboard is pasted, to which who returns TRUE does it instead.
 * Places are bytes of the text, as the document and its findings count.
 */
#define BULLETIN_TYPE_SOURCE_EDITOR (bulletin_source_editor_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSourceEditor, bulletin_source_editor, BULLETIN, SOURCE_EDITOR, AdwBin)

/* A new text, without a way back to the one before. */
void   bulletin_source_editor_load            (BulletinSourceEditor *self,
                                               const char           *text);
/* Whose terms are offered while one types; (nullable). */
void   bulletin_source_editor_set_library     (BulletinSourceEditor   *self,
                                               BulletinLibraryService *service);
/* Undo of the text; records once it has a history. */
BulletinUndoRecorder *
       bulletin_source_editor_get_undo_recorder (BulletinSourceEditor *self);
/* Takes a step back, or makes it again, and shows where. */
void   bulletin_source_editor_undo            (BulletinSourceEditor *self,
                                               gboolean              forward);
/* Replaces the text in one step that can be undone. */
void   bulletin_source_editor_replace_all     (BulletinSourceEditor *self,
                                               const char           *text);
/* (transfer full) */
char  *bulletin_source_editor_get_text        (BulletinSourceEditor *self);
void   bulletin_source_editor_focus           (BulletinSourceEditor *self);
void   bulletin_source_editor_replace         (BulletinSourceEditor *self,
                                               gsize                 offset,
                                               gsize                 length,
                                               const char           *replacement);
#define BULLETIN_SOURCE_EDITOR_STAY G_MAXSIZE
void   bulletin_source_editor_apply           (BulletinSourceEditor *self,
                                               const GPtrArray      *edits,
                                               gsize                 caret);
/* The tables of the text. */
BulletinTableTypist *bulletin_source_editor_get_tables (BulletinSourceEditor *self);
/* Headings and notes in their typefaces, as the document reads them. */
void   bulletin_source_editor_show_structure  (BulletinSourceEditor *self,
                                               BulletinDocument     *document);
/* Underlines them; (element-type BulletinFinding), kept. */
void   bulletin_source_editor_show_findings   (BulletinSourceEditor *self,
                                               GPtrArray            *findings);
void   bulletin_source_editor_set_editable    (BulletinSourceEditor *self,
                                               gboolean              editable);
GtkTextView *bulletin_source_editor_get_view  (BulletinSourceEditor *self);
/* Places of the text, in bytes, and of the view's buffer. */
void   bulletin_source_editor_get_iter        (BulletinSourceEditor *self,
                                               gsize                 offset,
                                               GtkTextIter          *iter);
gsize  bulletin_source_editor_get_offset      (BulletinSourceEditor *self,
                                               const GtkTextIter    *iter);
void   bulletin_source_editor_find            (BulletinSourceEditor *self,
                                               gboolean              replace);
void   bulletin_source_editor_find_next       (BulletinSourceEditor *self,
                                               gboolean              forward);
/* What marks in the text what was found; the find bar's. */
BulletinSearchMarks *bulletin_source_editor_get_search_marks (BulletinSourceEditor *self);

G_END_DECLS
