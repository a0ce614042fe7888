/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-preview-feed.h"

#include <math.h>
#include <string.h>

#include "bulletin-plan-drawing.h"

#define PICTURE_PREFIX "bulletin:picture/"

/* Something of a page, and where it stands: y in thousandths of a point. */
typedef struct
{
  guint id;
  int y;
} Item;

/* A file that pages show, for the web view's requests. */
typedef struct
{
  GBytes *content;
  char *media_type;
  char *uri;
  guint n_groups; /* that show it */
} Picture;

/* A group that the view has. */
typedef struct
{
  guint id;
  guint used; /* the serial of the last plan that had it */
  Picture *picture;
} Group;

struct _BulletinPreviewFeed
{
  GHashTable *groups; /* what a group looks like, GBytes → Group */
  GPtrArray *pages;   /* (element-type GArray of Item): what the view shows */
  guint last_id;
  guint serial;
};

/* Of all feeds: address → Picture. */
static GHashTable *pictures;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_bytes_unref (picture->content);
  g_free (picture->media_type);
  g_free (picture->uri);
  g_free (picture);
}

/* A picture that nothing shows any more is forgotten. */
static void
group_free (gpointer data)
{
  Group *group = data;

  if (group->picture && --group->picture->n_groups == 0)
    g_hash_table_remove (pictures, group->picture->uri);
  g_free (group);
}

BulletinPreviewFeed *
bulletin_preview_feed_new (void)
{
  BulletinPreviewFeed *self = g_new0 (BulletinPreviewFeed, 1);

  self->groups = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, group_free);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
bulletin_preview_feed_free (BulletinPreviewFeed *self)
{
  g_hash_table_unref (self->groups);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

void
bulletin_preview_feed_reset (BulletinPreviewFeed *self)
{
  g_hash_table_remove_all (self->groups);
  g_ptr_array_set_size (self->pages, 0);
}

/* --- What a group looks like, without its place ---------------------------- */

static void
append_value (GByteArray *key,
              gconstpointer value,
              gsize size)
{
  g_byte_array_append (key, value, (guint) size);
}

static GBytes *
get_line_key (const BulletinPlanLine *line)
{
  GByteArray *key = g_byte_array_sized_new (1024);
  guint8 kind = 'l';

  append_value (key, &kind, 1);
  append_value (key, &line->role, sizeof line->role);
  append_value (key, &line->colour, sizeof line->colour);
  for (guint i = 0; i < line->runs->len; i++) {
    const BulletinPlanRun *run = g_ptr_array_index (line->runs, i);

    append_value (key, run->text, strlen (run->text) + 1);
    append_value (key, &run->pango_font, sizeof run->pango_font);
    append_value (key, &run->x, sizeof run->x);
    append_value (key, &run->width, sizeof run->width);
    /* Fields, not structures: padding is not part of how it looks. */
    for (int k = 0; k < run->glyphs->num_glyphs; k++) {
      append_value (key, &run->glyphs->glyphs[k].geometry.width, sizeof (PangoGlyphUnit));
      append_value (key, &run->glyphs->glyphs[k].geometry.x_offset, sizeof (PangoGlyphUnit));
    }
  }
  return g_byte_array_free_to_bytes (key);
}

static GBytes *
get_rules_key (const BulletinPlanPage *page)
{
  GByteArray *key = g_byte_array_new ();
  guint8 kind = 'r';

  append_value (key, &kind, 1);
  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    append_value (key, &rule->x1, sizeof rule->x1);
    append_value (key, &rule->y1, sizeof rule->y1);
    append_value (key, &rule->x2, sizeof rule->x2);
    append_value (key, &rule->y2, sizeof rule->y2);
    append_value (key, &rule->width, sizeof rule->width);
    append_value (key, &rule->colour, sizeof rule->colour);
    append_value (key, &rule->is_star, sizeof rule->is_star);
  }
  return g_byte_array_free_to_bytes (key);
}

/* Its address holds for as long as a group shows it. It is a number and no hash: to
 * hash a photograph takes longer than a key may. */
