/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-sample.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "bulletin-csv.h"
#include "bulletin-issuing.h"
#include "bulletin-pictures-beside.h"
#include "bulletin-pictures.h"
#include "bulletin-register.h"
#include "bulletin-text-import.h"

/* Who stands behind what no source names a person for. */
#define SAMPLE_PERSON "示例"

/* A bulletin's source: `Key: value` lines, an empty line, the text. */
typedef struct
{
  BulletinMetadata *metadata;
  BulletinState state;
  char *editor;
  char *reason;
  char *note;
  const char *text;
} SampleBulletin;

static void
sample_bulletin_clear (SampleBulletin *self)
{
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_free (self->editor);
  g_free (self->reason);
  g_free (self->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SampleBulletin, sample_bulletin_clear)

static gboolean
set_source_error (GError **error,
                  const char *file,
                  const char *what)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
               _ ("The sample library cannot be made: “%s” in its sources is not in order (%s). Install Bulletin again."),
               file, what);
  return FALSE;
}

static gboolean
set_field (SampleBulletin *self,
           const char *key,
           const char *value,
           const char *file,
           GError **error)
{
  BulletinMetadata *metadata = self->metadata;

  if (strcmp (key, "Title") == 0)
    bulletin_metadata_set_string (&metadata->title, value);
  else if (strcmp (key, "Year") == 0)
    metadata->year = (int) g_ascii_strtoll (value, NULL, 10);
  else if (strcmp (key, "Number") == 0)
    metadata->number = (int) g_ascii_strtoll (value, NULL, 10);
  else if (strcmp (key, "Date") == 0)
    bulletin_metadata_set_string (&metadata->date, value);
  else if (strcmp (key, "Signer") == 0)
    bulletin_metadata_set_string (&metadata->signer, value);
  else if (strcmp (key, "Kind") == 0 && strcmp (value, "supplement") == 0)
    metadata->kind = BULLETIN_KIND_SUPPLEMENT;
  else if (strcmp (key, "Kind") == 0 && strcmp (value, "regular") == 0)
    metadata->kind = BULLETIN_KIND_REGULAR;
  else if (strcmp (key, "Editor") == 0)
    g_set_str (&self->editor, value);
  else if (strcmp (key, "Reason") == 0)
    g_set_str (&self->reason, value);
  else if (strcmp (key, "Note") == 0)
    g_set_str (&self->note, value);
  else if (strcmp (key, "State") != 0 || !bulletin_state_parse (value, &self->state))
    return set_source_error (error, file, key);
  return TRUE;
}

/* Splits the keys from the text, which it leaves in place in `source`. */
static gboolean
read_source (SampleBulletin *self,
             char *source,
             const char *file,
             GError **error)
{
  char *line = source;

  self->metadata = bulletin_metadata_new ();
  self->state = BULLETIN_STATE_DRAFT;
  while (*line && *line != '\n') {
    char *end = strchr (line, '\n');
    char *colon;

    if (end)
      *end = '\0';
    colon = strchr (line, ':');
    if (!colon)
      return set_source_error (error, file, line);
    *colon = '\0';
    if (!set_field (self, g_strstrip (line), g_strstrip (colon + 1), file, error))
      return FALSE;
    if (!end) {
      line = colon + strlen (colon + 1) + 1;
      break;
    }
    line = end + 1;
  }
  while (*line == '\n')
    line++;
  self->text = line;
  /* The file's last line end is not the text's. */
  g_strchomp (line);
  return TRUE;
}

