package chat.parley.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the database says of its tables: a column that a migration adds is found here by itself. */
final class Catalogue {
  private static final String COLUMNS =
      """
      SELECT a.attname, a.attidentity <> '' AS counts
        FROM pg_attribute a
       WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       ORDER BY a.attnum\
      """;

  private static final String KEY =
      """
      SELECT a.attname
        FROM pg_index i
       CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
       WHERE i.indrelid = ?::regclass AND i.indisprimary
       ORDER BY k.place\
      """;

  private final Connection connection;

  Catalogue(Connection connection) {
    this.connection = connection;
  }

  /** The tables that an export has, in its order. */
  Map<String, Table> moved() throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String name : Tables.MOVED) {
      tables.put(name, table(name));
    }
    return tables;
  }

  /** How far each table's numbers have been given out; 0 where none has. */
  Map<String, Long> counters() throws SQLException {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (Table table : moved().values()) {
      if (table.counter().isPresent()) {
        String sequence = sequence(table.name(), table.counter().get());
        counters.put(
            table.name(),
            number(
                "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %s"
                    .formatted(sequence)));
      }
    }
    return counters;
  }

  /** Lets a table's next number be above this one, unless it is already. */
  void advance(Table table, long counter) throws SQLException {
    String sequence = sequence(table.name(), table.counter().orElseThrow());
    try (PreparedStatement advance =
        connection.prepareStatement(
            """
            SELECT setval(?::regclass, ?)
              FROM %s
             WHERE NOT is_called OR last_value < ?\
            """
                .formatted(sequence))) {
      advance.setString(1, sequence);
      advance.setLong(2, counter);
      advance.setLong(3, counter);
      advance.execute();
    }
  }

  /** The tables of the schema that are not empty. */
  List<String> filled() throws SQLException {
    List<String> filled = new ArrayList<>();
    for (String name : Tables.MOVED) {
      if (number("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) t".formatted(name)) > 0) {
        filled.add(name);
      }
    }
    return filled;
  }

  private Table table(String name) throws SQLException {
    List<String> columns = new ArrayList<>();
    Optional<String> counter = Optional.empty();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, Table.quoted(name));
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        columns.add(rows.getString("attname"));
        if (rows.getBoolean("counts")) {
          counter = Optional.of(rows.getString("attname"));
        }
      }
    }
    return new Table(name, List.copyOf(columns), key(name), counter);
  }

  private List<String> key(String table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEY)) {
      statement.setString(1, Table.quoted(table));
      ResultSet rows = statement.executeQuery();
      List<String> key = new ArrayList<>();
      while (rows.next()) {
        key.add(rows.getString(1));
      }
      return key;
    }
  }

  private String sequence(String table, String column) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
      statement.setString(1, Table.quoted(table));
      statement.setString(2, column);
      ResultSet rows = statement.executeQuery();
      rows.next();
      return rows.getString(1);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
