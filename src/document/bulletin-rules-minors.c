/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-quantity.h"

#include <glib/gi18n.h>
#include <string.h>

/* The surnames of nine persons in ten, and some more. 和, 时, 成 and the like, which
 * are words far more often, are left out. */
static const char surnames[] =
  "王李张刘陈高杨黄赵周吴徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
  "汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤常温康施牛樊葛邢安齐庞颜庄聂"
  "章鲁岳翟殷詹申耿关焦左柳甘祝包宁尚符舒阮纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟"
  "艾尤阳穆司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎";

/* Words of two characters that begin like a name: 高兴, 方面, 安全. */
static const char not_names[] =
  "安全安排安心安装安静方面方式方法方便成长成绩成为成功成立全体全部全面全程任务任何任教应该应当应用关心关爱关注关于关系万名"
  "万人万里于是解决解答解放管理管护路上路口连续连连单独单位单亲游戏游玩游泳常常常见常识康复周边周末周围周到金额金秋白天江边"
  "江滨马上尚未简单华丽古诗古代吉祥司法项目党员党课席位卫生宁静师生商量荣获荣誉荣登包括包含包饺申请申报章程温暖温馨严格严重"
  "武术时代贺卡石刻夏令夏天夏季白露史上施教康乐牛奶童年童心童声童话盛装谷雨曲目蓝天辛苦车上车间费用边学边走沙画沙龙冷静景区"
  "许多许愿许下叶子程度程序田间田野何时何地林业黄色黄金唐诗宋词杨柳余名余人范围范读方队方阵姜饼汤圆陶艺陶冶顾问毛笔龙舟雷锋"
  "武装房间米饭宗旨宫灯桂花梅花柳编苗木苗圃尤其穆斯左右祝福祝愿纪念纪律符合舒适段落钟声孔子孟子庄子施工安家齐声齐唱齐心齐聚"
  "马路曾经冯骥江苏安徽连同应邀应急高兴高度高中高考高级高校高举高质高手高声高高高年高一高二高三马拉陈列贺年江南谢谢王国王冠"
  "安康毕业平安车辆高大金色安好白净任性任意常用常去常来项链连心童心万福应有应得应享谢意成才成人石子金子贺信爱心乐园江河牛羊"
  "白雪金花金牌银牌铁路公路水利方位蓝图蓝领沙发沙滩齐家高山高原黄河黄山长江康宁古城古都武力单元雷达雷电路线路途鲁班关爱祝贺"
  "管家管好项圈华裔华侨华人安慰安危安居应变应急石油金融金钱方圆万象万民时长应承常年常规游览向往向阳向善向上严明严格程门莫大"
  "应对全国全市全省全校全区全年全力全班全家全员关怀关工管弦任课任职任选";

/* Surnames of two characters. */
static const char double_surnames[] = "欧阳上官司马诸葛司徒东方皇甫尉迟公孙慕容令狐夏侯宇文长孙南宫端木百里轩辕";

/* What given names are made of, most of them. Where only the word before a name says
 * that it is one, all of it has to be of these: 儿童常用的, 少年宫举行 are none. */
