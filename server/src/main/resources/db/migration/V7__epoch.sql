-- Which store this is. Numbers of one epoch mean nothing in another: a restore makes a new one.
CREATE TABLE epoch (
  id   boolean PRIMARY KEY DEFAULT true CHECK (id),
  name text NOT NULL
);

INSERT INTO epoch (name) VALUES (replace(gen_random_uuid()::text, '-', ''));
