/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sheet-fixture.h"

static const BulletinRefusal *
get_refusal (const BulletinLoadReport *report,
             guint line)
{
  for (guint i = 0; i < report->refused->len; i++)
    if (((BulletinRefusal *) report->refused->pdata[i])->line == line)
      return report->refused->pdata[i];

  return NULL;
}

static void
assert_refused (const BulletinLoadReport *report,
                guint line,
                const char *part_of_reason)
{
  const BulletinRefusal *refusal = get_refusal (report, line);

  g_assert_nonnull (refusal);
  if (strstr (refusal->reason, part_of_reason) == NULL)
    g_error ("line %u is refused for “%s”, not for “%s”", line, refusal->reason, part_of_reason);
}

static void
test_sheet_trims_and_fills_short_rows (void)
{
  g_autoptr (BulletinSheet) sheet = make_sheet ("\xef\xbb\xbf 编码 |　名称　\n A1 \n| 甲\xc2\xa0乙 |多");

  g_assert_cmpuint (bulletin_sheet_get_n_rows (sheet), ==, 2);
  g_assert_cmpstr (bulletin_sheet_get_head (sheet)[0], ==, "编码");
  g_assert_cmpstr (bulletin_sheet_get_head (sheet)[1], ==, "名称");
  g_assert_cmpstr (bulletin_sheet_get_cell (sheet, 0, 0), ==, "A1");
  g_assert_cmpstr (bulletin_sheet_get_cell (sheet, 0, 1), ==, "");
  g_assert_cmpstr (bulletin_sheet_get_cell (sheet, 1, 1), ==, "甲\xc2\xa0乙");
  g_assert_cmpstr (bulletin_sheet_get_cell (sheet, 1, 7), ==, "");
  g_assert_cmpuint (bulletin_sheet_get_line (sheet, 1), ==, 3);
}

static void
test_every_register_is_described (void)
{
  for (guint kind = 0; kind < BULLETIN_N_REGISTERS; kind++) {
    BulletinRegisterKind parsed;
    const BulletinRegisterColumn *columns;
    guint n_columns, n_keys = 0;

    g_assert_true (bulletin_register_parse_name (bulletin_register_get_name (kind), &parsed));
    g_assert_cmpuint (parsed, ==, kind);
    columns = bulletin_register_get_columns (kind, &n_columns);
    for (guint i = 0; i < n_columns; i++) {
      g_auto (GStrv) choices = bulletin_register_column_get_choices (&columns[i]);

      g_assert_nonnull (columns[i].heads[0]);
      g_assert_nonnull (bulletin_register_column_get_label (&columns[i]));
      g_assert_true ((choices != NULL) == (columns[i].kind == BULLETIN_VALUE_CHOICE));
      g_assert_cmpint (bulletin_register_find_column (kind, columns[i].name), ==, i);
      n_keys += columns[i].is_key;
    }
    g_assert_cmpuint (n_keys, >, 0);
  }
}

