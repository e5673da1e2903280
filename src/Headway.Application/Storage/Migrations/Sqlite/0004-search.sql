-- One row a text, its rowid the text's id. Words come normalised, each beginning with its tenant, so that a search can
-- only ever walk one tenant's part of the index. Nothing but the words is kept here.
CREATE VIRTUAL TABLE search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
