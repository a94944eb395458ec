-- SPDX-License-Identifier: EUPL-1.2
-- The configuration that is in force: what the folder says beside it waits for a second person.

CREATE TABLE accepted_file (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  text BLOB NOT NULL
) STRICT, WITHOUT ROWID;
