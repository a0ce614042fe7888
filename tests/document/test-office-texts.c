/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"
#include "bulletin-rule.h"
#include "rule-materials.h"

#include <string.h>

/* Whole texts, each with everything that the checks find in it: what is missed and
 * what is found without a reason both fail. */

typedef struct
{
  char *name;
  GPtrArray *expected; /* "rule words" */
  BulletinMetadata *metadata;
  GString *text;
} OfficeText;

static void
office_text_free (gpointer data)
{
  OfficeText *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->expected);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static GPtrArray *
read_texts (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "document", "office-texts.txt", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *texts = g_ptr_array_new_with_free_func (office_text_free);
  OfficeText *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "=== ")) {
      text = g_new0 (OfficeText, 1);
      text->name = g_strdup (lines[i] + strlen ("=== "));
      text->expected = g_ptr_array_new_with_free_func (g_free);
      text->text = g_string_new (NULL);
      g_ptr_array_add (texts, text);
    } else if (text == NULL) {
      continue;
    } else if (text->text->len == 0 && g_str_has_prefix (lines[i], "! ")) {
      g_ptr_array_add (text->expected, g_strdup (lines[i] + strlen ("! ")));
    } else if (text->text->len == 0 && g_str_has_prefix (lines[i], "#")) {
      text->metadata = rule_metadata_read (lines[i] + 1);
    } else {
      g_string_append (text->text, lines[i]);
      g_string_append_c (text->text, '\n');
    }
  }

  return texts;
}

/* Of the metadata only what the text itself is about. */
static gboolean
is_about_properties (const BulletinFinding *finding)
{
  return bulletin_rule_find (finding->rule)->group == BULLETIN_RULE_GROUP_PROPERTIES;
}

static void
test_text (gconstpointer data)
{
  const OfficeText *text = data;
  g_autoptr (BulletinMaterials) materials = rule_materials_new ();
  g_autoptr (BulletinDocument) document = bulletin_document_new (text->text->str, -1, materials);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, text->metadata);
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (guint i = 0; i < text->expected->len; i++)
    g_ptr_array_add (expected, text->expected->pdata[i]);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = findings->pdata[i];
    g_autofree char *words = finding->offset == BULLETIN_FINDING_NOWHERE
                                 ? g_strdup ("")
                                 : g_strndup (text->text->str + finding->offset, finding->length);
    g_autofree char *found = g_strconcat (finding->rule, " ", words, NULL);
    guint at;

    if (is_about_properties (finding))
      continue;
    if (g_ptr_array_find_with_equal_func (expected, found, g_str_equal, &at))
      g_ptr_array_remove_index (expected, at);
    else
      g_test_fail_printf ("%s: nothing is wrong with “%s”: %s", text->name, found, finding->message);
  }
  for (guint i = 0; i < expected->len; i++)
    g_test_fail_printf ("%s: “%s” is not found", text->name, (const char *) expected->pdata[i]);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) texts = NULL;

  g_test_init (&argc, &argv, NULL);

  texts = read_texts ();
  g_assert_cmpuint (texts->len, >=, 60);
  for (guint i = 0; i < texts->len; i++) {
    const OfficeText *text = texts->pdata[i];
    g_autofree char *path = g_strdup_printf ("/office-texts/%s", text->name);

    g_test_add_data_func (path, text, test_text);
  }

  return g_test_run ();
}
