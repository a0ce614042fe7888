/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-template-file.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-page-template.h"

#define FORMAT  "org.mdjgx.Bulletin.Template"
#define VERSION 1

/* A template with a long default text takes a few kilobytes. */
#define MAX_SIZE        (1024 * 1024)
#define MAX_WORDS       2000
#define MAX_TEXT_LENGTH (512 * 1024)
#define MAX_COPIES      99999
#define MAX_LENGTH      1000000

static const struct
{
  const char *name;
  gsize offset;
  gsize max_length;
  gboolean is_text; /* of several lines */
} words[] = {
  { "name", G_STRUCT_OFFSET (BulletinSeries, name), 200, FALSE },
  { "issuer", G_STRUCT_OFFSET (BulletinSeries, issuer), MAX_WORDS, FALSE },
  { "report-to", G_STRUCT_OFFSET (BulletinSeries, report_to), MAX_WORDS, FALSE },
  { "send-to", G_STRUCT_OFFSET (BulletinSeries, send_to), MAX_WORDS, FALSE },
  { "distribute-to", G_STRUCT_OFFSET (BulletinSeries, distribute_to), MAX_WORDS, FALSE },
  { "secrecy", G_STRUCT_OFFSET (BulletinSeries, secrecy), 200, FALSE },
  { "default-text", G_STRUCT_OFFSET (BulletinSeries, default_text), MAX_TEXT_LENGTH, TRUE },
};

static const struct
{
  const char *name;
  gsize offset;
  int maximum;
} numbers[] = {
  { "copies", G_STRUCT_OFFSET (BulletinSeries, copies), MAX_COPIES },
  { "target-length", G_STRUCT_OFFSET (BulletinSeries, target_length), MAX_LENGTH },
};

static gboolean
set_damaged (const char *name,
             GError    **error)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
               _ ("The template file is damaged: “%s” cannot be read. Ask for it again, or export it anew."), name);
  return FALSE;
}

static gboolean
has_only_printable (const char *text,
                    gboolean    may_have_lines)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_iscntrl (c) && !(may_have_lines && (c == '\n' || c == '\t')))
      return FALSE;
  }

  return TRUE;
}

static gboolean
read_words (JsonObject *object,
            guint       index,
            char      **value,
            GError    **error)
{
  JsonNode *node = json_object_get_member (object, words[index].name);
  const char *text;

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return set_damaged (words[index].name, error);

  text = json_node_get_string (node);
  if (strlen (text) > words[index].max_length || !g_utf8_validate (text, -1, NULL) || !has_only_printable (text, words[index].is_text))
    return set_damaged (words[index].name, error);

  if (words[index].is_text)
    *value = *text ? g_strdup (text) : NULL;
  else
    bulletin_metadata_set_string (value, text);
  return TRUE;
}

static gboolean
read_number (JsonObject *object,
             guint       index,
             int        *value,
             GError    **error)
{
  JsonNode *node = json_object_get_member (object, numbers[index].name);

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < 0 || json_node_get_int (node) > numbers[index].maximum)
    return set_damaged (numbers[index].name, error);

  *value = (int) json_node_get_int (node);
  return TRUE;
}

static BulletinSeries *
read_series (JsonObject *file,
             GError    **error)
{
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autofree char *json = NULL;
  JsonNode *node = json_object_get_member (file, "series");
  JsonNode *template_node = json_object_get_member (file, "template");
  JsonObject *object;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node)) {
    set_damaged ("series", error);
    return NULL;
  }
  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (!read_words (object, i, G_STRUCT_MEMBER_P (series, words[i].offset), error))
      return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (!read_number (object, i, G_STRUCT_MEMBER_P (series, numbers[i].offset), error))
      return NULL;
  }
  node = json_object_get_member (object, "uses-total");
  if (node && (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)) {
    set_damaged ("uses-total", error);
    return NULL;
  }
  series->uses_total = node && json_node_get_boolean (node);
  if (!series->name) {
    set_damaged ("name", error);
    return NULL;
  }

  if (!template_node || !JSON_NODE_HOLDS_OBJECT (template_node)) {
    set_damaged ("template", error);
    return NULL;
  }
  /* Read and written again: only what is known and possible goes on. */
  json = json_to_string (template_node, FALSE);
  page_template = bulletin_page_template_from_json (json, error);
  if (!page_template)
    return NULL;
  series->page_template = bulletin_page_template_to_json (page_template);

  return g_steal_pointer (&series);
}

/**
 * bulletin_template_file_write:
 * @series: a series
 *
 * Writes what a series is: its template, recipients and default text, but no
 * bulletin. A template of its own that cannot be read is written as the standard
 * one.
 *
 * Returns: (transfer full): the file's content, JSON in UTF-8
 */
