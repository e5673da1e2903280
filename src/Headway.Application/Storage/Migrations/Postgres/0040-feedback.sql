-- How resolutions were, as their customers were asked and said: made from facts. And which rule of the desk a problem is about, with
-- what was said of it.

CREATE TABLE feedback (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  asked bigint NOT NULL,
  asked_at bigint NOT NULL,
  team bigint NOT NULL,
  score bigint,
  text bigint,
  low bigint NOT NULL,
  said_at bigint,
  PRIMARY KEY (tenant, ticket, asked)
);

CREATE INDEX feedback_by_time ON feedback (tenant, asked_at);

ALTER TABLE problems ADD COLUMN about text;
CREATE UNIQUE INDEX problems_about ON problems (tenant, about) WHERE about IS NOT NULL;

CREATE TABLE problem_words (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  problem bigint NOT NULL,
  person bigint NOT NULL,
  words text NOT NULL,
  ticket bigint,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX problem_words_of ON problem_words (tenant, problem, at);
