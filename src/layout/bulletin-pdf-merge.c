/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pdf-merge.h"

#include "bulletin-pdf-object.h"

#include <string.h>

/* Objects are copied as they are but for the numbers by which they refer to each
 * other; the page trees become branches of one, and so do the structures. Object 1
 * is the new catalog, 2 the page tree, 3 the structure, 4 its parent tree, 5 the
 * bookmarks, 6 what the file says of itself. */
enum
{
  CATALOG = 1,
  PAGES,
  STRUCTURE,
  PARENT_TREE,
  OUTLINE,
  INFO,
  N_OWN_OBJECTS = INFO,
};

/* A page tree deeper than that is not ours. */
#define MAX_DEPTH 32

typedef struct
{
  guint page_tree;   /* the branch, in the new file */
  guint first_page;
  char *bookmark;
} Branch;

struct _BulletinPdfMerge
{
  GByteArray *bytes;
  GArray *offsets;      /* (element-type gsize): of each object of the new file */
  GArray *branches;     /* (element-type Branch) */
  GString *elements;    /* the references of the structure's elements */
  GString *parent_trees;
  guint n_pages;
  gint64 next_key;      /* of the parent tree */
};

/* A PDF while it is copied. */
typedef struct
{
  BulletinPdfMerge *merge;
  const BulletinPdfFile *file;
  guint *numbers;       /* what its objects are called in the new file; 0 not yet */
  GQueue queue;         /* of those that are to be copied */
  guint pages;
  guint structure;
  guint parent_tree;
  gint64 first_key, last_key;
} Copy;

static void
branch_clear (gpointer data)
{
  g_free (((Branch *) data)->bookmark);
}

/**
 * bulletin_pdf_merge_new:
 *
 * Returns: (transfer full): a file with nothing in it
 */
BulletinPdfMerge *
bulletin_pdf_merge_new (void)
{
  BulletinPdfMerge *self = g_new0 (BulletinPdfMerge, 1);
  /* Bytes above 127, so that programs see that it is no text: 7.5.2. */
  static const char head[] = "%PDF-1.4\n%\xb5\xed\xae\xfb\n";

  self->bytes = g_byte_array_new ();
  self->offsets = g_array_new (FALSE, TRUE, sizeof (gsize));
  self->branches = g_array_new (FALSE, FALSE, sizeof (Branch));
  self->elements = g_string_new (NULL);
  self->parent_trees = g_string_new (NULL);
  g_array_set_clear_func (self->branches, branch_clear);
  g_array_set_size (self->offsets, N_OWN_OBJECTS + 1);
  g_byte_array_append (self->bytes, (const guint8 *) head, sizeof head - 1);

  return self;
}

/**
 * bulletin_pdf_merge_free:
 * @self: (nullable) (transfer full): a file
 */
void
bulletin_pdf_merge_free (BulletinPdfMerge *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->bytes);
  g_array_unref (self->offsets);
  g_array_unref (self->branches);
  g_string_free (self->elements, TRUE);
  g_string_free (self->parent_trees, TRUE);
  g_free (self);
}

static void
begin_object (BulletinPdfMerge *self,
              guint             number)
{
  g_autofree char *opening = g_strdup_printf ("%u 0 obj\n", number);

  g_array_index (self->offsets, gsize, number) = self->bytes->len;
  g_byte_array_append (self->bytes, (const guint8 *) opening, strlen (opening));
}

static void
append (BulletinPdfMerge *self,
        const char       *text)
{
  g_byte_array_append (self->bytes, (const guint8 *) text, strlen (text));
}

/* The new number of an object, which is copied if it was not yet; 0 if there is none. */
static guint
map (Copy   *copy,
     gint64  number)
{
  GArray *offsets = copy->merge->offsets;

  if (number <= 0 || number >= copy->file->size || copy->file->starts[number] == 0)
    return 0;
  if (copy->numbers[number] == 0) {
    copy->numbers[number] = offsets->len;
    g_array_set_size (offsets, offsets->len + 1);
    g_queue_push_tail (&copy->queue, GUINT_TO_POINTER ((guint) number));
  }

  return copy->numbers[number];
}

typedef struct
{
  gsize position; /* in what was written */
  gint64 number;
} Written;

/* What a tree of numbers has as keys moves behind those of the files before. */
typedef struct
{
  gboolean is_tree;
  int depth;
  gboolean expects_key;
} TreeState;

static gboolean
is_tree_key (TreeState              *state,
             const BulletinPdfToken *token)
{
  if (token->type == BULLETIN_PDF_OPEN)
    state->depth++;
  else if (token->type == BULLETIN_PDF_CLOSE)
    state->depth--;

  /* In the array of the dictionary: a key, then an array or a reference. */
  if (!state->is_tree || state->depth != 2)
    return FALSE;
  if (token->type == BULLETIN_PDF_INTEGER && state->expects_key) {
    state->expects_key = FALSE;
    return TRUE;
  }
  if (token->type != BULLETIN_PDF_INTEGER)
    state->expects_key = TRUE;

  return FALSE;
}

