/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "bulletin-page-plan.h"

/* Plans of small bulletins, and reading what stands on them. */

#define HAN "春风送暖进社区老少同心护花开驿站灯明照夜归人情长"

static inline BulletinPagePlan *
make_plan_with (const char             *source,
                const BulletinMetadata *metadata)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (source, -1);
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  return bulletin_page_plan_new (document, metadata, page_template);
}

static inline BulletinPagePlan *
make_plan (const char *source)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();

  return make_plan_with (source, metadata);
}

static inline void
append_han (GString *text,
            guint    n)
{
  const glong length = g_utf8_strlen (HAN, -1);

  for (guint i = 0; i < n; i++) {
    const char *p = g_utf8_offset_to_pointer (HAN, i % length);

    g_string_append_unichar (text, g_utf8_get_char (p));
  }
}

static inline char *
get_line_text (const BulletinPlanLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->runs->len; i++)
    g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, i))->text);

  return g_string_free (text, FALSE);
}

static inline double
get_left (const BulletinPlanLine *line)
{
  return ((const BulletinPlanRun *) g_ptr_array_index (line->runs, 0))->x;
}

static inline double
get_right (const BulletinPlanLine *line)
{
  const BulletinPlanRun *last = g_ptr_array_index (line->runs, line->runs->len - 1);

  return last->x + last->width;
}

/* The lines of a page without its page number. */
static inline GPtrArray *
get_lines (const BulletinPagePlan *plan,
           guint                   page)
{
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (plan, page);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < plan_page->lines->len; i++) {
    BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);

    if (line->role != BULLETIN_PLAN_PAGE_NUMBER)
      g_ptr_array_add (lines, line);
  }

  return lines;
}

static inline char *
make_random_text (guint n_pieces)
{
  static const char *const pieces[] = {
    "社区",
    "驿站",
    "志",
    "愿者",
    "关",
    "爱",
    "，",
    "。",
    "、",
    "；",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "！",
    "？",
    "：",
    "2025",
    "98.5%",
    "APP",
    "Wi-Fi",
    " ",
    "——",
    "……",
    "·",
    "(",
    ")",
    ",",
    "℃",
    "‘",
    "’",
    "的",
    "服务队",
  };
  GString *text = g_string_new ("开头");

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}
