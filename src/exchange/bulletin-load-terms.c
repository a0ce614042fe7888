/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-load-terms.h"

#include <glib/gi18n.h>

#include "bulletin-terms.h"

enum
{
  COLUMN_KIND,
  COLUMN_NAME,
  COLUMN_POST,
  COLUMN_SHORT_NAMES,
  COLUMN_WRONG_NAMES,
  N_COLUMNS,
};

/* The heads of the empty sheet first, then what else people call them. */
static const char *const heads[N_COLUMNS][5] = {
  { "类型", "类别", "kind", "type", NULL },
  { "名称", "姓名", "name", "term", NULL },
  { "职务", "职位", "post", "position", NULL },
  { "简称", "别名", "short names", "short name", NULL },
  { "错误写法", "错误名称", "wrong names", "wrong name", NULL },
};

static const struct
{
  const char *word;
  BulletinTermKind kind;
} kind_words[] = {
  { "组织", BULLETIN_TERM_ORGANISATION },
  { "单位", BULLETIN_TERM_ORGANISATION },
  { "机构", BULLETIN_TERM_ORGANISATION },
  { "organisation", BULLETIN_TERM_ORGANISATION },
  { "organization", BULLETIN_TERM_ORGANISATION },
  { "人员", BULLETIN_TERM_PERSON },
  { "人物", BULLETIN_TERM_PERSON },
  { "人名", BULLETIN_TERM_PERSON },
  { "person", BULLETIN_TERM_PERSON },
  { "用语", BULLETIN_TERM_PHRASE },
  { "词语", BULLETIN_TERM_PHRASE },
  { "术语", BULLETIN_TERM_PHRASE },
  { "phrase", BULLETIN_TERM_PHRASE },
};

static int
find_column (const BulletinSheet *sheet,
             guint column)
{
  const char *const *head = bulletin_sheet_get_head (sheet);

  for (guint k = 0; heads[column][k]; k++) {
    for (guint i = 0; head[i]; i++) {
      g_autofree char *folded = g_utf8_strdown (head[i], -1);

      if (g_str_equal (g_strstrip (folded), heads[column][k]))
        return (int) i;
    }
  }
  return -1;
}

static gboolean
read_kind (const char *word,
           BulletinTermKind *kind)
{
  g_autofree char *folded = g_utf8_strdown (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++) {
    if (g_str_equal (folded, kind_words[i].word)) {
      *kind = kind_words[i].kind;
      return TRUE;
    }
  }
  return FALSE;
}

static char *
get_cell (const BulletinSheet *sheet,
          guint row,
          int place)
{
  const char *cell = place >= 0 ? bulletin_sheet_get_cell (sheet, row, place) : "";

  return *cell ? g_utf8_normalize (cell, -1, G_NORMALIZE_NFC) : NULL;
}

static char *
get_names (const BulletinSheet *sheet,
           guint row,
           int place)
{
  g_autofree char *cell = get_cell (sheet, row, place);
  g_auto (GStrv) names = bulletin_term_split_names (cell);

  return *names ? g_strjoinv ("；", names) : NULL;
}

static void
refuse (BulletinLoadReport *report,
        const BulletinSheet *sheet,
        guint row,
        char *reason)
{
  BulletinRefusal *refusal = g_new0 (BulletinRefusal, 1);

  refusal->line = bulletin_sheet_get_line (sheet, row);
  refusal->reason = reason;
  g_ptr_array_add (report->refused, refusal);
}

static char *
make_key (const BulletinTermRecord *term)
{
  return g_strdup_printf ("%d\n%s", term->kind, term->name);
}

static gboolean
are_equal (const BulletinTermRecord *one,
           const BulletinTermRecord *other)
{
  return g_strcmp0 (one->post, other->post) == 0 && g_strcmp0 (one->short_names, other->short_names) == 0 &&
         g_strcmp0 (one->wrong_names, other->wrong_names) == 0;
}

/* A row's term; NULL when it is refused, with the reason in the report. */
static BulletinTermRecord *
read_row (const BulletinSheet *sheet,
          guint row,
          const int *places,
          BulletinLoadReport *report)
{
  g_autoptr (BulletinTermRecord) term = g_new0 (BulletinTermRecord, 1);
  g_autofree char *kind = get_cell (sheet, row, places[COLUMN_KIND]);

  term->kind = BULLETIN_TERM_ORGANISATION;
  term->name = get_cell (sheet, row, places[COLUMN_NAME]);
  term->post = get_cell (sheet, row, places[COLUMN_POST]);
  term->short_names = get_names (sheet, row, places[COLUMN_SHORT_NAMES]);
  term->wrong_names = get_names (sheet, row, places[COLUMN_WRONG_NAMES]);

  if (!term->name) {
    refuse (report, sheet, row, g_strdup (_ ("The name is missing.")));
    return NULL;
  }
  if (kind && !read_kind (kind, &term->kind)) {
    refuse (report, sheet, row, g_strdup_printf (_ ("“%s” is no kind of term. Write 组织, 人员 or 用语."), kind));
    return NULL;
  }
  return g_steal_pointer (&term);
}

