-- What somebody looks for again and again: a filter under a name, one's own or (with a team) shared. The filter is the query of
-- the page's address, in its canonical form.

CREATE TABLE saved_views (
  tenant INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  person INTEGER NOT NULL,
  team INTEGER,
  filter TEXT NOT NULL,
  place INTEGER NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_views_by_person ON saved_views (tenant, person);
CREATE INDEX saved_views_by_team ON saved_views (tenant, team) WHERE team IS NOT NULL;