/* Brings a bulletin to its state by the moves that a person makes. */
static gboolean
move_to_state (BulletinLibrary *library,
               const SampleBulletin *source,
               const char *id,
               GCancellable *cancellable,
               GError **error)
{
  const char *editor = source->editor ? source->editor : SAMPLE_PERSON;
  const char *leader = source->metadata->signer ? source->metadata->signer : SAMPLE_PERSON;
  BulletinIssueRequest request = { .id = id, .accept_findings = TRUE, .who = leader };

  switch (source->state) {
  case BULLETIN_STATE_ISSUED:
    return bulletin_library_send_for_review (library, id, source->note, editor, error) && bulletin_library_approve (library, id, NULL, leader, error) && bulletin_issue_bulletin (library, &request, cancellable, error);
  case BULLETIN_STATE_REVIEW:
    return bulletin_library_send_for_review (library, id, source->note, editor, error);
  case BULLETIN_STATE_RETURNED:
    return bulletin_library_send_for_review (library, id, source->note, editor, error) && bulletin_library_send_back (library, id, source->reason ? source->reason : "", leader, error);
  case BULLETIN_STATE_APPROVED:
    return bulletin_library_send_for_review (library, id, source->note, editor, error) && bulletin_library_approve (library, id, NULL, leader, error);
  case BULLETIN_STATE_WITHDRAWN:
    return bulletin_library_send_for_review (library, id, source->note, editor, error) && bulletin_library_approve (library, id, NULL, leader, error) && bulletin_issue_bulletin (library, &request, cancellable, error) && bulletin_library_withdraw (library, id, source->reason ? source->reason : "", leader, error);
  case BULLETIN_STATE_DRAFT:
  default:
    return TRUE;
  }
}

/* The pictures that lie beside a text. */
static gboolean
add_pictures (BulletinLibrary *library,
              const char *id,
              GFile *file,
              const char *name,
              const char *text,
              GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (BulletinMaterials) materials = bulletin_load_pictures_beside (file, text, NULL, NULL, &problems);

  if (problems->len > 0)
    return set_source_error (error, name, problems->pdata[0]);
  return bulletin_library_bind_pictures (library, id, materials, SAMPLE_PERSON, error);
}

