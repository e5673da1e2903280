-- Perfect mode: who looks after which situations when. Advanced and perfect: whether one's own work comes a little sooner.
ALTER TABLE teams ADD COLUMN affinity boolean NOT NULL DEFAULT false;

CREATE TABLE status_queues (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  team bigint NOT NULL,
  name text NOT NULL,
  statuses text NOT NULL,
  min_cover bigint NOT NULL,
  place bigint NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, team, name)
);

-- A team's week by its Monday, and the weekly template under the empty week: the draft, and what was published of it.
CREATE TABLE rota_plans (
  tenant bigint NOT NULL,
  team bigint NOT NULL,
  week text NOT NULL,
  draft text NOT NULL,
  revision bigint NOT NULL,
  published text,
  published_at bigint,
  published_by bigint,
  overridden text,
  PRIMARY KEY (tenant, team, week)
);

-- Somebody asks to be taken off a published shift. state: waiting, taken, refused, withdrawn.
CREATE TABLE rota_swaps (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  team bigint NOT NULL,
  week text NOT NULL,
  slot bigint NOT NULL,
  asked_by bigint NOT NULL,
  asked_of bigint,
  note text,
  asked_at bigint NOT NULL,
  state text NOT NULL,
  answered_by bigint,
  answered_at bigint,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX rota_swaps_waiting ON rota_swaps (tenant, team, week) WHERE state = 'waiting';

-- The work of a queue.
CREATE INDEX activities_by_status ON activities (tenant, team, status, due) WHERE open;
