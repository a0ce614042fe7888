-- Who is asked to review what, and what they say; who receives what is issued;
-- what the archive needs to prove and to find it.

-- The people of the office, as they are named at the desk and asked for review.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  post TEXT,
  role TEXT NOT NULL CHECK (role IN ('editor', 'reviewer', 'both')),
  position INTEGER NOT NULL DEFAULT 0  -- in lists of people
) STRICT;

-- One sending for review. It holds for the revision that was sent.
CREATE TABLE review (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  revision TEXT NOT NULL REFERENCES revision (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  in_order INTEGER NOT NULL CHECK (in_order IN (0, 1)),  -- or side by side
  due TEXT,                        -- a date
  note TEXT
) STRICT;
CREATE INDEX review_bulletin ON review (bulletin, id);

-- Who was asked in it. Somebody who is asked in another's place is a request of
-- its own, which names the one that it stands for.
CREATE TABLE review_request (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  review TEXT NOT NULL REFERENCES review (id),
  position INTEGER NOT NULL,       -- from 1
  reviewer TEXT NOT NULL,          -- a name, as it was then
  stands_for TEXT REFERENCES review_request (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX review_request_review ON review_request (review, position);

-- Events name the request that they answer, and there are more kinds of them.
CREATE TABLE event_with_request (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  revision TEXT,                   -- of a record that came from another library, perhaps only there
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'imported', 'sent', 'seen', 'instructed', 'delegated', 'recalled',
                                     'approved', 'returned', 'issued', 'withdrawn', 'corrected', 'reopened')),
  note TEXT,
  request TEXT REFERENCES review_request (id)
) STRICT;
INSERT INTO event_with_request (id, bulletin, revision, at, who, kind, note)
SELECT id, bulletin, revision, at, who, kind, note FROM event ORDER BY rowid;
DROP TABLE event;
ALTER TABLE event_with_request RENAME TO event;
CREATE INDEX event_bulletin ON event (bulletin, at);

-- What a reader remarks: at words of one revision's text, or at a spot of a page
-- as that revision was laid out. A spot has the place in the text that is nearest
-- to it as well, by which it is found again after a change.
CREATE TABLE annotation (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  revision TEXT NOT NULL REFERENCES revision (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('comment', 'instruction')),
  text_start INTEGER,              -- in bytes of the revision's text
  text_end INTEGER,
  quote TEXT,                      -- the words there
  page INTEGER,                    -- from 1
  x REAL,                          -- in points from the left edge of the page
  y REAL,                          -- in points from the upper edge
  body TEXT NOT NULL,
  CHECK ((text_start IS NULL) = (text_end IS NULL)),
  CHECK ((page IS NULL) = (x IS NULL) AND (page IS NULL) = (y IS NULL)),
  CHECK (text_start IS NOT NULL OR page IS NOT NULL)
) STRICT;
CREATE INDEX annotation_bulletin ON annotation (bulletin, id);

-- What became of a remark. The newest of 'resolved', 'reopened' and 'removed'
-- says how it stands.
CREATE TABLE annotation_answer (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  annotation TEXT NOT NULL REFERENCES annotation (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('answered', 'resolved', 'reopened', 'removed')),
  body TEXT
) STRICT;
CREATE INDEX annotation_answer_annotation ON annotation_answer (annotation, id);

-- Which revision a person last had before the eyes.
CREATE TABLE reading (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES bulletin (id),
  revision TEXT NOT NULL REFERENCES revision (id),
  who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX reading_bulletin ON reading (bulletin, who, id);

-- The rules of a series for its review and its archive.
ALTER TABLE series ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0;   -- before issuing
ALTER TABLE series ADD COLUMN separate_people INTEGER NOT NULL DEFAULT 0;  -- who wrote does not approve
ALTER TABLE series ADD COLUMN fonds TEXT;                                  -- 全宗号
ALTER TABLE series ADD COLUMN retention TEXT;                              -- 保管期限
ALTER TABLE series ADD COLUMN code TEXT;                                   -- 机构或问题; in ASCII

-- Whom a series goes to, in the three groups of a bulletin's tail.
CREATE TABLE recipient (
  id TEXT PRIMARY KEY,
  series TEXT NOT NULL REFERENCES series (id),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'send', 'distribute')),
  name TEXT NOT NULL,
  contact TEXT,                    -- for whose attention
  address TEXT,
  postcode TEXT,
  mail TEXT,
  copies INTEGER NOT NULL DEFAULT 1 CHECK (copies >= 0),
  position INTEGER NOT NULL DEFAULT 0,
  UNIQUE (series, kind, name)
) STRICT;

-- Who got an issued bulletin: the recipient as it was then, the copies by their
-- numbers where they are numbered, and when it was sent and received.
CREATE TABLE distribution (
  id TEXT PRIMARY KEY,
  bulletin TEXT NOT NULL REFERENCES issued (bulletin),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'send', 'distribute')),
  name TEXT NOT NULL,
  contact TEXT,
  address TEXT,
  postcode TEXT,
  mail TEXT,
  copies INTEGER NOT NULL CHECK (copies >= 0),
  first_copy INTEGER,              -- numbered copies: from …
  last_copy INTEGER,               -- … to
  sent TEXT,                       -- a date
  received TEXT,                   -- a date
  received_by TEXT,
  note TEXT,
  position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX distribution_bulletin ON distribution (bulletin, position);

-- The running number over all years (总第N期) is given out once as well. Where two
-- issues of old bear the same, the ledger keeps it for the first.
ALTER TABLE ledger ADD COLUMN total INTEGER;
DROP TRIGGER ledger_no_reuse;
UPDATE ledger SET total = (SELECT json_extract (CAST (p.content AS TEXT), '$.total_number') FROM issued_part p
                           WHERE p.bulletin = ledger.bulletin AND p.name = 'metadata')
