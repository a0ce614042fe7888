/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-docx-private.h"

G_BEGIN_DECLS

/* The lines of a role that stand side by side. */
typedef struct
{
  double top, bottom;
  GPtrArray *lines; /* (element-type BulletinPlanLine) */
  BulletinDocxBorder above, below;
} BulletinDocxRow;

double             bulletin_docx_line_get_left  (const BulletinPlanLine *line);
double             bulletin_docx_line_get_right (const BulletinPlanLine *line);
double             bulletin_docx_line_get_size  (const BulletinPlanLine *line);
const char        *bulletin_docx_line_get_align (const BulletinDocx     *self,
                                                 const BulletinPlanLine *line,
                                                 guint                   page);
BulletinDocxBorder bulletin_docx_find_rule      (const BulletinDocx     *self,
                                                 const BulletinPlanPage *page,
                                                 double                  y);
GArray            *bulletin_docx_collect_rows   (const BulletinDocx     *self,
                                                 const BulletinPlanPage *page,
                                                 BulletinPlanRole        role);

G_END_DECLS
