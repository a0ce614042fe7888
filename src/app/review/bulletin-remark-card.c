/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-remark-card.h"

#include "bulletin-display.h"
#include "bulletin-passage.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

/* Characters of the words that it is about: three lines. */
#define QUOTE_LENGTH 60

struct _BulletinRemarkCard
{
  AdwBin parent_instance;

  GtkLabel *number_label;
  GtkLabel *head_label;
  GtkLabel *state_label;
  GtkLabel *quote_label;
  GtkLabel *body_label;
  GtkBox *answers;
  GtkWidget *buttons;
  GtkWidget *resolve_button;
  GtkWidget *reopen_button;
  GtkWidget *remove_button;
  GtkWidget *show_button;
  GtkRevealer *answer_revealer;
  GtkEntry *answer_entry;

  BulletinLibraryService *service;
  char *id;
};

enum
{
  SIGNAL_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinRemarkCard, bulletin_remark_card, ADW_TYPE_BIN)

/* --- What is done with it --------------------------------------------------- */

typedef struct
{
  char *id;
  BulletinAnnotationMove move;
  char *body;
  char *who;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->id);
  g_free (move->body);
  g_free (move->who);
  g_free (move);
}

static gpointer
run_move (BulletinLibrary *library,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  Move *move = data;

  return GINT_TO_POINTER (bulletin_library_answer_annotation (library, move->id, move->move, move->body, move->who, error));
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error))
    bulletin_window_show_error (window, error);
}

static void
start_move (BulletinRemarkCard    *self,
            BulletinAnnotationMove kind,
            const char            *body)
{
  Move *move = g_new0 (Move, 1);

  move->id = g_strdup (self->id);
  move->move = kind;
  move->body = g_strdup (body);
  move->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, run_move, TRUE, move, move_free, NULL, NULL, moved_cb,
                                       g_object_ref (bulletin_window_of (GTK_WIDGET (self))));
}

static void
resolve_cb (BulletinRemarkCard *self)
{
  start_move (self, BULLETIN_ANNOTATION_RESOLVED, NULL);
}

static void
reopen_cb (BulletinRemarkCard *self)
{
  start_move (self, BULLETIN_ANNOTATION_REOPENED, NULL);
}

static void
remove_cb (BulletinRemarkCard *self)
{
  start_move (self, BULLETIN_ANNOTATION_REMOVED, NULL);
}

static void
show_cb (BulletinRemarkCard *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static void
answer_cb (BulletinRemarkCard *self)
{
  gtk_revealer_set_reveal_child (self->answer_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->answer_entry));
}

static void
answer_done_cb (BulletinRemarkCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->answer_entry));

  if (*text != '\0')
    start_move (self, BULLETIN_ANNOTATION_ANSWERED, text);
  gtk_revealer_set_reveal_child (self->answer_revealer, FALSE);
}

/* --- Widget ----------------------------------------------------------------- */

static void
bulletin_remark_card_dispose (GObject *object)
{
  BulletinRemarkCard *self = BULLETIN_REMARK_CARD (object);

  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_REMARK_CARD);

  G_OBJECT_CLASS (bulletin_remark_card_parent_class)->dispose (object);
}

static void
bulletin_remark_card_finalize (GObject *object)
{
  g_free (BULLETIN_REMARK_CARD (object)->id);

  G_OBJECT_CLASS (bulletin_remark_card_parent_class)->finalize (object);
}

static void
bulletin_remark_card_class_init (BulletinRemarkCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_remark_card_dispose;
  object_class->finalize = bulletin_remark_card_finalize;

  signals[SIGNAL_SHOWN] = g_signal_new ("shown", BULLETIN_TYPE_REMARK_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-remark-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, number_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, head_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, quote_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, body_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, answers);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, resolve_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, remove_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, show_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, answer_revealer);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarkCard, answer_entry);
  gtk_widget_class_bind_template_callback (widget_class, resolve_cb);
  gtk_widget_class_bind_template_callback (widget_class, reopen_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_done_cb);
}

