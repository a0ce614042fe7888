/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-template-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-style-row.h"
#include "bulletin-typeface-list.h"

typedef enum
{
  ROW_WORDS,   /* AdwEntryRow, char * */
  ROW_NUMBER,  /* AdwSpinRow, int */
  ROW_LENGTH,  /* AdwSpinRow in mm, double in points */
  ROW_SWITCH,  /* AdwSwitchRow, gboolean */
  ROW_CHOICE,  /* AdwComboRow, an enumeration */
  ROW_STYLE,   /* BulletinStyleRow, BulletinTypeStyle */
} RowType;

/* A row and what it changes: a field of the series, or one of its template. */
static const struct
{
  const char *id;
  RowType type;
  gboolean is_series;
  gsize offset;
} rows[] = {
#define SERIES(id, type, member)   { id, type, TRUE, G_STRUCT_OFFSET (BulletinSeries, member) }
#define TEMPLATE(id, type, member) { id, type, FALSE, G_STRUCT_OFFSET (BulletinPageTemplate, member) }
#define STYLE(id, style)           { "style_" id, ROW_STYLE, FALSE, G_STRUCT_OFFSET (BulletinPageTemplate, styles) + (style) * sizeof (BulletinTypeStyle) }
  SERIES ("name_row", ROW_WORDS, name),
  SERIES ("issuer_row", ROW_WORDS, issuer),
  SERIES ("report_to_row", ROW_WORDS, report_to),
  SERIES ("send_to_row", ROW_WORDS, send_to),
  SERIES ("distribute_to_row", ROW_WORDS, distribute_to),
  SERIES ("copies_row", ROW_NUMBER, copies),
  SERIES ("secrecy_row", ROW_WORDS, secrecy),
  SERIES ("target_length_row", ROW_NUMBER, target_length),
  SERIES ("uses_total_row", ROW_SWITCH, uses_total),
  SERIES ("needs_approval_row", ROW_SWITCH, needs_approval),
  SERIES ("separate_people_row", ROW_SWITCH, separate_people),
  SERIES ("fonds_row", ROW_WORDS, fonds),
  SERIES ("retention_row", ROW_WORDS, retention),
  SERIES ("code_row", ROW_WORDS, code),
  TEMPLATE ("head_name_row", ROW_WORDS, head.name),
  TEMPLATE ("head_second_name_row", ROW_WORDS, head.second_name),
  TEMPLATE ("shows_issue_row", ROW_SWITCH, head.shows_issue),
  TEMPLATE ("issue_pattern_row", ROW_WORDS, head.issue_pattern),
  TEMPLATE ("shows_total_row", ROW_SWITCH, head.shows_total),
  TEMPLATE ("head_order_row", ROW_CHOICE, head.order),
  TEMPLATE ("head_rule_row", ROW_CHOICE, head.rule),
  TEMPLATE ("head_rule_width_row", ROW_LENGTH, head.rule_width),
  TEMPLATE ("rows_below_row", ROW_NUMBER, head.rows_below),
  TEMPLATE ("secrecy_side_row", ROW_CHOICE, head.secrecy_side),
  TEMPLATE ("copy_number_side_row", ROW_CHOICE, head.copy_number_side),
  TEMPLATE ("indent_row", ROW_NUMBER, indent),
  TEMPLATE ("rows_row", ROW_NUMBER, rows),
  TEMPLATE ("columns_row", ROW_NUMBER, columns),
  TEMPLATE ("margin_top_row", ROW_LENGTH, margin_top),
  TEMPLATE ("margin_left_row", ROW_LENGTH, margin_left),
  TEMPLATE ("block_width_row", ROW_LENGTH, block_width),
  TEMPLATE ("block_height_row", ROW_LENGTH, block_height),
  TEMPLATE ("mirrors_margins_row", ROW_SWITCH, mirrors_margins),
  TEMPLATE ("number_style_row", ROW_CHOICE, number_style),
  TEMPLATE ("number_place_row", ROW_CHOICE, number_place),
  TEMPLATE ("number_distance_row", ROW_LENGTH, number_distance),
  TEMPLATE ("tail_row", ROW_SWITCH, tail.is_shown),
  TEMPLATE ("shows_report_to_row", ROW_SWITCH, tail.shows_report_to),
  TEMPLATE ("report_to_label_row", ROW_WORDS, tail.report_to_label),
  TEMPLATE ("shows_send_to_row", ROW_SWITCH, tail.shows_send_to),
  TEMPLATE ("send_to_label_row", ROW_WORDS, tail.send_to_label),
  TEMPLATE ("shows_distribute_to_row", ROW_SWITCH, tail.shows_distribute_to),
  TEMPLATE ("distribute_to_label_row", ROW_WORDS, tail.distribute_to_label),
  TEMPLATE ("shows_copies_row", ROW_SWITCH, tail.shows_copies),
  TEMPLATE ("copies_pattern_row", ROW_WORDS, tail.copies_pattern),
  TEMPLATE ("outer_rule_row", ROW_LENGTH, tail.outer_rule),
  TEMPLATE ("inner_rule_row", ROW_LENGTH, tail.inner_rule),
  STYLE ("masthead", BULLETIN_STYLE_MASTHEAD),
  STYLE ("issue", BULLETIN_STYLE_ISSUE),
  STYLE ("mark", BULLETIN_STYLE_MARK),
  STYLE ("title", BULLETIN_STYLE_TITLE),
  STYLE ("heading_1", BULLETIN_STYLE_HEADING_1),
  STYLE ("heading_2", BULLETIN_STYLE_HEADING_2),
  STYLE ("heading_3", BULLETIN_STYLE_HEADING_3),
  STYLE ("heading_4", BULLETIN_STYLE_HEADING_4),
  STYLE ("body", BULLETIN_STYLE_BODY),
  STYLE ("note", BULLETIN_STYLE_NOTE),
  STYLE ("table", BULLETIN_STYLE_TABLE),
  STYLE ("table_head", BULLETIN_STYLE_TABLE_HEAD),
  STYLE ("caption", BULLETIN_STYLE_CAPTION),
  STYLE ("tail", BULLETIN_STYLE_TAIL),
  STYLE ("page_number", BULLETIN_STYLE_PAGE_NUMBER),
#undef SERIES
#undef TEMPLATE
#undef STYLE
};

