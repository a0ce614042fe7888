/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register.h"

#include "bulletin-register-private.h"

#include <glib/gi18n.h>

/* The registers' columns. The first head of each is what the empty templates
 * write; heads are compared as bulletin_head_fold() folds them, so case, blanks,
 * full-width letters and a unit in parentheses do not matter. */

static const BulletinRegisterColumn organisation_columns[] = {
  { "code", NC_ ("column", "Code"), { "编码", "code", "代码", "编号", "组织编码", "organisation code", "organization code" }, BULLETIN_VALUE_TEXT, .required = TRUE, .is_key = TRUE },
  { "name", NC_ ("column", "Name"), { "名称", "name", "组织名称", "单位名称", "组织", "单位", "organisation", "organization" }, BULLETIN_VALUE_TEXT, .required = TRUE },
  { "parent", NC_ ("column", "Superior"), { "上级", "parent", "上级组织", "上级单位", "上级编码", "上级名称", "superior", "belongs to" }, BULLETIN_VALUE_ORGANISATION },
  { "kind", NC_ ("column", "Kind"), { "类别", "kind", "类型", "组织类别", "性质", "type", "category" }, BULLETIN_VALUE_TEXT },
  { "closed", NC_ ("column", "Closed"), { "停用日期", "closed", "撤销日期", "停用时间", "closed on", "end date" }, BULLETIN_VALUE_DATE },
};

static const BulletinRegisterColumn station_columns[] = {
  { "code", NC_ ("column", "Code"), { "编码", "code", "代码", "编号", "站点编码", "站点编号", "station code" }, BULLETIN_VALUE_TEXT, .required = TRUE, .is_key = TRUE },
  { "name", NC_ ("column", "Name"), { "名称", "name", "站点名称", "驿站名称", "站点", "驿站", "station" }, BULLETIN_VALUE_TEXT, .required = TRUE },
  { "kind", NC_ ("column", "Kind"), { "类型", "kind", "类别", "站点类型", "驿站类型", "type", "category" }, BULLETIN_VALUE_TEXT },
  { "organisation", NC_ ("column", "Organization"), { "组织", "organisation", "organization", "所属组织", "关工委", "单位", "所属单位", "管理单位" }, BULLETIN_VALUE_ORGANISATION },
  { "district", NC_ ("column", "District"), { "区域", "district", "区", "城区", "所在区", "区县", "area name" }, BULLETIN_VALUE_TEXT },
  { "partner", NC_ ("column", "Partner"), { "共建单位", "partner", "联建单位", "共建社区", "合作单位", "联建社区" }, BULLETIN_VALUE_TEXT },
  { "address", NC_ ("column", "Address"), { "地址", "address", "详细地址", "位置", "地点" }, BULLETIN_VALUE_TEXT },
  { "opened", NC_ ("column", "Opened"), { "启用日期", "opened", "启用时间", "开放日期", "建成日期", "成立日期", "opened on", "open date" }, BULLETIN_VALUE_DATE },
  { "closed", NC_ ("column", "Closed"), { "停用日期", "closed", "停用时间", "关闭日期", "撤销日期", "closed on", "close date" }, BULLETIN_VALUE_DATE },
  { "facilities", NC_ ("column", "Facilities"), { "设施", "facilities", "设施设备", "服务设施", "配备设施", "服务项目", "amenities" }, BULLETIN_VALUE_LIST },
  /* Translators: floor space. */
  { "area", NC_ ("column", "Area (m²)"), { "面积", "area", "面积㎡", "建筑面积", "平方米", "floor area" }, BULLETIN_VALUE_NUMBER },
  { "hours", NC_ ("column", "Opening Hours"), { "开放时间", "hours", "营业时间", "服务时间", "opening hours" }, BULLETIN_VALUE_TEXT },
};

static const BulletinRegisterColumn team_columns[] = {
  { "code", NC_ ("column", "Code"), { "编码", "code", "代码", "编号", "队伍编码", "队伍编号", "team code" }, BULLETIN_VALUE_TEXT, .required = TRUE, .is_key = TRUE },
  { "name", NC_ ("column", "Name"), { "名称", "name", "队伍名称", "队伍", "志愿队名称", "team", "队名" }, BULLETIN_VALUE_TEXT, .required = TRUE },
  { "organisation", NC_ ("column", "Organization"), { "组织", "organisation", "organization", "所属组织", "关工委", "单位", "所属单位", "管理单位" }, BULLETIN_VALUE_ORGANISATION },
  { "founded", NC_ ("column", "Founded"), { "成立日期", "founded", "成立时间", "组建日期", "组建时间", "founded on" }, BULLETIN_VALUE_DATE },
  { "closed", NC_ ("column", "Closed"), { "停用日期", "closed", "解散日期", "撤销日期", "停用时间", "closed on" }, BULLETIN_VALUE_DATE },
};

