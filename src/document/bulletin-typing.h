/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinTypingLine:
 * @n: how many lines above the one being typed, from 1
 * @user_data: as it was given
 *
 * Returns: (transfer full) (nullable): the first characters of that line, some
 *   dozens at least or all; %NULL above the first line
 */
typedef char *(*BulletinTypingLine) (guint    n,
                                     gpointer user_data);

/**
 * BulletinTypingStep:
 * @BULLETIN_TYPING_NOTHING: Return is only a new line
 * @BULLETIN_TYPING_CONTINUE: Return begins a new line, and the line's marker goes
 *   on there
 * @BULLETIN_TYPING_END: the line holds nothing but a marker; Return puts another
 *   in its place, or none
 */
typedef enum
{
  BULLETIN_TYPING_NOTHING,
  BULLETIN_TYPING_CONTINUE,
  BULLETIN_TYPING_END,
} BulletinTypingStep;

BulletinTypingStep bulletin_typing_return    (const char         *line,
                                              gsize               caret,
                                              BulletinTypingLine  above,
                                              gpointer            user_data,
                                              char              **marker);
gsize              bulletin_typing_marker    (const char         *line,
                                              gsize              *indent,
                                              int                *level);
gsize              bulletin_typing_backspace (const char         *line,
                                              gsize               caret);
const char        *bulletin_typing_quote     (const char         *line,
                                              gsize               caret,
                                              char                typed);
int                bulletin_typing_level     (const char         *line,
                                              gboolean           *is_note);
gboolean           bulletin_typing_strong    (const char         *line,
                                              gsize               start,
                                              gsize               end,
                                              gsize              *opening,
                                              gsize              *closing);

G_END_DECLS