WHERE state = 'used';
UPDATE ledger SET total = NULL
WHERE EXISTS (SELECT 1 FROM ledger o WHERE o.series = ledger.series AND o.total = ledger.total AND o.rowid < ledger.rowid);
CREATE TRIGGER ledger_no_reuse BEFORE UPDATE ON ledger
WHEN OLD.state <> 'reserved'
BEGIN SELECT RAISE (ABORT, 'a number that was used or voided cannot be changed'); END;
CREATE UNIQUE INDEX ledger_total ON ledger (series, total) WHERE total IS NOT NULL;
CREATE TRIGGER ledger_total_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE series = NEW.series AND total = NEW.total)
BEGIN SELECT RAISE (ABORT, 'the number is taken'); END;
CREATE INDEX ledger_bulletin ON ledger (bulletin);

-- Searches that somebody gave a name to.
CREATE TABLE saved_search (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a record says, apart from its place in this library's chain: the same in
-- every library that holds the record. Records from before have none, and their
-- hash covers the fields themselves.
ALTER TABLE issued ADD COLUMN digest TEXT;

-- A withdrawal is a record of its own in the same chain: ordinal counts both.
CREATE TABLE withdrawal (
  bulletin TEXT PRIMARY KEY REFERENCES issued (bulletin),
  ordinal INTEGER NOT NULL UNIQUE,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- The index of the words with the number of each bulletin's entry in it, newest
-- last; single characters are looked up as prefixes. It is filled again from the
-- bulletins when this migration has run.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
  title, text, issuer, metadata,
  tokenize = 'cjk', prefix = '1', content = '', contentless_delete = 1
);
CREATE TABLE search_entry (
  serial INTEGER PRIMARY KEY REFERENCES bulletin (serial),
  entry INTEGER NOT NULL UNIQUE    -- rowid of search
) STRICT;

-- What stands beside a record and belongs to it: SHA-256 over those rows.
ALTER TABLE issued ADD COLUMN seal TEXT;
CREATE INDEX bulletin_corrects ON bulletin (corrects) WHERE corrects IS NOT NULL;

-- How the archive is listed when nothing else is asked for.
CREATE INDEX bulletin_archive ON bulletin (date, serial) WHERE state IN ('issued', 'withdrawn');

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'events are only added'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'events are only added'); END;

CREATE TRIGGER review_no_update BEFORE UPDATE ON review
BEGIN SELECT RAISE (ABORT, 'reviews are only added'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER review_no_replace BEFORE INSERT ON review
WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'reviews are only added'); END;

CREATE TRIGGER review_request_no_update BEFORE UPDATE ON review_request
BEGIN SELECT RAISE (ABORT, 'reviews are only added'); END;
CREATE TRIGGER review_request_no_delete BEFORE DELETE ON review_request
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER review_request_no_replace BEFORE INSERT ON review_request
WHEN EXISTS (SELECT 1 FROM review_request WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'reviews are only added'); END;

CREATE TRIGGER annotation_no_update BEFORE UPDATE ON annotation
BEGIN SELECT RAISE (ABORT, 'remarks are only added'); END;
CREATE TRIGGER annotation_no_delete BEFORE DELETE ON annotation
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER annotation_no_replace BEFORE INSERT ON annotation
WHEN EXISTS (SELECT 1 FROM annotation WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'remarks are only added'); END;

CREATE TRIGGER annotation_answer_no_update BEFORE UPDATE ON annotation_answer
BEGIN SELECT RAISE (ABORT, 'remarks are only added'); END;
CREATE TRIGGER annotation_answer_no_delete BEFORE DELETE ON annotation_answer
WHEN (SELECT state FROM bulletin WHERE id = OLD.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be deleted'); END;
CREATE TRIGGER annotation_answer_no_replace BEFORE INSERT ON annotation_answer
WHEN EXISTS (SELECT 1 FROM annotation_answer WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'remarks are only added'); END;

CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal
BEGIN SELECT RAISE (ABORT, 'a withdrawal cannot be changed'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE (ABORT, 'a withdrawal cannot be deleted'); END;
CREATE TRIGGER withdrawal_no_replace BEFORE INSERT ON withdrawal
WHEN EXISTS (SELECT 1 FROM withdrawal WHERE bulletin = NEW.bulletin OR ordinal = NEW.ordinal)
  OR EXISTS (SELECT 1 FROM issued WHERE ordinal = NEW.ordinal)
BEGIN SELECT RAISE (ABORT, 'a withdrawal cannot be changed'); END;
CREATE TRIGGER issued_no_ordinal_of_withdrawal BEFORE INSERT ON issued
WHEN EXISTS (SELECT 1 FROM withdrawal WHERE ordinal = NEW.ordinal)
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;

-- Once a bulletin is issued nothing is said about it any more but what the chain knows.
CREATE TRIGGER event_no_insert_once_issued BEFORE INSERT ON event
WHEN NEW.kind NOT IN ('withdrawn', 'corrected', 'imported')
  AND (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER review_no_insert_once_issued BEFORE INSERT ON review
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER review_request_no_insert_once_issued BEFORE INSERT ON review_request
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER annotation_no_insert_once_issued BEFORE INSERT ON annotation
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
CREATE TRIGGER annotation_answer_no_insert_once_issued BEFORE INSERT ON annotation_answer
WHEN (SELECT state FROM bulletin WHERE id = NEW.bulletin) IN ('issued', 'withdrawn')
BEGIN SELECT RAISE (ABORT, 'an issued bulletin cannot be changed'); END;
