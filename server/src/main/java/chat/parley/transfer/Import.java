package chat.parley.transfer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Stores an export in an empty database. Each batch is a transaction that also says how far the import
 * has come, so that one that was interrupted, however that happened, goes on without loss or doubles.
 */
public final class Import {
  private final DataSource source;
  private final Progress progress;

  public Import(DataSource source, Progress progress) {
    this.source = source;
    this.progress = progress;
  }

  /**
   * Stores everything, or the rest of it.
   *
   * @param file {@code -} for the standard input
   * @throws TransferException if the file is no whole export, or the database has other data
   */
  public void read(String file) throws SQLException, IOException {
    try (Connection connection = source.getConnection();
        Lines lines = Lines.open(file)) {
      connection.setAutoCommit(false);
      read(connection, lines);
    }
  }

  private void read(Connection connection, Lines lines) throws SQLException, IOException {
    Line.Head head = head(lines);
    ImportRecord record = new ImportRecord(connection);
    record.lock();
    Catalogue catalogue = new Catalogue(connection);
    Map<String, Table> tables = catalogue.moved();
    check(head, tables);
    Optional<ImportRecord.State> state = record.of(head.export());
    if (state.map(ImportRecord.State::finished).orElse(false)) {
      progress.say("This export is here already: nothing to do.");
      return;
    }
    if (state.isEmpty()) {
      record.requireEmpty();
      record.begin(head.export());
      for (Map.Entry<String, Long> counter : head.counters().entrySet()) {
        Table table = tables.get(counter.getKey());
        if (table != null && counter.getValue() > 0) {
          catalogue.advance(table, counter.getValue());
        }
      }
      connection.commit();
    }
    long stored = state.map(ImportRecord.State::lines).orElse(1L);
    if (stored > 1) {
      progress.say("Going on after line %d, where this import was interrupted.".formatted(stored));
    }
    Batches batches = new Batches(connection, record, head, tables, progress);
    Line.End end = store(lines, stored, batches);
    long rows = end.rows().values().stream().mapToLong(Long::longValue).sum();
    if (rows != lines.number() - 2) {
      throw new TransferException(
          "the file has %d rows, and says that it had %d: it is damaged"
              .formatted(lines.number() - 2, rows));
    }
    record.finish(head.export(), lines.number());
    connection.commit();
    analyze(connection, tables.values());
    end.rows().forEach((table, count) -> progress.say("%s: %d".formatted(table, count)));
  }

  /** Hands all rows after those that are stored to the batches; gives the last line. */
  private Line.End store(Lines lines, long stored, Batches batches)
      throws SQLException, IOException {
    for (String text = lines.next(); text != null; text = lines.next()) {
      if (lines.number() <= stored) {
        continue;
      }
      switch (parse(text, lines.number())) {
        case Line.Row row -> batches.add(row, lines.number());
        case Line.End end -> {
          batches.flush();
          if (lines.next() != null) {
            throw new TransferException("there is more after the last line of the export");
          }
          return end;
        }
        case Line.Head head ->
            throw new TransferException(
                "line %d: a second export begins".formatted(lines.number()));
      }
    }
    batches.flush();
    throw new TransferException(
        "the file ends after line %d, and has no last line: it is not whole. What it has is stored;"
                .formatted(lines.number())
            + " run the import again with the whole file");
  }

  private static Line.Head head(Lines lines) throws IOException {
    String first = lines.next();
    if (first == null) {
      throw new TransferException("there is nothing to import: the file is empty");
    }
    if (!(parse(first, 1) instanceof Line.Head head)) {
      throw new TransferException("line 1: this is not the beginning of a Parley export");
    }
    if (head.format() != Line.FORMAT || head.export().isEmpty()) {
      throw new TransferException(
          "the export is of format %d, and this Parley reads format %d"
              .formatted(head.format(), Line.FORMAT));
    }
    return head;
  }

  private static void check(Line.Head head, Map<String, Table> tables) {
    head.tables()
        .forEach((name, columns) -> {
          Table table = tables.get(name);
          Set<String> unknown = new HashSet<>(columns);
          List<String> known = table == null ? List.of() : table.columns();
          known.forEach(unknown::remove);
          if (!unknown.isEmpty()) {
            throw new TransferException(
                "the export has %s of %s, which this Parley does not know: use the version that made it, or a newer one"
                    .formatted(String.join(", ", unknown), name));
          }
        });
  }

  private static Line parse(String text, long number) {
    try {
      return Line.parse(text);
    } catch (TransferException e) {
      throw new TransferException("line %d: %s".formatted(number, e.getMessage()), e);
    }
  }

  /** So that the first requests are planned as the later ones. */
  private static void analyze(Connection connection, Iterable<Table> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Table table : tables) {
        statement.execute("ANALYZE " + Table.quoted(table.name()));
      }
    }
    connection.commit();
  }
}
