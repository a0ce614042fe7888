/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-line.h"

#include <string.h>

/* Longer lines are never furniture of a page: the longest footer line seen on
 * the sites of committees has some 120 characters. */
#define MAX_FURNITURE 240
/* Longer than two lines of 小标宋 22 pt on the 156 mm block, three times over. */
#define MAX_TITLE 70
/* A line of more characters than a row of the page and a half is prose. */
#define MAX_HEAD_LINE 80

typedef enum
{
  PATTERN_RULE,
  PATTERN_TODAY,
  PATTERN_PLACE,
  PATTERN_HOME_FIRST,
  PATTERN_WELCOME,
  PATTERN_BUTTONS, /* against compact text: with spaces in it, matching may take for ever */
  PATTERN_ABOUT_LABEL,
  PATTERN_MENU_WORD,
  PATTERN_FOOT_STRONG,
  PATTERN_FOOT_LABEL,
  PATTERN_SITE_WORD,
  PATTERN_HEADING,
  N_PATTERNS,
} Pattern;

/* Matched against NFKC text: ： is : and （ is ( here, while 【 and 〔 stay. */
static const char *const patterns[N_PATTERNS] = {
  [PATTERN_RULE] = "^[-=_*─━—–＿~·•★☆#\\s]{3,}$",
  [PATTERN_TODAY] = "^(今天是|今天:|今日(是|:)|现在是|现在时间|当前时间|当前日期|北京时间|系统时间).*(\\d.*[年月日:/-]|星期)",
  [PATTERN_PLACE] = "^[\\[【(]?(您|你)?(现在|当前|目前)?(的|所在|所处|所在的)?(位置|路径|栏目|页面)(是|为)?\\s*[::>]|^(您|你)(现在|当前|目前)?(所)?(在|处)(的)?位置",
  [PATTERN_HOME_FIRST] = "^(网站)?(首页|主页|home)\\s*(>|›|»|→|/|\\\\|-|·|\\||::|»|〉|>>)",
  [PATTERN_WELCOME] = "^(热烈)?欢迎(您|你)?(访问|光临|来到|登录|登陆|浏览|进入)|欢迎(您|你)(的)?(访问|光临|到来)[!。]?$",
  [PATTERN_BUTTONS] = "^(?:[\\[【(〖]?(?:打印|打印本页|打印此页|打印文章|关闭|关闭窗口|关闭本页|收藏|加入收藏|收藏本页|返回|返回顶部|返回首页|返回列表|返回上一页|回到顶部|顶部|top|推荐|转发|分享|分享到|复制链接|字体|字号|大|中|小|特大|加大|缩小|默认|繁体|简体|无障碍|无障碍浏览|长者模式|关怀版|设为首页|登录|注册|退出|搜索|站内搜索|rss|english|手机版|移动版|语音播报|微信|微博|qq空间|新浪微博|qq好友|点赞)[:]?[\\]】)〗|/·]?)+$",
  [PATTERN_ABOUT_LABEL] = "(信息来源|文章来源|新闻来源|来源|稿源|出处|作者|撰稿|供稿|发布者|发布人|发布单位|发布机构|发布时间|发布日期|更新时间|更新日期|添加时间|录入时间|日期|责任编辑|编辑|录入|审核|审稿|浏览次数|浏览量|浏览|点击次数|点击数|点击量|点击|阅读次数|阅读量|阅读|访问次数|访问量|人气|字号|字体|分享到|分享)\\s*[:]",
  [PATTERN_MENU_WORD] = "^(网站)?(首页|主页)$|^(文件资料|新闻动态|工作动态|工作简报|通知公告|公示公告|组织机构|机构设置|机构概况|领导讲话|领导关怀|政策法规|政策文件|文件下载|资料下载|下载中心|图片新闻|视频新闻|视频中心|五老风采|先进典型|经验交流|理论研究|关爱园地|基层动态|区县动态|县区动态|县市动态|媒体报道|专题专栏|党建园地|学习园地|主题教育|关于我们|联系我们|在线留言|网站地图|友情链接|本站概况|委员会概况|关工委概况|法律援助|科普园地|青少年之窗|要闻|要闻动态|时政要闻|重要文件|信息公开|办事指南|互动交流|正文|详情|内容|文章|阅读文章|文章正文|文章内容|查看详情|当前位置)$",
  [PATTERN_FOOT_STRONG] = "^版权(所有|声明|归)|版权所有\\s*[::©(]|版权所有$|copyright|©|all rights? reserved|"
                          "icp\\s*(备|证)|公网安备|网安备|网站标识码|技术支持\\s*[:]|^技术支持$|网站(制作|建设|设计|维护)\\s*[:]|powered\\s*by|"
                          "网站地图|站点地图|^(上|下)一?(篇|条|页|则)(文章|新闻|信息)?\\s*([:]|$)|^(上|下)一(篇|条|页)|"
                          "^[\\[【(]?(分享到|分享至|分享\\s*[:])|^.{0,8}(友情链接|相关链接|相关新闻|相关文章|相关信息|相关阅读|相关推荐|推荐阅读|热门文章|延伸阅读|网站导航|快速导航|快捷导航|常用链接|站内导航|上级网站|县区网站|兄弟网站)\\s*[:]?$|"
                          "(浏览次数|浏览量|点击次数|点击数|点击量|阅读次数|阅读量|访问次数|访问量|访问人数|总访问|今日访问|访客)\\s*[:]?\\s*\\d|"
                          "^(您|你)是(本站)?第|^扫(一扫|描|码)|建议(您)?(使用|用).*(浏览器|分辨率)|最佳(浏览|分辨率)|^返回(顶部|首页|列表|上一页)$|^回到顶部$|^(网站声明|免责声明|隐私声明|隐私政策|法律声明)",
  [PATTERN_FOOT_LABEL] = "(联系地址|单位地址|办公地址|通讯地址|地址|联系电话|办公电话|值班电话|咨询电话|服务热线|热线|电话|tel|传真|fax|邮政编码|邮编|网址|官网|电子邮箱|电子邮件|邮箱|e-?mail|主办单位|主办|承办单位|承办|协办单位|协办|运维单位|管理单位|维护单位)\\s*[:]",
  [PATTERN_SITE_WORD] = "网$|网站|在线$|委$|委员会|办$|办公室|局$|厅$|政府|中心$|协会|学会|联合会|火炬|下一代|报$|社$|部$|团$|部门|平台|院$|人民|青少年|首页|我们$|地图$|声明$|收藏$|邮箱$",
  [PATTERN_HEADING] = "^([一二三四五六七八九十]{1,3}\\s*[、..]|\\([一二三四五六七八九十]{1,3}\\)|\\d{1,2}\\s*[.、]|\\(\\d{1,2}\\)|第[一二三四五六七八九十]{1,3}[章节条])",
};

