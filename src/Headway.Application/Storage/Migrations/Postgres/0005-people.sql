-- Finding people by the beginnings of words. Whoever is new or was changed waits in search_people_due until somebody
-- searches; both tables can be made again from the people at any time.

CREATE TABLE search_people (
  tenant bigint NOT NULL,
  word text COLLATE "C" NOT NULL,
  person bigint NOT NULL,
  rank integer NOT NULL,
  PRIMARY KEY (tenant, word, person)
);

CREATE INDEX search_people_by_person ON search_people (tenant, person);

CREATE TABLE search_people_due (
  tenant bigint NOT NULL,
  person bigint NOT NULL,
  PRIMARY KEY (tenant, person)
);

INSERT INTO search_people_due (tenant, person) SELECT tenant, id FROM people;

CREATE FUNCTION people_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_people_due (tenant, person) VALUES (NEW.tenant, NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION organisation_people_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_people_due (tenant, person) SELECT p.tenant, p.id FROM people p WHERE p.tenant = NEW.tenant AND p.organisation = NEW.id ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER people_added AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION people_due();
CREATE TRIGGER people_changed AFTER UPDATE OF name, email, phone, place, organisation ON people FOR EACH ROW EXECUTE FUNCTION people_due();
CREATE TRIGGER organisations_changed AFTER UPDATE OF name ON organisations FOR EACH ROW EXECUTE FUNCTION organisation_people_due();
