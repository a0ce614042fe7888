/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-proof-text.h"

G_BEGIN_DECLS

/* Rules about the document as a whole, and its metadata. */
void bulletin_rule_metadata             (BulletinProofContext    *context);
void bulletin_rule_empty                (BulletinProofContext    *context);
void bulletin_rule_heading_numbers      (BulletinProofContext    *context);
void bulletin_rule_attachments          (BulletinProofContext    *context);
void bulletin_rule_pictures             (BulletinProofContext    *context);
void bulletin_rule_table_size           (BulletinProofContext    *context);
void bulletin_rule_table_totals         (BulletinProofContext    *context);
void bulletin_rule_names                (BulletinProofContext    *context);
void bulletin_rule_names_in_title       (BulletinProofContext    *title,
                                         const BulletinDocument  *document);
void bulletin_rule_percentages          (BulletinProofContext    *context);
void bulletin_rule_person_times         (BulletinProofContext    *context);
void bulletin_rule_known_figures        (BulletinProofContext    *context);
void bulletin_rule_live_figures         (BulletinProofContext    *context);

/* Rules about one line of text. */
void bulletin_rule_counts               (BulletinProofContext    *context,
                                         const BulletinProofText *text);
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
void bulletin_rule_paragraph_size       (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_traditional_words    (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_wrong_words          (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_unusual_characters   (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_year_zero            (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_issue_line           (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_parts                (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_bank_card            (BulletinProofContext    *context,
                                         const BulletinProofText *text);
void bulletin_rule_minor_names          (BulletinProofContext    *context,
                                         const BulletinProofText *text);

G_END_DECLS
