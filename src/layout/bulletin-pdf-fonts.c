/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pdf-fonts.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-subset.h>
#include <pango/pangofc-font.h>
#include <string.h>

#include "bulletin-scaled-font.h"

/* The tables that place glyphs and choose others for them: the plan has done both. */
static const hb_tag_t unused_tables[] = {
  HB_TAG ('B', 'A', 'S', 'E'),
  HB_TAG ('D', 'S', 'I', 'G'),
  HB_TAG ('G', 'D', 'E', 'F'),
  HB_TAG ('G', 'P', 'O', 'S'),
  HB_TAG ('G', 'S', 'U', 'B'),
  HB_TAG ('V', 'O', 'R', 'G'),
  HB_TAG ('k', 'e', 'r', 'n'),
  HB_TAG ('v', 'h', 'e', 'a'),
  HB_TAG ('v', 'm', 't', 'x'),
};

/* A font file of the plan, whatever the sizes that it is shown in. */
typedef struct
{
  hb_set_t *glyphs;
  hb_set_t *characters;
  hb_map_t *numbers;         /* glyphs of the file → glyphs of the subset */
  cairo_font_face_t *subset; /* NULL: it is embedded as it is */
  GHashTable *spellings;     /* glyphs of the file → what each is read as */
} Face;

/* A font of the plan in its size. */
typedef struct
{
  cairo_scaled_font_t *font;
  gboolean is_subset;
} Scaled;

struct _BulletinPdfFonts
{
  GHashTable *faces;  /* hb_face_t → Face */
  GHashTable *scaled; /* PangoFont → Scaled */
  BulletinPdfSigns *signs;
};

/* What a face of FreeType lives on. */
typedef struct
{
  FT_Library library;
  FT_Face face;
  hb_blob_t *blob;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  if (loaded->face)
    FT_Done_Face (loaded->face);
  if (loaded->library)
    FT_Done_FreeType (loaded->library);
  hb_blob_destroy (loaded->blob);
  g_free (loaded);
}

static void
scaled_free (gpointer data)
{
  Scaled *scaled = data;

  cairo_scaled_font_destroy (scaled->font);
  g_free (scaled);
}

static void
face_free (gpointer data)
{
  Face *face = data;

  hb_set_destroy (face->glyphs);
  hb_set_destroy (face->characters);
  hb_map_destroy (face->numbers);
  g_hash_table_unref (face->spellings);
  g_clear_pointer (&face->subset, cairo_font_face_destroy);
  g_free (face);
}

/* Whether fontconfig asks for more than the file's own outlines: slanted or made
 * bolder by the renderer, or one instance of many that a file holds. */
static gboolean
is_altered (PangoFont *font)
{
  FcPattern *pattern = PANGO_IS_FC_FONT (font) ? pango_fc_font_get_pattern (PANGO_FC_FONT (font)) : NULL;
  unsigned int n_coords = 0;
  FcMatrix *matrix;
  FcBool flag;

  if (!pattern)
    return TRUE;
  hb_font_get_var_coords_normalized (pango_font_get_hb_font (font), &n_coords);
  return n_coords > 0 ||
         FcPatternGetMatrix (pattern, FC_MATRIX, 0, &matrix) == FcResultMatch ||
         (FcPatternGetBool (pattern, FC_EMBOLDEN, 0, &flag) == FcResultMatch && flag) ||
         (FcPatternGetBool (pattern, FC_VARIABLE, 0, &flag) == FcResultMatch && flag);
}

static void
add_run (BulletinPdfFonts *self,
         const BulletinPlanRun *run)
{
  hb_face_t *hb_face = hb_font_get_face (pango_font_get_hb_font (run->pango_font));
  Face *face = g_hash_table_lookup (self->faces, hb_face);

  if (!face) {
    face = g_new0 (Face, 1);
    face->glyphs = hb_set_create ();
    face->characters = hb_set_create ();
    face->numbers = hb_map_create ();
    face->spellings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    g_hash_table_insert (self->faces, hb_face_reference (hb_face), face);
  }
  for (int i = 0; i < run->glyphs->num_glyphs; i++) {
    if (run->glyphs->glyphs[i].glyph < hb_face_get_glyph_count (hb_face))
      hb_set_add (face->glyphs, run->glyphs->glyphs[i].glyph);
  }
  for (const char *p = run->text; *p; p = g_utf8_next_char (p))
    hb_set_add (face->characters, g_utf8_get_char (p));
}

/* The glyphs that the plan shows and that no character of it stands for by itself. */
static hb_set_t *
find_chosen_glyphs (hb_face_t *hb_face,
                    const Face *face)
{
  hb_set_t *chosen = hb_set_copy (face->glyphs);
  hb_font_t *font = hb_font_create (hb_face);
  hb_codepoint_t character = HB_SET_VALUE_INVALID;
  hb_codepoint_t glyph;

  while (hb_set_next (face->characters, &character)) {
    if (hb_font_get_nominal_glyph (font, character, &glyph))
      hb_set_del (chosen, glyph);
  }
  hb_set_del (chosen, 0); /* which every font has */
  hb_font_destroy (font);

  return chosen;
}

