/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"
#include "bulletin-variants.h"

#include <glib/gi18n.h>
#include <string.h>

static gunichar
get_ascii (gunichar c)
{
  /* Full-width digits and Latin letters. */
  if ((c >= 0xff10 && c <= 0xff19) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a))
    return c - 0xfee0;

  return 0;
}

static gboolean
has_full_width_digits (const BulletinProofText *text,
                       guint                    at,
                       guint                    n)
{
  for (guint i = 0; i < n; i++) {
    gunichar c = bulletin_proof_char (text, (gint64) at + i);

    if (c < 0xff10 || c > 0xff19)
      return FALSE;
  }

  return TRUE;
}

/* １２３, and １．５ and １，２００ as one. */
void
bulletin_rule_full_width (BulletinProofContext    *context,
                          const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    GString *string;
    g_autofree char *expected = NULL;
    guint n = 0;

    if (get_ascii (text->chars[i]) == 0)
      continue;

    string = g_string_new (NULL);
    for (;; n++) {
      gunichar c = bulletin_proof_char (text, (gint64) i + n);
      gunichar ascii = get_ascii (c);

      if (ascii == 0 && c == 0xff0e && get_ascii (bulletin_proof_char (text, (gint64) i + n + 1)) != 0)
        ascii = '.';
      /* １，２００ */
      if (c == 0xff0c && has_full_width_digits (text, i + n + 1, 3) && get_ascii (bulletin_proof_char (text, (gint64) i + n + 4)) == 0)
        ascii = ',';
      if (ascii == 0)
        break;
      g_string_append_unichar (string, ascii);
    }

    expected = g_string_free_and_steal (string);
    bulletin_proof_add_chars (context, "full-width", BULLETIN_SEVERITY_WARNING, text, i, n, expected,
                              g_strdup_printf (_("Digits and Latin letters are half-width: “%s”."), expected));
    i += n - 1;
  }
}

/* Function words that are hardly ever doubled on purpose, and the neighbours
 * beside which two of them belong to two words: 目的|的, 为了|了解, 以及|及时. */
static const struct
{
  const char *word;
  const char *before;
  const char *after;
} function_words[] = {
  { "的", "目标的", "确士的" },
  { "了", "为除了", "解结却断如然无事了" },
  { "是", "于但可只还若总国是", "否非是" },
  { "在", "现存实内潜外自所", "校职岗建册编场座外线押逃读学籍野于" },
  { "和", "共饱温祥谦缓平柔总", "谐平睦美气解约好风蔼煦悦" },
  { "与", "参赋授给赠付", "会时众其" },
  { "及", "普涉波危触顾提旁惠企", "时早格第其门" },
  { "对", "面相校核绝敌配反一", "方手比口象应接标立话联抗外内策待" },
  { "将", "即必行大名上中少老", "来军士领帅近要" },
  { "把", "一火拖", "关握手柄控" },
  { "被", "棉羽", "子单褥动告害捕" },
  { "们", "", "" },
  { "我", "自忘", "国市省区县校们" },
  { "为", "认以成作行因视人更较最称", "了何此民人止首期主由生" },
  { "有", "所没只还拥具富共享持私国公占含", "关效力利序些时的人机" },
  { "到", "遇感", "底处来场位达期" },
  { "就", "成", "业是要地近餐读医" },
  { "也", "", "" },
  { "都", "首成京", "市是有会能要在不" },
  { "并", "合一", "且不非" },
  { "向", "方面导去走", "上前往阳日心" },
  { "从", "服听遵", "事而不来" },
  { "由", "自理缘事", "此于衷" },
  { "其", "尤极与", "中他实余次间" },
  { "等", "平优高同", "级待候于" },
  { "该", "应", "市区校项站" },
  { "这", "", "" },
  { "那", "", "" },
  { "员", "", "工额外" },
  { "您", "", "" },
  { "她", "", "" },
  { "他", "其", "们人" },
};

static gboolean
contains (const char *characters,
          gunichar    c)
{
  return c != 0 && g_utf8_strchr (characters, -1, c) != NULL;
}

/* Words of two characters that nobody doubles for emphasis, as 研究研究 is. */
static const char doubled_words[] =
  "开展进行通过以及并且我们他们她们为了由于对于关于已经同时积极全市全区全省目前近日共同充分不断参加参与提供建立成立举办召开取得加强"
  "推动推进深入持续广泛主要各级各地有关相关其中包括截至根据按照结合围绕坚持作为成为获得帮助支持建设发展服务驿站社区青年少年学生"
  "干部志愿快递群众单位部门领导主任书记委员会议活动工作学校教育落实措施宣传项目家庭孩子企业街道";