GBytes *
bulletin_template_file_write (const BulletinSeries *series)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_from_json (series->page_template, NULL);
  g_autoptr (JsonObject) file = json_object_new ();
  g_autofree char *json = NULL;
  JsonObject *object = json_object_new ();
  char *text;

  if (!page_template)
    page_template = bulletin_page_template_new ();

  json_object_set_string_member (file, "format", FORMAT);
  json_object_set_int_member (file, "version", VERSION);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *value = G_STRUCT_MEMBER (char *, series, words[i].offset);

    if (value)
      json_object_set_string_member (object, words[i].name, value);
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (object, numbers[i].name, G_STRUCT_MEMBER (int, series, numbers[i].offset));
  json_object_set_boolean_member (object, "uses-total", series->uses_total);
  json_object_set_object_member (file, "series", object);

  json = bulletin_page_template_to_json (page_template);
  json_object_set_member (file, "template", json_from_string (json, NULL));

  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), file);
  g_autofree char *written = json_to_string (root, TRUE);
  text = g_strconcat (written, "\n", NULL);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * bulletin_template_file_read:
 * @content: a file's content, from anywhere
 * @error: where an error goes, or %NULL
 *
 * Reads what bulletin_template_file_write() writes. Sizes are bounded and every
 * value is checked.
 *
 * Returns: (transfer full) (nullable): a series that is not stored, or %NULL with
 *   %BULLETIN_EXCHANGE_ERROR_TOO_LARGE, %BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT
 *   (no template, or a later version's), %BULLETIN_EXCHANGE_ERROR_INVALID or
 *   %BULLETIN_LAYOUT_ERROR_TEMPLATE
 */
BulletinSeries *
bulletin_template_file_read (GBytes  *content,
                             GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  JsonNode *root, *format, *version;

  if (length > MAX_SIZE) {
    g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                         _ ("The file is too large for a template. Choose one that was exported from a series."));
    return NULL;
  }

  root = length > 0 && g_utf8_validate (text, (gssize) length, NULL) && json_parser_load_from_data (parser, text, (gssize) length, NULL) ? json_parser_get_root (parser) : NULL;
  format = root && JSON_NODE_HOLDS_OBJECT (root) ? json_object_get_member (json_node_get_object (root), "format") : NULL;
  if (!format || !JSON_NODE_HOLDS_VALUE (format) || g_strcmp0 (json_node_get_string (format), FORMAT) != 0) {
    /* A file that says what it is but cannot be parsed was cut off or changed. */
    if (!root && length > 0 && g_strstr_len (text, (gssize) length, FORMAT))
      g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                           _ ("The template file is damaged. Ask for it again, or export it anew."));
    else
      g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                           _ ("The file is not a template. Choose one that was exported from a series."));
    return NULL;
  }

  version = json_object_get_member (json_node_get_object (root), "version");
  if (!version || !JSON_NODE_HOLDS_VALUE (version) || json_node_get_value_type (version) != G_TYPE_INT64 || json_node_get_int (version) < 1) {
    set_damaged ("version", error);
    return NULL;
  }
  if (json_node_get_int (version) > VERSION) {
    g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                         _ ("The template was written by a newer version of Bulletin. Update Bulletin on this computer, then import it again."));
    return NULL;
  }

  return read_series (json_node_get_object (root), error);
}

/**
 * bulletin_template_file_load:
 * @file: a file
 * @cancellable: (nullable): a cancellable
 * @error: where an error goes, or %NULL
 *
 * Reads a file as bulletin_template_file_read() does. Blocks: for a worker thread.
 *
 * Returns: (transfer full) (nullable): a series that is not stored
 */
BulletinSeries *
bulletin_template_file_load (GFile        *file,
                             GCancellable *cancellable,
                             GError      **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &reason);
  g_autoptr (GBytes) content = stream ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_SIZE + 1, cancellable, &reason) : NULL;

  if (!content) {
    g_autofree char *name = bulletin_file_get_name (file);

    if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_propagate_error (error, g_steal_pointer (&reason));
    else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND,
                   _ ("There is no file “%s”. Check its name."), name);
    else
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                   _ ("“%s” cannot be read. Choose another file, or ask who owns it for permission."), name);
    return NULL;
  }

  return bulletin_template_file_read (content, error);
}

/* A name that no series of the library has: the same with a number behind it. */
static char *
find_free_name (GPtrArray  *list,
                const char *name)
{
  for (int i = 2;; i++) {
    g_autofree char *candidate = g_strdup_printf ("%s（%d）", name, i);
    gboolean is_free = TRUE;

    for (guint j = 0; j < list->len && is_free; j++)
      is_free = strcmp (((const BulletinSeries *) g_ptr_array_index (list, j))->name, candidate) != 0;
    if (is_free)
      return g_steal_pointer (&candidate);
  }
}

/**
 * bulletin_template_import:
 * @library: the library
 * @series: a series that is not stored; becomes the one that is
 * @collision: what to do if there is a series of that name
 * @who: the person's name
 * @error: where an error goes, or %NULL
 *
 * Takes a series that was read from a file into the library.
 *
 * Returns: (transfer full) (nullable): the operation, which can be undone; or
 *   %NULL, with %BULLETIN_EXCHANGE_ERROR_EXISTS if the import is refused
 */
char *
bulletin_template_import (BulletinLibrary          *library,
                          BulletinSeries           *series,
                          BulletinTemplateCollision collision,
                          const char               *who,
                          GError                  **error)
{
  g_autoptr (GPtrArray) list = bulletin_library_list_series (library, error);
  const BulletinSeries *existing = NULL;

  if (!list)
    return NULL;

  for (guint i = 0; i < list->len && !existing; i++) {
    const BulletinSeries *candidate = g_ptr_array_index (list, i);

    if (strcmp (candidate->name, series->name) == 0)
      existing = candidate;
  }

  if (existing && collision == BULLETIN_TEMPLATE_REFUSE) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                 _ ("There is a series “%s” already. Say whether to replace it or to keep both."), series->name);
    return NULL;
  }
  if (existing && collision == BULLETIN_TEMPLATE_REPLACE) {
    g_set_str (&series->id, existing->id);
    series->position = existing->position;
  } else if (existing) {
    g_autofree char *name = find_free_name (list, series->name);

    g_set_str (&series->name, name);
  }

  return bulletin_library_edit_series (library, series, who, error);
}
