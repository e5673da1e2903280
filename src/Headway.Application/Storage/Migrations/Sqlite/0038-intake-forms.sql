-- What a service asks when it is chosen: typed fields in their order, with what can be chosen, shown always or only after an earlier
-- answer. And what was answered on a ticket: a projection of its ledger, by which tickets are found. Words, numbers and days lie among the
-- texts, where they can be erased; amount is the number in ten-thousandths, or the day since 1970.

CREATE TABLE intake_fields (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  service INTEGER NOT NULL,
  key TEXT NOT NULL,
  place INTEGER NOT NULL,
  type TEXT NOT NULL,
  label TEXT NOT NULL,
  label_de TEXT,
  help TEXT,
  help_de TEXT,
  required INTEGER NOT NULL,
  for_customer INTEGER NOT NULL,
  low INTEGER,
  high INTEGER,
  when_field TEXT,
  when_value TEXT,
  retired INTEGER NOT NULL,
  reason TEXT,
  from_team INTEGER,
  created INTEGER NOT NULL,
  created_by INTEGER,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, service, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE intake_choices (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  field INTEGER NOT NULL,
  place INTEGER NOT NULL,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  label_de TEXT,
  retired INTEGER NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, field, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_fields (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  field INTEGER NOT NULL,
  choice INTEGER NOT NULL,
  yes INTEGER,
  amount INTEGER,
  text INTEGER,
  PRIMARY KEY (tenant, ticket, field, choice)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_fields_by_field ON ticket_fields (tenant, field, choice);
CREATE INDEX ticket_fields_by_text ON ticket_fields (tenant, text) WHERE text IS NOT NULL;
