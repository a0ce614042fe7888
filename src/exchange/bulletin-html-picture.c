/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-escape.h"
#include "bulletin-html-reader-private.h"

/* More of an address than this says nothing to a reader. */
#define MAX_SHOWN_ADDRESS 200

void
bulletin_html_picture_free (BulletinHtmlPicture *self)
{
  g_free (self->name);
  g_free (self->caption);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->uri);
  g_free (self);
}

/**
 * bulletin_html_picture_get_line:
 * @self: a picture
 *
 * Returns: (transfer full): the line that stands for it in the text
 */
char *
bulletin_html_picture_get_line (const BulletinHtmlPicture *self)
{
  return g_strdup_printf ("![%s](attachment:%s)", self->caption ? self->caption : "", self->name);
}

/* The end of a file's name for an image type that a bulletin may hold, or NULL. */
static const char *
get_ending (const char *mime_type)
{
  static const struct
  {
    const char *type;
    const char *ending;
  } types[] = {
    { "image/png", "png" },
    { "image/jpeg", "jpg" },
    { "image/jpg", "jpg" },
    { "image/gif", "gif" },
    { "image/webp", "webp" },
    { "image/bmp", "bmp" },
    { "image/tiff", "tiff" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    if (g_ascii_strcasecmp (mime_type, types[i].type) == 0)
      return types[i].ending;
  }
  return NULL;
}

/* data:image/png;base64,… */
static GBytes *
read_data_uri (const char *uri,
               const char **ending)
{
  const char *comma = strchr (uri, ',');
  g_autofree char *head = NULL;
  g_auto (GStrv) parts = NULL;
  guint n;
  guchar *data;
  gsize length;

  if (!comma)
    return NULL;
  head = g_strndup (uri + strlen ("data:"), comma - uri - strlen ("data:"));
  parts = g_strsplit (head, ";", -1);
  n = g_strv_length (parts);
  if (n < 2 || g_ascii_strcasecmp (parts[n - 1], "base64") != 0)
    return NULL;
  *ending = get_ending (parts[0]);
  if (!*ending)
    return NULL;
  data = g_base64_decode (comma + 1, &length);
  return g_bytes_new_take (data, length);
}

static gboolean
has_scheme (const char *uri,
            const char *scheme)
{
  return g_ascii_strncasecmp (uri, scheme, strlen (scheme)) == 0;
}

static char *
make_name (BulletinHtmlReader *self,
           const char *uri,
           const char *ending)
{
  if (ending)
    return g_strdup_printf ("图%u.%s", self->pictures->len + 1, ending);
  /* The file's own name, as far as the markup takes it. */
  {
    g_autofree char *decoded = g_uri_unescape_string (uri, NULL);
    g_autofree char *valid = g_utf8_make_valid (decoded ? decoded : uri, -1);
    char *name;

    g_strdelimit (valid, "\\", '/');
    name = g_path_get_basename (valid);
    g_strdelimit (name, "()[]{}|?#\n\r\t", '-');
    return name;
  }
}

/* What programs put there when nobody wrote a text. */
static gboolean
is_empty_words (const char *text)
{
  return g_str_has_prefix (text, "IMG") || g_str_has_prefix (text, "image") || g_str_has_prefix (text, "Picture ") ||
         g_str_has_prefix (text, "图片 ") || strchr (text, '/') || strchr (text, '\\');
}

static char *
make_caption (BulletinHtmlReader *self,
              const GumboElement *image)
{
  const char *alt = bulletin_html_get_attribute (image, "alt");
  const char *caption = self->figure_caption;

  self->figure_caption = NULL;
  if (caption)
    return g_strdup (caption);
  if (!alt || !*alt || strlen (alt) > 300 || is_empty_words (alt))
    return NULL;
  return bulletin_escape_cell (alt);
}

/* A picture of a point or two counts visitors or fills a gap. */
static gboolean
is_speck (const GumboElement *image)
{
  const char *width = bulletin_html_get_attribute (image, "width");
  const char *height = bulletin_html_get_attribute (image, "height");

  return (width && atoi (width) <= 2 && g_ascii_isdigit (*width)) ||
         (height && atoi (height) <= 2 && g_ascii_isdigit (*height));
}

/* The line that says where a picture would be that is not taken. */
static void
name_picture (BulletinHtmlReader *self,
              const GumboElement *image,
              const char *uri)
{
  const char *alt = bulletin_html_get_attribute (image, "alt");
  gboolean is_data = has_scheme (uri, "data:");
  g_autofree char *shown = g_utf8_substring (uri, 0, MIN (g_utf8_strlen (uri, -1), MAX_SHOWN_ADDRESS));
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  if (is_data)
    words = g_strdup_printf ("【图片未导入：%s】", alt ? alt : "");
  else
    words = g_strdup_printf ("【图片未导入：%s%s%s】", alt && *alt ? alt : "", alt && *alt ? "，" : "", shown);
  markup = bulletin_escape_cell (words);
  bulletin_html_reader_add_block (self, markup, 0, FALSE);
}

/* A picture takes a line of its own; one in a table comes before it. */
void
bulletin_html_reader_read_picture (BulletinHtmlReader *self,
                                   const GumboElement *image)
{
  const char *uri = bulletin_html_get_attribute (image, "src");
  const char *ending = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *line = NULL;
  BulletinHtmlPicture *picture;

  if (!uri || !*uri || is_speck (image))
    return;
  if (!self->cell)
    bulletin_html_reader_end_line (self, 0);

  if (has_scheme (uri, "data:"))
    bytes = read_data_uri (uri, &ending);
  if (!bytes && !has_scheme (uri, "file:") && (g_uri_peek_scheme (uri) || g_str_has_prefix (uri, "//"))) {
    name_picture (self, image, uri);
    return;
  }

  picture = g_new0 (BulletinHtmlPicture, 1);
  picture->name = make_name (self, uri, ending);
  picture->caption = make_caption (self, image);
  picture->bytes = g_steal_pointer (&bytes);
  picture->uri = picture->bytes ? NULL : g_strdup (uri);
  g_ptr_array_add (self->pictures, picture);
  line = bulletin_html_picture_get_line (picture);
  bulletin_html_reader_add_block (self, line, 0, FALSE);
}
