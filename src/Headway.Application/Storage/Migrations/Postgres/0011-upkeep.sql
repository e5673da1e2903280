-- What the nightly upkeep of a tenant removed, and what it counted.
CREATE TABLE upkeep (
  tenant bigint NOT NULL,
  at bigint NOT NULL,
  took_ms bigint NOT NULL,
  open bigint NOT NULL,
  unscheduled bigint NOT NULL,
  files bigint NOT NULL,
  requests bigint NOT NULL,
  sessions bigint NOT NULL,
  links bigint NOT NULL,
  tries bigint NOT NULL,
  failed text,
  PRIMARY KEY (tenant, at)
);
