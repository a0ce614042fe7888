/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>

#include "bench-bulletin.h"

#include "bulletin-archive.h"
#include "bulletin-document.h"
#include "bulletin-export.h"
#include "bulletin-ledger.h"
#include "bulletin-metadata-json.h"
#include "bulletin-page-template.h"
#include "bulletin-search.h"

/* A library of many issued bulletins: how long its archive takes to open, its
 * words to be found and its records to be verified, beside the obvious other ways.
 * The library is made once and kept beside the program; BULLETIN_BENCH_RECORDS in
 * the environment says how many records it has. */

#define N_RECORDS    100000
#define N_CHARACTERS 1500
#define N_SERIES     10
#define N_NUMBERS    200
#define N_QUERIES    1000
#define N_SLOW       20
#define N_SHOWN      50
#define SEED         20260101

/* A bulletin, and everything of it that is searched. */
typedef struct
{
  guint serial;
  char *text;
  char *others;
} Scanned;

static double
get_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static void
die_on (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* --- Making it ---------------------------------------------------------------- */

/* Names that differ from text to text: of two or three characters out of common
 * ones, so that pairs repeat as they do in real texts. */
static void
append_name (GString *text,
             GRand   *random)
{
  static const char *const characters[] = {
    "东", "安", "西", "河", "山", "林", "桥", "新", "春", "光", "明", "阳", "城", "北", "南", "江", "海", "平", "和", "泰",
    "康", "文", "化", "学", "府", "园", "湖", "石", "松", "柳", "梅", "兰", "竹", "青", "云", "雪", "星", "月", "金", "玉"
  };
  guint length = g_rand_int_range (random, 2, 4);

  for (guint i = 0; i < length; i++)
    g_string_append (text, characters[g_rand_int_range (random, 0, G_N_ELEMENTS (characters))]);
}

static char *
make_text (GRand *random)
{
  static const char *const openings[] = { "一、", "二、", "三、", "四、", "五、" };
  GString *text = g_string_new (NULL);
  glong length = 0;

  for (guint i = 0; length < N_CHARACTERS; i++) {
    gsize start = text->len;

    if (i % 4 == 0)
      g_string_append (text, openings[MIN (i / 4, G_N_ELEMENTS (openings) - 1)]);
    append_name (text, random);
    g_string_append (text, "社区");
    bench_bulletin_append_sentence (text, random);
    append_name (text, random);
    g_string_append (text, "站点服务");
    bench_bulletin_append_sentence (text, random);
    g_string_append_c (text, '\n');
    length += g_utf8_strlen (text->str + start, -1);
  }

  return g_string_free (text, FALSE);
}

static void
add_part (GPtrArray  *parts,
          const char *name,
          const char *media_type,
          char       *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (content, strlen (content));

  g_ptr_array_add (parts, bulletin_issue_part_new (name, media_type, bytes));
}

static void
add_record (BulletinLibrary *library,
            GRand           *random,
            guint            i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinMetadata) metadata = bench_bulletin_make_metadata ();
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_issue_part_free);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *text = make_text (random);
  g_autofree char *series = g_strdup_printf ("工作简报%u", i % N_SERIES + 1);
  g_autofree char *date = NULL;
  g_autofree char *id = NULL;

  metadata->number = i / N_SERIES % N_NUMBERS + 1;
  metadata->year = 1975 + i / (N_SERIES * N_NUMBERS);
  date = g_strdup_printf ("%04d-%02d-%02d", metadata->year, (metadata->number - 1) * 12 / N_NUMBERS + 1,
                          (metadata->number - 1) % 28 + 1);
  append_name (title, random);
  g_string_append (title, "关工委工作情况");
  bulletin_metadata_set_string (&metadata->series, series);
  bulletin_metadata_set_string (&metadata->date, date);
  bulletin_metadata_set_string (&metadata->title, title->str);

  id = bulletin_library_create_bulletin (library, metadata, text, NULL, "编辑", &error);
  die_on (error);
  document = bulletin_document_parse (text, -1);
  add_part (parts, "text", "text/plain", g_strdup (text));
  add_part (parts, "html", "text/html", bulletin_html_write (document, metadata, page_template, NULL));
  bulletin_library_issue (library, id, metadata, text, 3, parts, NULL, "编辑", &error);
  die_on (error);
}

/* The oldest come last, as when old papers are read in after years of use. */
static void
make_library (const char *path,
              guint       n_records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  double start = get_ms ();

  g_unlink (unfinished);
  library = bulletin_library_open (unfinished, BULLETIN_LIBRARY_CREATE, &error);
  die_on (error);
  for (guint i = 0; i < n_records; i += 1000) {
    bulletin_database_begin (bulletin_library_get_database (library), &error);
    die_on (error);
    for (guint j = i; j < MIN (i + 1000, n_records); j++)
      add_record (library, random, n_records - 1 - j);
    bulletin_database_commit (bulletin_library_get_database (library), &error);
    die_on (error);
    g_printerr ("\rmaking the library: %u of %u", MIN (i + 1000, n_records), n_records);
  }
  bulletin_library_close (library, &error);
  die_on (error);
  g_rename (unfinished, path);
  g_printerr ("\n");
  g_print ("%-44s %10.0f records/s\n", "made, issued one by one", n_records / (get_ms () - start) * 1000);
}