static const char given_names[] =
  "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超明霞平刚桂兰梅红玲文华国建志海波鹏辉飞宇浩然轩梓涵欣怡雨萱子睿博雅诺一依诗雪佳"
  "嘉琪思彤晨曦俊凯天泽瑞逸航瑶颖慧琳晓小美春燕丹婷莉萍倩倩雯洁菲悦可馨妍心语晴柔梦若汐冉乐安康宁和祥瑾瑜璇珊珂琦琪珍珠"
  "玉莹蕾薇蓉荣莲芸芝茜菁萌萱蓝苗苏草花朵多彩云霖霏露雷震东南西北山川江河湖涵清源泉润泽洲洪淇淑渊溪滢澜灿炎烨煜熙然焱焕"
  "林森松柏桐楠樱桃柳枫栋梁桦榕木杨果硕丰田禾秋夏冬阳光旭昊昕晖晗景晶智昱星辰月朗朋正义仁德礼信忠孝贤良善真诚恒永久远长"
  "福禄寿喜庆吉财富贵金银铭钰鑫锋锐钧钢铁石磊岩峰峻岭岚崇坤垚培城壮大力威武雄豪杰俊才英骏龙虎麟鹤凤翔羽翼飞腾跃驰达进步"
  "成功立业胜利全齐亮耀光照炜烁炫启迪学书诗词章典琴棋画艺墨弘宏广宽厚毅刚强坚定勤奋斌彬伯仲叔季帅帆舟航浩瀚淼鸿雁莺鹂蝶"
  "娇娅娴婉婧媛嫣婕妮姗姝妙如好佩佑伊亦奕益易尔艾蔓菡苒莎莫沐沁泓滨妤希悠恬恺愉意慕怀念恩惠慈爱宝贝童翠黛青紫丹朱素白皓"
  "鸣豪语舒畅岚然熠煊祺祎旎珂铮钊琨璟璐锦绮纯菊荷葵婵蓓蕙薇竹笑思梁栩桉祖嘉懿汝彧臻卿"
  "卓越超凡非元亨利贞坦泰裕昌盛兴旺发展团圆满家国民生世代传承继绪先祖宗彦彪虹霄雲冰凌寒雪霜露洛淮汉沛沣浦津渝";

/* Characters that go on where no given name does. */
static const char not_given[] = "某爷奶叔姨哥姐妈爸伯婆老说的了是在和与或等们生同学校班级年月日个名位些多家长某参加获得被把将向对从为也都就并及其二三四五六七八九十两";

/* What a minor is called before the name, and after it. */
static const char *const before_name[] = { "小学生", "中学生", "学生", "同学", "儿童", "孤儿", "少年", "女孩", "男孩", "孩子",
                                           "女童", "男童", "少先队员", "班的", "年级的", "岁的", "学生代表", "女生", "男生", "新生",
                                           "在校生", "未成年人", "小朋友", "好少年", "好队员", "班班长", "小选手", "）班", "小记者", "小主持人", "小讲解员", "小读者", "小作者", "小志愿者" };
static const char *const after_name[] = { "同学", "小朋友" };

static gboolean
contains (const char *characters,
          gunichar    c)
{
  return c != 0 && g_utf8_strchr (characters, -1, c) != NULL;
}

/* Asked for every character of a text: a bit for each of the block of Chinese
 * characters. */
static gboolean
is_surname (gunichar c)
{
  static guint8 bits[0x5200 / 8];
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made)) {
    for (const char *p = surnames; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar surname = g_utf8_get_char (p) - 0x4e00;

      bits[surname / 8] |= 1 << (surname % 8);
    }
    g_once_init_leave (&is_made, 1);
  }

  return c >= 0x4e00 && c < 0xa000 && (bits[(c - 0x4e00) / 8] & (1 << ((c - 0x4e00) % 8))) != 0;
}

/* Whether a name of @n characters can stand at @at: a surname and one or two
 * characters that are no common words. */
static gboolean
may_be_name (const BulletinProofText *text,
             guint                    at,
             guint                    n)
{
  if (at + n > text->n_chars || !is_surname (text->chars[at]))
    return FALSE;
  for (guint i = 1; i < n; i++) {
    if (!bulletin_is_han (text->chars[at + i]) || contains (not_given, text->chars[at + i]))
      return FALSE;
  }
  for (const char *p = not_names; *p != '\0'; p = g_utf8_next_char (g_utf8_next_char (p))) {
    if (g_utf8_get_char (p) == text->chars[at] && g_utf8_get_char (g_utf8_next_char (p)) == bulletin_proof_char (text, (gint64) at + 1))
      return FALSE;
  }

  return TRUE;
}

