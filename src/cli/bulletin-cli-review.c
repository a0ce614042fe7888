/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-annotations.h"
#include "bulletin-review.h"

/* review: what waits for whom, and the moves of a review. Each move is the
 * library's own, so that a window and a command never both make it. */

typedef struct
{
  char **to;
  char *as;
  char *due;
  char *note;
  char *reason;
  int revision;
  gboolean side_by_side;
  gboolean as_json;
} Options;

static void
options_clear (Options *self)
{
  g_strfreev (self->to);
  g_free (self->as);
  g_free (self->due);
  g_free (self->note);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* In UTF-8, whatever the encoding of file names is. */
static gboolean
read_text (char **text,
           GError **error)
{
  g_autofree char *argument = g_steal_pointer (text);

  if (argument)
    *text = bulletin_cli_get_text (argument, error);
  return !argument || *text;
}

static gboolean
read_options (Options *self,
              GError **error)
{
  for (guint i = 0; self->to && self->to[i]; i++)
    if (!read_text (&self->to[i], error))
      return FALSE;
  if (!read_text (&self->as, error) || !read_text (&self->due, error) ||
      !read_text (&self->note, error) || !read_text (&self->reason, error))
    return FALSE;
  if (!self->as)
    self->as = g_strdup (bulletin_cli_get_who ());
  return TRUE;
}

static char *
format_time (const char *timestamp)
{
  g_autoptr (GDateTime) time = timestamp ? g_date_time_new_from_iso8601 (timestamp, NULL) : NULL;
  g_autoptr (GDateTime) here = time ? g_date_time_to_local (time) : NULL;

  return here ? g_date_time_format (here, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static const char *
get_request_state (BulletinRequestState state)
{
  static const char *const names[] = { "waiting", "asked", "approved", "returned", "delegated", "closed" };

  return names[state];
}

static const char *
get_request_label (BulletinRequestState state)
{
  switch (state) {
  case BULLETIN_REQUEST_WAITING:
    return C_ ("reviewer", "others come first");
  case BULLETIN_REQUEST_ASKED:
    return C_ ("reviewer", "is to answer");
  case BULLETIN_REQUEST_APPROVED:
    return C_ ("reviewer", "approved");
  case BULLETIN_REQUEST_RETURNED:
    return C_ ("reviewer", "sent it back");
  case BULLETIN_REQUEST_DELEGATED:
    return C_ ("reviewer", "asked somebody else");
  case BULLETIN_REQUEST_CLOSED:
  default:
    return C_ ("reviewer", "did not answer");
  }
}

/* --- What waits -------------------------------------------------------------- */

static void
add_waiting (JsonBuilder *builder,
             const BulletinWaiting *waiting)
{
  json_builder_begin_object (builder);
  bulletin_cli_add_number (builder, "id", bulletin_record_get_serial (waiting->record));
  bulletin_cli_add_string (builder, "title", bulletin_record_get_title (waiting->record));
  bulletin_cli_add_string (builder, "state", bulletin_state_to_string (bulletin_record_get_state (waiting->record)));
  bulletin_cli_add_string (builder, "waits_for", waiting->names);
  bulletin_cli_add_string (builder, "since", waiting->since);
  bulletin_cli_add_string (builder, "sent_by", waiting->review ? waiting->review->who : NULL);
  bulletin_cli_add_string (builder, "note", waiting->review ? waiting->review->note : NULL);
  bulletin_cli_add_string (builder, "due", waiting->review ? waiting->review->due : NULL);
  bulletin_cli_add_number (builder, "revision", waiting->review ? waiting->review->ordinal : 0);
  bulletin_cli_add_number (builder, "remarks", waiting->n_remarks);
  json_builder_set_member_name (builder, "overdue");
  json_builder_add_boolean_value (builder, waiting->is_overdue);
  json_builder_set_member_name (builder, "mine");
  json_builder_add_boolean_value (builder, waiting->is_for_me);
  json_builder_end_object (builder);
}

static void
print_waiting (BulletinCli *cli,
               const BulletinWaiting *waiting)
{
  const BulletinMetadata *metadata = bulletin_record_get_metadata (waiting->record);
  const gboolean is_approved = bulletin_record_get_state (waiting->record) == BULLETIN_STATE_APPROVED;
  g_autofree char *number = bulletin_metadata_format_number (metadata);
  g_autofree char *since = format_time (waiting->since);

  g_string_append_printf (cli->output, "%u\t%s\t%s\t%s\t%s\t%s\n", bulletin_record_get_serial (waiting->record), number,
                          metadata->title ? metadata->title : "",
                          is_approved ? bulletin_state_get_label (BULLETIN_STATE_APPROVED)
                          : *waiting->names ? waiting->names
                                            : _ ("any reviewer"),
                          since,
                          waiting->review && waiting->review->due ? waiting->review->due : "");
}

static int
list_waiting (BulletinCli *cli,
              const char *id,
              const Options *options)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = bulletin_library_list_waiting (cli->library, options->as, today, &error);

  if (!list)
    return bulletin_cli_fail (error);
  if (options->as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_array (builder);
    for (guint i = 0; i < list->len; i++)
      add_waiting (builder, list->pdata[i]);
    json_builder_end_array (builder);
    root = json_builder_get_root (builder);
    bulletin_cli_print_json (cli, root);
  } else {
    for (guint i = 0; i < list->len; i++)
      print_waiting (cli, list->pdata[i]);
  }
  return BULLETIN_CLI_DONE;
}

/* --- How one stands ---------------------------------------------------------- */

static void
add_round (JsonBuilder *builder,
           const BulletinReview *review)
{
  json_builder_begin_object (builder);
  bulletin_cli_add_number (builder, "revision", review->ordinal);
  bulletin_cli_add_string (builder, "at", review->at);
  bulletin_cli_add_string (builder, "who", review->who);
  bulletin_cli_add_string (builder, "due", review->due);
  bulletin_cli_add_string (builder, "note", review->note);
  json_builder_set_member_name (builder, "open");
  json_builder_add_boolean_value (builder, review->is_open);
  json_builder_set_member_name (builder, "in_order");
  json_builder_add_boolean_value (builder, review->in_order);
  json_builder_set_member_name (builder, "reviewers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];

    json_builder_begin_object (builder);
    bulletin_cli_add_string (builder, "name", request->reviewer);
    bulletin_cli_add_string (builder, "in_place_of", request->in_place_of);
    bulletin_cli_add_string (builder, "state", get_request_state (request->state));
    bulletin_cli_add_string (builder, "since", request->since);
    bulletin_cli_add_string (builder, "seen", request->seen_at);
    bulletin_cli_add_string (builder, "answered", request->answered_at);
    bulletin_cli_add_string (builder, "answer", request->answer);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_remark (JsonBuilder *builder,
            const BulletinAnnotation *remark)
{
  json_builder_begin_object (builder);
  bulletin_cli_add_string (builder, "who", remark->who);
  bulletin_cli_add_string (builder, "at", remark->at);
  bulletin_cli_add_number (builder, "revision", remark->ordinal);
  bulletin_cli_add_string (builder, "kind", remark->kind == BULLETIN_ANNOTATION_INSTRUCTION ? "instruction" : "comment");
  bulletin_cli_add_string (builder, "quote", remark->quote);
  bulletin_cli_add_number (builder, "page", remark->page);
  bulletin_cli_add_string (builder, "text", remark->body);
  json_builder_set_member_name (builder, "resolved");
  json_builder_add_boolean_value (builder, remark->is_resolved);
  json_builder_end_object (builder);
}

static void
print_round (BulletinCli *cli,
             const BulletinReview *review)
{
  g_autofree char *at = format_time (review->at);

  g_string_append_printf (cli->output, "%s\t%s\t", at, review->who);
  g_string_append_printf (cli->output, _ ("sent revision %d"), review->ordinal);
  g_string_append_printf (cli->output, "\t%s\n", review->note ? review->note : "");
  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];
    g_autofree char *answered = format_time (request->answered_at);

    g_string_append_printf (cli->output, "%s\t%s\t%s\t%s\n", answered, request->reviewer, get_request_label (request->state),
                            request->answer ? request->answer : "");
  }
}

static int
show (BulletinCli *cli,
      const char *id,
      const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = bulletin_library_list_reviews (cli->library, id, &error);
  g_autoptr (GPtrArray) remarks = reviews ? bulletin_library_list_annotations (cli->library, id, NULL, &error) : NULL;

  if (!remarks)
    return bulletin_cli_fail (error);
  if (options->as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "rounds");
    json_builder_begin_array (builder);
    for (guint i = 0; i < reviews->len; i++)
      add_round (builder, reviews->pdata[i]);
    json_builder_end_array (builder);
    json_builder_set_member_name (builder, "remarks");
    json_builder_begin_array (builder);
    for (guint i = 0; i < remarks->len; i++)
      add_remark (builder, remarks->pdata[i]);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    bulletin_cli_print_json (cli, root);
    return BULLETIN_CLI_DONE;
  }
  for (guint i = 0; i < reviews->len; i++)
    print_round (cli, reviews->pdata[i]);
  for (guint i = 0; i < remarks->len; i++) {
    const BulletinAnnotation *remark = remarks->pdata[i];
    g_autofree char *at = format_time (remark->at);

    g_string_append_printf (cli->output, "%s\t%s\t%s\t%s\n", at, remark->who,
                            remark->is_resolved ? _ ("remark, resolved") : _ ("remark"), remark->body);
  }
  return BULLETIN_CLI_DONE;
}

/* --- The moves --------------------------------------------------------------- */

static int
end_move (BulletinCli *cli,
          const char *id,
          gboolean success,
          GError *error)
{
  g_autoptr (BulletinContent) content = success ? bulletin_library_get_bulletin (cli->library, id, &error) : NULL;
  int status = BULLETIN_CLI_DONE;

  if (content)
    bulletin_cli_print_line (cli, content->record);
  else
    status = bulletin_cli_fail (error);
  g_clear_error (&error);
  return status;
}

static int
send_out (BulletinCli *cli,
          const char *id,
          const Options *options)
{
  GError *error = NULL;
  g_autofree char *review = bulletin_library_send_to_reviewers (cli->library, id, (const char *const *) options->to, !options->side_by_side,
                                                                options->due, options->note, options->as, &error);

  return end_move (cli, id, review != NULL, error);
}

/* The revision with a number; the newest without one. */
static char *
find_revision (BulletinLibrary *library,
               const char *id,
               int ordinal,
               GError **error)
{
  g_autoptr (GPtrArray) revisions = bulletin_library_list_revisions (library, id, error);

  if (!revisions)
    return NULL;
  for (guint i = 0; i < revisions->len; i++) {
    const BulletinRevision *revision = revisions->pdata[i];

    if (ordinal == 0 || revision->ordinal == ordinal)
      return g_strdup (revision->id);
  }
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
               _ ("There is no revision %d. “bulletin revisions” lists them."), ordinal);
  return NULL;
}

