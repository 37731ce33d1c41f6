package chat.parley.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How a database's tables stand to those of this Parley. */
public sealed interface SchemaState {
  /** There are none. */
  record Empty() implements SchemaState {}

  record Current(String version) implements SchemaState {}

  /** Migrations are still to be run. */
  record Behind(int missing) implements SchemaState {}

  /** Another, newer one made them. */
  record Ahead(String version) implements SchemaState {}

  /** A migration was not finished. */
  record Failed(String version) implements SchemaState {}

  String APPLIED =
      """
      SELECT version, success FROM flyway_schema_history
       WHERE version IS NOT NULL ORDER BY installed_rank\
      """;

  static SchemaState of(Connection connection) throws SQLException {
    List<String> known = List.of(Migrations.VERSIONS.split(" ", -1));
    List<String> present = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet table =
          statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NULL")) {
        table.next();
        if (table.getBoolean(1)) {
          return new Empty();
        }
      }
      try (ResultSet rows = statement.executeQuery(APPLIED)) {
        while (rows.next()) {
          String version = rows.getString(1);
          if (!rows.getBoolean(2)) {
            return new Failed(version);
          }
          if (!known.contains(version)) {
            return new Ahead(version);
          }
          present.add(version);
        }
      }
    }
    int missing = known.size() - present.size();
    return missing == 0 ? new Current(known.getLast()) : new Behind(missing);
  }
}
