/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-sheet.h"

#include <glib/gi18n.h>

/* A refusal can put an older superior back in force and close another circle;
 * sheets that go on like this are not worth untangling. */
#define MAX_ROUNDS 100

typedef enum
{
  NODE_NEW,
  NODE_OPEN,
  NODE_DONE,
} NodeState;

typedef struct
{
  const BulletinStoredRow *stored; /* NULL if the sheet brings it */
  BulletinPendingRow *pending;     /* NULL if the sheet does not name it */
  NodeState state;
  guint depth;
} Node;

typedef struct
{
  GHashTable *nodes; /* id → Node */
  int parent;        /* the column */
} Tree;

static Node *
get_node (Tree *tree,
          const char *id)
{
  Node *node = g_hash_table_lookup (tree->nodes, id);

  if (node == NULL) {
    node = g_new0 (Node, 1);
    g_hash_table_insert (tree->nodes, g_strdup (id), node);
  }

  return node;
}

/* The node above, as it will be once the sheet is loaded. */
static Node *
get_parent (Tree *tree,
            const Node *node)
{
  const char *id = NULL;

  if (node->pending != NULL && node->pending->refusal == NULL)
    id = node->pending->values[tree->parent];
  else if (node->stored != NULL)
    id = node->stored->values[tree->parent];

  return id != NULL ? g_hash_table_lookup (tree->nodes, id) : NULL;
}

static gboolean
is_missing (const Node *node)
{
  return node->stored == NULL && node->pending != NULL && node->pending->refusal != NULL;
}

/* Goes up from a node until a settled one; returns whether a row was refused. */
static gboolean
settle (Tree *tree,
        Node *node)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  gboolean refused = FALSE;

  while (node != NULL && node->state == NODE_NEW) {
    node->state = NODE_OPEN;
    g_ptr_array_add (path, node);
    node = get_parent (tree, node);
  }

  if (node != NULL && node->state == NODE_OPEN) {
    guint start;

    g_ptr_array_find (path, node, &start);
    for (guint i = start; i < path->len; i++) {
      Node *member = path->pdata[i];

      if (member->pending == NULL || member->pending->refusal != NULL)
        continue;
      bulletin_pending_row_refuse (member->pending,
                                   g_strdup (_ ("The organization would stand below itself. Correct its superior.")));
      refused = TRUE;
    }
  }

  for (guint i = path->len; i > 0; i--) {
    Node *member = path->pdata[i - 1];
    Node *parent = get_parent (tree, member);

    if (parent != NULL && is_missing (parent) && member->pending != NULL && member->pending->refusal == NULL) {
      bulletin_pending_row_refuse (member->pending,
                                   g_strdup_printf (_ ("Its superior in line %u is refused. Correct that line first."),
                                                    parent->pending->line));
      refused = TRUE;
    }
    member->state = NODE_DONE;
    member->depth = parent != NULL ? parent->depth + 1 : 0;
  }

  return refused;
}

static void
fill_tree (Tree *tree,
           GPtrArray *pending,
           GPtrArray *stored)
{
  for (guint i = 0; i < stored->len; i++) {
    BulletinStoredRow *row = stored->pdata[i];

    get_node (tree, row->id)->stored = row;
  }
  for (guint i = 0; i < pending->len; i++) {
    BulletinPendingRow *row = pending->pdata[i];

    if (row->id != NULL)
      get_node (tree, row->id)->pending = row;
  }
}

/* Codes and names as they will be once the sheet is loaded. */
static BulletinReferences *
collect_references (Tree *tree)
{
  int code = bulletin_register_find_column (BULLETIN_REGISTER_ORGANISATIONS, "code");
  int name = bulletin_register_find_column (BULLETIN_REGISTER_ORGANISATIONS, "name");
  BulletinReferences *references = bulletin_references_new ();
  GHashTableIter iter;
  gpointer id, data;

  g_hash_table_iter_init (&iter, tree->nodes);
  while (g_hash_table_iter_next (&iter, &id, &data)) {
    Node *node = data;
    char **values = node->pending != NULL && node->pending->refusal == NULL ? node->pending->values
                                                                            : node->stored->values;

    bulletin_references_add (references, BULLETIN_REGISTER_ORGANISATIONS, id, values[code], values[name]);
  }

  return references;
}

static int
compare_depth (gconstpointer a,
               gconstpointer b)
{
  const BulletinPendingRow *first = *(BulletinPendingRow *const *) a;
  const BulletinPendingRow *second = *(BulletinPendingRow *const *) b;

  if (first->depth != second->depth)
    return first->depth < second->depth ? -1 : 1;

  return first->line < second->line ? -1 : first->line > second->line;
}

static gboolean
settle_all (Tree *tree,
            GError **error)
{
  for (guint round = 0; round < MAX_ROUNDS; round++) {
    gboolean refused = FALSE;
    GHashTableIter iter;
    gpointer data;

    g_hash_table_iter_init (&iter, tree->nodes);
    while (g_hash_table_iter_next (&iter, NULL, &data))
      ((Node *) data)->state = NODE_NEW;

    g_hash_table_iter_init (&iter, tree->nodes);
    while (g_hash_table_iter_next (&iter, NULL, &data))
      refused |= settle (tree, data);
    if (!refused)
      return TRUE;
  }

  g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                       _ ("The superiors in this sheet go round in circles. Correct them and load the sheet again."));

  return FALSE;
}

gboolean
bulletin_register_plant_tree (GPtrArray *pending,
                              GPtrArray *stored,
                              gboolean has_superiors,
                              GError **error)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Tree tree = { nodes, bulletin_register_find_column (BULLETIN_REGISTER_ORGANISATIONS, "parent") };
  const BulletinRegisterColumn *column = &bulletin_register_get_columns (BULLETIN_REGISTER_ORGANISATIONS, NULL)[tree.parent];
  g_autoptr (BulletinReferences) references = NULL;

  fill_tree (&tree, pending, stored);
  references = collect_references (&tree);

  for (guint i = 0; i < pending->len && has_superiors; i++) {
    BulletinPendingRow *row = pending->pdata[i];
    g_autoptr (GError) wrong = NULL;
    char *parent;

    if (row->refusal != NULL)
      continue;
    if (bulletin_value_read (column, row->superior, references, &parent, &wrong)) {
      g_free (row->values[tree.parent]);
      row->values[tree.parent] = parent;
    } else {
      bulletin_pending_row_refuse (row, g_strdup_printf (C_ ("column and reason", "%s: %s"),
                                                         bulletin_register_column_get_label (column), wrong->message));
    }
  }

  if (!settle_all (&tree, error))
    return FALSE;

  for (guint i = 0; i < pending->len; i++) {
    BulletinPendingRow *row = pending->pdata[i];
    const Node *node = row->id != NULL ? g_hash_table_lookup (nodes, row->id) : NULL;

    row->depth = node != NULL ? node->depth : 0;
  }
  g_ptr_array_sort (pending, compare_depth);

  return TRUE;
}
