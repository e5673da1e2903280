-- Frozen audits: what was found, with which method, and the spans of the cases for a later comparison. Never updated.
CREATE TABLE audits (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL,
  name TEXT NOT NULL,
  method TEXT NOT NULL,
  cases INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  report TEXT NOT NULL,
  spans TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
