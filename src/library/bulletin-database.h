/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BulletinLibraryError:
 * @BULLETIN_LIBRARY_ERROR_FAILED: anything else
 * @BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY: the file is not a Bulletin library
 * @BULLETIN_LIBRARY_ERROR_TOO_NEW: made by a newer version of Bulletin
 * @BULLETIN_LIBRARY_ERROR_DAMAGED: the file is damaged
 * @BULLETIN_LIBRARY_ERROR_READ_ONLY: the file or its folder cannot be written
 * @BULLETIN_LIBRARY_ERROR_FULL: the disk is full
 * @BULLETIN_LIBRARY_ERROR_BUSY: another program holds the library
 * @BULLETIN_LIBRARY_ERROR_NOT_FOUND: no such bulletin, series, row or file
 * @BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN: the number was given out already
 * @BULLETIN_LIBRARY_ERROR_STATE: the bulletin is not in a state that allows it
 * @BULLETIN_LIBRARY_ERROR_INVALID: a value that the field cannot take
 * @BULLETIN_LIBRARY_ERROR_FROZEN: what is issued cannot be changed
 *
 * Messages are translated whole sentences: what happened, and what to do.
 */
typedef enum
{
  BULLETIN_LIBRARY_ERROR_FAILED,
  BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY,
  BULLETIN_LIBRARY_ERROR_TOO_NEW,
  BULLETIN_LIBRARY_ERROR_DAMAGED,
  BULLETIN_LIBRARY_ERROR_READ_ONLY,
  BULLETIN_LIBRARY_ERROR_FULL,
  BULLETIN_LIBRARY_ERROR_BUSY,
  BULLETIN_LIBRARY_ERROR_NOT_FOUND,
  BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN,
  BULLETIN_LIBRARY_ERROR_STATE,
  BULLETIN_LIBRARY_ERROR_INVALID,
  BULLETIN_LIBRARY_ERROR_FROZEN,
} BulletinLibraryError;

#define BULLETIN_LIBRARY_ERROR (bulletin_library_error_quark ())
GQuark bulletin_library_error_quark (void);

/* The thin wrapper over SQLite. Used by src/library and src/statistics only;
 * every call belongs to the thread that opened the database. */
typedef struct _BulletinDatabase BulletinDatabase;
typedef struct _BulletinStatement BulletinStatement;

typedef enum
{
  BULLETIN_STEP_ROW,
  BULLETIN_STEP_DONE,
  BULLETIN_STEP_ERROR,
} BulletinStep;

/* A prepared statement out of the connection's cache; freeing gives it back. */
BulletinStatement *bulletin_database_prepare     (BulletinDatabase   *self,
                                                  const char         *sql,
                                                  GError            **error);
gboolean           bulletin_database_execute     (BulletinDatabase   *self,
                                                  const char         *sql,
                                                  GError            **error);
/* Transactions nest: an inner one is a savepoint. Begin is IMMEDIATE. */
gboolean           bulletin_database_begin       (BulletinDatabase   *self,
                                                  GError            **error);
gboolean           bulletin_database_commit      (BulletinDatabase   *self,
                                                  GError            **error);
void               bulletin_database_rollback    (BulletinDatabase   *self);
/* While set, statements stop with G_IO_ERROR_CANCELLED when it is cancelled. */
void               bulletin_database_set_cancellable (BulletinDatabase *self,
                                                      GCancellable     *cancellable);

/* Columns of bind and get count from 0. Binding NULL text binds SQL NULL. */
void               bulletin_statement_bind_text  (BulletinStatement  *self,
                                                  int                 column,
                                                  const char         *value);
void               bulletin_statement_bind_int   (BulletinStatement  *self,
                                                  int                 column,
                                                  gint64              value);
void               bulletin_statement_bind_double (BulletinStatement *self,
                                                  int                 column,
                                                  double              value);
void               bulletin_statement_bind_bytes (BulletinStatement  *self,
                                                  int                 column,
                                                  GBytes             *value);
void               bulletin_statement_bind_null  (BulletinStatement  *self,
                                                  int                 column);
BulletinStep       bulletin_statement_step       (BulletinStatement  *self,
                                                  GError            **error);
/* Steps a statement that returns no row. */
gboolean           bulletin_statement_run        (BulletinStatement  *self,
                                                  GError            **error);
const char        *bulletin_statement_get_text   (BulletinStatement  *self,
                                                  int                 column);
gint64             bulletin_statement_get_int    (BulletinStatement  *self,
                                                  int                 column);
double             bulletin_statement_get_double (BulletinStatement  *self,
                                                  int                 column);
GBytes            *bulletin_statement_get_bytes  (BulletinStatement  *self,
                                                  int                 column);
gboolean           bulletin_statement_is_null    (BulletinStatement  *self,
                                                  int                 column);
void               bulletin_statement_reset      (BulletinStatement  *self);
void               bulletin_statement_free       (BulletinStatement  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinStatement, bulletin_statement_free)

G_END_DECLS
