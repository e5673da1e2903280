-- What the desk knows, written down once: articles with their versions, the words by which a published one is found (the search's own
-- words, with their weight), what readers said of it, and on which tickets it served.

CREATE TABLE articles (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  published INTEGER,
  service INTEGER,
  source INTEGER,
  retired INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  published_at INTEGER,
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_versions (
  tenant INTEGER NOT NULL,
  article INTEGER NOT NULL,
  version INTEGER NOT NULL,
  audience TEXT NOT NULL,
  title TEXT,
  body TEXT,
  title_de TEXT,
  body_de TEXT,
  at INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (tenant, article, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_words (
  tenant INTEGER NOT NULL,
  word TEXT NOT NULL,
  article INTEGER NOT NULL,
  language TEXT NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (tenant, word, article, language)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_words_by_article ON article_words (tenant, article);

CREATE TABLE article_votes (
  tenant INTEGER NOT NULL,
  article INTEGER NOT NULL,
  person INTEGER NOT NULL,
  version INTEGER NOT NULL,
  helped INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, article, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_uses (
  tenant INTEGER NOT NULL,
  article INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, article, ticket, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_uses_by_ticket ON article_uses (tenant, ticket);
