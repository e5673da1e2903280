-- Agreed times, lessons, absences. appointments and lessons are made from facts, like activities.

CREATE TABLE appointments (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  person bigint NOT NULL,
  team bigint NOT NULL,
  starts bigint NOT NULL,
  ends bigint NOT NULL,
  mode text NOT NULL,
  booked_at bigint NOT NULL,
  result text,
  ended_at bigint,
  root bigint NOT NULL,
  sequence bigint NOT NULL,
  open boolean NOT NULL,
  PRIMARY KEY (tenant, ticket, activity),
  CHECK (starts < ends)
);

CREATE INDEX appointments_by_person ON appointments (tenant, person, starts);
CREATE INDEX appointments_by_start ON appointments (tenant, starts);

-- Bookings of one person take turns: whoever holds the row may look whether the time is free.
CREATE TABLE booking_locks (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  taken bigint NOT NULL,
  PRIMARY KEY (tenant, person)
);

CREATE TABLE lessons (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  sent_by bigint,
  reason text NOT NULL,
  kept boolean NOT NULL,
  from_team bigint NOT NULL,
  assigner bigint,
  right_team bigint,
  service bigint,
  text bigint,
  next_time bigint,
  acknowledged_at bigint,
  PRIMARY KEY (tenant, ticket, seq)
);

CREATE INDEX lessons_by_assigner ON lessons (tenant, assigner, at);
CREATE INDEX lessons_by_time ON lessons (tenant, at);

CREATE TABLE absences (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  person bigint NOT NULL,
  starts bigint NOT NULL,
  ends bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (tenant, id),
  CHECK (starts < ends)
);

CREATE INDEX absences_by_person ON absences (tenant, person, ends);

-- A link by which the requester picks one of the offered times without signing in.
CREATE TABLE time_links (
  tenant bigint NOT NULL,
  hash text NOT NULL,
  ticket bigint NOT NULL,
  person bigint NOT NULL,
  expires bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (tenant, hash)
);

-- A person's private calendar address.
CREATE TABLE calendar_feeds (
  tenant bigint NOT NULL,
  hash text NOT NULL,
  person bigint NOT NULL,
  created bigint NOT NULL,
  PRIMARY KEY (tenant, hash)
);

CREATE UNIQUE INDEX calendar_feeds_by_person ON calendar_feeds (tenant, person);
