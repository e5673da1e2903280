-- A lead's verdict over a first one; both are kept in the ledger, the row shows the one that counts.
ALTER TABLE chases ADD COLUMN overruled_at INTEGER;
ALTER TABLE chases ADD COLUMN overruled_by TEXT;

-- Calls that a telephone system reported, taken or not: that somebody rang, and nothing else.
CREATE TABLE reported_calls (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant, person, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_views_by_time ON page_views (tenant, at);

-- Promises that were renewed before they were missed, beside those kept and missed.
ALTER TABLE tickets ADD COLUMN promises_renewed INTEGER NOT NULL DEFAULT 0;
UPDATE tickets SET promises_renewed = (
  SELECT count(*) FROM facts f
  WHERE f.tenant = tickets.tenant AND f.ticket = tickets.ticket AND f.kind = 'promise-settled' AND f.body LIKE '%Renewed%');