/* --- Asking it ---------------------------------------------------------------- */

static void
clear_scanned (gpointer data)
{
  Scanned *scanned = data;

  g_free (scanned->text);
  g_free (scanned->others);
}

/* Every text in memory, newest first: what the hits are compared with. */
static GArray *
read_texts (BulletinLibrary *library)
{
  g_autoptr (GError) error = NULL;
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (Scanned));
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                                                       "SELECT b.serial, r.text, r.metadata FROM bulletin b "
                                                                       "JOIN revision r ON r.id = b.revision "
                                                                       "ORDER BY b.date DESC, b.serial DESC",
                                                                       &error);

  die_on (error);
  g_array_set_clear_func (texts, clear_scanned);
  while (bulletin_statement_step (statement, &error) == BULLETIN_STEP_ROW) {
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_from_json (bulletin_statement_get_text (statement, 2), &error);
    g_autofree char *issue = NULL;
    g_autofree char *date = NULL;
    Scanned scanned = { bulletin_statement_get_int (statement, 0), g_strdup (bulletin_statement_get_text (statement, 1)) };

    die_on (error);
    issue = bulletin_metadata_format_issue (metadata);
    date = bulletin_metadata_format_date (metadata);
    scanned.others = g_strjoin ("\n", metadata->title, metadata->issuer, metadata->series, issue, date,
                                metadata->signer, NULL);
    g_array_append_val (texts, scanned);
  }
  die_on (error);

  return texts;
}

/* One to four characters out of a text, or of two texts: those may find nothing. */
static char *
make_word (GArray *texts,
           GRand  *random)
{
  guint length = g_rand_int_range (random, 1, 5);
  gboolean is_made_up = length > 1 && g_rand_int_range (random, 0, 5) == 0;
  GString *word = g_string_new (NULL);

  while (g_utf8_strlen (word->str, -1) < length) {
    const char *text = g_array_index (texts, Scanned, g_rand_int_range (random, 0, texts->len)).text;
    glong n = g_utf8_strlen (text, -1);
    glong wanted = is_made_up ? 1 : length;
    const char *start = g_utf8_offset_to_pointer (text, g_rand_int_range (random, 0, n - wanted));
    g_autofree char *taken = g_utf8_substring (start, 0, wanted);
    gboolean is_word = TRUE;

    for (const char *c = taken; *c != '\0'; c = g_utf8_next_char (c))
      is_word = is_word && g_unichar_get_script (g_utf8_get_char (c)) == G_UNICODE_SCRIPT_HAN;
    if (is_word)
      g_string_append (word, taken);
  }

  return g_string_free (word, FALSE);
}

static gboolean
agrees_with_scan (GPtrArray  *hits,
                  GArray     *texts,
                  const char *word)
{
  guint n = 0;

  for (guint i = 0; i < texts->len && n < N_SHOWN; i++) {
    const Scanned *scanned = &g_array_index (texts, Scanned, i);

    if (strstr (scanned->text, word) == NULL && strstr (scanned->others, word) == NULL)
      continue;
    if (n >= hits->len || bulletin_record_get_serial (hits->pdata[n]) != scanned->serial)
      return FALSE;
    n++;
  }

  return n == hits->len;
}

static int
count_rows (sqlite3      *database,
            const char   *sql,
            const char   *word)
{
  sqlite3_stmt *statement = NULL;
  int n = 0;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (database));
  sqlite3_bind_text (statement, 1, word, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    n++;
  sqlite3_finalize (statement);

  return n;
}

