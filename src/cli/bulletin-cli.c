/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bulletin-cli-private.h"
#include "bulletin-pictures-beside.h"
#include "bulletin-text-import.h"

static const BulletinCliCommand *const tables[] = {
  bulletin_cli_bulletin_commands,
  bulletin_cli_revision_commands,
  bulletin_cli_review_commands,
  bulletin_cli_issuing_commands,
  bulletin_cli_record_commands,
  bulletin_cli_output_commands,
  bulletin_cli_package_commands,
  bulletin_cli_paper_commands,
  bulletin_cli_picture_commands,
  bulletin_cli_register_commands,
  bulletin_cli_series_commands,
  bulletin_cli_library_commands,
};

/* gettext() answers "" with the header of its catalogue. */
static const char *
get_arguments (const BulletinCliCommand *command)
{
  return *command->arguments ? _ (command->arguments) : "";
}

static const BulletinCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    for (const BulletinCliCommand *command = tables[i]; command->name; command++) {
      if (strcmp (command->name, name) == 0)
        return command;
    }
  }
  return NULL;
}

/* Everything is written in UTF-8, whatever the locale: g_print() would put ? for
 * what the locale's own encoding lacks. */
static gboolean
write_output (FILE *stream,
              const char *text)
{
  return fputs (text, stream) >= 0 && fflush (stream) == 0;
}

void
bulletin_cli_complain (const char *message)
{
  g_autofree char *line = g_strdup_printf ("bulletin: %s", message);

  /* One line, whatever the message was made of. */
  g_strdelimit (line, "\r\n", ' ');
  g_strchomp (line);
  write_output (stderr, line);
  write_output (stderr, "\n");
}

int
bulletin_cli_fail (const GError *error)
{
  bulletin_cli_complain (error ? error->message : _ ("The command did not succeed. Try again."));
  return BULLETIN_CLI_FAILED;
}

int
bulletin_cli_wrong_usage (BulletinCli *cli,
                          const char *message)
{
  g_autofree char *line = NULL;

  /* Translators: %s is a sentence, then how the command is called. */
  line = cli->usage ? g_strdup_printf (_ ("%s Usage: %s"), message, cli->usage) : g_strdup (message);
  bulletin_cli_complain (line);
  return BULLETIN_CLI_USAGE;
}

static void
append_help (GString *text)
{
  g_string_append (text, _ ("Usage:"));
  g_string_append_printf (text, "\n  bulletin [--library %s] %s …\n  bulletin [%s]\n\n",
                          _ ("FILE"), _ ("SUBCOMMAND"), _ ("FILE"));
  g_string_append (text, _ ("Writes, checks, issues and keeps bulletins. Without a subcommand the window opens."));
  g_string_append (text, "\n\n");
  g_string_append (text, _ ("Subcommands:"));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    for (const BulletinCliCommand *command = tables[i]; command->name; command++) {
      g_autofree char *call = NULL;

      if (!command->summary)
        continue;
      call = g_strdup_printf ("  %s %s", command->name, get_arguments (command));
      bulletin_cli_append_padded (text, call, 42);
      g_string_append_printf (text, " %s\n", _ (command->summary));
    }
  }
  g_string_append_c (text, '\n');
  g_string_append (text, _ ("“bulletin SUBCOMMAND --help” tells more about a subcommand. The library is the file that --library or BULLETIN_LIBRARY names, or else the one in your data folder."));
  g_string_append_c (text, '\n');
  g_string_append (text, _ ("Exit status: 0 done, 1 failed, 2 wrong usage."));
  g_string_append_c (text, '\n');
}

static char **
copy_arguments (int argc,
                char **argv)
{
  g_autoptr (GStrvBuilder) copy = g_strv_builder_new ();

  for (int i = 0; i < argc; i++)
    g_strv_builder_add (copy, argv[i]);
  return g_strv_builder_end (copy);
}