static int
answer (BulletinCli *cli,
        const char *id,
        const Options *options,
        BulletinAnswer what,
        const char *words)
{
  GError *error = NULL;
  g_autofree char *revision = find_revision (cli->library, id, options->revision, &error);
  gboolean success = revision && bulletin_library_answer_review (cli->library, id, revision, what, words, options->as, &error);

  return end_move (cli, id, success, error);
}

static int
approve (BulletinCli *cli,
         const char *id,
         const Options *options)
{
  return answer (cli, id, options, BULLETIN_ANSWER_APPROVE, options->note);
}

static int
send_back (BulletinCli *cli,
           const char *id,
           const Options *options)
{
  return answer (cli, id, options, BULLETIN_ANSWER_RETURN, options->reason);
}

static int
delegate (BulletinCli *cli,
          const char *id,
          const Options *options)
{
  GError *error = NULL;
  gboolean success;

  if (!options->to || g_strv_length (options->to) != 1)
    return bulletin_cli_wrong_usage (cli, _ ("Say with --to who is asked instead."));
  success = bulletin_library_delegate_review (cli->library, id, options->to[0], options->note, options->as, &error);
  return end_move (cli, id, success, error);
}

static int
recall (BulletinCli *cli,
        const char *id,
        const Options *options)
{
  GError *error = NULL;
  gboolean success = bulletin_library_recall_review (cli->library, id, options->reason, options->as, &error);

  return end_move (cli, id, success, error);
}

