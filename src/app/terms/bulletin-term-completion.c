/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-term-completion.h"

#include "bulletin-figures.h"
#include "bulletin-register.h"
#include "bulletin-term-index.h"
#include "bulletin-term-item.h"

#define MAX_PROPOSALS 40
/* As much of the line before the caret as a name may take up. */
#define MAX_BEFORE    33

/* --- What is offered -------------------------------------------------------- */

#define BULLETIN_TYPE_TERM_PROPOSAL (bulletin_term_proposal_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTermProposal, bulletin_term_proposal, BULLETIN, TERM_PROPOSAL, GObject)

struct _BulletinTermProposal
{
  GObject parent_instance;

  BulletinTermMatch *match;
};

static char *
get_typed_text (GtkSourceCompletionProposal *proposal)
{
  return g_strdup (BULLETIN_TERM_PROPOSAL (proposal)->match->text);
}

static void
proposal_iface_init (GtkSourceCompletionProposalInterface *iface)
{
  iface->get_typed_text = get_typed_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BulletinTermProposal, bulletin_term_proposal, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, proposal_iface_init))

static void
bulletin_term_proposal_finalize (GObject *object)
{
  bulletin_term_match_free (BULLETIN_TERM_PROPOSAL (object)->match);

  G_OBJECT_CLASS (bulletin_term_proposal_parent_class)->finalize (object);
}

static void
bulletin_term_proposal_class_init (BulletinTermProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_term_proposal_finalize;
}

static void
bulletin_term_proposal_init (BulletinTermProposal *self)
{
}

/* --- The provider ----------------------------------------------------------- */

struct _BulletinTermCompletion
{
  GObject parent_instance;

  GtkSourceView *view; /* weak */
  BulletinLibraryService *service;
  GCancellable *cancellable;
  BulletinTermIndex *index;
  gboolean is_composing;
  guint show_id;
};

static void provider_iface_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BulletinTermCompletion, bulletin_term_completion, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER, provider_iface_init))

static void
get_caret (BulletinTermCompletion *self,
           GtkTextIter *caret)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
}

static void
fill (BulletinTermCompletion *self,
      GListStore *store)
{
  GtkTextIter start, caret;
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->view && self->index && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view))) {
    get_caret (self, &caret);
    start = caret;
    gtk_text_iter_backward_chars (&start, MIN (gtk_text_iter_get_line_offset (&caret), MAX_BEFORE));
    before = gtk_text_iter_get_text (&start, &caret);
    matches = bulletin_term_index_complete (self->index, before, MAX_PROPOSALS);
    g_ptr_array_set_free_func (matches, NULL);
  }
  for (guint i = 0; matches && i < matches->len; i++) {
    BulletinTermProposal *proposal = g_object_new (BULLETIN_TYPE_TERM_PROPOSAL, NULL);

    proposal->match = matches->pdata[i];
    g_ptr_array_add (proposals, proposal);
  }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), proposals->pdata, proposals->len);
}

static GListModel *
populate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GError **error)
{
  GListStore *store = g_list_store_new (BULLETIN_TYPE_TERM_PROPOSAL);

  fill (BULLETIN_TERM_COMPLETION (provider), store);
  return G_LIST_MODEL (store);
}

static void
refilter (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GListModel *model)
{
  fill (BULLETIN_TERM_COMPLETION (provider), G_LIST_STORE (model));
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider,
            const GtkTextIter *iter,
            gunichar character)
{
  return character == '{';
}

/* Only asked for a proposal that was chosen. */
static gboolean
key_activates (GtkSourceCompletionProvider *provider,
               GtkSourceCompletionContext *context,
               GtkSourceCompletionProposal *proposal,
               guint key,
               GdkModifierType state)
{
  return key == GDK_KEY_Tab && !(state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK));
}

static void
display (GtkSourceCompletionProvider *provider,
         GtkSourceCompletionContext *context,
         GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell *cell)
{
  const BulletinTermMatch *match = BULLETIN_TERM_PROPOSAL (proposal)->match;

  switch (gtk_source_completion_cell_get_column (cell)) {
  case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
    gtk_source_completion_cell_set_text (cell, match->text);
    break;
  case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
    gtk_source_completion_cell_set_text (cell, match->detail);
    break;
  case GTK_SOURCE_COMPLETION_COLUMN_ICON:
  case GTK_SOURCE_COMPLETION_COLUMN_BEFORE:
  case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
  case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
  default:
    gtk_source_completion_cell_set_text (cell, NULL);
    break;
  }
}

