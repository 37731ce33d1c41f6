-- A server asks every few seconds whether there are any. No send changes keep_seconds, so that the index costs none. It is
-- built here and not concurrently: no row has a value yet, so it takes one look through the rooms.
CREATE INDEX rooms_by_own_retention ON rooms (id) WHERE keep_seconds IS NOT NULL;
