/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-clipboard-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-document.h"
#include "bulletin-grid.h"
#include "bulletin-html-import.h"
#include "bulletin-text-import.h"

void
bulletin_clipboard_text_free (BulletinClipboardText *self)
{
  g_free (self->text);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_free (self);
}

/* UTF-8 with line ends as GTK has them. Programs end what they offer with a NUL. */
static char *
decode (GBytes *bytes,
        gboolean is_html,
        GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GBytes) trimmed = NULL;

  while (size > 0 && data[size - 1] == '\0' && !(size > 1 && (guchar) data[0] >= 0xfe))
    size--;
  if (size == 0)
    return g_strdup ("");
  trimmed = g_bytes_new_from_bytes (bytes, 0, size);
  if (is_html)
    return bulletin_decode_html (trimmed, _ ("Clipboard"), error);
  return bulletin_decode_text (trimmed, _ ("Clipboard"), error);
}

/* Whether two texts differ in more than blanks. */
static gboolean
says_the_same (const char *text,
               const char *other)
{
  const char *p = text;
  const char *q = other;

  for (;;) {
    while (*p && g_unichar_isspace (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    while (*q && g_unichar_isspace (g_utf8_get_char (q)))
      q = g_utf8_next_char (q);
    if (!*p || !*q)
      return !*p && !*q;
    if (g_utf8_get_char (p) != g_utf8_get_char (q))
      return FALSE;
    p = g_utf8_next_char (p);
    q = g_utf8_next_char (q);
  }
}

/* Whether HTML says nothing that the plain text beside it does not: only then the
 * text may be markup that somebody copied as such. */
static gboolean
is_plain (const BulletinHtmlImport *import,
          const char *plain)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (import->text, -1);
  g_autofree char *shown = NULL;

  if (import->pictures->len > 0)
    return FALSE;
  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);

    if (block->kind == BULLETIN_BLOCK_TABLE)
      return FALSE;
    for (guint k = 0; k < block->spans->len; k++) {
      if (((const BulletinSpan *) g_ptr_array_index (block->spans, k))->kind == BULLETIN_SPAN_STRONG)
        return FALSE;
    }
  }
  shown = bulletin_document_to_plain_text (document);
  return says_the_same (shown, plain);
}

static gboolean
check_size (const char *text,
            GError **error)
{
  if (strlen (text) <= BULLETIN_PASTE_MAX_BYTES)
    return TRUE;
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
               _ ("The clipboard holds more than %d MB of text, more than any bulletin. Copy a smaller part."),
               BULLETIN_PASTE_MAX_BYTES / (1024 * 1024));
  return FALSE;
}

static BulletinClipboardText *
import_html (const char *html,
             const char *plain,
             GError **error)
{
  g_autoptr (BulletinHtmlImport) import = NULL;
  BulletinClipboardText *self;

  import = bulletin_html_import (html, strlen (html), BULLETIN_HTML_PART, error);
  if (!import || !check_size (import->text, error))
    return NULL;
  self = g_new0 (BulletinClipboardText, 1);
  if (plain && is_plain (import, plain)) {
    self->text = g_strdup (plain);
  } else {
    self->text = g_steal_pointer (&import->text);
    self->cells = g_steal_pointer (&import->cells);
    self->pictures = g_steal_pointer (&import->pictures);
  }
  return self;
}

/**
 * bulletin_clipboard_import:
 * @html: (nullable): what the clipboard holds as HTML
 * @plain: (nullable): what it holds as text
 * @error: return location for an error
 *
 * Reads a clipboard: HTML if it says more than the text does, rows and columns of a
 * spreadsheet as a table, and else the text. May be called from any thread.
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL with a
 *   %BULLETIN_EXCHANGE_ERROR
 */
BulletinClipboardText *
bulletin_clipboard_import (GBytes *html,
                           GBytes *plain,
                           GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (BulletinGrid) grid = NULL;
  BulletinClipboardText *self;

  if (plain) {
    text = decode (plain, FALSE, html ? NULL : error);
    if (!text && !html)
      return NULL;
  }
  if (html) {
    g_autofree char *markup = decode (html, TRUE, error);

    return markup ? import_html (markup, text, error) : NULL;
  }
  if (!text || !check_size (text, error))
    return NULL;

  grid = bulletin_grid_new_from_text (text);
  if (grid && !bulletin_grid_check_width (grid, error))
    return NULL;
  self = g_new0 (BulletinClipboardText, 1);
  if (grid) {
    self->cells = bulletin_grid_get_rows (grid);
    self->text = bulletin_grid_write (grid, 0, NULL, NULL);
  } else {
    self->text = g_steal_pointer (&text);
  }
  return self;
}
