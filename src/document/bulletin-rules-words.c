/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-phrase-index.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>

/* A word that is written wrongly, and the neighbours beside which its characters
 * belong to other words: 讲座|落实, 究竟|争取. @unless stands later in a sentence
 * in which they are right: 既使…又…. */
typedef struct
{
  const char *wrong;
  const char *right;
  const char *before;
  const char *after;
  const char *unless;
} WrongWord;

static const WrongWord wrong_words[] = {
  { "按装", "安装", "", "备载配", NULL },
  { "布署", "部署", "发公宣颁", "名", NULL },
  { "布暑", "部署", "", "期假", NULL },
  { "座落", "坐落", "讲", "实户成", NULL },
  { "既使", "即使", "", "", "又" },
  { "既便", "即便", "", "于利民捷宜", "又" },
  { "既将", "即将", "", "", "又" },
  { "既刻", "即刻", "", "", "又" },
  { "即然", "既然", "", "", NULL },
  { "必须品", "必需品", "", "", NULL },
  { "渡假", "度假", "", "", NULL },
  { "欢渡", "欢度", "", "", NULL },
  { "松驰", "松弛", "", "", NULL },
  { "克苦", "刻苦", "", "", NULL },
  { "刻服", "克服", "", "", NULL },
  { "峻工", "竣工", "", "", NULL },
  { "竟赛", "竞赛", "究毕", "", NULL },
  { "竟争", "竞争", "究毕", "取先", NULL },
  { "竟选", "竞选", "究毕", "择", NULL },
  { "究竞", "究竟", "", "争赛选", NULL },
  { "毕竞", "毕竟", "", "争赛选", NULL },
  { "竞然", "竟然", "", "", NULL },
  { "防碍", "妨碍", "", "", NULL },
  { "防害", "妨害", "预消严", "虫鸟", NULL },
  { "付主任", "副主任", "交托支拨给", "", NULL },
  { "付书记", "副书记", "交托支拨给", "", NULL },
  { "付局长", "副局长", "交托支拨给", "", NULL },
  { "付市长", "副市长", "交托支拨给", "", NULL },
  { "付校长", "副校长", "交托支拨给", "", NULL },
  { "付会长", "副会长", "交托支拨给", "", NULL },
  { "付秘书长", "副秘书长", "交托支拨给", "", NULL },
  { "复盖", "覆盖", "恢修", "章", NULL },
  { "重迭", "重叠", "", "", NULL },
  { "成份", "成分", "完三五六七八九十", "额子", NULL },
  { "知识份子", "知识分子", "", "", NULL },
  { "积极份子", "积极分子", "", "", NULL },
  { "身分证", "身份证", "", "", NULL },
  { "部份", "部分", "全", "额", NULL },
  { "充份", "充分", "", "额", NULL },
  { "过份", "过分", "通", "额", NULL },
  { "缘份", "缘分", "", "额", NULL },
  { "水份", "水分", "", "额", NULL },
  { "养份", "养分", "", "额", NULL },
  { "辩别", "辨别", "", "", NULL },
  { "辩认", "辨认", "", "", NULL },
  { "分辩率", "分辨率", "", "", NULL },
  { "辨论", "辩论", "", "", NULL },
  { "答辨", "答辩", "", "", NULL },
  { "辨证法", "辩证法", "", "", NULL },
  { "渲泄", "宣泄", "", "", NULL },
  { "喧染", "渲染", "", "", NULL },
  { "渲传", "宣传", "", "", NULL },
  { "宣染", "渲染", "", "", NULL },
  { "寒喧", "寒暄", "", "", NULL },
  { "通辑", "通缉", "", "", NULL },
  { "编缉", "编辑", "", "", NULL },
  { "贯切", "贯彻", "", "", NULL },
  { "撤消", "撤销", "", "", NULL },
  { "托延", "拖延", "", "长", NULL },
  { "安祥", "安详", "", "", NULL },
  { "详和", "祥和", "周端", "", NULL },
  { "慈详", "慈祥", "", "", NULL },
  { "脉博", "脉搏", "", "", NULL },
  { "拚搏", "拼搏", "", "", NULL },
  { "博斗", "搏斗", "", "", NULL },
  { "气慨", "气概", "", "", NULL },
  { "感概", "感慨", "", "", NULL },
  { "慷概", "慷慨", "", "", NULL },
  { "震憾", "震撼", "", "", NULL },
  { "遗撼", "遗憾", "", "", NULL },
  { "震奋", "振奋", "", "", NULL },
  { "精减", "精简", "", "", NULL },
  { "提练", "提炼", "", "", NULL },
  { "锻练", "锻炼", "", "", NULL },
  { "训炼", "训练", "", "", NULL },
  { "熟炼", "熟练", "", "", NULL },
  { "教炼", "教练", "", "", NULL },
  { "幅射", "辐射", "", "", NULL },
  { "兰图", "蓝图", "", "", NULL },
  { "蓝球", "篮球", "深浅", "", NULL },
  { "园满", "圆满", "校公花乐家庄田", "", NULL },
  { "团园", "团圆", "", "区", NULL },
  { "校圆", "校园", "", "满", NULL },
  { "元霄", "元宵", "", "", NULL },
  { "倡仪", "倡议", "", "", NULL },
  { "业积", "业绩", "行企事产", "极累", NULL },
  { "成积", "成绩", "完养", "极累", NULL },
  { "计画", "计划", "设", "", NULL },
  { "记划", "计划", "登标", "分", NULL },
  { "记念", "纪念", "", "", NULL },
  { "融恰", "融洽", "", "", NULL },
  { "恰谈", "洽谈", "", "", NULL },
  { "恰商", "洽商", "", "", NULL },
  { "慰籍", "慰藉", "", "", NULL },
  { "狼籍", "狼藉", "", "", NULL },
  { "书藉", "书籍", "", "", NULL },
  { "国藉", "国籍", "", "", NULL },
  { "学藉", "学籍", "", "", NULL },
  { "户藉", "户籍", "", "", NULL },
  { "藉贯", "籍贯", "", "", NULL },
  { "籍此", "借此", "书国学户党", "", NULL },
  { "呕歌", "讴歌", "", "", NULL },
  { "时侯", "时候", "", "", NULL },
  { "等侯", "等候", "", "", NULL },
  { "气侯", "气候", "", "", NULL },
  { "侯选", "候选", "诸", "", NULL },
  { "陪训", "培训", "", "", NULL },
  { "陪养", "培养", "", "", NULL },
  { "培同", "陪同", "栽", "", NULL },
  { "帐号", "账号", "", "", NULL },
  { "帐户", "账户", "", "", NULL },
  { "台帐", "台账", "", "号户", NULL },
  { "帐目", "账目", "", "", NULL },
  { "帐单", "账单", "", "", NULL },
  { "结帐", "结账", "", "号户", NULL },
  { "人材", "人才", "", "料", NULL },
  { "名信片", "明信片", "", "", NULL },
  { "追朔", "追溯", "", "", NULL },
  { "水笼头", "水龙头", "", "", NULL },
  { "精采", "精彩", "", "购", NULL },
  { "沉缅", "沉湎", "", "", NULL },
  { "粗旷", "粗犷", "", "", NULL },
  { "人才倍出", "人才辈出", "", "", NULL },
  { "再接再励", "再接再厉", "", "", NULL },
  { "按步就班", "按部就班", "", "", NULL },
  { "一愁莫展", "一筹莫展", "", "", NULL },
  { "穿流不息", "川流不息", "", "", NULL },
  { "走头无路", "走投无路", "", "", NULL },
  { "谈笑风声", "谈笑风生", "", "", NULL },
  { "迫不急待", "迫不及待", "", "", NULL },
  { "默守成规", "墨守成规", "", "", NULL },
  { "自立更生", "自力更生", "", "", NULL },
  { "金榜提名", "金榜题名", "", "", NULL },
  { "变本加利", "变本加厉", "", "", NULL },
  { "鼎立相助", "鼎力相助", "", "", NULL },
  { "不径而走", "不胫而走", "", "", NULL },
  { "烩炙人口", "脍炙人口", "", "", NULL },
  { "一诺千斤", "一诺千金", "", "", NULL },
  { "美仑美奂", "美轮美奂", "", "", NULL },
  { "声名雀起", "声名鹊起", "", "", NULL },
  { "直接了当", "直截了当", "", "", NULL },
  { "融汇贯通", "融会贯通", "", "", NULL },
  { "勿庸置疑", "毋庸置疑", "", "", NULL },
  { "名列前矛", "名列前茅", "", "", NULL },
  { "明列前茅", "名列前茅", "", "", NULL },
  { "不记其数", "不计其数", "", "", NULL },
  { "事倍工半", "事倍功半", "", "", NULL },
  { "事半工倍", "事半功倍", "", "", NULL },
  { "全神灌注", "全神贯注", "", "", NULL },
  { "兴高彩烈", "兴高采烈", "", "", NULL },
  { "丰富多采", "丰富多彩", "", "", NULL },
  { "一如继往", "一如既往", "", "", NULL },
  { "一如即往", "一如既往", "", "", NULL },
  { "责无旁代", "责无旁贷", "", "", NULL },
  { "义不容词", "义不容辞", "", "", NULL },
  { "振耳欲聋", "震耳欲聋", "", "", NULL },
  { "应接不遐", "应接不暇", "", "", NULL },
  { "出类拔粹", "出类拔萃", "", "", NULL },
  { "唉声叹汽", "唉声叹气", "", "", NULL },
  { "哀声叹气", "唉声叹气", "", "", NULL },
  { "呕心呖血", "呕心沥血", "", "", NULL },
  { "莫明其妙", "莫名其妙", "", "", NULL },
  { "持之以衡", "持之以恒", "", "", NULL },
  { "坚韧不拨", "坚韧不拔", "", "", NULL },
  { "因地治宜", "因地制宜", "", "", NULL },
  { "群策群立", "群策群力", "", "", NULL },
};

