-- Thanks, the check of newcomers' work, reviews, and objections to what is recorded of a person. Contributions themselves are read from activities.
CREATE TABLE praise (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  given_by bigint NOT NULL,
  given_to bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  words text,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX praise_by_person ON praise (tenant, given_to, at);
CREATE INDEX praise_by_time ON praise (tenant, at);

CREATE TABLE newcomers (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  since bigint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (tenant, person)
);

CREATE TABLE samples (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  person bigint NOT NULL,
  team bigint NOT NULL,
  picked_at bigint NOT NULL,
  why text NOT NULL,
  checked_by bigint,
  checked_at bigint,
  verdict text,
  note text,
  PRIMARY KEY (tenant, ticket, activity)
);

CREATE INDEX samples_by_person ON samples (tenant, person, picked_at);
CREATE INDEX samples_by_team ON samples (tenant, team, picked_at);

CREATE TABLE reviews (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  person bigint NOT NULL,
  written_by bigint NOT NULL,
  starts bigint NOT NULL,
  ends bigint NOT NULL,
  focus text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX reviews_by_person ON reviews (tenant, person, at);

CREATE TABLE objections (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  person bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  words text NOT NULL,
  at bigint NOT NULL,
  answer text,
  answered_by bigint,
  answered_at bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX objections_by_person ON objections (tenant, person, at);