/* 学习活动|活动室, 下步工作|工作组, 先进单位|单位名称: what makes two words of them. */
static const char doubled_words_go_on[] = "室筋组专人员者中内部";

/* No word has more characters than this. */
#define MAX_WORD 8

/* 开展开展, 快递员快递员: gives how many characters the word at @at has that comes
 * twice; 0 if there is none. */
static guint
find_doubled_word (const BulletinProofText *text,
                   guint                    at)
{
  for (guint n = MAX_WORD; n >= 2; n--) {
    gboolean is_same = TRUE;
    gboolean is_one_char = TRUE;

    for (guint i = 0; is_same && i < n; i++) {
      is_same = bulletin_is_han (text->chars[at + i]) && bulletin_proof_char (text, (gint64) at + n + i) == text->chars[at + i];
      is_one_char = is_one_char && text->chars[at + i] == text->chars[at];
    }
    if (!is_same || is_one_char)
      continue;
    /* 社区社区, but not a period within a longer word: 一步一步 is no list of words. */
    if (n >= 3 && text->chars[at] != 0x4e00)
      return n;
    for (const char *p = doubled_words; n == 2 && *p != '\0'; p = g_utf8_next_char (g_utf8_next_char (p))) {
      if (g_utf8_get_char (p) == text->chars[at] && g_utf8_get_char (g_utf8_next_char (p)) == text->chars[at + 1] &&
          !contains (doubled_words_go_on, bulletin_proof_char (text, (gint64) at + 2 * n)))
        return n;
    }
  }

  return 0;
}

/* 2024年年上半年, 6月月18日: a sign of the date typed twice, which 2024年年底 and
 * 6月月末 are not. */
static gboolean
is_doubled_date_sign (const BulletinProofText *text,
                      guint                    at)
{
  gunichar c = text->chars[at];

  return (c == 0x5e74 || c == 0x6708 || c == 0x65e5) && text->chars[at + 1] == c &&
         bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at - 1)) &&
         !contains ("底初末中均度会产报检级薪货终夜审刊考饼常程记产工", bulletin_proof_char (text, (gint64) at + 2));
}

/* 市市关工委, 东湖区区关工委, which 市市场监管局 and 区区委 are not: what comes next has
 * to begin another word. */
static gboolean
is_doubled_place_sign (const BulletinProofText *text,
                       guint                    at)
{
  gunichar c = text->chars[at];
  gunichar before = bulletin_proof_char (text, (gint64) at - 1);
  gunichar after = bulletin_proof_char (text, (gint64) at + 2);

  if (text->chars[at + 1] != c || !contains ("关各开召举深积认，。、；", after))
    return FALSE;

  return c == 0x5e02 ||
         /* 社区|区关工委 */
         (c == 0x533a && bulletin_is_han (before) && !contains ("社小园景校厂辖新库牧灾地郊城山林矿片战军选", before));
}

/* 加强组织组织领导, which 党组织组织党员学习 is not: the first has to be the verb. */
static gboolean
is_doubled_organising (const BulletinProofText *text,
                       guint                    at)
{
  gunichar before = bulletin_proof_char (text, (gint64) at - 1);

  return bulletin_proof_has_words (text, at, "组织组织") && (!bulletin_is_han (before) || contains ("强真心极实一密", before)) &&
         !contains ("部生者关系力性纪路建原体", bulletin_proof_char (text, (gint64) at + 4));
}

