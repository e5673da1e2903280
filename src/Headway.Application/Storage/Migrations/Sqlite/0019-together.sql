-- A lead calls a team to chosen activities; how far each has come is read from the activities themselves.
CREATE TABLE calls (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  team INTEGER NOT NULL,
  called_by INTEGER NOT NULL,
  called_at INTEGER NOT NULL,
  note TEXT,
  ended_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX calls_open ON calls (tenant, team) WHERE ended_at IS NULL;

CREATE TABLE called_items (
  tenant INTEGER NOT NULL,
  call INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  PRIMARY KEY (tenant, call, ticket, activity)
) STRICT, WITHOUT ROWID;

CREATE INDEX called_items_by_ticket ON called_items (tenant, ticket);