/* Writes one object anew; @addition goes into its dictionary. FALSE if it is broken. */
static gboolean
write_object (Copy       *copy,
              guint       object,
              GString    *text)
{
  const BulletinPdfFile *file = copy->file;
  const char *p = file->data + file->starts[object];
  const char *end = file->data + file->ends[object];
  const gint64 base = copy->merge->next_key;
  TreeState tree = { object == copy->parent_tree, 0, TRUE };
  Written written[2] = { 0 };
  guint n_written = 0;
  gboolean is_key_of_page = FALSE;

  for (;;) {
    const char *before = p;
    BulletinPdfToken token = bulletin_pdf_token_read (&p, end);

    if (token.type == BULLETIN_PDF_BROKEN)
      return FALSE;
    if (token.type == BULLETIN_PDF_END)
      return TRUE;
    if (token.type == BULLETIN_PDF_STREAM) {
      g_string_append_len (text, before, end - before);
      return TRUE;
    }

    /* White space, and comments, of which there are none. */
    g_string_append_len (text, before, token.start - before);
    if (is_tree_key (&tree, &token) || (is_key_of_page && token.type == BULLETIN_PDF_INTEGER)) {
      if (tree.is_tree) {
        copy->first_key = copy->first_key < 0 ? token.number : MIN (copy->first_key, token.number);
        copy->last_key = MAX (copy->last_key, token.number);
      }
      g_string_append_printf (text, "%" G_GINT64_FORMAT, token.number + base);
      is_key_of_page = FALSE;
      n_written = 0;
      continue;
    }
    is_key_of_page = bulletin_pdf_token_is (&token, "/StructParents") || bulletin_pdf_token_is (&token, "/StructParent");

    if (token.type == BULLETIN_PDF_REFERENCE && n_written == 2) {
      const guint number = map (copy, written[0].number);

      g_string_truncate (text, written[0].position);
      if (number > 0)
        g_string_append_printf (text, "%u 0 R", number);
      else
        g_string_append (text, "null");
      n_written = 0;
      continue;
    }
    if (token.type == BULLETIN_PDF_INTEGER) {
      if (n_written == 2)
        written[0] = written[1];
      n_written = MIN (n_written + 1, 2);
      written[n_written - 1] = (Written) { text->len, token.number };
    } else {
      n_written = 0;
    }
    g_string_append_len (text, token.start, token.length);
  }
}

/* Puts more into the dictionary that an object begins with. */
static gboolean
add_to_dictionary (GString    *text,
                   const char *addition)
{
  const char *open = strstr (text->str, "<<");

  if (open == NULL)
    return FALSE;
  g_string_insert (text, open - text->str + 2, addition);

  return TRUE;
}

static gboolean
copy_object (Copy  *copy,
             guint  object)
{
  BulletinPdfMerge *self = copy->merge;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!write_object (copy, object, text))
    return FALSE;
  if (object == copy->pages) {
    g_autofree char *parent = g_strdup_printf (" /Parent %d 0 R", PAGES);

    if (!add_to_dictionary (text, parent))
      return FALSE;
  }
  if (object == copy->parent_tree) {
    g_autofree char *limits = g_strdup_printf (" /Limits [ %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ]",
                                               MAX (copy->first_key, 0) + self->next_key, copy->last_key + self->next_key);

    if (!add_to_dictionary (text, limits))
      return FALSE;
  }

  begin_object (self, copy->numbers[object]);
  g_byte_array_append (self->bytes, (const guint8 *) text->str, text->len);
  append (self, "\n");

  return TRUE;
}

/* The elements of the structure, as references in the new file. */
static gboolean
copy_elements (Copy *copy)
{
  const char *p, *end;
  gint64 numbers[2] = { 0 };

  if (!bulletin_pdf_file_find (copy->file, copy->structure, "/K", &p, &end))
    return FALSE;
  for (;;) {
    BulletinPdfToken token = bulletin_pdf_token_read (&p, end);

    if (token.type == BULLETIN_PDF_END)
      return TRUE;
    if (token.type == BULLETIN_PDF_BROKEN)
      return FALSE;
    if (token.type == BULLETIN_PDF_REFERENCE) {
      const guint element = map (copy, numbers[0]);

      if (element == 0)
        return FALSE;
      g_string_append_printf (copy->merge->elements, " %u 0 R", element);
    }
    numbers[0] = numbers[1];
    numbers[1] = token.number;
  }
}

