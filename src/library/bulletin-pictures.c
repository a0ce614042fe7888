/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pictures.h"

#include "bulletin-change.h"
#include "bulletin-library-private.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the markup, a file system or a reader could trip over. */
static gboolean
may_stand_in_name (gunichar c)
{
  if (c < 0x80 && strchr ("/\\:*?\"<>|()[]{}%#&'`", (int) c) != NULL)
    return FALSE;

  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT: /* those that turn the direction of writing among them */
  case G_UNICODE_SURROGATE:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_UNASSIGNED:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return FALSE;
  default:
    return TRUE;
  }
}

/* A name without folder, ending and what cannot stand in it; "" if nothing is
 * left. */
static char *
make_stem (const char *suggested)
{
  g_autofree char *valid = g_utf8_make_valid (suggested, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) stem = g_string_new (NULL);
  const char *from = normal;
  const char *dot;

  for (const char *p = normal; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      from = p + 1;

  dot = strrchr (from, '.');
  for (const char *p = from; *p != '\0' && (p != dot || dot == from); p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean is_gap = g_unichar_isspace (c) || c == '-';

    if (is_gap && (stem->len == 0 || g_str_has_suffix (stem->str, "-")))
      continue;
    if (is_gap)
      g_string_append_c (stem, '-');
    else if (may_stand_in_name (c) && (c != '.' || stem->len > 0))
      g_string_append_unichar (stem, c);
  }
  while (g_str_has_suffix (stem->str, "-") || g_str_has_suffix (stem->str, "."))
    g_string_truncate (stem, stem->len - 1);

  return g_string_free (g_steal_pointer (&stem), FALSE);
}

static const char *
get_ending (const char *media_type)
{
  return g_strcmp0 (media_type, "image/jpeg") == 0 ? ".jpg" : ".png";
}

/* NAME.png, or with @number above 1 NAME-2.png, cut to the longest name. */
static char *
join_name (const char *stem,
           guint       number,
           const char *media_type)
{
  const char *ending = get_ending (media_type);
  g_autofree char *count = number > 1 ? g_strdup_printf ("-%u", number) : g_strdup ("");
  const glong room = BULLETIN_PICTURE_NAME_MAX - (glong) (strlen (count) + strlen (ending));
  g_autofree char *cut = g_utf8_strlen (stem, -1) > room ? g_utf8_substring (stem, 0, room) : g_strdup (stem);

  return g_strconcat (cut, count, ending, NULL);
}

/**
 * bulletin_picture_make_name:
 * @suggested: (nullable): the name of the file that the picture comes from
 * @media_type: `image/png` or `image/jpeg`
 *
 * A name that a picture can have in a text, as near to that of its file as goes:
 * without folders and without what the markup or a file system could trip over,
 * at most %BULLETIN_PICTURE_NAME_MAX characters long, with the ending of its
 * type.
 *
 * Returns: (transfer full): the name
 */
char *
bulletin_picture_make_name (const char *suggested,
                            const char *media_type)
{
  g_autofree char *stem = make_stem (suggested != NULL ? suggested : "");

  /* Translators: the name of a picture that came without one. */
  return join_name (*stem != '\0' ? stem : C_("file name", "picture"), 1, media_type);
}

/* The hash of the picture that a name means, or NULL and no error. */
static gboolean
find_bound (BulletinLibrary *self,
            const char      *id,
            const char      *name,
            char           **sha256,
            GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT picture FROM bulletin_picture WHERE bulletin = ?1 AND name = ?2", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, name);
  step = bulletin_statement_step (statement, error);
  g_clear_pointer (sha256, g_free);
  if (step == BULLETIN_STEP_ROW)
    *sha256 = g_strdup (bulletin_statement_get_text (statement, 0));

  return step != BULLETIN_STEP_ERROR;
}

static gboolean
insert_picture (BulletinLibrary *self,
                const char      *sha256,
                const char      *media_type,
                GBytes          *content,
                guint            width,
                guint            height,
                GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO picture (sha256, media_type, width, height, content) "
                                         "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM picture WHERE sha256 = ?1)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, sha256);
  bulletin_statement_bind_text (statement, 1, media_type);
  bulletin_statement_bind_int (statement, 2, width);
  bulletin_statement_bind_int (statement, 3, height);
  bulletin_statement_bind_bytes (statement, 4, content);

  return bulletin_statement_run (statement, error);
}

/* Binds a name and journals it. */
static gboolean
insert_name (BulletinLibrary *self,
             const char      *id,
             const char      *name,
             const char      *sha256,
             GError         **error)
{
  g_autoptr (BulletinStatement) insert = NULL;
  g_autoptr (BulletinStatement) journal = NULL;

  insert = bulletin_database_prepare (bulletin_library_get_database (self),
                                      "INSERT INTO bulletin_picture (bulletin, name, picture) VALUES (?1, ?2, ?3)", error);
  if (insert == NULL)
    return FALSE;
  bulletin_statement_bind_text (insert, 0, id);
  bulletin_statement_bind_text (insert, 1, name);
  bulletin_statement_bind_text (insert, 2, sha256);
  if (!bulletin_statement_run (insert, error))
    return FALSE;

  journal = bulletin_database_prepare (bulletin_library_get_database (self),
                                       "INSERT INTO change (operation, table_name, row, after) "
                                       "VALUES (?1, 'bulletin_picture', ?2, json_object ('name', ?3, 'picture', ?4))",
                                       error);
  if (journal == NULL)
    return FALSE;
  bulletin_statement_bind_text (journal, 0, bulletin_library_get_operation (self));
  bulletin_statement_bind_text (journal, 1, id);
  bulletin_statement_bind_text (journal, 2, name);
  bulletin_statement_bind_text (journal, 3, sha256);

  return bulletin_statement_run (journal, error);
}

static gboolean
end_operation (BulletinLibrary *self,
               gboolean         success,
               GError         **error)
{
  if (success)
    return bulletin_library_commit_operation (self, error);

  bulletin_library_rollback_operation (self);

  return FALSE;
}

static gboolean
check_open (BulletinLibrary *self,
            const char      *id,
            GError         **error)
{
  BulletinState state;

  if (!bulletin_store_get_state (self, id, &state, error))
    return FALSE;
  if (((1u << state) & BULLETIN_STATES_ARCHIVE) == 0)
    return TRUE;

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN,
               _("What is issued gets no more pictures. Correct it with a new bulletin."));

  return FALSE;
}

