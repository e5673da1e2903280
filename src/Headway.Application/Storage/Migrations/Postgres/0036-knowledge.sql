-- What the desk knows, written down once: articles with their versions, the words by which a published one is found (the search's own
-- words, with their weight), what readers said of it, and on which tickets it served.

CREATE TABLE articles (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  number bigint NOT NULL,
  latest bigint NOT NULL,
  published bigint,
  service bigint,
  source bigint,
  retired boolean NOT NULL,
  created bigint NOT NULL,
  created_by bigint NOT NULL,
  changed bigint NOT NULL,
  published_at bigint,
  revision bigint NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, number)
);

CREATE TABLE article_versions (
  tenant bigint NOT NULL,
  article bigint NOT NULL,
  version bigint NOT NULL,
  audience text NOT NULL,
  title text,
  body text,
  title_de text,
  body_de text,
  at bigint NOT NULL,
  person bigint NOT NULL,
  PRIMARY KEY (tenant, article, version)
);

CREATE TABLE article_words (
  tenant bigint NOT NULL,
  word text COLLATE "C" NOT NULL,
  article bigint NOT NULL,
  language text NOT NULL,
  weight bigint NOT NULL,
  PRIMARY KEY (tenant, word, article, language)
);

CREATE INDEX article_words_by_article ON article_words (tenant, article);

CREATE TABLE article_votes (
  tenant bigint NOT NULL,
  article bigint NOT NULL,
  person bigint NOT NULL,
  version bigint NOT NULL,
  helped boolean NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, article, person)
);

CREATE TABLE article_uses (
  tenant bigint NOT NULL,
  article bigint NOT NULL,
  ticket bigint NOT NULL,
  kind text NOT NULL,
  version bigint NOT NULL,
  person bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, article, ticket, kind)
);

CREATE INDEX article_uses_by_ticket ON article_uses (tenant, ticket);