static const char *const font_rows[BULLETIN_N_FONT_ROLES] = {
  [BULLETIN_FONT_BODY] = "font_body",
  [BULLETIN_FONT_HEADING] = "font_heading",
  [BULLETIN_FONT_KAI] = "font_kai",
  [BULLETIN_FONT_TITLE] = "font_title",
  [BULLETIN_FONT_SONG] = "font_song",
};

/* Papers of the list, in mm; the list ends in “Other”. */
static const struct
{
  double width, height;
} papers[] = {
  { 210, 297 },
  { 182, 257 },
  { 184, 260 },
  { 148, 210 },
};

struct _BulletinTemplateForm
{
  AdwBin parent_instance;

  GtkWidget *rows[G_N_ELEMENTS (rows)];
  AdwComboRow *font_rows[BULLETIN_N_FONT_ROLES];
  GtkColorDialogButton *colour_button;
  AdwSwitchRow *spread_row;
  AdwSpinRow *head_spacing_row;
  AdwComboRow *paper_row;
  GtkTextView *default_text_view;
  GtkWidget *name_row;

  /* Lent by the page, for as long as they are shown. */
  BulletinSeries *series;
  BulletinPageTemplate *page_template;
  BulletinTypefaceList *typefaces;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (BulletinTemplateForm, bulletin_template_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gpointer
get_field (BulletinTemplateForm *self,
           guint index)
{
  return (guint8 *) (rows[index].is_series ? (gpointer) self->series : (gpointer) self->page_template) + rows[index].offset;
}

/* Only what differs is written: a field is not rewritten under the hands of who
 * types in it. */
static void
show_words (GtkEditable *editable,
            const char *words)
{
  g_autofree char *shown = NULL;

  bulletin_metadata_set_string (&shown, gtk_editable_get_text (editable));
  if (g_strcmp0 (shown, words) != 0)
    gtk_editable_set_text (editable, words ? words : "");
}

static void
show_row (BulletinTemplateForm *self,
          guint index)
{
  GtkWidget *row = self->rows[index];
  gconstpointer field = get_field (self, index);

  switch (rows[index].type) {
  case ROW_WORDS:
    show_words (GTK_EDITABLE (row), *(char *const *) field);
    break;
  case ROW_NUMBER:
    adw_spin_row_set_value (ADW_SPIN_ROW (row), *(const int *) field);
    break;
  case ROW_LENGTH:
    adw_spin_row_set_value (ADW_SPIN_ROW (row), *(const double *) field / BULLETIN_POINTS_PER_MM);
    break;
  case ROW_SWITCH:
    adw_switch_row_set_active (ADW_SWITCH_ROW (row), *(const gboolean *) field);
    break;
  case ROW_CHOICE:
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), *(const guint *) field);
    break;
  case ROW_STYLE:
  default:
    bulletin_style_row_set_style (BULLETIN_STYLE_ROW (row), field);
    break;
  }
}

