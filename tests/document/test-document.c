/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"

#include <string.h>

static const char long_text[] =
    "　　为进一步做好关爱工作，市里召开了座谈会。\r\n"
    "> 这项做法简便易行，现予刊发。\n> 供各地参考。\n>\n"
    "\n"
    "　　一、建好驿站。各区选址**12处**，投用{{stations@东湖区:2024Q2}}处。\n"
    "（一）选址\n"
    "1. 看人流，不看门面。先问再定。\n"
    "（2）药品、饮水、充电\n"
    "|= 各区**站点**\n| 区 | 站点 | 备注 |\n|:--|:-:|--:|\n| 甲 | 3 |\n| 乙 | {{a}} | x\\|y | 多 |\n"
    "![驿站 \\*外景\\*](attachment:front.jpg)\n"
    "\\一、不是标题\n"
    "---\n"
    "附件：1．站点一览表\n　　　　2．联系表\n1. 又是标题\n"
    "二、结束语\n"
    "a\\*b ** c **d** {{}} {{未完";

static void
check_spans (const BulletinDocument *document,
             const BulletinBlock    *block,
             const GPtrArray        *spans,
             gsize                  *last)
{
  const char *source = bulletin_document_get_source (document);

  for (guint i = 0; i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    g_assert_cmpuint (span->offset, >=, *last);
    g_assert_cmpuint (span->length, >, 0);
    g_assert_cmpuint (span->offset + span->length, <=, block->offset + block->length);
    *last = span->offset + span->length;

    if (span->kind == BULLETIN_SPAN_FIGURE) {
      g_assert_cmpuint (strlen (span->text) + 4, ==, span->length);
      g_assert_cmpmem (source + span->offset + 2, span->length - 4, span->text, strlen (span->text));
    } else if (g_str_equal (span->text, "\n")) {
      g_assert_true (source[span->offset] == '\n' || source[span->offset] == '\r');
    } else {
      g_assert_cmpmem (source + span->offset, span->length, span->text, strlen (span->text));
      g_assert_null (strpbrk (span->text, "\r\n"));
    }

    g_assert_true (g_utf8_validate (span->text, -1, NULL));
  }
}

static void
check_table (const BulletinDocument *document,
             const BulletinBlock    *block)
{
  const BulletinTableRow *first = g_ptr_array_index (block->rows, 0);
  gsize last = block->offset;

  if (block->caption != NULL)
    check_spans (document, block, block->caption, &last);

  for (guint i = 0; i < block->rows->len; i++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, i);

    g_assert_cmpuint (row->cells->len, ==, first->cells->len);
    g_assert_cmpuint (row->offset, >=, last);
    g_assert_cmpuint (row->offset + row->length, <=, block->offset + block->length);

    for (guint k = 0; k < row->cells->len; k++) {
      const BulletinTableCell *cell = g_ptr_array_index (row->cells, k);

      check_spans (document, block, cell->spans, &last);
      g_assert_cmpuint (last, <=, row->offset + row->length);
    }
  }
}

static guint
count_line_ends (const char *text)
{
  guint n = 0;

  for (gsize i = 0; text[i] != '\0'; i++) {
    if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
      n++;
  }

  return n;
}

/* What holds of every document, whatever was typed. */
static void
check_document (const char *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autofree char *again = bulletin_document_to_text (document);
  g_autofree char *plain = bulletin_document_to_plain_text (document);
  gsize offset = 0;
  guint line = 0;

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (bulletin_document_get_source (document), ==, text);

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    gsize last = block->offset;

    g_assert_cmpuint (block->offset, ==, offset);
    g_assert_cmpuint (block->length, >, 0);
    g_assert_cmpuint (block->line, ==, line);
    g_assert_cmpuint (block->n_lines, >=, 1);
    g_assert_nonnull (block->spans);
    offset += block->length;
    line += block->n_lines;

    g_assert_cmpint (block->kind == BULLETIN_BLOCK_TABLE, ==, block->rows != NULL);
    g_assert_cmpint (block->kind == BULLETIN_BLOCK_PICTURE, ==, block->target != NULL);
    g_assert_cmpint (block->kind == BULLETIN_BLOCK_HEADING, ==, block->level > 0);

    if (block->kind == BULLETIN_BLOCK_TABLE) {
      g_assert_cmpuint (block->rows->len, >=, 1);
      check_table (document, block);
      continue;
    }

    check_spans (document, block, block->spans, &last);
    if (block->body != NULL) {
      g_assert_cmpint (block->kind, ==, BULLETIN_BLOCK_HEADING);
      g_assert_cmpuint (block->body->len, >=, 1);
      check_spans (document, block, block->body, &last);
    }
    if (block->kind == BULLETIN_BLOCK_HEADING) {
      const BulletinSpan *first = g_ptr_array_index (block->spans, 0);

      g_assert_cmpint (block->number, >=, 1);
      g_assert_cmpuint (first->length, >=, block->marker_length);
    }
  }

  g_assert_cmpuint (offset, ==, strlen (text));
  g_assert_cmpuint (line, ==, count_line_ends (text) + (offset > 0 && strchr ("\r\n", text[offset - 1]) == NULL));
  g_assert_cmpuint (count_line_ends (plain), ==, count_line_ends (text));
}

