/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-html-style.h"

#include <string.h>

/* Word writes a few hundred rules. */
#define MAX_RULES 20000

struct _BulletinHtmlSheet
{
  GHashTable *rules; /* "p", ".name", "p.name" -> BulletinHtmlStyle */
};

static BulletinHtmlStyle *
style_new (void)
{
  BulletinHtmlStyle *style = g_new0 (BulletinHtmlStyle, 1);

  style->align = -1;
  return style;
}

/* --- Declarations ---------------------------------------------------------- */

static BulletinHtmlSaid
say (gboolean value)
{
  return value ? BULLETIN_HTML_YES : BULLETIN_HTML_NO;
}

static gboolean
contains_any (const char *text,
              const char *const *words)
{
  for (guint i = 0; words[i]; i++) {
    if (strstr (text, words[i]))
      return TRUE;
  }
  return FALSE;
}

static void
set_weight (BulletinHtmlStyle *style,
            const char *value)
{
  if (g_ascii_isdigit (*value))
    style->is_strong = say (g_ascii_strtoull (value, NULL, 10) >= 600);
  else if (g_str_has_prefix (value, "bold"))
    style->is_strong = BULLETIN_HTML_YES;
  else if (g_str_has_prefix (value, "normal") || g_str_has_prefix (value, "lighter"))
    style->is_strong = BULLETIN_HTML_NO;
}

static void
set_align (BulletinHtmlStyle *style,
           const char *value)
{
  if (g_str_has_prefix (value, "center") || g_str_has_prefix (value, "-webkit-center"))
    style->align = BULLETIN_ALIGN_CENTRE;
  else if (g_str_has_prefix (value, "right") || g_str_has_prefix (value, "end"))
    style->align = BULLETIN_ALIGN_END;
  else if (g_str_has_prefix (value, "left") || g_str_has_prefix (value, "start"))
    style->align = BULLETIN_ALIGN_START;
}

/* Name and value are in lower case and without blanks round them. The mso- ones
 * are what Word and WPS write beside CSS. */
static void
declare (BulletinHtmlStyle *style,
         const char *name,
         const char *value)
{
  static const char *const symbols[] = { "wingdings", "symbol", "webdings", "marlett", NULL };

  if (strcmp (name, "display") == 0)
    style->is_hidden = say (g_str_has_prefix (value, "none"));
  else if (strcmp (name, "visibility") == 0)
    style->is_hidden = say (g_str_has_prefix (value, "hidden") || g_str_has_prefix (value, "collapse"));
  else if (strcmp (name, "mso-hide") == 0)
    style->is_hidden = say (g_str_has_prefix (value, "all"));
  else if (strcmp (name, "font-weight") == 0)
    set_weight (style, value);
  else if (strcmp (name, "white-space") == 0)
    style->keeps_lines = say (g_str_has_prefix (value, "pre") || g_str_has_prefix (value, "break-spaces"));
  else if (strcmp (name, "page-break-before") == 0 || strcmp (name, "break-before") == 0)
    style->breaks_page = say (g_str_has_prefix (value, "always") || g_str_has_prefix (value, "page"));
  else if (strcmp (name, "font-family") == 0)
    style->is_symbols = say (contains_any (value, symbols));
  else if (strcmp (name, "mso-list") == 0 && strcmp (value, "ignore") == 0)
    style->is_list_number = BULLETIN_HTML_YES;
  else if (strcmp (name, "mso-outline-level") == 0)
    style->outline_level = g_ascii_isdigit (*value) ? *value - '0' : 0;
  else if (strcmp (name, "mso-element") == 0 && g_str_has_prefix (value, "comment"))
    style->is_remark = BULLETIN_HTML_YES;
  else if (strcmp (name, "mso-special-character") == 0 && strcmp (value, "comment") == 0)
    style->is_remark = BULLETIN_HTML_YES;
  else if (strcmp (name, "text-align") == 0)
    set_align (style, value);
  else if (strcmp (name, "list-style-type") == 0 || strcmp (name, "list-style") == 0)
    style->counts_in_chinese = say (strstr (value, "cjk-ideographic") || strstr (value, "chinese"));
}