static void
test_loads_twice_and_changes_nothing (Fixture *fixture,
                                      gconstpointer data)
{
  static const struct
  {
    BulletinRegisterKind kind;
    guint n;
    const char *text;
  } sheets[] = {
    { BULLETIN_REGISTER_ORGANISATIONS, 4, ORGANISATIONS_TEXT },
    { BULLETIN_REGISTER_STATIONS, 2,
      "编码|名称|类型|组织|区域|共建单位|地址|启用日期|停用日期|设施|面积|开放时间\n"
      "S1|河湾驿站|暖蜂驿站|桥头街道关工委|清溪区|河湾社区|河湾路1号|2023年6月1日||饮水、充电；如厕,饮水|18.40|8:00—20:00\n"
      "Ｓ２|校门驿站|爱心驿站|LH||||2024/2/29|2024.12.31||1,200|\n" },
    { BULLETIN_REGISTER_TEAMS, 1, "编码|名称|组织|成立日期\nT1|晨光志愿队|清溪区关工委|2022-03-05\n" },
    { BULLETIN_REGISTER_VOLUNTEERS, 4,
      "姓名|队伍|类别|加入日期|退出日期\n"
      "志愿者甲|晨光志愿队|老教师|2022-03-05|\n"
      "志愿者乙|T1|老干部|2022-03-05|2024-01-01\n"
      "志愿者甲|T1|老战士|2023-01-01|\n"
      "志愿者丙||快递员||\n" },
    { BULLETIN_REGISTER_ACTIVITIES, 3,
      "日期|类型|名称|组织|队伍|站点|参与人次|受益人次|时长|献血人次|款物\n"
      "2024-05-04|志愿服务|清扫活动|清溪区关工委|T1|S1|23|１２０|2.5||\n"
      "2024-05-04|志愿服务|清扫活动|清溪区关工委|T1|S2|11|40|2||\n"
      "2024-06-14|公益|献血活动|QY|||62|||62|书包15个\n" },
    { BULLETIN_REGISTER_METRICS, 2, "编码|名称|单位|性质\nKD|在册快递员|人|存量\nZS|取得证书|人|flow\n" },
    { BULLETIN_REGISTER_OBSERVATIONS, 3,
      "指标|组织|时期|数值|截止日期|状态\n"
      "KD|QX|2024Q2|1,621|2024-06-30|正式\n"
      "在册快递员||2024年6月|2000||快报\n"
      "ZS|QX|2024年上半年|-3||\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++) {
    g_autoptr (BulletinLoadReport) again = NULL;
    guint n_changes;

    load_all (fixture->library, sheets[i].kind, sheets[i].text, sheets[i].n);
    n_changes = count_rows (fixture->library, "change");
    again = load_text (fixture->library, sheets[i].kind, sheets[i].text);
    assert_report (again, 0, 0, sheets[i].n, 0);
    g_assert_cmpuint (count_rows (fixture->library, "change"), ==, n_changes);
  }

  assert_value (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QX", "parent", "青原市关工委");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "opened", "2023-06-01");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "facilities", "充电；如厕；饮水");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "area", "18.4");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S2", "area", "1200");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S2", "organisation", "柳河区关工委");
  assert_value (fixture->library, BULLETIN_REGISTER_ACTIVITIES, "2024-06-14", "donations", "62");
  assert_value (fixture->library, BULLETIN_REGISTER_METRICS, "KD", "nature", "Stock");
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "取得证书", "status", "Confirmed");
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "取得证书", "period", "2024H1");
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "取得证书", "value", "-3");
}

static void
test_a_changed_sheet_changes_what_differs (Fixture *fixture,
                                           gconstpointer data)
{
  g_autoptr (BulletinLoadReport) report = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_STATIONS,
            "编码|名称|地址|面积\nS1|河湾驿站|河湾路1号|18\nS2|校门驿站|校门路2号|20\n", 2);
  /* English heads, no address column, an empty area, one new row. */
  report = load_text (fixture->library, BULLETIN_REGISTER_STATIONS,
                      "Floor Area (m2)|NAME |station Code|notes\n|河湾驿站|S1|x\n20|学校驿站|S2|\n5|新驿站|S3|\n");
  assert_report (report, 1, 2, 0, 0);
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "area", "");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "address", "河湾路1号");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S2", "name", "学校驿站");
}