static void
read_row (BulletinTemplateForm *self,
          guint index)
{
  GtkWidget *row = self->rows[index];
  gpointer field = get_field (self, index);

  switch (rows[index].type) {
  case ROW_WORDS:
    bulletin_metadata_set_string (field, gtk_editable_get_text (GTK_EDITABLE (row)));
    break;
  case ROW_NUMBER:
    *(int *) field = (int) lround (adw_spin_row_get_value (ADW_SPIN_ROW (row)));
    break;
  case ROW_LENGTH:
    *(double *) field = adw_spin_row_get_value (ADW_SPIN_ROW (row)) * BULLETIN_POINTS_PER_MM;
    break;
  case ROW_SWITCH:
    *(gboolean *) field = adw_switch_row_get_active (ADW_SWITCH_ROW (row));
    break;
  case ROW_CHOICE:
    *(guint *) field = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
    break;
  case ROW_STYLE:
  default:
    bulletin_style_row_get_style (BULLETIN_STYLE_ROW (row), field);
    break;
  }
}

/* What depends on another row. */
static void
update_sensitivity (BulletinTemplateForm *self)
{
  const BulletinHeadTemplate *head = &self->page_template->head;
  const BulletinTailTemplate *tail = &self->page_template->tail;
  const gboolean has_numbers = self->page_template->number_style != BULLETIN_NUMBER_NONE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->head_spacing_row), head->spacing >= 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gconstpointer field = get_field (self, i);
    gboolean is_sensitive = TRUE;

    if (field == &head->issue_pattern || field == &head->shows_total)
      is_sensitive = head->shows_issue;
    else if (field == &head->rule_width)
      is_sensitive = head->rule != BULLETIN_HEAD_RULE_NONE;
    else if (field == &self->page_template->number_place || field == &self->page_template->number_distance)
      is_sensitive = has_numbers;
    else if (field == &tail->report_to_label)
      is_sensitive = tail->is_shown && tail->shows_report_to;
    else if (field == &tail->send_to_label)
      is_sensitive = tail->is_shown && tail->shows_send_to;
    else if (field == &tail->distribute_to_label)
      is_sensitive = tail->is_shown && tail->shows_distribute_to;
    else if (field == &tail->copies_pattern)
      is_sensitive = tail->is_shown && tail->shows_copies;
    gtk_widget_set_sensitive (self->rows[i], is_sensitive);
  }
}

static void
changed (BulletinTemplateForm *self)
{
  update_sensitivity (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
row_changed_cb (BulletinTemplateForm *self,
                GParamSpec *pspec,
                GtkWidget *row)
{
  if (self->is_updating || !self->series)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (self->rows[i] == row) {
      read_row (self, i);
      changed (self);
    }
  }
}

static void
entry_changed_cb (BulletinTemplateForm *self,
                  GtkWidget *row)
{
  row_changed_cb (self, NULL, row);
}

/* --- Rows of their own ------------------------------------------------------ */

static void
spacing_changed_cb (BulletinTemplateForm *self)
{
  if (self->is_updating || !self->series)
    return;
  self->page_template->head.spacing = adw_switch_row_get_active (self->spread_row) ? -1 : adw_spin_row_get_value (self->head_spacing_row);
  changed (self);
}

static void
colour_changed_cb (BulletinTemplateForm *self)
{
  const GdkRGBA *colour = gtk_color_dialog_button_get_rgba (self->colour_button);

  if (self->is_updating || !self->series)
    return;
  self->page_template->head.colour = (guint32) lround (colour->red * 255) << 16 | (guint32) lround (colour->green * 255) << 8 | (guint32) lround (colour->blue * 255);
  changed (self);
}

static void
text_changed_cb (BulletinTemplateForm *self,
                 GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->is_updating || !self->series)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_free (self->series->default_text);
  self->series->default_text = *text ? g_steal_pointer (&text) : NULL;
  changed (self);
}

