-- How many minutes were noted on a ticket, by everybody together; who noted them stands in its facts alone.
ALTER TABLE tickets ADD COLUMN minutes bigint NOT NULL DEFAULT 0;
