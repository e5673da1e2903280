-- Mail that comes in: where from, what became of each message, who can't be reached, who asked to be copied.

CREATE TABLE mailboxes (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  address_key text NOT NULL,
  body text NOT NULL,
  secret text,
  team bigint,
  active boolean NOT NULL,
  created bigint NOT NULL,
  uid_validity bigint,
  last_uid bigint,
  tried_at bigint,
  success_at bigint,
  failures bigint NOT NULL,
  error text,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, address_key)
);

-- One row a message and mailbox: its key is a hash of mailbox, Message-ID and content, so that the same mail is the same
-- row however often it comes. fate: opened, appended, quarantined, ignored.
CREATE TABLE mails (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  key text NOT NULL,
  mailbox bigint,
  uid bigint,
  uid_validity bigint,
  received bigint NOT NULL,
  raw text NOT NULL,
  bytes bigint NOT NULL,
  message_id text,
  id_hash text,
  sender text,
  sender_key text,
  sender_name text,
  subject text,
  class text NOT NULL,
  fate text NOT NULL,
  reason text NOT NULL,
  detail text,
  ticket bigint,
  text bigint,
  acknowledged boolean NOT NULL,
  repeats bigint NOT NULL,
  decided_by bigint,
  decided_at bigint,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, key),
  FOREIGN KEY (tenant, raw) REFERENCES files (tenant, hash) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX mails_by_time ON mails (tenant, received);
CREATE INDEX mails_by_fate ON mails (tenant, fate, received);
CREATE INDEX mails_by_sender ON mails (tenant, sender_key, received) WHERE sender_key IS NOT NULL;
CREATE INDEX mails_by_ticket ON mails (tenant, ticket, received) WHERE ticket IS NOT NULL;
CREATE INDEX mails_by_id ON mails (tenant, id_hash) WHERE id_hash IS NOT NULL;
CREATE INDEX mails_by_raw ON mails (tenant, raw);
CREATE INDEX mails_by_text ON mails (tenant, text) WHERE text IS NOT NULL;

-- Addresses that mail came back from.
CREATE TABLE bounced_addresses (
  tenant bigint NOT NULL,
  address_key text NOT NULL,
  address text NOT NULL,
  permanent boolean NOT NULL,
  reason text NOT NULL,
  mail bigint NOT NULL,
  since bigint NOT NULL,
  times bigint NOT NULL,
  PRIMARY KEY (tenant, address_key)
);

-- People who were copied by a customer: they wait until somebody of support says yes, and then get later public replies.
CREATE TABLE copied_people (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  address_key text NOT NULL,
  address text NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  person bigint,
  since bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, address_key)
);