/* 的的, 在在, 开展开展. */
void
bulletin_rule_doubled_word (BulletinProofContext    *context,
                            const BulletinProofText *text)
{
  for (guint i = text->n_marker; i + 1 < text->n_chars; i++) {
    guint n = is_doubled_organising (text, i) ? 2 : find_doubled_word (text, i);

    if (n > 0) {
      g_autofree char *word = bulletin_proof_substring (text, i, n);

      bulletin_proof_add_chars (context, "doubled-word", BULLETIN_SEVERITY_WARNING, text, i, 2 * n, word,
                                g_strdup_printf (_("“%s” is typed twice."), word));
      i += 2 * n - 1;
      continue;
    }
    if (text->chars[i] != text->chars[i + 1] || !bulletin_is_han (text->chars[i]))
      continue;
    if (is_doubled_date_sign (text, i) || is_doubled_place_sign (text, i)) {
      g_autofree char *sign = bulletin_proof_substring (text, i, 1);

      bulletin_proof_add_chars (context, "doubled-word", BULLETIN_SEVERITY_WARNING, text, i, 2, sign,
                                g_strdup_printf (_("“%s” is typed twice."), sign));
      i++;
      continue;
    }

    for (guint k = 0; k < G_N_ELEMENTS (function_words); k++) {
      const char *word = function_words[k].word;

      if (g_utf8_get_char (word) != text->chars[i])
        continue;

      if (!contains (function_words[k].before, bulletin_proof_char (text, (gint64) i - 1)) &&
          !contains (function_words[k].after, bulletin_proof_char (text, (gint64) i + 2)))
        bulletin_proof_add_chars (context, "doubled-word", BULLETIN_SEVERITY_WARNING, text, i, 2, word,
                                  g_strdup_printf (_("“%s” is typed twice."), word));
      i++;
      break;
    }
  }
}

typedef struct
{
  guint first;
  guint n;
} Gap;

/* The Chinese characters on one side of a gap, up to the next other character. */
static guint
count_han (const BulletinProofText *text,
           gint64                   from,
           int                      step)
{
  guint n = 0;

  while (n <= 4 && bulletin_is_han (bulletin_proof_char (text, from + step * (gint64) n)))
    n++;

  return n;
}

/* 李 明, 附 件: a word of two characters spread to the width of its neighbours. */
static gboolean
is_spread_word (const BulletinProofText *text,
                const Gap               *gap)
{
  return count_han (text, (gint64) gap->first - 1, -1) == 1 && count_han (text, (gint64) gap->first + gap->n, 1) == 1 &&
         !bulletin_is_blank (bulletin_proof_char (text, (gint64) gap->first - 2)) &&
         !bulletin_is_blank (bulletin_proof_char (text, (gint64) gap->first + gap->n + 1));
}

/* （记者 李某）, 摄影 王某 and 2024年6月18日 星期二. */
static gboolean
is_in_dateline (const BulletinProofText *text,
                const Gap               *gap)
{
  static const char *const roles[] = { "记者", "通讯员", "实习生", "编辑", "摄影", "作者", "撰稿", "责编", "校对", "审核", "主编", "供稿", "签发" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (bulletin_proof_has_words (text, (gint64) gap->first - g_utf8_strlen (roles[i], -1), roles[i]))
      return TRUE;
  }

  return bulletin_proof_has_words (text, (gint64) gap->first - 1, "日") &&
         (bulletin_proof_has_words (text, (gint64) gap->first + gap->n, "星期") || bulletin_proof_has_words (text, (gint64) gap->first + gap->n, "周"));
}

/* 会议指出， 要抓好落实 and 会议结束 。: within a line of Chinese. */
static gboolean
is_beside_pause (const BulletinProofText *text,
                 const Gap               *gap)
{
  gunichar before = bulletin_proof_char (text, (gint64) gap->first - 1);
  gunichar after = bulletin_proof_char (text, (gint64) gap->first + gap->n);

  if (gap->first == text->n_marker || bulletin_proof_char (text, gap->first) == 0x3000)
    return FALSE;

  return ((before == 0xff0c || before == 0x3001) && bulletin_is_han (after)) ||
         (bulletin_is_han (before) && (after == 0xff0c || after == 0x3001 || after == 0x3002));
}

static gboolean
is_list_gap (const BulletinProofText *text,
             const Gap               *gap)
{
  return count_han (text, (gint64) gap->first - 1, -1) <= 4 &&
         count_han (text, (gint64) gap->first + gap->n, 1) <= 4;
}

/* Spaces between Chinese characters. A full-width one is there on purpose (张　三),
 * in quotes they part a slogan, in cells they spread a word, and several that
 * part short words make a list of names. */
