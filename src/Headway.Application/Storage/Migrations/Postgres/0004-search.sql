-- One row a text. Words come normalised, each beginning with its tenant, so that a search can only ever walk one
-- tenant's part of the index.
CREATE TABLE search (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX search_words ON search USING gin (words);
