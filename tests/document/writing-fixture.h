/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-marker.h"
#include "bulletin-sections.h"

/* Texts made by chance, to be written in. */

#define N_TEXTS 3000

/* --- Texts ----------------------------------------------------------------- */

static inline char *
make_sections (GRand *rand)
{
  static const char *const bodies[] = {
    "　　各区已经报来。\n",
    "\n",
    "> 按语一句\n",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
    "　　共{{n}}处，**已建成**。\n",
    "---\n",
    "　　1.5万元\r\n",
  };
  static const char *const formats[] = { "%s、标题%02u\n", "（%s）标题%02u\n", "%s. 标题%02u\n", "（%s）标题%02u\n" };
  int counts[BULLETIN_N_LEVELS + 1] = { 0 };
  int level = 0;
  guint n = g_rand_int_range (rand, 1, 12);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *number = NULL;

    level = g_rand_int_range (rand, 1, MIN (level + 1, BULLETIN_N_LEVELS) + 1);
    counts[level]++;
    for (int k = level + 1; k <= BULLETIN_N_LEVELS; k++)
      counts[k] = 0;
    number = bulletin_marker_format_number (level, counts[level], NULL);
    g_string_append_printf (text, formats[level - 1], number, i);
    for (int k = g_rand_int_range (rand, 0, 4); k > 0; k--)
      g_string_append (text, bodies[g_rand_int_range (rand, 0, G_N_ELEMENTS (bodies))]);
  }
  if (g_rand_boolean (rand))
    g_string_append (text, "\n附件：\n1. 名单\n2. 数据\n");
  if (g_rand_boolean (rand))
    g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}

static inline char *
make_noise (GRand *rand)
{
  static const char *const pieces[] = {
    "一、", "（一）", "(二)", "1.", "３．", "、", "> ", "|", "|---|", "|= ", "---", "![", "](attachment:", "a)", "**",
    "{{n}}", "{{", "\\", "附件：", "附件:", "。", "“", "”", "\"", "'", "‘", "「", "」", "『", "』", "，", ",", ";", ":", "!", "?",
    ".", "(", ")", "（", "）", " ", "　", "\n", "\n", "\r\n", "甲", "乙丙", "abc", "12", "１", "２", "Ａ", "．", "％", "/"
  };
  guint n = g_rand_int_range (rand, 0, 24);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free_and_steal (text);
}

typedef struct
{
  const char *text;
  const char *expected;
} Case;
