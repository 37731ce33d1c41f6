-- Which node does what one node at a time does. A holder that is not heard of any more loses it. A reference table
-- on Citus.
CREATE TABLE leases (
  name       text PRIMARY KEY,
  holder     uuid NOT NULL,
  good_until timestamptz NOT NULL
);

INSERT INTO leases (name, holder, good_until)
VALUES ('retention', '00000000-0000-0000-0000-000000000000', '-infinity');
