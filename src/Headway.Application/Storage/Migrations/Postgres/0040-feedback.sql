-- How resolutions were, as their customers were asked and said: made from facts.

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
