-- SPDX-License-Identifier: EUPL-1.2
-- The ten-point self-scans of the municipality.

CREATE TABLE scan (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  person TEXT NOT NULL,
  role   TEXT NOT NULL,
  ticks  TEXT NOT NULL CHECK (ticks GLOB '[01][01][01][01][01][01][01][01][01][01]')  -- point 1 first
) STRICT;
