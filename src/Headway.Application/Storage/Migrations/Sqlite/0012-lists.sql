-- What a list or a page must find without walking everything that is open: major incidents, chases that are everybody's,
-- open tickets.
CREATE INDEX activities_major ON activities (tenant, due) WHERE open AND major;
CREATE INDEX chases_open_to_team ON chases (tenant, ticket, id) WHERE open_to_team AND closed IS NULL;
CREATE INDEX tickets_open ON tickets (tenant, team) WHERE state = 'open';
CREATE INDEX tickets_major ON tickets (tenant, opened) WHERE major AND state = 'open';
