-- How resolutions were, as their customers were asked and said: made from facts. And which rule of the desk a problem is about, with
-- what was said of it.

CREATE TABLE feedback (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  team INTEGER NOT NULL,
  score INTEGER,
  text INTEGER,
  low INTEGER NOT NULL,
  said_at INTEGER,
  PRIMARY KEY (tenant, ticket, asked)
) STRICT, WITHOUT ROWID;

CREATE INDEX feedback_by_time ON feedback (tenant, asked_at);

ALTER TABLE problems ADD COLUMN about TEXT;
CREATE UNIQUE INDEX problems_about ON problems (tenant, about) WHERE about IS NOT NULL;

CREATE TABLE problem_words (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  problem INTEGER NOT NULL,
  person INTEGER NOT NULL,
  words TEXT NOT NULL,
  ticket INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX problem_words_of ON problem_words (tenant, problem, at);
