-- SPDX-License-Identifier: EUPL-1.2
-- How people can be found on channels that must be called, and a way to what a crash left uncertain.

CREATE TABLE reach (
  conversation INTEGER PRIMARY KEY REFERENCES conversation (id),
  details      TEXT NOT NULL,     -- the channel's own words; '': never heard from there
  dead         INTEGER NOT NULL CHECK (dead IN (0, 1)),
  at           INTEGER NOT NULL,
  told         INTEGER            -- when a human last heard that something did not arrive here; NULL: never
) STRICT;

-- Nearly always empty, so it costs nothing to keep and the start need not read every delivery there ever was.
CREATE INDEX delivery_uncertain ON delivery (id) WHERE status = 3;
