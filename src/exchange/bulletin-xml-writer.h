/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinXmlWriter:
 *
 * Writes one XML document in UTF-8, element by element. Names are the caller's
 * and written as they are; text and values are encoded for where they stand.
 */
typedef struct _BulletinXmlWriter BulletinXmlWriter;

BulletinXmlWriter *bulletin_xml_writer_new       (void);
void               bulletin_xml_writer_free      (BulletinXmlWriter *self);
void               bulletin_xml_writer_open      (BulletinXmlWriter *self,
                                                  const char        *name);
void               bulletin_xml_writer_set       (BulletinXmlWriter *self,
                                                  const char        *attribute,
                                                  const char        *value);
void               bulletin_xml_writer_set_int   (BulletinXmlWriter *self,
                                                  const char        *attribute,
                                                  gint64             value);
void               bulletin_xml_writer_text      (BulletinXmlWriter *self,
                                                  const char        *text);
void               bulletin_xml_writer_close     (BulletinXmlWriter *self);
void               bulletin_xml_writer_element   (BulletinXmlWriter *self,
                                                  const char        *name,
                                                  ...) G_GNUC_NULL_TERMINATED;
GBytes            *bulletin_xml_writer_finish    (BulletinXmlWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinXmlWriter, bulletin_xml_writer_free)

G_END_DECLS
