package chat.parley.messages;

import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages in the database. Every statement carries the access rule. */
public final class MessageStore {
  static final String OLDER =
      """
      SELECT r.seq, m.id, m.sender_id, m.content, m.created_at
        FROM participants p
        JOIN rooms r ON r.id = p.room_id
        LEFT JOIN LATERAL (
             SELECT id, sender_id, content, created_at
               FROM messages
              WHERE room_id = $1 AND NOT deleted AND id < $3 AND id > r.expired_id
              ORDER BY id DESC LIMIT $4) m ON true
       WHERE p.room_id = $1 AND p.user_id = $2
       ORDER BY m.id DESC\
      """;

  static final String NEWER =
      """
      SELECT r.seq, m.id, m.sender_id, m.content, m.created_at
        FROM participants p
        JOIN rooms r ON r.id = p.room_id
        LEFT JOIN LATERAL (
             SELECT id, sender_id, content, created_at
               FROM messages
              WHERE room_id = $1 AND NOT deleted AND id > greatest($3, r.expired_id)
              ORDER BY id LIMIT $4) m ON true
       WHERE p.room_id = $1 AND p.user_id = $2
       ORDER BY m.id\
      """;

  private static final String BY_ID =
      """
      SELECT m.id, m.sender_id, m.content, m.created_at
        FROM participants p
        JOIN messages m ON m.room_id = p.room_id
       WHERE p.room_id = $1 AND p.user_id = $2
         AND m.room_id = $1 AND m.id = $3 AND NOT m.deleted\
      """;

  private static final String FORGET_WRITERS =
      "DELETE FROM writers WHERE used_at < now() - interval '1 day'";

  private static final String CHANGE = "SELECT * FROM change_message($1, $2, $3, $4)";

  private final Database database;

  public MessageStore(Database database) {
    this.database = database;
  }

  /** A page of history; empty where the reader is not in the room. */
  Future<Optional<HistoryPage>> history(RoomId room, UserId reader, Cursor cursor, int size) {
    String statement =
        switch (cursor.direction()) {
          case OLDER -> OLDER;
          case NEWER -> NEWER;
        };
    return database
        .read(statement, Tuple.of(room.value(), reader.value(), cursor.position(), size + 1))
        .map(rows -> page(rows, room, cursor, size));
  }

  /** A message that has not been deleted; empty where the reader is not in the room. */
  Future<Optional<Message>> byId(RoomId room, MessageId message, UserId reader) {
    return database
        .read(BY_ID, Tuple.of(room.value(), reader.value(), message.value()))
        .map(rows -> rows.stream().findFirst().map(row -> message(row, room)));
  }

  /** Forgets writers that have written nothing for a day: nobody waits for an answer of then. */
  public Future<Void> forgetWriters() {
    return database.write(FORGET_WRITERS, Tuple.tuple()).mapEmpty();
  }

  /** Edits a message of the sender's; empty where there is none to edit. */
  Future<Optional<Change>> edit(RoomId room, MessageId message, UserId sender, String content) {
    return change(room, message, sender, content);
  }

  /** Deletes a message of the sender's; empty where there is none to delete. */
  Future<Optional<Change>> delete(RoomId room, MessageId message, UserId sender) {
    return change(room, message, sender, null);
  }

  /** A change of one message: the room's number for it, and when the message had been sent. */
  record Change(long seq, OffsetDateTime sentAt) {}

  private Future<Optional<Change>> change(
      RoomId room, MessageId message, UserId sender, @Nullable String content) {
    return database
        .write(CHANGE, Tuple.of(room.value(), message.value(), sender.value(), content))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Change(row.getLong("message_seq"), row.getOffsetDateTime("sent_at"))));
  }

  private static Optional<HistoryPage> page(
      RowSet<Row> rows, RoomId room, Cursor cursor, int size) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    List<Message> messages = new ArrayList<>(rows.size());
    long seq = 0;
    for (Row row : rows) {
      seq = row.getLong(0);
      if (row.getLong(1) != null) {
        messages.add(message(row, room));
      }
    }
    return Optional.of(HistoryPage.of(seq, messages, cursor, size));
  }

  private static Message message(Row row, RoomId room) {
    return new Message(
        new MessageId(row.getLong("id")),
        room,
        new UserId(row.getLong("sender_id")),
        row.getString("content"),
        row.getOffsetDateTime("created_at"));
  }
}
