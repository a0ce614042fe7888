/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinTemplatesPage:
 *
 * The series of the library and what their bulletins look like: a list, everything
 * about the chosen one, and its pages. What is changed is kept at once and can be
 * taken back.
 */
#define BULLETIN_TYPE_TEMPLATES_PAGE (bulletin_templates_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTemplatesPage, bulletin_templates_page, BULLETIN, TEMPLATES_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_templates_page_new (BulletinLibraryService *service);
/* Asks whether to import a template's file, in bulletin-templates-files.c. */
void               bulletin_templates_page_offer (BulletinTemplatesPage *self,
                                                  GFile                 *file);

G_END_DECLS
