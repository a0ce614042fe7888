/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once


#include "bulletin-ledger.h"
#include "bulletin-store.h"
#include "remove-folder.h"

/* A library in a folder of its own, gone with the test. */
typedef struct
{
  char *folder;
  char *path;
  BulletinLibrary *library;
} Fixture;

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bulletin-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.bulletin", NULL);
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->library);
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static inline BulletinMetadata *
make_metadata (const char *title,
               int         year,
               int         number)
{
  BulletinMetadata *metadata = bulletin_metadata_new ();

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, title);
  bulletin_metadata_set_string (&metadata->issuer, "青禾市关工委办公室");
  metadata->year = year;
  metadata->number = number;
  if (number > 0) {
    g_autofree char *date = g_strdup_printf ("%04d-%02d-15", year, (number - 1) % 12 + 1);

    bulletin_metadata_set_string (&metadata->date, date);
  }

  return metadata;
}

static inline char *
add_draft (BulletinLibrary *library,
           const char      *title,
           int              year,
           int              number,
           const char      *text)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata (title, year, number);
  g_autoptr (GError) error = NULL;
  char *id = bulletin_library_create_bulletin (library, metadata, text, NULL, "编辑", &error);

  g_assert_no_error (error);

  return id;
}

static inline gboolean
issue_draft (BulletinLibrary *library,
             const char      *id,
             GError         **error)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, id, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_issue_part_free);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.7 made up", 16);

  g_ptr_array_add (parts, bulletin_issue_part_new ("pdf", "application/pdf", pdf));

  return bulletin_library_issue (library, id, content->metadata, content->text, 2, parts, NULL, "签发人", error);
}

static inline char *
add_issued (BulletinLibrary *library,
            const char      *title,
            int              year,
            int              number,
            const char      *text)
{
  g_autoptr (GError) error = NULL;
  char *id = add_draft (library, title, year, number, text);

  issue_draft (library, id, &error);
  g_assert_no_error (error);

  return id;
}
