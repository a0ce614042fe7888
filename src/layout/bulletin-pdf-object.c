/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pdf-object.h"

#include <stdlib.h>
#include <string.h>

/* More objects than that no bulletin has. */
#define MAX_OBJECTS 1000000

static gboolean
is_space (char c)
{
  return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static gboolean
is_delimiter (char c)
{
  return c != '\0' && strchr ("()<>[]{}/%", c) != NULL;
}

/* A string in parentheses, which may be nested and escaped; NULL if it does not end. */
static const char *
skip_string (const char *p,
             const char *end)
{
  int depth = 0;

  for (; p < end; p++) {
    if (*p == '\\')
      p++;
    else if (*p == '(')
      depth++;
    else if (*p == ')' && --depth == 0)
      return p + 1;
  }

  return NULL;
}

static BulletinPdfToken
read_word (const char **p,
           const char  *end)
{
  BulletinPdfToken token = { BULLETIN_PDF_OTHER, *p, 0, 0 };
  gboolean is_integer = TRUE;
  const char *q = *p;

  if (*q == '/') {
    token.type = BULLETIN_PDF_NAME;
    is_integer = FALSE;
    q++;
  }
  for (; q < end && !is_space (*q) && !is_delimiter (*q); q++)
    is_integer = is_integer && g_ascii_isdigit (*q);
  if (q == *p)
    q++;

  token.length = q - *p;
  if (token.type == BULLETIN_PDF_OTHER && is_integer && token.length < 16) {
    token.type = BULLETIN_PDF_INTEGER;
    token.number = (gint64) g_ascii_strtoull (token.start, NULL, 10);
  } else if (bulletin_pdf_token_is (&token, "R")) {
    token.type = BULLETIN_PDF_REFERENCE;
  } else if (bulletin_pdf_token_is (&token, "stream")) {
    token.type = BULLETIN_PDF_STREAM;
  }
  *p = q;

  return token;
}

BulletinPdfToken
bulletin_pdf_token_read (const char **p,
                         const char  *end)
{
  BulletinPdfToken token = { BULLETIN_PDF_END, NULL, 0, 0 };
  const char *stop = NULL;

  while (*p < end && (is_space (**p) || **p == '%')) {
    if (**p == '%')
      while (*p < end && **p != '\n' && **p != '\r')
        (*p)++;
    else
      (*p)++;
  }
  if (*p >= end)
    return token;

  token.start = *p;
  if (**p == '(') {
    token.type = BULLETIN_PDF_OTHER;
    stop = skip_string (*p, end);
  } else if (**p == '[' || **p == ']') {
    token.type = **p == '[' ? BULLETIN_PDF_OPEN : BULLETIN_PDF_CLOSE;
    stop = *p + 1;
  } else if (*p + 1 < end && (strncmp (*p, "<<", 2) == 0 || strncmp (*p, ">>", 2) == 0)) {
    token.type = **p == '<' ? BULLETIN_PDF_OPEN : BULLETIN_PDF_CLOSE;
    stop = *p + 2;
  } else if (**p == '<') {
    const char *close = memchr (*p, '>', end - *p);

    token.type = BULLETIN_PDF_OTHER;
    stop = close != NULL ? close + 1 : NULL;
  } else {
    return read_word (p, end);
  }

  if (stop == NULL) {
    token.type = BULLETIN_PDF_BROKEN;
    stop = end;
  }
  token.length = stop - *p;
  *p = stop;

  return token;
}

gboolean
bulletin_pdf_token_is (const BulletinPdfToken *self,
                       const char             *text)
{
  return self->length == strlen (text) && memcmp (self->start, text, self->length) == 0;
}

void
bulletin_pdf_file_free (BulletinPdfFile *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self);
}

static const char *
find_last (const char *data,
           gsize       length,
           const char *word)
{
  const gsize n = strlen (word);
  const gsize stop = length > 2048 ? length - 2048 : 0;

  for (gsize i = length >= n ? length - n + 1 : 0; i-- > stop;)
    if (memcmp (data + i, word, n) == 0)
      return data + i;

  return NULL;
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  const gsize first = *(const gsize *) a, second = *(const gsize *) b;

  return (first > second) - (first < second);
}