/* 欧阳 and the like, and two characters that are no common words. */
static gboolean
may_be_long_name (const BulletinProofText *text,
                  guint                    at)
{
  if (at + 4 > text->n_chars || contains (not_given, text->chars[at + 2]) || contains (not_given, text->chars[at + 3]))
    return FALSE;
  for (const char *p = double_surnames; *p != '\0'; p = g_utf8_next_char (g_utf8_next_char (p))) {
    if (g_utf8_get_char (p) == text->chars[at] && g_utf8_get_char (g_utf8_next_char (p)) == text->chars[at + 1])
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_edge (gunichar c)
{
  return c == 0 || !g_unichar_isalnum (c);
}

/* Whether a name may end before @c: at punctuation, or where a verb goes on. */
static gboolean
ends_name (const BulletinProofText *text,
           guint                    at)
{
  static const char *const verbs[] = { "说", "的", "等", "在", "和", "与", "获", "荣获", "以", "同学", "参加", "告诉", "表示", "来到",
                                       "写道", "家", "是", "因", "从", "向", "一家", "代表", "发言", "作了", "撰写", "创作", "捐", "夺得", "分享", "上台",
                                       "登台", "领奖", "朗诵", "演讲", "担任", "带领", "作为", "凭", "通过", "取得", "为", "对", "给", "把", "用", "也",
                                       "收到", "得到", "受到", "重返", "考入", "考上", "考取", "升入", "入选", "当选", "被", "宣读", "写", "由", "有",
                                       "自幼", "从小", "父母", "父亲", "母亲", "身患", "就读", "在读", "接过", "接受", "捧", "拉着", "激动", "高兴",
                                       "开心", "深情", "流利", "声情", "不", "已", "曾", "站", "走", "坐", "讲", "介绍", "展示", "演奏", "演唱", "表演",
                                       "主持", "成为", "报名", "来自", "认真", "主动", "热情", "兴奋", "不幸", "意外", "及", "同", "跟", "送", "画", "唱", "跳" };

  if (is_edge (bulletin_proof_char (text, at)))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++) {
    if (bulletin_proof_has_words (text, at, verbs[i]))
      return TRUE;
  }

  return FALSE;
}

/* Whether the characters of a name are such as names are given. */
static gboolean
is_likely_given (const BulletinProofText *text,
                 guint                    at,
                 guint                    n)
{
  for (guint i = n == 4 ? 2 : 1; i < n; i++) {
    if (!contains (given_names, text->chars[at + i]))
      return FALSE;
  }

  return TRUE;
}

/* Students of universities are of age, and 少年宫 is a house. */
static gboolean
follows_minor (const BulletinProofText *text,
               guint                    at)
{
  static const char *const of_age[] = { "大学生", "研究生", "大专生", "本科生", "医学生", "毕业学生" };

  /* 学生：张小明, 学生 张小明 and “好少年”张小明. */
  if (at > 0 && (text->chars[at - 1] == 0x201d || text->chars[at - 1] == 0xff1a || bulletin_is_blank (text->chars[at - 1]) || text->chars[at - 1] == ':'))
    at--;
  if (bulletin_proof_has_words (text, at, "宫"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (of_age); i++) {
    if (bulletin_proof_has_words (text, (gint64) at - g_utf8_strlen (of_age[i], -1), of_age[i]))
      return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (before_name); i++) {
    if (bulletin_proof_has_words (text, (gint64) at - g_utf8_strlen (before_name[i], -1), before_name[i]))
      return TRUE;
  }

  return FALSE;
}

static gboolean
precedes_minor (const BulletinProofText *text,
                guint                    at)
{
  for (guint i = 0; i < G_N_ELEMENTS (after_name); i++) {
    if (bulletin_proof_has_words (text, at, after_name[i]))
      return TRUE;
  }

  return FALSE;
}

/* 张小明（12岁）, 张小明，今年12岁: the age after a name, below 18. */
static gboolean
has_age_below_18 (const BulletinProofText *text,
                  guint                    at)
{
  static const char *const words[] = { "今年", "现年", "年仅", "刚满", "才" };
  gunichar c = bulletin_proof_char (text, at);
  int age = 0;
  guint n = 0;

  if (c == 0xff08 || c == '(' || c == 0xff0c)
    at++;
  /* 张小明，男，12岁 */
  if (c != 0 && (bulletin_proof_has_words (text, at, "男，") || bulletin_proof_has_words (text, at, "女，") ||
                 bulletin_proof_has_words (text, at, "男、") || bulletin_proof_has_words (text, at, "女、")))
    at += 2;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (bulletin_proof_has_words (text, at, words[i])) {
      at += g_utf8_strlen (words[i], -1);
      break;
    }
  }
  while (n < 3 && bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at + n))) {
    age = age * 10 + (int) (text->chars[at + n] - '0');
    n++;
  }

  return n > 0 && age < 18 && (bulletin_proof_has_words (text, (gint64) at + n, "岁") || bulletin_proof_has_words (text, (gint64) at + n, "周岁"));
}

