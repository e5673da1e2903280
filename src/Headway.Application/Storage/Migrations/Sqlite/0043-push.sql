-- Browsers in which their people are told while no page is open. Each goes with the session that was signed in there.
CREATE TABLE push_devices (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  session TEXT NOT NULL,
  name TEXT,
  host TEXT NOT NULL,
  endpoint_hash TEXT NOT NULL,
  secret TEXT NOT NULL,
  since INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  told_at INTEGER,
  failing_since INTEGER,
  error TEXT,
  ended INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX push_devices_by_endpoint ON push_devices (tenant, endpoint_hash);
CREATE INDEX push_devices_by_person ON push_devices (tenant, person);

-- What somebody has not read yet, without looking through all they were ever told.
CREATE INDEX notifications_unread ON notifications (tenant, person, at) WHERE read_at IS NULL;

-- What browsers were told is taken away after a while.
CREATE INDEX outbox_of_push ON outbox (tenant, done_at) WHERE kind = 'push';
