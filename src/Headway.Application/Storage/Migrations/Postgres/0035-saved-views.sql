-- What somebody looks for again and again: a filter under a name, one's own or (with a team) shared. The filter is the query of
-- the page's address, in its canonical form.

CREATE TABLE saved_views (
  tenant bigint NOT NULL,
  id bigint NOT NULL,
  name text NOT NULL,
  person bigint NOT NULL,
  team bigint,
  filter text NOT NULL,
  place bigint NOT NULL,
  created bigint NOT NULL,
  changed bigint NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX saved_views_by_person ON saved_views (tenant, person);
CREATE INDEX saved_views_by_team ON saved_views (tenant, team) WHERE team IS NOT NULL;