static guint
find_paper (const BulletinPageTemplate *page_template)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++) {
    if (fabs (papers[i].width * BULLETIN_POINTS_PER_MM - page_template->page_width) < 1 && fabs (papers[i].height * BULLETIN_POINTS_PER_MM - page_template->page_height) < 1)
      return i;
  }

  return G_N_ELEMENTS (papers);
}

/* Another paper keeps the type; margins and text block go with the paper, and the
 * grid has as many rows and columns as then have room. */
static void
paper_changed_cb (BulletinTemplateForm *self)
{
  const guint index = adw_combo_row_get_selected (self->paper_row);
  BulletinPageTemplate *page = self->page_template;

  if (self->is_updating || !self->series || index >= G_N_ELEMENTS (papers) || index == find_paper (page))
    return;

  const double horizontal = papers[index].width * BULLETIN_POINTS_PER_MM / page->page_width;
  const double vertical = papers[index].height * BULLETIN_POINTS_PER_MM / page->page_height;
  const double column = page->block_width / page->columns;
  const double pitch = page->block_height / page->rows;
  page->page_width *= horizontal;
  page->margin_left *= horizontal;
  page->columns = (int) MAX (8, floor (page->block_width * horizontal / column + 1e-6));
  page->block_width = page->columns * column;
  page->page_height *= vertical;
  page->margin_top *= vertical;
  page->rows = (int) MAX (5, floor (page->block_height * vertical / pitch + 1e-6));
  page->block_height = page->rows * pitch;
  bulletin_template_form_show (self, self->series, page);
  changed (self);
}

static void
show_font (BulletinTemplateForm *self,
           BulletinFontRole role)
{
  g_autofree char *subtitle = NULL;
  guint selected;

  if (!self->typefaces || !self->page_template)
    return;

  selected = bulletin_typeface_list_find (self->typefaces, self->page_template->families[role]);
  subtitle = bulletin_typeface_list_describe (self->typefaces, role, self->page_template);
  adw_combo_row_set_selected (self->font_rows[role], selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->font_rows[role]), subtitle);
}

static void
font_changed_cb (BulletinTemplateForm *self,
                 GParamSpec *pspec,
                 AdwComboRow *row)
{
  if (self->is_updating || !self->series || !self->typefaces)
    return;

  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    if (self->font_rows[role] != row)
      continue;

    g_free (self->page_template->families[role]);
    self->page_template->families[role] = g_strdup (bulletin_typeface_list_get (self->typefaces, adw_combo_row_get_selected (row)));
    self->is_updating = TRUE;
    show_font (self, role);
    self->is_updating = FALSE;
    changed (self);
  }
}

static void
typefaces_listed_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data)
{
  g_autoptr (BulletinTemplateForm) self = user_data;
  BulletinTypefaceList *typefaces = bulletin_typeface_list_load_finish (result);

  if (!typefaces)
    return;
  self->typefaces = typefaces;
  self->is_updating = TRUE;
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    adw_combo_row_set_model (self->font_rows[role], bulletin_typeface_list_get_model (typefaces));
    show_font (self, role);
  }
  self->is_updating = FALSE;
}

static void
issue_pattern_action (GtkWidget *widget,
                      const char *name,
                      GVariant *parameter)
{
  BulletinTemplateForm *self = BULLETIN_TEMPLATE_FORM (widget);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (!rows[i].is_series && rows[i].offset == G_STRUCT_OFFSET (BulletinPageTemplate, head.issue_pattern))
      gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), g_variant_get_string (parameter, NULL));
  }
}

/* --- The widget ------------------------------------------------------------- */

