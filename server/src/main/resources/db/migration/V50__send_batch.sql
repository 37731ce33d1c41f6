-- Sends a batch of a writer, once, as send_once does by send_together, with less work: rooms are locked and numbered
-- by one statement, and what was stored is answered, and kept, as three arrays.
-- The first row has them: what the messages got that were stored now, each in its message's place, NULL for the
-- others. Then comes a row for each repeated message, named by its place (from 1), with its own id, number and time.
--   again_  the batch may have been sent before; if so, the answer is the one of then
--   same    the content is the one that first came with the key
-- A batch that was overtaken by its own repetition fails with 40001, and one whose key is stored by somebody else at
-- the same time with 23505; both leave nothing, and are to be asked again.
-- Rooms are locked in the order of their ids; on 40P01 the caller tries again. The writer's row comes last.
-- Not for tables that lie on many machines: UPDATE is about many rooms.
-- No sender may use a key twice in a room within one call.
-- Sequential scans are off so that a plan made while tables are small is right when they have grown.
CREATE FUNCTION send_batch(
  writer_ uuid, batch_ bigint, again_ boolean,
  rooms_ bigint[], senders_ bigint[], contents_ text[], keys_ text[])
RETURNS TABLE (
  message_ids bigint[], message_seqs bigint[], sent_at timestamptz[],
  repeated bigint, present_content text, same boolean)
LANGUAGE plpgsql SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  keyed    boolean  := cardinality(array_remove(keys_, NULL)) > 0;
  known    bigint[] := '{}';
  answered boolean  := false;
  ids_     bigint[];
  seqs_    bigint[];
  times_   timestamptz[];
BEGIN
  IF again_ THEN
    SELECT w.ids, w.seqs, w.times INTO ids_, seqs_, times_
      FROM writers w WHERE w.id = writer_ AND w.batch = batch_;
    answered := FOUND;
  END IF;

  IF keyed THEN
    FOR message_ids, message_seqs, sent_at, repeated, present_content, same IN
      SELECT ARRAY[k.id], ARRAY[k.seq], ARRAY[k.created_at], u.place, k.content,
             k.key_digest = hashtextextended(u.content, 0)
        FROM unnest(rooms_, senders_, contents_, keys_)
             WITH ORDINALITY AS u (room_id, sender_id, content, client_key, place)
        JOIN messages k
          ON k.room_id = u.room_id AND k.sender_id = u.sender_id AND k.client_key = u.client_key
         AND k.client_key IS NOT NULL
        JOIN participants p ON p.room_id = u.room_id AND p.user_id = u.sender_id
    LOOP
      IF NOT answered OR ids_[repeated] IS NULL THEN
        known := known || repeated;
        RETURN NEXT;
      END IF;
    END LOOP;
  END IF;

  IF NOT answered THEN
    WITH numbered AS (
           UPDATE rooms r SET seq = r.seq + a.messages, message_at = greatest(r.message_at, now())
             FROM (SELECT u.room_id, count(*) AS messages, array_agg(u.place ORDER BY u.place) AS places
                     FROM unnest(rooms_, senders_) WITH ORDINALITY AS u (room_id, sender_id, place)
                    WHERE (SELECT true FROM participants p
                            WHERE p.room_id = u.room_id AND p.user_id = u.sender_id)
                      AND (NOT keyed OR u.place <> ALL (known))
                    GROUP BY u.room_id ORDER BY u.room_id) a
            WHERE r.id = a.room_id
           RETURNING r.id AS room_id, r.seq - a.messages AS seq, r.message_at AS at, a.places),
         sent AS MATERIALIZED (
           SELECT m.place, n.room_id, senders_[m.place] AS sender_id, n.seq + m.nth AS seq, n.at,
                  nextval('messages_id_seq') AS id
             FROM numbered n, unnest(n.places) WITH ORDINALITY AS m (place, nth)),
         stored AS (
           INSERT INTO messages
             (room_id, id, sender_id, content, created_at, seq, client_key, key_digest)
           SELECT room_id, id, sender_id, contents_[place], at, seq, keys_[place],
                  CASE WHEN keys_[place] IS NOT NULL THEN hashtextextended(contents_[place], 0) END
             FROM sent),
         marked AS (
           UPDATE participants p SET read_id = s.id
             FROM (SELECT room_id, sender_id, max(id) AS id FROM sent GROUP BY room_id, sender_id) s
            WHERE p.room_id = s.room_id AND p.user_id = s.sender_id AND p.read_id < s.id)
    SELECT array_agg(s.id ORDER BY u.place), array_agg(s.seq ORDER BY u.place),
           array_agg(s.at ORDER BY u.place)
      INTO ids_, seqs_, times_
      FROM unnest(rooms_) WITH ORDINALITY AS u (room_id, place)
      LEFT JOIN sent s ON s.place = u.place;

    UPDATE writers w SET batch = batch_, used_at = now(), ids = ids_, seqs = seqs_, times = times_
     WHERE w.id = writer_ AND w.batch < batch_;
    IF NOT FOUND THEN
      INSERT INTO writers (id, batch, used_at, ids, seqs, times)
      VALUES (writer_, batch_, now(), ids_, seqs_, times_)
      ON CONFLICT (id) DO NOTHING;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'batch % of writer % was sent before', batch_, writer_
          USING ERRCODE = 'serialization_failure';
      END IF;
    END IF;
  END IF;

  message_ids := ids_;
  message_seqs := seqs_;
  sent_at := times_;
  repeated := NULL;
  present_content := NULL;
  same := NULL;
  RETURN NEXT;
END
$$;