void
bulletin_rule_spaces (BulletinProofContext    *context,
                      const BulletinProofText *text)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  guint n_list_gaps = 0;
  int depth = 0;

  if (text->in_cell)
    return;

  for (guint i = text->n_marker; i < text->n_chars; i++) {
    gunichar c = text->chars[i];
    Gap gap = { i, 0 };

    if (c == 0x201c || c == 0x300a || c == 0x2018 || c == 0x300c || c == 0x3010)
      depth++;
    else if (c == 0x201d || c == 0x300b || c == 0x2019 || c == 0x300d || c == 0x3011)
      depth = MAX (depth - 1, 0);

    while (bulletin_is_blank (bulletin_proof_char (text, (gint64) i + gap.n)))
      gap.n++;
    if (gap.n == 0)
      continue;
    i += gap.n - 1;

    if (depth == 0 && is_beside_pause (text, &gap))
      bulletin_proof_add_chars (context, "spaces", BULLETIN_SEVERITY_HINT, text, gap.first, gap.n, "",
                                g_strdup (_("There is a space beside a punctuation mark, which has its own.")));
    if (is_in_dateline (text, &gap)) {
      /* More names may follow: 通讯员 王某 张某. */
      n_list_gaps += 2;
      continue;
    }
    if (depth > 0 || bulletin_proof_char (text, gap.first) == 0x3000 ||
        !bulletin_is_han (bulletin_proof_char (text, (gint64) gap.first - 1)) ||
        !bulletin_is_han (bulletin_proof_char (text, (gint64) gap.first + gap.n)))
      continue;

    g_array_append_val (gaps, gap);
    if (is_list_gap (text, &gap))
      n_list_gaps++;
  }

  for (guint i = 0; i < gaps->len; i++) {
    const Gap *gap = &g_array_index (gaps, Gap, i);

    if ((n_list_gaps < 2 || !is_list_gap (text, gap)) && !is_spread_word (text, gap))
      bulletin_proof_add_chars (context, "spaces", BULLETIN_SEVERITY_HINT, text, gap->first, gap->n, "",
                                g_strdup (_("There is a space between two Chinese characters.")));
  }
}

/* Traditional characters, which slip in with text copied from elsewhere. */
void
bulletin_rule_traditional (BulletinProofContext    *context,
                           const BulletinProofText *text)
{
  for (guint i = 0; i < text->n_chars; i++) {
    g_autofree char *found = NULL;
    g_autofree char *expected = NULL;
    GString *string;
    gunichar simplified = bulletin_variant_get_simplified (text->chars[i]);
    guint n = 0;

    if (simplified == 0)
      continue;

    string = g_string_new (NULL);
    while (simplified != 0) {
      g_string_append_unichar (string, simplified);
      n++;
      simplified = bulletin_variant_get_simplified (bulletin_proof_char (text, (gint64) i + n));
    }

    expected = g_string_free_and_steal (string);
    found = bulletin_proof_substring (text, i, n);
    bulletin_proof_add_chars (context, "traditional", BULLETIN_SEVERITY_WARNING, text, i, n, expected,
                              g_strdup_printf (_("“%s” is written “%s” in simplified Chinese."), found, expected));
    i += n - 1;
  }
}

/* A mark of the markup that found no partner is printed as it stands. */
void
bulletin_rule_literal_mark (BulletinProofContext    *context,
                            const BulletinProofText *text)
{
  const char *source = bulletin_document_get_source (context->document);

  for (guint i = 0; i + 1 < text->n_chars; i++) {
    gunichar c = text->chars[i];
    guint n = 1;

    if (c != '*' && c != '{' && c != '[' && c != ']')
      continue;

    while (bulletin_proof_char (text, (gint64) i + n) == c)
      n++;

    if (c == '[' || c == ']') {
      /* Every pair counts, in a longer row too: what is open hides what follows. */
      if (n >= 2 && text->starts[i + 1] == text->ends[i] &&
          (text->starts[i] == 0 || source[text->starts[i] - 1] != '\\'))
        bulletin_proof_add_chars (context, "internal-mark", BULLETIN_SEVERITY_WARNING, text, i, 2, NULL,
                                  c == '[' ? g_strdup (_("“[[” begins an internal passage that does not end on this line. The public edition leaves out the rest of the line; close it with “]]”."))
                                           : g_strdup (_("“]]” ends an internal passage that does not begin on this line. The public edition shows what stands before it; open it with “[[”.")));
      i += n - 1;
      continue;
    }

    if (n == 2 && text->starts[i + 1] == text->ends[i] &&
        (text->starts[i] == 0 || source[text->starts[i] - 1] != '\\'))
      bulletin_proof_add_chars (context, "literal-mark", BULLETIN_SEVERITY_HINT, text, i, n, NULL,
                                c == '*' ? g_strdup (_("These asterisks have no partner on this line and will be printed."))
                                         : g_strdup (_("These braces do not enclose a figure and will be printed.")));
    i += n - 1;
  }
}
