package chat.parley.transfer.foreign;

import chat.parley.transfer.ExportFile;
import chat.parley.transfer.Lines;
import chat.parley.transfer.Progress;
import chat.parley.transfer.Report;
import chat.parley.transfer.Staging;
import chat.parley.transfer.TransferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Imports of what another system has exported: all of it or nothing, into an empty database. */
public enum ForeignImport {
  /** A Django database in EduLite's schema: dumpdata's JSON, or pg_dump's text. */
  EDULITE {
    @Override
    Map<String, Long> read(
        Path file, Predicate<String> hashes, Staging staging, Report report, Progress progress)
        throws IOException, SQLException {
      try (DjangoRecords records = records(file)) {
        new EduLite(hashes, staging, report, progress).read(records);
      }
      return staging.finish(true, report);
    }
  },

  /** The zip that Slack gives. */
  SLACK {
    @Override
    Map<String, Long> read(
        Path file, Predicate<String> hashes, Staging staging, Report report, Progress progress)
        throws IOException, SQLException {
      try (SlackFiles files = new SlackFiles(file)) {
        new Slack(files, staging, report, progress).read();
      }
      return staging.finish(false, report);
    }
  };

  private static final int START = 4096;

  /**
   * Imports a file.
   *
   * @param hashes those of passwords that people can log in with here
   * @param report told of what has no place here
   * @return how many rows each table has now
   * @throws TransferException if the file is not what it should be, or the database has other data
   */
  public Map<String, Long> into(
      DataSource store, Path file, Predicate<String> hashes, Report report, Progress progress)
      throws IOException, SQLException {
    if (!Files.isReadable(file)) {
      throw new TransferException("there is no file " + file);
    }
    try (Staging staging = Staging.into(store)) {
      return read(file, hashes, staging, report, progress);
    }
  }

  abstract Map<String, Long> read(
      Path file, Predicate<String> hashes, Staging staging, Report report, Progress progress)
      throws IOException, SQLException;

  private static DjangoRecords records(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(ExportFile.open(file.toString()), START);
    bytes.mark(START);
    String start = new String(bytes.readNBytes(START), StandardCharsets.ISO_8859_1).stripLeading();
    bytes.reset();
    if (start.startsWith("\u001f\u008b")) {
      throw new TransferException("%s is gzipped: gunzip it first".formatted(file));
    }
    if (start.startsWith("PGDMP")) {
      throw new TransferException(
          "%s is an archive of pg_dump: pg_restore -f dump.sql %s makes text of it"
              .formatted(file, file));
    }
    if (start.startsWith("SQLite") || start.startsWith("PRAGMA")) {
      throw new TransferException(
          "%s is of SQLite: make a dump by manage.py dumpdata auth.user chat".formatted(file));
    }
    return start.startsWith("[") || start.startsWith("{")
        ? new DjangoJson(new JsonRecords(file.getFileName().toString(), bytes))
        : new DjangoSql(Lines.of(bytes));
  }
}
