-- How a desk is set up, and what its people keep for themselves.

CREATE TABLE services (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  name_de text,
  team bigint,
  calendar bigint,
  straight_off boolean NOT NULL,
  response_targets text,
  completion_targets text,
  active boolean NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
);

CREATE TABLE categories (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  parent bigint,
  active boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE tags (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
);

-- Every version of a calendar is kept: a due names the one that counted it.
CREATE TABLE calendars (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  body text NOT NULL,
  current boolean NOT NULL,
  created bigint NOT NULL,
  PRIMARY KEY (tenant, id, version)
);

CREATE UNIQUE INDEX calendars_current ON calendars (tenant, id) WHERE current;

-- A priority that counts by a calendar of its own, with somebody on call.
CREATE TABLE calendar_choices (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  calendar bigint NOT NULL,
  service bigint,
  priority bigint,
  on_call bigint,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE statuses (
  tenant bigint NOT NULL,
  code text NOT NULL,
  label_en text,
  label_de text,
  threshold_ms bigint,
  rank bigint NOT NULL,
  high_priority boolean NOT NULL,
  clock text NOT NULL,
  type text,
  selectable boolean NOT NULL,
  PRIMARY KEY (tenant, code)
);

CREATE TABLE threshold_rules (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  status text NOT NULL,
  service bigint,
  team bigint,
  priority bigint,
  threshold_ms bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- kind: response or completion.
CREATE TABLE targets (
  tenant bigint NOT NULL,
  kind text NOT NULL,
  priority bigint NOT NULL,
  target_ms bigint NOT NULL,
  PRIMARY KEY (tenant, kind, priority)
);

-- What a customer reads in a situation, by language.
CREATE TABLE wordings (
  tenant bigint NOT NULL,
  status text NOT NULL,
  language text NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (tenant, status, language)
);

CREATE TABLE macros (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  team bigint,
  person bigint,
  language text,
  reply text,
  note text,
  status text,
  fields text,
  active boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE drafts (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  ticket bigint NOT NULL,
  kind text NOT NULL,
  body text NOT NULL,
  base_version bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant, person, ticket, kind)
);

CREATE TABLE notifications (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  person bigint NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  ticket bigint,
  activity bigint,
  body text NOT NULL,
  at bigint NOT NULL,
  read_at bigint,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, key)
);

CREATE INDEX notifications_by_person ON notifications (tenant, person, id);

CREATE TABLE settings (
  tenant bigint NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  changed bigint NOT NULL,
  PRIMARY KEY (tenant, key)
);

-- A person's saved views, pins and the like.
CREATE TABLE personal_settings (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (tenant, person, key)
);

-- How often a team went from one situation to another after an act: what prediction falls back on.
CREATE TABLE frequencies (
  tenant bigint NOT NULL,
  team bigint NOT NULL,
  situation text NOT NULL,
  act text NOT NULL,
  next text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (tenant, team, situation, act, next)
);

-- What was proposed and what was chosen.
CREATE TABLE predictions (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  team bigint NOT NULL,
  rule text NOT NULL,
  proposed text NOT NULL,
  chosen text NOT NULL,
  PRIMARY KEY (tenant, ticket, seq)
);

CREATE INDEX predictions_by_time ON predictions (tenant, at);

-- What people look at now; rows expire.
CREATE TABLE presence (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  person bigint NOT NULL,
  doing text NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (tenant, ticket, person)
);

CREATE INDEX presence_by_person ON presence (tenant, person);

-- The demo's own clock: the real instant it was set and the instant it then showed.
CREATE TABLE demo (
  tenant bigint NOT NULL,
  shown_at bigint NOT NULL,
  set_at bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant)
);
