-- Messages of others above a read mark, counted up to 100. Counted each time, never kept.
CREATE FUNCTION unread_count(room_ bigint, user_ bigint, read_ bigint) RETURNS int
LANGUAGE sql STABLE AS $$
  SELECT count(*)::int
    FROM (SELECT 1 FROM messages m
           WHERE m.room_id = room_ AND m.id > read_ AND m.sender_id <> user_ AND NOT m.deleted
           LIMIT 100) u
$$;

-- Moves a read mark forward, to the newest message at most. No row for who is not in the room.
CREATE FUNCTION move_read_mark(room_ bigint, user_ bigint, message_ bigint)
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
  unread := unread_count(room_, user_, mark);
  RETURN NEXT;
END
$$;

-- All rooms of a user: their number, the user's read mark, what is unread.
CREATE FUNCTION room_states(user_ bigint)
RETURNS TABLE (room bigint, room_seq bigint, mark bigint, unread int)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  FOR room, room_seq, mark IN
    SELECT p.room_id, r.seq, p.read_id
      FROM participants p JOIN rooms r ON r.id = p.room_id
     WHERE p.user_id = user_
  LOOP
    unread := CASE WHEN room_seq = 0 THEN 0 ELSE unread_count(room, user_, mark) END;
    RETURN NEXT;
  END LOOP;
END
$$;

-- What a list of rooms shows of each: the user's read mark, what is unread, the newest message.
CREATE FUNCTION room_summaries(rooms_ bigint[], user_ bigint)
RETURNS TABLE (room bigint, mark bigint, unread int,
               message_id bigint, sender_id bigint, content text, created_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  FOREACH room IN ARRAY rooms_ LOOP
    SELECT p.read_id INTO mark FROM participants p WHERE p.room_id = room AND p.user_id = user_;
    CONTINUE WHEN NOT FOUND;
    unread := unread_count(room, user_, mark);
    SELECT m.id, m.sender_id, m.content, m.created_at
      INTO message_id, sender_id, content, created_at
      FROM messages m
     WHERE m.room_id = room AND NOT m.deleted
     ORDER BY m.id DESC LIMIT 1;
    RETURN NEXT;
  END LOOP;
END
$$;
