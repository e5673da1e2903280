-- Frozen audits: what was found, with which method, and the spans of the cases for a later comparison. Never updated.
CREATE TABLE audits (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  made_at bigint NOT NULL,
  made_by bigint NOT NULL,
  name text NOT NULL,
  method text NOT NULL,
  cases bigint NOT NULL,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL,
  hash text NOT NULL,
  report text NOT NULL,
  spans text NOT NULL,
  PRIMARY KEY (tenant, id)
);
