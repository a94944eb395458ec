-- SPDX-License-Identifier: EUPL-1.2
-- Files that are still to be fetched. A row goes when its file is here or was given up; a link in it opens the file.

CREATE TABLE errand (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  event        TEXT NOT NULL,
  details      TEXT NOT NULL,  -- the channel's own words
  created      INTEGER NOT NULL,
  not_before   INTEGER NOT NULL,
  attempts     INTEGER NOT NULL
) STRICT;
CREATE INDEX errand_next ON errand (not_before);
