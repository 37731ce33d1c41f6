package chat.parley.transfer.foreign;

import chat.parley.auth.Passwords;
import chat.parley.config.Settings;
import chat.parley.fixture.TestPostgres;
import chat.parley.storage.Postgres;
import chat.parley.transfer.Progress;
import chat.parley.transfer.Report;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an import of another system's file left. */
record Imported(String url, Map<String, Long> stored, String report) {

  /** Into a new database. */
  static Imported of(ForeignImport system, Path file) throws Exception {
    return of(system, file, TestPostgres.shared().newDatabase());
  }

  static Imported of(ForeignImport system, Path file, String url) throws Exception {
    Report report = new Report();
    Vertx vertx = Vertx.vertx();
    try (Postgres postgres = Postgres.start(Settings.from(Map.of("PARLEY_DATABASE_URL", url)))) {
      postgres.migrate(vertx);
      Map<String, Long> stored =
          system.into(
              postgres.dataSource(),
              file,
              Passwords::isKnown,
              report,
              new Progress(new PrintWriter(new StringWriter())));
      StringWriter printed = new StringWriter();
      report.printTo(new PrintWriter(printed));
      return new Imported(url, stored, printed.toString());
    } finally {
      vertx.close().await();
    }
  }

  List<String> rows(String sql) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url);
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
