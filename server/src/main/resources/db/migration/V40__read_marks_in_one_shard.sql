-- As before, without a function of SQL inside, whose parameters Citus does not follow. Nothing calls
-- unread_count, room_states and room_summaries any more: their statements are in the stores, where they are
-- one statement each. A later version drops them.
CREATE OR REPLACE FUNCTION move_read_mark(room_ bigint, user_ bigint, message_ bigint)
RETURNS TABLE (mark bigint, unread int, moved boolean)
LANGUAGE plpgsql AS $$
DECLARE
  newest bigint;
BEGIN
  SELECT coalesce(max(m.id), 0) INTO newest FROM messages m WHERE m.room_id = room_;
  UPDATE participants p SET read_id = least(message_, newest)
   WHERE p.room_id = room_ AND p.user_id = user_ AND p.read_id < least(message_, newest);
  moved := FOUND;
  SELECT p.read_id INTO mark FROM participants p WHERE p.room_id = room_ AND p.user_id = user_;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT count(*) INTO unread
    FROM (SELECT 1 FROM messages m
           WHERE m.room_id = room_ AND m.id > mark AND m.sender_id <> user_ AND NOT m.deleted
           LIMIT 100) u;
  RETURN NEXT;
END
$$;
