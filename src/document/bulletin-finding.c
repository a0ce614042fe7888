/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-finding.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (BulletinFinding, bulletin_finding, bulletin_finding_copy, bulletin_finding_free)

/**
 * bulletin_finding_new:
 * @rule: the rule's stable name, kept as a pointer: a static or interned string
 * @severity: how bad it is
 * @offset: where it stands in the source, in bytes, or %BULLETIN_FINDING_NOWHERE
 * @length: how many bytes it concerns
 * @replacement: (nullable): what mends it, copied
 * @message: (transfer full): one translated sentence
 *
 * Returns: (transfer full): a finding
 */
BulletinFinding *
bulletin_finding_new (const char       *rule,
                      BulletinSeverity  severity,
                      gsize             offset,
                      gsize             length,
                      const char       *replacement,
                      char             *message)
{
  BulletinFinding *self = g_new (BulletinFinding, 1);

  self->rule = rule;
  self->severity = severity;
  self->message = message;
  self->offset = offset;
  self->length = length;
  self->replacement = g_strdup (replacement);

  return self;
}

/**
 * bulletin_finding_copy:
 * @self: a finding
 *
 * Returns: (transfer full): a copy
 */
BulletinFinding *
bulletin_finding_copy (const BulletinFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return bulletin_finding_new (self->rule, self->severity, self->offset, self->length,
                               self->replacement, g_strdup (self->message));
}

/**
 * bulletin_finding_free:
 * @self: (transfer full): a finding
 *
 * Frees a finding.
 */
void
bulletin_finding_free (BulletinFinding *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->message);
  g_free (self->replacement);
  g_free (self);
}

/* Line ends as the parser and GtkTextBuffer see them. */
static const char *
next_line (const char *line,
           const char *limit)
{
  for (const char *p = line; p < limit; p++) {
    if (*p == '\n')
      return p + 1;
    if (*p == '\r')
      return p + 1 < limit && p[1] == '\n' ? p + 2 : p + 1;
  }

  return NULL;
}

/**
 * bulletin_finding_get_position:
 * @self: a finding
 * @source: the text that was checked
 * @line: (out) (optional): the line, from 1; 0 for a finding in the metadata
 * @column: (out) (optional): the column, from 1, in characters; 0 likewise
 * @length: (out) (optional): how long it is, in characters
 *
 * Says where a finding stands, for people. Takes time linear in its offset.
 */
void
bulletin_finding_get_position (const BulletinFinding *self,
                               const char            *source,
                               guint                 *line,
                               guint                 *column,
                               guint                 *length)
{
  guint n_line = 0;
  guint n_column = 0;
  guint n_length = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);

  if (self->offset != BULLETIN_FINDING_NOWHERE) {
    gsize source_length = strlen (source);
    gsize offset = MIN (self->offset, source_length);
    gsize span = MIN (self->length, source_length - offset);
    const char *start = source;
    const char *next;

    n_line = 1;
    while ((next = next_line (start, source + source_length)) != NULL && next <= source + offset) {
      start = next;
      n_line++;
    }

    n_column = 1 + g_utf8_strlen (start, source + offset - start);
    n_length = g_utf8_strlen (source + offset, span);
  }

  if (line != NULL)
    *line = n_line;
  if (column != NULL)
    *column = n_column;
  if (length != NULL)
    *length = n_length;
}

/* How many characters on either side belong to an excerpt. */
#define EXCERPT_MARGIN 6

/**
 * bulletin_finding_get_excerpt:
 * @self: a finding
 * @source: the text that was checked
 *
 * The words that a finding is about with those round them in their line, by which
 * it is known again wherever it stands; for a finding in the metadata or on paper
 * its sentence.
 *
 * Returns: (transfer full): the excerpt
 */
char *
bulletin_finding_get_excerpt (const BulletinFinding *self,
                              const char            *source)
{
  gsize length = strlen (source);
  const char *start, *end;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->offset == BULLETIN_FINDING_NOWHERE || self->offset > length || self->length > length - self->offset)
    return g_strdup (self->message);

  start = source + self->offset;
  end = start + self->length;
  for (guint i = 0; i < EXCERPT_MARGIN && start > source && start[-1] != '\n' && start[-1] != '\r'; i++)
    start = g_utf8_prev_char (start);
  for (guint i = 0; i < EXCERPT_MARGIN && *end != '\0' && *end != '\n' && *end != '\r'; i++)
    end = g_utf8_next_char (end);

  return g_strndup (start, end - start);
}
