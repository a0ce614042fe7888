/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-finding.h"

G_BEGIN_DECLS

/* What was left open when a bulletin was issued, and why. */

/**
 * BulletinAcceptance:
 * @rule: the finding's rule
 * @excerpt: (nullable): what bulletin_finding_get_excerpt() says of it; %NULL for
 *   every finding of the rule
 * @reason: why it is let stand
 *
 * A finding that somebody takes upon himself.
 */
typedef struct
{
  char *rule;
  char *excerpt;
  char *reason;
} BulletinAcceptance;

BulletinAcceptance *bulletin_acceptance_new            (const char            *rule,
                                                        const char            *excerpt,
                                                        const char            *reason);
void                bulletin_acceptance_free           (BulletinAcceptance    *self);

/* Whether issuing needs a reason for it: errors and warnings do, hints do not. */
gboolean            bulletin_finding_needs_acceptance  (const BulletinFinding *finding);
/* The reason that is given for a finding; NULL if none is. */
const char         *bulletin_acceptances_find_reason   (const GPtrArray       *acceptances,
                                                        const BulletinFinding *finding,
                                                        const char            *source);

/**
 * BulletinAcceptedFinding:
 * @rule, @severity, @message: the finding; in records of before there were reasons
 *   @severity is "error"
 * @excerpt, @reason: (nullable)
 *
 * A finding that a record says was accepted.
 */
typedef struct
{
  char *rule;
  char *severity;
  char *message;
  char *excerpt;
  char *reason;
} BulletinAcceptedFinding;

/* The findings that need a reason, with theirs, as the record keeps them; NULL for
 * none. (transfer full). */
char               *bulletin_accepted_findings_to_json (const GPtrArray       *findings,
                                                        const char            *source,
                                                        const GPtrArray       *acceptances,
                                                        const char            *general_reason);
/* Reads it, and what stood there before: a line "rule: message" per finding.
 * (element-type BulletinAcceptedFinding), never NULL. */
GPtrArray          *bulletin_accepted_findings_parse   (const char            *overridden);
void                bulletin_accepted_finding_free     (BulletinAcceptedFinding *self);

G_END_DECLS
