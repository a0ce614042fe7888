/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-materials.h"
#include "bulletin-phrase-index.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>

/* A name of fewer characters has no near misses that are not names themselves. */
#define MIN_NAME_CHARS 5

/* 邮政局 for 邮政管理局; what is shorter may be anything. */
#define MIN_FORM_CHARS 3

/* How many characters somebody leaves out of a name: 市邮政局 for 市邮政管理局. */
#define MAX_LEFT_OUT 3

/* What is longer is contracted by whole words. */
#define MAX_CONTRACTED_CHARS 12

/* Beyond this the near misses of names are not worked out. */
#define MAX_TERMS 3000

typedef enum
{
  FORM_RIGHT,
  FORM_WRONG,
  FORM_NEAR,
} FormKind;

typedef struct
{
  FormKind kind;
  const BulletinTerm *term;
  const char *meant;
} Form;

typedef struct
{
  BulletinPhraseIndex *index;
  GHashTable *by_phrase; /* phrase → Form */
  GHashTable *used;      /* the right names that the text uses */
} Names;

static void
names_clear (Names *names)
{
  g_clear_pointer (&names->index, bulletin_phrase_index_free);
  g_clear_pointer (&names->by_phrase, g_hash_table_unref);
  g_clear_pointer (&names->used, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static void
add_form (Names              *names,
          const char         *phrase,
          FormKind            kind,
          const BulletinTerm *term,
          const char         *meant)
{
  Form *form = g_hash_table_lookup (names->by_phrase, phrase);

  if (form != NULL) {
    /* What is right for one is not wrong for another; what is almost two names
     * says nothing. */
    if (form->kind == FORM_NEAR && kind == FORM_NEAR && !g_str_equal (form->meant, meant))
      form->term = NULL;
    return;
  }

  form = g_new (Form, 1);
  form->kind = kind;
  form->term = term;
  form->meant = meant;
  g_hash_table_insert (names->by_phrase, g_strdup (phrase), form);
}

/* The forms of a name with up to three characters left out between its first two
 * and its last. What a name begins or ends with may be a name itself: 市卫生健康委
 * of 市卫生健康委关工委. */
static void
add_near_misses (Names              *names,
                 const BulletinTerm *term,
                 const char         *name)
{
  glong n = g_utf8_strlen (name, -1);

  if (n < MIN_NAME_CHARS)
    return;

  for (glong at = 2; at < n - 1; at++) {
    for (glong left_out = 1; left_out <= MAX_LEFT_OUT && at + left_out < n && n - left_out >= MIN_FORM_CHARS; left_out++) {
      const char *cut = g_utf8_offset_to_pointer (name, at);
      g_autofree char *start = g_strndup (name, cut - name);
      g_autofree char *form = g_strconcat (start, g_utf8_offset_to_pointer (cut, left_out), NULL);

      if (!g_str_has_prefix (name, form) && !g_str_has_suffix (name, form))
        add_form (names, form, FORM_NEAR, term, name);
    }
  }
}

/* 市邮管局 for 市邮政管理局: the forms of a name with a character left out in two
 * places behind its first. */
static void
add_contractions (Names              *names,
                  const BulletinTerm *term,
                  const char         *name)
{
  g_autofree gunichar *chars = NULL;
  glong n;

  chars = g_utf8_to_ucs4_fast (name, -1, &n);
  if (n < MIN_NAME_CHARS + 1 || n > MAX_CONTRACTED_CHARS)
    return;

  for (glong one = 2; one < n - 1; one++) {
    for (glong other = one + 2; other < n - 1; other++) {
      g_autoptr (GString) form = g_string_new (NULL);

      for (glong i = 0; i < n; i++) {
        if (i != one && i != other)
          g_string_append_unichar (form, chars[i]);
      }
      add_form (names, form->str, FORM_NEAR, term, name);
    }
  }
}

/* Every form of every term; what is right comes first, so that nothing right is
 * taken for wrong. */
static void
collect_forms (Names           *names,
               const GPtrArray *terms)
{
  GHashTableIter iter;
  gpointer phrase, form;

  names->index = bulletin_phrase_index_new ();
  names->by_phrase = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  names->used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < terms->len; i++) {
    const BulletinTerm *term = g_ptr_array_index (terms, i);

    add_form (names, term->name, FORM_RIGHT, term, term->name);
    for (guint k = 0; term->short_names != NULL && term->short_names[k] != NULL; k++)
      add_form (names, term->short_names[k], FORM_RIGHT, term, term->short_names[k]);
  }
  for (guint i = 0; i < terms->len; i++) {
    const BulletinTerm *term = g_ptr_array_index (terms, i);

    for (guint k = 0; term->wrong_names != NULL && term->wrong_names[k] != NULL; k++)
      add_form (names, term->wrong_names[k], FORM_WRONG, term, term->name);
  }
  for (guint i = 0; i < MIN (terms->len, MAX_TERMS); i++) {
    const BulletinTerm *term = g_ptr_array_index (terms, i);

    if (term->kind != BULLETIN_TERM_ORGANISATION)
      continue;
    add_near_misses (names, term, term->name);
    add_contractions (names, term, term->name);
    for (guint k = 0; term->short_names != NULL && term->short_names[k] != NULL; k++)
      add_near_misses (names, term, term->short_names[k]);
  }

  g_hash_table_iter_init (&iter, names->by_phrase);
  while (g_hash_table_iter_next (&iter, &phrase, &form)) {
    if (((const Form *) form)->term != NULL)
      bulletin_phrase_index_add (names->index, phrase, form);
  }
}

static void
note_used_cb (BulletinProofContext    *context,
              const BulletinProofText *text,
              gpointer                 user_data)
{
  Names *names = user_data;

  for (guint i = 0; i + 1 < text->n_chars; i++) {
    guint n;
    const Form *form = bulletin_phrase_index_match (names->index, text, i, &n);

    if (form == NULL)
      continue;
    if (form->kind == FORM_RIGHT)
      g_hash_table_add (names->used, (gpointer) form->meant);
    i += n - 1;
  }
}

/* Near misses are only found where nothing goes on that would make another name
 * of them. */
static gboolean
stands_alone (const BulletinProofText *text,
              guint                    next)
{
  static const char *const goes_on[] = { "委", "局", "办", "会", "院", "所", "处", "科", "校", "站", "部", "厅", "室" };

  for (guint i = 0; i < G_N_ELEMENTS (goes_on); i++) {
    if (bulletin_proof_has_words (text, next, goes_on[i]))
      return FALSE;
  }

  return TRUE;
}

static void
check_form (BulletinProofContext    *context,
            const Names             *names,
            const BulletinProofText *text,
            guint                    at,
            guint                    n,
            const Form              *form)
{
  g_autofree char *found = bulletin_proof_substring (text, at, n);
  gboolean is_used = g_hash_table_contains (names->used, form->meant);

  if (form->kind == FORM_WRONG)
    bulletin_proof_add_chars (context, "wrong-name", BULLETIN_SEVERITY_WARNING, text, at, n, form->meant,
                              g_strdup_printf (_ ("By the list of terms it is “%s”, not “%s”."), form->meant, found));
  else if (form->kind == FORM_NEAR && stands_alone (text, at + n))
    bulletin_proof_add_chars (context, "inconsistent-name",
                              is_used ? BULLETIN_SEVERITY_WARNING : BULLETIN_SEVERITY_HINT, text, at, n, form->meant,
                              is_used ? g_strdup_printf (_ ("This is “%s”, elsewhere in the bulletin “%s” is written."), found, form->meant)
                                      : g_strdup_printf (_ ("The list of terms has “%s”, here is “%s”."), form->meant, found));
}

static void
check_names_cb (BulletinProofContext    *context,
                const BulletinProofText *text,
                gpointer                 user_data)
{
  const Names *names = user_data;

  for (guint i = 0; i + 1 < text->n_chars; i++) {
    guint n;
    const Form *form = bulletin_phrase_index_match (names->index, text, i, &n);

    if (form == NULL)
      continue;
    check_form (context, names, text, i, n, form);
    i += n - 1;
  }
}

/* Names that the list of terms calls wrong, and names that are almost those of an
 * organisation in it. */
void
bulletin_rule_names (BulletinProofContext *context)
{
  const GPtrArray *terms = bulletin_materials_get_terms (bulletin_document_get_materials (context->document));
  g_auto (Names) names = { 0 };

  if (terms == NULL || terms->len == 0)
    return;

  collect_forms (&names, terms);
  bulletin_proof_each_text (context, note_used_cb, &names);
  bulletin_proof_each_text (context, check_names_cb, &names);
}

/**
 * bulletin_rule_names_in_title:
 * @title: the title as a text of its own
 * @document: the text below it
 *
 * Looks at the names in a title, which are to be those of the text.
 */
void
bulletin_rule_names_in_title (BulletinProofContext   *title,
                              const BulletinDocument *document)
{
  const GPtrArray *terms = bulletin_materials_get_terms (bulletin_document_get_materials (document));
  BulletinProofContext context = { .document = document };
  g_auto (Names) names = { 0 };

  if (terms == NULL || terms->len == 0)
    return;

  collect_forms (&names, terms);
  bulletin_proof_each_text (&context, note_used_cb, &names);
  bulletin_proof_each_text (title, check_names_cb, &names);
}