static void
test_refuses_bad_rows_with_reasons_and_keeps_good_ones (Fixture *fixture,
                                                        gconstpointer data)
{
  g_autoptr (BulletinLoadReport) stations = NULL;
  g_autoptr (BulletinLoadReport) activities = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "编码|名称\nA|育才小学关工委\nB|育才小学关工委\n", 2);

  stations = load_text (fixture->library, BULLETIN_REGISTER_STATIONS,
                        "编码|名称|组织|启用日期|停用日期|面积\n"
                        "S1|一号|QX|2024-01-01||10\n"
                        "|二号||||\n"
                        "S3||||||\n"
                        "S4|四号|没有的组织|||\n"
                        "S5|五号|育才小学关工委|||\n"
                        "S6|六号|育才小学关工委 (B)|||\n"
                        "S7|七号||2024年6月||\n"
                        "S8|八号||2024-02-30||\n"
                        "S9|九号||2024-06-01|2024-05-31|\n"
                        "S10|十号||||约20\n"
                        "S11|十一号||||-1\n"
                        "S12|十二号||||1,62\n"
                        "S1|又一号||||\n"
                        "S13|十三号|无|2024|x|y\n"
                        "S14|十四号||2024-06-01|2024-06-01|1e2\n");
  assert_report (stations, 3, 0, 0, 12);
  assert_refused (stations, 3, "Code");
  assert_refused (stations, 4, "Name");
  assert_refused (stations, 5, "No organization is called “没有的组织”");
  assert_refused (stations, 6, "More than one organization is called “育才小学关工委”");
  assert_refused (stations, 8, "whole date");
  assert_refused (stations, 9, "not a date");
  assert_refused (stations, 10, "before");
  assert_refused (stations, 11, "not a number");
  assert_refused (stations, 12, "below zero");
  assert_refused (stations, 13, "not a number");
  assert_refused (stations, 14, "line 2");
  assert_refused (stations, 15, "No organization");
  assert_refused (stations, 15, "whole date");
  assert_refused (stations, 15, "not a number");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S6", "organisation", "育才小学关工委 (B)");
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S14", "area", "100");

  activities = load_text (fixture->library, BULLETIN_REGISTER_ACTIVITIES,
                          "日期|名称|参与人次|队伍|站点\n"
                          "2024-06-01|讲座|12.5||\n"
                          "2024-06-01|讲座|62人次||\n"
                          "2024-06-01|讲座|12|无此队|\n"
                          "2024-06-01|讲座|12||无此站\n"
                          "2024-06-01|讲座|99999999999999||\n"
                          "2024-06-01|讲座|12.0||\n"
                          "2024-06-01|讲座|12||\n");
  assert_report (activities, 1, 0, 0, 6);
  assert_refused (activities, 2, "whole number");
  assert_refused (activities, 4, "No team");
  assert_refused (activities, 5, "No station");
  assert_refused (activities, 6, "larger");
  assert_refused (activities, 8, "line 7");
}

