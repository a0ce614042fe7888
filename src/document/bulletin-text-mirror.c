/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-mirror.h"

#include <string.h>

struct _BulletinTextMirror
{
  GString *text;
  gsize n_chars;
  /* A place that both counts are known of, on a character's first byte. */
  gsize known_position;
  gsize known_offset;
};

/* Goes to a character from the start, the end or the place known, whichever is
 * nearest. */
static void
seek_position (BulletinTextMirror *self,
               gsize               position)
{
  gsize distance = position > self->known_position ? position - self->known_position
                                                   : self->known_position - position;
  const char *p;

  if (self->n_chars == self->text->len) {
    /* One byte a character. */
    self->known_position = self->known_offset = position;
    return;
  }

  if (position < distance) {
    self->known_position = self->known_offset = 0;
  } else if (self->n_chars - position < distance) {
    self->known_position = self->n_chars;
    self->known_offset = self->text->len;
  }

  p = self->text->str + self->known_offset;
  p = g_utf8_offset_to_pointer (p, (glong) position - (glong) self->known_position);
  self->known_position = position;
  self->known_offset = p - self->text->str;
}

static void
seek_offset (BulletinTextMirror *self,
             gsize               offset)
{
  const char *text = self->text->str;
  gsize distance = offset > self->known_offset ? offset - self->known_offset : self->known_offset - offset;

  if (offset < distance) {
    self->known_position = self->known_offset = 0;
  } else if (self->text->len - offset < distance) {
    self->known_position = self->n_chars;
    self->known_offset = self->text->len;
  }

  self->known_position += g_utf8_pointer_to_offset (text + self->known_offset, text + offset);
  self->known_offset = offset;
}

/**
 * bulletin_text_mirror_new:
 *
 * Returns: (transfer full): the mirror of an empty text
 */
BulletinTextMirror *
bulletin_text_mirror_new (void)
{
  BulletinTextMirror *self = g_new0 (BulletinTextMirror, 1);

  self->text = g_string_new (NULL);

  return self;
}

void
bulletin_text_mirror_free (BulletinTextMirror *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * bulletin_text_mirror_insert:
 * @self: the mirror
 * @position: before which character; at most the number of characters
 * @text: valid UTF-8
 * @length: the bytes of @text
 */
void
bulletin_text_mirror_insert (BulletinTextMirror *self,
                             gsize               position,
                             const char         *text,
                             gsize               length)
{
  g_return_if_fail (position <= self->n_chars);

  seek_position (self, position);
  g_string_insert_len (self->text, (gssize) self->known_offset, text, (gssize) length);
  self->n_chars += g_utf8_strlen (text, (gssize) length);
}

/**
 * bulletin_text_mirror_delete:
 * @self: the mirror
 * @position: from which character on
 * @n_chars: how many characters, as many as there are at most
 */
void
bulletin_text_mirror_delete (BulletinTextMirror *self,
                             gsize               position,
                             gsize               n_chars)
{
  gsize start;

  g_return_if_fail (position <= self->n_chars && n_chars <= self->n_chars - position);

  seek_position (self, position);
  start = self->known_offset;
  seek_position (self, position + n_chars);
  g_string_erase (self->text, (gssize) start, (gssize) (self->known_offset - start));
  self->n_chars -= n_chars;
  self->known_position = position;
  self->known_offset = start;
}

/**
 * bulletin_text_mirror_get_text:
 * @self: the mirror
 * @length: (out) (optional): its bytes
 *
 * Returns: (transfer none): the text as it is now; valid until the next edit
 */
const char *
bulletin_text_mirror_get_text (BulletinTextMirror *self,
                               gsize              *length)
{
  if (length != NULL)
    *length = self->text->len;

  return self->text->str;
}

/**
 * bulletin_text_mirror_to_offset:
 * @self: the mirror
 * @position: a place in characters; what is beyond the end is the end
 *
 * Returns: the place in bytes
 */
gsize
bulletin_text_mirror_to_offset (BulletinTextMirror *self,
                                gsize               position)
{
  seek_position (self, MIN (position, self->n_chars));

  return self->known_offset;
}

/**
 * bulletin_text_mirror_to_position:
 * @self: the mirror
 * @offset: a place in bytes; what is beyond the end is the end, what is within
 *   a character its start
 *
 * Returns: the place in characters
 */
gsize
bulletin_text_mirror_to_position (BulletinTextMirror *self,
                                  gsize               offset)
{
  offset = MIN (offset, self->text->len);
  while (offset > 0 && (self->text->str[offset] & 0xc0) == 0x80)
    offset--;
  seek_offset (self, offset);

  return self->known_position;
}
