-- What was brought in from other tools: one row an import, and which ticket of ours each of theirs became, so that the same
-- export can be loaded again without doubling anything. plan and counts are JSON.
CREATE TABLE imports (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by_person INTEGER NOT NULL,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')),
  plan TEXT NOT NULL,
  counts TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_tickets (
  tenant INTEGER NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  import INTEGER NOT NULL,
  events INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (tenant, source, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_tickets_by_import ON imported_tickets (tenant, import);
CREATE INDEX imported_tickets_by_ticket ON imported_tickets (tenant, ticket);
