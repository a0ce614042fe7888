/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes laid out: every page can be written and every place on it names a byte of
 * the text. */

#include "config.h"

#include <string.h>

#include "bulletin-plan-drawing.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ((const char *) data, (gssize) size);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  const gsize length = strlen (bulletin_document_get_source (document));

  /* The first line is the title too: titles are broken by other rules. */
  metadata->title = g_strndup (bulletin_document_get_source (document), strcspn (bulletin_document_get_source (document), "\r\n"));

  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++) {
    g_autofree char *svg = bulletin_page_plan_to_svg (plan, i);
    const gsize offset = bulletin_page_plan_pick (plan, i, 200, 400);

    g_assert_true (g_utf8_validate (svg, -1, NULL));
    g_assert_true (offset == G_MAXSIZE || offset <= length);
  }

  return 0;
}
