/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-xml-writer.h"

#include "bulletin-html.h"

#include <string.h>

struct _BulletinXmlWriter
{
  GString *xml;
  GPtrArray *open;        /* the names of the elements that are open */
  gboolean is_in_tag;     /* whether the last start tag still takes attributes */
};

/* What XML 1.0, 2.2, has no way to write at all, such as control characters and
 * bytes that are no UTF-8, becomes U+FFFD. Line ends and tabs in a value would be
 * read back as spaces, so there they are references. */
static void
append_escaped (GString    *xml,
                const char *text,
                gboolean    is_value)
{
  const char *end = text + strlen (text);

  while (text < end) {
    gunichar c = g_utf8_get_char_validated (text, end - text);

    if (c == (gunichar) -1 || c == (gunichar) -2) {
      g_string_append (xml, "\xef\xbf\xbd");
      text++;
      continue;
    }

    if (c == '&')
      g_string_append (xml, "&amp;");
    else if (c == '<')
      g_string_append (xml, "&lt;");
    else if (c == '>')
      g_string_append (xml, "&gt;");
    else if (c == '"' && is_value)
      g_string_append (xml, "&quot;");
    else if (c == '\r' || (is_value && (c == '\n' || c == '\t')))
      g_string_append_printf (xml, "&#%u;", c);
    else if (bulletin_is_no_character (c))
      g_string_append (xml, "\xef\xbf\xbd");
    else
      g_string_append_unichar (xml, c);
    text = g_utf8_next_char (text);
  }
}

static void
end_tag (BulletinXmlWriter *self)
{
  if (self->is_in_tag)
    g_string_append_c (self->xml, '>');
  self->is_in_tag = FALSE;
}

/**
 * bulletin_xml_writer_new:
 *
 * Returns: (transfer full): a writer of a standalone document
 */
BulletinXmlWriter *
bulletin_xml_writer_new (void)
{
  BulletinXmlWriter *self = g_new0 (BulletinXmlWriter, 1);

  self->xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  self->open = g_ptr_array_new ();
  return self;
}

/**
 * bulletin_xml_writer_free:
 * @self: (nullable) (transfer full): a writer
 */
void
bulletin_xml_writer_free (BulletinXmlWriter *self)
{
  if (!self)
    return;

  g_string_free (self->xml, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

/**
 * bulletin_xml_writer_open:
 * @self: a writer
 * @name: the name of an element; not copied, so a constant
 *
 * Opens an element within the one that is open.
 */
void
bulletin_xml_writer_open (BulletinXmlWriter *self,
                          const char        *name)
{
  end_tag (self);
  g_string_append_c (self->xml, '<');
  g_string_append (self->xml, name);
  g_ptr_array_add (self->open, (gpointer) name);
  self->is_in_tag = TRUE;
}

/**
 * bulletin_xml_writer_set:
 * @self: a writer that has just opened an element
 * @attribute: the name of an attribute
 * @value: its value
 */
void
bulletin_xml_writer_set (BulletinXmlWriter *self,
                         const char        *attribute,
                         const char        *value)
{
  g_return_if_fail (self->is_in_tag);

  g_string_append_printf (self->xml, " %s=\"", attribute);
  append_escaped (self->xml, value, TRUE);
  g_string_append_c (self->xml, '"');
}

/**
 * bulletin_xml_writer_set_int:
 * @self: a writer that has just opened an element
 * @attribute: the name of an attribute
 * @value: its value
 */
void
bulletin_xml_writer_set_int (BulletinXmlWriter *self,
                             const char        *attribute,
                             gint64             value)
{
  g_return_if_fail (self->is_in_tag);

  g_string_append_printf (self->xml, " %s=\"%" G_GINT64_FORMAT "\"", attribute, value);
}

/**
 * bulletin_xml_writer_text:
 * @self: a writer
 * @text: any text
 *
 * Writes text into the element that is open.
 */
void
bulletin_xml_writer_text (BulletinXmlWriter *self,
                          const char        *text)
{
  end_tag (self);
  append_escaped (self->xml, text, FALSE);
}

/**
 * bulletin_xml_writer_close:
 * @self: a writer
 *
 * Closes the element that was opened last.
 */
void
bulletin_xml_writer_close (BulletinXmlWriter *self)
{
  g_return_if_fail (self->open->len > 0);

  const char *name = g_ptr_array_steal_index (self->open, self->open->len - 1);

  if (self->is_in_tag)
    g_string_append (self->xml, "/>");
  else
    g_string_append_printf (self->xml, "</%s>", name);
  self->is_in_tag = FALSE;
}

/**
 * bulletin_xml_writer_element:
 * @self: a writer
 * @name: the name of an element
 * @...: names and values of its attributes in pairs, then %NULL
 *
 * Writes an element without content.
 */
void
bulletin_xml_writer_element (BulletinXmlWriter *self,
                             const char        *name,
                             ...)
{
  const char *attribute;
  va_list arguments;

  bulletin_xml_writer_open (self, name);
  va_start (arguments, name);
  while ((attribute = va_arg (arguments, const char *)))
    bulletin_xml_writer_set (self, attribute, va_arg (arguments, const char *));
  va_end (arguments);
  bulletin_xml_writer_close (self);
}

/**
 * bulletin_xml_writer_finish:
 * @self: (transfer full): a writer whose elements are all closed
 *
 * Returns: (transfer full): the document
 */
GBytes *
bulletin_xml_writer_finish (BulletinXmlWriter *self)
{
  GBytes *bytes;

  g_return_val_if_fail (self->open->len == 0, NULL);

  bytes = g_string_free_to_bytes (g_steal_pointer (&self->xml));
  self->xml = g_string_new (NULL);
  bulletin_xml_writer_free (self);
  return bytes;
}