/* An object reaches to the next one, or to the table. */
static void
find_ends (BulletinPdfFile *self,
           gsize           *offsets,
           guint            n,
           gsize            xref)
{
  qsort (offsets, n, sizeof *offsets, compare_offsets);
  for (guint i = 0; i < self->size; i++) {
    gsize low = 0, high = n;

    if (self->starts[i] == 0)
      continue;
    while (low < high) {
      const gsize middle = (low + high) / 2;

      if (offsets[middle] > self->starts[i])
        high = middle;
      else
        low = middle + 1;
    }
    self->ends[i] = low < n ? MIN (offsets[low], xref) : xref;
    if (self->ends[i] <= self->starts[i])
      self->starts[i] = 0;
  }
}

/* Moves behind "number 0 obj". */
static gboolean
enter_object (const BulletinPdfFile *self,
              guint                  number,
              gsize                 *offset)
{
  const char *p = self->data + *offset;
  const char *end = self->data + self->length;
  BulletinPdfToken first = bulletin_pdf_token_read (&p, end);
  BulletinPdfToken second = bulletin_pdf_token_read (&p, end);
  BulletinPdfToken third = bulletin_pdf_token_read (&p, end);

  *offset = p - self->data;

  return first.type == BULLETIN_PDF_INTEGER && first.number == number &&
         second.type == BULLETIN_PDF_INTEGER && second.number == 0 && bulletin_pdf_token_is (&third, "obj");
}

/* The table with one section: ISO 32000-1, 7.5.4. */
static gboolean
read_table (BulletinPdfFile *self,
            gsize            xref)
{
  const char *end = self->data + self->length;
  const char *p = self->data + xref;
  BulletinPdfToken word = bulletin_pdf_token_read (&p, end);
  BulletinPdfToken first = bulletin_pdf_token_read (&p, end);
  BulletinPdfToken count = bulletin_pdf_token_read (&p, end);
  g_autofree gsize *offsets = NULL;
  guint n = 0;

  if (!bulletin_pdf_token_is (&word, "xref") || first.type != BULLETIN_PDF_INTEGER || first.number != 0 ||
      count.type != BULLETIN_PDF_INTEGER || count.number < 2 || count.number > MAX_OBJECTS)
    return FALSE;

  self->size = (guint) count.number;
  self->starts = g_new0 (gsize, self->size);
  self->ends = g_new0 (gsize, self->size);
  offsets = g_new0 (gsize, self->size);
  for (guint i = 0; i < self->size; i++) {
    BulletinPdfToken offset = bulletin_pdf_token_read (&p, end);
    BulletinPdfToken generation = bulletin_pdf_token_read (&p, end);
    BulletinPdfToken state = bulletin_pdf_token_read (&p, end);

    if (offset.type != BULLETIN_PDF_INTEGER || generation.type != BULLETIN_PDF_INTEGER)
      return FALSE;
    if (!bulletin_pdf_token_is (&state, "n"))
      continue;
    if (offset.number <= 0 || offset.number >= (gint64) xref)
      return FALSE;
    offsets[n++] = (gsize) offset.number;
    self->starts[i] = (gsize) offset.number;
    if (!enter_object (self, i, &self->starts[i]))
      return FALSE;
  }
  find_ends (self, offsets, n, xref);

  word = bulletin_pdf_token_read (&p, end);
  if (!bulletin_pdf_token_is (&word, "trailer"))
    return FALSE;
  /* The trailer is read as an object with the number 0, which no object has. */
  self->starts[0] = p - self->data;
  self->ends[0] = self->length;

  return TRUE;
}

/*< private >
 * bulletin_pdf_file_new:
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL if it is damaged, encrypted,
 *   was changed by another program, or has its objects compressed
 */
