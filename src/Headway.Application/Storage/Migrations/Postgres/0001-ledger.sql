-- The ledger and what is folded from it. Facts are the truth; tickets, activities, tags, watchers and links can be
-- made again from them at any time. Instants are Unix milliseconds.

CREATE TABLE facts (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  at bigint NOT NULL,
  actor text NOT NULL,
  kind text NOT NULL,
  version bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant, ticket, seq)
);

CREATE TABLE activities (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  id bigint NOT NULL,
  type text NOT NULL,
  status text NOT NULL,
  kind text NOT NULL,
  base boolean NOT NULL,
  rank bigint NOT NULL,
  high_priority boolean NOT NULL,
  held_by text NOT NULL,
  attempt bigint NOT NULL,
  opened bigint NOT NULL,
  original_due bigint NOT NULL,
  due bigint NOT NULL,
  closed bigint,
  outcome text,
  done_by text,
  verdict text,
  verdict_at bigint,
  judged_team bigint,
  judged_person bigint,
  team bigint NOT NULL,
  owner bigint,
  priority bigint NOT NULL,
  major boolean NOT NULL,
  moves bigint NOT NULL,
  open boolean NOT NULL,
  PRIMARY KEY (tenant, ticket, id),
  UNIQUE (tenant, ticket, id, open),
  CHECK (open = (closed IS NULL))
);

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
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  type text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'resolved', 'closed')),
  status text NOT NULL,
  priority bigint NOT NULL,
  major boolean NOT NULL,
  team bigint NOT NULL,
  owner bigint,
  requester bigint NOT NULL,
  service bigint,
  channel text NOT NULL,
  subject text,
  opened bigint NOT NULL,
  changed bigint NOT NULL,
  first_reply_at bigint,
  last_reply_at bigint,
  unanswered_at bigint,
  unanswered_intent text,
  resolved_at bigint,
  closes_at bigint,
  closed_at bigint,
  close_code text,
  wakes_at bigint,
  promise_at bigint,
  promise_set_by text,
  promise_status text,
  promise_outcome text,
  promises_made bigint NOT NULL,
  promises_kept bigint NOT NULL,
  promises_missed bigint NOT NULL,
  reopenings bigint NOT NULL,
  transfers bigint NOT NULL,
  next_activity bigint,
  next_open boolean CHECK (next_open),
  next_due bigint,
  PRIMARY KEY (tenant, ticket),
  UNIQUE (tenant, number),
  CHECK ((state = 'open') = (next_activity IS NOT NULL AND next_open IS NOT NULL)),
  FOREIGN KEY (tenant, ticket, next_activity, next_open)
    REFERENCES activities (tenant, ticket, id, open) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX tickets_by_wake ON tickets (tenant, wakes_at) WHERE wakes_at IS NOT NULL;
CREATE INDEX tickets_by_requester ON tickets (tenant, requester, opened);
CREATE INDEX tickets_by_opening ON tickets (tenant, opened);
CREATE INDEX tickets_by_team ON tickets (tenant, team, state, opened);
CREATE INDEX tickets_by_owner ON tickets (tenant, owner, state) WHERE owner IS NOT NULL;
CREATE INDEX tickets_resolved ON tickets (tenant, resolved_at) WHERE resolved_at IS NOT NULL;

CREATE TABLE ticket_tags (
  tenant bigint NOT NULL,
  tag bigint NOT NULL,
  ticket bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, tag)
);

CREATE INDEX ticket_tags_by_tag ON ticket_tags (tenant, tag);

CREATE TABLE watchers (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  person bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, person)
);

CREATE INDEX watchers_by_person ON watchers (tenant, person);

CREATE TABLE links (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  other bigint NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (tenant, ticket, other, kind)
);

CREATE INDEX links_by_other ON links (tenant, other);

-- Words live apart from the ledger, so that retention or an erasure can blank them. kind is the kind of the fact that
-- carries the text; seq its place.
CREATE TABLE texts (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  ticket bigint NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  author text NOT NULL,
  at bigint NOT NULL,
  subject text,
  body text,
  html text,
  withdrawn boolean NOT NULL,
  erased_at bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX texts_by_ticket ON texts (tenant, ticket, seq);

-- Files by the hash of their content; the bytes lie beside the database or in it, by engine.
CREATE TABLE files (
  tenant bigint NOT NULL,
  hash text NOT NULL,
  length bigint NOT NULL,
  stored_at bigint NOT NULL,
  PRIMARY KEY (tenant, hash)
);

CREATE TABLE attachments (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  ticket bigint,
  text bigint,
  hash text NOT NULL,
  name text,
  media_type text NOT NULL,
  length bigint NOT NULL,
  inline boolean NOT NULL,
  uploaded_by bigint,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, hash) REFERENCES files (tenant, hash) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX attachments_by_ticket ON attachments (tenant, ticket);
CREATE INDEX attachments_by_hash ON attachments (tenant, hash);
CREATE INDEX attachments_by_text ON attachments (tenant, text) WHERE text IS NOT NULL;

-- What must leave exactly once per key. state: waiting, sending, sent, failed, cancelled, unknown.
CREATE TABLE outbox (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  ticket bigint,
  body text NOT NULL,
  created bigint NOT NULL,
  not_before bigint NOT NULL,
  state text NOT NULL,
  attempts bigint NOT NULL,
  lease_owner text,
  lease_until bigint,
  fence bigint NOT NULL,
  done_at bigint,
  error text,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, key)
);

CREATE INDEX outbox_waiting ON outbox (tenant, kind, not_before) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_by_ticket ON outbox (tenant, ticket) WHERE ticket IS NOT NULL;

-- "I've got this": who holds an activity and until when. A stale holder's fence is refused.
CREATE TABLE claims (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  person bigint NOT NULL,
  until bigint NOT NULL,
  fence bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, activity)
);

CREATE INDEX claims_by_person ON claims (tenant, person);

-- The first answer to a request with a key is the only answer.
CREATE TABLE requests (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  key text NOT NULL,
  hash text NOT NULL,
  status bigint NOT NULL,
  body text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, person, key)
);

CREATE INDEX requests_by_age ON requests (tenant, at);

-- Numbers that are never given twice. Tenant 0 is the installation.
CREATE TABLE counters (
  tenant bigint NOT NULL,
  name text NOT NULL,
  next bigint NOT NULL,
  PRIMARY KEY (tenant, name)
);

-- Who does a thing that only one node may do. The fence grows with every new holder.
CREATE TABLE leases (
  tenant bigint NOT NULL,
  name text NOT NULL,
  owner text NOT NULL,
  until bigint NOT NULL,
  fence bigint NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (tenant, name)
);

-- The ledger is append-only.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER facts_no_change BEFORE UPDATE OR DELETE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER facts_no_truncate BEFORE TRUNCATE ON facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The bytes of files; SQLite keeps them in a folder beside the database.
CREATE TABLE file_bytes (
  tenant bigint NOT NULL,
  hash text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant, hash)
);
