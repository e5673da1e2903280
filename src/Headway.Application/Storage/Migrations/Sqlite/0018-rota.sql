-- Perfect mode: who looks after which situations when. Advanced and perfect: whether one's own work comes a little sooner.
ALTER TABLE teams ADD COLUMN affinity INTEGER NOT NULL DEFAULT 0;

CREATE TABLE status_queues (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  team INTEGER NOT NULL,
  name TEXT NOT NULL,
  statuses TEXT NOT NULL,
  min_cover INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, team, name)
) STRICT, WITHOUT ROWID;

-- A team's week by its Monday, and the weekly template under the empty week: the draft, and what was published of it.
CREATE TABLE rota_plans (
  tenant INTEGER NOT NULL,
  team INTEGER NOT NULL,
  week TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL,
  published TEXT,
  published_at INTEGER,
  published_by INTEGER,
  overridden TEXT,
  PRIMARY KEY (tenant, team, week)
) STRICT, WITHOUT ROWID;

-- Somebody asks to be taken off a published shift. state: waiting, taken, refused, withdrawn.
CREATE TABLE rota_swaps (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  team INTEGER NOT NULL,
  week TEXT NOT NULL,
  slot INTEGER NOT NULL,
  asked_by INTEGER NOT NULL,
  asked_of INTEGER,
  note TEXT,
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  answered_by INTEGER,
  answered_at INTEGER,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX rota_swaps_waiting ON rota_swaps (tenant, team, week) WHERE state = 'waiting';

-- The work of a queue.
CREATE INDEX activities_by_status ON activities (tenant, team, status, due) WHERE open;
