package chat.parley.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * What a PostgreSQL says of itself.
 *
 * @param version as {@code server_version_num}
 * @param keeps whether what it acknowledges survives a crash: fsync, full_page_writes, synchronous_commit
 * @param readOnly whether it is a standby, or refuses writes otherwise
 * @param connections how many it takes, without those kept for its administrators
 * @param standbys that stream from it now
 * @param aheadMillis how far its clock is before this machine's
 */
record PostgresState(
    int version,
    String shown,
    boolean keeps,
    boolean readOnly,
    int connections,
    int standbys,
    long aheadMillis) {
  private static final int LEAST_VERSION = 140_000;

  /** Of each event loop, and those that come and go. */
  private static final int CONNECTIONS_OF_LOOP = 4;

  private static final int CONNECTIONS_BESIDE = 5;

  /** A signed-off token may work for two seconds, and no longer. */
  private static final long MOST_APART_MILLIS = 2_000;

  private static final String ASK =
      """
      SELECT current_setting('server_version_num')::int,
             current_setting('server_version'),
             current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
               AND current_setting('synchronous_commit') <> 'off',
             pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on',
             current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int,
             (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'),
             (extract(epoch FROM clock_timestamp()) * 1000)::bigint\
      """;

  static PostgresState of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // The first statement of a connection takes longer; the clocks are to be read at the same
      // time.
      statement.execute("SELECT 1");
      long before = System.currentTimeMillis();
      try (ResultSet row = statement.executeQuery(ASK)) {
        long here = (before + System.currentTimeMillis()) / 2;
        row.next();
        return new PostgresState(
            row.getInt(1),
            row.getString(2),
            row.getBoolean(3),
            row.getBoolean(4),
            row.getInt(5),
            row.getInt(6),
            row.getLong(7) - here);
      }
    }
  }

  List<Finding> findings() {
    return List.of(reach(), durability(), room(), clock());
  }

  private Finding reach() {
    if (version < LEAST_VERSION) {
      return new Finding.Wrong(
          "database", "PostgreSQL " + shown, "Parley needs 14 or newer: upgrade it");
    }
    if (readOnly) {
      return new Finding.Wrong(
          "database",
          "PostgreSQL %s takes no writes: it is a standby, or set to read only".formatted(shown),
          "name the primary in PARLEY_DATABASE_URL, or all hosts with targetServerType=primary");
    }
    return new Finding.Good(
        "database",
        "PostgreSQL %s, which takes writes%s"
            .formatted(shown, standbys == 0 ? "" : ", with %d standbys".formatted(standbys)));
  }

  private Finding durability() {
    return keeps
        ? new Finding.Good("durability", "what is acknowledged is on the disk")
        : new Finding.Wrong(
            "durability",
            "fsync, full_page_writes or synchronous_commit is off: a crash loses messages",
            "switch them on in postgresql.conf, or for this user and database");
  }

  private Finding room() {
    int needed =
        Runtime.getRuntime().availableProcessors() * CONNECTIONS_OF_LOOP + CONNECTIONS_BESIDE;
    String told =
        "at most %d, of which a server on this machine takes up to %d"
            .formatted(connections, needed);
    return connections >= needed
        ? new Finding.Good("connections", told)
        : new Finding.Wrong("connections", told, "raise max_connections, for each node as much");
  }

  private Finding clock() {
    String told =
        String.format(
            Locale.ROOT,
            "this machine's is %.1f s %s the database's",
            Math.abs(aheadMillis) / 1e3,
            aheadMillis > 0 ? "behind" : "before");
    return Math.abs(aheadMillis) <= MOST_APART_MILLIS
        ? new Finding.Good("clock", told)
        : new Finding.Wrong("clock", told, "let both follow a time server (NTP)");
  }
}