/* The font keeps its names. NULL if HarfBuzz cannot read it. */
static hb_blob_t *
cut (hb_face_t *hb_face,
     Face *face)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_set_t *dropped, *chosen;
  hb_subset_plan_t *plan;
  hb_face_t *subset;
  hb_blob_t *blob;

  if (!input)
    return NULL;
  dropped = hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (guint i = 0; i < G_N_ELEMENTS (unused_tables); i++)
    hb_set_add (dropped, unused_tables[i]);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  hb_set_union (hb_subset_input_unicode_set (input), face->characters);
  /* Asked for glyphs by their numbers, HarfBuzz turns all of the font's list of
   * characters round first, which takes as long as the rest. */
  chosen = find_chosen_glyphs (hb_face, face);
  hb_set_union (hb_subset_input_glyph_set (input), chosen);
  hb_set_destroy (chosen);
  plan = hb_subset_plan_create_or_fail (hb_face, input);
  hb_subset_input_destroy (input);
  if (!plan)
    return NULL;
  subset = hb_subset_plan_execute_or_fail (plan);
  hb_map_update (face->numbers, hb_subset_plan_old_to_new_glyph_mapping (plan));
  hb_subset_plan_destroy (plan);
  if (!subset)
    return NULL;
  blob = hb_face_reference_blob (subset);
  hb_face_destroy (subset);

  return blob;
}

/* NULL if it cannot be done. Every face has a FreeType of its own: cairo may let go
 * of it on another thread. */
static cairo_font_face_t *
load (hb_face_t *hb_face,
      Face *face)
{
  static const cairo_user_data_key_t key;
  Loaded *loaded = g_new0 (Loaded, 1);
  cairo_font_face_t *font_face;
  unsigned int length;
  const char *data;

  loaded->blob = cut (hb_face, face);
  data = loaded->blob ? hb_blob_get_data (loaded->blob, &length) : NULL;
  if (!data || FT_Init_FreeType (&loaded->library) != 0 ||
      FT_New_Memory_Face (loaded->library, (const FT_Byte *) data, (FT_Long) length, 0, &loaded->face) != 0) {
    loaded_free (loaded);
    return NULL;
  }
  font_face = cairo_ft_font_face_create_for_ft_face (loaded->face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data (font_face, &key, loaded, loaded_free) != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy (font_face);
    loaded_free (loaded);
    return NULL;
  }

  return font_face;
}

/**
 * bulletin_pdf_fonts_new:
 * @plan: what is going to be drawn
 *
 * Looks through all of the plan and prepares its fonts. A font that cannot be cut
 * down is left as it is.
 *
 * Returns: (transfer full): the fonts; for one thread
 */
BulletinPdfFonts *
bulletin_pdf_fonts_new (const BulletinPagePlan *plan)
{
  BulletinPdfFonts *self = g_new0 (BulletinPdfFonts, 1);
  GHashTableIter iter;
  gpointer key, value;

  self->faces = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) hb_face_destroy, face_free);
  self->scaled = g_hash_table_new_full (NULL, NULL, g_object_unref, scaled_free);
  self->signs = bulletin_pdf_signs_new ();
  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, i);

    for (guint j = 0; j < page->lines->len; j++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, j);

      for (guint k = 0; k < line->runs->len; k++)
        add_run (self, g_ptr_array_index (line->runs, k));
    }
  }
  g_hash_table_iter_init (&iter, self->faces);
  while (g_hash_table_iter_next (&iter, &key, &value))
    ((Face *) value)->subset = load (key, value);

  return self;
}

void
bulletin_pdf_fonts_free (BulletinPdfFonts *self)
{
  g_hash_table_unref (self->scaled);
  g_hash_table_unref (self->faces);
  bulletin_pdf_signs_free (self->signs);
  g_free (self);
}

/**
 * bulletin_pdf_fonts_use:
 * @self: the fonts of a plan
 * @font: the font of one of its runs
 * @glyphs: (inout) (array length=n_glyphs): the glyphs of the run, which get the
 *   numbers that they have in the font that is set
 * @n_glyphs: how many
 * @cr: the context that is to draw them
 *
 * Sets the font to draw a run with; its outlines and advances are those of @font.
 */
void
bulletin_pdf_fonts_use (BulletinPdfFonts *self,
                        PangoFont *font,
                        cairo_glyph_t *glyphs,
                        int n_glyphs,
                        cairo_t *cr)
{
  const Face *face = g_hash_table_lookup (self->faces, hb_font_get_face (pango_font_get_hb_font (font)));
  Scaled *scaled = g_hash_table_lookup (self->scaled, font);

  if (!scaled) {
    scaled = g_new0 (Scaled, 1);
    scaled->is_subset = face && face->subset && !is_altered (font);
    scaled->font = scaled->is_subset ? bulletin_scaled_font_new (font, face->subset)
                                     : cairo_scaled_font_reference (bulletin_scaled_font_get (font));
    g_hash_table_insert (self->scaled, g_object_ref (font), scaled);
  }

  cairo_set_scaled_font (cr, scaled->font);
  for (int i = 0; scaled->is_subset && i < n_glyphs; i++) {
    const hb_codepoint_t number = hb_map_get (face->numbers, (hb_codepoint_t) glyphs[i].index);

    glyphs[i].index = number == HB_MAP_VALUE_INVALID ? 0 : number;
  }
}

gboolean
bulletin_pdf_fonts_spell (BulletinPdfFonts *self,
                          PangoFont *font,
                          PangoGlyph glyph,
                          const char *text,
                          int length)
{
  const Face *face = g_hash_table_lookup (self->faces, hb_font_get_face (pango_font_get_hb_font (font)));
  const char *spelling;

  /* The box for what is missing stands for nothing. */
  if (!face || glyph == 0)
    return FALSE;
  spelling = g_hash_table_lookup (face->spellings, GUINT_TO_POINTER (glyph));
  if (spelling)
    return strncmp (spelling, text, length) == 0 && spelling[length] == '\0';
  g_hash_table_insert (face->spellings, GUINT_TO_POINTER (glyph), g_strndup (text, length));

  return TRUE;
}

BulletinPdfSigns *
bulletin_pdf_fonts_get_signs (BulletinPdfFonts *self)
{
  return self->signs;
}
