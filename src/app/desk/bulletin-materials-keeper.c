/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-materials-keeper.h"

#include "bulletin-load-materials.h"

struct _BulletinMaterialsKeeper
{
  GObject parent_instance;

  BulletinDraft *draft;
  BulletinMaterials *materials;
  /* Everything that was looked for last, found or not. */
  GHashTable *asked;
  char *date;
  GCancellable *cancellable;
  gboolean is_loading;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (BulletinMaterialsKeeper, bulletin_materials_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the database thread needs. */
typedef struct
{
  char *id;
  char *text;
  BulletinMetadata *metadata;
  BulletinMaterials *known;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->id);
  g_free (request->text);
  bulletin_metadata_free (request->metadata);
  g_clear_pointer (&request->known, bulletin_materials_unref);
  g_free (request);
}

static gpointer
load_materials (BulletinLibrary *library,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const Request *request = data;

  return bulletin_reload_materials (library, request->known, request->id, request->metadata, request->text, error);
}

static void start (BulletinMaterialsKeeper *self);

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinMaterialsKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinMaterials) materials = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_loading = FALSE;
  /* A library that cannot be read says so where the text is saved; what was known
   * stays until it can. */
  if (materials) {
    g_clear_pointer (&self->materials, bulletin_materials_unref);
    self->materials = g_steal_pointer (&materials);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
  if (self->is_stale)
    start (self);
}

static void
ask_for (BulletinMaterialsKeeper *self,
         GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (self->asked, g_strdup (names->pdata[i]));
}

static void
start (BulletinMaterialsKeeper *self)
{
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  Request *request;

  self->is_stale = self->is_loading;
  if (self->is_loading || !self->draft)
    return;

  request = g_new0 (Request, 1);
  request->id = g_strdup (bulletin_draft_get_id (self->draft));
  request->text = g_strdup (bulletin_draft_get_text (self->draft));
  request->metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (self->draft));
  request->known = self->materials ? bulletin_materials_ref (self->materials) : NULL;

  document = bulletin_document_parse (request->text, -1);
  pictures = bulletin_document_list_pictures (document);
  figures = bulletin_document_list_figures (document);
  g_hash_table_remove_all (self->asked);
  ask_for (self, pictures);
  ask_for (self, figures);

  self->is_loading = TRUE;
  bulletin_library_service_call_async (bulletin_draft_get_service (self->draft), load_materials, FALSE,
                                       request, request_free, (GDestroyNotify) bulletin_materials_unref,
                                       self->cancellable, loaded_cb, g_object_ref (self));
}

static void
metadata_changed_cb (BulletinMaterialsKeeper *self)
{
  if (g_set_str (&self->date, bulletin_draft_get_metadata (self->draft)->date))
    start (self);
}

static void
bulletin_materials_keeper_dispose (GObject *object)
{
  BulletinMaterialsKeeper *self = BULLETIN_MATERIALS_KEEPER (object);

  bulletin_materials_keeper_set_draft (self, NULL, NULL);

  G_OBJECT_CLASS (bulletin_materials_keeper_parent_class)->dispose (object);
}

static void
bulletin_materials_keeper_finalize (GObject *object)
{
  BulletinMaterialsKeeper *self = BULLETIN_MATERIALS_KEEPER (object);

  g_hash_table_unref (self->asked);
  g_free (self->date);

  G_OBJECT_CLASS (bulletin_materials_keeper_parent_class)->finalize (object);
}

static void
bulletin_materials_keeper_class_init (BulletinMaterialsKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bulletin_materials_keeper_dispose;
  object_class->finalize = bulletin_materials_keeper_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_MATERIALS_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bulletin_materials_keeper_init (BulletinMaterialsKeeper *self)
{
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * bulletin_materials_keeper_new:
 *
 * Returns: (transfer full): a keeper without a draft
 */
BulletinMaterialsKeeper *
bulletin_materials_keeper_new (void)
{
  return g_object_new (BULLETIN_TYPE_MATERIALS_KEEPER, NULL);
}

/**
 * bulletin_materials_keeper_set_draft:
 * @self: the keeper
 * @draft: (nullable): the draft on the desk
 * @materials: (nullable): what its text refers to, as it was opened
 */
void
bulletin_materials_keeper_set_draft (BulletinMaterialsKeeper *self,
                                     BulletinDraft *draft,
                                     BulletinMaterials *materials)
{
  g_return_if_fail (BULLETIN_IS_MATERIALS_KEEPER (self));

  if (self->draft) {
    g_signal_handlers_disconnect_by_data (self->draft, self);
    g_signal_handlers_disconnect_by_data (bulletin_draft_get_service (self->draft), self);
    g_cancellable_cancel (self->cancellable);
    g_clear_object (&self->cancellable);
  }
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_hash_table_remove_all (self->asked);
  self->is_loading = FALSE;
  self->is_stale = FALSE;
  g_set_object (&self->draft, draft);
  if (!draft)
    return;

  self->materials = materials ? bulletin_materials_ref (materials) : NULL;
  self->cancellable = g_cancellable_new ();
  g_set_str (&self->date, bulletin_draft_get_metadata (draft)->date);
  g_signal_connect_object (draft, "metadata-changed", G_CALLBACK (metadata_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bulletin_draft_get_service (draft), "changed", G_CALLBACK (start), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_materials_keeper_get_materials:
 * @self: the keeper
 *
 * Returns: (transfer none) (nullable): what the draft's text refers to, as far as
 *   it is known
 */
BulletinMaterials *
bulletin_materials_keeper_get_materials (BulletinMaterialsKeeper *self)
{
  g_return_val_if_fail (BULLETIN_IS_MATERIALS_KEEPER (self), NULL);

  return self->materials;
}

static gboolean
is_asked (BulletinMaterialsKeeper *self,
          const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (self->asked, names->pdata[i]) &&
        !bulletin_materials_find_picture (self->materials, names->pdata[i]) &&
        !bulletin_materials_find_figure (self->materials, names->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * bulletin_materials_keeper_look_at:
 * @self: the keeper
 * @document: the draft's text as it was laid out
 *
 * Reads the materials anew if the text refers to something that was not looked
 * for yet.
 */
void
bulletin_materials_keeper_look_at (BulletinMaterialsKeeper *self,
                                   const BulletinDocument *document)
{
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) figures = NULL;

  g_return_if_fail (BULLETIN_IS_MATERIALS_KEEPER (self));

  pictures = bulletin_document_list_pictures (document);
  figures = bulletin_document_list_figures (document);
  if (!is_asked (self, pictures) || !is_asked (self, figures))
    start (self);
}

/**
 * bulletin_materials_keeper_reload:
 * @self: the keeper
 *
 * Reads the materials anew, as after a picture was added.
 */
void
bulletin_materials_keeper_reload (BulletinMaterialsKeeper *self)
{
  g_return_if_fail (BULLETIN_IS_MATERIALS_KEEPER (self));

  start (self);
}
