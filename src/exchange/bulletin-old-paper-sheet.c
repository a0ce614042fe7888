/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-old-papers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-text-import.h"

/* The rows as a sheet that somebody corrects in a spreadsheet and gives back. The
 * names of the columns are content of the file: a sheet that was written in Chinese
 * is read in every locale, and so is one in English. */

typedef enum
{
  COLUMN_READ,
  COLUMN_FILE,
  COLUMN_SERIES,
  COLUMN_KIND,
  COLUMN_YEAR,
  COLUMN_NUMBER,
  COLUMN_TOTAL,
  COLUMN_DATE,
  COLUMN_TITLE,
  COLUMN_STATE,
  COLUMN_REMARK,
  N_COLUMNS
} Column;

static const struct
{
  const char *chinese;
  const char *english;
  int field; /* a BulletinPaperField, or -1 */
} columns[] = {
  [COLUMN_READ] = { "读入", "read", -1 },
  [COLUMN_FILE] = { "文件", "file", -1 },
  [COLUMN_SERIES] = { "系列", "series", BULLETIN_PAPER_SERIES },
  [COLUMN_KIND] = { "类别", "kind", BULLETIN_PAPER_KIND },
  [COLUMN_YEAR] = { "年份", "year", BULLETIN_PAPER_YEAR },
  [COLUMN_NUMBER] = { "期号", "number", BULLETIN_PAPER_NUMBER },
  [COLUMN_TOTAL] = { "总期号", "total", BULLETIN_PAPER_TOTAL },
  [COLUMN_DATE] = { "日期", "date", BULLETIN_PAPER_DATE },
  [COLUMN_TITLE] = { "标题", "title", BULLETIN_PAPER_TITLE },
  [COLUMN_STATE] = { "状态", "state", -1 },
  [COLUMN_REMARK] = { "说明", "remark", -1 },
};

static char *
make_cell (const BulletinPaper *paper,
           Column column)
{
  switch (column) {
  case COLUMN_READ:
    return g_strdup (paper->is_chosen ? "是" : "否");
  case COLUMN_FILE:
    return g_strdup (paper->name);
  case COLUMN_KIND:
    return g_strdup (paper->metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "增刊" : "正刊");
  case COLUMN_STATE:
    return g_strdup (bulletin_paper_state_get_label (paper->state));
  case COLUMN_REMARK:
    return g_strdup (paper->remark);
  case COLUMN_SERIES:
    return g_strdup (paper->failure ? "" : paper->metadata->series);
  case COLUMN_YEAR:
  case COLUMN_NUMBER:
  case COLUMN_TOTAL:
  case COLUMN_DATE:
  case COLUMN_TITLE:
  case N_COLUMNS:
  default:
    return bulletin_paper_get_field (paper, columns[column].field);
  }
}

/**
 * bulletin_papers_to_sheet:
 * @self: papers
 *
 * Writes the rows with what was recognised and what is to be said of them, for
 * bulletin_csv_write().
 *
 * Returns: (transfer full): the sheet
 */
BulletinSheet *
bulletin_papers_to_sheet (const BulletinPapers *self)
{
  char **head = g_new0 (char *, N_COLUMNS + 1);
  BulletinSheet *sheet;

  for (guint i = 0; i < N_COLUMNS; i++)
    head[i] = g_strdup (columns[i].chinese);
  sheet = bulletin_sheet_new (head);
  for (guint i = 0; i < self->papers->len; i++) {
    char **cells = g_new0 (char *, N_COLUMNS + 1);

    for (guint j = 0; j < N_COLUMNS; j++)
      cells[j] = make_cell (self->papers->pdata[i], j);
    bulletin_sheet_add_row (sheet, cells, i + 2);
  }
  return sheet;
}