/* Whether what stands before a place leaves room for a name to begin there. */
static gboolean
begins_name (const BulletinProofText *text,
             guint                    at)
{
  static const char *const words[] = { "、", "叫", "的", "生", "孩", "童", "级", "班", "为", "和", "让", "给", "帮助", "同学",
                                       "害人", "嫌疑人", "年人", "子女", "女儿", "儿子", "孙子", "孙女", "名叫" };

  if (at == 0 || is_edge (bulletin_proof_char (text, (gint64) at - 1)))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (bulletin_proof_has_words (text, (gint64) at - g_utf8_strlen (words[i], -1), words[i]))
      return TRUE;
  }

  return FALSE;
}

/* 张小明（东湖小学）, 张小明（五年级）: a school behind a name, in a line that names
 * no teachers. */
static gboolean
has_school_behind (const BulletinProofText *text,
                   guint                    at)
{
  static const char *const schools[] = { "小学", "中学", "幼儿园", "年级", "初一", "初二", "初三", "高一", "高二", "高三" };
  static const char *const adults[] = { "教师", "老师", "校长", "辅导员", "五老", "家长", "园长", "主任", "书记", "志愿者", "教练", "委员" };
  gboolean is_found = FALSE;
  guint end = at + 1;

  if (bulletin_proof_char (text, at) != 0xff08 && bulletin_proof_char (text, at) != '(')
    return FALSE;
  while (end < text->n_chars && end < at + 20 && text->chars[end] != 0xff09 && text->chars[end] != ')') {
    for (guint i = 0; i < G_N_ELEMENTS (schools); i++)
      is_found = is_found || bulletin_proof_has_words (text, end, schools[i]);
    end++;
  }
  for (guint i = 0; is_found && i < text->n_chars; i++) {
    for (guint k = 0; k < G_N_ELEMENTS (adults); k++) {
      if (bulletin_proof_has_words (text, i, adults[k]))
        return FALSE;
    }
  }

  return is_found;
}

static char *
get_cell_text (const BulletinTableRow *row,
               guint                   column)
{
  const BulletinTableCell *cell = column < row->cells->len ? g_ptr_array_index (row->cells, column) : NULL;

  return cell != NULL ? bulletin_spans_to_text (cell->spans) : g_strdup ("");
}

/* Whether a table tells the class or the year of school of those that it names. */
static gboolean
is_table_of_pupils (const BulletinBlock *block)
{
  const BulletinTableRow *head = g_ptr_array_index (block->rows, 0);

  for (guint i = 0; i < head->cells->len; i++) {
    g_autofree char *label = get_cell_text (head, i);

    if (strstr (label, "年级") != NULL || strstr (label, "班级") != NULL)
      return TRUE;
  }

  return FALSE;
}

