/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-desk-page.h"
#include "bulletin-draft.h"
#include "bulletin-findings-pane.h"
#include "bulletin-materials-keeper.h"
#include "bulletin-outline-row.h"
#include "bulletin-page-preview.h"
#include "bulletin-planner.h"
#include "bulletin-source-editor-caret.h"
#include "bulletin-source-editor.h"

G_BEGIN_DECLS

/* What the actions of the desk work on. */
BulletinDraft        *bulletin_desk_page_get_draft         (BulletinDeskPage *self);
/* The newest layout, or NULL before the first. */
BulletinPlanning     *bulletin_desk_page_get_planning      (BulletinDeskPage *self);
BulletinPageTemplate *bulletin_desk_page_get_page_template (BulletinDeskPage *self);
/* What the text refers to: for every document made of it. */
BulletinMaterialsKeeper *bulletin_desk_page_get_materials_keeper (BulletinDeskPage *self);
BulletinSourceEditor *bulletin_desk_page_get_editor        (BulletinDeskPage *self);
BulletinPagePreview  *bulletin_desk_page_get_preview       (BulletinDeskPage *self);
BulletinFindingsPane *bulletin_desk_page_get_findings      (BulletinDeskPage *self);
/* Opens the inspector on a tab, or shuts it with NULL. */
void                  bulletin_desk_page_show_inspector    (BulletinDeskPage *self,
                                                            const char       *tab);
gboolean              bulletin_desk_page_has_inspector     (BulletinDeskPage *self);
void                  bulletin_desk_page_show_source       (BulletinDeskPage *self);

/* The actions with the prefix "desk". (transfer full) */
GActionGroup         *bulletin_desk_actions_new            (BulletinDeskPage *self);
/* Those of them that type, in bulletin-desk-writing.c. */
void                  bulletin_desk_add_writing_actions    (GActionMap       *map,
                                                            BulletinDeskPage *self);
/* Tells them what the caret is in. */
void                  bulletin_desk_update_writing_actions (GActionMap       *map,
                                                            BulletinDeskPage *self);
/* Those that edit tables and use the clipboard, in bulletin-desk-tables.c. */
void                  bulletin_desk_add_table_actions      (GActionMap       *map,
                                                            BulletinDeskPage *self);
/* Tells them whether the caret is in a table, and returns it. */
gboolean              bulletin_desk_update_table_actions   (GActionMap       *map,
                                                            BulletinDeskPage *self);
/* Those about findings, in bulletin-desk-findings.c. */
void                  bulletin_desk_add_finding_actions    (GActionMap       *map,
                                                            BulletinDeskPage *self);
/* Whether the findings are those of the text as it stands: while the typing is ahead
 * of the checks, their places are not sure. */
gboolean              bulletin_desk_page_has_current_findings (BulletinDeskPage *self);
void                  bulletin_desk_page_show_table_grid   (BulletinDeskPage *self);
/* Formatted text in and out, in bulletin-desk-clipboard.c. */
gboolean              bulletin_desk_page_paste             (BulletinDeskPage *self);
void                  bulletin_desk_page_paste_plain       (BulletinDeskPage *self);
void                  bulletin_desk_page_copy_formatted    (BulletinDeskPage *self);
/* From the outline: the section whose heading starts at @offset, in bytes. */
void                  bulletin_desk_page_change_section    (BulletinDeskPage     *self,
                                                            gsize                 offset,
                                                            BulletinSectionChange change);
void                  bulletin_desk_page_move_section      (BulletinDeskPage     *self,
                                                            gsize                 offset,
                                                            gsize                 target,
                                                            gboolean              after);
void                  bulletin_desk_actions_enable_undo    (GActionGroup     *actions,
                                                            gboolean          can_undo,
                                                            gboolean          can_redo);
/* Earlier revisions, in bulletin-desk-revisions.c; NULL for the one that is most
 * likely meant. */
void                  bulletin_desk_page_compare           (BulletinDeskPage *self,
                                                            const char       *revision);
void                  bulletin_desk_page_restore           (BulletinDeskPage *self,
                                                            const char       *revision);
void                  bulletin_desk_page_rename_revision   (BulletinDeskPage *self,
                                                            const char       *revision,
                                                            const char       *name);
/* The moves of the workflow, in bulletin-desk-workflow.c. */
void                  bulletin_desk_page_save_revision     (BulletinDeskPage *self);
void                  bulletin_desk_page_name_revision     (BulletinDeskPage *self);
void                  bulletin_desk_page_send_for_review   (BulletinDeskPage *self);
void                  bulletin_desk_page_reserve_number   (BulletinDeskPage *self);
void                  bulletin_desk_page_issue             (BulletinDeskPage *self);
void                  bulletin_desk_page_delete            (BulletinDeskPage *self);
/* Pictures, in bulletin-desk-pictures.c. */
void                  bulletin_desk_page_take_pictures     (BulletinDeskPage *self);
void                  bulletin_desk_page_choose_pictures   (BulletinDeskPage *self);
gboolean              bulletin_desk_page_paste_picture     (BulletinDeskPage *self);
void                  bulletin_desk_page_insert_texture    (BulletinDeskPage *self,
                                                            GdkTexture       *texture);
void                  bulletin_desk_page_insert_files      (BulletinDeskPage *self,
                                                            GdkFileList      *list);
/* Live figures, in bulletin-desk-figures.c. */
void                  bulletin_desk_page_choose_figure     (BulletinDeskPage *self);
/* Paper, in bulletin-desk-print.c. */
void                  bulletin_desk_page_print             (BulletinDeskPage *self);
/* Files, in bulletin-desk-export.c: pdf, docx, html, txt, png, or folder for the web
 * edition with its pictures beside it. */
void                  bulletin_desk_page_export            (BulletinDeskPage *self,
                                                            const char       *format);

G_END_DECLS
