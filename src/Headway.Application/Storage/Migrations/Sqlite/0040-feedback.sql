-- How resolutions were, as their customers were asked and said: made from facts.

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
