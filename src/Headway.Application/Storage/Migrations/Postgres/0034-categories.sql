-- What tickets are about, by the desk's own list, and how heavy they are. Which priority follows is a setting.
CREATE TABLE categories (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  name_de text,
  active boolean NOT NULL,
  PRIMARY KEY (tenant, id)
);
ALTER TABLE tickets ADD COLUMN category bigint;
ALTER TABLE tickets ADD COLUMN impact bigint;
ALTER TABLE tickets ADD COLUMN urgency bigint;
CREATE INDEX tickets_category ON tickets (tenant, category, state, changed) WHERE category IS NOT NULL;