/* The obvious ways: LIKE over the texts, and SQLite's own trigram index. */
static void
bench_peers (const char *path,
             GPtrArray  *words,
             double      own)
{
  static const char like[] = "SELECT b.serial, substr (r.text, max (1, instr (r.text, ?1) - 16), 72) FROM bulletin b "
                             "JOIN revision r ON r.id = b.revision WHERE r.text LIKE '%' || ?1 || '%' "
                             "ORDER BY b.date DESC, b.serial DESC LIMIT 50";
  static const char trigram[] = "SELECT rowid, snippet (texts, 0, '[', ']', '…', 24) FROM peer.texts "
                                "WHERE texts MATCH '\"' || ?1 || '\"' ORDER BY rowid DESC LIMIT 50";
  g_autofree char *peer = g_strconcat (path, ".trigram", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS peer", peer);
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) trigram_ms = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3 *database = NULL;
  char *message = NULL;
  double slowest;

  g_unlink (peer);
  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (database));
  for (guint i = 0; i < MIN (words->len, N_SLOW); i++) {
    double start = get_ms ();
    double took;

    count_rows (database, like, words->pdata[i]);
    took = get_ms () - start;
    g_array_append_val (ms, took);
  }
  bench_print ("peer: LIKE, newest 50", ms, "ms");
  slowest = bench_percentile (ms, 50);
  g_print ("%-44s %.0f×\n", "ratio to LIKE, at p50 of LIKE and our p95", slowest / own);

  if (sqlite3_exec (database, attach, NULL, NULL, &message) != SQLITE_OK ||
      sqlite3_exec (database,
                    "PRAGMA peer.synchronous = OFF; CREATE VIRTUAL TABLE peer.texts USING fts5 (text, tokenize = 'trigram');"
                    "INSERT INTO peer.texts (rowid, text) SELECT e.entry, r.text FROM main.search_entry e "
                    "JOIN main.bulletin b ON b.serial = e.serial JOIN main.revision r ON r.id = b.revision",
                    NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
  for (guint i = 0; i < words->len && trigram_ms->len < N_SLOW * 5; i++) {
    double start = get_ms ();
    double took;

    /* It has no words of less than three characters. */
    if (g_utf8_strlen (words->pdata[i], -1) < 3)
      continue;
    count_rows (database, trigram, words->pdata[i]);
    took = get_ms () - start;
    g_array_append_val (trigram_ms, took);
  }
  bench_print ("peer: FTS5 trigram, words of 3 and 4", trigram_ms, "ms");
  sqlite3_close (database);
  g_unlink (peer);
}

static void
bench_search (BulletinLibrary *library,
              const char      *path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GArray) texts = read_texts (library);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_wrong = 0;
  guint n_hits = 0;

  for (guint i = 0; i < N_QUERIES; i++)
    g_ptr_array_add (words, make_word (texts, random));

  for (guint i = 0; i < words->len; i++) {
    g_autoptr (GError) error = NULL;
    BulletinSearch search = { .words = words->pdata[i], .states = BULLETIN_STATES_ALL, .limit = N_SHOWN };
    double start = get_ms ();
    g_autoptr (GPtrArray) hits = bulletin_library_search (library, &search, NULL, &error);
    double took = get_ms () - start;

    die_on (error);
    g_array_append_val (ms, took);
    n_hits += hits->len;
    if (!agrees_with_scan (hits, texts, words->pdata[i])) {
      n_wrong++;
      g_print ("not as a scan finds it: %s\n", (char *) words->pdata[i]);
    }
  }
  bench_print ("search, newest 50 with snippets", ms, "ms");
  g_print ("%-44s %u of %u, %u hits\n", "as a scan finds them, in order", words->len - n_wrong, words->len, n_hits);
  g_clear_pointer (&texts, g_array_unref);
  bench_peers (path, words, bench_percentile (ms, 95));
}

static void
bench_archive (BulletinLibrary *library)
{
  static const struct
  {
    const char *name;
    BulletinArchiveQuery query;
  } pages[] = {
    { "archive: opened, years and the newest 50", { .order = BULLETIN_ARCHIVE_BY_DATE } },
    { "archive: sorted by number", { .order = BULLETIN_ARCHIVE_BY_NUMBER } },
    { "archive: sorted by title", { .order = BULLETIN_ARCHIVE_BY_TITLE, .is_ascending = TRUE } },
    { "archive: one year", { .order = BULLETIN_ARCHIVE_BY_DATE, .year = 2001 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));

    for (guint j = 0; j < 5; j++) {
      g_autoptr (GError) error = NULL;
      double start = get_ms ();
      g_autoptr (GArray) years = bulletin_library_list_archive_years (library, NULL, &error);
      g_autoptr (GArray) serials = bulletin_library_list_archive (library, &pages[i].query, NULL, &error);
      g_autoptr (GPtrArray) records = NULL;
      double took;

      die_on (error);
      records = bulletin_library_get_records (library, (const guint *) serials->data, MIN (serials->len, N_SHOWN), &error);
      die_on (error);
      took = get_ms () - start;
      g_array_append_val (ms, took);
    }
    bench_print (pages[i].name, ms, "ms");
  }
}

static void
bench_verification (BulletinLibrary *library)
{
  g_autoptr (GError) error = NULL;
  double start = get_ms ();
  g_autoptr (BulletinVerification) result = bulletin_library_verify (library, NULL, NULL, NULL, NULL, &error);
  double took = get_ms () - start;

  die_on (error);
  g_print ("%-44s %10.0f records/s, %u damaged\n", "verify", result->n_checked / took * 1000, result->damaged->len);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = NULL;
  const char *wanted = g_getenv ("BULLETIN_BENCH_RECORDS");
  guint n_records = wanted != NULL ? MAX (1, atoi (wanted)) : N_RECORDS;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *name = g_strdup_printf ("library-%u.bulletin", n_records);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  double start;

  setlocale (LC_ALL, "");
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    make_library (path, n_records);

  start = get_ms ();
  library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  die_on (error);
  g_print ("%-44s %10.1f ms\n", "opened", get_ms () - start);
  bench_archive (library);
  bench_search (library, path);
  bench_verification (library);

  return 0;
}
