-- How a desk is set up, and what its people keep for themselves.

CREATE TABLE services (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_de TEXT,
  team INTEGER,
  calendar INTEGER,
  straight_off INTEGER NOT NULL,
  response_targets TEXT,
  completion_targets TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE categories (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
) STRICT, WITHOUT ROWID;

-- Every version of a calendar is kept: a due names the one that counted it.
CREATE TABLE calendars (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  current INTEGER NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (tenant, id, version)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX calendars_current ON calendars (tenant, id) WHERE current;

-- A priority that counts by a calendar of its own, with somebody on call.
CREATE TABLE calendar_choices (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  calendar INTEGER NOT NULL,
  service INTEGER,
  priority INTEGER,
  on_call INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statuses (
  tenant INTEGER NOT NULL,
  code TEXT NOT NULL,
  label_en TEXT,
  label_de TEXT,
  threshold_ms INTEGER,
  rank INTEGER NOT NULL,
  high_priority INTEGER NOT NULL,
  clock TEXT NOT NULL,
  type TEXT,
  selectable INTEGER NOT NULL,
  PRIMARY KEY (tenant, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE threshold_rules (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  status TEXT NOT NULL,
  service INTEGER,
  team INTEGER,
  priority INTEGER,
  threshold_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- kind: response or completion.
CREATE TABLE targets (
  tenant INTEGER NOT NULL,
  kind TEXT NOT NULL,
  priority INTEGER NOT NULL,
  target_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant, kind, priority)
) STRICT, WITHOUT ROWID;

-- What a customer reads in a situation, by language.
CREATE TABLE wordings (
  tenant INTEGER NOT NULL,
  status TEXT NOT NULL,
  language TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (tenant, status, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE macros (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  team INTEGER,
  person INTEGER,
  language TEXT,
  reply TEXT,
  note TEXT,
  status TEXT,
  fields TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, person, ticket, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE notifications (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  ticket INTEGER,
  activity INTEGER,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX notifications_by_person ON notifications (tenant, person, id);

CREATE TABLE settings (
  tenant INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

-- A person's saved views, pins and the like.
CREATE TABLE personal_settings (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant, person, key)
) STRICT, WITHOUT ROWID;

-- How often a team went from one situation to another after an act: what prediction falls back on.
CREATE TABLE frequencies (
  tenant INTEGER NOT NULL,
  team INTEGER NOT NULL,
  situation TEXT NOT NULL,
  act TEXT NOT NULL,
  next TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (tenant, team, situation, act, next)
) STRICT, WITHOUT ROWID;

-- What was proposed and what was chosen.
CREATE TABLE predictions (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  team INTEGER NOT NULL,
  rule TEXT NOT NULL,
  proposed TEXT NOT NULL,
  chosen TEXT NOT NULL,
  PRIMARY KEY (tenant, ticket, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX predictions_by_time ON predictions (tenant, at);

-- What people look at now; rows expire.
CREATE TABLE presence (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  person INTEGER NOT NULL,
  doing TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX presence_by_person ON presence (tenant, person);

-- The demo's own clock: the real instant it was set and the instant it then showed.
CREATE TABLE demo (
  tenant INTEGER NOT NULL,
  shown_at INTEGER NOT NULL,
  set_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;
