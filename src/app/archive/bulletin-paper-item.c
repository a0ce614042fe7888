/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-paper-item.h"

#include <glib/gi18n.h>

struct _BulletinPaperItem
{
  GObject parent_instance;

  BulletinPapers *papers;
  BulletinPaper *paper; /* of the papers */
  guint invalid;        /* mask of fields in which something else stands */
};

enum
{
  PROP_FILE = 1,
  PROP_STATE_LABEL,
  PROP_ICON_NAME,
  PROP_REMARK,
  PROP_SPOKEN,
  PROP_CHOSEN,
  PROP_CAN_CHOOSE,
  PROP_HAS_PROBLEM,
  N_PROPERTIES
};

enum
{
  CHANGED,
  ENTERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinPaperItem, bulletin_paper_item, G_TYPE_OBJECT)

/* A sign beside the word, so that a row is not marked by its colour alone. */
static const char *
get_icon_name (BulletinPaperState state)
{
  switch (state) {
  case BULLETIN_PAPER_READY:
    return "object-select-symbolic";
  case BULLETIN_PAPER_DOUBTFUL:
    return "dialog-question-symbolic";
  case BULLETIN_PAPER_INCOMPLETE:
    return "dialog-warning-symbolic";
  case BULLETIN_PAPER_DUPLICATE:
    return "edit-copy-symbolic";
  case BULLETIN_PAPER_UNREADABLE:
  default:
    return "action-unavailable-symbolic";
  }
}

static void
bulletin_paper_item_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  BulletinPaperItem *self = BULLETIN_PAPER_ITEM (object);
  const BulletinPaper *paper = self->paper;

  switch (property_id) {
  case PROP_FILE:
    g_value_set_string (value, paper->name);
    break;
  case PROP_STATE_LABEL:
    g_value_set_string (value, bulletin_paper_state_get_label (paper->state));
    break;
  case PROP_ICON_NAME:
    g_value_set_string (value, get_icon_name (paper->state));
    break;
  case PROP_REMARK:
    g_value_set_string (value, *paper->remark != '\0' ? paper->remark : NULL);
    break;
  case PROP_SPOKEN:
    /* Translators: reading in a file: its name */
    g_value_take_string (value, g_strdup_printf (_("Read In “%s”"), paper->name));
    break;
  case PROP_CHOSEN:
    g_value_set_boolean (value, paper->is_chosen);
    break;
  case PROP_CAN_CHOOSE:
    g_value_set_boolean (value, paper->can_take);
    break;
  case PROP_HAS_PROBLEM:
    g_value_set_boolean (value, bulletin_paper_item_has_problem (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_paper_item_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  BulletinPaperItem *self = BULLETIN_PAPER_ITEM (object);

  switch (property_id) {
  case PROP_CHOSEN:
    if (self->paper->is_chosen != g_value_get_boolean (value) && self->paper->can_take) {
      bulletin_papers_choose (self->papers, self->paper, g_value_get_boolean (value));
      g_signal_emit (self, signals[CHANGED], 0);
    }
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_paper_item_finalize (GObject *object)
{
  bulletin_papers_unref (BULLETIN_PAPER_ITEM (object)->papers);

  G_OBJECT_CLASS (bulletin_paper_item_parent_class)->finalize (object);
}

static void
bulletin_paper_item_class_init (BulletinPaperItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bulletin_paper_item_get_property;
  object_class->set_property = bulletin_paper_item_set_property;
  object_class->finalize = bulletin_paper_item_finalize;

  properties[PROP_FILE] = g_param_spec_string ("file", NULL, NULL, NULL, flags);
  properties[PROP_STATE_LABEL] = g_param_spec_string ("state-label", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_CHOOSE] = g_param_spec_boolean ("can-choose", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_PROBLEM] = g_param_spec_boolean ("has-problem", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bulletin_paper_item_init (BulletinPaperItem *self)
{
}

/**
 * bulletin_paper_item_new:
 * @papers: the folder
 * @paper: one of its papers
 *
 * Returns: (transfer full): a row that holds the papers
 */
BulletinPaperItem *
bulletin_paper_item_new (BulletinPapers *papers,
                         BulletinPaper  *paper)
{
  BulletinPaperItem *self = g_object_new (BULLETIN_TYPE_PAPER_ITEM, NULL);

  self->papers = bulletin_papers_ref (papers);
  self->paper = paper;

  return self;
}

BulletinPaper *
bulletin_paper_item_get_paper (BulletinPaperItem *self)
{
  return self->paper;
}

gboolean
bulletin_paper_item_has_problem (BulletinPaperItem *self)
{
  return self->paper->state != BULLETIN_PAPER_READY;
}

void
bulletin_paper_item_enter (BulletinPaperItem *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

gboolean
bulletin_paper_item_get_invalid (BulletinPaperItem *self)
{
  return self->invalid != 0;
}

void
bulletin_paper_item_set_invalid (BulletinPaperItem *self,
                                 BulletinPaperField field,
                                 gboolean           is_invalid)
{
  if (is_invalid)
    self->invalid |= 1u << field;
  else
    self->invalid &= ~(1u << field);
}

void
bulletin_paper_item_refresh (BulletinPaperItem *self)
{
  for (guint i = PROP_STATE_LABEL; i < N_PROPERTIES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/**
 * bulletin_paper_item_set_field:
 * @field: what to correct
 * @text: what was typed
 * @error: return location for an error
 *
 * Returns: whether the field can have that value
 */
gboolean
bulletin_paper_item_set_field (BulletinPaperItem *self,
                               BulletinPaperField field,
                               const char        *text,
                               GError           **error)
{
  g_autofree char *before = bulletin_paper_get_field (self->paper, field);

  /* Leaving a field is no correction. */
  if (g_str_equal (before, text))
    return TRUE;
  if (!bulletin_papers_set_field (self->papers, self->paper, field, text, error))
    return FALSE;
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}