/* Takes @css apart, which is changed on the way. */
static void
read_declarations (BulletinHtmlStyle *style,
                   char *css)
{
  char *p = css;

  while (*p) {
    char *colon = NULL;
    char *start = p;
    char quote = '\0';
    gboolean at_end;

    for (; *p && (quote || *p != ';'); p++) {
      if (quote) {
        if (*p == quote)
          quote = '\0';
      } else if (*p == '"' || *p == '\'') {
        quote = *p;
      } else if (*p == ':' && !colon) {
        colon = p;
      }
    }
    at_end = *p == '\0';
    *p = '\0';
    if (colon) {
      *colon = '\0';
      declare (style, g_strstrip (start), g_strstrip (colon + 1));
    }
    if (at_end)
      break;
    p++;
  }
}

/* --- The sheet ------------------------------------------------------------- */

BulletinHtmlSheet *
bulletin_html_sheet_new (void)
{
  BulletinHtmlSheet *self = g_new0 (BulletinHtmlSheet, 1);

  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
bulletin_html_sheet_free (BulletinHtmlSheet *self)
{
  g_hash_table_unref (self->rules);
  g_free (self);
}

/* One element, one class, or both: nothing with descendants, states or ids, which
 * could be of an element that is somewhere else. */
static gboolean
is_simple (const char *selector)
{
  guint n_dots = 0;

  for (const char *p = selector; *p; p++) {
    if (*p == '.')
      n_dots++;
    else if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_' && (guchar) *p < 0x80)
      return FALSE;
  }
  return *selector && n_dots <= 1;
}

static void
add_rule (BulletinHtmlSheet *self,
          const char *selectors,
          const char *declarations)
{
  g_auto (GStrv) parts = g_strsplit (selectors, ",", -1);

  for (guint i = 0; parts[i] && g_hash_table_size (self->rules) < MAX_RULES; i++) {
    const char *selector = g_strstrip (parts[i]);
    BulletinHtmlStyle *style;
    g_autofree char *copy = NULL;

    if (!is_simple (selector))
      continue;
    style = g_hash_table_lookup (self->rules, selector);
    if (!style) {
      style = style_new ();
      g_hash_table_insert (self->rules, g_strdup (selector), style);
    }
    copy = g_strdup (declarations);
    read_declarations (style, copy);
  }
}

/* Comments become blanks, all in lower case. */
static char *
prepare (const char *css)
{
  char *text = g_ascii_strdown (css, -1);

  for (char *p = strstr (text, "/*"); p; p = strstr (p, "/*")) {
    char *end = strstr (p + 2, "*/");
    gsize length = end ? (gsize) (end + 2 - p) : strlen (p);

    memset (p, ' ', length);
  }
  for (char *p = strstr (text, "<!--"); p; p = strstr (p, "<!--"))
    memset (p, ' ', 4);
  for (char *p = strstr (text, "-->"); p; p = strstr (p, "-->"))
    memset (p, ' ', 3);
  return text;
}

/**
 * bulletin_html_sheet_read:
 * @self: the sheet
 * @css: what a <style> element holds
 *
 * Adds its rules. At-rules are left out, with the blocks within them.
 */
void
bulletin_html_sheet_read (BulletinHtmlSheet *self,
                          const char *css)
{
  g_autofree char *text = prepare (css);
  char *p = text;

  while (*p) {
    char *open;
    char *close;
    char *selectors;

    while (g_ascii_isspace (*p))
      p++;
    open = strpbrk (p, *p == '@' ? ";{" : "{");
    if (!open)
      break;
    if (*open == ';') {
      p = open + 1;
      continue;
    }
    if (*p == '@') {
      guint depth = 0;

      for (p = open; *p; p++) {
        if (*p == '{')
          depth++;
        else if (*p == '}' && --depth == 0) {
          p++;
          break;
        }
      }
      continue;
    }
    close = strchr (open, '}');
    if (!close)
      break;
    *open = '\0';
    *close = '\0';
    selectors = g_strstrip (p);
    add_rule (self, selectors, open + 1);
    p = close + 1;
  }
}

static void
merge (BulletinHtmlStyle *style,
       const BulletinHtmlStyle *over)
{
  if (!over)
    return;
  if (over->is_hidden)
    style->is_hidden = over->is_hidden;
  if (over->is_strong)
    style->is_strong = over->is_strong;
  if (over->keeps_lines)
    style->keeps_lines = over->keeps_lines;
  if (over->breaks_page)
    style->breaks_page = over->breaks_page;
  if (over->is_symbols)
    style->is_symbols = over->is_symbols;
  if (over->is_list_number)
    style->is_list_number = over->is_list_number;
  if (over->is_remark)
    style->is_remark = over->is_remark;
  if (over->counts_in_chinese)
    style->counts_in_chinese = over->counts_in_chinese;
  if (over->outline_level)
    style->outline_level = over->outline_level;
  if (over->align >= 0)
    style->align = over->align;
}

static const char *
get_attribute (const GumboElement *element,
               const char *name)
{
  const GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, name);

  return attribute ? attribute->value : NULL;
}

