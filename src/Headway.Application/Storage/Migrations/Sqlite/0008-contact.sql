-- Agreed times, lessons, absences. appointments and lessons are made from facts, like activities.

CREATE TABLE appointments (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  person INTEGER NOT NULL,
  team INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  mode TEXT NOT NULL,
  booked_at INTEGER NOT NULL,
  result TEXT,
  ended_at INTEGER,
  root INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (tenant, ticket, activity),
  CHECK (starts < ends)
) STRICT, WITHOUT ROWID;

CREATE INDEX appointments_by_person ON appointments (tenant, person, starts);
CREATE INDEX appointments_by_start ON appointments (tenant, starts);

-- Bookings of one person take turns: whoever holds the row may look whether the time is free.
CREATE TABLE booking_locks (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE lessons (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sent_by INTEGER,
  reason TEXT NOT NULL,
  kept INTEGER NOT NULL,
  from_team INTEGER NOT NULL,
  assigner INTEGER,
  right_team INTEGER,
  service INTEGER,
  text INTEGER,
  next_time INTEGER,
  acknowledged_at INTEGER,
  PRIMARY KEY (tenant, ticket, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX lessons_by_assigner ON lessons (tenant, assigner, at);
CREATE INDEX lessons_by_time ON lessons (tenant, at);

CREATE TABLE absences (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  CHECK (starts < ends)
) STRICT, WITHOUT ROWID;

CREATE INDEX absences_by_person ON absences (tenant, person, ends);

-- A link by which the requester picks one of the offered times without signing in.
CREATE TABLE time_links (
  tenant INTEGER NOT NULL,
  hash TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  person INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (tenant, hash)
) STRICT, WITHOUT ROWID;

-- A person's private calendar address.
CREATE TABLE calendar_feeds (
  tenant INTEGER NOT NULL,
  hash TEXT NOT NULL,
  person INTEGER NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (tenant, hash)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX calendar_feeds_by_person ON calendar_feeds (tenant, person);
