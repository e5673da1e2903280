-- Who acts for a person and may ask where something of theirs is.
ALTER TABLE people ADD COLUMN assistant bigint;

CREATE INDEX people_of_assistant ON people (tenant, assistant) WHERE assistant IS NOT NULL;
