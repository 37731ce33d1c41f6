-- A server asks every few seconds whether there are any. No send changes keep_seconds, so that the index costs none.
CREATE INDEX CONCURRENTLY rooms_by_own_retention ON rooms (id) WHERE keep_seconds IS NOT NULL;
