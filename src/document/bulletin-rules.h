/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-proof-text.h"

G_BEGIN_DECLS

/* Rules about the document as a whole, and its metadata. */
void bulletin_rule_metadata             (BulletinProofContext    *context);
void bulletin_rule_empty                (BulletinProofContext    *context);
void bulletin_rule_heading_numbers      (BulletinProofContext    *context);

/* Rules about one line of text. */
void bulletin_rule_heading_marker       (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_heading_text         (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_half_width           (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_half_width_brackets  (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_half_width_quotes    (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_doubled_punctuation  (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_needless_list_comma  (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_unpaired             (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_full_width           (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_doubled_word         (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_spaces               (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_traditional          (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_literal_mark         (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_dates                (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_identity_number      (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_mobile_number        (BulletinProofContext    *context,
                                         const BulletinProofText *text);

G_END_DECLS