static const GRegex *
get_pattern (Pattern pattern)
{
  static const GRegex *compiled[N_PATTERNS];
  static gsize once;

  if (g_once_init_enter (&once)) {
    for (guint i = 0; i < N_PATTERNS; i++) {
      compiled[i] = g_regex_new (patterns[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_assert (compiled[i]);
    }
    g_once_init_leave (&once, 1);
  }
  return compiled[pattern];
}

static gboolean
matches (Pattern pattern,
         const char *text)
{
  return g_regex_match (get_pattern (pattern), text, 0, NULL);
}

static guint
count_matches (Pattern pattern,
               const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  g_regex_match (get_pattern (pattern), text, 0, &match);
  while (g_match_info_matches (match)) {
    n++;
    g_match_info_next (match, NULL);
  }
  return n;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b;
}

/* Whether the text ends as a sentence or a clause does. */
static gboolean
ends_in_punctuation (const char *text,
                     const char *marks)
{
  const char *last;

  if (!*text)
    return FALSE;
  last = g_utf8_find_prev_char (text, text + strlen (text));
  return last && g_utf8_strchr (marks, -1, g_utf8_get_char (last)) != NULL;
}

/* The words of a menu or a list of links. */
static char **
split_words (const char *plain)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;
  const char *p;

  for (p = plain; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_space (c) || c == '|' || c == 0x2502 || c == 0xb7 || c == 0x2022 || c == 0xa6) {
      if (start)
        g_strv_builder_take (words, g_strndup (start, (gsize) (p - start)));
      start = NULL;
    } else if (!start) {
      start = p;
    }
  }
  if (start)
    g_strv_builder_take (words, g_strdup (start));
  return g_strv_builder_end (words);
}

