/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>

#include "bulletin-backup.h"
#include "bulletin-ledger.h"
#include "bulletin-sample.h"

/* verify, backup, restore and sample: the library as a whole. */

static int
run_verify (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (BulletinVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library;
  gboolean as_json = FALSE;
  guint n_damaged;
  int status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Recomputes the hash of everything that was issued. The exit status is 1 if anything is not as it was."),
                           0, 0, &arguments, &status))
    return status;
  library = bulletin_cli_open_library (cli, FALSE, &error);
  verification = library ? bulletin_library_verify (library, NULL, NULL, NULL, NULL, &error) : NULL;
  if (!verification)
    return bulletin_cli_fail (error);

  n_damaged = verification->damaged->len;
  if (as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "checked");
    json_builder_add_int_value (builder, verification->n_checked);
    json_builder_set_member_name (builder, "damaged");
    json_builder_begin_array (builder);
    for (guint i = 0; i < n_damaged; i++) {
      const BulletinDamage *damage = verification->damaged->pdata[i];
      g_autofree char *id = damage->serial > 0 ? g_strdup_printf ("%u", damage->serial) : g_strdup (damage->id);

      json_builder_begin_object (builder);
      bulletin_cli_add_string (builder, "id", id);
      bulletin_cli_add_string (builder, "title", damage->title);
      bulletin_cli_add_string (builder, "message", damage->message);
      json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    bulletin_cli_print_json (cli, root);
  } else {
    for (guint i = 0; i < n_damaged; i++) {
      const BulletinDamage *damage = verification->damaged->pdata[i];

      g_string_append_printf (cli->output, "%u\t%s\t%s\n", damage->serial, damage->title ? damage->title : "", damage->message);
    }
    if (n_damaged == 0)
      g_string_append_printf (cli->output,
                              ngettext ("%u issued bulletin checked, it is as it was issued\n",
                                        "%u issued bulletins checked, all are as they were issued\n", verification->n_checked),
                              verification->n_checked);
  }
  if (n_damaged > 0) {
    g_autofree char *message = g_strdup_printf (ngettext ("%u finding shows that the archive is not as it was issued. Restore a backup from before, and keep this file for comparison.",
                                                          "%u findings show that the archive is not as it was issued. Restore a backup from before, and keep this file for comparison.", n_damaged),
                                                n_damaged);

    bulletin_cli_complain (message);
    return BULLETIN_CLI_FAILED;
  }
  return BULLETIN_CLI_DONE;
}

static int
run_backup (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  BulletinLibrary *library;
  gboolean force = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace an existing file"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries, NULL, 1, 1, &arguments, &status))
    return status;
  target = g_canonicalize_filename (arguments[0], NULL);
  library = bulletin_cli_open_library (cli, FALSE, &error);
  if (!library || !bulletin_library_back_up (library, target, force, NULL, &error))
    return bulletin_cli_fail (error);
  return BULLETIN_CLI_DONE;
}

static int
run_restore (BulletinCli *cli,
             int argc,
             char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *path = NULL;
  int status;

  if (!bulletin_cli_parse (cli, argc, argv, NULL,
                           _ ("Puts a backup in the place of the library, which is kept beside it under another name. Close the window first."),
                           1, 1, &arguments, &status))
    return status;
  backup = g_canonicalize_filename (arguments[0], NULL);
  path = bulletin_cli_get_library_path (cli);
  if (!bulletin_library_restore (backup, path, &error))
    return bulletin_cli_fail (error);
  return BULLETIN_CLI_DONE;
}

static int
run_sample (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const char *source_dir = g_getenv ("BULLETIN_SAMPLE_DIR");
  int status;

  if (!bulletin_cli_parse (cli, argc, argv, NULL, NULL, 1, 1, &arguments, &status))
    return status;
  path = g_canonicalize_filename (arguments[0], NULL);
  if (!source_dir || !*source_dir)
    source_dir = PKGDATADIR "/sample";
  if (!bulletin_sample_build (path, source_dir, NULL, &error))
    return bulletin_cli_fail (error);
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_library_commands[] = {
  { "verify", "", N_ ("Check that what is issued is as it was"), run_verify },
  { "backup", N_ ("OUT"), N_ ("Copy the library to a file"), run_backup },
  { "restore", N_ ("FILE"), N_ ("Put a backup in the library’s place"), run_restore },
  { "sample", N_ ("PATH"), NULL, run_sample },
  { NULL }
};
