-- A category's name in German, what a ticket is about by that list, and how heavy it is. Which priority follows is a setting.
ALTER TABLE categories ADD COLUMN name_de TEXT;
ALTER TABLE tickets ADD COLUMN category INTEGER;
ALTER TABLE tickets ADD COLUMN impact INTEGER;
ALTER TABLE tickets ADD COLUMN urgency INTEGER;
CREATE INDEX tickets_category ON tickets (tenant, category, state, changed) WHERE category IS NOT NULL;
