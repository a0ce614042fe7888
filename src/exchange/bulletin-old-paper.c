/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-old-papers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-html-import.h"
#include "bulletin-html-reader-private.h"
#include "bulletin-html-tree.h"
#include "bulletin-numerals.h"
#include "bulletin-pictures-beside.h"
#include "bulletin-text-import.h"

/* One old paper: its head as the import of texts and pages recognises it, completed
 * with what the names of the file and its folders say. Where two sources disagree
 * the head counts, and the row says so. */

static void
doubt_free (BulletinPaperDoubt *self)
{
  g_free (self->message);
  g_free (self);
}

void
bulletin_paper_free (BulletinPaper *self)
{
  g_object_unref (self->file);
  g_free (self->name);
  g_free (self->sha256);
  bulletin_metadata_free (self->metadata);
  g_free (self->text);
  g_free (self->fingerprint);
  g_ptr_array_unref (self->doubts);
  g_free (self->failure);
  g_free (self->remark);
  g_free (self->own_series);
  g_free (self);
}

/*< private >
 * bulletin_paper_add_doubt:
 * @fields: a mask of what the doubt is about
 * @message: (transfer full): a translated sentence
 */
void
bulletin_paper_add_doubt (BulletinPaper *self,
                          guint fields,
                          char *message)
{
  BulletinPaperDoubt *doubt = g_new0 (BulletinPaperDoubt, 1);

  doubt->fields = fields;
  doubt->message = message;
  g_ptr_array_add (self->doubts, doubt);
}

/* --- Markdown ------------------------------------------------------------------------ */

static guint
count_hashes (const char *line)
{
  guint n = (guint) strspn (line, "#");

  return n >= 1 && n <= 6 && (line[n] == ' ' || line[n] == '\t') ? n : 0;
}

/* Whether a heading has its own number: 一、 （一） 1. (1) */
static gboolean
is_numbered (const char *heading)
{
  return g_regex_match_simple ("^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|\\d+[.．、]|[（(]\\d+[）)])", heading, 0, 0);
}

/* The headings that Markdown marks with #, in the numbering of bulletins. The one
 * of the first level is the title; all other lines mean the same in both. */
static char *
convert_markdown (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *result = g_string_new (NULL);
  int numbers[7] = { 0 };

  for (guint i = 0; lines[i]; i++) {
    guint level = count_hashes (lines[i]);
    const char *heading = lines[i] + level;

    if (i > 0)
      g_string_append_c (result, '\n');
    if (!level) {
      g_string_append (result, lines[i]);
      continue;
    }
    while (*heading == ' ' || *heading == '\t')
      heading++;
    numbers[level]++;
    for (guint j = level + 1; j < G_N_ELEMENTS (numbers); j++)
      numbers[j] = 0;
    if (level >= 2 && level <= 3 && !is_numbered (heading)) {
      g_autofree char *numeral = bulletin_numeral_format (numbers[level]);

      g_string_append_printf (result, level == 2 ? "%s、" : "（%s）", numeral);
    } else if (level >= 4 && !is_numbered (heading)) {
      g_string_append_printf (result, level == 4 ? "%d．" : "（%d）", numbers[level]);
    }
    g_string_append (result, heading);
  }
  return g_string_free (result, FALSE);
}

static gboolean
has_ending (const char *name,
            const char *ending)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ending);
}

/*< private >
 * bulletin_paper_recognise:
 * @bytes: what the file holds
 * @name: its name
 * @metadata: (out): what the head says
 * @text: (out): the text below it
 * @pictures: (out) (element-type BulletinHtmlPicture): what the text names
 *
 * Returns: whether it could be read
 */
gboolean
bulletin_paper_recognise (GBytes *bytes,
                          const char *name,
                          BulletinMetadata **metadata,
                          char **text,
                          GPtrArray **pictures,
                          GError **error)
{
  g_autofree char *plain = NULL;
  g_autofree char *converted = NULL;

  if (!has_ending (name, ".md"))
    return bulletin_recognise_bytes (bytes, name, metadata, text, pictures, error);
  plain = bulletin_decode_text (bytes, name, error);
  if (!plain)
    return FALSE;
  converted = convert_markdown (plain);
  bulletin_recognise_text (converted, metadata, text);
  *pictures = g_ptr_array_new ();
  return TRUE;
}

/* --- The title of a page ---------------------------------------------------------------- */

