-- SPDX-License-Identifier: EUPL-1.2
-- Moments are milliseconds since 1970, UTC. JSON is written and read by storage/row_codec.cpp; numbers of statuses are
-- those of the enumerations in bot/. A step that was released is never changed: the next one follows it.

CREATE TABLE conversation (
  id            INTEGER PRIMARY KEY,
  channel       TEXT NOT NULL,
  address       TEXT NOT NULL,
  at            INTEGER NOT NULL DEFAULT 0,
  form_versions TEXT NOT NULL DEFAULT '',  -- of the drafts in the state: "1" or "1,2"
  state         TEXT,                      -- JSON; NULL: none was written yet
  UNIQUE (channel, address)
) STRICT;
CREATE INDEX conversation_with_draft ON conversation (form_versions) WHERE form_versions <> '';

-- The lines of a conversation lie together, without an index beside them.
CREATE TABLE line (
  place       INTEGER PRIMARY KEY,  -- conversation.id * 2^32 + the line's sequence
  at          INTEGER NOT NULL,
  from_person INTEGER NOT NULL CHECK (from_person IN (0, 1)),
  revises     INTEGER NOT NULL,
  replaced    INTEGER NOT NULL CHECK (replaced IN (0, 1)),
  slot        TEXT NOT NULL,
  message     TEXT NOT NULL         -- JSON
) STRICT;

CREATE TABLE seen (
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  event        TEXT NOT NULL,
  at           INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  PRIMARY KEY (conversation, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE reminder (
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  id           TEXT NOT NULL,
  due          INTEGER NOT NULL,
  PRIMARY KEY (conversation, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_due ON reminder (due);

CREATE TABLE delivery (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  sequence     INTEGER NOT NULL,
  status       INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
  created      INTEGER NOT NULL,
  not_before   INTEGER NOT NULL,
  attempts     INTEGER NOT NULL,
  maybe_double INTEGER NOT NULL CHECK (maybe_double IN (0, 1)),
  remote_id    TEXT NOT NULL,
  UNIQUE (conversation, sequence)
) STRICT;
CREATE INDEX delivery_open ON delivery (conversation, id) WHERE status < 2;  -- waiting or under way

CREATE TABLE case_file (
  number           TEXT PRIMARY KEY,
  year             INTEGER NOT NULL,
  count            INTEGER NOT NULL,
  reported         INTEGER NOT NULL,
  status           INTEGER NOT NULL,
  protocol         TEXT NOT NULL,
  protocol_version INTEGER NOT NULL,
  form             TEXT NOT NULL,
  form_version     INTEGER NOT NULL,
  body             TEXT NOT NULL,  -- JSON
  UNIQUE (year, count)
) STRICT;
CREATE INDEX case_protocol ON case_file (protocol, protocol_version);
CREATE INDEX case_form ON case_file (form, form_version);

-- Whose list shows which case: its reporter and its readers.
CREATE TABLE reader (
  person   TEXT NOT NULL,
  reported INTEGER NOT NULL,
  number   TEXT NOT NULL REFERENCES case_file (number),
  own      INTEGER NOT NULL CHECK (own IN (0, 1)),
  PRIMARY KEY (person, reported, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX reader_of_case ON reader (number);

CREATE TABLE task (
  number TEXT NOT NULL REFERENCES case_file (number),
  rule   TEXT NOT NULL,
  step   INTEGER NOT NULL,
  round  INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
  due    INTEGER NOT NULL,
  next   INTEGER,        -- when it rings; NULL: never again
  body   TEXT NOT NULL,  -- JSON, the whole task
  PRIMARY KEY (number, rule, step, round)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_next ON task (next) WHERE next IS NOT NULL;

CREATE TABLE entry (
  number   TEXT NOT NULL REFERENCES case_file (number),
  sequence INTEGER NOT NULL,  -- per case, from 1, without gaps
  at       INTEGER NOT NULL,
  by       TEXT NOT NULL,
  what     TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (number, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'the history of a case is never changed');
END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'the history of a case is never removed');
END;

CREATE TABLE blob (
  id         TEXT PRIMARY KEY,
  owner      TEXT NOT NULL,
  at         INTEGER NOT NULL,
  kept       INTEGER NOT NULL CHECK (kept IN (0, 1)),  -- evidence of a case
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  content    BLOB NOT NULL
) STRICT;
CREATE TRIGGER evidence_remains BEFORE DELETE ON blob WHEN old.kept = 1 BEGIN
  SELECT RAISE(ABORT, 'evidence is never removed');
END;
CREATE TRIGGER evidence_stays BEFORE UPDATE OF content, sha256, kept ON blob WHEN old.kept = 1 BEGIN
  SELECT RAISE(ABORT, 'evidence is never changed');
END;

CREATE TABLE session (
  secret_hash TEXT PRIMARY KEY,  -- SHA-256, hexadecimal
  person      TEXT NOT NULL,
  expires     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