static Picture *
keep_picture (const BulletinPlanPicture *shown)
{
  static guint n_kept;
  GHashTableIter iter;
  gpointer value;
  Picture *picture = NULL;

  if (!pictures)
    pictures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, picture_free);
  g_hash_table_iter_init (&iter, pictures);
  while (!picture && g_hash_table_iter_next (&iter, NULL, &value)) {
    if (((Picture *) value)->content == shown->content)
      picture = value;
  }
  if (!picture) {
    picture = g_new0 (Picture, 1);
    picture->content = g_bytes_ref (shown->content);
    picture->media_type = g_strdup (shown->media_type);
    picture->uri = g_strdup_printf (PICTURE_PREFIX "%u", ++n_kept);
    g_hash_table_insert (pictures, picture->uri, picture);
  }
  picture->n_groups++;
  return picture;
}

/* By the file's place in memory, which nothing else takes while the group keeps
 * the file: the file itself is too long to compare at every key. */
static GBytes *
get_picture_key (const BulletinPlanPicture *picture)
{
  GByteArray *key = g_byte_array_new ();
  guint8 kind = 'p';
  gsize size;
  gconstpointer data = g_bytes_get_data (picture->content, &size);

  append_value (key, &kind, 1);
  append_value (key, &data, sizeof data);
  append_value (key, &size, sizeof size);
  append_value (key, &picture->x, sizeof picture->x);
  append_value (key, &picture->width, sizeof picture->width);
  append_value (key, &picture->height, sizeof picture->height);
  append_value (key, picture->caption, strlen (picture->caption));
  return g_byte_array_free_to_bytes (key);
}

/* --- Saying it in JSON ----------------------------------------------------- */

static void
append_string (GString *json,
               const char *text)
{
  const char *run = text;

  g_string_append_c (json, '"');
  for (const char *p = text;; p++) {
    guchar c = (guchar) *p;

    if (c >= 0x20 && c != '"' && c != '\\')
      continue;
    g_string_append_len (json, run, p - run);
    if (c == '\0')
      break;
    if (c == '"' || c == '\\')
      g_string_append_printf (json, "\\%c", c);
    else
      g_string_append_printf (json, "\\u%04x", c);
    run = p + 1;
  }
  g_string_append_c (json, '"');
}

typedef struct
{
  BulletinPreviewFeed *feed;
  GString *groups;
} Update;

/* Takes @key; the group is new if the view does not have it. */
static Group *
get_group (Update *update,
           GBytes *key,
           gboolean *is_new)
{
  Group *group = g_hash_table_lookup (update->feed->groups, key);

  *is_new = group == NULL;
  if (group) {
    g_bytes_unref (key);
  } else {
    group = g_new0 (Group, 1);
    group->id = ++update->feed->last_id;
    g_hash_table_insert (update->feed->groups, key, group);
  }
  group->used = update->feed->serial;
  return group;
}

static void
add_group (Update *update,
           guint id,
           char *svg)
{
  g_string_append_printf (update->groups, "%s\"%u\":", update->groups->len > 0 ? "," : "", id);
  append_string (update->groups, svg);
  g_free (svg);
}

static void
add_item (GArray *items,
          guint id,
          double y)
{
  Item item = { id, (int) lround (y * 1000) };

  g_array_append_val (items, item);
}

/* Nothing of a page that is out of reach (NULL): the view leaves it empty. */
static GArray *
list_items (Update *update,
            const BulletinPlanPage *page)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));
  gboolean is_new;
  Group *group;

  if (!page)
    return items;
  if (page->rules->len > 0) {
    group = get_group (update, get_rules_key (page), &is_new);
    if (is_new)
      add_group (update, group->id, bulletin_plan_rules_to_svg (page));
    add_item (items, group->id, 0);
  }
  for (guint i = 0; i < page->pictures->len; i++) {
    const BulletinPlanPicture *picture = g_ptr_array_index (page->pictures, i);

    group = get_group (update, get_picture_key (picture), &is_new);
    if (is_new) {
      group->picture = keep_picture (picture);
      add_group (update, group->id, bulletin_plan_picture_to_svg (picture, group->picture->uri));
    }
    add_item (items, group->id, picture->y);
  }
  for (guint i = 0; i < page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);

    group = get_group (update, get_line_key (line), &is_new);
    if (is_new)
      add_group (update, group->id, bulletin_plan_line_to_svg (line));
    add_item (items, group->id, line->baseline);
  }
  return items;
}

static gboolean
is_same (const GArray *one,
         const GArray *other)
{
  return one->len == other->len && (one->len == 0 || memcmp (one->data, other->data, one->len * sizeof (Item)) == 0);
}

