/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-finding.h"

G_BEGIN_DECLS

/**
 * BulletinRuleGroup:
 *
 * What a rule looks at; the order in which the groups are shown.
 */
typedef enum
{
  BULLETIN_RULE_GROUP_STRUCTURE,
  BULLETIN_RULE_GROUP_PUNCTUATION,
  BULLETIN_RULE_GROUP_WORDS,
  BULLETIN_RULE_GROUP_NAMES,
  BULLETIN_RULE_GROUP_DATES,
  BULLETIN_RULE_GROUP_FIGURES,
  BULLETIN_RULE_GROUP_PRIVACY,
  BULLETIN_RULE_GROUP_PROPERTIES,
  BULLETIN_RULE_GROUP_PAPER,
  BULLETIN_RULE_N_GROUPS,
} BulletinRuleGroup;

typedef struct _BulletinProofContext BulletinProofContext;
typedef struct _BulletinProofText BulletinProofText;

/**
 * BulletinRule:
 * @name: its stable name, which findings carry
 * @group: what it looks at
 * @severity: how bad its findings are at worst
 * @label: its name for people, see bulletin_rule_get_label()
 * @description: one sentence, see bulletin_rule_get_description()
 * @check_document: (nullable): looks through a document
 * @check_text: (nullable): looks at one line
 *
 * A rule of the checks. Neighbours in the table may share a function, which then
 * runs once. Those that have none are found elsewhere: while a text is laid out,
 * or in the ledger.
 */
typedef struct
{
  const char *name;
  BulletinRuleGroup group;
  BulletinSeverity severity;
  const char *label;
  const char *description;
  void (*check_document) (BulletinProofContext *context);
  void (*check_text) (BulletinProofContext    *context,
                      const BulletinProofText *text);
} BulletinRule;

const BulletinRule *bulletin_rules_list           (guint              *n_rules);
const BulletinRule *bulletin_rule_find            (const char         *name);
const char         *bulletin_rule_get_label       (const BulletinRule *self);
const char         *bulletin_rule_get_description (const BulletinRule *self);
const char         *bulletin_rule_group_get_label (BulletinRuleGroup   group);

G_END_DECLS
