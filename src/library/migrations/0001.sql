-- The first schema. Rows are named by UUIDv7; dates are YYYY-MM-DD, times are
-- UTC in ISO 8601 with milliseconds. No views: SQLite 3.46's integrity check
-- can miss an orphan page when the schema has one.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One operation is one thing that a person did; undo takes back one.
CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,              -- 'load stations', 'edit station', …
  source_name TEXT,                -- a loaded file's name …
  source BLOB,                     -- … and the file
  undone_by TEXT REFERENCES operation (id)
) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  operation TEXT NOT NULL REFERENCES operation (id),
  table_name TEXT NOT NULL,
  row TEXT NOT NULL,
  before TEXT,                     -- JSON, NULL for an insert
  after TEXT                       -- JSON, NULL for a delete
) STRICT;
CREATE INDEX change_row ON change (table_name, row, id);
CREATE INDEX change_operation ON change (operation);

CREATE TABLE series (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  issuer TEXT,
  report_to TEXT,
  send_to TEXT,
  distribute_to TEXT,
  copies INTEGER NOT NULL DEFAULT 0,
  uses_total INTEGER NOT NULL DEFAULT 0,
  template TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE bulletin (
  id TEXT PRIMARY KEY,
  serial INTEGER NOT NULL UNIQUE,  -- the short id that people type
  series TEXT NOT NULL REFERENCES series (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'review', 'returned', 'approved', 'issued', 'withdrawn')),
  revision TEXT,                   -- the newest
  corrects TEXT REFERENCES bulletin (id),
  -- What lists show and sort by, out of the newest metadata.
  title TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('regular', 'supplement')),
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  date TEXT,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX bulletin_state ON bulletin (state, changed_at);
CREATE INDEX bulletin_issue ON bulletin (year, number) WHERE state IN ('issued', 'withdrawn');

CREATE TABLE revision (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  ordinal INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  note TEXT,
  metadata TEXT NOT NULL,          -- canonical JSON
  text TEXT NOT NULL,
  UNIQUE (bulletin, ordinal)
) STRICT;

-- What is being typed: newer than the newest revision, or absent.
CREATE TABLE working_copy (
  bulletin TEXT PRIMARY KEY REFERENCES bulletin (id),
  at TEXT NOT NULL,
  metadata TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  revision TEXT REFERENCES revision (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'imported', 'sent', 'seen', 'instructed', 'approved', 'returned', 'issued', 'withdrawn', 'reopened')),
  note TEXT
) STRICT;
CREATE INDEX event_bulletin ON event (bulletin, at);

-- The ledger: a number is given out once and never again.
CREATE TABLE ledger (
  id TEXT PRIMARY KEY,
  series TEXT NOT NULL REFERENCES series (id),
  kind TEXT NOT NULL CHECK (kind IN ('regular', 'supplement')),
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9999),
  state TEXT NOT NULL CHECK (state IN ('reserved', 'used', 'void')),
  bulletin TEXT REFERENCES bulletin (id),
  reason TEXT,                     -- why it is void
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  UNIQUE (series, kind, year, number)
) STRICT;

-- What was frozen when a bulletin was issued. ordinal counts the issued
-- records of the library; hash covers the record's fields, the SHA-256 of
-- every part and the hash of the record before it.
CREATE TABLE issued (
  bulletin TEXT PRIMARY KEY REFERENCES bulletin (id),
  ordinal INTEGER NOT NULL UNIQUE,
  series TEXT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  date TEXT NOT NULL,
  title TEXT NOT NULL,
  signer TEXT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  n_pages INTEGER NOT NULL,
  revision TEXT NOT NULL REFERENCES revision (id),
  overridden TEXT,                 -- JSON array of the findings that were accepted
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (series, kind, year, number)
) STRICT;

CREATE TABLE issued_part (
  bulletin TEXT NOT NULL REFERENCES issued (bulletin),
  name TEXT NOT NULL,              -- 'source', 'metadata', 'pdf', 'html', 'figures', …
  media_type TEXT NOT NULL,
  content BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (bulletin, name)
) STRICT;

-- The registers.
CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent TEXT REFERENCES organisation (id),
  kind TEXT,
  closed TEXT
) STRICT;

CREATE TABLE station (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT,
  organisation TEXT REFERENCES organisation (id),
  district TEXT,
  partner TEXT,
  address TEXT,
  opened TEXT,
  closed TEXT,
  facilities TEXT,                 -- parted by '；', sorted, as typed
  area REAL,                       -- m²
  hours TEXT
) STRICT;
CREATE INDEX station_organisation ON station (organisation);

CREATE TABLE team (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  organisation TEXT REFERENCES organisation (id),
  founded TEXT,
  closed TEXT
) STRICT;

CREATE TABLE volunteer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  team TEXT REFERENCES team (id),
  kind TEXT,
  joined TEXT,
  "left" TEXT
) STRICT;
CREATE INDEX volunteer_team ON volunteer (team);

CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  date TEXT NOT NULL,
  kind TEXT,
  name TEXT NOT NULL,
  organisation TEXT REFERENCES organisation (id),
  team TEXT REFERENCES team (id),
  station TEXT REFERENCES station (id),
  participants INTEGER,            -- 人次
  reached INTEGER,                 -- 人次
  hours REAL,
  donations INTEGER,               -- 献血人次
  goods TEXT                       -- 款物
) STRICT;
CREATE INDEX activity_date ON activity (date);

CREATE TABLE metric (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  unit TEXT,
  nature TEXT NOT NULL CHECK (nature IN ('stock', 'flow'))
) STRICT;

CREATE TABLE observation (
  id TEXT PRIMARY KEY,
  metric TEXT NOT NULL REFERENCES metric (id),
  organisation TEXT REFERENCES organisation (id),
  period TEXT NOT NULL,            -- 2024, 2024H1, 2024Q2, 2024-06
  value REAL NOT NULL,
  as_of TEXT,
  status TEXT NOT NULL CHECK (status IN ('flash', 'confirmed')),
  supersedes TEXT REFERENCES observation (id)
) STRICT;
CREATE INDEX observation_metric ON observation (metric, organisation, period);

-- Full-text search. The index keeps no copy of the text (contentless with
-- deletes); rowid is bulletin.serial.
CREATE VIRTUAL TABLE search USING fts5 (
  title, text, issuer, metadata,
  tokenize = 'cjk', content = '', contentless_delete = 1
);

-- What is issued stays as it is, also for plain SQL.
CREATE TRIGGER issued_no_update BEFORE UPDATE ON issued
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER issued_no_delete BEFORE DELETE ON issued
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER issued_part_no_update BEFORE UPDATE ON issued_part
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER issued_part_no_delete BEFORE DELETE ON issued_part
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER issued_part_no_insert BEFORE INSERT ON issued_part
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER issued_no_insert BEFORE INSERT ON issued
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'a bulletin is issued only once'); END;
CREATE TRIGGER bulletin_no_change_once_issued BEFORE UPDATE ON bulletin
WHEN OLD.state IN ('issued', 'withdrawn') AND NOT (
  OLD.state = 'issued' AND NEW.state = 'withdrawn' AND NEW.id = OLD.id
  AND NEW.serial = OLD.serial AND NEW.series = OLD.series
  AND NEW.revision IS OLD.revision AND NEW.corrects IS OLD.corrects
  AND NEW.title IS OLD.title AND NEW.kind = OLD.kind AND NEW.year = OLD.year
  AND NEW.number = OLD.number AND NEW.date IS OLD.date
  AND NEW.changed_at = OLD.changed_at AND NEW.changed_by = OLD.changed_by)
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER bulletin_no_delete_once_issued BEFORE DELETE ON bulletin
WHEN OLD.state IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
BEGIN SELECT RAISE (ABORT, 'revisions are only added'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'events are only added'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER ledger_no_reuse BEFORE UPDATE ON ledger
WHEN OLD.state <> 'reserved'
BEGIN SELECT RAISE (ABORT, 'a number that was used or voided cannot be changed'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
WHEN OLD.state <> 'reserved'
BEGIN SELECT RAISE (ABORT, 'a number that was used or voided cannot be taken back'); END;

-- INSERT OR REPLACE deletes without asking the triggers above, so a key that
-- exists is refused before.
CREATE TRIGGER issued_no_replace BEFORE INSERT ON issued
WHEN EXISTS (SELECT 1 FROM issued WHERE bulletin = NEW.bulletin OR ordinal = NEW.ordinal)
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER issued_number_no_replace BEFORE INSERT ON issued
WHEN EXISTS (SELECT 1 FROM issued WHERE series = NEW.series AND kind = NEW.kind
             AND year = NEW.year AND number = NEW.number)
BEGIN SELECT RAISE (ABORT, 'the number is taken'); END;
CREATE TRIGGER issued_part_no_replace BEFORE INSERT ON issued_part
WHEN EXISTS (SELECT 1 FROM issued_part WHERE bulletin = NEW.bulletin AND name = NEW.name)
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER bulletin_no_replace BEFORE INSERT ON bulletin
WHEN EXISTS (SELECT 1 FROM bulletin WHERE id = NEW.id OR serial = NEW.serial)
BEGIN SELECT RAISE (ABORT, 'the bulletin exists'); END;
CREATE TRIGGER revision_no_replace BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id
             OR (bulletin = NEW.bulletin AND ordinal = NEW.ordinal))
BEGIN SELECT RAISE (ABORT, 'revisions are only added'); END;
CREATE TRIGGER revision_no_insert_once_issued BEFORE INSERT ON revision
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'events are only added'); END;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id OR (series = NEW.series AND kind = NEW.kind
             AND year = NEW.year AND number = NEW.number))
BEGIN SELECT RAISE (ABORT, 'the number is taken'); END;
CREATE TRIGGER change_no_update BEFORE UPDATE ON change
BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change
BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;
