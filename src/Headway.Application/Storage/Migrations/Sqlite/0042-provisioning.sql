-- Whom the provider's directory pushes here, by which names, and the groups it pushes with their members.
CREATE TABLE provisioned_people (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  user_name_key TEXT NOT NULL,
  external_id TEXT,
  given_name TEXT,
  family_name TEXT,
  said_active INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  withheld INTEGER NOT NULL,
  role_from TEXT NOT NULL CHECK (role_from IN ('hand', 'newcomers', 'groups', 'none')),
  since INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX provisioned_people_by_name ON provisioned_people (tenant, user_name_key);
CREATE UNIQUE INDEX provisioned_people_by_id ON provisioned_people (tenant, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE provisioned_groups (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  external_id TEXT,
  since INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX provisioned_groups_by_name ON provisioned_groups (tenant, name_key);

CREATE TABLE provisioned_members (
  tenant INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (tenant, group_id, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX provisioned_members_by_person ON provisioned_members (tenant, person);
