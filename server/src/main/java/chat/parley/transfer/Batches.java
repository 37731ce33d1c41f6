package chat.parley.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Rows on their way into the database: up to 1,000, or about 1 MiB, in one transaction. */
final class Batches {
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Connection connection;
  private final ImportRecord record;
  private final Line.Head head;
  private final Map<String, Table> tables;
  private final Progress progress;
  private final StringBuilder rows = new StringBuilder();
  private String table = "";
  private String insert = "";
  private Set<String> columns = Set.of();
  private int count;
  private long first;
  private long last;

  Batches(
      Connection connection,
      ImportRecord record,
      Line.Head head,
      Map<String, Table> tables,
      Progress progress) {
    this.connection = connection;
    this.record = record;
    this.head = head;
    this.tables = tables;
    this.progress = progress;
  }

  /**
   * Takes a row.
   *
   * @param line where it is in the file
   */
  void add(Line.Row row, long line) throws SQLException {
    if (!row.table().equals(table)) {
      flush();
      turnTo(row.table(), line);
    }
    if (!columns.containsAll(row.columns())) {
      throw new TransferException(
          "line %d: %s has other columns than the first line says".formatted(line, table));
    }
    if (count == 0) {
      first = line;
    }
    rows.append(count == 0 ? '[' : ',').append(row.json());
    last = line;
    count++;
    if (count == MOST_ROWS || rows.length() > MOST_CHARACTERS) {
      flush();
    }
  }

  /** Stores what there is. */
  void flush() throws SQLException {
    if (count == 0) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, rows.append(']').toString());
      statement.executeUpdate();
      record.advance(head.export(), last);
      connection.commit();
    } catch (PSQLException e) {
      connection.rollback();
      throw new TransferException(
          "lines %d to %d cannot be stored: %s".formatted(first, last, reason(e)), e);
    }
    rows.setLength(0);
    count = 0;
    progress.done("lines", last);
  }

  private void turnTo(String name, long line) {
    Table known = tables.get(name);
    List<String> given = head.tables().get(name);
    if (known == null || given == null) {
      throw new TransferException(
          "line %d: the first line names no table %s".formatted(line, name));
    }
    table = name;
    columns = Set.copyOf(given);
    insert = known.insertFromJson(given);
  }

  /** Without the detail, which has the row in it. */
  private static String reason(PSQLException e) {
    ServerErrorMessage said = e.getServerErrorMessage();
    return said == null ? String.valueOf(e.getMessage()) : String.valueOf(said.getMessage());
  }
}
