-- Chases as they are folded: one row each time a customer asked where it is. Can be made from the facts again.
CREATE TABLE chases (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  id bigint NOT NULL,
  opened bigint NOT NULL,
  person bigint NOT NULL,
  contacts bigint NOT NULL,
  multi boolean NOT NULL,
  due bigint NOT NULL,
  open_to_team boolean NOT NULL,
  waiting_since bigint,
  finding text,
  ground text,
  cause text,
  judged_at bigint,
  judged_by text,
  answered_at bigint,
  answered_by text,
  closed bigint,
  team bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, id)
);

CREATE INDEX chases_by_opened ON chases (tenant, opened);

-- Targets that were missed, and why: asked of a person, once, when there is time for it.
CREATE TABLE breaches (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  kind text NOT NULL,
  at bigint NOT NULL,
  team bigint NOT NULL,
  person bigint,
  reason text,
  PRIMARY KEY (tenant, ticket, kind)
);

CREATE INDEX breaches_by_at ON breaches (tenant, at);

-- How often the customer looked at the ticket's page: counted only where the desk says so, and the customer is told.
CREATE TABLE page_views (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  person bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, person, at)
);