/**
 * bulletin_html_sheet_resolve:
 * @self: the sheet
 * @element: an element
 * @style: (out caller-allocates): what is said of it
 *
 * Brings together what rules, attributes and the element's own style say, the
 * later over the earlier.
 */
void
bulletin_html_sheet_resolve (BulletinHtmlSheet *self,
                             const GumboElement *element,
                             BulletinHtmlStyle *style)
{
  const char *tag = gumbo_normalized_tagname (element->tag);
  const char *classes = get_attribute (element, "class");
  const char *align = get_attribute (element, "align");
  const char *own = get_attribute (element, "style");

  memset (style, 0, sizeof *style);
  style->align = -1;

  if (get_attribute (element, "hidden"))
    style->is_hidden = BULLETIN_HTML_YES;
  if (align) {
    g_autofree char *value = g_ascii_strdown (align, -1);

    set_align (style, value);
  }
  merge (style, g_hash_table_lookup (self->rules, tag));
  if (classes && strlen (classes) < 1000) {
    g_autofree char *lower = g_ascii_strdown (classes, -1);
    g_auto (GStrv) names = g_strsplit_set (lower, " \t\n\r\f", -1);

    for (guint i = 0; names[i]; i++) {
      g_autofree char *any = g_strconcat (".", names[i], NULL);
      g_autofree char *exact = g_strconcat (tag, any, NULL);

      if (!*names[i])
        continue;
      if (strcmp (names[i], "msocomanchor") == 0 || strcmp (names[i], "msocommentreference") == 0 || strcmp (names[i], "msocomoff") == 0)
        style->is_remark = BULLETIN_HTML_YES;
      if (strcmp (names[i], "msotitle") == 0 || strcmp (names[i], "msosubtitle") == 0)
        style->is_title = BULLETIN_HTML_YES;
      if (g_str_has_prefix (names[i], "msoheading") && g_ascii_isdigit (names[i][strlen ("msoheading")]))
        style->outline_level = names[i][strlen ("msoheading")] - '0';
      merge (style, g_hash_table_lookup (self->rules, any));
      merge (style, g_hash_table_lookup (self->rules, exact));
    }
  }
  if (own) {
    g_autofree char *copy = g_ascii_strdown (own, -1);
    BulletinHtmlStyle declared = { .align = -1 };

    read_declarations (&declared, copy);
    merge (style, &declared);
  }
}