static const GumboNode *
find_title (const GumboNode *node,
            guint depth)
{
  if (node->type != GUMBO_NODE_ELEMENT || depth > 4)
    return NULL;
  if (node->v.element.tag == GUMBO_TAG_TITLE)
    return node;
  for (guint i = 0; i < node->v.element.children.length; i++) {
    const GumboNode *found = find_title (node->v.element.children.data[i], depth + 1);

    if (found)
      return found;
  }
  return NULL;
}

/* <title>, without the name of the site behind a dash or a bar. */
static char *
read_page_title (GBytes *bytes,
                 const char *name)
{
  g_autofree char *html = bulletin_decode_html (bytes, name, NULL);
  g_autoptr (BulletinHtmlTree) tree = NULL;
  const GumboNode *node;
  g_autofree char *title = NULL;
  char *end;

  if (!html || !bulletin_html_is_html (html, name))
    return NULL;
  tree = bulletin_html_tree_new (html, strlen (html), NULL);
  node = tree ? find_title (bulletin_html_tree_get_root (tree), 0) : NULL;
  title = node ? bulletin_html_get_text (node) : NULL;
  if (!title)
    return NULL;
  if ((end = strpbrk (title, "_|\n")) || (end = strstr (title, " - ")) || (end = strstr (title, " — ")))
    *end = '\0';
  g_strstrip (title);
  return *title ? g_steal_pointer (&title) : NULL;
}

/* --- What the sources say together -------------------------------------------------------- */

static char *
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static int
get_year (const char *date)
{
  return date ? (int) g_ascii_strtoll (date, NULL, 10) : 0;
}

static void
take_year (BulletinPaper *self,
           const BulletinPaperHints *file,
           const BulletinPaperHints *folder)
{
  BulletinMetadata *metadata = self->metadata;
  int named = file->year ? file->year : folder->year;

  if (!metadata->year)
    metadata->year = named ? named : get_year (metadata->date ? metadata->date : file->date);
  else if (named && named != metadata->year)
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_YEAR,
                              g_strdup_printf (file->year ? _ ("The head says the year %d, the file’s name %d.") : _ ("The head says the year %d, the folder’s name %d."),
                                               metadata->year, named));
}

static void
take_number (BulletinPaper *self,
             const BulletinPaperHints *file)
{
  BulletinMetadata *metadata = self->metadata;

  if (!metadata->number) {
    metadata->number = file->number;
    if (file->number && file->is_supplement)
      metadata->kind = BULLETIN_KIND_SUPPLEMENT;
    if (file->number_is_bare)
      bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_NUMBER,
                                g_strdup_printf (_ ("The number %d is no more than digits in the file’s name."), file->number));
  } else if (file->number && !file->number_is_bare && file->number != metadata->number) {
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_NUMBER,
                              g_strdup_printf (_ ("The head says number %d, the file’s name %d."), metadata->number, file->number));
  } else if (file->is_supplement != (metadata->kind == BULLETIN_KIND_SUPPLEMENT) && (file->is_supplement || (file->number && !file->number_is_bare))) {
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_KIND | 1 << BULLETIN_PAPER_NUMBER,
                              g_strdup (_ ("Head and file’s name do not agree whether it is a supplement.")));
  }
  if (!metadata->total_number)
    metadata->total_number = file->total;
}

static void
take_date (BulletinPaper *self,
           const BulletinPaperHints *file)
{
  BulletinMetadata *metadata = self->metadata;
  const guint about = 1 << BULLETIN_PAPER_DATE;
  g_autofree char *today = get_today ();
  int year;

  if (!metadata->date)
    bulletin_metadata_set_string (&metadata->date, file->date);
  else if (file->date && strcmp (file->date, metadata->date) != 0)
    bulletin_paper_add_doubt (self, about, g_strdup_printf (_ ("The head says %s, the file’s name %s."), metadata->date, file->date));
  if (!metadata->date)
    return;
  if (strcmp (metadata->date, today) > 0)
    bulletin_paper_add_doubt (self, about, g_strdup (_ ("The date is still to come.")));
  /* The last issue of a year may come out in January. */
  year = get_year (metadata->date);
  if (metadata->year && year != metadata->year && !(year == metadata->year + 1 && strncmp (metadata->date + 5, "01", 2) == 0))
    bulletin_paper_add_doubt (self, about | 1 << BULLETIN_PAPER_YEAR,
                              g_strdup_printf (_ ("The date is not of the year %d."), metadata->year));
}