gboolean
bulletin_cli_parse (BulletinCli *cli,
                    int argc,
                    char **argv,
                    const GOptionEntry *entries,
                    const char *description,
                    guint minimum,
                    guint maximum,
                    char ***arguments,
                    int *status)
{
  const BulletinCliCommand *command = find_command (argv[0]);
  g_autoptr (GOptionContext) context = g_option_context_new (get_arguments (command));
  g_autoptr (GError) error = NULL;
  g_autofree char *library = NULL;
  g_autofree char *program = g_strdup_printf ("bulletin %s", argv[0]);
  g_auto (GStrv) left = copy_arguments (argc, argv);
  gboolean wants_help = FALSE;
  GOptionEntry general[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &library, N_ ("The library to work with"), N_ ("FILE") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_ ("Show this help"), NULL },
    G_OPTION_ENTRY_NULL
  };
  char **rest;
  guint n;

  g_free (cli->usage);
  cli->usage = g_strdup_printf ("%s %s", program, get_arguments (command));

  /* Its own help would be printed in the locale's encoding and end the program. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, general, GETTEXT_PACKAGE);
  if (entries)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (description)
    g_option_context_set_description (context, description);
  if (command->summary)
    g_option_context_set_summary (context, _ (command->summary));

  g_set_prgname (program);
  if (!g_option_context_parse_strv (context, &left, &error)) {
    g_autofree char *message = g_strdup_printf ("%s.", error->message);

    *status = bulletin_cli_wrong_usage (cli, message);
    return FALSE;
  }
  if (library) {
    g_free (cli->library_path);
    cli->library_path = g_steal_pointer (&library);
  }
  if (wants_help) {
    g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

    g_string_append (cli->output, help);
    *status = BULLETIN_CLI_DONE;
    return FALSE;
  }

  rest = left + 1;
  if (*rest && strcmp (*rest, "--") == 0)
    rest++;
  n = g_strv_length (rest);
  if (n < minimum || n > maximum) {
    *status = bulletin_cli_wrong_usage (cli, n < minimum ? _ ("Something is missing.") : _ ("That is more than it takes."));
    return FALSE;
  }
  *arguments = g_strdupv (rest);
  return TRUE;
}

char *
bulletin_cli_get_library_path (BulletinCli *cli)
{
  const char *path = cli->library_path;

  if (!path || !*path)
    path = g_getenv ("BULLETIN_LIBRARY");
  if (path && *path)
    return g_canonicalize_filename (path, NULL);
  return g_build_filename (g_get_user_data_dir (), "bulletin", "library.bulletin", NULL);
}

BulletinLibrary *
bulletin_cli_open_library (BulletinCli *cli,
                           gboolean create,
                           GError **error)
{
  g_autofree char *path = NULL;

  if (cli->library)
    return cli->library;

  path = bulletin_cli_get_library_path (cli);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autofree char *shown = g_filename_display_name (path);

    if (!create) {
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                   _ ("There is no library “%s”. Make it with “bulletin import” or “bulletin load”, or name another one with --library."), shown);
      return NULL;
    }
  }
  cli->library = bulletin_library_open (path, create ? BULLETIN_LIBRARY_CREATE : BULLETIN_LIBRARY_NONE, error);
  return cli->library;
}

const char *
bulletin_cli_get_who (void)
{
  static char *who;

  if (!who) {
    const char *name = g_get_real_name ();

    if (!name || !*name || strcmp (name, "Unknown") == 0)
      name = g_get_user_name ();
    who = name ? g_utf8_make_valid (name, -1) : g_strdup ("?");
  }
  return who;
}

void
bulletin_cli_print_json (BulletinCli *cli,
                         JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_string_append (cli->output, text);
  g_string_append_c (cli->output, '\n');
}

char *
bulletin_cli_get_text (const char *argument,
                       GError **error)
{
  char *text;

  if (g_utf8_validate (argument, -1, NULL))
    return g_strdup (argument);
  text = g_locale_to_utf8 (argument, -1, NULL, NULL, NULL);
  if (!text)
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_TEXT,
                 _ ("An argument is not text in UTF-8. Type it again in a terminal that uses UTF-8."));
  return text;
}

void
bulletin_cli_print_line (BulletinCli *cli,
                         BulletinRecord *record)
{
  const BulletinMetadata *metadata = bulletin_record_get_metadata (record);
  g_autofree char *number = bulletin_metadata_format_number (metadata);

  g_string_append_printf (cli->output, "%u\t%s\t%s\n", bulletin_record_get_serial (record), number,
                          metadata->title ? metadata->title : "");
}

/* A number or a UUID is an ID, unless it is written as a path. */
gboolean
bulletin_cli_is_file (const char *argument)
{
  gboolean looks_like_id = strspn (argument, "0123456789abcdefABCDEF-") == strlen (argument);

  if (strchr (argument, '/'))
    return TRUE;
  return !looks_like_id && (strchr (argument, '.') || g_file_test (argument, G_FILE_TEST_EXISTS));
}

gboolean
bulletin_cli_read_file (const char *path,
                        BulletinMetadata **metadata,
                        char **body,
                        BulletinMaterials **materials,
                        GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (!bulletin_read_bulletin_file (file, NULL, metadata, body, &pictures, error))
    return FALSE;
  *materials = bulletin_load_pictures_beside (file, *body, pictures, NULL, &problems);
  for (guint i = 0; i < problems->len; i++)
    bulletin_cli_complain (problems->pdata[i]);
  return TRUE;
}

