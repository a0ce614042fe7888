/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

#include "bulletin-fonts.h"
#include "bulletin-text.h"

G_BEGIN_DECLS

/**
 * BulletinClusterFlags:
 * @BULLETIN_CLUSTER_CJK: takes part in the grid and may be spaced apart from its
 *   neighbours
 * @BULLETIN_CLUSTER_SPACE: white space, which may hang at a line's end
 * @BULLETIN_CLUSTER_BREAK: a line may begin with it
 * @BULLETIN_CLUSTER_OPENING: opening bracket or quote
 * @BULLETIN_CLUSTER_CLOSING: closing bracket, quote or stop
 * @BULLETIN_CLUSTER_MISSING: no font has the character
 */
typedef enum
{
  BULLETIN_CLUSTER_CJK = 1 << 0,
  BULLETIN_CLUSTER_SPACE = 1 << 1,
  BULLETIN_CLUSTER_BREAK = 1 << 2,
  BULLETIN_CLUSTER_OPENING = 1 << 3,
  BULLETIN_CLUSTER_CLOSING = 1 << 4,
  BULLETIN_CLUSTER_MISSING = 1 << 5,
} BulletinClusterFlags;

/**
 * BulletinCluster:
 * @c: its first character
 * @start, @length: its place in the text, in bytes
 * @glyph, @n_glyphs: its glyphs in the shaped text
 * @span: the index of its span
 * @font: (unowned): its font; the typesetter keeps it
 * @width: its advance in points
 * @shift: how far its glyphs stand right of the advance's start
 * @squeeze: by how much the advance may shrink before ink would touch, in points
 * @level: its bidirectional level
 *
 * The smallest piece of text that a line can be built of.
 */
typedef struct
{
  gunichar c;
  guint start, length;
  guint glyph, n_glyphs;
  guint span;
  PangoFont *font;
  double width;
  double shift;
  double squeeze;
  guint8 level;
  guint8 flags;
} BulletinCluster;

/**
 * BulletinShapedText:
 * @clusters: (element-type BulletinCluster): in logical order
 * @glyphs: (element-type PangoGlyphInfo)
 */
typedef struct
{
  GArray *clusters;
  GArray *glyphs;
} BulletinShapedText;

typedef struct _BulletinTypesetter BulletinTypesetter;

BulletinTypesetter       *bulletin_typesetter_get             (void);
BulletinTypesetter       *bulletin_typesetter_ref             (BulletinTypesetter         *self);
void                      bulletin_typesetter_unref           (BulletinTypesetter         *self);
void                      bulletin_typesetter_set_template    (BulletinTypesetter         *self,
                                                               const BulletinPageTemplate *page_template);
const BulletinFontChoice *bulletin_typesetter_get_font_choice (BulletinTypesetter         *self,
                                                               BulletinFontRole            role);
BulletinShapedText       *bulletin_typesetter_shape           (BulletinTypesetter         *self,
                                                               const BulletinText         *text,
                                                               GCancellable               *cancellable);
void                      bulletin_shaped_text_unref          (BulletinShapedText         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTypesetter, bulletin_typesetter_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinShapedText, bulletin_shaped_text_unref)

G_END_DECLS
