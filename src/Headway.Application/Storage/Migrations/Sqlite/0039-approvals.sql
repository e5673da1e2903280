-- Approvals as they stand, made from facts; links of mails that let one person act on one thing of a ticket, by hash; who somebody's
-- manager is, where that is known.

CREATE TABLE approvals (
  tenant INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  activity INTEGER NOT NULL,
  approver INTEGER NOT NULL,
  substitute INTEGER,
  question INTEGER,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  due INTEGER NOT NULL,
  substitute_at INTEGER,
  lapsed_at INTEGER,
  decision TEXT,
  decided_by TEXT,
  decided_at INTEGER,
  reason INTEGER,
  withdrawn_by TEXT,
  withdrawn_at INTEGER,
  PRIMARY KEY (tenant, ticket, activity)
) STRICT, WITHOUT ROWID;

CREATE INDEX approvals_of_approver ON approvals (tenant, approver, asked_at);
CREATE INDEX approvals_of_substitute ON approvals (tenant, substitute, asked_at) WHERE substitute IS NOT NULL;

CREATE TABLE ticket_links (
  tenant INTEGER NOT NULL,
  hash TEXT NOT NULL,
  purpose TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  place INTEGER NOT NULL,
  person INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (tenant, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_links_by_person ON ticket_links (tenant, person);
CREATE INDEX ticket_links_by_end ON ticket_links (tenant, expires);

ALTER TABLE people ADD COLUMN manager INTEGER;
