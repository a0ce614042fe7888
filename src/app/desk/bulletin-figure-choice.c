/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-figure-choice.h"

#include <string.h>

struct _BulletinFigureChoice
{
  GObject parent_instance;

  char *word;
  char *title;
  char *subtitle;
  char *folded; /* all that is searched */
};

G_DEFINE_FINAL_TYPE (BulletinFigureChoice, bulletin_figure_choice, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
bulletin_figure_choice_get_property (GObject *object,
                                     guint id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  BulletinFigureChoice *self = BULLETIN_FIGURE_CHOICE (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_SUBTITLE:
    g_value_set_string (value, self->subtitle);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bulletin_figure_choice_finalize (GObject *object)
{
  BulletinFigureChoice *self = BULLETIN_FIGURE_CHOICE (object);

  g_free (self->word);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->folded);

  G_OBJECT_CLASS (bulletin_figure_choice_parent_class)->finalize (object);
}

static void
bulletin_figure_choice_class_init (BulletinFigureChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bulletin_figure_choice_get_property;
  object_class->finalize = bulletin_figure_choice_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bulletin_figure_choice_init (BulletinFigureChoice *self)
{
}

BulletinFigureChoice *
bulletin_figure_choice_new (const BulletinFigureSubject *subject)
{
  BulletinFigureChoice *self = g_object_new (BULLETIN_TYPE_FIGURE_CHOICE, NULL);
  g_autofree char *all = g_strdup_printf ("%s\n%s\n%s", subject->name, subject->code, subject->word);

  self->word = g_strdup (subject->word);
  self->title = g_strdup (subject->name);
  self->subtitle = subject->unit ? g_strdup_printf ("%s · %s", subject->code, subject->unit) : g_strdup (subject->code);
  self->folded = g_utf8_casefold (all, -1);
  return self;
}

const char *
bulletin_figure_choice_get_word (BulletinFigureChoice *self)
{
  return self->word;
}

gboolean
bulletin_figure_choice_matches (BulletinFigureChoice *self,
                                const char *folded)
{
  return strstr (self->folded, folded) != NULL;
}
