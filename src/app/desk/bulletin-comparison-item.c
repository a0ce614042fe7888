/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison-item.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is longer is cut where it is shown, in bytes: setting a paragraph of a
 * million characters would hold up the window. */
#define MAX_PIECE 6000
#define MAX_TEXT  60000

struct _BulletinComparisonItem
{
  GObject parent_instance;

  BulletinComparison *comparison;
  guint first;
  guint n_folded;
  /* Of a field. */
  char *label;
  char *old_value;
  char *new_value;
};

G_DEFINE_FINAL_TYPE (BulletinComparisonItem, bulletin_comparison_item, G_TYPE_OBJECT)

static void
bulletin_comparison_item_finalize (GObject *object)
{
  BulletinComparisonItem *self = BULLETIN_COMPARISON_ITEM (object);

  g_clear_pointer (&self->comparison, bulletin_comparison_unref);
  g_free (self->label);
  g_free (self->old_value);
  g_free (self->new_value);

  G_OBJECT_CLASS (bulletin_comparison_item_parent_class)->finalize (object);
}

static void
bulletin_comparison_item_class_init (BulletinComparisonItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_comparison_item_finalize;
}

static void
bulletin_comparison_item_init (BulletinComparisonItem *self)
{
}

BulletinComparisonItem *
bulletin_comparison_item_new_line (BulletinComparison *comparison,
                                   guint row)
{
  return bulletin_comparison_item_new_fold (comparison, row, 0);
}

BulletinComparisonItem *
bulletin_comparison_item_new_fold (BulletinComparison *comparison,
                                   guint first,
                                   guint n_rows)
{
  BulletinComparisonItem *self = g_object_new (BULLETIN_TYPE_COMPARISON_ITEM, NULL);

  self->comparison = bulletin_comparison_ref (comparison);
  self->first = first;
  self->n_folded = n_rows;
  return self;
}

BulletinComparisonItem *
bulletin_comparison_item_new_field (const BulletinMetadataDifference *difference)
{
  BulletinComparisonItem *self = g_object_new (BULLETIN_TYPE_COMPARISON_ITEM, NULL);

  self->label = g_strdup (difference->label);
  self->old_value = g_strdup (difference->old_value);
  self->new_value = g_strdup (difference->new_value);
  return self;
}

static const BulletinComparisonRow *
get_row (BulletinComparisonItem *self)
{
  return self->comparison && self->n_folded == 0 ? bulletin_comparison_get_row (self->comparison, self->first) : NULL;
}

guint
bulletin_comparison_item_get_fold (BulletinComparisonItem *self,
                                   guint *first)
{
  if (first)
    *first = self->first;
  return self->n_folded;
}

guint
bulletin_comparison_item_get_change (BulletinComparisonItem *self)
{
  const BulletinComparisonRow *row = get_row (self);

  return row ? row->change : BULLETIN_COMPARISON_NONE;
}

gboolean
bulletin_comparison_item_is_change (BulletinComparisonItem *self)
{
  return self->label || bulletin_comparison_item_get_change (self) != BULLETIN_COMPARISON_NONE;
}

BulletinComparisonKind
bulletin_comparison_item_get_kind (BulletinComparisonItem *self)
{
  const BulletinComparisonRow *row = get_row (self);

  if (row)
    return row->kind;
  return self->label ? BULLETIN_COMPARISON_CHANGED : BULLETIN_COMPARISON_SAME;
}

const char *
bulletin_comparison_item_get_label (BulletinComparisonItem *self)
{
  return self->label;
}

guint
bulletin_comparison_item_get_number (BulletinComparisonItem *self)
{
  const BulletinComparisonRow *row = get_row (self);

  if (!row)
    return 0;
  return (row->new_line != BULLETIN_COMPARISON_NONE ? row->new_line : row->old_line) + 1;
}

gboolean
bulletin_comparison_item_is_moved (BulletinComparisonItem *self)
{
  const BulletinComparisonRow *row = get_row (self);

  return row && row->moved != BULLETIN_COMPARISON_NONE;
}

/* --- The text -------------------------------------------------------------- */

