-- SPDX-License-Identifier: EUPL-1.2
-- From here on a copy of this file tells how many records there are, how long and of when, what is due, and which
-- protocol a case follows: no text, no name, no address (threat model, C13). What is text or a person lies in BLOBs that
-- storage/vault.hpp sealed; storage/sealed_columns.cpp lists them. What is looked up lies as a keyed hash. The functions
-- used here are lent by storage/sealing_sql.hpp.

CREATE TABLE key (
  owner   TEXT PRIMARY KEY,  -- 'common', 'index', 'conversation 7', 'case 2026-0001', 'blob 5e...'
  under   TEXT NOT NULL,     -- what wraps it: the id of the master key; for evidence the owner that is its case
  wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO key
  SELECT owner, master_key(), new_key(owner, master_key()) FROM (
    SELECT 'common' AS owner UNION ALL SELECT 'index'
    UNION ALL SELECT 'conversation ' || id FROM conversation
    UNION ALL SELECT 'case ' || number FROM case_file);

WITH evidence (blob, number) AS (
  SELECT json_extract(file.value, '$.i'), number FROM case_file, json_each(body, '$.evidence') AS file
  UNION ALL
  SELECT json_extract(one.value, '$.image.i'), number FROM case_file, json_each(body, '$.bans') AS one)
INSERT INTO key
  SELECT 'blob ' || id, under, new_key('blob ' || id, under) FROM (
    SELECT id, CASE kept WHEN 0 THEN master_key() ELSE coalesce(
      (SELECT 'case ' || min(number) FROM evidence WHERE blob = id), master_key()) END AS under FROM blob);

ALTER TABLE conversation RENAME COLUMN address TO address_hash;
ALTER TABLE conversation ADD COLUMN address BLOB NOT NULL DEFAULT x'';
ALTER TABLE conversation ADD COLUMN sealed BLOB;  -- NULL: no state was written yet
UPDATE conversation SET
  address = seal('conversation ' || id, 'conversation.address', id, address_hash),
  address_hash = keyed_hash('address ' || channel, address_hash),
  sealed = seal('conversation ' || id, 'conversation.state', id, state);
ALTER TABLE conversation DROP COLUMN state;
ALTER TABLE conversation RENAME COLUMN sealed TO state;

ALTER TABLE line ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE line SET
  sealed = seal('conversation ' || (place >> 32), 'line.message', place, message),
  slot = CASE slot WHEN '' THEN '' ELSE keyed_hash('slot ' || (place >> 32), slot) END;
ALTER TABLE line DROP COLUMN message;
ALTER TABLE line RENAME COLUMN sealed TO message;

UPDATE seen SET event = keyed_hash('event', event);

ALTER TABLE reach ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE reach SET sealed = seal('conversation ' || conversation, 'reach.details', conversation, details);
ALTER TABLE reach DROP COLUMN details;
ALTER TABLE reach RENAME COLUMN sealed TO details;

ALTER TABLE errand RENAME COLUMN event TO event_hash;
ALTER TABLE errand ADD COLUMN event BLOB NOT NULL DEFAULT x'';
ALTER TABLE errand ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE errand SET
  event = seal('conversation ' || conversation, 'errand.event', id, event_hash),
  event_hash = keyed_hash('event', event_hash),
  sealed = seal('conversation ' || conversation, 'errand.details', id, details);
ALTER TABLE errand DROP COLUMN details;
ALTER TABLE errand RENAME COLUMN sealed TO details;

ALTER TABLE case_file ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE case_file SET sealed = seal('case ' || number, 'case_file.body', number, body);
ALTER TABLE case_file DROP COLUMN body;
ALTER TABLE case_file RENAME COLUMN sealed TO body;

ALTER TABLE reader RENAME COLUMN person TO person_hash;
UPDATE reader SET person_hash = keyed_hash('person', person_hash);

ALTER TABLE task ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE task SET sealed =
  seal('case ' || number, 'task.body', number || ' ' || rule || ' ' || step || ' ' || round, body);
ALTER TABLE task DROP COLUMN body;
ALTER TABLE task RENAME COLUMN sealed TO body;

ALTER TABLE ban ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE ban SET sealed = seal('case ' || number, 'ban.body', id, body);
ALTER TABLE ban DROP COLUMN body;
ALTER TABLE ban RENAME COLUMN sealed TO body;

DROP TRIGGER entry_stays;
DROP TRIGGER entry_remains;
CREATE TABLE sealed_entry (
  number   TEXT NOT NULL REFERENCES case_file (number),
  sequence INTEGER NOT NULL,  -- per case, from 1, without gaps
  at       INTEGER NOT NULL,
  by       BLOB NOT NULL,
  what     BLOB NOT NULL,
  detail   BLOB NOT NULL,
  PRIMARY KEY (number, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO sealed_entry
  SELECT number, sequence, at,
    seal('case ' || number, 'entry.by', number || ' ' || sequence, by),
    seal('case ' || number, 'entry.what', number || ' ' || sequence, what),
    seal('case ' || number, 'entry.detail', number || ' ' || sequence, detail)
  FROM entry;
DROP TABLE entry;
ALTER TABLE sealed_entry RENAME TO entry;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'the history of a case is never changed');
END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'the history of a case is never removed');
END;

DROP TRIGGER evidence_remains;
DROP TRIGGER evidence_stays;
CREATE TABLE sealed_blob (
  id         TEXT PRIMARY KEY,
  at         INTEGER NOT NULL,
  kept       INTEGER NOT NULL CHECK (kept IN (0, 1)),  -- evidence of a case
  bytes      INTEGER NOT NULL,
  owner      BLOB NOT NULL,
  name       BLOB NOT NULL,
  media_type BLOB NOT NULL,
  sha256     BLOB NOT NULL,
  content    BLOB NOT NULL
) STRICT;
INSERT INTO sealed_blob
  SELECT id, at, kept, bytes,
    seal('blob ' || id, 'blob.owner', id, owner),
    seal('blob ' || id, 'blob.name', id, name),
    seal('blob ' || id, 'blob.media_type', id, media_type),
    seal('blob ' || id, 'blob.sha256', id, sha256),
    seal('blob ' || id, 'blob.content', id, content)
  FROM blob;
DROP TABLE blob;
ALTER TABLE sealed_blob RENAME TO blob;
CREATE TRIGGER evidence_remains BEFORE DELETE ON blob WHEN old.kept = 1 BEGIN
  SELECT RAISE(ABORT, 'evidence is never removed');
END;
CREATE TRIGGER evidence_stays BEFORE UPDATE OF content, sha256, kept ON blob WHEN old.kept = 1 BEGIN
  SELECT RAISE(ABORT, 'evidence is never changed');
END;

CREATE TABLE sealed_scan (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  person BLOB NOT NULL,
  role   BLOB NOT NULL,
  ticks  BLOB NOT NULL  -- ten of 0 and 1, point 1 first
) STRICT;
INSERT INTO sealed_scan
  SELECT id, at, seal('common', 'scan.person', id, person), seal('common', 'scan.role', id, role),
    seal('common', 'scan.ticks', id, ticks)
  FROM scan;
DROP TABLE scan;
ALTER TABLE sealed_scan RENAME TO scan;

CREATE TABLE sealed_lesson (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  person BLOB NOT NULL,
  text   BLOB NOT NULL
) STRICT;
INSERT INTO sealed_lesson
  SELECT id, at, seal('common', 'lesson.person', id, person), seal('common', 'lesson.text', id, text) FROM lesson;
DROP TABLE lesson;
ALTER TABLE sealed_lesson RENAME TO lesson;

ALTER TABLE visit ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE visit SET sealed = seal('common', 'visit.body', id, body);
ALTER TABLE visit DROP COLUMN body;
ALTER TABLE visit RENAME COLUMN sealed TO body;

ALTER TABLE session ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE session SET sealed = seal('common', 'session.person', secret_hash, person);
ALTER TABLE session DROP COLUMN person;
ALTER TABLE session RENAME COLUMN sealed TO person;

ALTER TABLE room RENAME COLUMN id TO id_hash;
ALTER TABLE room ADD COLUMN id BLOB NOT NULL DEFAULT x'';
ALTER TABLE room ADD COLUMN sealed BLOB NOT NULL DEFAULT x'';
UPDATE room SET
  id_hash = keyed_hash('room ' || channel, id_hash),
  id = seal('common', 'room.id', channel || ' ' || keyed_hash('room ' || channel, id_hash), id_hash),
  sealed = seal('common', 'room.details', channel || ' ' || keyed_hash('room ' || channel, id_hash), details);
ALTER TABLE room DROP COLUMN details;
ALTER TABLE room RENAME COLUMN sealed TO details;

-- What was freed on the way may still hold text: migrate_sealed() writes the file anew and then removes this note.
INSERT INTO note
  SELECT 'plain_text_left', '1' WHERE (SELECT count(*) FROM key) > 2 OR EXISTS (
    SELECT 1 FROM session UNION ALL SELECT 1 FROM scan UNION ALL SELECT 1 FROM lesson UNION ALL SELECT 1 FROM room
    UNION ALL SELECT 1 FROM visit);
