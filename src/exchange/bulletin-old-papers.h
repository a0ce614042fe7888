/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-metadata.h"
#include "bulletin-paper-intake.h"
#include "bulletin-sheet.h"

G_BEGIN_DECLS

/* Reading in old papers: a folder of text and HTML files becomes rows that a person
 * looks through and corrects, and the rows become issued records. */

/* A folder with more files is a disk and not a folder of papers. */
#define BULLETIN_PAPERS_MAX_FILES 10000

/**
 * BulletinPaperField:
 *
 * What a row says of a paper and may be corrected; as a mask too, 1 << field.
 */
typedef enum
{
  BULLETIN_PAPER_SERIES,
  BULLETIN_PAPER_KIND,
  BULLETIN_PAPER_YEAR,
  BULLETIN_PAPER_NUMBER,
  BULLETIN_PAPER_TOTAL,
  BULLETIN_PAPER_DATE,
  BULLETIN_PAPER_TITLE,
  BULLETIN_PAPER_TEXT, /* never corrected here */
} BulletinPaperField;

/**
 * BulletinPaperState:
 * @BULLETIN_PAPER_READY: nothing speaks against reading it in
 * @BULLETIN_PAPER_DOUBTFUL: somebody should look at it first
 * @BULLETIN_PAPER_INCOMPLETE: something is missing that a record must have
 * @BULLETIN_PAPER_DUPLICATE: its number or its text is there already
 * @BULLETIN_PAPER_UNREADABLE: the file cannot be read
 */
typedef enum
{
  BULLETIN_PAPER_READY,
  BULLETIN_PAPER_DOUBTFUL,
  BULLETIN_PAPER_INCOMPLETE,
  BULLETIN_PAPER_DUPLICATE,
  BULLETIN_PAPER_UNREADABLE,
} BulletinPaperState;

const char *bulletin_paper_state_to_string (BulletinPaperState state); /* "ready", as in JSON */
const char *bulletin_paper_state_get_label (BulletinPaperState state); /* translated */

/**
 * BulletinPaperDoubt:
 * @fields: a mask of fields; correcting one of them settles the doubt
 * @message: a translated sentence
 */
typedef struct
{
  guint fields;
  char *message;
} BulletinPaperDoubt;

/**
 * BulletinPaper:
 * @file: the file
 * @name: its path within the folder, in UTF-8
 * @sha256: (nullable): of its bytes
 * @metadata: what head, names and folder say, and what was corrected
 * @text: (nullable): the text below the head, as markup
 * @fingerprint: (nullable): see bulletin_text_fingerprint()
 * @doubts: (element-type BulletinPaperDoubt): of the reading
 * @failure: (nullable): why it cannot be read
 * @state: how it stands
 * @remark: the reasons for that, sentence after sentence; "" for none
 * @can_take: whether it may be chosen
 * @is_chosen: whether it is to be read in
 *
 * One file. Everything but @is_chosen is for reading alone; it changes through the
 * functions of #BulletinPapers.
 */
typedef struct
{
  GFile *file;
  char *name;
  char *sha256;
  BulletinMetadata *metadata;
  char *text;
  char *fingerprint;
  GPtrArray *doubts;
  char *failure;
  BulletinPaperState state;
  char *remark;
  gboolean can_take;
  gboolean is_chosen;
  /* Private: what a person said. */
  gboolean was_chosen;
  gboolean was_refused;
  char *own_series;
} BulletinPaper;

/**
 * BulletinPapers:
 * @folder: what was read
 * @papers: (element-type BulletinPaper): in the order of their names
 * @n_passed_over: files of other kinds, such as pictures
 * @known: (nullable): what the library holds
 * @series: (nullable): the series that all of them go to, whatever they say
 *
 * A folder of old papers. Reference counted; of one thread at a time.
 */
typedef struct
{
  GFile *folder;
  GPtrArray *papers;
  guint n_passed_over;
  BulletinKnownIssues *known;
  char *series;
} BulletinPapers;

BulletinPapers      *bulletin_papers_read       (GFile                   *folder,
                                                 BulletinProgressFunc     progress,
                                                 gpointer                 user_data,
                                                 GCancellable            *cancellable,
                                                 GError                 **error);
BulletinPapers      *bulletin_papers_ref        (BulletinPapers          *self);
void                 bulletin_papers_unref      (BulletinPapers          *self);
/* Compares with a library; takes known. */
void                 bulletin_papers_set_known  (BulletinPapers          *self,
                                                 BulletinKnownIssues     *known);
void                 bulletin_papers_set_series (BulletinPapers          *self,
                                                 const char              *series);
gboolean             bulletin_papers_set_field  (BulletinPapers          *self,
                                                 BulletinPaper           *paper,
                                                 BulletinPaperField       field,
                                                 const char              *text,
                                                 GError                 **error);
void                 bulletin_papers_choose     (BulletinPapers          *self,
                                                 BulletinPaper           *paper,
                                                 gboolean                 is_chosen);
guint                bulletin_papers_count      (const BulletinPapers    *self,
                                                 BulletinPaperState       state);
guint                bulletin_papers_count_chosen (const BulletinPapers  *self);
char                *bulletin_paper_get_field   (const BulletinPaper     *self,
                                                 BulletinPaperField       field);

/* The rows as a sheet, and corrections out of one; in bulletin-old-paper-sheet.c. */
BulletinSheet       *bulletin_papers_to_sheet   (const BulletinPapers    *self);
gboolean             bulletin_papers_apply_sheet (BulletinPapers         *self,
                                                  const BulletinSheet    *sheet,
                                                  GError                **error);

/* Makes a record; in bulletin-old-paper-intake.c. */
char                *bulletin_paper_take        (BulletinLibrary         *library,
                                                 const BulletinPaper     *paper,
                                                 const char              *who,
                                                 GCancellable            *cancellable,
                                                 GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPapers, bulletin_papers_unref)

G_END_DECLS
