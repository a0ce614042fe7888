/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "bulletin-register.h"
#include "../library/library-fixture.h"

/* A sheet written as lines whose cells are parted by |. */
static inline BulletinSheet *
make_sheet (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  BulletinSheet *sheet = bulletin_sheet_new (g_strsplit (lines[0], "|", -1));

  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      bulletin_sheet_add_row (sheet, g_strsplit (lines[i], "|", -1), i + 1);

  return sheet;
}

static inline BulletinLoadReport *
load_text (BulletinLibrary     *library,
           BulletinRegisterKind kind,
           const char          *text)
{
  g_autoptr (BulletinSheet) sheet = make_sheet (text);
  g_autoptr (GBytes) source = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  BulletinLoadReport *report = bulletin_register_load (library, kind, sheet, "test.csv", source, FALSE, "编辑", NULL, &error);

  g_assert_no_error (error);

  return report;
}

static inline void
assert_report (const BulletinLoadReport *report,
               guint                     added,
               guint                     changed,
               guint                     unchanged,
               guint                     refused)
{
  for (guint i = 0; i < report->refused->len; i++)
    g_test_message ("%u: %s", ((BulletinRefusal *) report->refused->pdata[i])->line,
                    ((BulletinRefusal *) report->refused->pdata[i])->reason);
  g_assert_cmpuint (report->added, ==, added);
  g_assert_cmpuint (report->changed, ==, changed);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->refused->len, ==, refused);
  g_assert_true ((report->operation != NULL) == (added + changed > 0));
}

static inline void
load_all (BulletinLibrary     *library,
          BulletinRegisterKind kind,
          const char          *text,
          guint                added)
{
  g_autoptr (BulletinLoadReport) report = load_text (library, kind, text);

  assert_report (report, added, 0, 0, 0);
}

static inline guint
count_rows (BulletinLibrary *library,
            const char      *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (library), sql, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bulletin_statement_step (statement, &error), ==, BULLETIN_STEP_ROW);

  return (guint) bulletin_statement_get_int (statement, 0);
}

/* The value of a row that is found by what stands in its first column. */
static inline char *
get_value (BulletinLibrary     *library,
           BulletinRegisterKind kind,
           const char          *first,
           const char          *column)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bulletin_register_list (library, kind, &error);
  int place = bulletin_register_find_column (kind, column);

  g_assert_no_error (error);
  g_assert_cmpint (place, >=, 0);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (bulletin_register_row_get_value (rows->pdata[i], 0), first))
      return g_strdup (bulletin_register_row_get_value (rows->pdata[i], (guint) place));

  return NULL;
}

#define assert_value(library, kind, first, column, expected)                   \
  G_STMT_START                                                                 \
  {                                                                            \
    g_autofree char *value_found = get_value (library, kind, first, column);   \
    g_assert_cmpstr (value_found, ==, expected);                               \
  }                                                                            \
  G_STMT_END

static inline char *
get_id (BulletinLibrary     *library,
        BulletinRegisterKind kind,
        const char          *first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bulletin_register_list (library, kind, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (bulletin_register_row_get_value (rows->pdata[i], 0), first))
      return g_strdup (bulletin_register_row_get_id (rows->pdata[i]));

  return NULL;
}

#define ORGANISATIONS_TEXT                                                     \
  "编码|名称|上级|类别\n"                                                      \
  "QX|清溪区关工委|青原市关工委|区\n"                                          \
  "QY|青原市关工委||市\n"                                                      \
  "LH|柳河区关工委|QY|区\n"                                                    \
  "JD1|桥头街道关工委|QX|街道\n"
