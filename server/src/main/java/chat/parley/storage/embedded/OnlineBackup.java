package chat.parley.storage.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** What a server is told before and after its files are copied. Ends with its connection, at the latest. */
record OnlineBackup(Connection connection, String firstSegment) {

  /**
   * What belongs to the copy.
   *
   * @param label to be kept as {@code backup_label}: without it, the copy would be read as it is
   * @param firstSegment of the log, by its file's name
   * @param lastSegment likewise
   */
  record End(String label, String firstSegment, String lastSegment) {
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

    /** Whether the copy needs this file of the log. */
    boolean needs(String file) {
      return SEGMENT.matcher(file).matches()
          && file.compareTo(firstSegment) >= 0
          && file.compareTo(lastSegment) <= 0;
    }
  }

  /** From here on the log is kept: a slot holds it, since checkpoints would let go of it. */
  static OnlineBackup begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_create_physical_replication_slot('parley_backup_' || pg_backend_pid(), true, true)\
          """);
      try (ResultSet start =
          statement.executeQuery(
              """
              SELECT pg_walfile_name(pg_backup_start('parley backup', fast => true))\
              """)) {
        start.next();
        return new OnlineBackup(connection, start.getString(1));
      }
    }
  }

  /** The last of the log is on the disk when this returns. */
  End end() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet stop =
            statement.executeQuery(
                """
                SELECT labelfile, pg_walfile_name(lsn)
                  FROM pg_backup_stop(wait_for_archive => false)\
                """)) {
      stop.next();
      return new End(stop.getString(1), firstSegment, stop.getString(2));
    }
  }
}
