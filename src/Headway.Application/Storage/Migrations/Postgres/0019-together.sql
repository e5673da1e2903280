-- A lead calls a team to chosen activities; how far each has come is read from the activities themselves.
CREATE TABLE calls (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  team bigint NOT NULL,
  called_by bigint NOT NULL,
  called_at bigint NOT NULL,
  note text,
  ended_at bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX calls_open ON calls (tenant, team) WHERE ended_at IS NULL;

CREATE TABLE called_items (
  tenant bigint NOT NULL,
  call bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  PRIMARY KEY (tenant, call, ticket, activity)
);

CREATE INDEX called_items_by_ticket ON called_items (tenant, ticket);
