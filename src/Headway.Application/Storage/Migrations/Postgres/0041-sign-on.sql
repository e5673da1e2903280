-- The provider at which a tenant's people prove who they are, what its groups give here, and whom it named.
CREATE TABLE sign_on (
  tenant bigint NOT NULL,
  name text NOT NULL,
  issuer text NOT NULL,
  client text NOT NULL,
  secret text,
  domains text NOT NULL,
  newcomers text,
  groups_claim text NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (tenant)
);

CREATE TABLE sign_on_groups (
  tenant bigint NOT NULL,
  name text NOT NULL,
  role text,
  team bigint,
  PRIMARY KEY (tenant, name)
);

CREATE TABLE sign_on_people (
  tenant bigint NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  person bigint NOT NULL,
  since bigint NOT NULL,
  role_given boolean NOT NULL,
  PRIMARY KEY (tenant, issuer, subject)
);

CREATE UNIQUE INDEX sign_on_people_once ON sign_on_people (tenant, person, issuer);
