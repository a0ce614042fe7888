/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"
#include "document-fixture.h"

#include <string.h>

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
  g_test_add_func ("/document/the-real-bulletin-has-four-run-in-headings", test_the_real_bulletin_has_four_run_in_headings);
  g_test_add_func ("/document/references-are-counted", test_references_are_counted);

  return g_test_run ();
}
