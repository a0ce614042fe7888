/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-html-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-escape.h"
#include "bulletin-html-reader-private.h"
#include "bulletin-marker.h"
#include "bulletin-numerals.h"
#include "bulletin-text-import.h"

/* Of the tree itself, whatever the tags looked like. */
#define MAX_WALK_DEPTH 2000

/* How an element stands in the text. */
typedef enum
{
  ROLE_INLINE,
  ROLE_BLOCK,
  ROLE_NOTHING, /* with all that it holds */
} Role;

static Role
get_role (GumboTag tag)
{
  switch (tag) {
  case GUMBO_TAG_SCRIPT:
  case GUMBO_TAG_STYLE:
  case GUMBO_TAG_TITLE:
  case GUMBO_TAG_TEMPLATE:
  case GUMBO_TAG_NOSCRIPT:
  case GUMBO_TAG_NOFRAMES:
  case GUMBO_TAG_NOEMBED:
  case GUMBO_TAG_IFRAME:
  case GUMBO_TAG_OBJECT:
  case GUMBO_TAG_EMBED:
  case GUMBO_TAG_APPLET:
  case GUMBO_TAG_AUDIO:
  case GUMBO_TAG_VIDEO:
  case GUMBO_TAG_CANVAS:
  case GUMBO_TAG_SVG:
  case GUMBO_TAG_MATH:
  case GUMBO_TAG_SELECT:
  case GUMBO_TAG_DATALIST:
  case GUMBO_TAG_TEXTAREA:
  case GUMBO_TAG_BUTTON:
  case GUMBO_TAG_INPUT:
  case GUMBO_TAG_DEL:
    return ROLE_NOTHING;
  case GUMBO_TAG_ADDRESS:
  case GUMBO_TAG_ARTICLE:
  case GUMBO_TAG_ASIDE:
  case GUMBO_TAG_BLOCKQUOTE:
  case GUMBO_TAG_BODY:
  case GUMBO_TAG_CAPTION:
  case GUMBO_TAG_CENTER:
  case GUMBO_TAG_DD:
  case GUMBO_TAG_DETAILS:
  case GUMBO_TAG_DIR:
  case GUMBO_TAG_DIV:
  case GUMBO_TAG_DL:
  case GUMBO_TAG_DT:
  case GUMBO_TAG_FIELDSET:
  case GUMBO_TAG_FIGCAPTION:
  case GUMBO_TAG_FIGURE:
  case GUMBO_TAG_FOOTER:
  case GUMBO_TAG_FORM:
  case GUMBO_TAG_H1:
  case GUMBO_TAG_H2:
  case GUMBO_TAG_H3:
  case GUMBO_TAG_H4:
  case GUMBO_TAG_H5:
  case GUMBO_TAG_H6:
  case GUMBO_TAG_HEADER:
  case GUMBO_TAG_HGROUP:
  case GUMBO_TAG_HR:
  case GUMBO_TAG_HTML:
  case GUMBO_TAG_LEGEND:
  case GUMBO_TAG_LI:
  case GUMBO_TAG_LISTING:
  case GUMBO_TAG_MAIN:
  case GUMBO_TAG_MENU:
  case GUMBO_TAG_NAV:
  case GUMBO_TAG_OL:
  case GUMBO_TAG_P:
  case GUMBO_TAG_PLAINTEXT:
  case GUMBO_TAG_PRE:
  case GUMBO_TAG_SECTION:
  case GUMBO_TAG_SUMMARY:
  case GUMBO_TAG_TABLE:
  case GUMBO_TAG_TBODY:
  case GUMBO_TAG_TD:
  case GUMBO_TAG_TFOOT:
  case GUMBO_TAG_TH:
  case GUMBO_TAG_THEAD:
  case GUMBO_TAG_TR:
  case GUMBO_TAG_UL:
  case GUMBO_TAG_XMP:
    return ROLE_BLOCK;
  default:
    return ROLE_INLINE;
  }
}

