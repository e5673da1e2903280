-- Who stands in for somebody who is away.
ALTER TABLE absences ADD COLUMN substitute bigint;
