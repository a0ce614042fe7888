/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-ledger.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/* A picture is frozen as the part of this name with its own behind it. */
#define BULLETIN_ATTACHMENT_PART "attachment/"

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
 * @accept_findings: accept what is left open; the findings are kept in the record
 * @who: the person
 *
 * Errors (not warnings or hints) stand in the way unless accepted:
 * BULLETIN_EXCHANGE_ERROR_FINDINGS.
 */
typedef struct
{
  const char *id;
  const char *signer;
  const char *date;
  int number;
  gboolean accept_findings;
  const char *who;
} BulletinIssueRequest;

gboolean   bulletin_issue_bulletin (BulletinLibrary            *library,
                                    const BulletinIssueRequest *request,
                                    GCancellable               *cancellable,
                                    GError                    **error);
/* The page template of a series by name, or the default. (transfer full) */
BulletinPageTemplate *bulletin_load_page_template (BulletinLibrary *library,
                                                   const char      *series);

G_END_DECLS
