/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-typesetter.h"

#include <hb.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "bulletin-punctuation.h"

/* Pango's font maps and contexts belong to one thread, so every thread has its
 * own typesetter. A plan keeps the typesetter that made it: the fonts of its
 * runs are then released only when nobody uses their font map any more, on
 * whatever thread that may be. */
struct _BulletinTypesetter
{
  gatomicrefcount ref_count;
  PangoFontMap *font_map;
  PangoContext *context;
  PangoLanguage *language;
  GHashTable *installed;
  GHashTable *fonts; /* (element-type PangoFont): keeps every font that was handed out */
  BulletinFontChoice *choices[BULLETIN_N_FONT_ROLES];
  char *families[BULLETIN_N_FONT_ROLES]; /* of the template that the choices were made for */

  GHashTable *cache; /* (element-type GBytes CacheEntry) */
  GQueue recent;     /* of CacheEntry, the last used first */
};

typedef struct
{
  GBytes *key;
  BulletinShapedText *shaped;
  GList link;
} CacheEntry;

/* A keystroke changes one paragraph: the others come out of the cache. The
 * numbers hold a bulletin of some fifty pages in a few megabytes. */
#define MAX_CACHED      2000
#define MAX_CACHED_TEXT 8192

/* Longer texts are shaped in stretches of about so many bytes, so that a layout of
 * a paragraph without end can be given up in between. */
#define STRETCH 8192

/* Whether a mark stands in Chinese text is asked of this many neighbours. */
#define MAX_NEIGHBOURS 8

static void
cache_entry_free (gpointer data)
{
  CacheEntry *entry = data;

  g_bytes_unref (entry->key);
  bulletin_shaped_text_unref (entry->shaped);
  g_free (entry);
}

static void
shaped_text_clear (gpointer data)
{
  BulletinShapedText *self = data;

  g_array_unref (self->clusters);
  g_array_unref (self->glyphs);
}

static void
release_typesetter (gpointer data)
{
  bulletin_typesetter_unref (data);
}

static GPrivate thread_typesetter = G_PRIVATE_INIT (release_typesetter);

static BulletinTypesetter *
bulletin_typesetter_new (void)
{
  BulletinTypesetter *self = g_new0 (BulletinTypesetter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  g_atomic_ref_count_init (&self->ref_count);
  self->font_map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  /* One unit of Pango is then one point, whatever device shows the page. */
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->font_map), 72);
  self->context = pango_font_map_create_context (self->font_map);
  self->language = pango_language_from_string ("zh-cn");

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);

  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, self->language);
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);

  self->installed = bulletin_fonts_list_installed (self->font_map);
  self->fonts = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->cache = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, NULL, cache_entry_free);
  g_queue_init (&self->recent);

  return self;
}

static PangoFont *
keep_font (BulletinTypesetter *self,
           PangoFont          *font)
{
  if (!g_hash_table_contains (self->fonts, font))
    g_hash_table_add (self->fonts, g_object_ref (font));

  return font;
}

/* Of the spans from @first on that start before @end. */
static PangoAttrList *
make_attributes (BulletinTypesetter *self,
                 const BulletinText *text,
                 guint               first,
                 gsize               end)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Who copies “office” out of the PDF, or searches for it there, gets f and i, and
   * not the one character U+FB01 that a ligature's glyph stands for. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0, clig=0"));

  for (guint i = first; i < text->spans->len && g_array_index (text->spans, BulletinTextSpan, i).start < end; i++) {
    const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, i);
    const BulletinFontChoice *choice = self->choices[span->font];
    g_autoptr (PangoFontDescription) description = pango_font_description_new ();
    PangoWeight weight = choice->weight;

    if (span->bold)
      weight = MAX (PANGO_WEIGHT_BOLD, MIN (PANGO_WEIGHT_HEAVY, (int) weight + 200));

    pango_font_description_set_family_static (description, choice->families);
    pango_font_description_set_weight (description, weight);
    pango_font_description_set_absolute_size (description, span->size * PANGO_SCALE);

    PangoAttribute *attribute = pango_attr_font_desc_new (description);
    attribute->start_index = span->start;
    attribute->end_index = span->end;
    pango_attr_list_insert (attributes, attribute);
  }

  return attributes;
}

