/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pdf-finish.h"

#include <string.h>

/* Reads the number behind the last @key of @text; -1 if it is not there. */
static gint64
read_number_after (const char *text,
                   const char *key)
{
  const char *found = g_strrstr (text, key);
  char *stop;
  guint64 number;

  if (!found)
    return -1;

  found += strlen (key);
  number = g_ascii_strtoull (found, &stop, 10);
  return stop == found || number > G_MAXINT ? -1 : (gint64) number;
}

/* Whether object @number stands at @offset. */
static gboolean
is_object (const GByteArray *bytes,
           gint64            offset,
           gint64            number)
{
  g_autofree char *opening = g_strdup_printf ("%" G_GINT64_FORMAT " 0 obj", number);

  return offset > 0 && offset + strlen (opening) < bytes->len && memcmp (bytes->data + offset, opening, strlen (opening)) == 0;
}

/* The offset that the cross-reference table at @entries gives for an object. */
static gint64
get_offset (const char *entries,
            gint64      number)
{
  /* Entries are 20 bytes each: ISO 32000-1, 7.5.4. */
  return (gint64) g_ascii_strtoull (entries + number * 20, NULL, 10);
}

/* A text string: UTF-16BE with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2). */
static void
append_text_string (GString    *pdf,
                    const char *text)
{
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);

  g_string_append (pdf, "<FEFF");
  for (const gunichar2 *p = utf16; p && *p; p++)
    g_string_append_printf (pdf, "%04X", *p);
  g_string_append_c (pdf, '>');
}

/* What Cairo's structure element of that type lacks: what stands for a figure to
 * those who do not see it, and that a head is that of its column (ISO 32000-1,
 * 14.9.3 and 14.8.5.7). NULL if it lacks nothing. */
static char *
describe_element (const char      *object,
                  const GPtrArray *figures,
                  guint           *n_figures)
{
  if (strstr (object, "/S /TH\n"))
    return g_strdup ("   /A << /O /Table /Scope /Column >>\n");

  if (strstr (object, "/S /Figure\n") && *n_figures < figures->len) {
    const BulletinPlanPicture *picture = g_ptr_array_index (figures, (*n_figures)++);
    GString *addition = g_string_new ("   /Alt ");

    append_text_string (addition, picture->caption && *picture->caption ? picture->caption : "图片");
    g_string_append_c (addition, '\n');
    return g_string_free_and_steal (addition);
  }

  return NULL;
}

/* Writes the structure elements that lack something anew behind @end, which will
 * stand at @start of the file; only their new places are in the table. */
static void
complete_elements (const GByteArray *bytes,
                   gint64            start,
                   GString          *end,
                   gint64           *offsets,
                   gint64            size,
                   const GPtrArray  *figures)
{
  static const char opening[] = " 0 obj\n<< /Type /StructElem\n";
  const char *text = (const char *) bytes->data;
  guint n_figures = 0;

  for (gint64 i = 1; i < size; i++) {
    if (offsets[i] <= 0 || offsets[i] >= start)
      continue;

    const char *object = text + offsets[i];
    const char *rest = strchr (object, ' ');
    if (!rest || !g_str_has_prefix (rest, opening))
      continue;

    const char *stop = strstr (rest, ">>\nendobj\n");
    if (!stop)
      continue;

    g_autofree char *content = g_strndup (object, stop - object);
    g_autofree char *addition = describe_element (content, figures, &n_figures);
    if (!addition)
      continue;

    offsets[i] = start + (gint64) end->len;
    g_string_append_printf (end, "%s%s>>\nendobj\n", content, addition);
  }
}

/**
 * bulletin_pdf_finish:
 * @bytes: a PDF of version 1.4 as Cairo wrote it
 * @figures: (element-type BulletinPlanPicture): what its figures show, in the
 *   order in which they were tagged
 *
 * Cairo has no way to state a document's language, what stands for a figure and
 * what a head is the head of, and its cross-reference table names objects that it
 * reserved and never wrote. So the end of the file is written anew: the catalog,
 * which is the last object, and the structure elements with what they lack, then
 * the table with those objects free, then the trailer. Files of version 1.4 have a
 * plain table, and nothing compressed around these objects; a file that is not as
 * expected here is left as Cairo wrote it, which is a readable PDF as well.
 */
void
bulletin_pdf_finish (GByteArray      *bytes,
                     const GPtrArray *figures)
{
  static const char addition[] = "   /Lang (zh-CN)\n   /ViewerPreferences << /DisplayDocTitle true >>\n";
  const gsize length = bytes->len;

  /* The part that is read below is text, and ends here. */
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  bytes->len--;

  const char *text = (const char *) bytes->data;
  const gint64 start = length > 64 ? read_number_after (text + length - 64, "startxref\n") : -1;
  if (start <= 0 || start + 7 > (gint64) length || strncmp (text + start, "xref\n0 ", 7) != 0)
    return;

  const char *entries = strchr (text + start + 7, '\n');
  const gint64 size = (gint64) g_ascii_strtoull (text + start + 7, NULL, 10);
  if (!entries || size < 2 || (entries + 1 - text) + size * 20 > (gint64) length)
    return;

  const char *trailer = ++entries + size * 20;
  const gint64 root = read_number_after (trailer, "/Root ");
  const gint64 info = read_number_after (trailer, "/Info ");
  if (!g_str_has_prefix (trailer, "trailer\n") || read_number_after (trailer, "/Size ") != size || root < 1 || root >= size || info < 1 || info >= size)
    return;

  const gint64 offset = get_offset (entries, root);
  if (!is_object (bytes, offset, root) || offset >= start)
    return;

  g_autofree char *object = g_strndup (text + offset, start - offset);
  char *close = g_strrstr (object, ">>");
  if (!close || strcmp (close, ">>\nendobj\n") != 0 || !strstr (object, "/Type /Catalog") || strstr (object, "/Lang") || strstr (object, "/ViewerPreferences"))
    return;

  g_autoptr (GString) end = g_string_new_len (object, close - object);
  g_string_append (end, addition);
  g_string_append (end, close);

  gint64 next_free = 0;
  g_autofree gint64 *offsets = g_new0 (gint64, size);
  for (gint64 i = size - 1; i > 0; i--) {
    offsets[i] = get_offset (entries, i);
    if (!is_object (bytes, offsets[i], i)) {
      offsets[i] = -next_free;
      next_free = i;
    }
  }

  complete_elements (bytes, offset, end, offsets, size, figures);
  const gint64 xref = offset + (gint64) end->len;
  g_string_append_printf (end, "xref\n0 %" G_GINT64_FORMAT "\n%010" G_GINT64_FORMAT " 65535 f \n", size, next_free);
  for (gint64 i = 1; i < size; i++)
    g_string_append_printf (end, "%010" G_GINT64_FORMAT " 00000 %c \n", ABS (offsets[i]), offsets[i] > 0 ? 'n' : 'f');
  g_string_append_printf (end, "trailer\n<< /Size %" G_GINT64_FORMAT "\n   /Root %" G_GINT64_FORMAT " 0 R\n   /Info %" G_GINT64_FORMAT " 0 R\n>>\nstartxref\n%" G_GINT64_FORMAT "\n%%%%EOF\n",
                          size, root, info, xref);

  g_byte_array_set_size (bytes, (guint) offset);
  g_byte_array_append (bytes, (const guint8 *) end->str, end->len);
}
