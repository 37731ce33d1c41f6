package chat.parley.transfer;

import chat.parley.storage.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** How far imports have come, kept beside what they store and in the same transactions. */
public final class ImportRecord {
  /** The session-level lock that one import into a schema holds. */
  private static final String LOCK =
      "SELECT pg_try_advisory_lock(1885434469, hashtext(current_schema()))";

  private static final String SERVERS =
      """
      SELECT count(*)
        FROM pg_stat_activity
       WHERE datname = current_database()
         AND application_name IN ('parley', left('parley in ' || current_schema(), 63))\
      """;

  /** In a tenth of a second. What a server that has just stopped was connected by is there for a moment. */
  private static final String LATER = "SELECT pg_stat_clear_snapshot(), pg_sleep(0.1)";

  private static final int MOST_LOOKS = 10;

  private static final String UNFINISHED =
      "SELECT export FROM imports WHERE finished_at IS NULL LIMIT 1";

  private final Connection connection;

  ImportRecord(Connection connection) {
    this.connection = connection;
  }

  /**
   * An import that was begun.
   *
   * @param lines how many lines of the export are stored
   */
  record State(long lines, boolean finished) {}

  /**
   * Stops a server from serving half of the data.
   *
   * @return fails with {@code TransferException} if an import was begun and not finished
   */
  public static Future<Void> refuseUnfinished(Database database) {
    return database
        .read(UNFINISHED, Tuple.tuple())
        .map(rows -> {
          if (rows.size() > 0) {
            throw new TransferException(
                "an import into this database was interrupted: run the same parley import again, it"
                    + " goes on where it was");
          }
          return null;
        });
  }

  /** Keeps others from importing at the same time, as long as the connection is open. */
  void lock() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOCK)) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new TransferException("another import into this database is running");
      }
    }
    int looks = 1;
    while (hasServers()) {
      if (looks++ == MOST_LOOKS) {
        throw new TransferException("a server is running on this database: stop it first");
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(LATER);
      }
    }
  }

  private boolean hasServers() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SERVERS)) {
      return row.next() && row.getLong(1) > 0;
    }
  }

  Optional<State> of(String export) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT lines, finished_at IS NOT NULL FROM imports WHERE export = ?")) {
      statement.setString(1, export);
      ResultSet row = statement.executeQuery();
      return row.next()
          ? Optional.of(new State(row.getLong(1), row.getBoolean(2)))
          : Optional.empty();
    }
  }

  /**
   * Sees to it that the database has nothing yet.
   *
   * @throws TransferException if it has
   */
  void requireEmpty() throws SQLException {
    Optional<String> other = unfinished();
    if (other.isPresent()) {
      throw new TransferException(
          "the import of another export (%s) was interrupted here: go on with that file, or take a new database"
              .formatted(other.get()));
    }
    List<String> filled = new Catalogue(connection).filled();
    if (!filled.isEmpty()) {
      throw new TransferException(
          "the database is not empty (it has %s): an import needs a new one"
              .formatted(String.join(", ", filled)));
    }
  }

  void begin(String export) throws SQLException {
    update("INSERT INTO imports (lines, export) VALUES (?, ?)", 1, export);
    Epoch.renew(connection);
  }

  /** So many lines are stored. */
  void advance(String export, long lines) throws SQLException {
    update("UPDATE imports SET lines = ? WHERE export = ?", lines, export);
  }

  void finish(String export, long lines) throws SQLException {
    update("UPDATE imports SET lines = ?, finished_at = now() WHERE export = ?", lines, export);
    Epoch.renew(connection);
  }

  private Optional<String> unfinished() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(UNFINISHED)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private void update(String sql, long lines, String export) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lines);
      statement.setString(2, export);
      statement.executeUpdate();
    }
  }
}