/* Sorts the rows of a sheet into what is new, changed and known. */
static GPtrArray *
compare_rows (const BulletinSheet *sheet,
              const int *places,
              GHashTable *stored,
              BulletinLoadReport *report)
{
  GPtrArray *pending = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_term_record_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < bulletin_sheet_get_n_rows (sheet); i++) {
    BulletinTermRecord *term = read_row (sheet, i, places, report);
    const BulletinTermRecord *known;
    g_autofree char *key = term ? make_key (term) : NULL;

    if (!term)
      continue;
    known = g_hash_table_lookup (stored, key);
    if (!g_hash_table_add (seen, g_strdup (key))) {
      refuse (report, sheet, i, g_strdup_printf (_ ("“%s” comes twice in this sheet."), term->name));
      bulletin_term_record_free (term);
    } else if (known && are_equal (known, term)) {
      report->unchanged++;
      bulletin_term_record_free (term);
    } else {
      g_set_str (&term->id, known ? known->id : NULL);
      if (known)
        report->changed++;
      else
        report->added++;
      g_ptr_array_add (pending, term);
    }
  }
  return pending;
}

/**
 * bulletin_load_terms:
 * @library: a library
 * @sheet: the sheet
 * @source_name: its file's name
 * @source: the file
 * @dry_run: say what would happen and change nothing
 * @who: the person
 * @error: return location for an error
 *
 * Loads terms; good rows are loaded as one change, others refused with a reason.
 * What the sheet does not name stays.
 *
 * Returns: (transfer full) (nullable): what happened
 */
BulletinLoadReport *
bulletin_load_terms (BulletinLibrary *library,
                     const BulletinSheet *sheet,
                     const char *source_name,
                     GBytes *source,
                     gboolean dry_run,
                     const char *who,
                     GError **error)
{
  g_autoptr (BulletinLoadReport) report = g_new0 (BulletinLoadReport, 1);
  g_autoptr (GPtrArray) terms = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GHashTable) stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int places[N_COLUMNS];

  report->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_refusal_free);
  for (guint i = 0; i < N_COLUMNS; i++)
    places[i] = find_column (sheet, i);
  if (places[COLUMN_NAME] < 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("The first row of “%s” has no column 名称. Add it, or check that it is the right file."), source_name);
    return NULL;
  }

  terms = bulletin_library_list_terms (library, error);
  if (!terms)
    return NULL;
  for (guint i = 0; i < terms->len; i++)
    g_hash_table_insert (stored, make_key (terms->pdata[i]), terms->pdata[i]);
  pending = compare_rows (sheet, places, stored, report);
  if (!dry_run && !bulletin_library_put_terms (library, pending, source_name, source, who, &report->operation, error))
    return NULL;
  return g_steal_pointer (&report);
}

static char *
to_cell (const char *text)
{
  return g_strdup (text ? text : "");
}

/**
 * bulletin_terms_list_heads:
 *
 * Returns: (transfer full): the heads of a sheet of terms, in the order in which it
 *   is written
 */
char **
bulletin_terms_list_heads (void)
{
  char **list = g_new0 (char *, N_COLUMNS + 1);

  for (guint i = 0; i < N_COLUMNS; i++)
    list[i] = g_strdup (heads[i][0]);
  return list;
}

/**
 * bulletin_terms_write:
 * @library: a library
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the list as a sheet that can be loaded again
 */
BulletinSheet *
bulletin_terms_write (BulletinLibrary *library,
                      GError **error)
{
  static const char *const words[] = { "组织", "人员", "用语" };
  g_autoptr (GPtrArray) terms = bulletin_library_list_terms (library, error);
  BulletinSheet *sheet;

  if (!terms)
    return NULL;
  sheet = bulletin_sheet_new (bulletin_terms_list_heads ());
  for (guint i = 0; i < terms->len; i++) {
    const BulletinTermRecord *term = terms->pdata[i];
    char **cells = g_new0 (char *, N_COLUMNS + 1);

    cells[COLUMN_KIND] = g_strdup (words[term->kind]);
    cells[COLUMN_NAME] = to_cell (term->name);
    cells[COLUMN_POST] = to_cell (term->post);
    cells[COLUMN_SHORT_NAMES] = to_cell (term->short_names);
    cells[COLUMN_WRONG_NAMES] = to_cell (term->wrong_names);
    bulletin_sheet_add_row (sheet, cells, i + 2);
  }
  return sheet;
}
