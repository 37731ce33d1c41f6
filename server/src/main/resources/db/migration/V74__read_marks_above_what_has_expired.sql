-- As before, without looking through the tombstones of messages that were deleted for their age.
CREATE OR REPLACE FUNCTION move_read_mark(room_ bigint, user_ bigint, message_ bigint)
RETURNS TABLE (mark bigint, unread int, moved boolean)
LANGUAGE plpgsql AS $$
DECLARE
  newest bigint;
  bottom bigint;
BEGIN
  SELECT coalesce(max(m.id), 0) INTO newest FROM messages m WHERE m.room_id = room_;
  UPDATE participants p SET read_id = least(message_, newest)
   WHERE p.room_id = room_ AND p.user_id = user_ AND p.read_id < least(message_, newest);
  moved := FOUND;
  SELECT p.read_id INTO mark FROM participants p WHERE p.room_id = room_ AND p.user_id = user_;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT greatest(mark, r.expired_id) INTO bottom FROM rooms r WHERE r.id = room_;
  SELECT count(*) INTO unread
    FROM (SELECT 1 FROM messages m
           WHERE m.room_id = room_ AND m.id > bottom AND m.sender_id <> user_ AND NOT m.deleted
           LIMIT 100) u;
  RETURN NEXT;
END
$$;
