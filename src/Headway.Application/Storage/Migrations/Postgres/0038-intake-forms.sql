-- What a service asks when it is chosen: typed fields in their order, with what can be chosen, shown always or only after an earlier
-- answer. And what was answered on a ticket: a projection of its ledger, by which tickets are found. Words, numbers and days lie among the
-- texts, where they can be erased; amount is the number in ten-thousandths, or the day since 1970.

CREATE TABLE intake_fields (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  service bigint NOT NULL,
  key text NOT NULL,
  place bigint NOT NULL,
  type text NOT NULL,
  label text NOT NULL,
  label_de text,
  help text,
  help_de text,
  required boolean NOT NULL,
  for_customer boolean NOT NULL,
  low bigint,
  high bigint,
  when_field text,
  when_value text,
  retired boolean NOT NULL,
  reason text,
  from_team bigint,
  created bigint NOT NULL,
  created_by bigint,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, service, key)
);

CREATE TABLE intake_choices (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  field bigint NOT NULL,
  place bigint NOT NULL,
  key text NOT NULL,
  label text NOT NULL,
  label_de text,
  retired boolean NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, field, key)
);

CREATE TABLE ticket_fields (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  field bigint NOT NULL,
  choice bigint NOT NULL,
  yes boolean,
  amount bigint,
  text bigint,
  PRIMARY KEY (tenant, ticket, field, choice)
);

CREATE INDEX ticket_fields_by_field ON ticket_fields (tenant, field, choice);
CREATE INDEX ticket_fields_by_text ON ticket_fields (tenant, text) WHERE text IS NOT NULL;