static const BulletinRegisterColumn volunteer_columns[] = {
  { "name", NC_ ("column", "Full Name"), { "姓名", "name", "志愿者", "志愿者姓名", "名字", "volunteer" }, BULLETIN_VALUE_TEXT, .required = TRUE, .is_key = TRUE },
  { "team", NC_ ("column", "Team"), { "队伍", "team", "所属队伍", "志愿队", "队伍名称", "队伍编码" }, BULLETIN_VALUE_TEAM, .is_key = TRUE },
  { "kind", NC_ ("column", "Kind"), { "类别", "kind", "类型", "身份", "五老类别", "type", "category" }, BULLETIN_VALUE_TEXT },
  { "joined", NC_ ("column", "Joined"), { "加入日期", "joined", "加入时间", "入队日期", "入队时间", "joined on" }, BULLETIN_VALUE_DATE },
  { "left", NC_ ("column", "Left"), { "退出日期", "left", "退出时间", "离队日期", "离队时间", "left on" }, BULLETIN_VALUE_DATE },
};

static const BulletinRegisterColumn activity_columns[] = {
  { "date", NC_ ("column", "Date"), { "日期", "date", "活动日期", "时间", "活动时间", "开展日期", "day" }, BULLETIN_VALUE_DATE, .required = TRUE, .is_key = TRUE },
  { "kind", NC_ ("column", "Kind"), { "类型", "kind", "类别", "活动类型", "活动类别", "type", "category" }, BULLETIN_VALUE_TEXT },
  { "name", NC_ ("column", "Name"), { "名称", "name", "活动名称", "活动", "主题", "活动主题", "activity" }, BULLETIN_VALUE_TEXT, .required = TRUE, .is_key = TRUE },
  { "organisation", NC_ ("column", "Organization"), { "组织", "organisation", "organization", "组织单位", "主办单位", "关工委", "单位", "所属组织" }, BULLETIN_VALUE_ORGANISATION, .is_key = TRUE },
  { "team", NC_ ("column", "Team"), { "队伍", "team", "志愿队", "参与队伍", "队伍名称", "队伍编码" }, BULLETIN_VALUE_TEAM, .is_key = TRUE },
  { "station", NC_ ("column", "Station"), { "站点", "station", "驿站", "站点编码", "站点名称", "活动站点" }, BULLETIN_VALUE_STATION },
  /* Translators: how many times somebody took part; people who came twice count twice. */
  { "participants", NC_ ("column", "Participants"), { "参与人次", "participants", "参加人次", "参与人数", "参加人数", "志愿者人次" }, BULLETIN_VALUE_INTEGER },
  { "reached", NC_ ("column", "People Reached"), { "受益人次", "reached", "服务人次", "受益人数", "服务人数", "people reached", "惠及人次" }, BULLETIN_VALUE_INTEGER },
  /* Translators: how long an activity took. */
  { "hours", NC_ ("column", "Hours"), { "时长", "hours", "小时", "服务时长", "活动时长", "志愿时长", "duration" }, BULLETIN_VALUE_NUMBER },
  { "donations", NC_ ("column", "Blood Donations"), { "献血人次", "donations", "献血", "献血人数", "blood donations" }, BULLETIN_VALUE_INTEGER },
  { "goods", NC_ ("column", "Money and Goods"), { "款物", "goods", "捐赠款物", "物资", "捐款捐物", "money", "money and goods" }, BULLETIN_VALUE_TEXT },
};

static const BulletinRegisterChoice natures[] = {
  /* Translators: a figure as it stands on a day, such as how many couriers there are. */
  { "stock", NC_ ("choice", "Stock"), { "存量", "累计", "时点", "时点数", "期末", "期末数" } },
  /* Translators: a figure that adds up over time, such as how many took part. */
  { "flow", NC_ ("choice", "Flow"), { "流量", "发生", "时期", "时期数", "本期", "发生数" } },
  { NULL },
};

static const BulletinRegisterColumn metric_columns[] = {
  { "code", NC_ ("column", "Code"), { "编码", "code", "代码", "编号", "指标编码", "指标代码", "metric code" }, BULLETIN_VALUE_TEXT, .required = TRUE, .is_key = TRUE },
  { "name", NC_ ("column", "Name"), { "名称", "name", "指标名称", "指标", "metric" }, BULLETIN_VALUE_TEXT, .required = TRUE },
  { "unit", NC_ ("column", "Unit"), { "单位", "unit", "计量单位", "量词" }, BULLETIN_VALUE_TEXT },
  { "nature", NC_ ("column", "Nature"), { "性质", "nature", "类型", "类别", "kind", "type", "指标性质" }, BULLETIN_VALUE_CHOICE, .required = TRUE, .choices = natures },
};

static const BulletinRegisterChoice statuses[] = {
  /* Translators: a figure that was reported early and may still change. */
  { "flash", NC_ ("choice", "Flash"), { "快报", "快报数", "预计", "初步", "初步数", "preliminary" } },
  /* Translators: a figure that stands. */
  { "confirmed", NC_ ("choice", "Confirmed"), { "正式", "核定", "确认", "已确认", "核定数", "final" } },
  { NULL },
};

