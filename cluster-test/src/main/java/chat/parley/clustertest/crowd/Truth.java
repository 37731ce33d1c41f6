package chat.parley.clustertest.crowd;

import chat.parley.clustertest.stage.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds.
 *
 * @param numbers each room's number
 * @param members who is in each room
 * @param rows all messages
 */
record Truth(Map<Long, Long> numbers, Map<Long, Set<Long>> members, List<Row> rows) {

  /**
   * A message.
   *
   * @param content null for one that was deleted
   */
  record Row(long room, long id, long sender, long seq, String key, @Nullable String content) {
    boolean isDeleted() {
      return content == null;
    }
  }

  static Truth read(Postgres postgres) throws SQLException {
    Map<Long, Long> numbers = new TreeMap<>();
    Map<Long, Set<Long>> members = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      ResultSet rooms = statement.executeQuery("SELECT id, seq FROM rooms");
      while (rooms.next()) {
        numbers.put(rooms.getLong(1), rooms.getLong(2));
      }
      ResultSet participants = statement.executeQuery("SELECT room_id, user_id FROM participants");
      while (participants.next()) {
        members
            .computeIfAbsent(participants.getLong(1), room -> new HashSet<>())
            .add(participants.getLong(2));
      }
      ResultSet messages =
          statement.executeQuery(
              """
              SELECT room_id, id, sender_id, seq, client_key, content
                FROM messages
               ORDER BY room_id, id
              """);
      while (messages.next()) {
        rows.add(
            new Row(
                messages.getLong(1),
                messages.getLong(2),
                messages.getLong(3),
                messages.getLong(4),
                messages.getString(5),
                messages.getString(6)));
      }
    }
    return new Truth(numbers, members, rows);
  }

  /** What is to be seen of a room: contents by id. */
  Map<Long, String> visible(long room) {
    Map<Long, String> contents = new TreeMap<>();
    for (Row row : rows) {
      String content = row.content();
      if (row.room() == room && content != null) {
        contents.put(row.id(), content);
      }
    }
    return contents;
  }
}
