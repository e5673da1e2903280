-- Tenants, people and how they come in. Nothing personal is in a key.

CREATE TABLE tenants (
  tenant INTEGER NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  language TEXT NOT NULL,
  created INTEGER NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  domain TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('customer', 'staff')),
  name TEXT NOT NULL,
  email TEXT,
  email_key TEXT,
  phone TEXT,
  zone TEXT,
  language TEXT,
  organisation INTEGER,
  department TEXT,
  place TEXT,
  vip INTEGER NOT NULL,
  sees_organisation INTEGER NOT NULL,
  reach TEXT,
  signature TEXT,
  role TEXT NOT NULL,
  lead_of_person INTEGER,
  active INTEGER NOT NULL,
  created INTEGER NOT NULL,
  security_stamp TEXT NOT NULL,
  password_hash TEXT,
  totp_secret TEXT,
  totp_last_step INTEGER,
  recovery_codes TEXT,
  preferences TEXT,
  erased_at INTEGER,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, organisation) REFERENCES organisations (tenant, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX people_by_email ON people (tenant, email_key) WHERE email_key IS NOT NULL;
CREATE INDEX people_by_organisation ON people (tenant, organisation) WHERE organisation IS NOT NULL;
CREATE INDEX people_by_name ON people (tenant, kind, name);

CREATE TABLE teams (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  desk INTEGER NOT NULL,
  mode TEXT NOT NULL,
  calendar INTEGER NOT NULL,
  restricted INTEGER NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX teams_one_desk ON teams (tenant) WHERE desk AND active;

CREATE TABLE memberships (
  tenant INTEGER NOT NULL,
  team INTEGER NOT NULL,
  person INTEGER NOT NULL,
  lead INTEGER NOT NULL,
  PRIMARY KEY (tenant, team, person),
  FOREIGN KEY (tenant, team) REFERENCES teams (tenant, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (tenant, person) REFERENCES people (tenant, id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_by_person ON memberships (tenant, person);

-- Staff of a provider who work in another tenant, with the role given there.
CREATE TABLE provider_roles (
  tenant INTEGER NOT NULL,
  home_tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  role TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (tenant, home_tenant, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  person INTEGER NOT NULL,
  created INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  agent TEXT,
  revoked_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_person ON sessions (tenant, person);

CREATE TABLE tokens (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  scope TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER,
  last_used INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkeys (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  person INTEGER NOT NULL,
  name TEXT NOT NULL,
  data TEXT NOT NULL,
  created INTEGER NOT NULL,
  last_used INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_person ON passkeys (tenant, person);

-- Links and codes that work once: purpose is sign-in, invitation, reset, claim, choose-time.
CREATE TABLE sign_in_links (
  tenant INTEGER NOT NULL,
  hash TEXT NOT NULL,
  purpose TEXT NOT NULL,
  person INTEGER,
  ticket INTEGER,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (tenant, hash)
) STRICT, WITHOUT ROWID;

-- Tries per key and window, shared by all nodes. The key is a hash, never an address.
CREATE TABLE throttle (
  tenant INTEGER NOT NULL,
  key TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  count INTEGER NOT NULL,
  blocked_until INTEGER,
  PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

-- Keys that protect cookies, shared by all nodes.
CREATE TABLE protection_keys (
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  xml TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- Settings changed, people signed in: one chain of hashes a tenant.
CREATE TABLE audit (
  tenant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_by_kind ON audit (tenant, kind, seq);

CREATE TABLE audit_heads (
  tenant INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
