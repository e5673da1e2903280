-- Receivers elsewhere that are told of what happens: where to and with which key lies sealed. What they are told waits in the outbox.
CREATE TABLE webhooks (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  host text NOT NULL,
  secret text,
  team bigint,
  events text NOT NULL,
  active boolean NOT NULL,
  created bigint NOT NULL,
  success_at bigint,
  failing_since bigint,
  stopped_at bigint,
  error text,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX outbox_of_webhooks ON outbox (tenant, kind, id) WHERE kind >= 'webhook:' AND kind < 'webhook;';