/* Every word a short name: no digits, no punctuation of a sentence. */
static gboolean
are_names (char **words,
           glong longest)
{
  for (guint i = 0; words[i]; i++) {
    if (g_utf8_strlen (words[i], -1) > longest)
      return FALSE;
    for (const char *p = words[i]; *p; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) || g_utf8_strchr ("。,;:!?…、“”《》", -1, c))
        return FALSE;
    }
  }
  return TRUE;
}

/* A line that is short and is not a sentence. */
static gboolean
may_be_furniture (const BulletinTextLine *self)
{
  return *self->plain && !matches (PATTERN_HEADING, self->plain) && !ends_in_punctuation (self->plain, "。;…");
}

BulletinTextLine *
bulletin_text_line_new (const char *text,
                        gsize length)
{
  BulletinTextLine *self = g_new0 (BulletinTextLine, 1);
  const char *start, *end;

  self->text = g_strndup (text, length);
  start = self->text;
  end = self->text + length;
  while (start < end && is_space (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start) {
    const char *previous = g_utf8_find_prev_char (start, end);

    if (!previous || !is_space (g_utf8_get_char (previous)))
      break;
    end = previous;
  }

  self->n_chars = (gsize) g_utf8_strlen (start, end - start);
  if (self->n_chars <= MAX_FURNITURE) {
    g_autofree char *normal = g_utf8_normalize (start, end - start, G_NORMALIZE_ALL_COMPOSE);
    GString *compact = g_string_new (NULL);

    self->plain = g_strstrip (g_steal_pointer (&normal));
    for (const char *p = self->plain; *p; p = g_utf8_next_char (p)) {
      if (!is_space (g_utf8_get_char (p)))
        g_string_append_unichar (compact, g_utf8_get_char (p));
    }
    self->compact = g_string_free (compact, FALSE);
  } else {
    self->plain = g_strdup ("");
    self->compact = g_strdup ("");
  }
  return self;
}

void
bulletin_text_line_free (BulletinTextLine *self)
{
  g_free (self->text);
  g_free (self->plain);
  g_free (self->compact);
  g_free (self);
}

gboolean
bulletin_text_line_is_blank (const BulletinTextLine *self)
{
  return self->n_chars == 0;
}

/* A line drawn with characters, as typed heads have between head and title. */
gboolean
bulletin_text_line_is_rule (const BulletinTextLine *self)
{
  return *self->plain && matches (PATTERN_RULE, self->plain);
}

/* "Where you are": 位置:首页 > 文件资料 > 工作简报. */
gboolean
bulletin_text_line_is_breadcrumb (const BulletinTextLine *self,
                                  char ***components)
{
  g_autoptr (GStrvBuilder) parts = NULL;
  const char *content;
  const char *start;

  if (self->n_chars > MAX_HEAD_LINE || !may_be_furniture (self) || (!matches (PATTERN_PLACE, self->plain) && !matches (PATTERN_HOME_FIRST, self->plain)))
    return FALSE;
  if (!components)
    return TRUE;

  parts = g_strv_builder_new ();
  content = strchr (self->plain, ':');
  content = content ? content + 1 : self->plain;
  start = content;
  for (const char *p = content;; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == 0 || g_utf8_strchr (">›»→/\\|-·〉", -1, c)) {
      g_autofree char *part = g_strstrip (g_strndup (start, (gsize) (p - start)));

      if (*part)
        g_strv_builder_add (parts, part);
      start = c ? g_utf8_next_char (p) : p;
    }
    if (c == 0)
      break;
  }
  *components = g_strv_builder_end (parts);
  return TRUE;
}