static BulletinDocument *
parse (const char *text)
{
  check_document (text);

  return bulletin_document_parse (text, -1);
}

static void
assert_spans (const GPtrArray *spans,
              const char      *expected)
{
  g_autofree char *text = NULL;

  if (expected == NULL) {
    g_assert_null (spans);
    return;
  }

  g_assert_nonnull (spans);
  text = bulletin_spans_to_text (spans);
  g_assert_cmpstr (text, ==, expected);
}

/* A document of one block. */
static void
assert_block (const char        *text,
              BulletinBlockKind  kind,
              int                level,
              int                number,
              const char        *spans,
              const char        *body)
{
  g_autoptr (BulletinDocument) document = parse (text);
  const BulletinBlock *block;

  g_test_message ("%s", text);
  g_assert_cmpuint (bulletin_document_get_n_blocks (document), ==, 1);
  block = bulletin_document_get_block (document, 0);
  g_assert_cmpint (block->kind, ==, kind);
  g_assert_cmpint (block->level, ==, level);
  g_assert_cmpint (block->number, ==, number);
  assert_spans (block->spans, spans);
  assert_spans (block->body, body);
}

static void
test_lines_are_paragraphs (void)
{
  assert_block ("一行字", BULLETIN_BLOCK_PARAGRAPH, 0, 0, "一行字", NULL);
  assert_block ("　　缩进 \t的一行　\n", BULLETIN_BLOCK_PARAGRAPH, 0, 0, "缩进 \t的一行", NULL);
  assert_block ("    not code\r\n", BULLETIN_BLOCK_PARAGRAPH, 0, 0, "not code", NULL);
  assert_block ("\n", BULLETIN_BLOCK_BLANK, 0, 0, "", NULL);
  assert_block (" 　\u00a0\t", BULLETIN_BLOCK_BLANK, 0, 0, "", NULL);
  assert_block ("------", BULLETIN_BLOCK_PAGE_BREAK, 0, 0, "", NULL);
  assert_block ("　---\r", BULLETIN_BLOCK_PAGE_BREAK, 0, 0, "", NULL);
  assert_block ("--", BULLETIN_BLOCK_PARAGRAPH, 0, 0, "--", NULL);
  assert_block ("--- x", BULLETIN_BLOCK_PARAGRAPH, 0, 0, "--- x", NULL);
}

static void
test_numbering_makes_headings (void)
{
  assert_block ("一、总体情况", BULLETIN_BLOCK_HEADING, 1, 1, "一、总体情况", NULL);
  assert_block ("　　十二、总体情况\n", BULLETIN_BLOCK_HEADING, 1, 12, "十二、总体情况", NULL);
  assert_block ("一、", BULLETIN_BLOCK_HEADING, 1, 1, "一、", NULL);
  assert_block ("（三）做法", BULLETIN_BLOCK_HEADING, 2, 3, "（三）做法", NULL);
  assert_block ("(三)做法", BULLETIN_BLOCK_HEADING, 2, 3, "(三)做法", NULL);
  assert_block ("1.做法", BULLETIN_BLOCK_HEADING, 3, 1, "1.做法", NULL);
  assert_block ("21． 做法", BULLETIN_BLOCK_HEADING, 3, 21, "21． 做法", NULL);
  assert_block ("3、做法", BULLETIN_BLOCK_HEADING, 3, 3, "3、做法", NULL);
  assert_block ("３．做法", BULLETIN_BLOCK_HEADING, 3, 3, "３．做法", NULL);
  assert_block ("2. 5月起实行", BULLETIN_BLOCK_HEADING, 3, 2, "2. 5月起实行", NULL);
  assert_block ("（4）做法", BULLETIN_BLOCK_HEADING, 4, 4, "（4）做法", NULL);
  assert_block ("(4)做法", BULLETIN_BLOCK_HEADING, 4, 4, "(4)做法", NULL);
}