/**
 * bulletin_library_bind_picture:
 * @id: the UUID of a bulletin that is not issued
 * @name: the name that its text uses, as bulletin_picture_make_name() gives them
 * @media_type: `image/png` or `image/jpeg`
 * @content: the file, upright and without metadata
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 * @who: the person's name
 *
 * Keeps a picture and binds it to a name. To bind the same picture again is no
 * error.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_INVALID when the name means another
 *   picture, %BULLETIN_LIBRARY_ERROR_FROZEN when the bulletin is issued
 */
gboolean
bulletin_library_bind_picture (BulletinLibrary *self,
                               const char      *id,
                               const char      *name,
                               const char      *media_type,
                               GBytes          *content,
                               guint            width,
                               guint            height,
                               const char      *who,
                               GError         **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *bound = NULL;

  g_return_val_if_fail (width > 0 && height > 0, FALSE);

  if (!check_open (self, id, error) || !find_bound (self, id, name, &bound, error))
    return FALSE;
  if (bound != NULL) {
    if (g_str_equal (bound, sha256))
      return TRUE;
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("“%s” already means another picture in this bulletin. Give the picture another name."), name);
    return FALSE;
  }

  if (bulletin_library_begin_operation (self, who, "add picture", NULL, NULL, error) == NULL)
    return FALSE;

  return end_operation (self,
                        insert_picture (self, sha256, media_type, content, width, height, error) &&
                            insert_name (self, id, name, sha256, error),
                        error);
}

/**
 * bulletin_library_bind_pictures:
 * @id: the UUID of a bulletin that is not issued
 * @materials: pictures under the names that its text uses
 * @who: the person's name
 *
 * Binds all the pictures of @materials, see bulletin_library_bind_picture().
 *
 * Returns: %FALSE as bulletin_library_bind_picture() does; those before are bound
 */