static gboolean
add_bulletin (BulletinLibrary *library,
              const BulletinSeries *series,
              const char *path,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = bulletin_file_get_name (file);
  g_autofree char *source = bulletin_read_text_file (file, cancellable, error);
  g_autofree char *id = NULL;
  g_auto (SampleBulletin) bulletin = { 0 };
  BulletinMetadata *metadata;

  if (!source || !read_source (&bulletin, source, name, error))
    return FALSE;

  metadata = bulletin.metadata;
  bulletin_metadata_set_string (&metadata->series, series->name);
  bulletin_metadata_set_string (&metadata->issuer, series->issuer);
  bulletin_metadata_set_string (&metadata->report_to, series->report_to);
  bulletin_metadata_set_string (&metadata->send_to, series->send_to);
  bulletin_metadata_set_string (&metadata->distribute_to, series->distribute_to);
  metadata->copies = series->copies;

  id = bulletin_library_create_bulletin (library, metadata, bulletin.text, NULL,
                                         bulletin.editor ? bulletin.editor : SAMPLE_PERSON, error);
  return id && add_pictures (library, id, file, name, bulletin.text, error) && move_to_state (library, &bulletin, id, cancellable, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
add_bulletins (BulletinLibrary *library,
               const BulletinSeries *series,
               const char *source_dir,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *folder = g_build_filename (source_dir, "bulletins", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (!dir)
    return TRUE;
  while ((name = g_dir_read_name (dir))) {
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

    if (!add_bulletin (library, series, path, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
load_register (BulletinLibrary *library,
               BulletinRegisterKind kind,
               const char *source_dir,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *name = g_strconcat (bulletin_register_get_name (kind), ".csv", NULL);
  g_autofree char *path = g_build_filename (source_dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BulletinSheet) sheet = NULL;
  g_autoptr (BulletinLoadReport) report = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = bulletin_read_file (file, cancellable, error);
  sheet = bytes ? bulletin_csv_read (bytes, name, error) : NULL;
  if (!sheet)
    return FALSE;
  report = bulletin_register_load (library, kind, sheet, name, bytes, FALSE, SAMPLE_PERSON, cancellable, error);
  if (!report)
    return FALSE;
  if (report->refused->len > 0) {
    const BulletinRefusal *refusal = report->refused->pdata[0];
    g_autofree char *what = g_strdup_printf ("%u: %s", refusal->line, refusal->reason);

    return set_source_error (error, name, what);
  }
  return TRUE;
}

static char *
get_string (JsonObject *object,
            const char *name)
{
  const char *value = json_object_get_string_member_with_default (object, name, NULL);

  return value && *value ? g_strdup (value) : NULL;
}

static BulletinSeries *
add_series (BulletinLibrary *library,
            const char *source_dir,
            GError **error)
{
  g_autofree char *path = g_build_filename (source_dir, "series.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  g_autoptr (GError) reason = NULL;
  JsonNode *root;
  JsonObject *object;

  if (!json_parser_load_from_file (parser, path, &reason)) {
    set_source_error (error, "series.json", reason->message);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root)) {
    set_source_error (error, "series.json", "{}");
    return NULL;
  }
  object = json_node_get_object (root);
  series->name = get_string (object, "name");
  series->issuer = get_string (object, "issuer");
  series->report_to = get_string (object, "report_to");
  series->send_to = get_string (object, "send_to");
  series->distribute_to = get_string (object, "distribute_to");
  series->copies = (int) json_object_get_int_member_with_default (object, "copies", 0);
  if (!series->name) {
    set_source_error (error, "series.json", "name");
    return NULL;
  }
  return bulletin_library_put_series (library, series, SAMPLE_PERSON, error) ? g_steal_pointer (&series) : NULL;
}

static gboolean
fill_library (BulletinLibrary *library,
              const char *source_dir,
              GCancellable *cancellable,
              GError **error)
{
  /* What refers to others comes after them. */
  static const BulletinRegisterKind kinds[] = {
    BULLETIN_REGISTER_ORGANISATIONS,
    BULLETIN_REGISTER_STATIONS,
    BULLETIN_REGISTER_TEAMS,
    BULLETIN_REGISTER_VOLUNTEERS,
    BULLETIN_REGISTER_ACTIVITIES,
    BULLETIN_REGISTER_METRICS,
    BULLETIN_REGISTER_OBSERVATIONS,
  };
  g_autoptr (BulletinSeries) series = add_series (library, source_dir, error);

  if (!series)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !load_register (library, kinds[i], source_dir, cancellable, error))
      return FALSE;
  }
  return add_bulletins (library, series, source_dir, cancellable, error);
}

/* Removes a folder of files, and theirs. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      remove_folder (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

/**
 * bulletin_sample_build:
 * @path: where the library is to be
 * @source_dir: the folder of its sources
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Makes the sample library. It goes through the same doors as anyone's own: its
 * sheets are loaded, its bulletins written, sent for review, approved and issued.
 * It is made in a temporary folder beside @path and renamed at the end. Any thread;
 * takes seconds.
 *
 * Returns: %TRUE when it stands
 */
gboolean
bulletin_sample_build (const char *path,
                       const char *source_dir,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (BulletinLibrary) library = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *temporary_dir = NULL;
  g_autofree char *temporary = NULL;
  gboolean is_made;

  g_return_val_if_fail (path != NULL && source_dir != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autofree char *shown = g_filename_display_basename (path);

    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                 _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), shown);
    return FALSE;
  }

  folder = g_path_get_dirname (path);
  temporary_dir = g_build_filename (folder, ".sample-XXXXXX", NULL);
  if (!g_mkdtemp (temporary_dir)) {
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("The sample library cannot be made in “%s”: %s. Choose another folder."), shown, g_strerror (errno));
    return FALSE;
  }
  temporary = g_build_filename (temporary_dir, "library.bulletin", NULL);

  library = bulletin_library_open (temporary, BULLETIN_LIBRARY_CREATE, error);
  is_made = library && fill_library (library, source_dir, cancellable, error);
  if (library && !bulletin_library_close (library, is_made ? error : NULL))
    is_made = FALSE;
  g_clear_object (&library);

  /* A link refuses to replace what somebody put there meanwhile. */
  if (is_made && link (temporary, path) != 0 && (errno == EEXIST || g_rename (temporary, path) != 0)) {
    g_autofree char *shown = g_filename_display_basename (path);

    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                 _ ("“%s” could not be written: %s. Try again, or choose another folder."), shown, g_strerror (errno));
    is_made = FALSE;
  }
  remove_folder (temporary_dir);
  return is_made;
}
