-- Rules that administrators write, by version; what they are called by, and what came of it.

CREATE TABLE automation_rules (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  body text NOT NULL,
  hour_limit bigint NOT NULL,
  active boolean NOT NULL,
  since bigint NOT NULL,
  owner bigint NOT NULL,
  changed bigint NOT NULL,
  changed_by text NOT NULL,
  current boolean NOT NULL,
  removed boolean NOT NULL,
  paused_at bigint,
  paused_why text,
  tried_at bigint,
  tried_acts bigint,
  tried_tickets bigint,
  PRIMARY KEY (tenant, id, version)
);

-- A change of a ticket that rules or followers have yet to look at.
CREATE TABLE automation_queue (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  ticket bigint NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint NOT NULL,
  not_before bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX automation_queue_by_time ON automation_queue (tenant, not_before);

CREATE TABLE automation_runs (
  tenant bigint NOT NULL,
  rule bigint NOT NULL,
  ticket bigint NOT NULL,
  cause bigint NOT NULL,
  version bigint NOT NULL,
  at bigint NOT NULL,
  outcome text NOT NULL,
  PRIMARY KEY (tenant, rule, ticket, cause)
);

CREATE INDEX automation_runs_by_time ON automation_runs (tenant, rule, at);
