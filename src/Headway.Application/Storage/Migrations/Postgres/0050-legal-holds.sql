-- What may not be blanked for a while, whatever a rule or an erasure says: one ticket, or everything of a person.
CREATE TABLE legal_holds (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  ticket bigint,
  person bigint,
  reason text NOT NULL,
  actor text NOT NULL,
  since bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE UNIQUE INDEX legal_holds_ticket ON legal_holds (tenant, ticket) WHERE ticket IS NOT NULL;
CREATE UNIQUE INDEX legal_holds_person ON legal_holds (tenant, person) WHERE person IS NOT NULL;
