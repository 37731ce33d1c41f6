-- Sends a batch of a writer, once: what send_messages or, where together_, send_together answers.
--   again_  the batch may have been sent before; if so, the answer is the one of then
-- A batch that was overtaken by its own repetition fails with 40001 and leaves nothing: asked again, it is
-- answered. The writer's row is changed last, after all rooms, so that a batch and its repetition wait for
-- each other at the first room and never in a circle.
CREATE FUNCTION send_once(
  writer_ uuid, batch_ bigint, again_ boolean, together_ boolean,
  rooms_ bigint[], senders_ bigint[], contents_ text[], keys_ text[])
RETURNS TABLE (
  place bigint, message_id bigint, message_seq bigint, sent_at timestamptz, present_content text,
  fresh boolean, same boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  kept   writers%ROWTYPE;
  ids_   bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(rooms_)]);
  seqs_  bigint[] := ids_;
  times_ timestamptz[] := array_fill(NULL::timestamptz, ARRAY[cardinality(rooms_)]);
BEGIN
  IF again_ THEN
    SELECT * INTO kept FROM writers w WHERE w.id = writer_ AND w.batch = batch_;
    IF FOUND THEN
      FOR i IN 1 .. cardinality(rooms_) LOOP
        IF kept.ids[i] IS NOT NULL THEN
          RETURN QUERY
          SELECT i::bigint, kept.ids[i], kept.seqs[i], kept.times[i], NULL::text, true, true;
        ELSIF keys_[i] IS NOT NULL THEN
          RETURN QUERY
          SELECT i::bigint, m.id, m.seq, m.created_at, m.content, false,
                 m.key_digest = hashtextextended(contents_[i], 0)
            FROM messages m
           WHERE m.room_id = rooms_[i] AND m.sender_id = senders_[i] AND m.client_key = keys_[i]
             AND EXISTS (SELECT 1 FROM participants p
                          WHERE p.room_id = rooms_[i] AND p.user_id = senders_[i]);
        END IF;
      END LOOP;
      RETURN;
    END IF;
  END IF;

  FOR place, message_id, message_seq, sent_at, present_content, fresh, same IN
    SELECT * FROM send_together(rooms_, senders_, contents_, keys_) WHERE together_
     UNION ALL
    SELECT * FROM send_messages(rooms_, senders_, contents_, keys_) WHERE NOT together_
  LOOP
    IF fresh THEN
      ids_[place] := message_id;
      seqs_[place] := message_seq;
      times_[place] := sent_at;
    END IF;
    RETURN NEXT;
  END LOOP;

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
END
$$;
