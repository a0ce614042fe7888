/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-fonts.h"

/* A family that can play a role. The free faces differ in colour from the ones
 * that they stand in for, so each says the weight that comes closest. */
typedef struct
{
  const char *family;
  PangoWeight weight;
} Candidate;

typedef struct
{
  const char *name;           /* as GB/T 9704-2012 calls the typeface */
  const Candidate *originals; /* the typeface itself, by its vendors' names */
  const Candidate *substitutes;
} Role;

static const Candidate fangsong[] = {
  { "仿宋_GB2312", PANGO_WEIGHT_NORMAL },
  { "FangSong_GB2312", PANGO_WEIGHT_NORMAL },
  { "仿宋", PANGO_WEIGHT_NORMAL },
  { "FangSong", PANGO_WEIGHT_NORMAL },
  { "方正仿宋_GBK", PANGO_WEIGHT_NORMAL },
  { "FZFangSong-Z02", PANGO_WEIGHT_NORMAL },
  { "华文仿宋", PANGO_WEIGHT_NORMAL },
  { "STFangsong", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate fangsong_substitutes[] = {
  { "Zhuque Fangsong (technical preview)", PANGO_WEIGHT_NORMAL },
  { "朱雀仿宋（预览测试版）", PANGO_WEIGHT_NORMAL },
  { "cwTeX Q Fangsong", PANGO_WEIGHT_NORMAL },
  { "Noto Serif CJK SC", PANGO_WEIGHT_NORMAL },
  { "Noto Serif SC", PANGO_WEIGHT_NORMAL },
  { "Source Han Serif SC", PANGO_WEIGHT_NORMAL },
  { "LXGW WenKai", PANGO_WEIGHT_NORMAL },
  { "Noto Sans CJK SC", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate hei[] = {
  { "黑体", PANGO_WEIGHT_NORMAL },
  { "SimHei", PANGO_WEIGHT_NORMAL },
  { "方正黑体_GBK", PANGO_WEIGHT_NORMAL },
  { "FZHei-B01", PANGO_WEIGHT_NORMAL },
  { "华文黑体", PANGO_WEIGHT_NORMAL },
  { "STHeiti", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate hei_substitutes[] = {
  { "Noto Sans CJK SC", PANGO_WEIGHT_MEDIUM },
  { "Noto Sans SC", PANGO_WEIGHT_MEDIUM },
  { "Source Han Sans SC", PANGO_WEIGHT_MEDIUM },
  { "WenQuanYi Zen Hei", PANGO_WEIGHT_NORMAL },
  { "Noto Serif CJK SC", PANGO_WEIGHT_BOLD },
  { NULL },
};

static const Candidate kai[] = {
  { "楷体_GB2312", PANGO_WEIGHT_NORMAL },
  { "KaiTi_GB2312", PANGO_WEIGHT_NORMAL },
  { "楷体", PANGO_WEIGHT_NORMAL },
  { "KaiTi", PANGO_WEIGHT_NORMAL },
  { "方正楷体_GBK", PANGO_WEIGHT_NORMAL },
  { "FZKai-Z03", PANGO_WEIGHT_NORMAL },
  { "华文楷体", PANGO_WEIGHT_NORMAL },
  { "STKaiti", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate kai_substitutes[] = {
  { "LXGW WenKai", PANGO_WEIGHT_NORMAL },
  { "霞鹜文楷", PANGO_WEIGHT_NORMAL },
  { "LXGW WenKai GB", PANGO_WEIGHT_NORMAL },
  { "AR PL UKai CN", PANGO_WEIGHT_NORMAL },
  { "Noto Serif CJK SC", PANGO_WEIGHT_NORMAL },
  { "Noto Sans CJK SC", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate xiaobiaosong[] = {
  { "方正小标宋简体", PANGO_WEIGHT_NORMAL },
  { "FZXiaoBiaoSong-B05S", PANGO_WEIGHT_NORMAL },
  { "方正小标宋_GBK", PANGO_WEIGHT_NORMAL },
  { "FZXiaoBiaoSong-B05", PANGO_WEIGHT_NORMAL },
  { "华文中宋", PANGO_WEIGHT_NORMAL },
  { "STZhongsong", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate xiaobiaosong_substitutes[] = {
  { "Noto Serif CJK SC", PANGO_WEIGHT_BOLD },
  { "Noto Serif SC", PANGO_WEIGHT_BOLD },
  { "Source Han Serif SC", PANGO_WEIGHT_BOLD },
  { "SimSun", PANGO_WEIGHT_BOLD },
  { "宋体", PANGO_WEIGHT_BOLD },
  { "LXGW WenKai", PANGO_WEIGHT_BOLD },
  { "Noto Sans CJK SC", PANGO_WEIGHT_BOLD },
  { NULL },
};

static const Candidate song[] = {
  { "宋体", PANGO_WEIGHT_NORMAL },
  { "SimSun", PANGO_WEIGHT_NORMAL },
  { "方正书宋_GBK", PANGO_WEIGHT_NORMAL },
  { "FZShuSong-Z01", PANGO_WEIGHT_NORMAL },
  { "华文宋体", PANGO_WEIGHT_NORMAL },
  { "STSong", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Candidate song_substitutes[] = {
  { "Noto Serif CJK SC", PANGO_WEIGHT_NORMAL },
  { "Noto Serif SC", PANGO_WEIGHT_NORMAL },
  { "Source Han Serif SC", PANGO_WEIGHT_NORMAL },
  { "LXGW WenKai", PANGO_WEIGHT_NORMAL },
  { "Noto Sans CJK SC", PANGO_WEIGHT_NORMAL },
  { NULL },
};

static const Role roles[BULLETIN_N_FONT_ROLES] = {
  [BULLETIN_FONT_BODY] = { "仿宋", fangsong, fangsong_substitutes },
  [BULLETIN_FONT_HEADING] = { "黑体", hei, hei_substitutes },
  [BULLETIN_FONT_KAI] = { "楷体", kai, kai_substitutes },
  [BULLETIN_FONT_TITLE] = { "小标宋", xiaobiaosong, xiaobiaosong_substitutes },
  [BULLETIN_FONT_SONG] = { "宋体", song, song_substitutes },
};

static gboolean
is_installed (GHashTable *installed,
              const char *family)
{
  g_autofree char *key = g_utf8_casefold (family, -1);

  return g_hash_table_contains (installed, key);
}

static void
append_family (GString    *families,
               const char *family)
{
  if (families->len > 0)
    g_string_append_c (families, ',');
  g_string_append (families, family);
}

/* The first of @candidates that is installed; all of them go into @families,
 * so that a character which the chosen one lacks comes from its next of kin. */
static const Candidate *
find_candidate (const Candidate *candidates,
                GHashTable      *installed,
                GString         *families)
{
  const Candidate *found = NULL;

  for (const Candidate *candidate = candidates; candidate->family; candidate++) {
    if (!is_installed (installed, candidate->family))
      continue;

    append_family (families, candidate->family);
    if (!found)
      found = candidate;
  }

  return found;
}

/**
 * bulletin_font_role_get_name:
 * @role: a role
 *
 * Returns: what the standard calls the role's typeface, such as 仿宋; not
 *   translated, because that is its name
 */
const char *
bulletin_font_role_get_name (BulletinFontRole role)
{
  return roles[role].name;
}

/**
 * bulletin_font_role_get_family:
 * @role: a role
 *
 * The family that a document in another format should name for @role, whether
 * or not this machine has it: the one that the offices' own machines have.
 *
 * Returns: a family
 */
const char *
bulletin_font_role_get_family (BulletinFontRole role)
{
  return roles[role].originals[0].family;
}

/**
 * bulletin_fonts_list_installed:
 * @font_map: a font map
 *
 * Returns: (transfer full) (element-type utf8 utf8): a set of the families that
 *   @font_map has, case folded
 */
GHashTable *
bulletin_fonts_list_installed (PangoFontMap *font_map)
{
  GHashTable *installed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree PangoFontFamily **families = NULL;
  int n_families = 0;

  pango_font_map_list_families (font_map, &families, &n_families);
  for (int i = 0; i < n_families; i++)
    g_hash_table_add (installed, g_utf8_casefold (pango_font_family_get_name (families[i]), -1));

  return installed;
}

/**
 * bulletin_font_choice_new:
 * @role: the role to fill
 * @page_template: the template, whose own families come first
 * @installed: the set from bulletin_fonts_list_installed()
 *
 * Chooses the family for @role: the template's if one is installed, else the
 * typeface itself under any of its vendors' names, else the nearest free one.
 *
 * Returns: (transfer full): the choice
 */
BulletinFontChoice *
bulletin_font_choice_new (BulletinFontRole            role,
                          const BulletinPageTemplate *page_template,
                          GHashTable                 *installed)
{
  BulletinFontChoice *self = g_new0 (BulletinFontChoice, 1);
  g_autoptr (GString) families = g_string_new (NULL);
  g_auto (GStrv) own = g_strsplit (page_template->families[role] ? page_template->families[role] : "", ",", -1);
  const char *chosen = NULL;
  const char *wanted = NULL;

  self->weight = PANGO_WEIGHT_NORMAL;

  for (guint i = 0; own[i]; i++) {
    g_strstrip (own[i]);
    if (!*own[i])
      continue;

    if (!wanted)
      wanted = own[i];
    if (is_installed (installed, own[i])) {
      append_family (families, own[i]);
      if (!chosen)
        chosen = own[i];
    }
  }

  const Candidate *original = find_candidate (roles[role].originals, installed, families);
  const Candidate *substitute = find_candidate (roles[role].substitutes, installed, families);

  if (!chosen) {
    const Candidate *found = original ? original : substitute;

    self->is_substitute = wanted || !original;
    chosen = found ? found->family : roles[role].originals[0].family;
    if (found)
      self->weight = found->weight;
  }

  /* No family of ours at all: fontconfig finds what the machine has. */
  if (families->len == 0)
    append_family (families, "serif");

  self->chosen = g_strdup (chosen);
  self->wanted = g_strdup (wanted ? wanted : roles[role].name);
  self->families = g_strdup (families->str);
  return self;
}

/**
 * bulletin_font_choice_free:
 * @self: (nullable) (transfer full): a choice
 */
void
bulletin_font_choice_free (BulletinFontChoice *self)
{
  if (!self)
    return;

  g_free (self->families);
  g_free (self->chosen);
  g_free (self->wanted);
  g_free (self);
}