/* Today's date, a greeting, buttons, a menu. It is certain but for a greeting
 * and for a word alone, which may be a title. */
gboolean
bulletin_text_line_is_navigation (const BulletinTextLine *self,
                                  gboolean *is_certain)
{
  g_auto (GStrv) words = NULL;
  guint n_words, n_known = 0;

  if (self->n_chars > MAX_HEAD_LINE || !may_be_furniture (self))
    return FALSE;
  words = split_words (self->plain);
  n_words = g_strv_length (words);
  if (is_certain)
    *is_certain = TRUE;
  if (matches (PATTERN_TODAY, self->plain))
    return TRUE;
  if (is_certain)
    *is_certain = n_words >= 2 || g_str_has_prefix (self->plain, "【") || self->plain[0] == '[' || strstr (self->plain, "网");
  if (matches (PATTERN_WELCOME, self->plain) || matches (PATTERN_BUTTONS, self->compact))
    return TRUE;
  if (!are_names (words, 10))
    return FALSE;
  for (guint i = 0; i < n_words; i++)
    n_known += matches (PATTERN_MENU_WORD, words[i]) || matches (PATTERN_BUTTONS, words[i]);
  return n_words > 0 && (n_known == n_words || (n_words >= 4 && n_known >= 2));
}

/* What a page says about its text: 来源:… 作者:… 发布时间:… 浏览次数:…. It is
 * certain with two labels; a single one may be the author's own line. */
gboolean
bulletin_text_line_is_about (const BulletinTextLine *self,
                             gboolean *is_certain,
                             char **date)
{
  g_autoptr (GMatchInfo) match = NULL;
  guint n_labels;
  int start;

  if (self->n_chars > 160 || !may_be_furniture (self) || !g_regex_match (get_pattern (PATTERN_ABOUT_LABEL), self->plain, 0, &match) || !g_match_info_fetch_pos (match, 0, &start, NULL))
    return FALSE;
  /* The first label leads the line, a date or a bracket before it at most. */
  if (start > 0 && !(start <= 24 && (g_ascii_isdigit (self->plain[0]) || strchr ("[(", self->plain[0]) || g_str_has_prefix (self->plain, "【"))))
    return FALSE;

  n_labels = count_matches (PATTERN_ABOUT_LABEL, self->plain);
  if (is_certain)
    *is_certain = n_labels >= 2 || matches (PATTERN_FOOT_STRONG, self->plain);
  if (date && !bulletin_text_line_read_date (self, date))
    *date = NULL;
  return TRUE;
}

gboolean
bulletin_text_line_is_title_like (const BulletinTextLine *self)
{
  return self->n_chars > 0 && self->n_chars <= MAX_TITLE && *self->plain && !matches (PATTERN_HEADING, self->plain) && !strchr (">|\\#", self->plain[0]) && !g_str_has_prefix (self->plain, "![") && !ends_in_punctuation (self->plain, "。;,、:") && !bulletin_text_line_is_rule (self);
}

/* Prose, or a heading: the text has begun. */
gboolean
bulletin_text_line_is_body_like (const BulletinTextLine *self)
{
  return self->n_chars > MAX_HEAD_LINE || !*self->plain || matches (PATTERN_HEADING, self->plain) || (self->n_chars > 20 && ends_in_punctuation (self->plain, "。;"));
}

