-- Leaves tombstones of some messages of a room, each as a change with a number of its own, in the order of their ids.
-- Nothing of what was said stays: neither the key that it was sent with, nor that key's digest of the content, also where
-- the message had been deleted before; that takes no number, since nobody sees it.
--   expired_  the messages up to this id are all among the deleted now; 0 where nothing is known of them
-- Gives how many were deleted. The room is locked first, as for every change of it.
CREATE FUNCTION bury_messages(room_ bigint, messages_ bigint[], expired_ bigint) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  number bigint;
  buried int;
BEGIN
  UPDATE rooms r SET seq = r.seq WHERE r.id = room_ RETURNING r.seq INTO number;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  UPDATE messages m
     SET content = NULL, deleted = true, edited_at = now(), client_key = NULL, key_digest = NULL,
         seq = number + g.place
    FROM (SELECT b.id, row_number() OVER (ORDER BY b.id) AS place
            FROM messages b
           WHERE b.room_id = room_ AND b.id = ANY (messages_) AND NOT b.deleted) g
   WHERE m.room_id = room_ AND m.id = g.id;
  GET DIAGNOSTICS buried = ROW_COUNT;

  UPDATE messages m SET client_key = NULL, key_digest = NULL
   WHERE m.room_id = room_ AND m.id = ANY (messages_) AND m.client_key IS NOT NULL;

  UPDATE rooms r SET seq = r.seq + buried, expired_id = greatest(r.expired_id, expired_)
   WHERE r.id = room_;
  RETURN buried;
END
$$;
