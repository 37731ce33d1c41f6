package chat.parley.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where another system's data is gathered, under that system's own keys, in temporary tables of one
 * transaction: in any order and however much there is. Then it becomes Parley's, all of it or nothing.
 */
public final class Staging implements AutoCloseable {
  private static final int BATCH = 500;

  private final Connection connection;
  private final PreparedStatement users;
  private final PreparedStatement rooms;
  private final PreparedStatement participants;
  private final PreparedStatement messages;
  private final Map<PreparedStatement, Integer> waiting = new LinkedHashMap<>();

  private Staging(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(StagingSql.TABLES);
    }
    users = connection.prepareStatement(StagingSql.ADD_USER);
    rooms = connection.prepareStatement(StagingSql.ADD_ROOM);
    participants = connection.prepareStatement(StagingSql.ADD_PARTICIPANT);
    messages = connection.prepareStatement(StagingSql.ADD_MESSAGE);
  }

  /**
   * Begins.
   *
   * @throws TransferException if the database has data, or is in use
   */
  public static Staging into(DataSource store) throws SQLException {
    Connection connection = store.getConnection();
    try {
      connection.setAutoCommit(false);
      ImportRecord record = new ImportRecord(connection);
      record.lock();
      record.requireEmpty();
      return new Staging(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * An account.
   *
   * @param key the other system's
   * @param id to be kept, or null for a new one
   * @param createdAt ISO 8601, or null where nobody knows
   */
  public record Person(
      String key,
      @Nullable Long id,
      String username,
      String email,
      String password,
      @Nullable String createdAt) {}

  /** A room; the parameters are as a {@link Person}'s. */
  public record Room(String key, @Nullable Long id, String name, @Nullable String createdAt) {}

  /**
   * A message; room and sender are keys.
   *
   * @param key two messages of a room that have the same are one
   * @param id to be kept, or null to number the messages by their times
   * @param read whether all participants have seen it
   */
  public record Message(
      String key,
      @Nullable Long id,
      String room,
      String sender,
      String content,
      String sentAt,
      @Nullable String editedAt,
      boolean read) {}

  public void add(Person person) throws SQLException {
    users.setString(1, person.key());
    users.setObject(2, person.id());
    users.setString(3, clean(person.username()));
    users.setString(4, clean(person.email()));
    users.setString(5, clean(person.password()));
    users.setString(6, person.createdAt());
    add(users);
  }

  public void add(Room room) throws SQLException {
    rooms.setString(1, room.key());
    rooms.setObject(2, room.id());
    rooms.setString(3, clean(room.name()));
    rooms.setString(4, room.createdAt());
    add(rooms);
  }

  /** Somebody is in a room; both by their keys. */
  public void addParticipant(String room, String person) throws SQLException {
    participants.setString(1, room);
    participants.setString(2, person);
    add(participants);
  }

  public void add(Message message) throws SQLException {
    messages.setString(1, message.key());
    messages.setObject(2, message.id());
    messages.setString(3, message.room());
    messages.setString(4, message.sender());
    messages.setString(5, clean(message.content()));
    messages.setString(6, message.sentAt());
    messages.setString(7, message.editedAt());
    messages.setBoolean(8, message.read());
    add(messages);
  }

  /**
   * Stores what was gathered, and commits.
   *
   * @param idsKept whether keys are ids, so that a sender who is missing can be given theirs
   * @return how many rows each table has now
   */
  public Map<String, Long> finish(boolean idsKept, Report report) throws SQLException {
    for (PreparedStatement statement : waiting.keySet()) {
      statement.executeBatch();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(StagingSql.ANALYZE);
      for (Map.Entry<String, String> fault : StagingSql.FAULTS.entrySet()) {
        report.count(fault.getKey(), number(statement, fault.getValue()));
      }
      statement.execute(StagingSql.placeholders(idsKept));
      statement.execute(StagingSql.PLACE);
      Map<String, Long> stored = new LinkedHashMap<>();
      for (Map.Entry<String, String> table : StagingSql.STORE.entrySet()) {
        stored.put(table.getKey(), (long) statement.executeUpdate(table.getValue()));
      }
      Catalogue catalogue = new Catalogue(connection);
      for (Table table : catalogue.moved().values()) {
        if (table.counter().isPresent()) {
          long last = number(statement, "SELECT coalesce(max(id), 0) FROM " + table.name());
          if (last > 0) {
            catalogue.advance(table, last);
          }
        }
      }
      Epoch.renew(connection);
      connection.commit();
      statement.execute("ANALYZE users, rooms, participants, messages");
      connection.commit();
      return stored;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void add(PreparedStatement statement) throws SQLException {
    statement.addBatch();
    if (waiting.merge(statement, 1, Integer::sum) % BATCH == 0) {
      statement.executeBatch();
    }
  }

  /** The one character that PostgreSQL's texts cannot have. */
  private static String clean(String text) {
    return text.replace("\0", "");
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
