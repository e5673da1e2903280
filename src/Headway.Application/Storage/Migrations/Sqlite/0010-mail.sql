-- Mail that comes in: where from, what became of each message, who can't be reached, who asked to be copied.

CREATE TABLE mailboxes (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  address_key TEXT NOT NULL,
  body TEXT NOT NULL,
  secret TEXT,
  team INTEGER,
  active INTEGER NOT NULL,
  created INTEGER NOT NULL,
  uid_validity INTEGER,
  last_uid INTEGER,
  tried_at INTEGER,
  success_at INTEGER,
  failures INTEGER NOT NULL,
  error TEXT,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, address_key)
) STRICT, WITHOUT ROWID;

-- One row a message and mailbox: its key is a hash of mailbox, Message-ID and content, so that the same mail is the same
-- row however often it comes. fate: opened, appended, quarantined, ignored.
CREATE TABLE mails (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key TEXT NOT NULL,
  mailbox INTEGER,
  uid INTEGER,
  uid_validity INTEGER,
  received INTEGER NOT NULL,
  raw TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  message_id TEXT,
  id_hash TEXT,
  sender TEXT,
  sender_key TEXT,
  sender_name TEXT,
  subject TEXT,
  class TEXT NOT NULL,
  fate TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT,
  ticket INTEGER,
  text INTEGER,
  acknowledged INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  decided_by INTEGER,
  decided_at INTEGER,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, key),
  FOREIGN KEY (tenant, raw) REFERENCES files (tenant, hash) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX mails_by_time ON mails (tenant, received);
CREATE INDEX mails_by_fate ON mails (tenant, fate, received);
CREATE INDEX mails_by_sender ON mails (tenant, sender_key, received) WHERE sender_key IS NOT NULL;
CREATE INDEX mails_by_ticket ON mails (tenant, ticket, received) WHERE ticket IS NOT NULL;
CREATE INDEX mails_by_id ON mails (tenant, id_hash) WHERE id_hash IS NOT NULL;
CREATE INDEX mails_by_raw ON mails (tenant, raw);
CREATE INDEX mails_by_text ON mails (tenant, text) WHERE text IS NOT NULL;

-- Addresses that mail came back from.
CREATE TABLE bounced_addresses (
  tenant INTEGER NOT NULL,
  address_key TEXT NOT NULL,
  address TEXT NOT NULL,
  permanent INTEGER NOT NULL,
  reason TEXT NOT NULL,
  mail INTEGER NOT NULL,
  since INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (tenant, address_key)
) STRICT, WITHOUT ROWID;

-- People who were copied by a customer: they wait until somebody of support says yes, and then get later public replies.
CREATE TABLE copied_people (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  address_key TEXT NOT NULL,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  person INTEGER,
  since INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, address_key)
) STRICT, WITHOUT ROWID;
