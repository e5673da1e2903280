-- The ledger and what is folded from it. Facts are the truth; tickets, activities, tags, watchers and links can be
-- made again from them at any time. Instants are Unix milliseconds.

CREATE TABLE facts (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant, ticket, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE activities (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  id INTEGER NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  base INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  high_priority INTEGER NOT NULL,
  held_by TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  original_due INTEGER NOT NULL,
  due INTEGER NOT NULL,
  closed INTEGER,
  outcome TEXT,
  done_by TEXT,
  verdict TEXT,
  verdict_at INTEGER,
  judged_team INTEGER,
  judged_person INTEGER,
  team INTEGER NOT NULL,
  owner INTEGER,
  priority INTEGER NOT NULL,
  major INTEGER NOT NULL,
  moves INTEGER NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, id),
  UNIQUE (tenant, ticket, id, open),
  CHECK (open = (closed IS NULL))
) STRICT, WITHOUT ROWID;

-- One situation at a time.
CREATE UNIQUE INDEX activities_one_base ON activities (tenant, ticket) WHERE base AND closed IS NULL;

-- The work list.
CREATE INDEX activities_by_team ON activities (tenant, team, due) WHERE open;
CREATE INDEX activities_by_owner ON activities (tenant, owner, due) WHERE open AND owner IS NOT NULL;
CREATE INDEX activities_unowned ON activities (tenant, team, due) WHERE open AND owner IS NULL;
CREATE INDEX activities_by_due ON activities (tenant, due) WHERE open;
CREATE INDEX activities_high ON activities (tenant, team, due) WHERE open AND high_priority;

-- Flow: what was decided when.
CREATE INDEX activities_decided ON activities (tenant, verdict_at) WHERE verdict_at IS NOT NULL;

-- An open ticket without an open activity is refused here too: next_open can only be true, and must then name an
-- activity that is open.
CREATE TABLE tickets (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'resolved', 'closed')),
  status TEXT NOT NULL,
  priority INTEGER NOT NULL,
  major INTEGER NOT NULL,
  team INTEGER NOT NULL,
  owner INTEGER,
  requester INTEGER NOT NULL,
  service INTEGER,
  channel TEXT NOT NULL,
  subject TEXT,
  opened INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  first_reply_at INTEGER,
  last_reply_at INTEGER,
  unanswered_at INTEGER,
  unanswered_intent TEXT,
  resolved_at INTEGER,
  closes_at INTEGER,
  closed_at INTEGER,
  close_code TEXT,
  wakes_at INTEGER,
  promise_at INTEGER,
  promise_set_by TEXT,
  promise_status TEXT,
  promise_outcome TEXT,
  promises_made INTEGER NOT NULL,
  promises_kept INTEGER NOT NULL,
  promises_missed INTEGER NOT NULL,
  reopenings INTEGER NOT NULL,
  transfers INTEGER NOT NULL,
  next_activity INTEGER,
  next_open INTEGER CHECK (next_open),
  next_due INTEGER,
  PRIMARY KEY (tenant, ticket),
  UNIQUE (tenant, number),
  CHECK ((state = 'open') = (next_activity IS NOT NULL AND next_open IS NOT NULL)),
  FOREIGN KEY (tenant, ticket, next_activity, next_open)
    REFERENCES activities (tenant, ticket, id, open) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX tickets_by_wake ON tickets (tenant, wakes_at) WHERE wakes_at IS NOT NULL;
CREATE INDEX tickets_by_requester ON tickets (tenant, requester, opened);
CREATE INDEX tickets_by_opening ON tickets (tenant, opened);
CREATE INDEX tickets_by_team ON tickets (tenant, team, state, opened);
CREATE INDEX tickets_by_owner ON tickets (tenant, owner, state) WHERE owner IS NOT NULL;
CREATE INDEX tickets_resolved ON tickets (tenant, resolved_at) WHERE resolved_at IS NOT NULL;

CREATE TABLE ticket_tags (
  tenant INTEGER NOT NULL,
  tag INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_tags_by_tag ON ticket_tags (tenant, tag);

CREATE TABLE watchers (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX watchers_by_person ON watchers (tenant, person);

CREATE TABLE links (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  other INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (tenant, ticket, other, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_other ON links (tenant, other);

-- Words live apart from the ledger, so that retention or an erasure can blank them. kind is the kind of the fact that
-- carries the text; seq its place.
CREATE TABLE texts (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  subject TEXT,
  body TEXT,
  html TEXT,
  withdrawn INTEGER NOT NULL,
  erased_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX texts_by_ticket ON texts (tenant, ticket, seq);

-- Files by the hash of their content; the bytes lie beside the database or in it, by engine.
CREATE TABLE files (
  tenant INTEGER NOT NULL,
  hash TEXT NOT NULL,
  length INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ticket INTEGER,
  text INTEGER,
  hash TEXT NOT NULL,
  name TEXT,
  media_type TEXT NOT NULL,
  length INTEGER NOT NULL,
  inline INTEGER NOT NULL,
  uploaded_by INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, hash) REFERENCES files (tenant, hash) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_by_ticket ON attachments (tenant, ticket);
CREATE INDEX attachments_by_hash ON attachments (tenant, hash);
CREATE INDEX attachments_by_text ON attachments (tenant, text) WHERE text IS NOT NULL;

-- What must leave exactly once per key. state: waiting, sending, sent, failed, cancelled, unknown.
CREATE TABLE outbox (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  ticket INTEGER,
  body TEXT NOT NULL,
  created INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  lease_owner TEXT,
  lease_until INTEGER,
  fence INTEGER NOT NULL,
  done_at INTEGER,
  error TEXT,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_waiting ON outbox (tenant, kind, not_before) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_by_ticket ON outbox (tenant, ticket) WHERE ticket IS NOT NULL;

-- "I've got this": who holds an activity and until when. A stale holder's fence is refused.
CREATE TABLE claims (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  person INTEGER NOT NULL,
  until INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, activity)
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_by_person ON claims (tenant, person);

-- The first answer to a request with a key is the only answer.
CREATE TABLE requests (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  key TEXT NOT NULL,
  hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, person, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX requests_by_age ON requests (tenant, at);

-- Numbers that are never given twice. Tenant 0 is the installation.
CREATE TABLE counters (
  tenant INTEGER NOT NULL,
  name TEXT NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- Who does a thing that only one node may do. The fence grows with every new holder.
CREATE TABLE leases (
  tenant INTEGER NOT NULL,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  until INTEGER NOT NULL,
  fence INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- The ledger is append-only.
CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