static const BulletinRegisterColumn observation_columns[] = {
  { "metric", NC_ ("column", "Metric"), { "指标", "metric", "指标编码", "指标名称", "指标代码", "metric code" }, BULLETIN_VALUE_METRIC, .required = TRUE, .is_key = TRUE },
  { "organisation", NC_ ("column", "Organization"), { "组织", "organisation", "organization", "所属组织", "填报单位", "上报单位", "报送单位", "关工委" }, BULLETIN_VALUE_ORGANISATION, .is_key = TRUE },
  { "period", NC_ ("column", "Period"), { "时期", "period", "期间", "报告期", "统计时期", "周期", "统计期" }, BULLETIN_VALUE_PERIOD, .required = TRUE, .is_key = TRUE },
  { "value", NC_ ("column", "Value"), { "数值", "value", "值", "数据", "数量", "指标值", "figure" }, BULLETIN_VALUE_NUMBER, .required = TRUE, .may_be_negative = TRUE },
  { "as_of", NC_ ("column", "As Of"), { "截止日期", "as of", "as_of", "截至日期", "统计日期", "截止时间", "截至时间" }, BULLETIN_VALUE_DATE },
  { "status", NC_ ("column", "Status"), { "状态", "status", "数据状态" }, BULLETIN_VALUE_CHOICE, .choices = statuses, .fallback = "confirmed" },
};

static const struct
{
  const char *name;
  const char *table;
  const BulletinRegisterColumn *columns;
  guint n_columns;
} registers[BULLETIN_N_REGISTERS] = {
  [BULLETIN_REGISTER_ORGANISATIONS] = { "organisations", "organisation", organisation_columns, G_N_ELEMENTS (organisation_columns) },
  [BULLETIN_REGISTER_STATIONS] = { "stations", "station", station_columns, G_N_ELEMENTS (station_columns) },
  [BULLETIN_REGISTER_TEAMS] = { "teams", "team", team_columns, G_N_ELEMENTS (team_columns) },
  [BULLETIN_REGISTER_VOLUNTEERS] = { "volunteers", "volunteer", volunteer_columns, G_N_ELEMENTS (volunteer_columns) },
  [BULLETIN_REGISTER_ACTIVITIES] = { "activities", "activity", activity_columns, G_N_ELEMENTS (activity_columns) },
  [BULLETIN_REGISTER_METRICS] = { "metrics", "metric", metric_columns, G_N_ELEMENTS (metric_columns) },
  [BULLETIN_REGISTER_OBSERVATIONS] = { "observations", "observation", observation_columns, G_N_ELEMENTS (observation_columns) },
};

/**
 * bulletin_register_get_columns:
 * @n_columns: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array length=n_columns): the register's columns, in
 *   the order in which lists, forms and templates show them
 */
const BulletinRegisterColumn *
bulletin_register_get_columns (BulletinRegisterKind kind,
                               guint *n_columns)
{
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, NULL);

  if (n_columns != NULL)
    *n_columns = registers[kind].n_columns;

  return registers[kind].columns;
}

/**
 * bulletin_register_find_column:
 * @name: a column's name in the database
 *
 * Returns: where it stands among bulletin_register_get_columns(), or -1
 */
int
bulletin_register_find_column (BulletinRegisterKind kind,
                               const char *name)
{
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, -1);

  for (guint i = 0; i < registers[kind].n_columns; i++)
    if (g_str_equal (registers[kind].columns[i].name, name))
      return (int) i;

  return -1;
}

/**
 * bulletin_register_column_get_label:
 *
 * Returns: (transfer none): the column's name in the interface's language
 */
const char *
bulletin_register_column_get_label (const BulletinRegisterColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  return g_dpgettext2 (NULL, "column", column->label);
}

/**
 * bulletin_register_column_get_choices:
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): what a column of
 *   kind %BULLETIN_VALUE_CHOICE takes, in the interface's language; each is read
 *   back as a value of the column
 */
char **
bulletin_register_column_get_choices (const BulletinRegisterColumn *column)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (column != NULL, NULL);

  if (column->choices == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  for (const BulletinRegisterChoice *choice = column->choices; choice->value != NULL; choice++)
    g_strv_builder_add (builder, g_dpgettext2 (NULL, "choice", choice->label));

  return g_strv_builder_end (builder);
}

/**
 * bulletin_register_get_name:
 *
 * Returns: (transfer none): the register's name on the command line
 */
const char *
bulletin_register_get_name (BulletinRegisterKind kind)
{
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, NULL);

  return registers[kind].name;
}

const char *
bulletin_register_get_table (BulletinRegisterKind kind)
{
  return registers[kind].table;
}

/**
 * bulletin_register_parse_name:
 * @name: a name as bulletin_register_get_name() gives it, in any case, and
 *   "organizations"
 * @kind: (out): the register
 */
gboolean
bulletin_register_parse_name (const char *name,
                              BulletinRegisterKind *kind)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++) {
    if (g_ascii_strcasecmp (name, registers[i].name) == 0) {
      *kind = i;
      return TRUE;
    }
  }
  if (g_ascii_strcasecmp (name, "organizations") == 0) {
    *kind = BULLETIN_REGISTER_ORGANISATIONS;
    return TRUE;
  }

  return FALSE;
}
