-- Chases as they are folded: one row each time a customer asked where it is. Can be made from the facts again.
CREATE TABLE chases (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  id INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  person INTEGER NOT NULL,
  contacts INTEGER NOT NULL,
  multi INTEGER NOT NULL,
  due INTEGER NOT NULL,
  open_to_team INTEGER NOT NULL,
  waiting_since INTEGER,
  finding TEXT,
  ground TEXT,
  cause TEXT,
  judged_at INTEGER,
  judged_by TEXT,
  answered_at INTEGER,
  answered_by TEXT,
  closed INTEGER,
  team INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX chases_by_opened ON chases (tenant, opened);

-- Targets that were missed, and why: asked of a person, once, when there is time for it.
CREATE TABLE breaches (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  team INTEGER NOT NULL,
  person INTEGER,
  reason TEXT,
  PRIMARY KEY (tenant, ticket, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX breaches_by_at ON breaches (tenant, at);

-- How often the customer looked at the ticket's page: counted only where the desk says so, and the customer is told.
CREATE TABLE page_views (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, person, at)
) STRICT, WITHOUT ROWID;
