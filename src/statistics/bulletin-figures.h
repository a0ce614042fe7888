/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-figure.h"
#include "bulletin-library.h"

G_BEGIN_DECLS

/**
 * BulletinFigures:
 *
 * Answers what the live figures of a text stand for. It remembers what it
 * counted, so one is made for each text, used at once and thrown away. All calls
 * belong to the library's thread.
 */
typedef struct _BulletinFigures BulletinFigures;

/**
 * BulletinFigureSubject:
 * @word: what to type between the braces
 * @name: what it is called, translated
 * @code: the metric's code
 * @unit: (nullable): its unit
 *
 * Something that a live figure can count.
 */
typedef struct
{
  char *word;
  char *name;
  char *code;
  char *unit;
} BulletinFigureSubject;

BulletinFigures     *bulletin_figures_new           (BulletinLibrary        *library,
                                                     const char             *day,
                                                     GError                **error);
void                 bulletin_figures_free          (BulletinFigures        *self);
BulletinFigureValue *bulletin_figures_resolve       (BulletinFigures        *self,
                                                     const char             *reference,
                                                     GError                **error);
/* (element-type BulletinFigureSubject): the registers' own first, then kinds,
 * then the metrics by code. */
GPtrArray           *bulletin_figures_list_subjects (BulletinFigures        *self,
                                                     GError                **error);
void                 bulletin_figure_subject_free   (BulletinFigureSubject  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFigures, bulletin_figures_free)

G_END_DECLS
