package chat.parley.transfer;

import chat.parley.config.Settings;
import chat.parley.fixture.TestPostgres;
import chat.parley.storage.Postgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A database of Parley's, to be exported from and imported into. */
record Store(String url, DataSource source) {

  /** A new one, migrated and empty, in the tests' own PostgreSQL. */
  static Store empty() {
    return at(TestPostgres.shared().newDatabase());
  }

  /** The one at an address, migrated now. */
  static Store at(String url) {
    Vertx vertx = Vertx.vertx();
    try (Postgres postgres = Postgres.start(Settings.from(Map.of("PARLEY_DATABASE_URL", url)))) {
      postgres.migrate(vertx);
      return new Store(url, postgres.dataSource());
    } catch (Exception e) {
      throw new IllegalStateException(url, e);
    } finally {
      vertx.close().await();
    }
  }

  /** All of it, line by line. */
  List<String> exported() throws SQLException, IOException {
    StringWriter out = new StringWriter();
    new Export(source, new Progress(new PrintWriter(new StringWriter()))).write(out);
    return out.toString().lines().toList();
  }

  /** Imports the lines; gives what it says meanwhile. */
  String imports(List<String> lines) throws SQLException, IOException {
    Path file = Files.createTempFile("parley-export", ".jsonl");
    try {
      Files.write(file, lines);
      return imports(file);
    } finally {
      Files.delete(file);
    }
  }

  String imports(Path file) throws SQLException, IOException {
    StringWriter said = new StringWriter();
    new Import(source, new Progress(new PrintWriter(said))).read(file.toString());
    return said.toString();
  }

  /** Everything in the tables that are carried, as text. */
  Map<String, List<String>> content() throws SQLException {
    Map<String, List<String>> content = new LinkedHashMap<>();
    for (String table : Tables.MOVED) {
      content.put(table, texts("SELECT t::text FROM %s t ORDER BY 1".formatted(table)));
    }
    return content;
  }

  String epoch() throws SQLException {
    return texts("SELECT name FROM epoch").getFirst();
  }

  List<String> texts(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
      ResultSet rows = statement.executeQuery(sql);
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