static guint
find_first_page (const BulletinPdfFile *file,
                 guint                  node)
{
  for (guint depth = 0; depth < MAX_DEPTH; depth++) {
    const char *p, *end;
    BulletinPdfToken token;

    if (!bulletin_pdf_file_find (file, node, "/Kids", &p, &end))
      return depth > 0 ? node : 0;
    bulletin_pdf_token_read (&p, end);
    token = bulletin_pdf_token_read (&p, end);
    if (token.type != BULLETIN_PDF_INTEGER || token.number <= 0 || token.number >= file->size)
      return 0;
    node = (guint) token.number;
  }

  return 0;
}

static guint
count_pages (const BulletinPdfFile *file)
{
  const guint pages = bulletin_pdf_file_find_reference (file, file->root, "/Pages");
  const gint64 count = bulletin_pdf_file_find_integer (file, pages, "/Count");

  return count > 0 && count < G_MAXUINT16 && find_first_page (file, pages) > 0 ? (guint) count : 0;
}

static gboolean
copy_file (Copy   *copy,
           Branch *branch)
{
  BulletinPdfMerge *self = copy->merge;

  branch->page_tree = map (copy, copy->pages);
  branch->first_page = map (copy, find_first_page (copy->file, copy->pages));
  if (copy->structure > 0) {
    /* Elements name the structure as their parent. */
    copy->numbers[copy->structure] = STRUCTURE;
    if (!copy_elements (copy))
      return FALSE;
    if (copy->parent_tree > 0)
      g_string_append_printf (self->parent_trees, " %u 0 R", map (copy, copy->parent_tree));
  }
  while (!g_queue_is_empty (&copy->queue))
    if (!copy_object (copy, GPOINTER_TO_UINT (g_queue_pop_head (&copy->queue))))
      return FALSE;

  return TRUE;
}

/**
 * bulletin_pdf_merge_add:
 * @self: a file
 * @pdf: the PDF to bind in
 * @bookmark: what its first page is called in the list of bookmarks
 *
 * Binds in all pages of a PDF behind those that are there.
 *
 * Returns: on which page it begins, from 1; 0 if it is not as ours are, and then
 *   nothing was bound in
 */
guint
bulletin_pdf_merge_add (BulletinPdfMerge *self,
                        GBytes           *pdf,
                        const char       *bookmark)
{
  g_autoptr (BulletinPdfFile) file = bulletin_pdf_file_new (pdf);
  g_autofree guint *numbers = NULL;
  const guint length = self->bytes->len, n_objects = self->offsets->len;
  const gsize n_elements = self->elements->len, n_trees = self->parent_trees->len;
  const guint n_pages = file != NULL ? count_pages (file) : 0;
  Copy copy = { self, file, NULL, G_QUEUE_INIT, 0, 0, 0, -1, -1 };
  Branch branch = { 0 };

  if (n_pages == 0)
    return 0;

  numbers = g_new0 (guint, file->size);
  copy.numbers = numbers;
  copy.pages = bulletin_pdf_file_find_reference (file, file->root, "/Pages");
  copy.structure = bulletin_pdf_file_find_reference (file, file->root, "/StructTreeRoot");
  if (copy.structure > 0)
    copy.parent_tree = bulletin_pdf_file_find_reference (file, copy.structure, "/ParentTree");
  if (!copy_file (&copy, &branch)) {
    g_queue_clear (&copy.queue);
    g_byte_array_set_size (self->bytes, length);
    g_array_set_size (self->offsets, n_objects);
    g_string_truncate (self->elements, n_elements);
    g_string_truncate (self->parent_trees, n_trees);
    return 0;
  }

  branch.bookmark = g_strdup (bookmark);
  g_array_append_val (self->branches, branch);
  self->next_key += copy.last_key + 1;
  self->n_pages += n_pages;

  return self->n_pages - n_pages + 1;
}

/**
 * bulletin_pdf_merge_get_n_pages:
 *
 * Returns: how many pages there are by now
 */
guint
bulletin_pdf_merge_get_n_pages (BulletinPdfMerge *self)
{
  return self->n_pages;
}

/* A text string: UTF-16BE with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2). */
static void
append_text_string (GString    *pdf,
                    const char *text)
{
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);

  g_string_append (pdf, "<FEFF");
  for (const gunichar2 *p = utf16; p != NULL && *p != 0; p++)
    g_string_append_printf (pdf, "%04X", *p);
  g_string_append_c (pdf, '>');
}

static void
write_own_object (BulletinPdfMerge *self,
                  guint             number,
                  GString          *text)
{
  begin_object (self, number);
  append (self, text->str);
  append (self, "\nendobj\n");
  g_string_free (text, TRUE);
}

