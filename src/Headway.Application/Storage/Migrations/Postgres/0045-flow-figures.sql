-- What the flow page counts of tickets, found by when they ended instead of by reading the whole history.
CREATE INDEX tickets_ended ON tickets (tenant, (coalesce(resolved_at, closed_at)));
CREATE INDEX tickets_given_up ON tickets (tenant, closed_at) WHERE resolved_at IS NULL AND closed_at IS NOT NULL;
