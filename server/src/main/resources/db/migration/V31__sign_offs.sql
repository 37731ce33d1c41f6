-- Accounts whose tokens were called back, or that may not come in at all. Every node reads what is new here
-- once a second. A reference table on Citus.
CREATE TABLE sign_offs (
  user_id      bigint PRIMARY KEY,
  tokens_since timestamptz NOT NULL,
  disabled     boolean NOT NULL DEFAULT false,
  changed_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sign_offs_by_change ON sign_offs (changed_at);
