-- Edits a message, or deletes it where content_ is null. No row comes back unless the caller is in
-- the room and sent the message, and it is not deleted.
-- The room is locked first, so that of two changes at once each sees what the other did, and a
-- number is never taken for nothing.
CREATE FUNCTION change_message(room_ bigint, message_ bigint, sender_ bigint, content_ text)
RETURNS TABLE (message_seq bigint, sent_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM messages m
                  WHERE m.room_id = room_ AND m.id = message_ AND m.sender_id = sender_
                    AND NOT m.deleted) THEN
    RETURN;
  END IF;

  UPDATE rooms r SET seq = r.seq + 1
   WHERE r.id = room_
     AND EXISTS (SELECT 1 FROM participants p WHERE p.room_id = room_ AND p.user_id = sender_)
  RETURNING r.seq INTO message_seq;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  UPDATE messages m
     SET content = content_, deleted = content_ IS NULL, edited_at = now(), seq = message_seq
   WHERE m.room_id = room_ AND m.id = message_ AND m.sender_id = sender_ AND NOT m.deleted
  RETURNING m.created_at INTO sent_at;
  IF NOT FOUND THEN
    UPDATE rooms r SET seq = r.seq - 1 WHERE r.id = room_;
    RETURN;
  END IF;
  RETURN NEXT;
END
$$;
