-- Whom the provider's directory pushes here, by which names, and the groups it pushes with their members.
CREATE TABLE provisioned_people (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  user_name text NOT NULL,
  user_name_key text NOT NULL,
  external_id text,
  given_name text,
  family_name text,
  said_active boolean NOT NULL,
  gone boolean NOT NULL,
  withheld boolean NOT NULL,
  role_from text NOT NULL CHECK (role_from IN ('hand', 'newcomers', 'groups', 'none')),
  since bigint NOT NULL,
  changed bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant, person)
);

CREATE UNIQUE INDEX provisioned_people_by_name ON provisioned_people (tenant, user_name_key);
CREATE UNIQUE INDEX provisioned_people_by_id ON provisioned_people (tenant, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE provisioned_groups (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  external_id text,
  since bigint NOT NULL,
  changed bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE UNIQUE INDEX provisioned_groups_by_name ON provisioned_groups (tenant, name_key);

CREATE TABLE provisioned_members (
  tenant bigint NOT NULL,
  group_id bigint NOT NULL,
  person bigint NOT NULL,
  PRIMARY KEY (tenant, group_id, person)
);

CREATE INDEX provisioned_members_by_person ON provisioned_members (tenant, person);
