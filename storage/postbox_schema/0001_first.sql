-- SPDX-License-Identifier: EUPL-1.2
-- The anonymous postbox (docs/postbox.md). No row numbers and no moments but the slot that hides an envelope, so that
-- nothing tells in which order or when things came.

CREATE TABLE inbox (
  id          TEXT PRIMARY KEY,
  token_hash  TEXT,  -- these three are NULL once the code opens nothing any more
  public_key  BLOB,
  wrapped_key BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE envelope (
  id              TEXT PRIMARY KEY,
  inbox           TEXT NOT NULL REFERENCES inbox (id),
  from_counsellor INTEGER NOT NULL CHECK (from_counsellor IN (0, 1)),
  body            BLOB NOT NULL,
  week            TEXT NOT NULL,
  hidden_until    INTEGER  -- the slot; NULL once it has passed
) STRICT, WITHOUT ROWID;
CREATE INDEX envelope_of_inbox ON envelope (inbox, id);

CREATE TABLE recipient (
  id         TEXT PRIMARY KEY,
  person     TEXT NOT NULL,     -- '': the recovery key
  public_key BLOB NOT NULL,
  locked_key BLOB NOT NULL,
  current    INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recipient_current ON recipient (person) WHERE current = 1;

CREATE TABLE sealed_key (
  envelope  TEXT NOT NULL REFERENCES envelope (id),
  recipient TEXT NOT NULL,
  sealed    BLOB NOT NULL,
  PRIMARY KEY (envelope, recipient)
) STRICT, WITHOUT ROWID;

-- One row that changes every minute; `slot` is the one after which the file was last written anew.
CREATE TABLE heartbeat (
  name TEXT PRIMARY KEY,
  slot INTEGER NOT NULL,
  beat INTEGER NOT NULL CHECK (beat IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO heartbeat (name, slot, beat) VALUES ('minute', 0, 0);