static void
activate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GtkSourceCompletionProposal *proposal)
{
  BulletinTermCompletion *self = BULLETIN_TERM_COMPLETION (provider);
  const BulletinTermMatch *match = BULLETIN_TERM_PROPOSAL (proposal)->match;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;
  g_autofree char *text = g_strdup (match->text);

  get_caret (self, &end);
  start = end;
  gtk_text_iter_backward_chars (&start, (int) match->n_chars);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
provider_iface_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->populate = populate;
  iface->refilter = refilter;
  iface->is_trigger = is_trigger;
  iface->key_activates = key_activates;
  iface->display = display;
  iface->activate = activate;
}

/* --- The Tab key ------------------------------------------------------------ */

/* GtkSourceView tells of a list that it was asked to show, not of one that came up
 * while typing; the list itself is a child of the view. */
static gboolean
is_offering (BulletinTermCompletion *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "GtkSourceCompletionList") && gtk_widget_get_visible (child))
      return TRUE;
  return FALSE;
}

/* With a proposal chosen the completion takes the key before it comes here; as long
 * as none is, Tab means the first. */
static gboolean
key_pressed_cb (BulletinTermCompletion *self,
                guint key,
                guint code,
                GdkModifierType state)
{
  GtkSourceCompletion *completion = gtk_source_view_get_completion (self->view);
  g_autoptr (GListStore) store = NULL;
  g_autoptr (GtkSourceCompletionProposal) first = NULL;

  if ((key != GDK_KEY_Tab && key != GDK_KEY_KP_Tab) ||
      (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) || !is_offering (self))
    return GDK_EVENT_PROPAGATE;
  store = g_list_store_new (BULLETIN_TYPE_TERM_PROPOSAL);
  fill (self, store);
  first = g_list_model_get_item (G_LIST_MODEL (store), 0);
  if (!first)
    return GDK_EVENT_PROPAGATE;
  gtk_source_completion_hide (completion);
  gtk_source_completion_block_interactive (completion);
  activate (GTK_SOURCE_COMPLETION_PROVIDER (self), NULL, first);
  gtk_source_completion_unblock_interactive (completion);
  return GDK_EVENT_STOP;
}

/* --- Input methods ---------------------------------------------------------- */

static gboolean
show_cb (gpointer user_data)
{
  BulletinTermCompletion *self = user_data;

  self->show_id = 0;
  if (self->view && !self->is_composing)
    gtk_source_completion_show (gtk_source_view_get_completion (self->view));
  return G_SOURCE_REMOVE;
}

/* What is composed has a list of its own, whose keys these would be. What it comes
 * to may be several characters at once, after which nothing is offered by itself. */
static void
preedit_changed_cb (BulletinTermCompletion *self,
                    const char *preedit)
{
  GtkSourceCompletion *completion = gtk_source_view_get_completion (self->view);
  gboolean is_composing = preedit && *preedit;

  if (is_composing == self->is_composing)
    return;
  self->is_composing = is_composing;
  if (is_composing) {
    gtk_source_completion_hide (completion);
    gtk_source_completion_block_interactive (completion);
  } else {
    gtk_source_completion_unblock_interactive (completion);
    if (self->show_id == 0)
      self->show_id = g_idle_add (show_cb, self);
  }
}

/* --- The terms -------------------------------------------------------------- */

static void
add_names (BulletinTermIndex *index,
           const char *names,
           const char *text,
           const char *detail)
{
  g_auto (GStrv) list = bulletin_term_split_names (names);

  for (guint i = 0; list[i]; i++)
    bulletin_term_index_add (index, list[i], text ? text : list[i], detail);
}

static const char *
get_value (BulletinRegisterRow *row,
           BulletinRegisterKind kind,
           const char *column)
{
  return bulletin_register_row_get_value (row, (guint) bulletin_register_find_column (kind, column));
}

/* What the picker for figures offers, in the same words. */
static gboolean
add_figures (BulletinLibrary *library,
             BulletinTermIndex *index,
             GError **error)
{
  g_autoptr (BulletinFigures) figures = bulletin_figures_new (library, NULL, error);
  g_autoptr (GPtrArray) subjects = figures ? bulletin_figures_list_subjects (figures, error) : NULL;

  for (guint i = 0; subjects && i < subjects->len; i++) {
    const BulletinFigureSubject *subject = subjects->pdata[i];
    const char *const begins[] = { subject->word, subject->name, subject->code };
    g_autofree char *text = g_strconcat ("{{", subject->word, "}}", NULL);

    for (guint k = 0; k < G_N_ELEMENTS (begins); k++) {
      g_autofree char *key = g_strconcat ("{{", begins[k], NULL);

      bulletin_term_index_add (index, key, text, subject->name);
    }
  }
  return subjects != NULL;
}