/* Words in which a character that simplified text knows as well is the traditional
 * one: 瞭 stays in 瞭望, 著 in 著作, 乾 in 乾坤, and 於 is a surname. */
static const WrongWord traditional_words[] = {
  { "瞭解", "了解", "", "", NULL },
  { "明瞭", "明了", "", "", NULL },
  { "乾净", "干净", "", "", NULL },
  { "乾淨", "干净", "", "", NULL },
  { "乾燥", "干燥", "", "", NULL },
  { "乾旱", "干旱", "", "", NULL },
  { "乾脆", "干脆", "", "", NULL },
  { "乾杯", "干杯", "", "", NULL },
  { "饼乾", "饼干", "", "", NULL },
  { "烘乾", "烘干", "", "", NULL },
  { "晒乾", "晒干", "", "", NULL },
  { "沿著", "沿着", "", "", NULL },
  { "随著", "随着", "", "", NULL },
  { "隨著", "随着", "", "", NULL },
  { "帶著", "带着", "", "", NULL },
  { "對於", "对于", "", "", NULL },
  { "處於", "处于", "", "", NULL },
  { "屬於", "属于", "", "", NULL },
  { "看著", "看着", "", "", NULL },
  { "向著", "向着", "", "", NULL },
  { "意味著", "意味着", "", "", NULL },
  { "围绕著", "围绕着", "", "", NULL },
  { "带著", "带着", "", "", NULL },
  { "有著", "有着", "", "作述", NULL },
  { "接著", "接着", "", "", NULL },
  { "本著", "本着", "", "作", NULL },
  { "凭藉", "凭借", "", "", NULL },
  { "藉口", "借口", "", "", NULL },
  { "藉此", "借此", "", "", NULL },
  { "藉助", "借助", "", "", NULL },
  { "藉以", "借以", "", "", NULL },
  { "由於", "由于", "", "", NULL },
  { "对於", "对于", "", "", NULL },
  { "關於", "关于", "", "", NULL },
  { "关於", "关于", "", "", NULL },
  { "於是", "于是", "", "", NULL },
  { "至於", "至于", "", "", NULL },
  { "位於", "位于", "", "", NULL },
  { "在於", "在于", "", "", NULL },
  { "处於", "处于", "", "", NULL },
  { "用於", "用于", "", "", NULL },
  { "便於", "便于", "", "", NULL },
  { "善於", "善于", "", "", NULL },
  { "属於", "属于", "", "", NULL },
  { "基於", "基于", "", "", NULL },
  { "有利於", "有利于", "", "", NULL },
  { "有助於", "有助于", "", "", NULL },
  { "致力於", "致力于", "", "", NULL },
  { "特徵", "特征", "", "", NULL },
  { "象徵", "象征", "", "", NULL },
  { "徵求", "征求", "", "", NULL },
  { "徵文", "征文", "", "", NULL },
  { "徵集", "征集", "", "", NULL },
  { "覆查", "复查", "", "", NULL },
  { "答覆", "答复", "", "", NULL },
  { "回覆", "回复", "", "", NULL },
  { "恢覆", "恢复", "", "", NULL },
  { "剩馀", "剩余", "", "", NULL },
  { "其馀", "其余", "", "", NULL },
  { "业馀", "业余", "", "", NULL },
};