static void
take_title (BulletinPaper *self,
            const BulletinPaperHints *file,
            GBytes *bytes)
{
  BulletinMetadata *metadata = self->metadata;
  g_autofree char *page_title = metadata->title ? NULL : read_page_title (bytes, self->name);

  if (metadata->title)
    return;
  if (page_title) {
    bulletin_metadata_set_string (&metadata->title, page_title);
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_TITLE, g_strdup (_ ("The title is that of the web page.")));
  } else if (file->title) {
    bulletin_metadata_set_string (&metadata->title, file->title);
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_TITLE, g_strdup (_ ("The title is from the file’s name.")));
  }
}

/* What the folders say, the innermost first. */
static void
read_folders (const char *path,
              const char *folder_name,
              BulletinPaperHints *hints)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);

  memset (hints, 0, sizeof *hints);
  for (guint i = n; i > 0; i--) {
    g_auto (BulletinPaperHints) found = { 0 };

    bulletin_paper_read_name (i >= 2 ? parts[i - 2] : folder_name, TRUE, &found);
    if (!hints->year)
      hints->year = found.year ? found.year : get_year (found.date);
    if (!hints->series)
      hints->series = g_steal_pointer (&found.series);
  }
}

static void
complete (BulletinPaper *self,
          const char *folder_name,
          GBytes *bytes)
{
  g_auto (BulletinPaperHints) file = { 0 };
  g_auto (BulletinPaperHints) folder = { 0 };
  g_autofree char *base = g_path_get_basename (self->name);
  char *dot = strrchr (base, '.');

  if (dot && dot > base)
    *dot = '\0';
  bulletin_paper_read_name (base, FALSE, &file);
  read_folders (self->name, folder_name, &folder);

  take_year (self, &file, &folder);
  take_number (self, &file);
  take_date (self, &file);
  take_title (self, &file, bytes);
  if (!self->metadata->series)
    bulletin_metadata_set_string (&self->metadata->series, file.series ? file.series : folder.series);
  if (!self->fingerprint && g_utf8_strlen (self->text, -1) < 2)
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_TEXT, g_strdup (_ ("There is no text below the head.")));
}

/* Pictures that the text names and that are not there. */
static void
look_for_pictures (BulletinPaper *self,
                   const GPtrArray *pictures,
                   GCancellable *cancellable)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;

  if (!strstr (self->text, "attachment:"))
    return;
  materials = bulletin_load_pictures_beside (self->file, self->text, pictures, cancellable, &problems);
  for (guint i = 0; i < problems->len; i++)
    bulletin_paper_add_doubt (self, 1 << BULLETIN_PAPER_TEXT, g_strdup (problems->pdata[i]));
}

/*< private >
 * bulletin_paper_new:
 * @file: a file that was found
 * @folder_name: the name of the folder that is read in
 * @cancellable: (nullable): stops the reading
 *
 * Reads a file. One that cannot be read is a paper too, which says why. Blocks; any
 * thread.
 *
 * Returns: (transfer full) (nullable): the paper; %NULL when cancelled
 */
BulletinPaper *
bulletin_paper_new (const BulletinPaperFile *file,
                    const char *folder_name,
                    GCancellable *cancellable)
{
  g_autoptr (BulletinPaper) self = g_new0 (BulletinPaper, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;
  BulletinMetadata *metadata = NULL;

  self->file = g_object_ref (file->file);
  self->name = g_strdup (file->path);
  self->metadata = bulletin_metadata_new ();
  self->doubts = g_ptr_array_new_with_free_func ((GDestroyNotify) doubt_free);
  self->failure = g_strdup (file->failure);
  self->remark = g_strdup ("");
  if (self->failure)
    return g_steal_pointer (&self);

  bytes = bulletin_read_file (self->file, cancellable, &error);
  if (!bytes || !bulletin_paper_recognise (bytes, self->name, &metadata, &self->text, &pictures, &error)) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      return NULL;
    self->failure = g_strdup (error->message);
    return g_steal_pointer (&self);
  }
  bulletin_metadata_free (self->metadata);
  self->metadata = metadata;
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->fingerprint = bulletin_text_fingerprint (self->text);
  complete (self, folder_name, bytes);
  self->own_series = g_strdup (self->metadata->series);
  look_for_pictures (self, pictures, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  return g_steal_pointer (&self);
}
