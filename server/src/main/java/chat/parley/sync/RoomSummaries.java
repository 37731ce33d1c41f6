package chat.parley.sync;

import chat.parley.messages.Message;
import chat.parley.messages.MessageId;
import chat.parley.rooms.Details;
import chat.parley.rooms.Room;
import chat.parley.rooms.RoomId;
import chat.parley.storage.Database;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is unread in each room of a list, and its newest message. */
public final class RoomSummaries implements Details {
  private static final String SUMMARIES =
      """
      SELECT p.room_id, p.read_id,
             (SELECT count(*)
                FROM (SELECT 1 FROM messages m
                       WHERE m.room_id = p.room_id
                         AND m.id > greatest(p.read_id,
                               (SELECT r.expired_id FROM rooms r WHERE r.id = p.room_id))
                         AND m.sender_id <> $2 AND NOT m.deleted
                       LIMIT 100) u) AS unread,
             l.id, l.sender_id, l.content, l.created_at
        FROM participants p
        LEFT JOIN LATERAL (
             SELECT id, sender_id, content, created_at
               FROM messages m
              WHERE m.room_id = p.room_id AND NOT m.deleted
                AND m.id > (SELECT r.expired_id FROM rooms r WHERE r.id = p.room_id)
              ORDER BY id DESC LIMIT 1) l ON true
       WHERE p.room_id = ANY ($1) AND p.user_id = $2\
      """;

  private record Summary(long read, int unread, Optional<Message> last) {}

  private final Database database;

  public RoomSummaries(Database database) {
    this.database = database;
  }

  @Override
  public Future<Found> of(List<Room> rooms, UserId reader, Wanted wanted) {
    if (!wanted.any() || rooms.isEmpty()) {
      return Future.succeededFuture((room, json) -> {});
    }
    Long[] ids = rooms.stream().map(room -> room.id().value()).toArray(Long[]::new);
    return database
        .read(SUMMARIES, Tuple.tuple().addArrayOfLong(ids).addLong(reader.value()))
        .map(rows -> {
          Map<RoomId, Summary> summaries = new HashMap<>();
          rows.forEach(row -> summaries.put(new RoomId(row.getLong("room_id")), summary(row)));
          return found(summaries, wanted);
        });
  }

  private static Found found(Map<RoomId, Summary> summaries, Wanted wanted) {
    Summary none = new Summary(0, 0, Optional.empty());
    return (room, json) -> {
      Summary summary = summaries.getOrDefault(room, none);
      if (wanted.unread()) {
        json.writeNumberField("unread", summary.unread());
        json.writeNumberField("read", summary.read());
      }
      if (wanted.lastMessage()) {
        json.writeFieldName("last_message");
        if (summary.last().isPresent()) {
          summary.last().get().writeTo(json);
        } else {
          json.writeNull();
        }
      }
    };
  }

  private static Summary summary(Row row) {
    Optional<Message> last =
        Optional.ofNullable(row.getLong("id"))
            .map(id ->
                new Message(
                    new MessageId(id),
                    new RoomId(row.getLong("room_id")),
                    new UserId(row.getLong("sender_id")),
                    row.getString("content"),
                    row.getOffsetDateTime("created_at")));
    return new Summary(row.getLong("read_id"), row.getInteger("unread"), last);
  }
}
