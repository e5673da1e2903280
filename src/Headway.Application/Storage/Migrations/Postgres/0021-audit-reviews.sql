-- The sample of a frozen audit, never updated, and what people found in it; rates that the organisation enters; the weekly
-- run of the ruler, for the whole desk (client 0) and for each client; marks of what changed. Values and bodies are JSON.
CREATE TABLE audit_samples (
  tenant bigint NOT NULL,
  audit bigint NOT NULL,
  place bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant, audit, place)
);

CREATE TABLE audit_reviews (
  tenant bigint NOT NULL,
  audit bigint NOT NULL,
  place bigint NOT NULL,
  at bigint NOT NULL,
  by_person bigint NOT NULL,
  outcome text NOT NULL,
  cause bigint,
  impact text NOT NULL,
  minutes bigint,
  wrong text NOT NULL,
  missing text NOT NULL,
  PRIMARY KEY (tenant, audit, place)
);

CREATE TABLE audit_rates (
  tenant bigint NOT NULL,
  hourly double precision NOT NULL,
  tickets bigint NOT NULL,
  realised double precision NOT NULL,
  cost double precision NOT NULL,
  currency text NOT NULL,
  PRIMARY KEY (tenant)
);

CREATE TABLE audit_weeks (
  tenant bigint NOT NULL,
  client bigint NOT NULL,
  ends bigint NOT NULL,
  method text NOT NULL,
  cases bigint NOT NULL,
  figures text NOT NULL,
  PRIMARY KEY (tenant, client, ends)
);

CREATE TABLE audit_marks (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  client bigint NOT NULL,
  at bigint NOT NULL,
  text text NOT NULL,
  shown boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);
