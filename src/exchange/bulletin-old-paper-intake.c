/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-old-papers-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-issuing-private.h"
#include "bulletin-pictures-beside.h"
#include "bulletin-text-import.h"

/* An old paper becomes a record: laid out and frozen as every issue is, together
 * with the file that it came from and the statement where that is from. */

/* The file as it was read, and what is said of it. */
#define ORIGINAL_PART "original"
#define ORIGIN_PART   "origin"

static void
add_member (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static GBytes *
make_origin (const BulletinPaper *paper,
             const char *who)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *now = bulletin_timestamp_now ();
  char *json;

  json_builder_begin_object (builder);
  add_member (builder, "kind", "old-paper");
  add_member (builder, "file", paper->name);
  add_member (builder, "sha256", paper->sha256);
  add_member (builder, "at", now);
  add_member (builder, "who", who);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_bytes_new_take (json, strlen (json));
}

/* The file once more, which must be the one that was looked at. */
static GBytes *
read_again (const BulletinPaper *paper,
            GPtrArray **pictures,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) bytes = bulletin_read_file (paper->file, cancellable, error);
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;

  if (!bytes)
    return NULL;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (hash, paper->sha256) != 0) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("“%s” was changed since it was looked at. Read the folder once more."), paper->name);
    return NULL;
  }
  if (!bulletin_paper_recognise (bytes, paper->name, &metadata, &text, pictures, error))
    return NULL;
  return g_steal_pointer (&bytes);
}

static GPtrArray *
render (BulletinLibrary *library,
        const BulletinPaper *paper,
        BulletinMaterials *materials,
        guint *n_pages,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (BulletinDocument) document = bulletin_document_new (paper->text, -1, materials);
  g_autoptr (BulletinPageTemplate) page_template = bulletin_load_page_template (library, paper->metadata->series);
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, paper->metadata, page_template);
  g_autoptr (GPtrArray) findings = bulletin_issuing_find_in_plan (plan);

  *n_pages = bulletin_page_plan_get_n_pages (plan);
  return bulletin_issuing_render_parts (plan, findings, NULL, cancellable, error);
}

/**
 * bulletin_paper_take:
 * @library: a library
 * @paper: a paper that can be taken
 * @who: the person
 * @cancellable: (nullable): stops the work before anything is written
 * @error: return location for an error
 *
 * Reads a paper in: lays it out with its number and date, and hands it with the
 * original file to the library, which makes a record of it in one step. On the
 * library's thread.
 *
 * Returns: (transfer full) (nullable): the id of the new record; else nothing has
 *   changed
 */
char *
bulletin_paper_take (BulletinLibrary *library,
                     const BulletinPaper *paper,
                     const char *who,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GBytes) origin = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autofree char *said = NULL;
  g_autofree char *note = NULL;
  BulletinPaperIntake intake = { .metadata = paper->metadata, .text = paper->text, .who = who };

  g_return_val_if_fail (paper->can_take, NULL);

  bytes = read_again (paper, &pictures, cancellable, error);
  if (!bytes)
    return NULL;
  materials = bulletin_load_pictures_beside (paper->file, paper->text, pictures, cancellable, &problems);
  parts = render (library, paper, materials, &intake.n_pages, cancellable, error);
  if (!parts || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  origin = make_origin (paper, who);
  g_ptr_array_add (parts, bulletin_issue_part_new (ORIGIN_PART, "application/json", origin));
  /* Never opened as a page of ours: it came from outside. */
  g_ptr_array_add (parts, bulletin_issue_part_new (ORIGINAL_PART, "application/octet-stream", bytes));

  said = g_strdup_printf ("%s (SHA-256 %s)", paper->name, paper->sha256);
  note = g_strdup_printf (_ ("Read in from an old paper of %s"), paper->metadata->date);
  intake.parts = parts;
  intake.materials = materials;
  intake.origin = said;
  intake.note = note;
  return bulletin_library_take_paper (library, &intake, error);
}
