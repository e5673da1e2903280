-- Tenants, people and how they come in. Nothing personal is in a key.

CREATE TABLE tenants (
  tenant bigint NOT NULL,
  name text NOT NULL,
  zone text NOT NULL,
  language text NOT NULL,
  created bigint NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (tenant)
);

CREATE TABLE organisations (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  domain text,
  active boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE people (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('customer', 'staff')),
  name text NOT NULL,
  email text,
  email_key text,
  phone text,
  zone text,
  language text,
  organisation bigint,
  department text,
  place text,
  vip boolean NOT NULL,
  sees_organisation boolean NOT NULL,
  reach text,
  signature text,
  role text NOT NULL,
  lead_of_person bigint,
  active boolean NOT NULL,
  created bigint NOT NULL,
  security_stamp text NOT NULL,
  password_hash text,
  totp_secret text,
  totp_last_step bigint,
  recovery_codes text,
  preferences text,
  erased_at bigint,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, organisation) REFERENCES organisations (tenant, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE UNIQUE INDEX people_by_email ON people (tenant, email_key) WHERE email_key IS NOT NULL;
CREATE INDEX people_by_organisation ON people (tenant, organisation) WHERE organisation IS NOT NULL;
CREATE INDEX people_by_name ON people (tenant, kind, name);

CREATE TABLE teams (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  desk boolean NOT NULL,
  mode text NOT NULL,
  calendar bigint NOT NULL,
  restricted boolean NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
);

CREATE UNIQUE INDEX teams_one_desk ON teams (tenant) WHERE desk AND active;

CREATE TABLE memberships (
  tenant bigint NOT NULL,
  team bigint NOT NULL,
  person bigint NOT NULL,
  lead boolean NOT NULL,
  PRIMARY KEY (tenant, team, person),
  FOREIGN KEY (tenant, team) REFERENCES teams (tenant, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (tenant, person) REFERENCES people (tenant, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX memberships_by_person ON memberships (tenant, person);

-- Staff of a provider who work in another tenant, with the role given there.
CREATE TABLE provider_roles (
  tenant bigint NOT NULL,
  home_tenant bigint NOT NULL,
  person bigint NOT NULL,
  role text NOT NULL,
  granted_at bigint NOT NULL,
  PRIMARY KEY (tenant, home_tenant, person)
);

CREATE TABLE sessions (
  tenant bigint NOT NULL,
  id text NOT NULL,
  person bigint NOT NULL,
  created bigint NOT NULL,
  last_seen bigint NOT NULL,
  expires bigint NOT NULL,
  stamp text NOT NULL,
  agent text,
  revoked_at bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX sessions_by_person ON sessions (tenant, person);

CREATE TABLE tokens (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  person bigint NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  scope text NOT NULL,
  created bigint NOT NULL,
  expires bigint,
  last_used bigint,
  revoked_at bigint,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, hash)
);

CREATE TABLE passkeys (
  tenant bigint NOT NULL,
  id text NOT NULL,
  person bigint NOT NULL,
  name text NOT NULL,
  data text NOT NULL,
  created bigint NOT NULL,
  last_used bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX passkeys_by_person ON passkeys (tenant, person);

-- Links and codes that work once: purpose is sign-in, invitation, reset, claim, choose-time.
CREATE TABLE sign_in_links (
  tenant bigint NOT NULL,
  hash text NOT NULL,
  purpose text NOT NULL,
  person bigint,
  ticket bigint,
  created bigint NOT NULL,
  expires bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (tenant, hash)
);

-- Tries per key and window, shared by all nodes. The key is a hash, never an address.
CREATE TABLE throttle (
  tenant bigint NOT NULL,
  key text NOT NULL,
  window_start bigint NOT NULL,
  count bigint NOT NULL,
  blocked_until bigint,
  PRIMARY KEY (tenant, key)
);

-- Keys that protect cookies, shared by all nodes.
CREATE TABLE protection_keys (
  tenant bigint NOT NULL,
  id text NOT NULL,
  xml text NOT NULL,
  created bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- Settings changed, people signed in: one chain of hashes a tenant.
CREATE TABLE audit (
  tenant bigint NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  kind text NOT NULL,
  target text NOT NULL,
  body text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (tenant, seq)
);

CREATE INDEX audit_by_kind ON audit (tenant, kind, seq);

CREATE TABLE audit_heads (
  tenant bigint NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (tenant)
);

CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