static gboolean
is_wide (gunichar c)
{
  return g_unichar_iswide (c) && !g_unichar_iszerowidth (c);
}

/* Whether a character that both scripts use stands in Chinese text here. */
static gboolean
is_among_wide (const char *text,
               gsize       length,
               gsize       start,
               gsize       end)
{
  const char *before = text + start;
  const char *after = text + end;

  /* Two dashes or dots are one mark, and a quote may follow a quote. */
  for (guint i = 0; before > text && i < MAX_NEIGHBOURS; i++) {
    gunichar c;

    before = g_utf8_prev_char (before);
    c = g_utf8_get_char (before);
    if (is_wide (c))
      return TRUE;
    if (!bulletin_punctuation_is_ambiguous (c))
      break;
  }
  for (guint i = 0; after < text + length && i < MAX_NEIGHBOURS; i++) {
    gunichar c = g_utf8_get_char (after);

    if (is_wide (c))
      return TRUE;
    if (!bulletin_punctuation_is_ambiguous (c))
      break;
    after = g_utf8_next_char (after);
  }

  return FALSE;
}

static double
get_ink (const BulletinCluster *cluster,
         const PangoGlyphInfo  *glyph,
         double                *right)
{
  hb_glyph_extents_t ink = { 0 };

  /* Pango would ask Cairo, and Cairo FreeType, which first has to open the file. */
  hb_font_get_glyph_extents (pango_font_get_hb_font (cluster->font), glyph->glyph, &ink);
  *right = (double) (ink.x_bearing + ink.width + glyph->geometry.x_offset) / PANGO_SCALE;
  return (double) (ink.x_bearing + glyph->geometry.x_offset) / PANGO_SCALE;
}

/* Gives a Chinese character the width of its cell of the grid, and finds by how
 * much punctuation can be squeezed when a line has to take one more. */
static void
fit_to_grid (BulletinCluster        *cluster,
             const PangoGlyphInfo   *glyphs,
             const BulletinText     *text,
             const BulletinTextSpan *span)
{
  const double natural = cluster->width;
  const double cells = MAX (1, round (natural / span->size));
  const gboolean ambiguous = bulletin_punctuation_is_ambiguous (cluster->c);
  double left, right;

  if (!is_wide (cluster->c) && !(ambiguous && is_among_wide (text->text->str, text->text->len, cluster->start, cluster->start + cluster->length)))
    return;

  cluster->flags |= BULLETIN_CLUSTER_CJK;

  /* A colour emoji may be a little wider than its em; everything else that is
   * narrower than its cell, such as quotes in a face made for Latin, is given it. */
  if (natural > cells * span->size * 1.02)
    return;

  cluster->width = cells * (span->size + span->tracking);
  if (cluster->n_glyphs != 1)
    return;

  if (natural < cells * span->size * 0.98) {
    double room = cells * span->size - natural;

    if (bulletin_punctuation_is_opening (cluster->c))
      cluster->shift = room;
    else if (!bulletin_punctuation_is_closing (cluster->c))
      cluster->shift = room / 2;
  }

  if (cluster->flags & BULLETIN_CLUSTER_MISSING)
    return;

  if (bulletin_punctuation_is_opening (cluster->c)) {
    left = get_ink (cluster, glyphs, &right) + cluster->shift;
    cluster->squeeze = CLAMP (left - 0.04 * span->size, 0, cluster->width / 2);
  } else if (bulletin_punctuation_is_closing (cluster->c) && cluster->c != 0xff1f && cluster->c != 0xff01) {
    get_ink (cluster, glyphs, &right);
    cluster->squeeze = CLAMP (cluster->width - cluster->shift - right - 0.04 * span->size, 0, cluster->width / 2);
  }
}

/* A glyph for a character that no font has: the font's own sign for it, so that
 * the character keeps its place in the text of a PDF. */
static void
replace_unknown (PangoGlyphInfo         *glyph,
                 BulletinCluster        *cluster,
                 const BulletinTextSpan *span)
{
  PangoRectangle logical;

  glyph->glyph = 0;
  glyph->geometry.x_offset = 0;
  glyph->geometry.y_offset = 0;
  pango_font_get_glyph_extents (cluster->font, 0, NULL, &logical);
  glyph->geometry.width = logical.width > 0 ? logical.width : (int) (span->size * PANGO_SCALE);
  cluster->flags |= BULLETIN_CLUSTER_MISSING;
}