/* A name such as 工 作 简 报 alone on a line. */
gboolean
bulletin_text_line_is_series_name (const BulletinTextLine *self)
{
  static const char *const ends[] = { "简报", "简讯", "专报", "快报", "快讯", "通讯", "情况反映", "月报", "季报", "周报" };
  gsize length = strlen (self->compact);

  if (length == 0 || g_utf8_strlen (self->compact, -1) > 20 || strpbrk (self->compact, "0123456789:,"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    if (g_str_has_suffix (self->compact, ends[i]))
      return TRUE;
  }
  return FALSE;
}

/* How a line at the foot of a page looks. */
BulletinFurniture
bulletin_text_line_get_furniture (const BulletinTextLine *self,
                                  guint *n_labels)
{
  g_auto (GStrv) words = NULL;
  guint n_words, n_sites = 0;
  gboolean is_certain;

  *n_labels = 0;
  if (!may_be_furniture (self) || self->n_chars == 0)
    return BULLETIN_FURNITURE_NONE;

  *n_labels = count_matches (PATTERN_FOOT_LABEL, self->plain);
  if (matches (PATTERN_FOOT_STRONG, self->plain))
    return BULLETIN_FURNITURE_STRONG;
  /* Only a page gives its own address on the web beside the one in town. */
  if (*n_labels >= 3 && g_regex_match_simple ("网址\\s*[:]|www\\.", self->plain, G_REGEX_CASELESS, 0))
    return BULLETIN_FURNITURE_STRONG;
  if (*n_labels > 0) {
    g_autoptr (GMatchInfo) match = NULL;
    int start = -1;

    g_regex_match (get_pattern (PATTERN_FOOT_LABEL), self->plain, 0, &match);
    if (g_match_info_fetch_pos (match, 0, &start, NULL) && start == 0)
      return BULLETIN_FURNITURE_WEAK;
    *n_labels = 0;
  }
  if ((bulletin_text_line_is_navigation (self, &is_certain) && is_certain) || bulletin_text_line_is_breadcrumb (self, NULL))
    return BULLETIN_FURNITURE_STRONG;

  if (self->n_chars > 160)
    return BULLETIN_FURNITURE_NONE;
  words = split_words (self->plain);
  n_words = g_strv_length (words);
  if (!are_names (words, 24))
    return BULLETIN_FURNITURE_NONE;
  for (guint i = 0; i < n_words; i++)
    n_sites += matches (PATTERN_SITE_WORD, words[i]);
  return n_words >= 3 && n_sites * 2 >= n_words ? BULLETIN_FURNITURE_LINKS : BULLETIN_FURNITURE_NONE;
}

/* 报, 送 and 发 of the tail; '\0' for any other line. */
char
bulletin_text_line_get_recipient (const BulletinTextLine *self,
                                  const char **content)
{
  static const struct
  {
    const char *label;
    char field;
  } labels[] = {
    { "抄报", 'r' },
    { "呈报", 'r' },
    { "报送", 'r' },
    { "主报", 'r' },
    { "报", 'r' },
    { "抄送", 's' },
    { "分送", 's' },
    { "送", 's' },
    { "印发", 'd' },
    { "抄发", 'd' },
    { "下发", 'd' },
    { "发至", 'd' },
    { "发送", 'd' },
    { "发", 'd' },
  };
  const char *p = self->text;

  while (*p && is_space (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    const char *after;

    if (!g_str_has_prefix (p, labels[i].label))
      continue;
    after = p + strlen (labels[i].label);
    while (*after && is_space (g_utf8_get_char (after)))
      after = g_utf8_next_char (after);
    if (g_utf8_get_char (after) != 0xff1a && *after != ':')
      continue;
    if (content)
      *content = g_utf8_next_char (after);
    return labels[i].field;
  }
  return '\0';
}

/* 共印N份 at the end of the line; rest is what stands before it. 0 if it says
 * none. */
int
bulletin_text_line_get_copies (const BulletinTextLine *self,
                               char **rest)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;
  int start;

  if (rest)
    *rest = NULL;
  if (self->n_chars > MAX_FURNITURE)
    return 0;
  regex = g_regex_new ("[(（\\[]?\\s*(?:共印|共|印数|印发份数|印刷份数|份数)\\s*[:：]?\\s*(?:印\\s*)?(\\d{1,6})\\s*份\\s*[)）\\]]?[\\s　]*$", 0, 0, NULL);
  if (!g_regex_match (regex, self->text, 0, &match) || !g_match_info_fetch_pos (match, 0, &start, NULL))
    return 0;
  number = g_match_info_fetch (match, 1);
  if (rest)
    *rest = g_strstrip (g_strndup (self->text, (gsize) start));
  return (int) g_ascii_strtoll (number, NULL, 10);
}
