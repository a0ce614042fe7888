/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-comparison.h"

/* revisions and diff: what a bulletin said before. */

/* How many lines that are the same stand round a change. */
#define CONTEXT 2

static guint
count_words (BulletinLibrary *library,
             const BulletinRevision *revision,
             GError **error)
{
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autofree char *text = NULL;

  if (!bulletin_library_get_revision (library, revision->id, &metadata, &text, error))
    return 0;
  document = bulletin_document_parse (text, -1);
  return bulletin_document_count_words (document);
}

static int
run_revisions (BulletinCli *cli,
               int argc,
               char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GError) error = NULL;
  gboolean as_json = FALSE;
  BulletinLibrary *library;
  int status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("A line for each revision, newest first: its number, when it was made, by whom, how many words it has, and its name, parted by tabs."),
                           1, 1, &arguments, &status))
    return status;
  library = bulletin_cli_open_library (cli, FALSE, &error);
  revisions = library ? bulletin_library_list_revisions (library, arguments[0], &error) : NULL;
  if (!revisions)
    return bulletin_cli_fail (error);

  json_builder_begin_array (builder);
  for (guint i = 0; i < revisions->len; i++) {
    const BulletinRevision *revision = revisions->pdata[i];
    const char *name = revision->note && *revision->note ? revision->note : NULL;
    guint n_words = count_words (library, revision, &error);

    if (error)
      return bulletin_cli_fail (error);
    json_builder_begin_object (builder);
    bulletin_cli_add_number (builder, "revision", revision->ordinal);
    bulletin_cli_add_string (builder, "uuid", revision->id);
    bulletin_cli_add_string (builder, "at", revision->at);
    bulletin_cli_add_string (builder, "who", revision->who);
    bulletin_cli_add_number (builder, "words", n_words);
    bulletin_cli_add_string (builder, "name", name);
    json_builder_end_object (builder);
    if (!as_json)
      g_string_append_printf (cli->output, "%d\t%s\t%s\t%u\t%s\n", revision->ordinal, revision->at, revision->who,
                              n_words, name ? name : "");
  }
  json_builder_end_array (builder);
  if (as_json) {
    g_autoptr (JsonNode) root = json_builder_get_root (builder);

    bulletin_cli_print_json (cli, root);
  }
  return BULLETIN_CLI_DONE;
}

/* A revision by its number, or "now" for what is being typed. */
static gboolean
read_revision (BulletinLibrary *library,
               const char *id,
               const char *argument,
               BulletinMetadata **metadata,
               char **text,
               GError **error)
{
  g_autoptr (GPtrArray) revisions = NULL;
  g_autofree char *shown = NULL;

  if (strcmp (argument, "now") == 0) {
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, id, error);

    if (!content)
      return FALSE;
    *metadata = g_steal_pointer (&content->metadata);
    *text = g_steal_pointer (&content->text);
    return TRUE;
  }
  revisions = bulletin_library_list_revisions (library, id, error);
  if (!revisions)
    return FALSE;
  for (guint i = 0; i < revisions->len; i++) {
    const BulletinRevision *revision = revisions->pdata[i];
    g_autofree char *number = g_strdup_printf ("%d", revision->ordinal);

    if (strcmp (number, argument) == 0)
      return bulletin_library_get_revision (library, revision->id, metadata, text, error);
  }
  shown = g_filename_display_name (argument);
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
               _ ("There is no revision “%s” of this bulletin. “bulletin revisions %s” lists them."), shown, id);
  return FALSE;
}

static int
run_diff (BulletinCli *cli,
          int argc,
          char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (BulletinMetadata) old_metadata = NULL;
  g_autoptr (BulletinMetadata) new_metadata = NULL;
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (BulletinComparison) comparison = NULL;
  g_autofree char *changes = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library;
  int status;

  if (!bulletin_cli_parse (cli, argc, argv, NULL,
                           _ ("A and B are numbers of revisions, or “now” for what is being typed; without B it is “now”. What is gone stands in [-…-], what came in {+…+}, and @@ n @@ says that the text goes on in line n. Nothing is printed if nothing differs."),
                           2, 3, &arguments, &status))
    return status;
  library = bulletin_cli_open_library (cli, FALSE, &error);
  id = library ? bulletin_library_resolve (library, arguments[0], &error) : NULL;
  if (!id ||
      !read_revision (library, id, arguments[1], &old_metadata, &old_text, &error) ||
      !read_revision (library, id, arguments[2] ? arguments[2] : "now", &new_metadata, &new_text, &error))
    return bulletin_cli_fail (error);

  fields = bulletin_metadata_compare (old_metadata, new_metadata);
  for (guint i = 0; i < fields->len; i++) {
    const BulletinMetadataDifference *field = fields->pdata[i];

    g_string_append_printf (cli->output, "%s: ", field->label);
    if (field->old_value)
      g_string_append_printf (cli->output, "[-%s-]", field->old_value);
    if (field->new_value)
      g_string_append_printf (cli->output, "{+%s+}", field->new_value);
    g_string_append_c (cli->output, '\n');
  }
  comparison = bulletin_comparison_new (old_text, new_text, NULL, &error);
  if (!comparison)
    return bulletin_cli_fail (error);
  changes = bulletin_comparison_to_text (comparison, CONTEXT);
  if (fields->len > 0 && *changes)
    g_string_append_c (cli->output, '\n');
  g_string_append (cli->output, changes);
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_revision_commands[] = {
  { "revisions", N_ ("ID"), N_ ("List the revisions of a bulletin"), run_revisions },
  { "diff", N_ ("ID A [B]"), N_ ("Show what differs between two revisions"), run_diff },
  { NULL }
};
