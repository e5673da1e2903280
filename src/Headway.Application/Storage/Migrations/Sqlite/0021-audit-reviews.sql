-- The sample of a frozen audit, never updated, and what people found in it; rates that the organisation enters; the weekly
-- run of the ruler, for the whole desk (client 0) and for each client; marks of what changed. Values and bodies are JSON.
CREATE TABLE audit_samples (
  tenant INTEGER NOT NULL,
  audit INTEGER NOT NULL,
  place INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, audit, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_reviews (
  tenant INTEGER NOT NULL,
  audit INTEGER NOT NULL,
  place INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by_person INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  cause INTEGER,
  impact TEXT NOT NULL,
  minutes INTEGER,
  wrong TEXT NOT NULL,
  missing TEXT NOT NULL,
  PRIMARY KEY (tenant, audit, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_rates (
  tenant INTEGER NOT NULL,
  hourly REAL NOT NULL,
  tickets INTEGER NOT NULL,
  realised REAL NOT NULL,
  cost REAL NOT NULL,
  currency TEXT NOT NULL,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_weeks (
  tenant INTEGER NOT NULL,
  client INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  method TEXT NOT NULL,
  cases INTEGER NOT NULL,
  figures TEXT NOT NULL,
  PRIMARY KEY (tenant, client, ends)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_marks (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  client INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  shown INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
