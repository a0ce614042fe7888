/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-quantity.h"

/* Who types more quantities than this types a table as text. It bounds the work
 * of the rules that compare each with others. */
#define MAX_MENTIONS 4000

/* How far a vague number is stretched: “2000余名” up to 2200, “近200” from 180. */
#define STRETCH 0.1

/* How exactly a fraction is meant, in per cent: 三分之二 may be 65 or 70. */
#define FRACTION_PRECISION 4

/* What quantities are counted in. Days and ordinals are none. */
static const char units[] = "人名位处个家篇件场次所支户站张本台辆座间项条份组队校户棵套批笔元吨斤米亩册例起宗节幅首枚箱床";

typedef enum
{
  HEDGE_EXACT,
  HEDGE_MORE,
  HEDGE_LESS,
  HEDGE_ABOUT,
} Hedge;

typedef struct
{
  const char *words;
  Hedge hedge;
} HedgeWords;

static const HedgeWords hedges_before[] = {
  { "不足", HEDGE_LESS },
  { "不到", HEDGE_LESS },
  { "将近", HEDGE_LESS },
  { "接近", HEDGE_LESS },
  { "近", HEDGE_LESS },
  { "大约", HEDGE_ABOUT },
  { "约", HEDGE_ABOUT },
  { "超过", HEDGE_MORE },
  { "超", HEDGE_MORE },
  { "逾", HEDGE_MORE },
  { "突破", HEDGE_MORE },
  { "至少", HEDGE_MORE },
  { "不少于", HEDGE_MORE },
  { "不低于", HEDGE_MORE },
};

static const HedgeWords hedges_after[] = {
  { "以上", HEDGE_MORE },
  { "之多", HEDGE_MORE },
  { "多", HEDGE_MORE },
  { "余", HEDGE_MORE },
  { "以下", HEDGE_LESS },
  { "以内", HEDGE_LESS },
  { "左右", HEDGE_ABOUT },
  { "上下", HEDGE_ABOUT },
};

/**
 * bulletin_proof_has_words:
 * @text: a line
 * @at: a place, which may lie outside of it
 * @words: some characters
 *
 * Returns: whether @words stand at @at
 */
