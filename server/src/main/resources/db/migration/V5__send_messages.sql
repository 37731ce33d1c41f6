-- Sends 1..n messages to any rooms; the arrays are parallel. One row comes back for each message of
-- a participant, named by its place in the arrays (from 1); none for a message of anybody else.
--   fresh  the message was stored now; otherwise it is the one stored before under the same key
--   same   the content is the one that first came with the key
-- The room's row is locked before the message's id is taken, so id order = seq order = commit order.
-- Rooms are locked in the order of their ids; on 40P01 the caller tries again.
CREATE FUNCTION send_messages(rooms_ bigint[], senders_ bigint[], contents_ text[], keys_ text[])
RETURNS TABLE (
  place bigint, message_id bigint, message_seq bigint, sent_at timestamptz, present_content text,
  fresh boolean, same boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v record;
BEGIN
  FOR v IN
    SELECT u.room_id, u.sender_id, u.content, u.client_key, u.ord
      FROM unnest(rooms_, senders_, contents_, keys_)
           WITH ORDINALITY AS u (room_id, sender_id, content, client_key, ord)
     ORDER BY u.room_id, u.ord
  LOOP
    place := v.ord;
    fresh := true;
    same := true;
    present_content := v.content;
    IF v.client_key IS NOT NULL THEN
      SELECT m.id, m.seq, m.created_at, m.content, m.key_digest = hashtextextended(v.content, 0)
        INTO message_id, message_seq, sent_at, present_content, same
        FROM messages m
       WHERE m.room_id = v.room_id AND m.sender_id = v.sender_id AND m.client_key = v.client_key
         AND EXISTS (SELECT 1 FROM participants p
                      WHERE p.room_id = v.room_id AND p.user_id = v.sender_id);
      IF FOUND THEN
        fresh := false;
        RETURN NEXT;
        CONTINUE;
      END IF;
      same := true;
      present_content := v.content;
    END IF;

    UPDATE rooms r SET seq = r.seq + 1, message_at = greatest(r.message_at, now())
     WHERE r.id = v.room_id
       AND EXISTS (SELECT 1 FROM participants p
                    WHERE p.room_id = v.room_id AND p.user_id = v.sender_id)
    RETURNING r.seq, r.message_at INTO message_seq, sent_at;
    CONTINUE WHEN NOT FOUND;

    INSERT INTO messages AS m (room_id, sender_id, content, created_at, seq, client_key, key_digest)
    VALUES (v.room_id, v.sender_id, v.content, sent_at, message_seq, v.client_key,
            CASE WHEN v.client_key IS NULL THEN NULL ELSE hashtextextended(v.content, 0) END)
    ON CONFLICT (room_id, sender_id, client_key) WHERE client_key IS NOT NULL DO NOTHING
    RETURNING m.id INTO message_id;

    IF FOUND THEN
      UPDATE participants p SET read_id = message_id
       WHERE p.room_id = v.room_id AND p.user_id = v.sender_id AND p.read_id < message_id;
    ELSE
      -- The same key came first by another way: the number goes back, so there is no hole.
      UPDATE rooms r SET seq = r.seq - 1 WHERE r.id = v.room_id;
      fresh := false;
      SELECT m.id, m.seq, m.created_at, m.content, m.key_digest = hashtextextended(v.content, 0)
        INTO message_id, message_seq, sent_at, present_content, same
        FROM messages m
       WHERE m.room_id = v.room_id AND m.sender_id = v.sender_id AND m.client_key = v.client_key;
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$;
