-- Browsers in which their people are told while no page is open. Each goes with the session that was signed in there.
CREATE TABLE push_devices (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  person bigint NOT NULL,
  session text NOT NULL,
  name text,
  host text NOT NULL,
  endpoint_hash text NOT NULL,
  secret text NOT NULL,
  since bigint NOT NULL,
  seen bigint NOT NULL,
  told_at bigint,
  failing_since bigint,
  error text,
  ended boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant, id)
);

CREATE UNIQUE INDEX push_devices_by_endpoint ON push_devices (tenant, endpoint_hash);
CREATE INDEX push_devices_by_person ON push_devices (tenant, person);

-- What somebody has not read yet, without looking through all they were ever told.
CREATE INDEX notifications_unread ON notifications (tenant, person, at) WHERE read_at IS NULL;

-- What browsers were told is taken away after a while.
CREATE INDEX outbox_of_push ON outbox (tenant, done_at) WHERE kind = 'push';
