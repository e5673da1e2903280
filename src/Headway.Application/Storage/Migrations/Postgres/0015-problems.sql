-- Obstacles that return in the work of support, and questions asked with a service so that they return less.

CREATE TABLE problems (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  number bigint NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  team bigint,
  service bigint,
  owner bigint,
  fix text,
  verification text,
  raised_by bigint,
  raised_at bigint NOT NULL,
  changed bigint NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number)
);

CREATE TABLE problem_occurrences (
  tenant bigint NOT NULL,
  problem bigint NOT NULL,
  ticket bigint NOT NULL,
  seq bigint NOT NULL,
  minutes bigint NOT NULL,
  person bigint,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, problem, ticket, seq)
);

CREATE TABLE intake_questions (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  service bigint NOT NULL,
  text text NOT NULL,
  text_de text,
  needed boolean NOT NULL,
  reason text,
  from_team bigint,
  active boolean NOT NULL,
  created bigint NOT NULL,
  created_by bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX intake_questions_by_service ON intake_questions (tenant, service);
