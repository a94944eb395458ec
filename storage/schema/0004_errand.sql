-- SPDX-License-Identifier: EUPL-1.2
-- Nobody asked when an errand was made.

ALTER TABLE errand DROP COLUMN created;
