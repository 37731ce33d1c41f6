-- Who an account is to the issuer of other tokens, where there is one. The index is built here and not
-- concurrently: no row has a value yet, so it takes one look through the accounts, and no time after that.
ALTER TABLE users ADD COLUMN external_id text COLLATE "C";

CREATE UNIQUE INDEX users_by_external_id ON users (external_id) WHERE external_id IS NOT NULL;
