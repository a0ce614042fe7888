/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-annotations.h"
#include "bulletin-library-service.h"
#include "bulletin-page-plan.h"
#include "bulletin-store.h"
#include "bulletin-text-search.h"

G_BEGIN_DECLS

/**
 * BulletinPageList:
 *
 * The pages of a bulletin below one another, for reading, with what was remarked
 * on them and beside them. Signals: "loaded": content and plan are there;
 * "place-chosen": words were selected with the pointer, a spot clicked, or what
 * the arrow keys chose is to be remarked on; "mark-clicked" (char *):
 * a remark whose card has no room. Property "zoom": pixels to a point, 0 to fit
 * the width. Actions: pages.zoom-in, pages.zoom-out, pages.zoom-fit, pages.print,
 * pages.next, pages.previous.
 */
#define BULLETIN_TYPE_PAGE_LIST (bulletin_page_list_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPageList, bulletin_page_list, BULLETIN, PAGE_LIST, AdwBin)

void                   bulletin_page_list_load        (BulletinPageList       *self,
                                                       BulletinLibraryService *service,
                                                       const char             *id);
/* NULL before "loaded"; (transfer none). */
const BulletinContent *bulletin_page_list_get_content (BulletinPageList       *self);
BulletinPagePlan      *bulletin_page_list_get_plan    (BulletinPageList       *self);
void                   bulletin_page_list_set_remarks  (BulletinPageList       *self,
                                                        GPtrArray              *remarks);
guint                  bulletin_page_list_get_number   (BulletinPageList       *self,
                                                        const char             *id);
void                   bulletin_page_list_show_mark    (BulletinPageList       *self,
                                                        const char             *id);
/* Marks ranges of the text, (element-type BulletinMatch), and goes to the first; NULL
 * for none. After "loaded", and again after the next. */
void                   bulletin_page_list_mark_found   (BulletinPageList       *self,
                                                        GArray                 *ranges);
/* White on black. */
void                   bulletin_page_list_set_contrast (BulletinPageList       *self,
                                                        gboolean                contrast);
/* Whether words can be selected and spots clicked. */
void                   bulletin_page_list_set_can_mark (BulletinPageList       *self,
                                                        gboolean                can_mark);
void                   bulletin_page_list_choose_place (BulletinPageList       *self);
gboolean               bulletin_page_list_choose_sentence (BulletinPageList   *self,
                                                       gboolean                forward,
                                                       gboolean                extend);
void                   bulletin_page_list_make_room   (BulletinPageList       *self,
                                                       GdkRectangle           *area,
                                                       int                     height);
void                   bulletin_page_list_clear_place  (BulletinPageList       *self);
gboolean               bulletin_page_list_get_place    (BulletinPageList       *self,
                                                        BulletinAnnotation     *place,
                                                        GdkRectangle           *area);

G_END_DECLS