static gboolean
contains (const char *characters,
          gunichar    c)
{
  return c != 0 && g_utf8_strchr (characters, -1, c) != NULL;
}

static gboolean
stands_later (const BulletinProofText *text,
              guint                    from,
              const char              *words)
{
  for (guint i = from; i < text->n_chars && i < from + 60 && !bulletin_is_sentence_end (text->chars[i]); i++) {
    if (bulletin_proof_has_words (text, i, words))
      return TRUE;
  }

  return FALSE;
}

static const BulletinPhraseIndex *
get_index (gsize           *index,
           const WrongWord *words,
           guint            n_words)
{
  if (g_once_init_enter (index)) {
    BulletinPhraseIndex *made = bulletin_phrase_index_new ();

    for (guint i = 0; i < n_words; i++)
      bulletin_phrase_index_add (made, words[i].wrong, (gpointer) &words[i]);
    g_once_init_leave (index, (gsize) made);
  }

  return (const BulletinPhraseIndex *) *index;
}

/* Words that are often written wrongly. 的, 地 and 得 are not among them: only a
 * grammar could tell. */
void
bulletin_rule_wrong_words (BulletinProofContext    *context,
                           const BulletinProofText *text)
{
  static gsize stored = 0;
  const BulletinPhraseIndex *index = get_index (&stored, wrong_words, G_N_ELEMENTS (wrong_words));

  for (guint i = 0; i + 1 < text->n_chars; i++) {
    guint n;
    const WrongWord *word = bulletin_phrase_index_match (index, text, i, &n);

    if (word == NULL || contains (word->before, bulletin_proof_char (text, (gint64) i - 1)) ||
        contains (word->after, bulletin_proof_char (text, (gint64) i + n)) ||
        (word->unless != NULL && stands_later (text, i + n, word->unless)))
      continue;

    bulletin_proof_add_chars (context, "wrong-word", BULLETIN_SEVERITY_WARNING, text, i, n, word->right,
                              g_strdup_printf (_ ("“%s” is written “%s”."), word->wrong, word->right));
    i += n - 1;
  }
}