static void
append_cluster (BulletinShapedText       *shaped,
                const BulletinText       *text,
                guint                     span_index,
                PangoItem                *item,
                const PangoGlyphString   *glyphs,
                const PangoGlyphItemIter *iter,
                const PangoLogAttr       *log_attr)
{
  const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, span_index);
  const gboolean rtl = iter->start_glyph > iter->end_glyph;
  const int first = rtl ? iter->end_glyph + 1 : iter->start_glyph;
  const int end = rtl ? iter->start_glyph + 1 : iter->end_glyph;
  BulletinCluster cluster = { 0 };
  gunichar previous = 0;

  cluster.c = g_utf8_get_char (text->text->str + iter->start_index);
  cluster.start = iter->start_index;
  cluster.length = iter->end_index - iter->start_index;
  cluster.glyph = shaped->glyphs->len;
  cluster.span = span_index;
  cluster.font = item->analysis.font;
  cluster.level = item->analysis.level;

  for (int i = first; i < end; i++) {
    PangoGlyphInfo glyph = glyphs->glyphs[i];

    if (glyph.glyph == PANGO_GLYPH_EMPTY)
      continue;
    if (glyph.glyph & PANGO_GLYPH_UNKNOWN_FLAG)
      replace_unknown (&glyph, &cluster, span);

    cluster.width += (double) glyph.geometry.width / PANGO_SCALE;
    g_array_append_val (shaped->glyphs, glyph);
    cluster.n_glyphs++;
  }

  if (log_attr->is_white)
    cluster.flags |= BULLETIN_CLUSTER_SPACE;
  if (bulletin_punctuation_is_opening (cluster.c))
    cluster.flags |= BULLETIN_CLUSTER_OPENING;
  if (bulletin_punctuation_is_closing (cluster.c))
    cluster.flags |= BULLETIN_CLUSTER_CLOSING;

  fit_to_grid (&cluster, cluster.n_glyphs > 0 ? &g_array_index (shaped->glyphs, PangoGlyphInfo, cluster.glyph) : NULL,
               text, span);

  /* Between Chinese characters, quotes included, the rules for punctuation alone
   * decide; where Latin text or a number is concerned, Unicode's do as well. */
  if (shaped->clusters->len > 0 && !log_attr->is_white) {
    const BulletinCluster *before = &g_array_index (shaped->clusters, BulletinCluster, shaped->clusters->len - 1);
    const char *last = g_utf8_prev_char (text->text->str + cluster.start);
    const gboolean chinese = before->flags & BULLETIN_CLUSTER_CJK && cluster.flags & BULLETIN_CLUSTER_CJK;
    const gboolean at_quote = (before->flags & BULLETIN_CLUSTER_CJK && before->flags & BULLETIN_CLUSTER_CLOSING) || (cluster.flags & BULLETIN_CLUSTER_CJK && cluster.flags & BULLETIN_CLUSTER_OPENING);

    /* A space does not part an opening mark from what it opens. */
    while (last > text->text->str && g_unichar_isspace (g_utf8_get_char (last)))
      last = g_utf8_prev_char (last);
    previous = g_utf8_get_char (last);
    if ((log_attr->is_line_break || chinese || at_quote) && bulletin_punctuation_may_separate (previous, cluster.c))
      cluster.flags |= BULLETIN_CLUSTER_BREAK;
  }

  g_array_append_val (shaped->clusters, cluster);
}

/* Whether a stretch may end before @p: nothing that is drawn together, or decides
 * about a line break together, is parted there. */
static gboolean
may_part (const char *p,
          gboolean    anywhere)
{
  const gunichar before = g_utf8_get_char (g_utf8_prev_char (p));
  const gunichar after = g_utf8_get_char (p);

  if (is_wide (before) && is_wide (after) && g_unichar_isalpha (before) && g_unichar_isalpha (after))
    return TRUE;
  if (!anywhere)
    return g_unichar_isspace (before) && g_unichar_isalnum (after);

  return !g_unichar_ismark (after) && !g_unichar_iszerowidth (after) && !g_unichar_iszerowidth (before) &&
         !(after >= 0x1f1e6 && after <= 0x1f3ff);
}

