package chat.parley.messages;

import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stores batches of messages, each in one transaction, and once: one that is asked again is answered as it was. */
public final class BatchStore {
  private static final String SEND = "SELECT * FROM send_batch($1, $2, $3, $4, $5, $6, $7)";

  /** Message by message: on many machines, one statement about many rooms would ask all of them. */
  private static final String SEND_DISTRIBUTED =
      "SELECT * FROM send_once($1, $2, $3, false, $4, $5, $6, $7)";

  private final Database database;

  public BatchStore(Database database) {
    this.database = database;
  }

  /**
   * Sends all, and once: where nobody knows whether a batch was sent, it is asked again, and either sent or
   * answered as it was then. The outcomes are in the order of the messages.
   *
   * @param again whether the batch may have been sent before
   */
  Future<List<SendOutcome>> send(Batch batch, boolean again) {
    List<NewMessage> messages = batch.messages();
    Long[] rooms = messages.stream().map(m -> m.room().value()).toArray(Long[]::new);
    Long[] senders = messages.stream().map(m -> m.sender().value()).toArray(Long[]::new);
    String[] contents = messages.stream().map(NewMessage::content).toArray(String[]::new);
    String[] keys = messages.stream().map(m -> m.key().orElse(null)).toArray(String[]::new);
    boolean distributed = database.isDistributed();
    return database
        .writeAgain(
            distributed ? SEND_DISTRIBUTED : SEND,
            lost ->
                Tuple.of(batch.writer(), batch.number(), again || lost)
                    .addArrayOfLong(rooms)
                    .addArrayOfLong(senders)
                    .addArrayOfString(contents)
                    .addArrayOfString(keys))
        .map(rows -> distributed ? oneByOne(rows, messages) : together(rows, messages));
  }

  private static List<SendOutcome> oneByOne(RowSet<Row> rows, List<NewMessage> messages) {
    List<SendOutcome> outcomes = outsiders(messages.size());
    for (Row row : rows) {
      int place = row.getLong("place").intValue() - 1;
      NewMessage sent = messages.get(place);
      long id = row.getLong("message_id");
      long seq = row.getLong("message_seq");
      OffsetDateTime at = row.getOffsetDateTime("sent_at");
      outcomes.set(
          place,
          row.getBoolean("fresh")
              ? new SendOutcome.Sent(message(sent, id, sent.content(), at), seq)
              : repeated(row, sent, id, seq, at));
    }
    return outcomes;
  }

  private static List<SendOutcome> together(RowSet<Row> rows, List<NewMessage> messages) {
    List<SendOutcome> outcomes = outsiders(messages.size());
    for (Row row : rows) {
      Long[] ids = row.getArrayOfLongs(0);
      Long[] seqs = row.getArrayOfLongs(1);
      OffsetDateTime[] times = row.getArrayOfOffsetDateTimes(2);
      Long repeated = row.getLong(3);
      if (repeated != null) {
        int place = repeated.intValue() - 1;
        outcomes.set(place, repeated(row, messages.get(place), ids[0], seqs[0], times[0]));
        continue;
      }
      for (int place = 0; place < ids.length; place++) {
        if (ids[place] != null) {
          NewMessage sent = messages.get(place);
          outcomes.set(
              place,
              new SendOutcome.Sent(
                  message(sent, ids[place], sent.content(), times[place]), seqs[place]));
        }
      }
    }
    return outcomes;
  }

  private static List<SendOutcome> outsiders(int count) {
    return new ArrayList<>(Collections.nCopies(count, new SendOutcome.NotParticipant()));
  }

  private static SendOutcome repeated(
      Row row, NewMessage sent, long id, long seq, OffsetDateTime at) {
    if (!row.getBoolean("same")) {
      return new SendOutcome.KeyTaken();
    }
    String present = row.getString("present_content");
    return new SendOutcome.Repeated(
        message(sent, id, present == null ? sent.content() : present, at), seq);
  }

  private static Message message(NewMessage sent, long id, String content, OffsetDateTime at) {
    return new Message(new MessageId(id), sent.room(), sent.sender(), content, at);
  }
}