/* The register's organisations need not stand in the list of terms once more. One
 * that is closed is history, and written about as seldom. */
static gboolean
add_organisations (BulletinLibrary *library,
                   BulletinTermIndex *index,
                   GError **error)
{
  const BulletinRegisterKind kind = BULLETIN_REGISTER_ORGANISATIONS;
  g_autoptr (GPtrArray) rows = bulletin_register_list (library, kind, error);

  for (guint i = 0; rows && i < rows->len; i++) {
    const char *name = get_value (rows->pdata[i], kind, "name");

    if (!bulletin_register_row_get_closed (rows->pdata[i]))
      bulletin_term_index_add (index, name, name, bulletin_term_kind_get_label (BULLETIN_TERM_ORGANISATION));
  }
  return rows != NULL;
}

/* Gives the index that is known as long as nothing in it changed. */
static gpointer
make_index (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  BulletinTermIndex *known = data;
  g_autoptr (BulletinTermIndex) index = bulletin_term_index_new ();
  g_autoptr (GPtrArray) terms = bulletin_library_list_terms (library, error);

  if (!terms || !add_figures (library, index, error) || !add_organisations (library, index, error))
    return NULL;
  for (guint i = 0; i < terms->len; i++) {
    const BulletinTermRecord *term = terms->pdata[i];
    const char *detail = term->post && *term->post ? term->post : bulletin_term_kind_get_label (term->kind);

    bulletin_term_index_add (index, term->name, term->name, detail);
    add_names (index, term->short_names, NULL, detail);
    add_names (index, term->short_names, term->name, detail);
    add_names (index, term->wrong_names, term->name, detail);
  }
  bulletin_term_index_seal (index);
  return known && bulletin_term_index_equal (known, index) ? bulletin_term_index_ref (known) : g_steal_pointer (&index);
}

static void
index_made_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  BulletinTermCompletion *self;
  g_autoptr (GError) error = NULL;
  BulletinTermIndex *index = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the completion may be gone. Otherwise a library that cannot be read
   * says so where the text is saved. */
  if (!index)
    return;
  self = BULLETIN_TERM_COMPLETION (user_data);
  g_clear_pointer (&self->index, bulletin_term_index_unref);
  self->index = index;
}

static void
index_free (gpointer data)
{
  BulletinTermIndex *index = data;

  if (index)
    bulletin_term_index_unref (index);
}

static void
reload (BulletinTermCompletion *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, make_index, FALSE,
                                       self->index ? bulletin_term_index_ref (self->index) : NULL, index_free, index_free,
                                       self->cancellable, index_made_cb, self);
}

static void
bulletin_term_completion_dispose (GObject *object)
{
  BulletinTermCompletion *self = BULLETIN_TERM_COMPLETION (object);

  bulletin_term_completion_set_library (self, NULL);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (bulletin_term_completion_parent_class)->dispose (object);
}

static void
bulletin_term_completion_class_init (BulletinTermCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bulletin_term_completion_dispose;
}

static void
bulletin_term_completion_init (BulletinTermCompletion *self)
{
}

/**
 * bulletin_term_completion_new:
 * @view: the view to complete in
 *
 * Returns: (transfer full): what completes there
 */
BulletinTermCompletion *
bulletin_term_completion_new (GtkSourceView *view)
{
  BulletinTermCompletion *self = g_object_new (BULLETIN_TYPE_TERM_COMPLETION, NULL);
  GtkSourceCompletion *completion = gtk_source_view_get_completion (view);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_set_weak_pointer (&self->view, view);
  /* Return makes a new line as long as nobody chose. */
  g_object_set (completion, "select-on-show", FALSE, "show-icons", FALSE, NULL);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (preedit_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
bulletin_term_completion_set_library (BulletinTermCompletion *self,
                                      BulletinLibraryService *service)
{
  g_return_if_fail (BULLETIN_IS_TERM_COMPLETION (self));

  if (self->service == service)
    return;
  if (self->service)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->index, bulletin_term_index_unref);
  g_set_object (&self->service, service);
  if (!service)
    return;
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}
