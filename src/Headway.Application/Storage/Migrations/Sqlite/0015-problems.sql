-- Obstacles that return in the work of support, and questions asked with a service so that they return less.

CREATE TABLE problems (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  team INTEGER,
  service INTEGER,
  owner INTEGER,
  fix TEXT,
  verification TEXT,
  raised_by INTEGER,
  raised_at INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem_occurrences (
  tenant INTEGER NOT NULL,
  problem INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  person INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, problem, ticket, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_questions (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  service INTEGER NOT NULL,
  text TEXT NOT NULL,
  text_de TEXT,
  needed INTEGER NOT NULL,
  reason TEXT,
  from_team INTEGER,
  active INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX intake_questions_by_service ON intake_questions (tenant, service);