/* Which column of the sheet holds what; -1 for none. */
static void
find_columns (const BulletinSheet *sheet,
              int places[N_COLUMNS])
{
  const char *const *head = bulletin_sheet_get_head (sheet);

  for (guint i = 0; i < N_COLUMNS; i++)
    places[i] = -1;
  for (int i = 0; head[i]; i++) {
    g_autofree char *name = g_strstrip (g_strdup (head[i]));

    for (guint j = 0; j < N_COLUMNS; j++) {
      if (strcmp (name, columns[j].chinese) == 0 || g_ascii_strcasecmp (name, columns[j].english) == 0)
        places[j] = i;
    }
  }
}

static const char *
get_cell (const BulletinSheet *sheet,
          guint row,
          int place)
{
  return place >= 0 ? bulletin_sheet_get_cell (sheet, row, (guint) place) : NULL;
}

static BulletinPaper *
find_paper (const BulletinPapers *self,
            const char *name)
{
  for (guint i = 0; i < self->papers->len; i++) {
    BulletinPaper *paper = self->papers->pdata[i];

    if (strcmp (paper->name, name) == 0)
      return paper;
  }
  return NULL;
}

static gboolean
says_yes (const char *cell)
{
  static const char *const words[] = { "是", "读入", "yes", "y", "1", "true", "√", "✓", NULL };
  g_autofree char *lower = g_utf8_strdown (cell, -1);

  return g_strv_contains (words, lower);
}

static gboolean
apply_row (BulletinPapers *self,
           const BulletinSheet *sheet,
           guint row,
           const int places[N_COLUMNS],
           GError **error)
{
  const char *name = get_cell (sheet, row, places[COLUMN_FILE]);
  BulletinPaper *paper = find_paper (self, name);
  const char *read = get_cell (sheet, row, places[COLUMN_READ]);
  guint line = bulletin_sheet_get_line (sheet, row);

  if (!paper) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("Line %u names the file “%s”, which is not in the folder. Write the sheet anew with --dry-run."), line, name);
    return FALSE;
  }
  if (paper->failure)
    return TRUE;
  for (guint i = 0; i < N_COLUMNS; i++) {
    const char *cell = get_cell (sheet, row, places[i]);
    g_autofree char *before = NULL;
    g_autoptr (GError) reason = NULL;

    if (!cell || columns[i].field < 0)
      continue;
    if (i == COLUMN_KIND && (strcmp (cell, "增刊") == 0 || strcmp (cell, "正刊") == 0))
      cell = strcmp (cell, "增刊") == 0 ? "supplement" : "regular";
    before = bulletin_paper_get_field (paper, columns[i].field);
    if (strcmp (before, cell) == 0)
      continue;
    if (!bulletin_papers_set_field (self, paper, columns[i].field, cell, &reason)) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID, _ ("Line %u of the sheet: %s"), line, reason->message);
      return FALSE;
    }
  }
  /* Who leaves a row at 是, or turns it to that, has looked at it. */
  if (read && *read)
    bulletin_papers_choose (self, paper, says_yes (read));
  return TRUE;
}

/**
 * bulletin_papers_apply_sheet:
 * @self: papers of the same folder
 * @sheet: what bulletin_papers_to_sheet() gave, with corrections
 * @error: return location for an error
 *
 * Takes over corrections, row by row by the file's name. Columns that are missing
 * and rows that were taken out leave what was recognised as it is. A sheet that does
 * not fit changes some rows at most in @self, and nothing in the library.
 *
 * Returns: whether every row of the sheet is of the folder and can have its values
 */
gboolean
bulletin_papers_apply_sheet (BulletinPapers *self,
                             const BulletinSheet *sheet,
                             GError **error)
{
  int places[N_COLUMNS];

  find_columns (sheet, places);
  if (places[COLUMN_FILE] < 0) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("The sheet has no column “%s”. Use the sheet that --dry-run wrote."), columns[COLUMN_FILE].chinese);
    return FALSE;
  }
  for (guint i = 0; i < bulletin_sheet_get_n_rows (sheet); i++) {
    if (!apply_row (self, sheet, i, places, error))
      return FALSE;
  }
  return TRUE;
}
