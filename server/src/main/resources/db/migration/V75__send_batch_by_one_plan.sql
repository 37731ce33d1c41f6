-- send_batch keeps the plans it makes first: there is one good one, by the keys of rooms, participants and messages.
-- Else a small batch is planned anew each time, which takes twice as long as to carry it out (ADR 23).
ALTER FUNCTION send_batch(uuid, bigint, boolean, bigint[], bigint[], text[], text[])
  SET plan_cache_mode = force_generic_plan;
