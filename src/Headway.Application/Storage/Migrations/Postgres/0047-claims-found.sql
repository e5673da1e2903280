-- Who holds what now, and what somebody holds, without walking every claim that ever was.
DROP INDEX claims_by_person;
CREATE INDEX claims_by_person ON claims (tenant, person, until);
CREATE INDEX claims_by_until ON claims (tenant, until);
