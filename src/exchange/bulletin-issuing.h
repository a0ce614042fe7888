/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-acceptance.h"
#include "bulletin-ledger.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* A picture is frozen as the part of this name with its own behind it. */
#define BULLETIN_ATTACHMENT_PART "attachment/"

/* The rule of the finding that the computer's clock is wrong. It is of no text and is
 * not among those that can be switched off. */
#define BULLETIN_CLOCK_RULE "clock"

/* Issuing end to end, on the library's thread: checks, renders, freezes. */

/* Every finding of text, metadata, layout and ledger that is not dismissed and whose
 * rule is not switched off; (element-type BulletinFinding). */
GPtrArray *bulletin_check_bulletin (BulletinLibrary        *library,
                                    const char             *id,
                                    GError                **error);
/* Those that are dismissed or switched off as well. */
GPtrArray *bulletin_check_bulletin_all (BulletinLibrary    *library,
                                        const char         *id,
                                        GError            **error);

/**
 * BulletinIssueRequest:
 * @id: the bulletin
 * @signer: (nullable): replaces the metadata's signer
 * @date: (nullable): replaces the metadata's date, YYYY-MM-DD
 * @number: replaces the metadata's number if not 0; when neither is set the
 *   ledger gives the next one
 * @acceptances: (nullable) (element-type BulletinAcceptance): findings that are let
 *   stand, each with its reason
 * @accept_findings: let all others stand as well, for @reason
 * @reason: (nullable): why
 * @who: the person
 *
 * Errors and warnings (not hints) stand in the way until they are accepted:
 * BULLETIN_EXCHANGE_ERROR_FINDINGS. The record keeps them with their reasons.
 */
typedef struct
{
  const char *id;
  const char *signer;
  const char *date;
  int number;
  const GPtrArray *acceptances;
  gboolean accept_findings;
  const char *reason;
  const char *who;
} BulletinIssueRequest;

/* What stands in its way, with the number and date that the request gives it;
 * (element-type BulletinFinding). */
GPtrArray *bulletin_check_issue    (BulletinLibrary            *library,
                                    const BulletinIssueRequest *request,
                                    GError                    **error);
gboolean   bulletin_issue_bulletin (BulletinLibrary            *library,
                                    const BulletinIssueRequest *request,
                                    GCancellable               *cancellable,
                                    GError                    **error);
/* The page template of a series by name, or the default. (transfer full) */
BulletinPageTemplate *bulletin_load_page_template (BulletinLibrary *library,
                                                   const char      *series);
/* A part of an issued bulletin as it was frozen. */
gboolean              bulletin_export_frozen      (BulletinLibrary *library,
                                                   const char      *id,
                                                   const char      *part,
                                                   GFile           *file,
                                                   gboolean         replace,
                                                   GCancellable    *cancellable,
                                                   GError         **error);
/* Those that a bulletin was issued with, or its series'. */
BulletinPageTemplate *bulletin_load_record_template (BulletinLibrary *library,
                                                     const char      *id,
                                                     const char      *series);

G_END_DECLS
