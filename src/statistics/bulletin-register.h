/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-change.h"
#include "bulletin-library.h"
#include "bulletin-sheet.h"

G_BEGIN_DECLS

/* The registers, described by tables: what columns each has, how its sheets
 * head them, and how a typed value becomes a stored one. Lists, forms, loading
 * and writing all go by these descriptions. */

typedef enum
{
  BULLETIN_REGISTER_ORGANISATIONS,
  BULLETIN_REGISTER_STATIONS,
  BULLETIN_REGISTER_TEAMS,
  BULLETIN_REGISTER_VOLUNTEERS,
  BULLETIN_REGISTER_ACTIVITIES,
  BULLETIN_REGISTER_METRICS,
  BULLETIN_REGISTER_OBSERVATIONS,
  BULLETIN_N_REGISTERS,
} BulletinRegisterKind;

typedef enum
{
  BULLETIN_VALUE_TEXT,
  BULLETIN_VALUE_DATE,
  BULLETIN_VALUE_INTEGER,
  BULLETIN_VALUE_NUMBER,
  BULLETIN_VALUE_LIST,          /* several, parted by ；;、 or ， */
  BULLETIN_VALUE_ORGANISATION,  /* by code or unique name; shown by name */
  BULLETIN_VALUE_STATION,
  BULLETIN_VALUE_TEAM,
  BULLETIN_VALUE_METRIC,
  BULLETIN_VALUE_PERIOD,
  BULLETIN_VALUE_CHOICE,        /* one of a fixed few: nature, status */
} BulletinValueKind;

/**
 * BulletinRegisterChoice: one of the few values that a column takes.
 */
typedef struct
{
  const char *value;     /* as it is stored; NULL ends a list of choices */
  const char *label;     /* for people, not yet translated, in the context "choice" */
  const char *words[6];  /* what sheets write */
} BulletinRegisterChoice;

/**
 * BulletinRegisterColumn:
 * @name: the column's name in the database and in JSON
 * @label: for people, not yet translated, in the context "column"; see
 *   bulletin_register_column_get_label()
 * @heads: what sheets call it, the first being what the empty template writes
 * @kind: how its values are read
 * @required: whether a row without it is refused
 * @may_be_negative: whether a number may stand below zero
 * @is_key: whether the column is one of those by which a row of a sheet is
 *   recognised
 * @choices: (nullable) (array zero-terminated=1): for %BULLETIN_VALUE_CHOICE
 * @fallback: (nullable): what is stored for an empty value
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *heads[8];
  BulletinValueKind kind;
  gboolean required;
  gboolean may_be_negative;
  gboolean is_key;
  const BulletinRegisterChoice *choices;
  const char *fallback;
} BulletinRegisterColumn;

const BulletinRegisterColumn *
             bulletin_register_get_columns      (BulletinRegisterKind           kind,
                                                 guint                         *n_columns);
const char  *bulletin_register_column_get_label (const BulletinRegisterColumn  *column);
/* The choices' labels, translated, NULL-terminated; NULL unless a CHOICE. */
char       **bulletin_register_column_get_choices (const BulletinRegisterColumn *column);
/* The column of that name, or -1. */
int          bulletin_register_find_column      (BulletinRegisterKind           kind,
                                                 const char                    *name);
/* "stations", as on the command line. */
const char  *bulletin_register_get_name         (BulletinRegisterKind           kind);
gboolean     bulletin_register_parse_name       (const char                    *name,
                                                 BulletinRegisterKind          *kind);

/**
 * BulletinRegisterRow:
 *
 * One row as people see it, all values as text in the form they type it in.
 * Immutable; may be handed between threads.
 */
#define BULLETIN_TYPE_REGISTER_ROW (bulletin_register_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRegisterRow, bulletin_register_row, BULLETIN, REGISTER_ROW, GObject)

const char  *bulletin_register_row_get_id       (BulletinRegisterRow           *self);
/* "" where there is no value. For references the name of what is meant. */
const char  *bulletin_register_row_get_value    (BulletinRegisterRow           *self,
                                                 guint                          column);
/* Whether the row is closed (closed, left) on or before today. */
gboolean     bulletin_register_row_get_closed   (BulletinRegisterRow           *self);

/* (element-type BulletinRegisterRow), in the register's own order. */
GPtrArray   *bulletin_register_list             (BulletinLibrary               *library,
                                                 BulletinRegisterKind           kind,
                                                 GError                       **error);
/* Checks and stores one row from typed values, one for each column (NULL means
 * empty). id NULL adds. On a value that a column cannot take the error is
 * BULLETIN_LIBRARY_ERROR_INVALID and *bad_column says which (or -1). Returns the
 * operation's id for undo; *row_id the row's. */
char        *bulletin_register_save             (BulletinLibrary               *library,
                                                 BulletinRegisterKind           kind,
                                                 const char                    *id,
                                                 const char * const            *values,
                                                 const char                    *who,
                                                 char                         **row_id,
                                                 int                           *bad_column,
                                                 GError                       **error);
/* Sets closed / left to the date. Only organisations, stations, teams, volunteers. */
char        *bulletin_register_close            (BulletinLibrary               *library,
                                                 BulletinRegisterKind           kind,
                                                 const char                    *id,
                                                 const char                    *date,
                                                 const char                    *who,
                                                 GError                       **error);
gboolean     bulletin_register_can_close        (BulletinRegisterKind           kind);
/* Refused, with a sentence that says what still refers to it, if anything does. */
char        *bulletin_register_delete           (BulletinLibrary               *library,
                                                 BulletinRegisterKind           kind,
                                                 const char                    *id,
                                                 const char                    *who,
                                                 GError                       **error);

/**
 * BulletinRefusal: a row of a sheet that was not loaded, and why.
 */
typedef struct
{
  guint line;
  char *reason;
} BulletinRefusal;

/**
 * BulletinLoadReport:
 * @added, @changed, @unchanged: rows
 * @refused: (element-type BulletinRefusal)
 * @operation: (nullable): for undo; NULL if nothing changed or for a dry run
 */
typedef struct
{
  guint added;
  guint changed;
  guint unchanged;
  GPtrArray *refused;
  char *operation;
} BulletinLoadReport;

void                bulletin_refusal_free       (BulletinRefusal               *self);
void                bulletin_load_report_free   (BulletinLoadReport            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinLoadReport, bulletin_load_report_free)

/* Loads a sheet in one transaction: rows are recognised by code (or, where a
 * register has none, by the fields that name them), so loading the same file
 * twice changes nothing. Good rows are stored, bad ones refused with reasons.
 * Fails whole when a required head is missing. source keeps the file. */
BulletinLoadReport *bulletin_register_load      (BulletinLibrary               *library,
                                                 BulletinRegisterKind           kind,
                                                 const BulletinSheet           *sheet,
                                                 const char                    *source_name,
                                                 GBytes                        *source,
                                                 gboolean                       dry_run,
                                                 const char                    *who,
                                                 GCancellable                  *cancellable,
                                                 GError                       **error);

G_END_DECLS
