-- SPDX-License-Identifier: EUPL-1.2
-- The register of bans that have not ended, written with the case they belong to.

CREATE TABLE ban (
  id     TEXT PRIMARY KEY,
  number TEXT NOT NULL REFERENCES case_file (number),
  last   INTEGER NOT NULL,  -- days since 1970, local
  body   TEXT NOT NULL      -- JSON
) STRICT;
CREATE INDEX ban_of_case ON ban (number);
CREATE INDEX ban_last ON ban (last, id);