/* Where the stretch that starts at @start ends, in bytes. */
static gsize
find_stretch_end (const char *text,
                  gsize       length,
                  gsize       start)
{
  const char *end = text + length;
  const char *p;

  if (length - start <= STRETCH)
    return length;

  p = g_utf8_find_next_char (text + start + STRETCH - 1, end);
  for (const char *q = p; q && q < end && q < p + STRETCH; q = g_utf8_next_char (q)) {
    if (may_part (q, FALSE))
      return q - text;
  }
  for (const char *q = p; q && q < end; q = g_utf8_next_char (q)) {
    if (may_part (q, TRUE))
      return q - text;
  }

  return length;
}

static void
shape_stretch (BulletinTypesetter *self,
               const BulletinText *text,
               gsize               start,
               gsize               end,
               guint              *span,
               BulletinShapedText *shaped)
{
  const char *string = text->text->str;
  const glong n_chars = g_utf8_strlen (string + start, (gssize) (end - start));
  g_autofree PangoLogAttr *log_attrs = g_new0 (PangoLogAttr, n_chars + 1);
  g_autoptr (PangoAttrList) attributes = make_attributes (self, text, *span, end);
  PangoGlyphString *glyphs = pango_glyph_string_new ();
  int first_char = 0;

  pango_get_log_attrs (string + start, (int) (end - start), -1, self->language, log_attrs, (int) n_chars + 1);
  /* Pango takes the stretch for a paragraph, which nothing stands before. */
  if (start > 0)
    log_attrs[0].is_line_break = g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (string + start)));

  GList *items = pango_itemize (self->context, string, (int) start, (int) (end - start), attributes, NULL);
  for (GList *link = items; link; link = link->next) {
    PangoItem *item = link->data;
    PangoGlyphItem glyph_item = { item, glyphs, 0, 0, 0 };
    PangoGlyphItemIter iter;

    keep_font (self, item->analysis.font);
    pango_shape_item (item, string, (int) text->text->len, NULL, glyphs, PANGO_SHAPE_NONE);

    for (gboolean more = pango_glyph_item_iter_init_start (&iter, &glyph_item, string); more;
         more = pango_glyph_item_iter_next_cluster (&iter)) {
      while (*span + 1 < text->spans->len && (guint) iter.start_index >= g_array_index (text->spans, BulletinTextSpan, *span).end)
        (*span)++;
      append_cluster (shaped, text, *span, item, glyphs, &iter, &log_attrs[first_char + iter.start_char]);
    }

    first_char += item->num_chars;
  }

  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  pango_glyph_string_free (glyphs);
}

static BulletinShapedText *
shape (BulletinTypesetter *self,
       const BulletinText *text,
       GCancellable       *cancellable)
{
  BulletinShapedText *shaped = g_rc_box_new (BulletinShapedText);
  const gsize length = text->text->len;
  guint span = 0;

  shaped->clusters = g_array_sized_new (FALSE, FALSE, sizeof (BulletinCluster), length / 3);
  shaped->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (PangoGlyphInfo), length / 3);

  for (gsize start = 0, end; start < length && !g_cancellable_is_cancelled (cancellable); start = end) {
    end = find_stretch_end (text->text->str, length, start);
    shape_stretch (self, text, start, end, &span, shaped);
  }

  return shaped;
}

/* What the shaping of a text depends on, and nothing else: a paragraph that only
 * moved in the source, or changed its place in the structure, is found again. */
static GBytes *
make_key (const BulletinText *text)
{
  GByteArray *key = g_byte_array_sized_new (text->text->len + 64);

  for (guint i = 0; i < text->spans->len; i++) {
    const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, i);
    const guint32 numbers[] = { span->start, span->end, span->font, span->bold != FALSE };
    const double measures[] = { span->size, span->tracking };

    g_byte_array_append (key, (const guint8 *) numbers, sizeof numbers);
    g_byte_array_append (key, (const guint8 *) measures, sizeof measures);
  }
  g_byte_array_append (key, (const guint8 *) text->text->str, text->text->len);

  return g_byte_array_free_to_bytes (key);
}

static void
clear_cache (BulletinTypesetter *self)
{
  g_hash_table_remove_all (self->cache);
  g_queue_init (&self->recent);
}

