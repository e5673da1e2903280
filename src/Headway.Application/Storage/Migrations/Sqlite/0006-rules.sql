-- What administrators change about how the desk decides. Only additions.

-- The first local date on which a version is chosen for new activities (yyyy-MM-dd); null: from ever.
ALTER TABLE calendars ADD COLUMN valid_from TEXT;

-- Whose turn it is, when more than one person is on call.
ALTER TABLE calendar_choices ADD COLUMN rota TEXT;

-- What stands under a mail of the team when the person has no signature of their own.
ALTER TABLE teams ADD COLUMN signature TEXT;

-- How often a thing of the settings was changed, so that nobody overwrites what they have not seen.
CREATE TABLE revisions (
  tenant INTEGER NOT NULL,
  what TEXT NOT NULL,
  revision INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (tenant, what)
) STRICT, WITHOUT ROWID;
