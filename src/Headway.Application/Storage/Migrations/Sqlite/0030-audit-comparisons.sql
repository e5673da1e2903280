-- What else changed between two frozen audits, as somebody wrote it down before the comparison says its headline.
CREATE TABLE audit_comparisons (
  tenant INTEGER NOT NULL,
  before_audit INTEGER NOT NULL,
  after_audit INTEGER NOT NULL,
  others TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_person INTEGER NOT NULL,
  PRIMARY KEY (tenant, before_audit, after_audit)
) STRICT, WITHOUT ROWID;
