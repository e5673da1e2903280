-- What became of promises in a period, and the few acts that were taken back at once.
CREATE INDEX facts_settled ON facts (tenant, at) WHERE kind = 'promise-settled';
CREATE INDEX facts_withdrawn ON facts (tenant, at) WHERE kind = 'withdrawn';
