-- Approvals as they stand, made from facts; links of mails that let one person act on one thing of a ticket, by hash; who somebody's
-- manager is, where that is known.

CREATE TABLE approvals (
  tenant bigint NOT NULL,
  ticket bigint NOT NULL,
  activity bigint NOT NULL,
  approver bigint NOT NULL,
  substitute bigint,
  question bigint,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  due bigint NOT NULL,
  substitute_at bigint,
  lapsed_at bigint,
  decision text,
  decided_by text,
  decided_at bigint,
  reason bigint,
  withdrawn_by text,
  withdrawn_at bigint,
  PRIMARY KEY (tenant, ticket, activity)
);

CREATE INDEX approvals_of_approver ON approvals (tenant, approver, asked_at);
CREATE INDEX approvals_of_substitute ON approvals (tenant, substitute, asked_at) WHERE substitute IS NOT NULL;

CREATE TABLE ticket_links (
  tenant bigint NOT NULL,
  hash text NOT NULL,
  purpose text NOT NULL,
  ticket bigint NOT NULL,
  place bigint NOT NULL,
  person bigint NOT NULL,
  expires bigint NOT NULL,
  PRIMARY KEY (tenant, hash)
);

CREATE INDEX ticket_links_by_person ON ticket_links (tenant, person);
CREATE INDEX ticket_links_by_end ON ticket_links (tenant, expires);

ALTER TABLE people ADD COLUMN manager bigint;
