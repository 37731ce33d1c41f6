package chat.parley.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The tables of a Citus cluster, spread as {@link Placement} says. All of them in one transaction, so that it has
 * been done or has not.
 */
final class TableDistribution {
  private static final String HAS_CITUS =
      "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')";

  /** Who else is at it; any number that nothing else takes. */
  private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(4739201784)";

  /** Through one connection a worker: what was made through it is seen by what follows. */
  private static final String ONE_BY_ONE =
      "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'";

  /** In the words of {@link Placement#told}; a reference table has no column. */
  private static final String PLACED =
      """
      SELECT c.relname, p.partmethod = 'n' AND p.repmodel = 't' AS everywhere,
             CASE WHEN p.partmethod = 'h'
                  THEN column_to_column_name(p.logicalrelid, p.partkey) END AS spread_by
        FROM pg_dist_partition p
        JOIN pg_class c ON c.oid = p.logicalrelid
       WHERE pg_table_is_visible(c.oid)\
      """;

  private final DataSource source;
  private final String described;

  /**
   * @param described the database, as a person knows it
   */
  TableDistribution(DataSource source, String described) {
    this.source = source;
    this.described = described;
  }

  /** Places every table that has not been placed yet; see {@link Postgres#distribute}. */
  List<String> distribute() throws StorageException {
    try (Connection connection = source.getConnection()) {
      if (!isTrue(connection, HAS_CITUS)) {
        throw new StorageException(
            described
                + ": the database has no extension citus: CREATE EXTENSION citus, and add the workers"
                + " with citus_add_node");
      }
      place(connection);
      return Placement.ALL.stream().map(Placement::told).toList();
    } catch (SQLException e) {
      throw Migrations.failed(described, e);
    }
  }

  /** The same where it has been done before: for the tables that a migration has added since. */
  void complete() throws StorageException {
    try (Connection connection = source.getConnection()) {
      if (isTrue(connection, HAS_CITUS)) {
        Set<Placement> placed = placed(connection);
        if (!placed.isEmpty() && !placed.containsAll(Placement.ALL)) {
          place(connection);
        }
      }
    } catch (SQLException e) {
      throw Migrations.failed(described, e);
    }
  }

  private static void place(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(ONE_AT_A_TIME);
      statement.execute(ONE_BY_ONE);
      Set<Placement> placed = placed(connection);
      List<Placement> missing =
          Placement.ALL.stream().filter(placement -> !placed.contains(placement)).toList();
      if (!missing.isEmpty()) {
        // Before anything else, so that no writer stands between two of the tables.
        String tables = String.join(", ", missing.stream().map(Placement::table).toList());
        statement.execute("LOCK TABLE " + tables + " IN EXCLUSIVE MODE");
      }
      for (Placement placement : missing) {
        statement.execute(placement.statement());
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    clear(connection);
  }

  /** The rows that the tables held before are on the workers; what is left of them here is never read. */
  private static void clear(Connection connection) throws SQLException {
    for (Placement placement : Placement.ALL) {
      String table = placement.table();
      if (isTrue(connection, "SELECT pg_relation_size('%s') > 0".formatted(table))) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "SELECT truncate_local_data_after_distributing_table('%s')".formatted(table));
        }
      }
    }
  }

  private static Set<Placement> placed(Connection connection) throws SQLException {
    Set<String> found = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(PLACED)) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + (rows.getBoolean(2) ? "" : rows.getString(3)));
      }
    }
    Set<Placement> placed = new HashSet<>();
    for (Placement placement : Placement.ALL) {
      String wanted =
          switch (placement) {
            case Placement.Everywhere(String table) -> table + " ";
            case Placement.Spread(String table, String column, String beside) ->
                table + " " + column;
          };
      if (found.contains(wanted)) {
        placed.add(placement);
      }
    }
    return placed;
  }

  private static boolean isTrue(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
