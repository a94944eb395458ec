-- SPDX-License-Identifier: EUPL-1.2
-- What was learnt, in words that everybody may read.

CREATE TABLE lesson (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  person TEXT NOT NULL,
  text   TEXT NOT NULL CHECK (text <> '')
) STRICT;
