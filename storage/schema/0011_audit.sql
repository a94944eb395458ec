-- SPDX-License-Identifier: EUPL-1.2
-- The audit trail (bot/audit.hpp). A body lies under the key of its case, so that it goes with the case; its place on
-- the chain stays, and the chain is proved without opening anything. storage/audit_chain.hpp says what a link is.

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,  -- from 1, without gaps
  number   TEXT NOT NULL,        -- the case; '': none, and the body lies under the common key
  body     BLOB NOT NULL,
  link     TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit trail is never changed');
END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit trail is never removed');
END;

-- How far it goes, sealed: without the key nobody can say that it ends earlier.
CREATE TABLE audit_head (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  seal BLOB NOT NULL
) STRICT;