static const struct
{
  const char *name;
  gboolean takes_id;
  int (*function) (BulletinCli *cli, const char *id, const Options *options);
} actions[] = {
  { "list", FALSE, list_waiting },
  { "show", TRUE, show },
  { "send", TRUE, send_out },
  { "approve", TRUE, approve },
  { "return", TRUE, send_back },
  { "delegate", TRUE, delegate },
  { "recall", TRUE, recall },
};

static int
run_review (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  int status;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.to, N_ ("Who is asked, for send and delegate; may be given several times"), N_ ("NAME") },
    { "side-by-side", 0, 0, G_OPTION_ARG_NONE, &options.side_by_side, N_ ("Ask all at once, and not one after the other"), NULL },
    { "due", 0, 0, G_OPTION_ARG_FILENAME, &options.due, N_ ("Until when answers are wanted"), N_ ("YYYY-MM-DD") },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &options.note, N_ ("A word with it"), N_ ("TEXT") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options.reason, N_ ("Why it is sent back or recalled"), N_ ("TEXT") },
    { "revision", 0, 0, G_OPTION_ARG_INT, &options.revision, N_ ("The revision that was read; refused if there is a newer one"), N_ ("N") },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &options.as, N_ ("Who does it, if not the name of the account"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("The actions are list, show, send, approve, return, delegate and recall. Without one, prints what waits: a line with the ID, number, title, whom it waits for, since when, and when it is due. The moves print the bulletin’s line; return needs --reason, and delegate --to."),
                           0, 2, &arguments, &status))
    return status;
  name = arguments[0] ? arguments[0] : "list";
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    if (strcmp (actions[i].name, name) != 0)
      continue;
    if (actions[i].takes_id && !(arguments[0] && arguments[1]))
      return bulletin_cli_wrong_usage (cli, _ ("Say which bulletin, by its ID."));
    if (!actions[i].takes_id && arguments[0] && arguments[1])
      return bulletin_cli_wrong_usage (cli, _ ("That is more than it takes."));
    if (!read_options (&options, &error) || !bulletin_cli_open_library (cli, FALSE, &error))
      return bulletin_cli_fail (error);
    return actions[i].function (cli, arguments[0] ? arguments[1] : NULL, &options);
  }
  return bulletin_cli_wrong_usage (cli, _ ("That is none of its actions."));
}

const BulletinCliCommand bulletin_cli_review_commands[] = {
  { "review", N_ ("[ACTION ID]"), N_ ("Show what waits for whom; send, approve, send back"), run_review },
  { NULL }
};
