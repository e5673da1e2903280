-- What the nightly upkeep of a tenant removed, and what it counted.
CREATE TABLE upkeep (
  tenant INTEGER NOT NULL,
  at INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  open INTEGER NOT NULL,
  unscheduled INTEGER NOT NULL,
  files INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  links INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  failed TEXT,
  PRIMARY KEY (tenant, at)
) STRICT, WITHOUT ROWID;