gboolean
bulletin_proof_has_words (const BulletinProofText *text,
                          gint64                   at,
                          const char              *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p), at++) {
    if (bulletin_proof_char (text, at) != g_utf8_get_char (p))
      return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_proof_has_words_between:
 * @text: a line
 * @first: a place
 * @next: the place after the last
 * @words: some characters
 *
 * Returns: whether @words begin anywhere from @first up to before @next
 */
gboolean
bulletin_proof_has_words_between (const BulletinProofText *text,
                                  guint                    first,
                                  guint                    next,
                                  const char              *words)
{
  for (guint i = first; i < next; i++) {
    if (bulletin_proof_has_words (text, i, words))
      return TRUE;
  }

  return FALSE;
}

/* Whether @c ends a sentence. */
gboolean
bulletin_is_sentence_end (gunichar c)
{
  return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff1b;
}

static Hedge
read_hedge_before (const BulletinProofText *text,
                   guint                   *first)
{
  for (guint i = 0; i < G_N_ELEMENTS (hedges_before); i++) {
    glong n = g_utf8_strlen (hedges_before[i].words, -1);

    if (bulletin_proof_has_words (text, (gint64) *first - n, hedges_before[i].words)) {
      *first -= n;
      return hedges_before[i].hedge;
    }
  }

  return HEDGE_EXACT;
}

static Hedge
read_hedge_after (const BulletinProofText *text,
                  guint                   *next)
{
  for (guint i = 0; i < G_N_ELEMENTS (hedges_after); i++) {
    if (bulletin_proof_has_words (text, *next, hedges_after[i].words)) {
      *next += g_utf8_strlen (hedges_after[i].words, -1);
      return hedges_after[i].hedge;
    }
  }

  return HEDGE_EXACT;
}

static gboolean
is_digit_at (const BulletinProofText *text,
             gint64                   at)
{
  return bulletin_is_ascii_digit (bulletin_proof_char (text, at));
}

/* 1621, 1,621 and 90.5; gives the place after it and the digits behind the point. */
static guint
read_number (const BulletinProofText *text,
             guint                    at,
             double                  *value,
             guint                   *n_decimals)
{
  double number = 0;
  double scale = 1;

  *n_decimals = 0;
  while (is_digit_at (text, at)) {
    number = number * 10 + (text->chars[at] - '0');
    at++;
    if (bulletin_proof_char (text, at) == ',' && is_digit_at (text, (gint64) at + 1) &&
        is_digit_at (text, (gint64) at + 2) && is_digit_at (text, (gint64) at + 3) && !is_digit_at (text, (gint64) at + 4))
      at++;
  }

  if (bulletin_proof_char (text, at) == '.' && is_digit_at (text, (gint64) at + 1)) {
    at++;
    while (is_digit_at (text, at)) {
      scale /= 10;
      number += scale * (text->chars[at] - '0');
      (*n_decimals)++;
      at++;
    }
  }
  *value = number;

  return at;
}

/* 万, 亿, and 千 and 百 before a unit: 3千名. */
static gboolean
get_magnitude (const BulletinProofText *text,
               guint                   *next,
               double                  *magnitude)
{
  static const struct
  {
    const char *words;
    double magnitude;
  } magnitudes[] = { { "万亿", 1e12 }, { "亿", 1e8 }, { "万", 1e4 }, { "千", 1e3 }, { "百", 1e2 } };

  for (guint i = 0; i < G_N_ELEMENTS (magnitudes); i++) {
    gunichar after;

    if (!bulletin_proof_has_words (text, *next, magnitudes[i].words))
      continue;
    /* 5千克, 3千米 and 2百货 are no thousands or hundreds of anything. */
    after = bulletin_proof_char (text, *next + 1);
    if (magnitudes[i].magnitude < 1e4 && (after == 0 || !g_utf8_strchr ("余多名人位个元份册", -1, after)))
      return FALSE;
    *next += g_utf8_strlen (magnitudes[i].words, -1);
    *magnitude = magnitudes[i].magnitude;
    return TRUE;
  }

  return FALSE;
}

static void
read_unit (const BulletinProofText *text,
           BulletinQuantity        *quantity)
{
  gunichar c = bulletin_proof_char (text, quantity->next);

  /* 5个百分点 counts nothing, 3个月 and 2个小时 are spans of time. */
  if (bulletin_proof_has_words (text, quantity->next, "个百分点") || bulletin_proof_has_words (text, quantity->next, "个月") ||
      bulletin_proof_has_words (text, quantity->next, "个小时") || bulletin_proof_has_words (text, quantity->next, "个工作日"))
    return;
  if (bulletin_proof_has_words (text, quantity->next, "人次")) {
    quantity->unit = BULLETIN_UNIT_TIMES;
    quantity->next += 2;
  } else if (c != 0 && g_utf8_strchr (units, -1, c) != NULL) {
    quantity->unit = c == 0x540d || c == 0x4f4d ? BULLETIN_UNIT_PERSON : c;
    quantity->next++;
  }
}

static void
set_bounds (BulletinQuantity *quantity,
            Hedge             hedge,
            double            precision)
{
  double stretch = quantity->is_percent ? 100 * STRETCH : quantity->value * STRETCH;

  quantity->low = quantity->value - precision;
  quantity->high = quantity->value + precision;
  if (hedge == HEDGE_MORE)
    quantity->high = quantity->is_percent ? 100 : quantity->value + stretch;
  else if (hedge == HEDGE_LESS)
    quantity->low = quantity->value - stretch;
  else if (hedge == HEDGE_ABOUT) {
    quantity->low = quantity->value - stretch / 2;
    quantity->high = quantity->value + stretch / 2;
  }
}

static int
read_chinese_digit (gunichar c)
{
  static const gunichar digits[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  if (c == 0x96f6) /* 零 */
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (digits); i++) {
    if (digits[i] == c)
      return i;
  }

  return -1;
}

/* The numerals of numbers in words; 零 and 〇 too. */
static gboolean
is_numeral (gunichar c)
{
  return read_chinese_digit (c) >= 0 || c == 0x4e24 || c == 0x5341 || c == 0x767e || c == 0x5343 || c == 0x4e07;
}

/* What 十, 百, 千 and 万 multiply by; 0 for any other. */
static double
get_numeral_magnitude (gunichar c)
{
  switch (c) {
  case 0x5341:
    return 10;
  case 0x767e:
    return 100;
  case 0x5343:
    return 1000;
  case 0x4e07:
    return 1e4;
  default:
    return 0;
  }
}

/* 三分之二 and 一半: shares that are said as a fraction, whose first numeral is at @at. */
static gboolean
scan_fraction (const BulletinProofText *text,
               guint                    at,
               BulletinQuantity        *quantity)
{
  int whole = read_chinese_digit (text->chars[at]);
  int part;
  Hedge hedge;

  if (read_chinese_digit (bulletin_proof_char (text, (gint64) at - 1)) >= 0)
    return FALSE;
  if (bulletin_proof_has_words (text, at, "一半")) {
    *quantity = (BulletinQuantity) { .first = at, .next = at + 2, .digits = at, .n_digits = 2, .is_percent = TRUE, .value = 50 };
  } else if (whole > 1 && bulletin_proof_has_words (text, (gint64) at + 1, "分之")) {
    part = read_chinese_digit (bulletin_proof_char (text, (gint64) at + 3));
    if (part < 1 || part >= whole || read_chinese_digit (bulletin_proof_char (text, (gint64) at + 4)) >= 0)
      return FALSE;
    *quantity = (BulletinQuantity) { .first = at, .next = at + 4, .digits = at, .n_digits = 4, .is_percent = TRUE, .value = 100.0 * part / whole };
  } else {
    return FALSE;
  }
  hedge = read_hedge_before (text, &quantity->first);
  if (hedge == HEDGE_EXACT)
    hedge = read_hedge_after (text, &quantity->next);
  quantity->is_hedged = hedge != HEDGE_EXACT;
  set_bounds (quantity, hedge, FRACTION_PRECISION);

  return TRUE;
}

/* 百分之九十五点五 and 九成: percentages in words, whose first numeral is at @at. */
static gboolean
scan_worded_percentage (const BulletinProofText *text,
                        guint                    at,
                        BulletinQuantity        *quantity)
{
  gboolean is_percent = bulletin_proof_has_words (text, (gint64) at - 3, "百分之");
  double precision = 1;
  double tens = 0;
  int digit = read_chinese_digit (text->chars[at]);
  guint next = at;
  Hedge hedge;

  if (!is_percent && (digit < 1 || !bulletin_proof_has_words (text, (gint64) at + 1, "成") ||
                      read_chinese_digit (bulletin_proof_char (text, (gint64) at - 1)) >= 0))
    return FALSE;

  *quantity = (BulletinQuantity) { .first = at, .digits = at, .is_percent = TRUE };
  if (is_percent) {
    for (; next < text->n_chars; next++) {
      gunichar c = text->chars[next];

      digit = read_chinese_digit (c);
      if (digit >= 0) {
        quantity->value = tens + digit;
      } else if (c == 0x5341) { /* 十 */
        tens = quantity->value = 10 * (next == at ? 1 : quantity->value);
      } else if (c == 0x767e) { /* 百 */
        tens = quantity->value = 100 * quantity->value;
      } else {
        break;
      }
    }
    if (next == at)
      return FALSE;
    if (bulletin_proof_has_words (text, next, "点")) {
      for (next++; (digit = read_chinese_digit (bulletin_proof_char (text, next))) >= 0; next++) {
        precision /= 10;
        quantity->value += precision * digit;
      }
    }
    quantity->first -= 3;
  } else {
    quantity->value = 10 * digit;
    precision = 5;
    next += 2;
    /* 九成五 */
    if (read_chinese_digit (bulletin_proof_char (text, next)) > 0) {
      quantity->value += read_chinese_digit (text->chars[next]);
      precision = 1;
      next++;
    }
  }

  quantity->next = next;
  quantity->n_digits = next - at;
  hedge = read_hedge_before (text, &quantity->first);
  if (hedge == HEDGE_EXACT)
    hedge = read_hedge_after (text, &quantity->next);
  /* 一成不变 and 三成立 are no shares. */
  if (!is_percent && hedge == HEDGE_EXACT && bulletin_is_han (bulletin_proof_char (text, next)))
    return FALSE;
  quantity->is_hedged = hedge != HEDGE_EXACT;
  set_bounds (quantity, hedge, precision);

  return TRUE;
}

/* 一百八十六处, 两千余人 and 一千六百二十一名: a number from ten on in words, with a
 * unit. Smaller ones are in every other word. */
static gboolean
scan_numeral (const BulletinProofText *text,
              guint                    at,
              BulletinQuantity        *quantity)
{
  double section = 0, total = 0;
  double last_magnitude = 1e12;
  int digit = -1;
  guint next = at;
  gunichar before = bulletin_proof_char (text, (gint64) at - 1);
  Hedge hedge;

  if (!is_numeral (text->chars[at]) || text->chars[at] == 0x767e || text->chars[at] == 0x5343 || text->chars[at] == 0x4e07 ||
      is_numeral (before) || before == 0x7b2c || bulletin_is_ascii_digit (before))
    return FALSE;

  for (; next < text->n_chars && is_numeral (text->chars[next]); next++) {
    gunichar c = text->chars[next];
    double magnitude = get_numeral_magnitude (c);

    if (magnitude == 0) {
      /* 三四十 is no number, and 二〇二四 a year. */
      if (digit > 0)
        return FALSE;
      digit = c == 0x4e24 ? 2 : read_chinese_digit (c);
      continue;
    }
    if (magnitude == 1e4) {
      total = (section + MAX (digit, 0)) * 1e4;
      section = 0;
      last_magnitude = 1e4;
    } else {
      if (magnitude >= last_magnitude || (digit < 1 && !(magnitude == 10 && next == at)))
        return FALSE;
      section += MAX (digit, 1) * magnitude;
      last_magnitude = magnitude;
    }
    digit = -1;
  }
  if (digit > 0)
    section += digit;

  *quantity = (BulletinQuantity) { .first = at, .digits = at, .n_digits = next - at, .next = next, .value = total + section };
  if (quantity->value < 10)
    return FALSE;
  hedge = read_hedge_before (text, &quantity->first);
  if (hedge == HEDGE_EXACT)
    hedge = read_hedge_after (text, &quantity->next);
  read_unit (text, quantity);
  if (hedge == HEDGE_EXACT)
    hedge = read_hedge_after (text, &quantity->next);
  quantity->is_hedged = hedge != HEDGE_EXACT;
  set_bounds (quantity, hedge, 0);

  return quantity->unit != 0;
}

/**
 * bulletin_quantity_scan:
 * @text: a line
 * @at: a place
 * @quantity: (out): the quantity
 *
 * Reads a quantity whose digits begin at @at.
 *
 * Returns: whether there is one, of percentages in words (九成, 百分之五) too;
 *   ordinals such as 第6 are none
 */
gboolean
bulletin_quantity_scan (const BulletinProofText *text,
                        guint                    at,
                        BulletinQuantity        *quantity)
{
  gunichar before = bulletin_proof_char (text, (gint64) at - 1);
  double precision = 0;
  double magnitude;
  guint n_decimals;
  Hedge hedge;

  if (!is_digit_at (text, at) && bulletin_is_han (text->chars[at]))
    return scan_worded_percentage (text, at, quantity) || scan_fraction (text, at, quantity) || scan_numeral (text, at, quantity);
  if (!is_digit_at (text, at) || bulletin_is_ascii_digit (before) || bulletin_is_ascii_alpha (before) ||
      before == '.' || before == '-' || before == 0x7b2c)
    return FALSE;

  *quantity = (BulletinQuantity) { .first = at, .digits = at };
  quantity->next = read_number (text, at, &quantity->value, &n_decimals);
  quantity->n_digits = quantity->next - at;

  if (bulletin_proof_has_words (text, (gint64) at - 3, "百分之")) {
    quantity->first -= 3;
    quantity->is_percent = TRUE;
  } else if (bulletin_proof_char (text, quantity->next) == '%' || bulletin_proof_char (text, quantity->next) == 0xff05) {
    quantity->next++;
    quantity->is_percent = TRUE;
  } else if (get_magnitude (text, &quantity->next, &magnitude)) {
    /* 1.2万 stands for anything that is rounded to it. */
    quantity->value *= magnitude;
    precision = magnitude / 2;
    for (guint i = 0; i < n_decimals; i++)
      precision /= 10;
  } else if (bulletin_is_ascii_alpha (bulletin_proof_char (text, quantity->next))) {
    return FALSE;
  }

  hedge = read_hedge_before (text, &quantity->first);
  if (hedge == HEDGE_EXACT)
    hedge = read_hedge_after (text, &quantity->next);
  if (!quantity->is_percent)
    read_unit (text, quantity);
  if (hedge == HEDGE_EXACT)
    hedge = read_hedge_after (text, &quantity->next);

  if (quantity->is_percent) {
    /* A percentage may be cut off or rounded. */
    precision = 1;
    for (guint i = 0; i < n_decimals; i++)
      precision /= 10;
  }
  quantity->is_hedged = hedge != HEDGE_EXACT;
  set_bounds (quantity, hedge, precision);

  return TRUE;
}

/**
 * bulletin_quantity_is_exact:
 * @self: a quantity
 *
 * Returns: whether it is meant to the last one
 */
gboolean
bulletin_quantity_is_exact (const BulletinQuantity *self)
{
  return self->low == self->high;
}

static gboolean
is_passed_over (gunichar c)
{
  return c == 0x201c || c == 0x201d || c == '"' || c == 0x7684 || c == ' ';
}

static void
read_words (const BulletinProofText *text,
            BulletinMention         *mention)
{
  gunichar reversed[BULLETIN_MENTION_WORDS];

  for (gint64 i = (gint64) mention->quantity.first - 1; i >= 0 && mention->n_before < BULLETIN_MENTION_WORDS; i--) {
    if (is_passed_over (text->chars[i]))
      continue;
    if (!bulletin_is_han (text->chars[i]))
      break;
    reversed[mention->n_before++] = text->chars[i];
  }
  for (guint i = 0; i < mention->n_before; i++)
    mention->before[i] = reversed[mention->n_before - 1 - i];

  for (guint i = mention->quantity.next; i < text->n_chars && mention->n_after < BULLETIN_MENTION_WORDS; i++) {
    if (is_passed_over (text->chars[i]))
      continue;
    if (!bulletin_is_han (text->chars[i]))
      break;
    mention->after[mention->n_after++] = text->chars[i];
  }
}

typedef struct
{
  GArray *mentions;
  guint line;
  guint sentence;
} Collection;

static void
collect_cb (BulletinProofContext    *context,
            const BulletinProofText *text,
            gpointer                 user_data)
{
  Collection *collection = user_data;

  collection->line++;
  collection->sentence++;
  /* A table's numbers say what they count in its head. */
  if (text->in_cell)
    return;

  for (guint i = text->n_marker; i < text->n_chars && collection->mentions->len < MAX_MENTIONS; i++) {
    BulletinMention mention = { 0 };
    guint first, last;

    if (bulletin_is_sentence_end (text->chars[i]))
      collection->sentence++;
    if (!bulletin_quantity_scan (text, i, &mention.quantity))
      continue;

    i = MAX (i, mention.quantity.next - 1);
    if (mention.quantity.unit == 0 && !mention.quantity.is_percent)
      continue;
    mention.line = collection->line;
    mention.sentence = collection->sentence;
    first = mention.quantity.first;
    last = mention.quantity.next - 1;
    mention.offset = text->starts[first];
    mention.length = text->ends[last] - mention.offset;
    mention.is_plain = TRUE;
    for (guint k = first; k < last; k++)
      mention.is_plain = mention.is_plain && text->ends[k] == text->starts[k + 1];
    read_words (text, &mention);
    g_array_append_val (collection->mentions, mention);
  }
}

/**
 * bulletin_proof_get_mentions:
 * @context: what is read
 *
 * Returns: (transfer none) (element-type BulletinMention): the quantities that
 *   have a unit and the percentages of the text outside of tables, in its order
 */
const GArray *
bulletin_proof_get_mentions (BulletinProofContext *context)
{
  if (context->mentions == NULL) {
    Collection collection = { g_array_new (FALSE, FALSE, sizeof (BulletinMention)), 0, 0 };

    context->mentions = collection.mentions;
    bulletin_proof_each_text (context, collect_cb, &collection);
  }

  return context->mentions;
}

/**
 * bulletin_has_word:
 * @words: characters, such as those beside a mention
 * @n_words: how many
 * @word: what is looked for in them
 *
 * Returns: whether @word stands in them
 */
gboolean
bulletin_has_word (const gunichar *words,
                   guint           n_words,
                   const char     *word)
{
  g_autofree gunichar *characters = NULL;
  glong n;

  characters = g_utf8_to_ucs4_fast (word, -1, &n);
  for (guint i = 0; i + n <= n_words; i++) {
    glong k = 0;

    while (k < n && words[i + k] == characters[k])
      k++;
    if (k == n)
      return TRUE;
  }

  return FALSE;
}

/**
 * bulletin_has_any_word:
 * @words: characters, such as those beside a mention
 * @n_words: how many
 * @list: (array zero-terminated=1): what is looked for in them
 *
 * Returns: whether any of @list stands in them
 */
gboolean
bulletin_has_any_word (const gunichar    *words,
                       guint              n_words,
                       const char *const *list)
{
  for (guint i = 0; list[i] != NULL; i++) {
    if (bulletin_has_word (words, n_words, list[i]))
      return TRUE;
  }

  return FALSE;
}

/**
 * bulletin_mention_get_text:
 * @context: the document that is being checked
 * @mention: a quantity in it
 *
 * Returns: (transfer full): the quantity as it is typed
 */
char *
bulletin_mention_get_text (const BulletinProofContext *context,
                           const BulletinMention      *mention)
{
  return g_strndup (bulletin_document_get_source (context->document) + mention->offset, mention->length);
}
