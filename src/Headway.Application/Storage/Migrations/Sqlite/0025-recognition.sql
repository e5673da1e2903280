-- Thanks, the check of newcomers' work, reviews, and objections to what is recorded of a person. Contributions themselves are read from activities.
CREATE TABLE praise (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  given_by INTEGER NOT NULL,
  given_to INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  words TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX praise_by_person ON praise (tenant, given_to, at);
CREATE INDEX praise_by_time ON praise (tenant, at);

CREATE TABLE newcomers (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE samples (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  person INTEGER NOT NULL,
  team INTEGER NOT NULL,
  picked_at INTEGER NOT NULL,
  why TEXT NOT NULL,
  checked_by INTEGER,
  checked_at INTEGER,
  verdict TEXT,
  note TEXT,
  PRIMARY KEY (tenant, ticket, activity)
) STRICT, WITHOUT ROWID;

CREATE INDEX samples_by_person ON samples (tenant, person, picked_at);
CREATE INDEX samples_by_team ON samples (tenant, team, picked_at);

CREATE TABLE reviews (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  written_by INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  focus TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reviews_by_person ON reviews (tenant, person, at);

CREATE TABLE objections (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  words TEXT NOT NULL,
  at INTEGER NOT NULL,
  answer TEXT,
  answered_by INTEGER,
  answered_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX objections_by_person ON objections (tenant, person, at);