static void
write_pages (BulletinPdfMerge *self)
{
  GString *text = g_string_new ("<< /Type /Pages\n   /Kids [");

  for (guint i = 0; i < self->branches->len; i++)
    g_string_append_printf (text, " %u 0 R", g_array_index (self->branches, Branch, i).page_tree);
  g_string_append_printf (text, " ]\n   /Count %u\n>>", self->n_pages);
  write_own_object (self, PAGES, text);
}

static void
write_structure (BulletinPdfMerge *self)
{
  GString *root = g_string_new ("<< /Type /StructTreeRoot\n   /K [");
  GString *tree = g_string_new ("<< /Kids [");

  g_string_append_printf (root, "%s ]\n   /ParentTree %d 0 R\n   /ParentTreeNextKey %" G_GINT64_FORMAT "\n>>",
                          self->elements->str, PARENT_TREE, self->next_key);
  g_string_append_printf (tree, "%s ] >>", self->parent_trees->str);
  write_own_object (self, STRUCTURE, root);
  write_own_object (self, PARENT_TREE, tree);
}

static void
write_outline (BulletinPdfMerge *self)
{
  const guint first = self->offsets->len, n = self->branches->len;
  GString *outline = g_string_new (NULL);

  g_array_set_size (self->offsets, first + n);
  g_string_append_printf (outline, "<< /Type /Outlines\n   /First %u 0 R\n   /Last %u 0 R\n   /Count %u\n>>", first, first + n - 1, n);
  write_own_object (self, OUTLINE, outline);
  for (guint i = 0; i < n; i++) {
    const Branch *branch = &g_array_index (self->branches, Branch, i);
    GString *item = g_string_new ("<< /Title ");

    append_text_string (item, branch->bookmark);
    g_string_append_printf (item, "\n   /Parent %d 0 R\n   /Dest [ %u 0 R /XYZ null null null ]", OUTLINE, branch->first_page);
    if (i > 0)
      g_string_append_printf (item, "\n   /Prev %u 0 R", first + i - 1);
    if (i + 1 < n)
      g_string_append_printf (item, "\n   /Next %u 0 R", first + i + 1);
    g_string_append (item, "\n>>");
    write_own_object (self, first + i, item);
  }
}

static void
write_info (BulletinPdfMerge *self,
            const char       *title,
            const char       *author,
            const char       *date)
{
  GString *text = g_string_new ("<< /Title ");
  g_autofree char *digits = g_strdup (date != NULL ? date : "");
  char *to = digits;

  for (const char *p = digits; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *to++ = *p;
  *to = '\0';

  append_text_string (text, title);
  if (author != NULL) {
    g_string_append (text, "\n   /Author ");
    append_text_string (text, author);
  }
  g_string_append (text, "\n   /Creator (Bulletin " PACKAGE_VERSION ")");
  if (*digits != '\0')
    g_string_append_printf (text, "\n   /CreationDate (D:%s000000+08'00)", digits);
  g_string_append (text, "\n>>");
  write_own_object (self, INFO, text);
}

/**
 * bulletin_pdf_merge_finish:
 * @self: a file with at least one PDF in it, which takes nothing more
 * @title: its title
 * @author: (nullable): its author
 * @date: (nullable): YYYY-MM-DD, not the clock's: the same PDFs give the same bytes
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
bulletin_pdf_merge_finish (BulletinPdfMerge *self,
                           const char       *title,
                           const char       *author,
                           const char       *date)
{
  g_autoptr (GString) end = g_string_new (NULL);
  GString *catalog = g_string_new (NULL);
  GBytes *bytes;
  gsize xref;

  g_return_val_if_fail (self->branches->len > 0, NULL);

  write_pages (self);
  write_structure (self);
  write_outline (self);
  write_info (self, title, author, date);
  g_string_append_printf (catalog, "<< /Type /Catalog\n   /Pages %d 0 R\n   /StructTreeRoot %d 0 R\n   /Outlines %d 0 R\n   /MarkInfo << /Marked true >>\n"
                                   "   /Lang (zh-CN)\n   /ViewerPreferences << /DisplayDocTitle true >>\n   /PageMode /UseOutlines\n>>",
                          PAGES, STRUCTURE, OUTLINE);
  write_own_object (self, CATALOG, catalog);

  xref = self->bytes->len;
  g_string_append_printf (end, "xref\n0 %u\n0000000000 65535 f \n", self->offsets->len);
  for (guint i = 1; i < self->offsets->len; i++)
    g_string_append_printf (end, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index (self->offsets, gsize, i));
  g_string_append_printf (end, "trailer\n<< /Size %u\n   /Root %d 0 R\n   /Info %d 0 R\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          self->offsets->len, CATALOG, INFO, xref);
  append (self, end->str);
  bytes = g_byte_array_free_to_bytes (self->bytes);
  self->bytes = g_byte_array_new ();

  return bytes;
}