BulletinPdfFile *
bulletin_pdf_file_new (GBytes *bytes)
{
  g_autoptr (BulletinPdfFile) self = g_new0 (BulletinPdfFile, 1);
  const char *p;
  BulletinPdfToken offset;
  const char *start, *end;

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  if (self->length < 64 || memcmp (self->data, "%PDF-1.", 7) != 0 ||
      (p = find_last (self->data, self->length, "startxref")) == NULL)
    return NULL;

  p += strlen ("startxref");
  offset = bulletin_pdf_token_read (&p, self->data + self->length);
  if (offset.type != BULLETIN_PDF_INTEGER || offset.number <= 0 || offset.number >= (gint64) self->length ||
      !read_table (self, (gsize) offset.number) ||
      bulletin_pdf_file_find (self, 0, "/Prev", &start, &end) ||
      bulletin_pdf_file_find (self, 0, "/Encrypt", &start, &end))
    return NULL;
  self->root = bulletin_pdf_file_find_reference (self, 0, "/Root");

  return self->root > 0 ? g_steal_pointer (&self) : NULL;
}

gboolean
bulletin_pdf_file_find (const BulletinPdfFile *self,
                        guint                  object,
                        const char            *key,
                        const char           **start,
                        const char           **end)
{
  const char *p, *stop;
  BulletinPdfToken token;
  gboolean is_key = TRUE, is_found = FALSE;
  int depth = 0;
  guint n_integers = 0;

  if (object >= self->size || self->starts[object] == 0)
    return FALSE;
  p = self->data + self->starts[object];
  stop = self->data + self->ends[object];
  token = bulletin_pdf_token_read (&p, stop);
  if (!bulletin_pdf_token_is (&token, "<<"))
    return FALSE;

  for (;;) {
    const char *before = p;

    token = bulletin_pdf_token_read (&p, stop);
    /* Two integers may be the beginning of a reference; a value ends before the next
     * key, or with the dictionary. */
    if (depth == 0 && (token.type == BULLETIN_PDF_NAME || token.type == BULLETIN_PDF_CLOSE) &&
        (token.type == BULLETIN_PDF_CLOSE || is_key || n_integers > 0)) {
      if (is_found) {
        *end = before;
        return TRUE;
      }
      if (token.type == BULLETIN_PDF_CLOSE)
        return FALSE;
      is_found = bulletin_pdf_token_is (&token, key);
      *start = p;
      is_key = FALSE;
      n_integers = 0;
      continue;
    }
    switch (token.type) {
    case BULLETIN_PDF_OPEN:
      depth++;
      break;
    case BULLETIN_PDF_CLOSE:
      depth--;
      break;
    case BULLETIN_PDF_END:
    case BULLETIN_PDF_BROKEN:
    case BULLETIN_PDF_STREAM:
      return FALSE;
    case BULLETIN_PDF_INTEGER:
      n_integers += depth == 0;
      break;
    case BULLETIN_PDF_NAME:
    case BULLETIN_PDF_REFERENCE:
    case BULLETIN_PDF_OTHER:
    default:
      break;
    }
    if (depth == 0 && token.type != BULLETIN_PDF_INTEGER)
      is_key = TRUE;
  }
}

guint
bulletin_pdf_file_find_reference (const BulletinPdfFile *self,
                                  guint                  object,
                                  const char            *key)
{
  const char *p, *end;
  BulletinPdfToken number, generation, word;

  if (!bulletin_pdf_file_find (self, object, key, &p, &end))
    return 0;
  number = bulletin_pdf_token_read (&p, end);
  generation = bulletin_pdf_token_read (&p, end);
  word = bulletin_pdf_token_read (&p, end);

  return number.type == BULLETIN_PDF_INTEGER && generation.type == BULLETIN_PDF_INTEGER &&
                 word.type == BULLETIN_PDF_REFERENCE && number.number > 0 && number.number < self->size
             ? (guint) number.number
             : 0;
}

gint64
bulletin_pdf_file_find_integer (const BulletinPdfFile *self,
                                guint                  object,
                                const char            *key)
{
  const char *p, *end;
  BulletinPdfToken token;

  if (!bulletin_pdf_file_find (self, object, key, &p, &end))
    return 0;
  token = bulletin_pdf_token_read (&p, end);

  return token.type == BULLETIN_PDF_INTEGER ? token.number : 0;
}
