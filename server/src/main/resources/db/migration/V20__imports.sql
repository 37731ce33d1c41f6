-- Imports that were begun, by the name of the export: how many of its lines are stored. One that was
-- interrupted goes on there.
CREATE TABLE imports (
  export      text PRIMARY KEY,
  lines       bigint NOT NULL,
  begun_at    timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz
);
