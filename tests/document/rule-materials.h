/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-materials.h"
#include "bulletin-metadata.h"

#include <stdlib.h>
#include <string.h>

/* What the texts of the tests of rules are compared with. */
static inline BulletinMaterials *
rule_materials_new (void)
{
  static const char *const office_wrong[] = { "市关心下一代办公室", NULL };
  static const char *const post_short[] = { "邮政管理局", NULL };
  static const char *const station_wrong[] = { "暖峰驿站", NULL };
  BulletinMaterials *materials = bulletin_materials_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);

  bulletin_materials_add_term (materials, BULLETIN_TERM_ORGANISATION, "市关工委办公室", NULL, NULL, office_wrong);
  bulletin_materials_add_term (materials, BULLETIN_TERM_ORGANISATION, "市邮政管理局", NULL, post_short, NULL);
  bulletin_materials_add_term (materials, BULLETIN_TERM_ORGANISATION, "市邮政管理局关工委", NULL, NULL, NULL);
  bulletin_materials_add_term (materials, BULLETIN_TERM_PHRASE, "暖蜂驿站", NULL, NULL, station_wrong);
  bulletin_materials_add_known_figure (materials, "暖蜂驿站", "处", NULL, 188, "2024-09-30");
  bulletin_materials_add_known_figure (materials, "志愿者", "人", NULL, 320, NULL);
  bulletin_materials_add_figure (materials, "stations", bulletin_figure_value_new (188, "处", FALSE, NULL));
  bulletin_materials_add_figure (materials, "none", bulletin_figure_value_new_missing (g_strdup ("There is none.")));
  bulletin_materials_add_picture (materials, "picture.png", "image/png", content, 2000, 1000);

  return materials;
}

/* Reads key=value;key=value. */
static inline BulletinMetadata *
rule_metadata_read (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ";", -1);
  BulletinMetadata *metadata = bulletin_metadata_new ();

  for (guint i = 0; fields[i] != NULL; i++) {
    g_auto (GStrv) field = g_strsplit (fields[i], "=", 2);

    if (g_str_equal (field[0], "title"))
      g_set_str (&metadata->title, field[1]);
    else if (g_str_equal (field[0], "internal"))
      metadata->internal = 1;
    else if (g_str_equal (field[0], "send_to"))
      g_set_str (&metadata->send_to, field[1]);
    else if (g_str_equal (field[0], "issuer"))
      g_set_str (&metadata->issuer, field[1]);
    else if (g_str_equal (field[0], "date"))
      g_set_str (&metadata->date, field[1]);
    else if (g_str_equal (field[0], "number"))
      metadata->number = atoi (field[1]);
    else if (g_str_equal (field[0], "year"))
      metadata->year = atoi (field[1]);
  }

  return metadata;
}
