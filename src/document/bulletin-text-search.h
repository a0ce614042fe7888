/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-edit.h"

G_BEGIN_DECLS

/**
 * BulletinSearchFlags:
 * @BULLETIN_SEARCH_REGEX: the words are a regular expression
 * @BULLETIN_SEARCH_CASE: capitals are not the same as small letters
 * @BULLETIN_SEARCH_WORDS: only whole Latin words and numbers
 */
typedef enum
{
  BULLETIN_SEARCH_REGEX = 1 << 0,
  BULLETIN_SEARCH_CASE = 1 << 1,
  BULLETIN_SEARCH_WORDS = 1 << 2,
} BulletinSearchFlags;

/**
 * BulletinSearchError:
 * @BULLETIN_SEARCH_ERROR_EXPRESSION: the expression cannot be read
 * @BULLETIN_SEARCH_ERROR_REPLACEMENT: what it is to be replaced with cannot
 * @BULLETIN_SEARCH_ERROR_TOO_HARD: it takes too long
 */
typedef enum
{
  BULLETIN_SEARCH_ERROR_EXPRESSION,
  BULLETIN_SEARCH_ERROR_REPLACEMENT,
  BULLETIN_SEARCH_ERROR_TOO_HARD,
} BulletinSearchError;

#define BULLETIN_SEARCH_ERROR (bulletin_search_error_quark ())
GQuark bulletin_search_error_quark (void);

/**
 * BulletinMatch:
 * @offset: where it starts, in bytes
 * @length: its bytes
 */
typedef struct
{
  gsize offset;
  gsize length;
} BulletinMatch;

/**
 * BulletinTextSearch:
 *
 * What is looked for in a text. Immutable and reference counted (atomically); may
 * be used from any thread.
 */
typedef struct _BulletinTextSearch BulletinTextSearch;

BulletinTextSearch *bulletin_text_search_new     (const char          *words,
                                                  BulletinSearchFlags  flags,
                                                  GError             **error);
BulletinTextSearch *bulletin_text_search_ref     (BulletinTextSearch  *self);
void                bulletin_text_search_unref   (BulletinTextSearch  *self);
GArray             *bulletin_text_search_find    (BulletinTextSearch  *self,
                                                  const char          *text,
                                                  gsize                start,
                                                  gsize                end,
                                                  GCancellable        *cancellable,
                                                  GError             **error);
gboolean            bulletin_text_search_check   (BulletinTextSearch  *self,
                                                  const char          *replacement,
                                                  GError             **error);
GPtrArray          *bulletin_text_search_replace_at (BulletinTextSearch *self,
                                                     const char         *text,
                                                     gsize               offset,
                                                     const char         *replacement,
                                                     GError            **error);
GPtrArray          *bulletin_text_search_replace (BulletinTextSearch  *self,
                                                  const char          *text,
                                                  gsize                start,
                                                  gsize                end,
                                                  const char          *replacement,
                                                  GCancellable        *cancellable,
                                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTextSearch, bulletin_text_search_unref)

G_END_DECLS
