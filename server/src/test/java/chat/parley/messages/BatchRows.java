package chat.parley.messages;

/** What {@code send_batch} answers, a row a message as the other ways to send do. */
final class BatchRows {
  /** Makes {@code rows_of_batch}, to be called as {@code send_batch} is. */
  static final String FUNCTION =
      """
      CREATE FUNCTION rows_of_batch(uuid, bigint, boolean, bigint[], bigint[], text[], text[])
      RETURNS TABLE (
        place bigint, message_id bigint, message_seq bigint, sent_at timestamptz, present_content text,
        fresh boolean, same boolean)
      LANGUAGE sql AS $$
        WITH b AS MATERIALIZED (SELECT * FROM send_batch($1, $2, $3, $4, $5, $6, $7))
        SELECT u.place, u.id, u.seq, u.at, NULL::text, true, true
          FROM b, unnest(b.message_ids, b.message_seqs, b.sent_at) WITH ORDINALITY AS u (id, seq, at, place)
         WHERE b.repeated IS NULL AND u.id IS NOT NULL
         UNION ALL
        SELECT b.repeated, b.message_ids[1], b.message_seqs[1], b.sent_at[1], b.present_content, false, b.same
          FROM b WHERE b.repeated IS NOT NULL
      $$\
      """;

  private BatchRows() {}
}
