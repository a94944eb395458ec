-- SPDX-License-Identifier: EUPL-1.2
-- Rooms of channels that have them.

CREATE TABLE room (
  channel    TEXT NOT NULL,
  id         TEXT NOT NULL,
  details    TEXT NOT NULL,  -- the channel's own words
  not_before INTEGER,        -- when something is to be done there; NULL: nothing is
  PRIMARY KEY (channel, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX room_next ON room (channel, not_before) WHERE not_before IS NOT NULL;
