-- Where a ticket that goes on as part of another went; and which went into one.
ALTER TABLE tickets ADD COLUMN merged_into bigint;
CREATE INDEX tickets_merged ON tickets (tenant, merged_into) WHERE merged_into IS NOT NULL;
