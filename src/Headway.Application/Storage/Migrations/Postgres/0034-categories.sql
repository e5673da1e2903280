-- A category's name in German, what a ticket is about by that list, and how heavy it is. Which priority follows is a setting.
ALTER TABLE categories ADD COLUMN name_de text;
ALTER TABLE tickets ADD COLUMN category bigint;
ALTER TABLE tickets ADD COLUMN impact bigint;
ALTER TABLE tickets ADD COLUMN urgency bigint;
CREATE INDEX tickets_category ON tickets (tenant, category, state, changed) WHERE category IS NOT NULL;
