-- The provider at which a tenant's people prove who they are, what its groups give here, and whom it named.
CREATE TABLE sign_on (
  tenant INTEGER NOT NULL,
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client TEXT NOT NULL,
  secret TEXT,
  domains TEXT NOT NULL,
  newcomers TEXT,
  groups_claim TEXT NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_on_groups (
  tenant INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT,
  team INTEGER,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_on_people (
  tenant INTEGER NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person INTEGER NOT NULL,
  since INTEGER NOT NULL,
  role_given INTEGER NOT NULL,
  PRIMARY KEY (tenant, issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sign_on_people_once ON sign_on_people (tenant, person, issuer);
