-- SPDX-License-Identifier: EUPL-1.2
-- History and evidence go with their key, once a case need not be kept any more, and in no other way.

DROP TRIGGER entry_remains;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
WHEN EXISTS (SELECT 1 FROM key WHERE owner = 'case ' || old.number) BEGIN
  SELECT RAISE(ABORT, 'the history of a case is never removed without its key');
END;

DROP TRIGGER evidence_remains;
CREATE TRIGGER evidence_remains BEFORE DELETE ON blob
WHEN old.kept = 1 AND EXISTS (SELECT 1 FROM key WHERE owner = 'blob ' || old.id) BEGIN
  SELECT RAISE(ABORT, 'evidence is never removed without its key');
END;
