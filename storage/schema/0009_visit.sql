-- SPDX-License-Identifier: EUPL-1.2
-- Home visits under way. A row goes when its visit is over; its number is never given again, because a button of an
-- old visit may still be pressed.

CREATE TABLE visit (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  next INTEGER NOT NULL,  -- when something of it is due
  body TEXT NOT NULL      -- JSON
) STRICT;
CREATE INDEX visit_next ON visit (next);