static void
remember (BulletinTypesetter *self,
          GBytes             *key,
          BulletinShapedText *shaped)
{
  CacheEntry *entry = g_new0 (CacheEntry, 1);

  if (self->recent.length >= MAX_CACHED) {
    CacheEntry *oldest = g_queue_peek_tail (&self->recent);

    g_queue_unlink (&self->recent, &oldest->link);
    g_hash_table_remove (self->cache, oldest->key);
  }

  entry->key = g_bytes_ref (key);
  entry->shaped = g_rc_box_acquire (shaped);
  entry->link.data = entry;
  g_hash_table_insert (self->cache, entry->key, entry);
  g_queue_push_head_link (&self->recent, &entry->link);
}

/**
 * bulletin_typesetter_get:
 *
 * Returns: (transfer none): the calling thread's typesetter
 */
BulletinTypesetter *
bulletin_typesetter_get (void)
{
  BulletinTypesetter *self = g_private_get (&thread_typesetter);

  if (!self) {
    self = bulletin_typesetter_new ();
    g_private_set (&thread_typesetter, self);
  }

  return self;
}

/**
 * bulletin_typesetter_ref:
 * @self: a typesetter
 *
 * Returns: (transfer full): @self; a reference may be held and dropped on any
 *   thread
 */
BulletinTypesetter *
bulletin_typesetter_ref (BulletinTypesetter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * bulletin_typesetter_unref:
 * @self: (transfer full): a typesetter
 */
void
bulletin_typesetter_unref (BulletinTypesetter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  clear_cache (self);
  g_hash_table_unref (self->cache);
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->installed);
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    bulletin_font_choice_free (self->choices[role]);
    g_free (self->families[role]);
  }
  g_object_unref (self->context);
  g_object_unref (self->font_map);
  g_free (self);
}

/**
 * bulletin_typesetter_set_template:
 * @self: the calling thread's typesetter
 * @page_template: the template whose families are used from now on
 *
 * Chooses the fonts for the roles. Must be called before anything is shaped.
 */
void
bulletin_typesetter_set_template (BulletinTypesetter         *self,
                                  const BulletinPageTemplate *page_template)
{
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    if (self->choices[role] && g_strcmp0 (self->families[role], page_template->families[role]) == 0)
      continue;

    g_clear_pointer (&self->choices[role], bulletin_font_choice_free);
    self->choices[role] = bulletin_font_choice_new (role, page_template, self->installed);
    g_set_str (&self->families[role], page_template->families[role]);
    clear_cache (self);
  }
}

/**
 * bulletin_typesetter_get_font_choice:
 * @self: a typesetter
 * @role: a role
 *
 * Returns: (transfer none): what bulletin_typesetter_set_template() chose
 */
const BulletinFontChoice *
bulletin_typesetter_get_font_choice (BulletinTypesetter *self,
                                     BulletinFontRole    role)
{
  return self->choices[role];
}

/**
 * bulletin_typesetter_shape:
 * @self: the calling thread's typesetter
 * @text: a paragraph's text
 * @cancellable: (nullable): ends it early
 *
 * Turns a text into clusters of glyphs, with the advances of the grid and the
 * places where a line may break. Short texts are remembered, the last
 * %MAX_CACHED of them. Takes time linear in the text.
 *
 * Returns: (transfer full): the shaped text, or once @cancellable is cancelled a
 *   beginning of it; to be used on this thread
 */
BulletinShapedText *
bulletin_typesetter_shape (BulletinTypesetter *self,
                           const BulletinText *text,
                           GCancellable       *cancellable)
{
  if (text->text->len > MAX_CACHED_TEXT)
    return shape (self, text, cancellable);

  g_autoptr (GBytes) key = make_key (text);
  CacheEntry *entry = g_hash_table_lookup (self->cache, key);

  if (entry) {
    g_queue_unlink (&self->recent, &entry->link);
    g_queue_push_head_link (&self->recent, &entry->link);
    return g_rc_box_acquire (entry->shaped);
  }

  BulletinShapedText *shaped = shape (self, text, NULL);
  remember (self, key, shaped);

  return shaped;
}

/**
 * bulletin_shaped_text_unref:
 * @self: (nullable) (transfer full): a shaped text
 */
void
bulletin_shaped_text_unref (BulletinShapedText *self)
{
  if (self)
    g_rc_box_release_full (self, shaped_text_clear);
}
