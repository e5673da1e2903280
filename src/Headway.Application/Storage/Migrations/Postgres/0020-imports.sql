-- What was brought in from other tools: one row an import, and which ticket of ours each of theirs became, so that the same
-- export can be loaded again without doubling anything. plan and counts are JSON.
CREATE TABLE imports (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  at bigint NOT NULL,
  by_person bigint NOT NULL,
  source text NOT NULL,
  file text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'undone')),
  plan text NOT NULL,
  counts text NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE imported_tickets (
  tenant bigint NOT NULL,
  source text NOT NULL,
  name text NOT NULL,
  ticket bigint NOT NULL,
  import bigint NOT NULL,
  events bigint NOT NULL,
  reason text,
  PRIMARY KEY (tenant, source, name)
);

CREATE INDEX imported_tickets_by_import ON imported_tickets (tenant, import);
CREATE INDEX imported_tickets_by_ticket ON imported_tickets (tenant, ticket);
