/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-old-papers.h"

G_BEGIN_DECLS

/* Finding the files, in bulletin-old-paper-files.c. */

/**
 * BulletinPaperFile:
 * @file: a file of a kind that may hold a paper, or one that cannot be read
 * @path: its path within the folder, in UTF-8, parted by /
 * @failure: (nullable): why it cannot be read
 */
typedef struct
{
  GFile *file;
  char *path;
  char *failure;
} BulletinPaperFile;

void       bulletin_paper_file_free    (BulletinPaperFile   *self);
GPtrArray *bulletin_paper_find_files   (GFile               *folder,
                                        guint               *n_passed_over,
                                        GCancellable        *cancellable,
                                        GError             **error);

/* What names say, in bulletin-old-paper-names.c. */

/**
 * BulletinPaperHints:
 * @number_is_bare: whether the number is digits that nothing says are a number
 *
 * What the name of a file or a folder says; 0 and %NULL where it says nothing.
 */
typedef struct
{
  int year;
  int number;
  int total;
  gboolean is_supplement;
  gboolean number_is_bare;
  char *date;
  char *series;
  char *title;
} BulletinPaperHints;

void       bulletin_paper_hints_clear  (BulletinPaperHints  *self);
void       bulletin_paper_read_name    (const char          *name,
                                        gboolean             is_folder,
                                        BulletinPaperHints  *hints);
char      *bulletin_paper_parse_date   (const char          *text);

/* One file: the head, the names and what they say together, in bulletin-old-paper.c. */
BulletinPaper *bulletin_paper_new      (const BulletinPaperFile *file,
                                        const char          *folder_name,
                                        GCancellable        *cancellable);
void       bulletin_paper_free         (BulletinPaper       *self);
void       bulletin_paper_add_doubt    (BulletinPaper       *self,
                                        guint                fields,
                                        char                *message);
gboolean   bulletin_paper_recognise    (GBytes              *bytes,
                                        const char          *name,
                                        BulletinMetadata   **metadata,
                                        char               **text,
                                        GPtrArray          **pictures,
                                        GError             **error);
void       bulletin_papers_check       (BulletinPapers      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BulletinPaperHints, bulletin_paper_hints_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPaper, bulletin_paper_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPaperFile, bulletin_paper_file_free)

G_END_DECLS
