-- Sends many messages at once, as send_messages does, with the same answer: all rooms are locked first, and
-- then each table is changed by one statement. For a hundred messages that is half the work, for one it is more.
-- Not for tables that lie on many machines: FOR UPDATE and UPDATE are about many rooms.
-- No sender may use a key twice in a room within one call.
-- Sequential scans are off so that a plan made while tables are small is right when they have grown.
CREATE FUNCTION send_together(rooms_ bigint[], senders_ bigint[], contents_ text[], keys_ text[])
RETURNS TABLE (
  place bigint, message_id bigint, message_seq bigint, sent_at timestamptz, present_content text,
  fresh boolean, same boolean)
LANGUAGE plpgsql SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  -- In the order of their ids, so that two batches do not wait for each other. Whatever holds a key in one
  -- of these rooms is stored by now.
  PERFORM 1 FROM rooms r WHERE r.id = ANY (rooms_) ORDER BY r.id FOR NO KEY UPDATE;
  RETURN QUERY
  WITH asked AS MATERIALIZED (
         SELECT u.place, u.room_id, u.sender_id, u.content, u.client_key,
                k.id AS known_id, k.seq AS known_seq, k.created_at AS known_at,
                k.content AS known_content, k.key_digest AS known_digest
           FROM unnest(rooms_, senders_, contents_, keys_)
                WITH ORDINALITY AS u (room_id, sender_id, content, client_key, place)
           JOIN participants p ON p.room_id = u.room_id AND p.user_id = u.sender_id
           LEFT JOIN messages k
             ON k.room_id = u.room_id AND k.sender_id = u.sender_id AND k.client_key = u.client_key
            AND k.client_key IS NOT NULL),
       sent AS MATERIALIZED (
         SELECT a.place, a.room_id, a.sender_id, a.content, a.client_key,
                r.seq + row_number() OVER (PARTITION BY a.room_id ORDER BY a.place) AS seq,
                greatest(r.message_at, now()) AS at,
                nextval('messages_id_seq') AS id
           FROM asked a
           JOIN rooms r ON r.id = a.room_id
          WHERE a.known_id IS NULL),
       numbered AS (
         UPDATE rooms r SET seq = s.seq, message_at = s.at
           FROM (SELECT room_id, max(seq) AS seq, max(at) AS at FROM sent GROUP BY room_id) s
          WHERE r.id = s.room_id),
       stored AS (
         INSERT INTO messages
           (room_id, id, sender_id, content, created_at, seq, client_key, key_digest)
         SELECT room_id, id, sender_id, content, at, seq, client_key,
                CASE WHEN client_key IS NULL THEN NULL ELSE hashtextextended(content, 0) END
           FROM sent),
       marked AS (
         UPDATE participants p SET read_id = s.id
           FROM (SELECT room_id, sender_id, max(id) AS id FROM sent GROUP BY room_id, sender_id) s
          WHERE p.room_id = s.room_id AND p.user_id = s.sender_id AND p.read_id < s.id)
  SELECT s.place, s.id, s.seq, s.at, NULL::text, true, true FROM sent s
   UNION ALL
  SELECT a.place, a.known_id, a.known_seq, a.known_at, a.known_content, false,
         a.known_digest = hashtextextended(a.content, 0)
    FROM asked a WHERE a.known_id IS NOT NULL;
END
$$;