static void
test_what_only_looks_like_numbering_is_text (void)
{
  static const char *const lines[] = {
    "1.5万人次参加",
    "2024.6",
    "2024．起",
    "1.",
    "1. ",
    "1.　\t",
    "10、20日两天",
    "2024、2025两年",
    "3．5%",
    "1...",
    "0.做法",
    "01.做法",
    "一",
    "一，做法",
    "一.做法",
    "一、二、三等奖",
    "十百、做法",
    "两、做法",
    "（2024）1号",
    "（一",
    "（）做法",
    "（a）做法",
    "（0）做法",
    "第一、做法",
    "1）做法",
    "二〇二四、做法",
    "1000.做法",
    ">5人",
    "**一、做法**",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (BulletinDocument) document = parse (lines[i]);

    g_test_message ("%s", lines[i]);
    g_assert_cmpint (bulletin_document_get_block (document, 0)->kind, ==, BULLETIN_BLOCK_PARAGRAPH);
  }
}

static void
test_a_first_sentence_runs_in (void)
{
  assert_block ("一、建好驿站。各区选址。投用。", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好驿站。", "各区选址。投用。");
  assert_block ("（一）建好驿站。 各区", BULLETIN_BLOCK_HEADING, 2, 1, "（一）建好驿站。", " 各区");
  assert_block ("1．建好驿站。各区", BULLETIN_BLOCK_HEADING, 3, 1, "1．建好驿站。", "各区");
  assert_block ("（1）建好驿站。各区", BULLETIN_BLOCK_HEADING, 4, 1, "（1）建好驿站。", "各区");
  assert_block ("一、建好驿站。", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好驿站。", NULL);
  assert_block ("一、建好驿站。　 \n", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好驿站。", NULL);
  assert_block ("一、牢记“服务。”各区", BULLETIN_BLOCK_HEADING, 1, 1, "一、牢记“服务。”", "各区");
  assert_block ("一、牢记“服务。”", BULLETIN_BLOCK_HEADING, 1, 1, "一、牢记“服务。”", NULL);
  assert_block ("一、**建好驿站。**各区**选址**。", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好驿站。", "各区选址。");
  assert_block ("一、**建好。各区**选址", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好。", "各区选址");
  assert_block ("一、**建好。**", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好。", NULL);
  assert_block ("一、**“建好。**”各区", BULLETIN_BLOCK_HEADING, 1, 1, "一、“建好。”", "各区");
  assert_block ("一、建好{{n}}处。{{m}}", BULLETIN_BLOCK_HEADING, 1, 1, "一、建好{{n}}处。", "{{m}}");
}

static void
test_notes_take_their_lines_together (void)
{
  assert_block ("> 按语一\n　> 按语**二**\r\n>\n> ", BULLETIN_BLOCK_NOTE, 0, 0, "按语一\n按语二\n\n", NULL);
  assert_block (">　按语", BULLETIN_BLOCK_NOTE, 0, 0, "按语", NULL);
}

static void
test_attachments_take_rising_numbers (void)
{
  g_autoptr (BulletinDocument) document = NULL;

  assert_block ("附件：\n1．甲\n2．乙\n", BULLETIN_BLOCK_ATTACHMENTS, 0, 0, "附件：\n1．甲\n2．乙", NULL);
  assert_block ("　　附件: 1. 甲\n　　　　2. 乙", BULLETIN_BLOCK_ATTACHMENTS, 0, 0, "附件: 1. 甲\n2. 乙", NULL);

  document = parse ("附件：一览表\n1. 标题");
  g_assert_cmpuint (bulletin_document_get_n_blocks (document), ==, 2);
  g_assert_cmpint (bulletin_document_get_block (document, 1)->kind, ==, BULLETIN_BLOCK_HEADING);
  g_clear_pointer (&document, bulletin_document_unref);

  document = parse ("附件：\n1. 甲\n2. 乙\n1. 标题");
  g_assert_cmpuint (bulletin_document_get_n_blocks (document), ==, 2);
  g_assert_cmpint (bulletin_document_get_block (document, 1)->level, ==, 3);
}

static const BulletinTableCell *
get_cell (const BulletinBlock *block,
          guint                row,
          guint                column)
{
  const BulletinTableRow *table_row = g_ptr_array_index (block->rows, row);

  return g_ptr_array_index (table_row->cells, column);
}

static gboolean
row_is_head (const BulletinBlock *block,
             guint                row)
{
  return ((const BulletinTableRow *) g_ptr_array_index (block->rows, row))->is_head;
}

static void
test_bars_make_tables (void)
{
  g_autoptr (BulletinDocument) document =
      parse ("|= 各区站点\n|区|站点 | 备注|\n|:--|:-:|--:|\n| 甲 | **3** | \n|乙|{{a}}|x\\|y|多|\n正文");
  const BulletinBlock *block = bulletin_document_get_block (document, 0);

  g_assert_cmpuint (bulletin_document_get_n_blocks (document), ==, 2);
  g_assert_cmpint (block->kind, ==, BULLETIN_BLOCK_TABLE);
  g_assert_cmpuint (block->n_lines, ==, 5);
  g_assert_cmpuint (block->rows->len, ==, 3);
  assert_spans (block->caption, "各区站点");

  g_assert_true (row_is_head (block, 0));
  g_assert_false (row_is_head (block, 1));
  assert_spans (get_cell (block, 0, 2)->spans, "备注");
  assert_spans (get_cell (block, 0, 3)->spans, "");
  assert_spans (get_cell (block, 1, 0)->spans, "甲");
  assert_spans (get_cell (block, 1, 1)->spans, "3");
  assert_spans (get_cell (block, 1, 2)->spans, "");
  assert_spans (get_cell (block, 2, 1)->spans, "{{a}}");
  assert_spans (get_cell (block, 2, 2)->spans, "x|y");
  assert_spans (get_cell (block, 2, 3)->spans, "多");
  g_assert_cmpint (get_cell (block, 1, 0)->align, ==, BULLETIN_ALIGN_START);
  g_assert_cmpint (get_cell (block, 1, 1)->align, ==, BULLETIN_ALIGN_CENTRE);
  g_assert_cmpint (get_cell (block, 2, 2)->align, ==, BULLETIN_ALIGN_END);
  g_assert_cmpint (get_cell (block, 2, 3)->align, ==, BULLETIN_ALIGN_START);
}

static void
test_odd_tables_are_tables (void)
{
  static const char *const tables[] = { "|", "||", "|a", "|---|", "| - | - |\n| - | - |", "|\n|\n|---|\n|" };
  g_autoptr (BulletinDocument) document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (BulletinDocument) table = parse (tables[i]);

    g_assert_cmpuint (bulletin_document_get_n_blocks (table), ==, 1);
    g_assert_cmpint (bulletin_document_get_block (table, 0)->kind, ==, BULLETIN_BLOCK_TABLE);
    g_assert_null (bulletin_document_get_block (table, 0)->caption);
  }

  /* A caption needs a table right below it. */
  document = parse ("|= 一\n|= 二\n| 表 |\n|= 三\n\n| 表 |");
  g_assert_cmpuint (bulletin_document_get_n_blocks (document), ==, 5);
  g_assert_cmpint (bulletin_document_get_block (document, 0)->kind, ==, BULLETIN_BLOCK_PARAGRAPH);
  assert_spans (bulletin_document_get_block (document, 0)->spans, "|= 一");
  assert_spans (bulletin_document_get_block (document, 1)->caption, "二");
  g_assert_cmpint (bulletin_document_get_block (document, 2)->kind, ==, BULLETIN_BLOCK_PARAGRAPH);
}

static void
test_a_row_of_bars_stays_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BulletinDocument) document = NULL;
  const BulletinTableCell *last;
  g_autofree char *rest = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "|a");

  document = parse (text->str);
  last = get_cell (bulletin_document_get_block (document, 0), 0, 63);
  rest = bulletin_spans_to_text (last->spans);
  g_assert_true (g_str_has_prefix (rest, "a|a|a"));
}

static void
test_pictures_stand_alone (void)
{
  static const char *const lines[] = {
    "![](attachment:)",
    "![题注](http://example.org/a.jpg)",
    "见![题注](attachment:a.jpg)",
    "![题注](attachment:a.jpg)。",
    "![题注]",
    "![",
    "!",
    "![题注](attachment:a.jpg",
  };
  g_autoptr (BulletinDocument) document = parse ("　![**驿站**外景](attachment:front (1).jpg)　\n");
  const BulletinBlock *block = bulletin_document_get_block (document, 0);

  g_assert_cmpint (block->kind, ==, BULLETIN_BLOCK_PICTURE);
  g_assert_cmpstr (block->target, ==, "front (1).jpg");
  assert_spans (block->spans, "驿站外景");

  assert_block ("![](attachment:a.jpg)", BULLETIN_BLOCK_PICTURE, 0, 0, "", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_block (lines[i], BULLETIN_BLOCK_PARAGRAPH, 0, 0, lines[i], NULL);
}

/* Spans as "kind:text" joined by spaces. */
static void
assert_inline (const char *text,
               const char *expected)
{
  g_autoptr (BulletinDocument) document = parse (text);
  const BulletinBlock *block = bulletin_document_get_block (document, 0);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < block->spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (block->spans, i);

    g_string_append_printf (found, "%s%c:%s", i > 0 ? "/" : "", "tsf"[span->kind], span->text);
  }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_marks_within_a_line (void)
{
  assert_inline ("甲**乙**丙", "t:甲/s:乙/t:丙");
  assert_inline ("**乙**", "s:乙");
  assert_inline ("甲**乙", "t:甲**乙");
  assert_inline ("**甲**乙**丙", "s:甲/t:乙**丙");
  assert_inline ("甲***乙***", "t:甲***乙***");
  assert_inline ("甲****乙", "t:甲****乙");
  assert_inline ("2*3*4", "t:2*3*4");
  assert_inline ("共{{stations}}处", "t:共/f:stations/t:处");
  assert_inline ("**共{{stations@东湖区:2024Q2}}处**", "s:共/f:stations@东湖区:2024Q2/s:处");
  assert_inline ("{{}}{{ }}{{a}b}}{{a", "t:{{}}{{ }}{{a}b}}{{a");
  assert_inline ("{{{a}}}", "t:{/f:a/t:}");
}

static void
test_a_backslash_takes_the_mark_away (void)
{
  assert_inline ("甲\\**乙\\**丙", "t:甲/t:**乙/t:**丙");
  assert_inline ("甲\\*\\*乙**丙**", "t:甲/t:*/t:*乙/s:丙");
  assert_inline ("\\{{a}}", "t:{{a}}");
  assert_inline ("a\\\\b", "t:a/t:\\b");
  assert_inline ("C:\\Users\\张", "t:C:\\Users\\张");
  assert_inline ("\\", "t:\\");
  assert_inline ("\\**", "t:**");

  assert_inline ("\\一、不是标题", "t:一、不是标题");
  assert_inline ("　\\（一）不是标题", "t:（一）不是标题");
  assert_inline ("\\1. 不是标题", "t:1. 不是标题");
  assert_inline ("\\> 不是按语", "t:> 不是按语");
  assert_inline ("\\| 不是表", "t:| 不是表");
  assert_inline ("\\|= 不是题注", "t:|= 不是题注");
  assert_inline ("\\---", "t:---");
  assert_inline ("\\附件：不是", "t:附件：不是");
  assert_inline ("\\![a](attachment:b)", "t:![a](attachment:b)");
  assert_inline ("\\\\一、", "t:\\一、");
  assert_inline ("\\不必", "t:\\不必");
}

static void
assert_plain (const char *text,
              const char *expected)
{
  g_autoptr (BulletinDocument) document = parse (text);
  g_autofree char *plain = bulletin_document_to_plain_text (document);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_plain_text_is_what_a_reader_reads (void)
{
  assert_plain ("", "");
  assert_plain ("\n", "\n");
  assert_plain ("　　一、**建好**。各区\r\n\r\n", "　　一、建好。各区\n\n");
  assert_plain ("> 按语\n　> 二", "按语\n　二");
  assert_plain ("附件：\n　1. 甲\n", "附件：\n　1. 甲\n");
  assert_plain ("|= 题\n|a|b|\n|--:|---|\n|c|\n|d|e|\n", "题\na\tb\n\nc\nd\te\n");
  assert_plain ("|a|\n|---|", "a\n");
  assert_plain ("![题](attachment:a)\n---\n\\---", "题\n\n---");
  assert_plain ("共{{n}}处\\*", "共{{n}}处*");
}

static void
test_words_are_counted_as_in_the_office (void)
{
  static const struct
  {
    const char *text;
    guint count;
  } cases[] = {
    { "", 0 },
    { "\n　\n", 0 },
    { "你好，世界。", 6 },
    { "“暖蜂”——", 6 },
    { "共1621名，90%以上", 7 },
    { "Hello big world", 3 },
    { "用GTK 4写", 4 },
    { "**甲**乙", 2 },
    { "WH**O**", 1 },
    { "共{{n}}处", 3 },
    { "一、甲。乙", 5 },
    { "|= 题\n|12|3|\n|---|---|\n|甲|乙|", 5 },
    { "> 甲\n> b\n> c", 3 },
    { "![图](attachment:name)", 1 },
    { "---", 0 },
    { "\\*", 1 },
    { "１２", 2 },
    /* A sign among Chinese is one, a run of Latin letters and digits with what is
     * typed in it too. */
    { "37℃以上", 4 },
    { "3×5米", 4 },
    { "①甲②乙", 4 },
    { "1,621名", 2 },
    { "2024-06-17", 1 },
    { "A4纸", 2 },
    { "a@b.cn、http://a.cn/b?c=1", 3 },
    { "……", 2 },
    { "甲 乙\t丙", 3 },
    { "\u00a0甲\u3000乙", 2 },
    { "e\u0301te\u0301", 1 },
    { "👍🏽", 1 },
    { "👨\u200d👩\u200d👧家", 2 },
    { "𠮷野家", 3 },
    { "50%—60%", 3 },
    { "《规划》(试行)", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (BulletinDocument) document = parse (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpuint (bulletin_document_count_words (document), ==, cases[i].count);
  }
}

/* Bytes that are no UTF-8 are mended; nothing else is touched. */
static void
check_bytes (const char *bytes,
             gsize       length)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (bytes, length);
  g_autofree char *mended = g_utf8_make_valid (bytes, length);

  check_document (bulletin_document_get_source (document));
  g_assert_cmpstr (bulletin_document_get_source (document), ==, mended);
}

static void
test_any_bytes_parse (void)
{
  static const char bytes[] = "一、\xff甲\0乙\n\xe4\xb8| a\0|";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (BulletinDocument) document = bulletin_document_parse (bytes, sizeof (bytes) - 1);
  g_autoptr (BulletinDocument) nothing = bulletin_document_parse (NULL, -1);
  g_autoptr (BulletinDocument) cut = bulletin_document_parse ("一、甲乙", strlen ("一、甲"));

  g_assert_true (g_utf8_validate (bulletin_document_get_source (document), -1, NULL));
  g_assert_cmpint (bulletin_document_get_block (document, 0)->level, ==, 1);
  g_assert_cmpuint (bulletin_document_get_n_blocks (nothing), ==, 0);
  g_assert_cmpstr (bulletin_document_get_source (nothing), ==, "");
  g_assert_cmpstr (bulletin_document_get_source (cut), ==, "一、甲");

  for (guint i = 0; i < 5000; i++) {
    char noise[64];
    gsize length = g_rand_int_range (rand, 0, sizeof (noise));

    for (gsize k = 0; k < length; k++)
      noise[k] = g_rand_int_range (rand, -128, 128);
    check_bytes (noise, length);
  }
}

static void
test_long_lines_take_linear_time (void)
{
  static const char *const pieces[] = {
    "甲", "**", "*", "{{", "{{a}}", "\\", "|", "![", "](attachment:", "。", "”", "一、", "1.", ">", "**甲。"
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new ("一、");

    for (guint k = 0; k < 30000; k++)
      g_string_append (text, pieces[i]);
    check_document (text->str);
    check_document (text->str + strlen ("一、"));
  }
}

static void
append_random_text (GRand   *rand,
                    GString *text)
{
  static const char *const pieces[] = {
    "一、",
    "二",
    "十",
    "（一）",
    "(",
    ")",
    "（",
    "）",
    "1",
    "2.",
    "．",
    "、",
    "12",
    "１",
    "> ",
    ">",
    "|",
    "|---|",
    "|:-:|",
    "|= ",
    "---",
    "-",
    "![",
    "](attachment:",
    "a.jpg)",
    "**",
    "*",
    "{{",
    "}}",
    "{{n@甲:2024}}",
    "{",
    "}",
    "\\",
    "附件：",
    "附件:",
    "。",
    "”",
    "“",
    "，",
    " ",
    "　",
    "\t",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "甲乙",
    "abc",
    "给",
    "\u0301",
    "\U0001f600",
    ":",
    "=",
    "\ufeff",
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\u202e",
    "\v",
    "\f",
    "\x01",
    "\x7f",
    "\U00020bb7",
    "\U0002cb4a",
    "\U0001f468\u200d\U0001f469",
    "\U0001f44d\U0001f3fd",
    "\U0010ffff",
    "\u05e9\u05dc",
    "\u0645\u0631",
    "\u0f56\u0f7c",
    "\u182e\u1823",
  };
  guint n = g_rand_int_range (rand, 0, 24);

  g_string_truncate (text, 0);
  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

/* The grammar's own tokens among bytes that are no text. */
static void
test_every_row_of_bytes_comes_back_mended (void)
{
  static const char *const pieces[] = {
    "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb8", "\x80", "\xfe\xff", "\xef\xbb\xbf", "\r", "\r\n"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250506);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++) {
    append_random_text (rand, text);
    for (guint k = g_rand_int_range (rand, 1, 5); k > 0; k--) {
      const gssize at = g_rand_int_range (rand, 0, (gint32) text->len + 1);

      if (g_rand_boolean (rand))
        g_string_insert_c (text, at, (char) g_rand_int_range (rand, 0, 256));
      else
        g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    }
    check_bytes (text->str, text->len);
  }
}

static void
test_every_text_comes_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240617);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 400000; i++) {
    append_random_text (rand, text);
    check_document (text->str);
  }
}

/* Every construct of the markup, several times over and never quite the same: some
 * thousands of characters. */
static char *
make_long_text (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r", "\n\n" };
  GString *text = g_string_new ("\ufeff");

  for (int i = 1; i <= 9; i++) {
    const char *end = ends[i % G_N_ELEMENTS (ends)];

    g_string_append (text, long_text);
    g_string_append_printf (text, "%s%d．第%d项。共**%d**处，{{stations@东湖区:202%dQ%d}}人次%s", end, i, i, i * 7, i, i % 4 + 1, end);
    g_string_append_printf (text, "（%d）\U00020bb7\U0002cb4a与e\u0301，\U0001f468\u200d\U0001f469\u200d\U0001f467%s", i, end);
    g_string_append_printf (text, "\\> 不是按语\\\\%s\\| 不是表 |%s\\附件：不是%s\\---%s", end, end, end, end);
    g_string_append_printf (text, "|= 表%d%s| \u05e9\u05dc\u05d5\u05dd | \u0645\u0631 | **a\\|b** |%s|:-:|---|--:|%s||%s| {{m}} |%s", i, end, end, end, end, end);
    g_string_append_printf (text, "![](attachment:%d.png)%s![甲\u2028乙](attachment:)%s", i, end, end);
    g_string_append_printf (text, "附件：%s1. 甲%s2. 乙%s2. 丙%s", end, end, end, end);
    g_string_append_printf (text, "{{ {{a}} }} {{{b}} {{c\\}} ***d*** ** **%s>%s>无%s", end, end, end);
  }

  return g_string_free_and_steal (text);
}

static void
test_every_prefix_and_deletion_comes_back (void)
{
  g_autofree char *whole = make_long_text ();
  const gsize length = strlen (whole);
  g_autofree char *deletion = g_malloc (length + 1);

  g_assert_cmpint (g_utf8_strlen (whole, -1), >, 4000);
  for (char *p = whole; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *next = g_utf8_next_char (p);
    const char first = *p;

    memcpy (deletion, whole, p - whole);
    strcpy (deletion + (p - whole), next);
    check_document (deletion);

    *p = '\0';
    check_document (whole);
    *p = first;
  }

  check_document (whole);
}

/* A line moved behind a blank line parses as before, which is what lets the
 * layout cache by paragraph. */
static void
test_single_lines_do_not_depend_on_others (void)
{
  g_auto (GStrv) lines = g_strsplit (long_text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *moved = g_strconcat ("前文\n\n", lines[i], NULL);
    g_autoptr (BulletinDocument) alone = parse (lines[i]);
    g_autoptr (BulletinDocument) later = parse (moved);

    if (bulletin_document_get_n_blocks (alone) == 0)
      continue;

    g_assert_cmpint (bulletin_document_get_block (alone, 0)->kind, ==,
                     bulletin_document_get_block (later, 2)->kind);
  }
}

/* The text itself, from the line after the title to the site's footer. */
static char *
read_seed_body (void)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "shared", "seeds",
                                            "bulletin-2024-06.txt", NULL);
  g_autofree char *contents = NULL;
  const char *start;
  const char *end;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return NULL;

  start = strstr (contents, "\n一、");
  g_assert_nonnull (start);
  end = strstr (start, "\n\n\n");
  g_assert_nonnull (end);

  return g_strndup (start + 1, end - start);
}