static void
add_attribute (PangoAttrList *attributes,
               PangoAttribute *attribute,
               gsize start,
               gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

/* Struck through and reddish, underlined and greenish: the colours lie behind the
 * text and let a light ground through as well as a dark one. */
static void
mark (PangoAttrList *attributes,
      BulletinComparisonKind kind,
      gsize start,
      gsize end)
{
  if (kind == BULLETIN_COMPARISON_REMOVED) {
    add_attribute (attributes, pango_attr_strikethrough_new (TRUE), start, end);
    add_attribute (attributes, pango_attr_background_new (0xe0e0, 0x1b1b, 0x2424), start, end);
    add_attribute (attributes, pango_attr_background_alpha_new (0x3800), start, end);
  } else if (kind == BULLETIN_COMPARISON_ADDED) {
    add_attribute (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
    add_attribute (attributes, pango_attr_background_new (0x2e2e, 0xc2c2, 0x7e7e), start, end);
    add_attribute (attributes, pango_attr_background_alpha_new (0x4800), start, end);
  }
}

static void
append (GString *text,
        PangoAttrList *attributes,
        BulletinComparisonKind kind,
        const char *source,
        gsize length)
{
  gsize start = text->len;
  gsize shown = MIN (length, MAX_PIECE);

  if (text->len > MAX_TEXT)
    return;
  while (shown < length && ((guchar) source[shown] & 0xc0) == 0x80)
    shown--;
  g_string_append_len (text, source, (gssize) shown);
  if (shown < length)
    g_string_append (text, "…");
  if (attributes)
    mark (attributes, kind, start, text->len);
}

static void
append_value (GString *text,
              PangoAttrList *attributes,
              BulletinComparisonKind kind,
              const char *value)
{
  if (value)
    append (text, attributes, kind, value, strlen (value));
}

static gboolean
is_shown (BulletinComparisonKind kind,
          BulletinComparisonSide side)
{
  return side == BULLETIN_COMPARISON_BOTH || kind == BULLETIN_COMPARISON_SAME ||
         (kind == BULLETIN_COMPARISON_REMOVED) == (side == BULLETIN_COMPARISON_OLD);
}

static void
append_row (BulletinComparisonItem *self,
            GString *text,
            PangoAttrList *attributes,
            BulletinComparisonSide side)
{
  const BulletinComparisonRow *row = get_row (self);
  const char *old_text = bulletin_comparison_get_old_text (self->comparison);
  const char *new_text = bulletin_comparison_get_new_text (self->comparison);

  if (row->kind == BULLETIN_COMPARISON_CHANGED) {
    for (guint i = 0; i < row->n_pieces; i++) {
      const BulletinComparisonPiece *piece = bulletin_comparison_get_piece (self->comparison, row->first_piece + i);

      if (is_shown (piece->kind, side))
        append (text, attributes, piece->kind, (piece->kind == BULLETIN_COMPARISON_REMOVED ? old_text : new_text) + piece->offset, piece->length);
    }
  } else if (is_shown (row->kind, side)) {
    if (row->kind == BULLETIN_COMPARISON_REMOVED)
      append (text, attributes, row->kind, old_text + row->old_offset, row->old_length);
    else
      append (text, attributes, row->kind, new_text + row->new_offset, row->new_length);
  }
}

/**
 * bulletin_comparison_item_get_text:
 * @self: the item
 * @side: what is to be shown of it
 * @attributes: (out) (optional) (transfer full): what is removed and added in it
 *
 * Returns: (transfer full): the text; very long ones are cut
 */
char *
bulletin_comparison_item_get_text (BulletinComparisonItem *self,
                                   BulletinComparisonSide side,
                                   PangoAttrList **attributes)
{
  GString *text = g_string_new (NULL);
  PangoAttrList *list = attributes ? pango_attr_list_new () : NULL;

  if (self->n_folded > 0) {
    g_string_append_printf (text, ngettext ("%u line is the same", "%u lines are the same", self->n_folded), self->n_folded);
  } else if (self->label) {
    if (side != BULLETIN_COMPARISON_NEW)
      append_value (text, list, BULLETIN_COMPARISON_REMOVED, self->old_value);
    if (side == BULLETIN_COMPARISON_BOTH && self->old_value && self->new_value)
      g_string_append (text, " → ");
    if (side != BULLETIN_COMPARISON_OLD)
      append_value (text, list, BULLETIN_COMPARISON_ADDED, self->new_value);
  } else {
    append_row (self, text, list, side);
  }
  if (attributes)
    *attributes = list;
  return g_string_free (text, FALSE);
}

/* Each change in words, then the line as it is now. */
static char *
describe_changed (BulletinComparisonItem *self)
{
  const BulletinComparisonRow *row = get_row (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *now = bulletin_comparison_item_get_text (self, BULLETIN_COMPARISON_NEW, NULL);

  for (guint i = 0; i < row->n_pieces; i++) {
    const BulletinComparisonPiece *piece = bulletin_comparison_get_piece (self->comparison, row->first_piece + i);
    gboolean is_removed = piece->kind == BULLETIN_COMPARISON_REMOVED;
    g_autoptr (GString) words = g_string_new (NULL);

    if (piece->kind == BULLETIN_COMPARISON_SAME)
      continue;
    append (words, NULL, piece->kind,
            (is_removed ? bulletin_comparison_get_old_text (self->comparison) : bulletin_comparison_get_new_text (self->comparison)) + piece->offset,
            piece->length);
    /* Translators: said by a screen reader; a part of a line. */
    g_string_append_printf (text, is_removed ? _ ("removed “%s”, ") : _ ("added “%s”, "), words->str);
  }
  /* Translators: said by a screen reader: a line's number, what changed in it, the line. */
  return g_strdup_printf (_ ("Line %u changed: %snow: %s"), bulletin_comparison_item_get_number (self), text->str, now);
}

/**
 * bulletin_comparison_item_describe:
 * @self: the item
 *
 * Returns: (transfer full): the item in words alone
 */
char *
bulletin_comparison_item_describe (BulletinComparisonItem *self)
{
  g_autofree char *text = NULL;

  if (self->label)
    /* Translators: said by a screen reader: a field, what stood in it, what stands there. */
    return g_strdup_printf (_ ("%s: removed “%s”, added “%s”"), self->label, self->old_value ? self->old_value : "",
                            self->new_value ? self->new_value : "");
  text = bulletin_comparison_item_get_text (self, BULLETIN_COMPARISON_BOTH, NULL);
  switch (bulletin_comparison_item_get_kind (self)) {
  case BULLETIN_COMPARISON_REMOVED:
    return g_strdup_printf (bulletin_comparison_item_is_moved (self) ? _ ("Moved from here: %s") : _ ("Removed: %s"), text);
  case BULLETIN_COMPARISON_ADDED:
    return g_strdup_printf (bulletin_comparison_item_is_moved (self) ? _ ("Moved here: %s") : _ ("Added: %s"), text);
  case BULLETIN_COMPARISON_CHANGED:
    return describe_changed (self);
  default:
    return g_steal_pointer (&text);
  }
}