const char *
bulletin_html_get_attribute (const GumboElement *element,
                             const char *name)
{
  const GumboAttribute *attribute = gumbo_get_attribute (&element->attributes, name);

  return attribute ? attribute->value : NULL;
}

static void
collect_text (const GumboNode *node,
              GString *text,
              guint depth)
{
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
    g_string_append (text, node->v.text.text);
  } else if (node->type == GUMBO_NODE_ELEMENT && depth < MAX_WALK_DEPTH) {
    for (guint i = 0; i < node->v.element.children.length; i++)
      collect_text (node->v.element.children.data[i], text, depth + 1);
  }
}

/* All characters below a node, whether shown or not. */
char *
bulletin_html_get_text (const GumboNode *node)
{
  GString *text = g_string_new (NULL);

  collect_text (node, text, 0);
  return g_string_free (text, FALSE);
}

/* --- Lines ----------------------------------------------------------------- */

static void
block_free (gpointer data)
{
  BulletinHtmlBlock *block = data;

  g_free (block->markup);
  g_free (block);
}

void
bulletin_html_reader_add_block (BulletinHtmlReader *self,
                                const char *markup,
                                int outline_level,
                                gboolean is_table)
{
  BulletinHtmlBlock *block = g_new0 (BulletinHtmlBlock, 1);

  block->markup = g_strdup (markup);
  block->outline_level = outline_level;
  block->is_table = is_table;
  g_ptr_array_add (self->blocks, block);
}

static gboolean
has_marker (const char *line)
{
  BulletinMarker marker;

  return bulletin_marker_parse (line, strlen (line), &marker);
}

/* A number and its heading are parted as GB/T 9704 has it: by nothing, but for the
 * space after an Arabic number and its full stop. */
static char *
close_marker_gap (const char *line)
{
  BulletinMarker marker;
  gsize blanks;

  if (!bulletin_marker_parse (line, strlen (line), &marker))
    return g_strdup (line);
  blanks = bulletin_skip_blanks (line + marker.length, strlen (line + marker.length));
  if (blanks == 0)
    return g_strdup (line);
  return g_strdup_printf ("%.*s%s%s", (int) marker.length, line,
                          line[marker.length - 1] == '.' ? " " : "", line + marker.length + blanks);
}

/* Ends the line that is being collected: a paragraph, or a part of a cell. */
void
bulletin_html_reader_end_line (BulletinHtmlReader *self,
                               int outline_level)
{
  g_autofree char *markup = NULL;

  if (bulletin_html_line_is_empty (self->line)) {
    bulletin_html_line_clear (self->line);
    return;
  }
  markup = bulletin_html_line_write (self->line, outline_level == 0, self->cell != NULL);
  bulletin_html_line_clear (self->line);

  if (self->cell) {
    if (self->cell->len > 0)
      g_string_append_c (self->cell, ' ');
    g_string_append (self->cell, markup);
  } else {
    g_autofree char *line = NULL;
    g_autofree char *marked = NULL;
    g_autofree char *closed = NULL;

    if (self->item_mark && outline_level == 0 && !has_marker (markup))
      marked = g_strconcat (self->item_mark, markup, NULL);
    g_clear_pointer (&self->item_mark, g_free);
    closed = close_marker_gap (marked ? marked : markup);
    line = bulletin_escape_line (closed);
    bulletin_html_reader_add_block (self, line, MAX (outline_level, 0), FALSE);
  }
}

static void
read_characters (BulletinHtmlReader *self,
                 const char *text,
                 const BulletinHtmlContext *context)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char_validated (p, -1);

    /* Gumbo gives valid UTF-8; what is not is dropped byte by byte. */
    if (c == (gunichar) -1 || c == (gunichar) -2)
      continue;
    if (context->keeps_lines && (c == '\n' || c == '\r'))
      bulletin_html_reader_end_line (self, context->outline_level);
    else
      bulletin_html_line_append (self->line, c, context->is_strong);
  }
}

