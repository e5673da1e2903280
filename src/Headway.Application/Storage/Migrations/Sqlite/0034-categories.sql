-- What tickets are about, by the desk's own list, and how heavy they are. Which priority follows is a setting.
CREATE TABLE categories (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_de TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
ALTER TABLE tickets ADD COLUMN category INTEGER;
ALTER TABLE tickets ADD COLUMN impact INTEGER;
ALTER TABLE tickets ADD COLUMN urgency INTEGER;
CREATE INDEX tickets_category ON tickets (tenant, category, state, changed) WHERE category IS NOT NULL;
