/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BulletinSeverity:
 * @BULLETIN_SEVERITY_HINT: a matter of taste or habit
 * @BULLETIN_SEVERITY_WARNING: probably wrong
 * @BULLETIN_SEVERITY_ERROR: must not be issued like this without a reason
 */
typedef enum
{
  BULLETIN_SEVERITY_HINT,
  BULLETIN_SEVERITY_WARNING,
  BULLETIN_SEVERITY_ERROR,
} BulletinSeverity;

/**
 * BulletinFinding:
 * @rule: the rule's stable name, such as "heading-order"
 * @severity: how bad it is
 * @message: one translated sentence: what is wrong, and why
 * @offset: where it stands in the source, in bytes; for a finding in the
 *   metadata %BULLETIN_FINDING_NOWHERE
 * @length: how many bytes of the source it concerns, may be 0
 * @replacement: (nullable): the text that mends it when put in place of
 *   these bytes, or %NULL where only a person can tell
 */
typedef struct
{
  const char *rule;
  BulletinSeverity severity;
  char *message;
  gsize offset;
  gsize length;
  char *replacement;
} BulletinFinding;

#define BULLETIN_FINDING_NOWHERE G_MAXSIZE
#define BULLETIN_TYPE_FINDING (bulletin_finding_get_type ())

GType            bulletin_finding_get_type     (void);
BulletinFinding *bulletin_finding_new          (const char            *rule,
                                                BulletinSeverity       severity,
                                                gsize                  offset,
                                                gsize                  length,
                                                const char            *replacement,
                                                char                  *message);
BulletinFinding *bulletin_finding_copy         (const BulletinFinding *self);
void             bulletin_finding_free         (BulletinFinding       *self);
char            *bulletin_finding_get_excerpt  (const BulletinFinding *self,
                                                const char            *source);
void             bulletin_finding_get_position (const BulletinFinding *self,
                                                const char            *source,
                                                guint                 *line,
                                                guint                 *column,
                                                guint                 *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFinding, bulletin_finding_free)

G_END_DECLS
