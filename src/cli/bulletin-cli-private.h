/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "bulletin-document.h"
#include "bulletin-materials.h"
#include "bulletin-metadata.h"
#include "bulletin-store.h"

G_BEGIN_DECLS

enum
{
  BULLETIN_CLI_DONE = 0,
  BULLETIN_CLI_FAILED = 1,
  BULLETIN_CLI_USAGE = 2,
};

/**
 * BulletinCli:
 * @library_path: (nullable): what --library says
 * @library: (nullable): once open
 * @output: gathered, and written to standard output at the end, so that a command
 *   that fails half-way prints nothing and a full disk is noticed
 * @usage: (nullable): how the running subcommand is called, for wrong usage
 */
typedef struct
{
  char *library_path;
  BulletinLibrary *library;
  GString *output;
  char *usage;
} BulletinCli;

typedef int (*BulletinCliFunc) (BulletinCli *cli,
                                int          argc,
                                char       **argv);

/**
 * BulletinCliCommand:
 * @name: the subcommand
 * @arguments: what follows it, for help; translatable
 * @summary: one line for help; translatable; %NULL for one that help does not list
 * @func: runs it
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  BulletinCliFunc func;
} BulletinCliCommand;

/* Each ends in an entry without a name. */
extern const BulletinCliCommand bulletin_cli_bulletin_commands[];
extern const BulletinCliCommand bulletin_cli_revision_commands[];
extern const BulletinCliCommand bulletin_cli_issuing_commands[];
extern const BulletinCliCommand bulletin_cli_output_commands[];
extern const BulletinCliCommand bulletin_cli_package_commands[];
extern const BulletinCliCommand bulletin_cli_paper_commands[];
extern const BulletinCliCommand bulletin_cli_picture_commands[];
extern const BulletinCliCommand bulletin_cli_record_commands[];
extern const BulletinCliCommand bulletin_cli_review_commands[];
extern const BulletinCliCommand bulletin_cli_register_commands[];
extern const BulletinCliCommand bulletin_cli_series_commands[];
extern const BulletinCliCommand bulletin_cli_library_commands[];

/* Parses the options of a subcommand, --library and --help among them, and checks
 * how many arguments are left (maximum G_MAXUINT for any). arguments, NULL-terminated
 * and (transfer full), are what is left, as file names are encoded. FALSE when
 * the subcommand is over, with its exit status. */
gboolean         bulletin_cli_parse          (BulletinCli        *cli,
                                              int                 argc,
                                              char              **argv,
                                              const GOptionEntry *entries,
                                              const char         *description,
                                              guint               minimum,
                                              guint               maximum,
                                              char             ***arguments,
                                              int                *status);
/* The library that is asked for; create makes it and its folder. */
BulletinLibrary *bulletin_cli_open_library   (BulletinCli        *cli,
                                              gboolean            create,
                                              GError            **error);
char            *bulletin_cli_get_library_path (BulletinCli      *cli);
const char      *bulletin_cli_get_who        (void);
/* Prints the error as one line and returns BULLETIN_CLI_FAILED. */
int              bulletin_cli_fail           (const GError       *error);
void             bulletin_cli_complain       (const char         *message);
int              bulletin_cli_wrong_usage    (BulletinCli        *cli,
                                              const char         *message);
void             bulletin_cli_print_json     (BulletinCli        *cli,
                                              JsonNode           *node);
/* Text as a valid UTF-8 string, or an error. */
char            *bulletin_cli_get_text       (const char         *argument,
                                              GError            **error);
/* ID <tab> YEAR-NUMBER <tab> TITLE */
void             bulletin_cli_print_line     (BulletinCli        *cli,
                                              BulletinRecord     *record);
/* Whether an argument that may be an ID or a file is the latter. */
gboolean         bulletin_cli_is_file        (const char         *argument);
/* A text file, recognised as import recognises it, with nothing kept, and the
 * pictures in it and beside it; complains about those that are not there. */
gboolean         bulletin_cli_read_file      (const char         *path,
                                              BulletinMetadata  **metadata,
                                              char              **body,
                                              BulletinMaterials **materials,
                                              GError            **error);
/* Takes in the records of an archive package, with a line for each that is new. */
gboolean         bulletin_cli_import_package (BulletinCli        *cli,
                                              const char         *path,
                                              GError            **error);
/* Pads to a width of columns, in which a Chinese character takes two. */
void             bulletin_cli_append_padded  (GString            *text,
                                              const char         *cell,
                                              guint               width);
guint            bulletin_cli_get_width      (const char         *text);
void             bulletin_cli_add_string     (JsonBuilder        *builder,
                                              const char         *name,
                                              const char         *value);
void             bulletin_cli_add_number     (JsonBuilder        *builder,
                                              const char         *name,
                                              gint64              value);

G_END_DECLS
