-- Families of refresh tokens that were ended, since one that had been used came back; until the last of their
-- tokens would have expired anyway. Every node reads what is new here once a second. A reference table on Citus.
CREATE TABLE ended_families (
  family   text PRIMARY KEY,
  user_id  bigint NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ended_families_by_time ON ended_families (ended_at);