static void
connect_rows (BulletinTemplateForm *self)
{
  static const char *const details[] = {
    [ROW_NUMBER] = "notify::value",
    [ROW_LENGTH] = "notify::value",
    [ROW_SWITCH] = "notify::active",
    [ROW_CHOICE] = "notify::selected",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    /* Another name is a decision, not a letter at a time. */
    if (rows[i].type == ROW_WORDS)
      g_signal_connect_object (self->rows[i], self->rows[i] == self->name_row ? "apply" : "changed",
                               G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
    else if (rows[i].type == ROW_STYLE)
      g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
    else
      g_signal_connect_object (self->rows[i], details[rows[i].type], G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  }
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++)
    g_signal_connect_object (self->font_rows[role], "notify::selected", G_CALLBACK (font_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->colour_button, "notify::rgba", G_CALLBACK (colour_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->spread_row, "notify::active", G_CALLBACK (spacing_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head_spacing_row, "notify::value", G_CALLBACK (spacing_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->paper_row, "notify::selected", G_CALLBACK (paper_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->default_text_view), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
bulletin_template_form_dispose (GObject *object)
{
  BulletinTemplateForm *self = BULLETIN_TEMPLATE_FORM (object);

  self->series = NULL;
  self->page_template = NULL;
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_TEMPLATE_FORM);
  g_clear_pointer (&self->typefaces, bulletin_typeface_list_free);

  G_OBJECT_CLASS (bulletin_template_form_parent_class)->dispose (object);
}

static void
bulletin_template_form_class_init (BulletinTemplateFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_template_form_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_TEMPLATE_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BULLETIN_TYPE_STYLE_ROW);
  gtk_widget_class_install_action (widget_class, "form.issue-pattern", "s", issue_pattern_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-template-form.ui");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_class_bind_template_child_full (widget_class, rows[i].id, FALSE,
                                               G_STRUCT_OFFSET (BulletinTemplateForm, rows) + (gssize) (i * sizeof (gpointer)));
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++)
    gtk_widget_class_bind_template_child_full (widget_class, font_rows[role], FALSE,
                                               G_STRUCT_OFFSET (BulletinTemplateForm, font_rows) + (gssize) (role * sizeof (gpointer)));
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplateForm, colour_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplateForm, spread_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplateForm, head_spacing_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplateForm, paper_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplateForm, default_text_view);
}

static void
bulletin_template_form_init (BulletinTemplateForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->name_row = self->rows[0];
  connect_rows (self);
  bulletin_typeface_list_load_async (NULL, typefaces_listed_cb, g_object_ref (self));
}

/**
 * bulletin_template_form_show:
 * @self: the form
 * @series: (nullable): the series to show and change in place; the caller keeps it
 *   until it shows another or none
 * @page_template: (nullable): its template, in the same way
 */
void
bulletin_template_form_show (BulletinTemplateForm *self,
                             BulletinSeries *series,
                             BulletinPageTemplate *page_template)
{
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_return_if_fail (BULLETIN_IS_TEMPLATE_FORM (self));

  self->series = series;
  self->page_template = page_template;
  gtk_widget_set_sensitive (GTK_WIDGET (self), series != NULL);
  if (!series)
    return;

  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    show_row (self, i);
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++)
    show_font (self, role);
  gtk_color_dialog_button_set_rgba (self->colour_button,
                                    &(GdkRGBA){ (float) (page_template->head.colour >> 16 & 0xff) / 255, (float) (page_template->head.colour >> 8 & 0xff) / 255, (float) (page_template->head.colour & 0xff) / 255, 1 });
  adw_switch_row_set_active (self->spread_row, page_template->head.spacing < 0);
  adw_spin_row_set_value (self->head_spacing_row, MAX (0, page_template->head.spacing));
  adw_combo_row_set_selected (self->paper_row, find_paper (page_template));
  buffer = gtk_text_view_get_buffer (self->default_text_view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (g_strcmp0 (text, series->default_text ? series->default_text : "") != 0)
    gtk_text_buffer_set_text (buffer, series->default_text ? series->default_text : "", -1);
  self->is_updating = FALSE;
  update_sensitivity (self);
}

void
bulletin_template_form_focus_name (BulletinTemplateForm *self)
{
  g_return_if_fail (BULLETIN_IS_TEMPLATE_FORM (self));

  gtk_widget_grab_focus (self->name_row);
  gtk_editable_select_region (GTK_EDITABLE (self->name_row), 0, -1);
}
