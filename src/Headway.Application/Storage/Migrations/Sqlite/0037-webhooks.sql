-- Receivers elsewhere that are told of what happens: where to and with which key lies sealed. What they are told waits in the outbox.
CREATE TABLE webhooks (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  host TEXT NOT NULL,
  secret TEXT,
  team INTEGER,
  events TEXT NOT NULL,
  active INTEGER NOT NULL,
  created INTEGER NOT NULL,
  success_at INTEGER,
  failing_since INTEGER,
  stopped_at INTEGER,
  error TEXT,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_of_webhooks ON outbox (tenant, kind, id) WHERE kind >= 'webhook:' AND kind < 'webhook;';