/* --- Lists ----------------------------------------------------------------- */

static gboolean
is_element (const GumboNode *node,
            GumboTag tag)
{
  return node && node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

static int
get_number (const GumboElement *element,
            const char *name,
            int other)
{
  const char *value = bulletin_html_get_attribute (element, name);

  return value ? CLAMP (atoi (value), 1, 999) : other;
}

/* What stands before an item's text: the number that the browser shows, as the
 * markup writes it, or a bullet. */
static char *
make_item_mark (BulletinHtmlReader *self,
                const GumboNode *item,
                const BulletinHtmlContext *context)
{
  BulletinHtmlStyle style;
  g_autofree char *numeral = NULL;
  guint list_depth = context->list_depth;
  int number;

  if (!is_element (item->parent, GUMBO_TAG_OL) || !context->next_number)
    return g_strdup ("• ");
  number = get_number (&item->v.element, "value", *context->next_number);
  *context->next_number = MIN (number + 1, 999);
  bulletin_html_sheet_resolve (self->sheet, &item->parent->v.element, &style);
  numeral = bulletin_numeral_format (number);
  if (style.counts_in_chinese == BULLETIN_HTML_YES)
    return list_depth > 1 ? g_strdup_printf ("（%s）", numeral) : g_strdup_printf ("%s、", numeral);
  return list_depth > 1 ? g_strdup_printf ("（%d）", number) : g_strdup_printf ("%d. ", number);
}

/* --- The walk -------------------------------------------------------------- */

static int
get_heading_level (GumboTag tag)
{
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? (int) (tag - GUMBO_TAG_H1) + 1 : 0;
}

static gboolean
is_strong_element (GumboTag tag)
{
  return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG;
}

static void
read_list_number (BulletinHtmlReader *self,
                  const GumboNode *node,
                  const BulletinHtmlContext *context)
{
  /* A sign out of Wingdings is a letter in any other typeface. */
  if (context->is_symbols)
    read_characters (self, "• ", context);
  else
    bulletin_html_reader_walk_children (self, node, context);
}

static void
read_figure (BulletinHtmlReader *self,
             const GumboNode *node,
             const BulletinHtmlContext *context)
{
  g_autofree char *caption = NULL;
  guint n_captions = 0;

  for (guint i = 0; i < node->v.element.children.length; i++) {
    const GumboNode *child = node->v.element.children.data[i];

    if (is_element (child, GUMBO_TAG_FIGCAPTION) && n_captions++ == 0) {
      g_autofree char *text = bulletin_html_get_text (child);

      caption = bulletin_escape_cell (text);
    }
  }
  self->figure_caption = caption;
  for (guint i = 0; i < node->v.element.children.length; i++) {
    const GumboNode *child = node->v.element.children.data[i];

    /* A caption that no picture took is a line like any other. */
    if (is_element (child, GUMBO_TAG_FIGCAPTION) && caption && !self->figure_caption)
      continue;
    bulletin_html_reader_walk (self, child, context);
  }
  self->figure_caption = NULL;
}

static void
read_element (BulletinHtmlReader *self,
              const GumboNode *node,
              const BulletinHtmlContext *outer)
{
  const GumboElement *element = &node->v.element;
  BulletinHtmlContext context = *outer;
  BulletinHtmlStyle style;
  Role role = get_role (element->tag);
  int level = get_heading_level (element->tag);
  int next_number;

  if (element->tag == GUMBO_TAG_STYLE) {
    g_autofree char *css = bulletin_html_get_text (node);

    bulletin_html_sheet_read (self->sheet, css);
    return;
  }
  if (role == ROLE_NOTHING)
    return;
  bulletin_html_sheet_resolve (self->sheet, element, &style);
  if (style.is_hidden == BULLETIN_HTML_YES || style.is_remark == BULLETIN_HTML_YES)
    return;

  context.depth++;
  if (is_strong_element (element->tag))
    context.is_strong = TRUE;
  if (style.is_strong)
    context.is_strong = style.is_strong == BULLETIN_HTML_YES;
  if (element->tag == GUMBO_TAG_PRE || element->tag == GUMBO_TAG_LISTING || element->tag == GUMBO_TAG_XMP || element->tag == GUMBO_TAG_PLAINTEXT)
    context.keeps_lines = TRUE;
  if (style.keeps_lines)
    context.keeps_lines = style.keeps_lines == BULLETIN_HTML_YES;
  if (style.is_symbols)
    context.is_symbols = style.is_symbols == BULLETIN_HTML_YES;

  if (role == ROLE_INLINE) {
    if (element->tag == GUMBO_TAG_BR) {
      bulletin_html_reader_end_line (self, context.outline_level);
      if (style.breaks_page == BULLETIN_HTML_YES && !self->cell)
        bulletin_html_reader_add_block (self, "---", 0, FALSE);
    } else if (element->tag == GUMBO_TAG_IMG || element->tag == GUMBO_TAG_IMAGE) {
      bulletin_html_reader_read_picture (self, element);
    } else if (style.is_list_number == BULLETIN_HTML_YES) {
      read_list_number (self, node, &context);
    } else {
      bulletin_html_reader_walk_children (self, node, &context);
    }
    return;
  }

  bulletin_html_reader_end_line (self, outer->outline_level);
  if (style.breaks_page == BULLETIN_HTML_YES && !self->cell && self->blocks->len > 0)
    bulletin_html_reader_add_block (self, "---", 0, FALSE);
  /* What Word calls body text has level 9. */
  if (level > 0 || (style.outline_level > 0 && style.outline_level < 9))
    context.outline_level = level > 0 ? level : style.outline_level;
  if (style.is_title == BULLETIN_HTML_YES)
    context.outline_level = BULLETIN_HTML_TITLE_LEVEL;
  if (self->cell && style.align >= 0)
    self->cell_align = style.align;

  switch (element->tag) {
  case GUMBO_TAG_TABLE:
    bulletin_html_reader_read_table (self, node, &context);
    break;
  case GUMBO_TAG_FIGURE:
    read_figure (self, node, &context);
    break;
  case GUMBO_TAG_OL:
  case GUMBO_TAG_UL:
    context.list_depth++;
    next_number = get_number (element, "start", 1);
    context.next_number = &next_number;
    bulletin_html_reader_walk_children (self, node, &context);
    break;
  case GUMBO_TAG_LI:
    g_free (self->item_mark);
    self->item_mark = self->cell ? NULL : make_item_mark (self, node, &context);
    bulletin_html_reader_walk_children (self, node, &context);
    break;
  default:
    bulletin_html_reader_walk_children (self, node, &context);
    break;
  }
  bulletin_html_reader_end_line (self, context.outline_level);
  if (element->tag == GUMBO_TAG_LI)
    g_clear_pointer (&self->item_mark, g_free);
}

void
bulletin_html_reader_walk (BulletinHtmlReader *self,
                           const GumboNode *node,
                           const BulletinHtmlContext *context)
{
  if (self->error)
    return;
  if (context->depth > MAX_WALK_DEPTH) {
    g_set_error (&self->error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("This HTML is nested more than %d levels deep. Paste it as plain text."), BULLETIN_HTML_MAX_DEPTH);
    return;
  }

  switch (node->type) {
  case GUMBO_NODE_ELEMENT:
    read_element (self, node, context);
    break;
  case GUMBO_NODE_TEXT:
  case GUMBO_NODE_WHITESPACE:
  case GUMBO_NODE_CDATA:
    read_characters (self, node->v.text.text, context);
    break;
  case GUMBO_NODE_DOCUMENT:
  case GUMBO_NODE_COMMENT:
  case GUMBO_NODE_TEMPLATE:
  default:
    break;
  }
}

void
bulletin_html_reader_walk_children (BulletinHtmlReader *self,
                                    const GumboNode *node,
                                    const BulletinHtmlContext *context)
{
  for (guint i = 0; i < node->v.element.children.length; i++)
    bulletin_html_reader_walk (self, node->v.element.children.data[i], context);
}

/* The lines one below the other. Tables that touch would be one. */
static char *
join_blocks (const GPtrArray *blocks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++) {
    const BulletinHtmlBlock *block = g_ptr_array_index (blocks, i);
    const BulletinHtmlBlock *before = i > 0 ? g_ptr_array_index (blocks, i - 1) : NULL;

    if (before)
      g_string_append (text, before->is_table && block->is_table ? "\n\n" : "\n");
    g_string_append (text, block->markup);
  }
  return g_string_free (text, FALSE);
}

