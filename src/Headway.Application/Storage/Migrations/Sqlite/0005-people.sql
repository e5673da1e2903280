-- Finding people by the beginnings of words. Whoever is new or was changed waits in search_people_due until somebody
-- searches; both tables can be made again from the people at any time.

CREATE TABLE search_people (
  tenant INTEGER NOT NULL,
  word TEXT NOT NULL,
  person INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  PRIMARY KEY (tenant, word, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_people_by_person ON search_people (tenant, person);

CREATE TABLE search_people_due (
  tenant INTEGER NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

INSERT INTO search_people_due (tenant, person) SELECT tenant, id FROM people;

CREATE TRIGGER people_added AFTER INSERT ON people BEGIN
  INSERT INTO search_people_due (tenant, person) VALUES (NEW.tenant, NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER people_changed AFTER UPDATE OF name, email, phone, place, organisation ON people BEGIN
  INSERT INTO search_people_due (tenant, person) VALUES (NEW.tenant, NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER organisations_changed AFTER UPDATE OF name ON organisations BEGIN
  INSERT INTO search_people_due (tenant, person) SELECT p.tenant, p.id FROM people p WHERE p.tenant = NEW.tenant AND p.organisation = NEW.id ON CONFLICT DO NOTHING;
END;