guint
bulletin_cli_get_width (const char *text)
{
  guint width = 0;

  for (; *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (!g_unichar_iszerowidth (c))
      width += g_unichar_iswide (c) ? 2 : 1;
  }
  return width;
}

void
bulletin_cli_append_padded (GString *text,
                            const char *cell,
                            guint width)
{
  g_string_append (text, cell);
  for (guint i = bulletin_cli_get_width (cell); i < width; i++)
    g_string_append_c (text, ' ');
}

void
bulletin_cli_add_string (JsonBuilder *builder,
                         const char *name,
                         const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* Numbers of issues, years and copies: 0 means that there is none. */
void
bulletin_cli_add_number (JsonBuilder *builder,
                         const char *name,
                         gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value > 0)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* The index of the first argument that is no option of the program's own; argc if
 * there is none. path is what --library says. */
static int
skip_options (int argc,
              char **argv,
              const char **path)
{
  int i;

  for (i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--library") == 0 && i + 1 < argc)
      *path = argv[++i];
    else if (g_str_has_prefix (argv[i], "--library="))
      *path = argv[i] + strlen ("--library=");
    else
      break;
  }
  return i;
}

/**
 * bulletin_cli_wants:
 * @argc: the program's arguments
 * @argv: the program's arguments
 *
 * Whether the arguments ask for the command line: a subcommand stands first among
 * them, --library aside, or --version or --help does. A bare word that is neither
 * a subcommand nor a file is taken for a mistyped subcommand, so that it is
 * answered where it was typed and not in a window.
 *
 * Returns: whether bulletin_cli_run() is to run
 */
gboolean
bulletin_cli_wants (int argc,
                    char **argv)
{
  const char *path = NULL;
  int i = skip_options (argc, argv, &path);

  if (i >= argc)
    return FALSE;
  if (strcmp (argv[i], "--version") == 0 || strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0 || strcmp (argv[i], "help") == 0)
    return TRUE;
  if (argv[i][0] == '-' || argv[i][0] == '\0')
    return FALSE;
  if (find_command (argv[i]))
    return TRUE;
  return !strpbrk (argv[i], "/.:") && !g_file_test (argv[i], G_FILE_TEST_EXISTS);
}

static int
run_command (BulletinCli *cli,
             int argc,
             char **argv)
{
  const BulletinCliCommand *command;

  if (argc == 0 || strcmp (argv[0], "--help") == 0 || strcmp (argv[0], "-h") == 0 || (strcmp (argv[0], "help") == 0 && argc == 1)) {
    append_help (cli->output);
    return BULLETIN_CLI_DONE;
  }
  if (strcmp (argv[0], "--version") == 0) {
    g_string_append (cli->output, "bulletin " PACKAGE_VERSION "\n");
    return BULLETIN_CLI_DONE;
  }
  if (strcmp (argv[0], "help") == 0) {
    char *arguments[] = { argv[1], (char *) "--help", NULL };

    command = find_command (argv[1]);
    if (command)
      return command->func (cli, 2, arguments);
    argv++;
  }

  command = find_command (argv[0]);
  if (!command) {
    g_autofree char *shown = g_filename_display_name (argv[0]);
    g_autofree char *message = g_strdup_printf (_ ("There is no subcommand “%s”. “bulletin --help” lists them."), shown);

    return bulletin_cli_wrong_usage (cli, message);
  }
  return command->func (cli, argc, argv);
}

/**
 * bulletin_cli_run:
 * @argc: the program's arguments
 * @argv: the program's arguments
 *
 * Runs a subcommand in place, without a display. What it has to say goes to
 * standard output in UTF-8, complaints to standard error, one line each.
 *
 * Returns: the exit status: 0 done, 1 failed, 2 wrong usage
 */
int
bulletin_cli_run (int argc,
                  char **argv)
{
  BulletinCli cli = { 0 };
  g_autoptr (GError) error = NULL;
  const char *path = NULL;
  int first, status;

  /* A limit on the size of files is an error of the write, not the end. */
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);

  cli.output = g_string_new (NULL);
  first = skip_options (argc, argv, &path);
  cli.library_path = g_strdup (path);
  status = run_command (&cli, argc - first, argv + first);

  if (cli.library) {
    if (!bulletin_library_close (cli.library, &error) && status == BULLETIN_CLI_DONE)
      status = bulletin_cli_fail (error);
    g_object_unref (cli.library);
  }
  if (cli.output->len > 0 && !write_output (stdout, cli.output->str) && errno != EPIPE && status == BULLETIN_CLI_DONE) {
    bulletin_cli_complain (_ ("The output could not be written. Check that the disk has space and try again."));
    status = BULLETIN_CLI_FAILED;
  }
  g_string_free (cli.output, TRUE);
  g_free (cli.library_path);
  g_free (cli.usage);
  return status;
}
