-- How long a room's messages are kept, in seconds: 0 for ever, null as PARLEY_RETENTION says. All messages with an
-- id up to expired_id were deleted for their age, so that nobody looks through their tombstones again.
ALTER TABLE rooms
  ADD COLUMN keep_seconds bigint,
  ADD COLUMN expired_id bigint NOT NULL DEFAULT 0;