static void
reader_clear (BulletinHtmlReader *self)
{
  bulletin_html_sheet_free (self->sheet);
  bulletin_html_line_free (self->line);
  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self->item_mark);
}

/**
 * bulletin_html_is_html:
 * @text: what a file holds
 * @file_name: (nullable): its name
 *
 * Returns: whether it is HTML, by its name or by its first tag
 */
gboolean
bulletin_html_is_html (const char *text,
                       const char *file_name)
{
  static const char *const endings[] = { ".html", ".htm", ".xhtml", ".shtml" };
  g_autofree char *name = file_name ? g_ascii_strdown (file_name, -1) : NULL;

  for (guint i = 0; name && i < G_N_ELEMENTS (endings); i++) {
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  }
  while (g_ascii_isspace (*text))
    text++;
  return g_ascii_strncasecmp (text, "<!doctype html", strlen ("<!doctype html")) == 0 ||
         g_ascii_strncasecmp (text, "<html", strlen ("<html")) == 0;
}

/**
 * bulletin_html_import:
 * @html: HTML in UTF-8: a page, or what a program offers on the clipboard
 * @length: its bytes
 * @scope: whether it is all of a page
 * @error: return location for an error
 *
 * Reads HTML as the text of a bulletin: headings (by element, by Word's outline
 * level, or by the number that is typed before them), paragraphs and line breaks,
 * lists, tables with merged cells unfolded, strong text, and where pictures stand.
 * Styles, scripts, comments and hidden text are not in it. What would be read as
 * marks is escaped. Nothing is fetched: of a picture that lies on the web a line
 * with its address is left. May be called from any thread; see
 * bulletin_html_tree_new() for the bounds.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with
 *   %BULLETIN_EXCHANGE_ERROR_TOO_LARGE
 */