static void
test_a_missing_or_doubled_head_fails_whole (Fixture *fixture,
                                            gconstpointer data)
{
  g_autoptr (BulletinSheet) missing = make_sheet ("名称|地址\n一号|某路\n");
  g_autoptr (BulletinSheet) doubled = make_sheet ("编码|名称|名称\nS1|一号|二号\n");
  g_autoptr (BulletinSheet) nothing = bulletin_sheet_new (g_new0 (char *, 1));
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_register_load (fixture->library, BULLETIN_REGISTER_STATIONS, missing, "驿站.csv", NULL, FALSE, NULL, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "驿站.csv"));
  g_assert_nonnull (strstr (error->message, "编码"));
  g_assert_null (strstr (error->message, "名称"));
  g_clear_error (&error);

  g_assert_null (bulletin_register_load (fixture->library, BULLETIN_REGISTER_STATIONS, doubled, NULL, NULL, FALSE, NULL, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (bulletin_register_load (fixture->library, BULLETIN_REGISTER_METRICS, nothing, NULL, NULL, TRUE, NULL, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_assert_cmpuint (count_rows (fixture->library, "operation"), ==, 0);
}

static void
test_a_dry_run_stores_nothing (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr (BulletinSheet) sheet = make_sheet (ORGANISATIONS_TEXT "X|无上级|没有的|\n");
  g_autoptr (BulletinLoadReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = bulletin_register_load (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, sheet, "a.csv", NULL, TRUE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, 4);
  g_assert_cmpuint (report->refused->len, ==, 1);
  g_assert_null (report->operation);
  g_assert_cmpuint (count_rows (fixture->library, "organisation"), ==, 0);
  g_assert_cmpuint (count_rows (fixture->library, "operation"), ==, 0);
}

static void
test_a_cancelled_load_leaves_nothing (Fixture *fixture,
                                      gconstpointer data)
{
  g_autoptr (BulletinSheet) sheet = make_sheet (ORGANISATIONS_TEXT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_register_load (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, sheet, "a.csv", NULL, FALSE, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_rows (fixture->library, "organisation"), ==, 0);
  g_assert_cmpuint (count_rows (fixture->library, "operation"), ==, 0);
  /* And the library is as good as before. */
  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
}

static void
test_a_load_is_undone_whole (Fixture *fixture,
                             gconstpointer data)
{
  g_autoptr (BulletinLoadReport) first = load_text (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT);
  g_autoptr (BulletinLoadReport) second = NULL;
  g_autoptr (GError) error = NULL;

  second = load_text (fixture->library, BULLETIN_REGISTER_ORGANISATIONS,
                      "编码|名称|上级\nQX|清溪新区关工委|ZX\nZX|中心组|QY\nJD2|新街道关工委|QX\n");
  assert_report (second, 2, 1, 0, 0);
  assert_value (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QX", "parent", "中心组");

  bulletin_library_undo_operation (fixture->library, second->operation, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture->library, "organisation"), ==, 4);
  assert_value (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QX", "name", "清溪区关工委");
  assert_value (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QX", "parent", "青原市关工委");

  bulletin_library_undo_operation (fixture->library, first->operation, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture->library, "organisation"), ==, 0);
}

static void
test_organisations_going_in_circles_are_refused (Fixture *fixture,
                                                 gconstpointer data)
{
  g_autoptr (BulletinLoadReport) report = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  report = load_text (fixture->library, BULLETIN_REGISTER_ORGANISATIONS,
                      "编码|名称|上级\n"
                      "A|甲|B\n"
                      "B|乙|A\n"
                      "C|丙|A\n"
                      "D|丁|D\n"
                      "QY|青原市关工委|JD1\n"
                      "E|戊|C\n"
                      "F|己|QY\n");
  assert_report (report, 1, 0, 0, 6);
  assert_refused (report, 2, "below itself");
  assert_refused (report, 3, "below itself");
  assert_refused (report, 4, "line 2");
  assert_refused (report, 5, "below itself");
  assert_refused (report, 6, "below itself");
  assert_refused (report, 7, "line 4");
  assert_value (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QY", "parent", "");
}

/* 5,000 organisations, each below the one before, in reverse order. */
static void
test_a_deep_tree_loads (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("编码|名称|上级\n");

  for (guint i = 5000; i > 0; i--)
    g_string_append_printf (text, "O%u|组织%u|%s%.0u\n", i, i, i > 1 ? "O" : "", i - 1);
  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, text->str, 5000);
}

static void
test_a_new_value_supersedes_the_old_one (Fixture *fixture,
                                         gconstpointer data)
{
  g_autoptr (BulletinLoadReport) report = NULL;
  g_autofree char *id = NULL;
  g_autofree char *new_id = NULL;
  g_autofree char *operation = NULL;
  g_autoptr (GError) error = NULL;
  const char *values[] = { "KD", "", "2024Q2", "1650", "", "正式" };
  int bad_column;

  load_all (fixture->library, BULLETIN_REGISTER_METRICS, "编码|名称|单位|性质\nKD|在册快递员|人|存量\n", 1);
  load_all (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "指标|时期|数值|状态\nKD|2024Q2|1600|快报\n", 1);
  report = load_text (fixture->library, BULLETIN_REGISTER_OBSERVATIONS,
                      "指标|时期|数值|状态\nKD|2024-04-01/2024-06-30|1621|正式\nKD|2024年二季度|5|\n");
  assert_report (report, 0, 1, 0, 1);
  assert_refused (report, 3, "Line 2");
  g_assert_cmpuint (count_rows (fixture->library, "observation"), ==, 2);
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "在册快递员", "value", "1621");

  /* From a form too. */
  id = get_id (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "在册快递员");
  operation = bulletin_register_save (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, id, values, "编辑", &new_id, &bad_column, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (new_id, !=, id);
  g_assert_cmpuint (count_rows (fixture->library, "observation"), ==, 3);
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "在册快递员", "value", "1650");

  bulletin_library_undo_operation (fixture->library, operation, "编辑", &error);
  g_assert_no_error (error);
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "在册快递员", "value", "1621");

  /* Deleting a value brings no older one back. */
  g_clear_pointer (&operation, g_free);
  operation = bulletin_register_delete (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, id, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture->library, "observation"), ==, 0);
  bulletin_library_undo_operation (fixture->library, operation, "编辑", &error);
  g_assert_no_error (error);
  assert_value (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "在册快递员", "value", "1621");
}

static void
assert_bad_save (BulletinLibrary *library,
                 BulletinRegisterKind kind,
                 const char *id,
                 const char **values,
                 int column)
{
  g_autoptr (GError) error = NULL;
  int bad_column = -2;

  g_assert_null (bulletin_register_save (library, kind, id, values, "编辑", NULL, &bad_column, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_assert_cmpint (bad_column, ==, column);
}

static void
test_a_form_saves_and_says_which_field_is_wrong (Fixture *fixture,
                                                 gconstpointer data)
{
  const char *values[] = { "S1", "河湾驿站", "暖蜂驿站", "清溪区关工委", NULL, NULL, "", "2024-06-01", NULL, "饮水；充电", "18", NULL };
  const char *city[] = { "QY", "青原市关工委", "桥头街道关工委", "市", "" };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *same = NULL;
  g_autofree char *add = NULL;
  g_autofree char *edit = NULL;
  g_autofree char *close = NULL;
  g_autofree char *city_id = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  add = bulletin_register_save (fixture->library, BULLETIN_REGISTER_STATIONS, NULL, values, "编辑", &id, NULL, &error);
  g_assert_no_error (error);
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "organisation", "清溪区关工委");

  /* Its own code is not taken by another. */
  values[1] = "河湾路驿站";
  edit = bulletin_register_save (fixture->library, BULLETIN_REGISTER_STATIONS, id, values, "编辑", &same, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, id);
  assert_bad_save (fixture->library, BULLETIN_REGISTER_STATIONS, NULL, values, 0);
  values[8] = "2024-05-01";
  assert_bad_save (fixture->library, BULLETIN_REGISTER_STATIONS, id, values, 8);
  values[8] = NULL;
  values[3] = "没有";
  assert_bad_save (fixture->library, BULLETIN_REGISTER_STATIONS, id, values, 3);
  values[1] = " ";
  assert_bad_save (fixture->library, BULLETIN_REGISTER_STATIONS, id, values, 1);
  values[1] = "\xff";
  assert_bad_save (fixture->library, BULLETIN_REGISTER_STATIONS, id, values, 1);

  city_id = get_id (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QY");
  assert_bad_save (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, city_id, city, 2);

  g_assert_false (bulletin_register_can_close (BULLETIN_REGISTER_ACTIVITIES));
  g_assert_null (bulletin_register_close (fixture->library, BULLETIN_REGISTER_STATIONS, id, "2023-01-01", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  close = bulletin_register_close (fixture->library, BULLETIN_REGISTER_STATIONS, id, "2024年9月1日", "编辑", &error);
  g_assert_no_error (error);
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "closed", "2024-09-01");
  {
    g_autoptr (GPtrArray) rows = bulletin_register_list (fixture->library, BULLETIN_REGISTER_STATIONS, &error);

    g_assert_true (bulletin_register_row_get_closed (rows->pdata[0]));
  }

  bulletin_library_undo_operation (fixture->library, close, "编辑", &error);
  g_assert_no_error (error);
  bulletin_library_undo_operation (fixture->library, edit, "编辑", &error);
  g_assert_no_error (error);
  assert_value (fixture->library, BULLETIN_REGISTER_STATIONS, "S1", "name", "河湾驿站");
  bulletin_library_undo_operation (fixture->library, add, "编辑", &error);
  g_assert_no_error (error);
  g_assert_null (bulletin_register_save (fixture->library, BULLETIN_REGISTER_STATIONS, id, values, "编辑", NULL, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
}

/* What a list shows is what a form takes back, whatever the names. */
static void
test_what_is_listed_is_saved_unchanged (Fixture *fixture,
                                        gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS,
            "编码|名称|上级\nA|同名\nB|同名|A\nC|A|B\nD|D|C\ne|E|D\n", 5);
  rows = bulletin_register_list (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 5);
  for (guint i = 0; i < rows->len; i++) {
    const char *values[5];
    g_autofree char *operation = NULL;
    g_autoptr (GPtrArray) after = NULL;

    for (guint j = 0; j < 5; j++)
      values[j] = bulletin_register_row_get_value (rows->pdata[i], j);
    operation = bulletin_register_save (fixture->library, BULLETIN_REGISTER_ORGANISATIONS,
                                        bulletin_register_row_get_id (rows->pdata[i]), values, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    after = bulletin_register_list (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, &error);
    for (guint j = 0; j < 5; j++)
      g_assert_cmpstr (bulletin_register_row_get_value (after->pdata[i], j), ==, values[j]);
  }
}

static void
test_what_is_referred_to_is_not_deleted (Fixture *fixture,
                                         gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *district = NULL;
  g_autofree char *team = NULL;
  g_autofree char *station = NULL;
  g_autofree char *operation = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  load_all (fixture->library, BULLETIN_REGISTER_STATIONS, "编码|名称|组织\nS1|一号|QX\nS2|二号|QX\n", 2);
  load_all (fixture->library, BULLETIN_REGISTER_TEAMS, "编码|名称\nT1|晨光队\n", 1);
  load_all (fixture->library, BULLETIN_REGISTER_VOLUNTEERS, "姓名|队伍\n志愿者甲|T1\n", 1);

  district = get_id (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, "QX");
  g_assert_null (bulletin_register_delete (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, district, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "清溪区关工委"));
  g_assert_nonnull (strstr (error->message, "2 stations"));
  g_assert_nonnull (strstr (error->message, "1 organization"));
  g_clear_error (&error);
  team = get_id (fixture->library, BULLETIN_REGISTER_TEAMS, "T1");
  g_assert_null (bulletin_register_delete (fixture->library, BULLETIN_REGISTER_TEAMS, team, NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);

  station = get_id (fixture->library, BULLETIN_REGISTER_STATIONS, "S1");
  operation = bulletin_register_delete (fixture->library, BULLETIN_REGISTER_STATIONS, station, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture->library, "station"), ==, 1);
  g_assert_null (bulletin_register_delete (fixture->library, BULLETIN_REGISTER_STATIONS, station, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  bulletin_library_undo_operation (fixture->library, operation, "编辑", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (fixture->library, "station"), ==, 2);
}

static void
test_organisations_are_listed_as_a_tree (Fixture *fixture,
                                         gconstpointer data)
{
  static const char *const codes[] = { "QY", "LH", "QX", "JD1" };
  g_autoptr (GPtrArray) rows = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  rows = bulletin_register_list (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, NULL);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (bulletin_register_row_get_value (rows->pdata[i], 0), ==, codes[i]);
}

static void
test_many_rows_load_in_seconds (Fixture *fixture,
                                gconstpointer data)
{
  const guint n = g_test_slow () ? 100000 : 10000;
  g_autoptr (GString) text = g_string_new ("日期|类型|名称|组织|参与人次|受益人次|时长\n");
  g_autoptr (BulletinLoadReport) again = NULL;
  g_autoptr (GTimer) timer = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "20%02u-%02u-%02u|宣讲|第%u次宣讲活动|清溪区关工委|%u|%u|1.5\n",
                            10 + i % 15, i % 12 + 1, i % 28 + 1, i, i % 90, i % 700);
  timer = g_timer_new ();
  load_all (fixture->library, BULLETIN_REGISTER_ACTIVITIES, text->str, n);
  g_test_minimized_result (g_timer_elapsed (timer, NULL), "loading %u rows", n);
  again = load_text (fixture->library, BULLETIN_REGISTER_ACTIVITIES, text->str);
  assert_report (again, 0, 0, n, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  g_test_add_func ("/sheet/trims-and-fills-short-rows", test_sheet_trims_and_fills_short_rows);
  g_test_add_func ("/register/every-register-is-described", test_every_register_is_described);
  add ("/register/loads-twice-and-changes-nothing", test_loads_twice_and_changes_nothing);
  add ("/register/a-changed-sheet-changes-what-differs", test_a_changed_sheet_changes_what_differs);
  add ("/register/refuses-bad-rows-with-reasons-and-keeps-good-ones", test_refuses_bad_rows_with_reasons_and_keeps_good_ones);
  add ("/register/a-missing-or-doubled-head-fails-whole", test_a_missing_or_doubled_head_fails_whole);
  add ("/register/a-dry-run-stores-nothing", test_a_dry_run_stores_nothing);
  add ("/register/a-cancelled-load-leaves-nothing", test_a_cancelled_load_leaves_nothing);
  add ("/register/a-load-is-undone-whole", test_a_load_is_undone_whole);
  add ("/register/organisations-going-in-circles-are-refused", test_organisations_going_in_circles_are_refused);
  add ("/register/a-deep-tree-loads", test_a_deep_tree_loads);
  add ("/register/a-new-value-supersedes-the-old-one", test_a_new_value_supersedes_the_old_one);
  add ("/register/a-form-saves-and-says-which-field-is-wrong", test_a_form_saves_and_says_which_field_is_wrong);
  add ("/register/what-is-listed-is-saved-unchanged", test_what_is_listed_is_saved_unchanged);
  add ("/register/what-is-referred-to-is-not-deleted", test_what_is_referred_to_is_not_deleted);
  add ("/register/organisations-are-listed-as-a-tree", test_organisations_are_listed_as_a_tree);
  add ("/register/many-rows-load-in-seconds", test_many_rows_load_in_seconds);
#undef add

  return g_test_run ();
}
