-- What the writing desk keeps beside a text.

-- Pictures, by content: the same file is kept once, and never changes.
CREATE TABLE picture (
  sha256 TEXT PRIMARY KEY,         -- of content, in hexadecimal
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
  width INTEGER NOT NULL,          -- in pixels
  height INTEGER NOT NULL,
  content BLOB NOT NULL            -- upright, and without metadata
) STRICT;

-- What `attachment:NAME` in a bulletin's text means. A name is bound once, so an
-- old revision shows what it showed.
CREATE TABLE bulletin_picture (
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  name TEXT NOT NULL,
  picture TEXT NOT NULL REFERENCES picture (sha256),
  PRIMARY KEY (bulletin, name)
) STRICT;

-- The office's names and fixed phrases.
CREATE TABLE term (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'person', 'phrase')),
  name TEXT NOT NULL,
  post TEXT,                       -- a person's
  short_names TEXT,                -- parted by '；': other names that are right
  wrong_names TEXT,                -- parted by '；': names not to be used any more
  UNIQUE (kind, name)
) STRICT;

-- Findings that somebody looked at and let stand. They are known again by what
-- they say, not by where they stand.
CREATE TABLE dismissal (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  rule TEXT NOT NULL,
  excerpt TEXT NOT NULL,           -- the words found, and those round them
  UNIQUE (bulletin, rule, excerpt)
) STRICT;

-- The steps of typing that can be taken back, while the text and the metadata
-- are the ones that they lead to.
CREATE TABLE undo_history (
  bulletin TEXT PRIMARY KEY REFERENCES bulletin (id),
  content_sha256 TEXT NOT NULL,    -- of the metadata's JSON, a line feed and the text
  steps TEXT NOT NULL              -- JSON
) STRICT;

-- Names given to revisions later: a revision itself is never changed. The newest
-- name counts; an empty one takes the name away.
CREATE TABLE revision_name (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  revision TEXT NOT NULL REFERENCES revision (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE INDEX revision_name_revision ON revision_name (revision, id);

-- What a series gives to a new bulletin.
ALTER TABLE series ADD COLUMN default_text TEXT;
ALTER TABLE series ADD COLUMN target_length INTEGER NOT NULL DEFAULT 0; -- 字数, 0 for none
ALTER TABLE series ADD COLUMN secrecy TEXT;
ALTER TABLE series ADD COLUMN position INTEGER NOT NULL DEFAULT 0;      -- in lists of series

CREATE TRIGGER revision_name_no_update BEFORE UPDATE ON revision_name
BEGIN SELECT RAISE (ABORT, 'names of revisions are only added'); END;
CREATE TRIGGER revision_name_no_delete BEFORE DELETE ON revision_name
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'names of revisions are only added'); END;
CREATE TRIGGER revision_name_no_replace BEFORE INSERT ON revision_name
WHEN EXISTS (SELECT 1 FROM revision_name WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'names of revisions are only added'); END;
-- What is issued is not typed in any more.
CREATE TRIGGER undo_history_ends AFTER UPDATE OF state ON bulletin
WHEN NEW.state IN ('issued', 'withdrawn')
BEGIN DELETE FROM undo_history WHERE bulletin = NEW.id; END;
CREATE TRIGGER picture_no_update BEFORE UPDATE ON picture
BEGIN SELECT RAISE (ABORT, 'a picture cannot be changed'); END;
CREATE TRIGGER picture_no_replace BEFORE INSERT ON picture
WHEN EXISTS (SELECT 1 FROM picture WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE (ABORT, 'the picture exists'); END;
CREATE TRIGGER bulletin_picture_no_update BEFORE UPDATE ON bulletin_picture
BEGIN SELECT RAISE (ABORT, 'the name of a picture is bound once'); END;
CREATE TRIGGER bulletin_picture_no_replace BEFORE INSERT ON bulletin_picture
WHEN EXISTS (SELECT 1 FROM bulletin_picture WHERE bulletin = NEW.bulletin AND name = NEW.name)
BEGIN SELECT RAISE (ABORT, 'the name of a picture is bound once'); END;
CREATE TRIGGER bulletin_picture_no_insert_once_issued BEFORE INSERT ON bulletin_picture
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER bulletin_picture_no_delete_once_issued BEFORE DELETE ON bulletin_picture
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
