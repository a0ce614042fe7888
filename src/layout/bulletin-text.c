/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text.h"

#include <string.h>

/**
 * bulletin_text_new:
 *
 * Returns: (transfer full): an empty text
 */
BulletinText *
bulletin_text_new (void)
{
  BulletinText *self = g_new0 (BulletinText, 1);

  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (BulletinTextSpan));

  return self;
}

/**
 * bulletin_text_free:
 * @self: (nullable) (transfer full): a text
 */
void
bulletin_text_free (BulletinText *self)
{
  if (!self)
    return;

  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_free (self);
}

/**
 * bulletin_text_append:
 * @self: a text
 * @text: UTF-8; what is not is replaced
 * @length: the bytes of @text, or -1 up to its NUL
 * @style: how it looks and where it came from; its start and end are not read
 *
 * Appends @text as a span of its own. Line and paragraph separators, which would
 * be invisible in a line, become spaces.
 */
void
bulletin_text_append (BulletinText           *self,
                      const char             *text,
                      gssize                  length,
                      const BulletinTextSpan *style)
{
  BulletinTextSpan span = *style;
  g_autofree char *valid = NULL;

  if (length < 0)
    length = strlen (text);
  if (length == 0)
    return;

  if (!g_utf8_validate_len (text, length, NULL)) {
    valid = g_utf8_make_valid (text, length);
    text = valid;
    length = strlen (valid);
  }

  span.start = self->text->len;
  g_string_append_len (self->text, text, length);
  span.end = self->text->len;

  for (guint i = span.start; i < span.end; i++) {
    if (self->text->str[i] == '\n' || self->text->str[i] == '\r' || self->text->str[i] == '\t')
      self->text->str[i] = ' ';
  }

  g_array_append_val (self->spans, span);
}

/**
 * bulletin_text_append_spans:
 * @self: a text
 * @spans: (element-type BulletinSpan): inline text of the document
 * @start: the first span
 * @end: the span after the last
 * @style: how plain text looks
 *
 * Appends spans of the document, strong ones bold.
 */
void
bulletin_text_append_spans (BulletinText           *self,
                            const GPtrArray        *spans,
                            guint                   start,
                            guint                   end,
                            const BulletinTextSpan *style)
{
  for (guint i = start; i < end; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);
    BulletinTextSpan own = *style;

    own.bold = style->bold || span->kind == BULLETIN_SPAN_STRONG;
    own.offset = span->offset;
    own.length = span->length;
    bulletin_text_append (self, bulletin_span_get_shown (span), -1, &own);
  }
}