/* Traditional characters that simplified text has too, in words in which it has
 * another. */
void
bulletin_rule_traditional_words (BulletinProofContext    *context,
                                 const BulletinProofText *text)
{
  static gsize stored = 0;
  const BulletinPhraseIndex *index = get_index (&stored, traditional_words, G_N_ELEMENTS (traditional_words));

  for (guint i = 0; i + 1 < text->n_chars; i++) {
    guint n;
    const WrongWord *word = bulletin_phrase_index_match (index, text, i, &n);

    /* 会议於6月18日召开: before a number it is nobody's surname. */
    if (word == NULL && text->chars[i] == 0x65bc && bulletin_is_ascii_digit (text->chars[i + 1])) {
      bulletin_proof_add_chars (context, "traditional", BULLETIN_SEVERITY_WARNING, text, i, 1, "于",
                                g_strdup_printf (_ ("“%s” is written “%s” in simplified Chinese."), "於", "于"));
      continue;
    }
    if (word == NULL || contains (word->after, bulletin_proof_char (text, (gint64) i + n)))
      continue;

    bulletin_proof_add_chars (context, "traditional", BULLETIN_SEVERITY_WARNING, text, i, n, word->right,
                              g_strdup_printf (_ ("“%s” is written “%s” in simplified Chinese."), word->wrong, word->right));
    i += n - 1;
  }
}