gboolean
bulletin_library_bind_pictures (BulletinLibrary         *self,
                                const char              *id,
                                const BulletinMaterials *materials,
                                const char              *who,
                                GError                 **error)
{
  g_autoptr (GPtrArray) names = bulletin_materials_list_pictures (materials);

  for (guint i = 0; i < names->len; i++) {
    const BulletinPicture *picture = bulletin_materials_find_picture (materials, names->pdata[i]);

    if (!bulletin_library_bind_picture (self, id, picture->name, picture->media_type, picture->content,
                                        picture->width, picture->height, who, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_library_add_picture:
 * @id: the UUID of a bulletin that is not issued
 * @suggested: (nullable): the name of the file that the picture comes from
 * @media_type: `image/png` or `image/jpeg`
 * @content: the file, upright and without metadata
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 * @who: the person's name
 *
 * Keeps a picture and finds a name for it that is free in the bulletin. A picture
 * that the bulletin has already under such a name keeps it.
 *
 * Returns: (transfer full) (nullable): the name to type behind `attachment:`
 */
char *
bulletin_library_add_picture (BulletinLibrary *self,
                              const char      *id,
                              const char      *suggested,
                              const char      *media_type,
                              GBytes          *content,
                              guint            width,
                              guint            height,
                              const char      *who,
                              GError         **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *name = bulletin_picture_make_name (suggested, media_type);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (get_ending (media_type)));
  g_autofree char *bound = NULL;

  for (guint number = 2;; number++) {
    if (!find_bound (self, id, name, &bound, error))
      return NULL;
    if (bound == NULL || g_str_equal (bound, sha256))
      break;
    g_free (name);
    name = join_name (stem, number, media_type);
  }

  if (!bulletin_library_bind_picture (self, id, name, media_type, content, width, height, who, error))
    return NULL;

  return g_steal_pointer (&name);
}

static gboolean
read_picture (BulletinLibrary   *self,
              const char        *id,
              const char        *name,
              BulletinMaterials *materials,
              GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autoptr (GBytes) content = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT p.media_type, p.content, p.width, p.height FROM bulletin_picture b "
                                         "JOIN picture p ON p.sha256 = b.picture WHERE b.bulletin = ?1 AND b.name = ?2",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, name);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW) {
    content = bulletin_statement_get_bytes (statement, 1);
    bulletin_materials_add_picture (materials, name, bulletin_statement_get_text (statement, 0), content,
                                    (guint) MAX (bulletin_statement_get_int (statement, 2), 1),
                                    (guint) MAX (bulletin_statement_get_int (statement, 3), 1));
  }

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_library_read_pictures:
 * @id: the UUID of a bulletin
 * @names: (element-type utf8): the names that its text uses
 * @known: (nullable): what was read for the same bulletin before: a name is bound
 *   once, so its pictures need not be read again
 * @materials: what to add the pictures to; nobody else holds it yet
 *
 * Reads the pictures that a text shows. Names that mean nothing are passed over.
 *
 * Returns: %FALSE when the library cannot be read
 */
gboolean
bulletin_library_read_pictures (BulletinLibrary         *self,
                                const char              *id,
                                const GPtrArray         *names,
                                const BulletinMaterials *known,
                                BulletinMaterials       *materials,
                                GError                 **error)
{
  for (guint i = 0; i < names->len; i++) {
    const BulletinPicture *picture = bulletin_materials_find_picture (known, names->pdata[i]);

    if (picture != NULL)
      bulletin_materials_add_picture (materials, picture->name, picture->media_type, picture->content,
                                      picture->width, picture->height);
    else if (!read_picture (self, id, names->pdata[i], materials, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_library_copy_pictures:
 * @from: the UUID of a bulletin
 * @to: the UUID of another that is not issued and takes over its text
 * @who: the person's name
 *
 * Binds all names of one bulletin in another too; those that are bound there
 * already stay as they are. The pictures themselves are not copied.
 *
 * Returns: whether it was done
 */
gboolean
bulletin_library_copy_pictures (BulletinLibrary *self,
                                const char      *from,
                                const char      *to,
                                const char      *who,
                                GError         **error)
{
  g_autoptr (BulletinStatement) rows = NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  BulletinStep step;
  gboolean success = TRUE;

  if (!check_open (self, to, error))
    return FALSE;
  rows = bulletin_database_prepare (bulletin_library_get_database (self),
                                    "SELECT name, picture FROM bulletin_picture WHERE bulletin = ?1 "
                                    "AND name NOT IN (SELECT name FROM bulletin_picture WHERE bulletin = ?2) ORDER BY name",
                                    error);
  if (rows == NULL)
    return FALSE;
  bulletin_statement_bind_text (rows, 0, from);
  bulletin_statement_bind_text (rows, 1, to);
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    g_ptr_array_add (pairs, g_strdup (bulletin_statement_get_text (rows, 0)));
    g_ptr_array_add (pairs, g_strdup (bulletin_statement_get_text (rows, 1)));
  }
  if (step == BULLETIN_STEP_ERROR)
    return FALSE;
  if (pairs->len == 0)
    return TRUE;

  if (bulletin_library_begin_operation (self, who, "copy pictures", NULL, NULL, error) == NULL)
    return FALSE;
  for (guint i = 0; success && i < pairs->len; i += 2)
    success = insert_name (self, to, pairs->pdata[i], pairs->pdata[i + 1], error);

  return end_operation (self, success, error);
}
