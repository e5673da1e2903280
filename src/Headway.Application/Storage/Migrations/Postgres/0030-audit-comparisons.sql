-- What else changed between two frozen audits, as somebody wrote it down before the comparison says its headline.
CREATE TABLE audit_comparisons (
  tenant bigint NOT NULL,
  before_audit bigint NOT NULL,
  after_audit bigint NOT NULL,
  others text NOT NULL,
  at bigint NOT NULL,
  by_person bigint NOT NULL,
  PRIMARY KEY (tenant, before_audit, after_audit)
);
