-- What administrators change about how the desk decides. Only additions.

-- The first local date on which a version is chosen for new activities (yyyy-MM-dd); null: from ever.
ALTER TABLE calendars ADD COLUMN valid_from text;

-- Whose turn it is, when more than one person is on call.
ALTER TABLE calendar_choices ADD COLUMN rota text;

-- What stands under a mail of the team when the person has no signature of their own.
ALTER TABLE teams ADD COLUMN signature text;

-- How often a thing of the settings was changed, so that nobody overwrites what they have not seen.
CREATE TABLE revisions (
  tenant bigint NOT NULL,
  what text NOT NULL,
  revision bigint NOT NULL,
  changed bigint NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (tenant, what)
);
