-- Rules that administrators write, by version; what they are called by, and what came of it.

CREATE TABLE automation_rules (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  hour_limit INTEGER NOT NULL,
  active INTEGER NOT NULL,
  since INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  current INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  paused_at INTEGER,
  paused_why TEXT,
  tried_at INTEGER,
  tried_acts INTEGER,
  tried_tickets INTEGER,
  PRIMARY KEY (tenant, id, version)
) STRICT, WITHOUT ROWID;

-- A change of a ticket that rules or followers have yet to look at.
CREATE TABLE automation_queue (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX automation_queue_by_time ON automation_queue (tenant, not_before);

CREATE TABLE automation_runs (
  tenant INTEGER NOT NULL,
  rule INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  cause INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (tenant, rule, ticket, cause)
) STRICT, WITHOUT ROWID;

CREATE INDEX automation_runs_by_time ON automation_runs (tenant, rule, at);
