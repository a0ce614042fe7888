/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"

#include <glib/gi18n.h>

/* Whether two quantities have a word of two characters beside them in common that
 * says what they count. */
static gboolean
share_word (const BulletinMention *one,
            const BulletinMention *other)
{
  static const char *const common[] = { "参加", "参与", "活动", "全市", "全区", "共有", "志愿", "服务", "开展", "组织",
                                        "累计", "达到", "全年", "今年", "去年", "截至", "目前", "其中", "年度", "单位", NULL };
  const gunichar *windows[2][2] = { { one->before, one->after }, { other->before, other->after } };
  const guint lengths[2][2] = { { one->n_before, one->n_after }, { other->n_before, other->n_after } };

  for (guint a = 0; a < 2; a++) {
    for (guint i = 0; i + 1 < lengths[0][a]; i++) {
      const gunichar *word = windows[0][a] + i;

      if (bulletin_has_any_word (word, 2, common))
        continue;
      for (guint b = 0; b < 2; b++) {
        for (guint k = 0; k + 1 < lengths[1][b]; k++) {
          if (windows[1][b][k] == word[0] && windows[1][b][k + 1] == word[1])
            return TRUE;
        }
      }
    }
  }

  return FALSE;
}

/* The same count of the same thing, once in 人 and once in 人次: 62 donors are not
 * 62 donations. */
void
bulletin_rule_person_times (BulletinProofContext *context)
{
  const GArray *mentions = bulletin_proof_get_mentions (context);
  g_autoptr (GHashTable) first = g_hash_table_new (g_double_hash, g_double_equal);

  for (guint i = 0; i < mentions->len; i++) {
    const BulletinMention *mention = &g_array_index (mentions, BulletinMention, i);
    const BulletinMention *earlier;
    g_autofree char *found = NULL;
    g_autofree char *other = NULL;

    if ((mention->quantity.unit != BULLETIN_UNIT_PERSON && mention->quantity.unit != BULLETIN_UNIT_TIMES) ||
        mention->quantity.value < 10)
      continue;

    earlier = g_hash_table_lookup (first, &mention->quantity.value);
    if (earlier == NULL) {
      g_hash_table_insert (first, (gpointer) &mention->quantity.value, (gpointer) mention);
      continue;
    }
    if (earlier->quantity.unit == mention->quantity.unit || !share_word (earlier, mention))
      continue;

    found = bulletin_mention_get_text (context, mention);
    other = bulletin_mention_get_text (context, earlier);
    bulletin_proof_add (context, "person-times", BULLETIN_SEVERITY_WARNING, mention->offset, mention->length, NULL,
                        g_strdup_printf (_ ("Here it is “%s”, before it was “%s”: persons and times are not the same."), found, other));
  }
}
