-- Booked appointments are few: a person's list finds those on the own tickets without looking through everything open.
CREATE INDEX activities_booked ON activities (tenant, due) WHERE open AND status = 'APPT_BOOKED';
-- Pages of open tickets, newest first by number (programs) and by change (people), without sorting all of them.
CREATE INDEX tickets_open_by_number ON tickets (tenant, number) WHERE state = 'open';
CREATE INDEX tickets_open_by_change ON tickets (tenant, changed, ticket) WHERE state = 'open';
