-- What may not be blanked for a while, whatever a rule or an erasure says: one ticket, or everything of a person.
CREATE TABLE legal_holds (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  ticket INTEGER,
  person INTEGER,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX legal_holds_ticket ON legal_holds (tenant, ticket) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX legal_holds_person ON legal_holds (tenant, person) WHERE person IS NOT NULL;