/* Whether a cell stands below a head that says that it is a name. */
static gboolean
is_below_name (const BulletinProofText *text)
{
  const BulletinBlock *block = text->block;
  const BulletinTableRow *head = g_ptr_array_index (block->rows, 0);
  guint first = 0;
  guint next = block->rows->len;
  const BulletinTableRow *row;

  while (next - first > 1) {
    guint middle = first + (next - first) / 2;

    if (((const BulletinTableRow *) g_ptr_array_index (block->rows, middle))->offset <= text->starts[0])
      first = middle;
    else
      next = middle;
  }
  if (first == 0)
    return FALSE;
  row = g_ptr_array_index (block->rows, first);
  for (guint i = 0; i < row->cells->len; i++) {
    const GPtrArray *spans = ((const BulletinTableCell *) g_ptr_array_index (row->cells, i))->spans;

    if (spans->len > 0 && ((const BulletinSpan *) g_ptr_array_index (spans, 0))->offset == text->starts[0]) {
      g_autofree char *label = get_cell_text (head, i);

      return strstr (label, "姓名") != NULL || strstr (label, "学生") != NULL || strstr (label, "获奖者") != NULL || strstr (label, "作者") != NULL;
    }
  }

  return FALSE;
}

/* The name of a pupil alone in a cell: 姓名 beside 年级. */
static gboolean
is_name_in_table (const BulletinProofText *text,
                  guint                    at,
                  guint                    n)
{
  if (!text->in_cell || text->block->rows == NULL || n > 3)
    return FALSE;
  for (guint i = 0; i < text->n_chars; i++) {
    if ((i < at || i >= at + n) && !bulletin_is_blank (text->chars[i]))
      return FALSE;
  }

  return is_table_of_pupils (text->block) && is_below_name (text);
}

/* How long the name of a minor at @at is; 0 if there is none. @goes_on says that it
 * follows another one in a list. */
static guint
scan_minor (const BulletinProofText *text,
            guint                    at,
            gboolean                 goes_on)
{
  for (guint n = 4; n >= 2; n--) {
    if (n == 4 ? !may_be_long_name (text, at) : !may_be_name (text, at, n))
      continue;
    if (is_name_in_table (text, at, n))
      return n;
    if (follows_minor (text, at) && is_likely_given (text, at, n) && ends_name (text, at + n) &&
        /* 儿童温柔的 is more often a word than 学生李明的 a name. */
        (n > 2 || !bulletin_proof_has_words (text, at + n, "的")))
      return n;
    if (goes_on && is_likely_given (text, at, n) && ends_name (text, at + n))
      return n;
    if (begins_name (text, at) && (precedes_minor (text, at + n) || has_age_below_18 (text, at + n)))
      return n;
    if (begins_name (text, at) && is_likely_given (text, at, n) && has_school_behind (text, at + n))
      return n;
  }

  return 0;
}

/* A minor's full name does not belong into print: the law on the protection of
 * minors keeps what lets one be known. The surname and 某 say enough. */
void
bulletin_rule_minor_names (BulletinProofContext    *context,
                           const BulletinProofText *text)
{
  guint last = 0;

  for (guint i = text->n_marker; i + 1 < text->n_chars; i++) {
    g_autoptr (GString) masked = NULL;
    g_autofree char *found = NULL;
    gboolean goes_on = last > 0 && i == last + 1 && contains ("、和与 ", text->chars[last]);
    guint n = is_surname (text->chars[i]) || contains (double_surnames, text->chars[i]) ? scan_minor (text, i, goes_on) : 0;

    if (n == 0)
      continue;

    masked = g_string_new (NULL);
    g_string_append_unichar (masked, text->chars[i]);
    if (n == 4)
      g_string_append_unichar (masked, text->chars[i + 1]);
    for (guint k = n == 4 ? 2 : 1; k < n; k++)
      g_string_append (masked, "某");
    found = bulletin_proof_substring (text, i, n);
    bulletin_proof_add_chars (context, "minor-name", BULLETIN_SEVERITY_WARNING, text, i, n, masked->str,
                              g_strdup_printf (_ ("“%s” seems to be the full name of a minor. Write “%s”, unless the guardians agreed."),
                                               found, masked->str));
    i += n - 1;
    last = i + 1;
  }
}
