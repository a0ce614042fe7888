/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes texts for test-parity.py into a folder: what sample bulletins have none of. */

#include "config.h"

#include <gio/gio.h>
#include <locale.h>

#include "bench-bulletin.h"

static const char mixed[] =
    "本期说说几样不常见的东西\n"
    "\n"
    "> 编者按：下面的内容少见，却都应当照原样送到读者手里。\n"
    "　　第一段里有**加重的字**，有 Latin words，有 3.14 和 50%，还有《书名》与“引语”。\n"
    "一、表格。表里有空格子。\n"
    "|= 表1　各处情况\n"
    "| 单位 | 数量 | 说明 |\n"
    "|---|--:|:-:|\n"
    "| 东街 | 12 | |\n"
    "| | 3 | 新设 |\n"
    "| 西街 | 7 | 正常 |\n"
    "（一）符号。生僻字𠮷与表情😀，都在句中。\n"
    "（二）合在一起的字。全家👨‍👩‍👧‍👦出游，国旗🇨🇳，肤色👍🏽，心❤️，数字1️⃣，零宽‍连接，异体葛󠄀城，组合é与ạ̈，软­连。\n"
    "　　印地语क्षेत्र与नमस्ते，泰语สวัสดี，藏语བོད་ཡིག，不是字符的﷐也在，希伯来文שלום在句中。\n"
    "1. 转义\n"
    "\\一、这一行不是标题。\n"
    "2. 没有值的数\n"
    "　　现有{{没有的指标}}处。\n"
    "　　办公软件是Office，文件有five office files，其中fluffy的不多。\n"
    "---\n"
    "　　第二页从这里开始。\n"
    "![第三届读书会现场](attachment:不在.png)\n"
    "附件：1. 名单\n"
    "　　　2. 一览表\n";

static void
write_text (const char *folder,
            const char *name,
            const char *title,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = g_strconcat (title, text, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, content, -1, &error))
    g_error ("%s", error->message);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *long_text = bench_bulletin_make_text (20);
  g_autoptr (GString) rows = g_string_new ("　　下面是一张长表。\n|= 名单\n| 序号 | 单位 | 数量 |\n|---|---|--:|\n");

  g_autoptr (GString) cell = g_string_new ("　　下面有一格，比三页还长。\n| 单位 | 情况 |\n|---|---|\n| 甲 | ");

  setlocale (LC_ALL, "");
  g_return_val_if_fail (argc == 2, 1);

  for (int i = 1; i <= 300; i++)
    g_string_append_printf (rows, "| %d | 第%d社区 | %d |\n", i, i, i * 7 % 100);
  g_string_append (rows, "　　表后还有一句话。\n");

  for (int i = 1; i <= 160; i++)
    g_string_append (cell, "各区认真组织走访慰问活动，情况良好。");
  g_string_append (cell, " |\n| 乙 | 正常 |\n　　表后还有一句话。\n");

  write_text (argv[1], "cell.txt", "一张有很长一格的表格\n", cell->str);
  write_text (argv[1], "mixed.txt", "", mixed);
  write_text (argv[1], "rows.txt", "一张有许多行的表格\n", rows->str);
  write_text (argv[1], "long.txt", "关于上半年工作开展情况的综合报告\n", long_text);
  return 0;
}