BulletinHtmlImport *
bulletin_html_import (const char *html,
                      gsize length,
                      BulletinHtmlScope scope,
                      GError **error)
{
  g_autoptr (BulletinHtmlTree) tree = bulletin_html_tree_new (html, length, error);
  BulletinHtmlReader reader = { .cell_align = -1 };
  const BulletinHtmlContext context = { 0 };
  BulletinHtmlImport *self = NULL;

  if (!tree)
    return NULL;

  reader.sheet = bulletin_html_sheet_new ();
  reader.line = bulletin_html_line_new ();
  reader.blocks = g_ptr_array_new_with_free_func (block_free);
  reader.pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_html_picture_free);
  bulletin_html_reader_walk (&reader, bulletin_html_tree_get_root (tree), &context);
  bulletin_html_reader_end_line (&reader, 0);
  if (reader.error) {
    g_propagate_error (error, reader.error);
  } else {
    bulletin_html_number_headings (reader.blocks, scope);
    self = g_new0 (BulletinHtmlImport, 1);
    self->text = join_blocks (reader.blocks);
    self->pictures = g_steal_pointer (&reader.pictures);
    if (reader.n_tables == 1 && reader.blocks->len == 1)
      self->cells = g_steal_pointer (&reader.cells);
  }
  reader_clear (&reader);
  return self;
}

void
bulletin_html_import_free (BulletinHtmlImport *self)
{
  g_free (self->text);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}