static void
test_the_real_bulletin_has_four_run_in_headings (void)
{
  g_autofree char *body = read_seed_body ();
  g_autoptr (BulletinDocument) document = NULL;
  int n_headings = 0;

  if (body == NULL) {
    g_test_skip ("The seed is not beside this checkout");
    return;
  }

  document = parse (body);

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);

    if (block->kind == BULLETIN_BLOCK_BLANK)
      continue;

    g_assert_cmpint (block->kind, ==, BULLETIN_BLOCK_HEADING);
    g_assert_cmpint (block->level, ==, 1);
    g_assert_cmpint (block->number, ==, ++n_headings);
    g_assert_nonnull (block->body);
  }

  g_assert_cmpint (n_headings, ==, 4);
}

static void
test_references_are_counted (void)
{
  BulletinDocument *document = bulletin_document_parse ("甲", -1);
  BulletinDocument *copy = g_boxed_copy (BULLETIN_TYPE_DOCUMENT, document);

  g_assert_true (copy == document);
  bulletin_document_unref (document);
  g_assert_cmpstr (bulletin_document_get_source (copy), ==, "甲");
  g_boxed_free (BULLETIN_TYPE_DOCUMENT, copy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/lines-are-paragraphs", test_lines_are_paragraphs);
  g_test_add_func ("/document/numbering-makes-headings", test_numbering_makes_headings);
  g_test_add_func ("/document/what-only-looks-like-numbering-is-text", test_what_only_looks_like_numbering_is_text);
  g_test_add_func ("/document/a-first-sentence-runs-in", test_a_first_sentence_runs_in);
  g_test_add_func ("/document/notes-take-their-lines-together", test_notes_take_their_lines_together);
  g_test_add_func ("/document/attachments-take-rising-numbers", test_attachments_take_rising_numbers);
  g_test_add_func ("/document/bars-make-tables", test_bars_make_tables);
  g_test_add_func ("/document/odd-tables-are-tables", test_odd_tables_are_tables);
  g_test_add_func ("/document/a-row-of-bars-stays-bounded", test_a_row_of_bars_stays_bounded);
  g_test_add_func ("/document/pictures-stand-alone", test_pictures_stand_alone);
  g_test_add_func ("/document/marks-within-a-line", test_marks_within_a_line);
  g_test_add_func ("/document/a-backslash-takes-the-mark-away", test_a_backslash_takes_the_mark_away);
  g_test_add_func ("/document/plain-text-is-what-a-reader-reads", test_plain_text_is_what_a_reader_reads);
  g_test_add_func ("/document/words-are-counted-as-in-the-office", test_words_are_counted_as_in_the_office);
  g_test_add_func ("/document/any-bytes-parse", test_any_bytes_parse);
  g_test_add_func ("/document/long-lines-take-linear-time", test_long_lines_take_linear_time);
  g_test_add_func ("/document/every-text-comes-back", test_every_text_comes_back);
  g_test_add_func ("/document/every-row-of-bytes-comes-back-mended", test_every_row_of_bytes_comes_back_mended);
  g_test_add_func ("/document/every-prefix-and-deletion-comes-back", test_every_prefix_and_deletion_comes_back);
  g_test_add_func ("/document/single-lines-do-not-depend-on-others", test_single_lines_do_not_depend_on_others);
  g_test_add_func ("/document/the-real-bulletin-has-four-run-in-headings", test_the_real_bulletin_has_four_run_in_headings);
  g_test_add_func ("/document/references-are-counted", test_references_are_counted);

  return g_test_run ();
}
