/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/* The number book (期号簿): what became of every number of a series. */

/**
 * BulletinNumberState:
 * @BULLETIN_NUMBER_GAP: it was passed over, and nobody has said why
 * @BULLETIN_NUMBER_EXPECTED: an open draft bears it; anybody may still take it
 * @BULLETIN_NUMBER_RESERVED: it is kept for a draft
 * @BULLETIN_NUMBER_USED: it was issued
 * @BULLETIN_NUMBER_VOID: it will not be used, for a reason
 */
typedef enum
{
  BULLETIN_NUMBER_GAP,
  BULLETIN_NUMBER_EXPECTED,
  BULLETIN_NUMBER_RESERVED,
  BULLETIN_NUMBER_USED,
  BULLETIN_NUMBER_VOID,
} BulletinNumberState;

/**
 * BulletinNumberEntry:
 * @series: the series' name
 * @kind, @year: what the number counts in
 * @number: the number
 * @last_number: the last number of a gap; else @number
 * @total: the running number over all years, or 0
 * @state: what became of it
 * @bulletin: (nullable): the bulletin that bears it, with its @serial, @title and
 *   @date
 * @is_withdrawn: whether that was withdrawn
 * @reason: (nullable): why it is void, or why the bulletin was withdrawn
 * @at, @who: (nullable): when it was given out, and by whom
 */
typedef struct
{
  char *series;
  BulletinKind kind;
  int year;
  int number;
  int last_number;
  int total;
  BulletinNumberState state;
  char *bulletin;
  guint serial;
  char *title;
  char *date;
  gboolean is_withdrawn;
  char *reason;
  char *at;
  char *who;
} BulletinNumberEntry;

BulletinNumberEntry *bulletin_number_entry_copy      (const BulletinNumberEntry *self);
void                 bulletin_number_entry_free      (BulletinNumberEntry       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinNumberEntry, bulletin_number_entry_free)

const char          *bulletin_number_state_to_string (BulletinNumberState        state); /* "gap", as in JSON */
const char          *bulletin_number_state_get_label (BulletinNumberState        state); /* translated */

/* (element-type BulletinNumberEntry): by series, kind, newest year, number. series
 * NULL for all; year 0 for all. */
GPtrArray           *bulletin_library_list_numbers   (BulletinLibrary           *self,
                                                      const char                *series,
                                                      int                        year,
                                                      GError                   **error);
/* (element-type int): the years that numbers of a series count in, newest first. */
GArray              *bulletin_library_list_number_years (BulletinLibrary        *self,
                                                         const char             *series,
                                                         GError                **error);
/* Keeps a number for a draft; number 0 for the draft's own, or the next. Returns the
 * number, 0 on an error. */
int                  bulletin_library_reserve_number (BulletinLibrary           *self,
                                                      const char                *id,
                                                      int                        number,
                                                      const char                *who,
                                                      GError                   **error);
/* Gives the number back that was kept for a draft. */
gboolean             bulletin_library_release_number (BulletinLibrary           *self,
                                                      const char                *id,
                                                      const char                *who,
                                                      GError                   **error);
/* The number that is kept for a draft, 0 for none, -1 on an error. */
int                  bulletin_library_get_reserved   (BulletinLibrary           *self,
                                                      const char                *id,
                                                      GError                   **error);
/* Says of numbers that are not used that they never will be, and why. */
gboolean             bulletin_library_void_numbers   (BulletinLibrary           *self,
                                                      const char                *series,
                                                      BulletinKind               kind,
                                                      int                        year,
                                                      int                        first,
                                                      int                        last,
                                                      const char                *reason,
                                                      const char                *who,
                                                      GError                   **error);

/* The running number (总第N期) after the highest given out in a series; 0 where none
 * was given out yet, -1 on an error. */
int                  bulletin_library_next_total     (BulletinLibrary           *self,
                                                      const char                *series,
                                                      GError                   **error);
gboolean             bulletin_library_total_is_free  (BulletinLibrary           *self,
                                                      const BulletinMetadata    *metadata,
                                                      const char                *id,
                                                      gboolean                  *is_free,
                                                      GError                   **error);

G_END_DECLS