static void
bulletin_remark_card_init (BulletinRemarkCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe_fate (const BulletinAnnotation *annotation)
{
  if (annotation->is_resolved)
    return g_strdup (_("Resolved"));
  switch (annotation->fate) {
  case BULLETIN_PASSAGE_CHANGED:
    return g_strdup (_("The words were changed since"));
  case BULLETIN_PASSAGE_GONE:
    return g_strdup (_("The words were deleted since"));
  case BULLETIN_PASSAGE_KEPT:
  default:
    return g_strdup ("");
  }
}

static void
add_answer (BulletinRemarkCard             *self,
            const BulletinAnnotationAnswer *answer)
{
  g_autofree char *time = bulletin_display_time (answer->at);
  g_autofree char *words = NULL;
  GtkWidget *label;

  switch (answer->move) {
  case BULLETIN_ANNOTATION_RESOLVED:
    /* Translators: who, and when */
    words = g_strdup_printf (_("%s resolved it, %s"), answer->who, time);
    break;
  case BULLETIN_ANNOTATION_REOPENED:
    words = g_strdup_printf (_("%s opened it again, %s"), answer->who, time);
    break;
  case BULLETIN_ANNOTATION_ANSWERED:
  case BULLETIN_ANNOTATION_REMOVED:
  default:
    /* Translators: who; what was said; when */
    words = g_strdup_printf (_("%s: %s (%s)"), answer->who, answer->body != NULL ? answer->body : "", time);
    break;
  }
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "remark-answer");
  gtk_box_append (self->answers, label);
}

/**
 * bulletin_remark_card_new:
 * @service: (nullable): the library; without one it can only be read
 * @annotation: the remark
 * @number: its number on the pages, from 1
 * @with_quote: whether the words that it is about stand in it
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
bulletin_remark_card_new (BulletinLibraryService   *service,
                          const BulletinAnnotation *annotation,
                          guint                     number,
                          gboolean                  with_quote)
{
  BulletinRemarkCard *self = g_object_new (BULLETIN_TYPE_REMARK_CARD, NULL);
  g_autofree char *me = bulletin_get_user_name ();
  g_autofree char *time = bulletin_display_time (annotation->at);
  g_autofree char *badge = g_strdup_printf ("%u", number);
  g_autofree char *head = NULL;
  g_autofree char *name = NULL;
  g_autofree char *state = describe_fate (annotation);

  g_set_object (&self->service, service);
  self->id = g_strdup (annotation->id);
  gtk_label_set_label (self->number_label, badge);
  /* Translators: who remarked something, and when */
  head = annotation->kind == BULLETIN_ANNOTATION_INSTRUCTION ? g_strdup_printf (_("%s, instruction, %s"), annotation->who, time)
                                                             : g_strdup_printf (_("%s, %s"), annotation->who, time);
  gtk_label_set_label (self->head_label, head);
  gtk_label_set_label (self->state_label, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), *state != '\0');
  gtk_label_set_label (self->body_label, annotation->body);
  if (annotation->quote != NULL) {
    g_autofree char *words = bulletin_passage_abridge (annotation->quote, QUOTE_LENGTH);
    g_autofree char *quote = g_strdup_printf (C_("quotation", "“%s”"), words);

    gtk_label_set_label (self->quote_label, quote);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->quote_label), with_quote && annotation->quote != NULL);
  for (guint i = 0; i < annotation->answers->len; i++)
    add_answer (self, annotation->answers->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->answers), annotation->answers->len > 0);
  gtk_widget_set_visible (self->buttons, service != NULL);
  gtk_widget_set_visible (self->resolve_button, !annotation->is_resolved);
  gtk_widget_set_visible (self->reopen_button, annotation->is_resolved);
  gtk_widget_set_visible (self->remove_button, g_str_equal (annotation->who, me));
  gtk_widget_set_visible (self->show_button, with_quote);
  if (annotation->is_resolved)
    gtk_widget_add_css_class (GTK_WIDGET (self), "resolved");
  /* Translators: the number of a remark, and its words */
  name = g_strdup_printf (_("Remark %u: %s"), number, annotation->body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, head, -1);

  return GTK_WIDGET (self);
}

const char *
bulletin_remark_card_get_id (BulletinRemarkCard *self)
{
  g_return_val_if_fail (BULLETIN_IS_REMARK_CARD (self), NULL);

  return self->id;
}

void
bulletin_remark_card_focus (BulletinRemarkCard *self)
{
  g_return_if_fail (BULLETIN_IS_REMARK_CARD (self));

  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