/* What no page shows any more the view forgets too. */
static void
append_dropped (BulletinPreviewFeed *self,
                GString *json)
{
  GHashTableIter iter;
  gpointer value;
  gboolean is_first = TRUE;

  g_string_append (json, "],\"drop\":[");
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Group *group = value;

    if (group->used == self->serial)
      continue;
    g_string_append_printf (json, "%s%u", is_first ? "" : ",", group->id);
    is_first = FALSE;
    g_hash_table_iter_remove (&iter);
  }
}

static void
append_numbers (GString *json,
                const char *name,
                const double *numbers,
                guint n_numbers)
{
  g_string_append_printf (json, "\"%s\":[", name);
  for (guint i = 0; i < n_numbers; i++) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", g_ascii_formatd (buffer, sizeof buffer, "%.3f", numbers[i]));
  }
  g_string_append (json, "],");
}

/**
 * bulletin_preview_feed_update:
 * @self: the feed
 * @plan: what the view is to show
 * @first_page: the first page that is in reach, from 0
 * @last_page: the last one; may be beyond the plan's
 *
 * What has to change, as JSON: the pages' `size` in points and their `count`; the
 * text `block`'s left, its left on even pages, top, width, height, rows and columns;
 * the `groups` of SVG that the view has not seen yet, by number; of each of the
 * `pages` that changes its `index` and `items`, a number and a y in thousandths
 * of a point by turns; and the groups to `drop`. The view has to take every
 * update, in order.
 *
 * Pages out of reach are left empty, so that a bulletin of a thousand pages costs
 * no more than one of twenty.
 *
 * Returns: (transfer full): the JSON
 */
char *
bulletin_preview_feed_update (BulletinPreviewFeed *self,
                              const BulletinPagePlan *plan,
                              guint first_page,
                              guint last_page)
{
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (plan);
  const guint n_pages = bulletin_page_plan_get_n_pages (plan);
  g_autoptr (GString) groups = g_string_new (NULL);
  GString *json = g_string_new (NULL);
  Update update = { self, groups };
  const double size[] = { page_template->page_width, page_template->page_height };
  const double right = page_template->page_width - page_template->margin_left - page_template->block_width;
  const double block[] = { page_template->margin_left, page_template->mirrors_margins ? right : page_template->margin_left,
                           page_template->margin_top, page_template->block_width, page_template->block_height,
                           page_template->rows, page_template->columns };
  gboolean is_first = TRUE;

  self->serial++;
  g_string_append_c (json, '{');
  append_numbers (json, "size", size, G_N_ELEMENTS (size));
  append_numbers (json, "block", block, G_N_ELEMENTS (block));
  g_string_append_printf (json, "\"count\":%u,\"pages\":[", n_pages);

  g_ptr_array_set_size (self->pages, MIN (self->pages->len, n_pages));
  for (guint i = 0; i < n_pages; i++) {
    const gboolean is_in_reach = i >= first_page && i <= last_page;
    g_autoptr (GArray) items = list_items (&update, is_in_reach ? bulletin_page_plan_get_page (plan, i) : NULL);

    if (i < self->pages->len ? is_same (items, g_ptr_array_index (self->pages, i)) : items->len == 0) {
      if (i >= self->pages->len)
        g_ptr_array_add (self->pages, g_steal_pointer (&items));
      continue;
    }
    g_string_append_printf (json, "%s{\"index\":%u,\"items\":[", is_first ? "" : ",", i);
    for (guint k = 0; k < items->len; k++)
      g_string_append_printf (json, "%s%u,%d", k > 0 ? "," : "", g_array_index (items, Item, k).id, g_array_index (items, Item, k).y);
    g_string_append (json, "]}");
    is_first = FALSE;
    if (i < self->pages->len) {
      g_array_unref (self->pages->pdata[i]);
      self->pages->pdata[i] = g_steal_pointer (&items);
    } else {
      g_ptr_array_add (self->pages, g_steal_pointer (&items));
    }
  }
  append_dropped (self, json);
  g_string_append_printf (json, "],\"groups\":{%s}}", groups->str);

  return g_string_free_and_steal (json);
}

GBytes *
bulletin_preview_feed_find_picture (const char *uri,
                                    const char **media_type)
{
  const Picture *picture = pictures && uri ? g_hash_table_lookup (pictures, uri) : NULL;

  if (!picture)
    return NULL;
  *media_type = picture->media_type;
  return g_bytes_ref (picture->content);
}