/* Zero-width characters, marks of direction, soft hyphens and other characters
 * that nobody sees; a byte order mark in the middle of a text is one. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00ad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206f) || c == 0xfeff;
}

static gboolean
is_emoji (gunichar c)
{
  return (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x1f1e6 && c <= 0x1f1ff) || (c >= 0x2600 && c <= 0x2604) ||
         (c >= 0x2614 && c <= 0x2615) || (c >= 0x263a && c <= 0x263b) || (c >= 0x2702 && c <= 0x27b0) ||
         c == 0x2b50 || c == 0x2b55 || c == 0x2764;
}

static gboolean
is_from_right (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc) ||
         (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

static guint
count_run (const BulletinProofText *text,
           guint                    at,
           gboolean (*is_such) (gunichar c))
{
  guint n = 1;

  /* Joiners and variation selectors belong to the emoji that they stand in. */
  while (at + n < text->n_chars &&
         (is_such (text->chars[at + n]) ||
          (is_such == is_emoji && (text->chars[at + n] == 0x200d || text->chars[at + n] == 0xfe0f || text->chars[at + n] == 0x20e3))))
    n++;

  return n;
}

/* The character that a radical stands in for where a text was copied out of a PDF:
 * ⼯ for 工, ⻔ for 门; 0 for any other. */
static gunichar
get_character_of_radical (gunichar c)
{
  /* Those that Unicode does not decompose, each followed by its character. */
  static const char others[] = "⺠民⺫目⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙";
  gunichar decomposed[4];

  if (c >= 0x2f00 && c <= 0x2fd5)
    return g_unichar_fully_decompose (c, TRUE, decomposed, G_N_ELEMENTS (decomposed)) == 1 ? decomposed[0] : 0;
  for (const char *p = others; c >= 0x2e80 && c < 0x2f00 && *p != '\0'; p = g_utf8_next_char (g_utf8_next_char (p))) {
    if (g_utf8_get_char (p) == c)
      return g_utf8_get_char (g_utf8_next_char (p));
  }

  return 0;
}

static void
check_radical (BulletinProofContext    *context,
               const BulletinProofText *text,
               guint                    at)
{
  gunichar expected = get_character_of_radical (text->chars[at]);
  char found[7] = { 0 };
  char character[7] = { 0 };

  if (expected == 0)
    return;
  g_unichar_to_utf8 (text->chars[at], found);
  g_unichar_to_utf8 (expected, character);
  bulletin_proof_add_chars (context, "unusual-character", BULLETIN_SEVERITY_WARNING, text, at, 1, character,
                            g_strdup_printf (_ ("“%s” only looks like “%s”: it came with copied text, prints differently and is not found by searching."),
                                             found, character));
}

/* Characters that have no place in an official text. */
void
bulletin_rule_unusual_characters (BulletinProofContext    *context,
                                  const BulletinProofText *text)
{
  guint n;

  for (guint i = 0; i < text->n_chars; i += n) {
    gunichar c = text->chars[i];

    n = 1;
    if (c < 0x00ad)
      continue;

    if (c >= 0x2e80 && c <= 0x2fd5) {
      check_radical (context, text, i);
    } else if (is_emoji (c)) {
      n = count_run (text, i, is_emoji);
      bulletin_proof_add_chars (context, "unusual-character", BULLETIN_SEVERITY_WARNING, text, i, n, "",
                                g_strdup (_ ("An emoji has no place in an official bulletin, and many printers leave it out.")));
    } else if (is_from_right (c)) {
      n = count_run (text, i, is_from_right);
      bulletin_proof_add_chars (context, "unusual-character", BULLETIN_SEVERITY_HINT, text, i, n, NULL,
                                g_strdup (_ ("This runs from right to left. See on the page whether it stands where it should.")));
    } else if (is_invisible (c)) {
      n = count_run (text, i, is_invisible);
      bulletin_proof_add_chars (context, "unusual-character", BULLETIN_SEVERITY_WARNING, text, i, n, "",
                                g_strdup (_ ("Here are characters that cannot be seen; they came with copied text and get in the way of searching.")));
    } else if (g_unichar_type (c) == G_UNICODE_PRIVATE_USE) {
      bulletin_proof_add_chars (context, "unusual-character", BULLETIN_SEVERITY_WARNING, text, i, 1, NULL,
                                g_strdup (_ ("This character was made on one computer and looks different on every other.")));
    }
  }
}
