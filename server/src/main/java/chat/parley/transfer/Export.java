package chat.parley.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Writes all data of a database as lines of JSON (docs/export-format.md), all of one moment; on Citus all that is on one
 * worker, and so each room.
 */
public final class Export {
  /** Rows that are in memory at once. A message is 40 KB at most. */
  private static final int FETCHED = 100;

  /** On Citus, so that all that a worker has is of one moment; PostgreSQL itself does not know the setting. */
  private static final String ONE_CONNECTION_A_WORKER =
      "SET LOCAL citus.max_adaptive_executor_pool_size = 1";

  /** Takes the snapshot, on Citus each worker's. */
  private static final String ALL_SNAPSHOTS = "SELECT 1 FROM rooms LIMIT 1";

  private final DataSource source;
  private final Progress progress;

  public Export(DataSource source, Progress progress) {
    this.source = source;
    this.progress = progress;
  }

  /**
   * Writes everything, and says how much of what.
   *
   * @return the rows of each table
   */
  public Map<String, Long> write(Writer out) throws SQLException, IOException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL timezone = 'UTC'");
        statement.execute("SET LOCAL statement_timeout = 0");
        statement.execute(ONE_CONNECTION_A_WORKER);
        statement.execute(ALL_SNAPSHOTS);
      }
      Catalogue catalogue = new Catalogue(connection);
      Map<String, Table> tables = catalogue.moved();
      // The snapshot is taken by now, so that the counters are at or above every id in it.
      writeHead(out, tables, catalogue.counters());
      Map<String, Long> rows = new LinkedHashMap<>();
      for (Table table : tables.values()) {
        rows.put(table.name(), writeRows(connection, table, out));
      }
      writeLine(
          out,
          json -> {
            json.writeObjectFieldStart(Line.END);
            writeNumbers(json, "rows", rows);
          });
      out.flush();
      connection.rollback();
      return rows;
    }
  }

  private long writeRows(Connection connection, Table table, Writer out)
      throws SQLException, IOException {
    String start = "{\"" + table.name() + "\":";
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      ResultSet rows = statement.executeQuery(table.rowsAsJson());
      while (rows.next()) {
        out.write(start);
        out.write(rows.getString(1));
        out.write("}\n");
        count++;
        progress.done(table.name(), count);
      }
    }
    return count;
  }

  private static void writeHead(Writer out, Map<String, Table> tables, Map<String, Long> counters)
      throws IOException {
    writeLine(
        out,
        json -> {
          json.writeObjectFieldStart(Line.HEAD);
          json.writeNumberField("format", Line.FORMAT);
          json.writeStringField("export", UUID.randomUUID().toString());
          json.writeStringField("made_at", Instant.now().toString());
          writeNumbers(json, "counters", counters);
          json.writeObjectFieldStart("tables");
          for (Table table : tables.values()) {
            List<String> columns = table.columns();
            json.writeFieldName(table.name());
            json.writeArray(columns.toArray(new String[0]), 0, columns.size());
          }
          json.writeEndObject();
        });
  }

  @FunctionalInterface
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Closes what the fields leave open. */
  private static void writeLine(Writer out, Fields fields) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = Line.JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
    }
    out.append(line.toString()).append('\n');
  }

  private static void writeNumbers(JsonGenerator json, String name, Map<String, Long> numbers)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> number : numbers.entrySet()) {
      json.writeNumberField(number.getKey(), number.getValue());
    }
    json.writeEndObject();
  }
}
