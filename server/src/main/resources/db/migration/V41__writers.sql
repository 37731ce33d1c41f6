-- What came of each writer's latest batch, so that one that never heard the answer can ask again. A writer is an
-- event loop of one server, from start to end: it sends one batch at a time, and numbers them.
-- One row a writer and not a key a message: a batch pays for one small update, however many messages it has.
CREATE TABLE writers (
  id      uuid PRIMARY KEY,
  batch   bigint NOT NULL,
  used_at timestamptz NOT NULL,
  ids     bigint[] NOT NULL,
  seqs    bigint[] NOT NULL,
  times   timestamptz[] NOT NULL
) WITH (fillfactor = 10);
