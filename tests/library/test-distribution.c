/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-change.h"
#include "bulletin-distribution.h"

static void
add_recipient (Fixture *fixture,
               BulletinRecipientKind kind,
               const char *name,
               int copies)
{
  g_autoptr (BulletinSeries) series = bulletin_library_get_series (fixture->library, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = NULL;
  BulletinRecipient recipient = {
    .series = series->id,
    .kind = kind,
    .name = (char *) name,
    .address = (char *) "青禾市新华路1号",
    .mail = (char *) "office@example.org",
    .copies = copies,
  };

  operation = bulletin_library_edit_recipient (fixture->library, &recipient, "编辑", &error);
  g_assert_no_error (error);
  g_assert_nonnull (operation);
  g_free (recipient.id);
}

static void
add_recipients (Fixture *fixture)
{
  add_recipient (fixture, BULLETIN_RECIPIENT_DISTRIBUTE, "东区关工委", 2);
  add_recipient (fixture, BULLETIN_RECIPIENT_REPORT, "省关工委", 1);
  add_recipient (fixture, BULLETIN_RECIPIENT_DISTRIBUTE, "西区关工委", 3);
  add_recipient (fixture, BULLETIN_RECIPIENT_SEND, "市教育局", 1);
}

static void
test_recipients_stand_in_groups (Fixture *fixture,
                                 gconstpointer data)
{
  g_autofree char *draft = add_draft (fixture->library, "题目", 2024, 1, "文字");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *line = NULL;
  g_autofree char *none = NULL;
  g_autofree char *move = NULL;
  g_autofree char *removal = NULL;
  g_autofree char *twice = NULL;
  g_autoptr (BulletinRecipient) copy = NULL;
  g_autoptr (GError) error = NULL;

  add_recipients (fixture);
  list = bulletin_library_list_recipients (fixture->library, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpstr (((BulletinRecipient *) list->pdata[0])->name, ==, "省关工委");
  g_assert_cmpstr (((BulletinRecipient *) list->pdata[1])->name, ==, "市教育局");
  g_assert_cmpstr (((BulletinRecipient *) list->pdata[3])->name, ==, "西区关工委");
  line = bulletin_recipients_format_line (list, BULLETIN_RECIPIENT_DISTRIBUTE);
  g_assert_cmpstr (line, ==, "东区关工委，西区关工委");

  move = bulletin_library_move_recipient (fixture->library, ((BulletinRecipient *) list->pdata[3])->id, -1, "编辑", &error);
  g_assert_no_error (error);
  moved = bulletin_library_list_recipients (fixture->library, NULL, NULL);
  g_assert_cmpstr (((BulletinRecipient *) moved->pdata[2])->name, ==, "西区关工委");

  copy = bulletin_recipient_copy (moved->pdata[2]);
  g_set_str (&copy->name, "东区关工委");
  twice = bulletin_library_edit_recipient (fixture->library, copy, "编辑", &error);
  g_assert_null (twice);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);

  removal = bulletin_library_remove_recipient (fixture->library, ((BulletinRecipient *) list->pdata[1])->id, "编辑", &error);
  left = bulletin_library_list_recipients (fixture->library, NULL, NULL);
  g_assert_cmpuint (left->len, ==, 3);
  none = bulletin_recipients_format_line (left, BULLETIN_RECIPIENT_SEND);
  g_assert_null (none);
  g_assert_true (bulletin_library_undo_operation (fixture->library, removal, "编辑", &error));
  g_clear_pointer (&left, g_ptr_array_unref);
  left = bulletin_library_list_recipients (fixture->library, NULL, NULL);
  g_assert_cmpuint (left->len, ==, 4);
}

static void
test_the_list_is_copied_when_it_is_first_opened (Fixture *fixture,
                                                 gconstpointer data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2024, 1, "文字");
  g_autofree char *draft = add_draft (fixture->library, "草稿", 2024, 2, "文字");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  /* With nobody to send it to it is not begun. */
  none = bulletin_library_open_distribution (fixture->library, id, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  add_recipients (fixture);
  list = bulletin_library_open_distribution (fixture->library, id, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpstr (((BulletinDelivery *) list->pdata[0])->name, ==, "省关工委");
  g_assert_cmpint (((BulletinDelivery *) list->pdata[3])->copies, ==, 3);

  /* Who comes later gets the next one; who was taken off the list stays off. */
  add_recipient (fixture, BULLETIN_RECIPIENT_SEND, "市邮政局", 1);
  for (guint i = 0; i < list->len; i++)
    g_free (bulletin_library_remove_delivery (fixture->library, ((BulletinDelivery *) list->pdata[i])->id, "编辑", NULL));
  again = bulletin_library_open_distribution (fixture->library, id, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 0);

  g_assert_null (bulletin_library_open_distribution (fixture->library, draft, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
}

static void
test_sending_and_receipts_are_noted (Fixture *fixture,
                                     gconstpointer data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2024, 1, "文字");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (BulletinVerification) result = NULL;
  g_autoptr (BulletinDelivery) delivery = NULL;
  g_autofree char *numbering = NULL;
  g_autofree char *sending = NULL;
  g_autofree char *receipt = NULL;
  g_autofree char *wrong = NULL;
  g_autoptr (GError) error = NULL;

  add_recipients (fixture);
  list = bulletin_library_open_distribution (fixture->library, id, "编辑", &error);
  delivery = bulletin_delivery_copy (list->pdata[1]);
  g_set_str (&delivery->sent, "2024-06-20");
  g_set_str (&delivery->received, "2024-06-19");
  wrong = bulletin_library_edit_delivery (fixture->library, delivery, "编辑", &error);
  g_assert_null (wrong);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_set_str (&delivery->received, "2024-06-21");
  g_set_str (&delivery->received_by, "孙丙");
  receipt = bulletin_library_edit_delivery (fixture->library, delivery, "编辑", &error);
  g_assert_no_error (error);

  sending = bulletin_library_send_deliveries (fixture->library, id, "2024-06-18", "编辑", &error);
  g_assert_no_error (error);
  numbering = bulletin_library_number_copies (fixture->library, id, 1, "编辑", &error);
  g_assert_no_error (error);
  sent = bulletin_library_list_deliveries (fixture->library, id, NULL);
  g_assert_cmpstr (((BulletinDelivery *) sent->pdata[0])->sent, ==, "2024-06-18");
  g_assert_cmpstr (((BulletinDelivery *) sent->pdata[1])->sent, ==, "2024-06-20");
  g_assert_cmpstr (((BulletinDelivery *) sent->pdata[1])->received_by, ==, "孙丙");
  g_assert_cmpint (((BulletinDelivery *) sent->pdata[3])->first_copy, ==, 5);
  g_assert_cmpint (((BulletinDelivery *) sent->pdata[3])->last_copy, ==, 7);

  g_assert_true (bulletin_library_undo_operation (fixture->library, numbering, "编辑", &error));
  g_clear_pointer (&sent, g_ptr_array_unref);
  sent = bulletin_library_list_deliveries (fixture->library, id, NULL);
  g_assert_cmpint (((BulletinDelivery *) sent->pdata[3])->first_copy, ==, 0);

  /* What goes on beside the record leaves it as it is. */
  result = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/distribution/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("recipients-stand-in-groups", test_recipients_stand_in_groups);
  ADD ("the-list-is-copied-when-it-is-first-opened", test_the_list_is_copied_when_it_is_first_opened);
  ADD ("sending-and-receipts-are-noted", test_sending_and_receipts_are_noted);
#undef ADD

  return g_test_run ();
}
