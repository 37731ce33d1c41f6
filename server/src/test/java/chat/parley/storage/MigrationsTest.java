package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.config.Settings;
import chat.parley.fixture.TestPostgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which databases are left as they are, and which are given to Flyway. */
class MigrationsTest {
  private static final Path FILES = Path.of("src/main/resources/db/migration");

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void theVersionsAreThoseOfTheFiles() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"))
                  .sorted(Comparator.comparing(Integer::valueOf)))
          .containsExactly(Migrations.VERSIONS.split(" ", -1));
    }
  }

  @Test
  void aDatabaseOfTheNewestVersionIsDone() throws Exception {
    assertThat(areDone(TestPostgres.shared().newDatabase())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE flyway_schema_history",
        "DELETE FROM flyway_schema_history",
        "DELETE FROM flyway_schema_history WHERE version = '<newest>'",
        "DELETE FROM flyway_schema_history WHERE version = '2'",
        "UPDATE flyway_schema_history SET success = false WHERE version = '1'",
        "UPDATE flyway_schema_history SET version = '1000' WHERE version = '<newest>'",
        "UPDATE flyway_schema_history SET version = '<newest>.1' WHERE version = '<newest>'",
      })
  void anyOtherStateIsForFlyway(String change) throws Exception {
    String url = TestPostgres.shared().newDatabase();
    execute(url, change.replace("<newest>", newest()));
    assertThat(areDone(url)).isFalse();
  }

  @Test
  void aDatabaseOneVersionBehindIsMigrated() throws Exception {
    String url = TestPostgres.shared().newEmptyDatabase();
    List<String> versions = List.of(Migrations.VERSIONS.split(" ", -1));
    try (Postgres postgres = Postgres.start(settings(url))) {
      Migrations.configured(postgres.dataSource())
          .target(versions.get(versions.size() - 2))
          .load()
          .migrate();
      assertThat(Migrations.areDone(vertx, postgres.address().hosts().getFirst())).isFalse();
      postgres.migrate(vertx);
      assertThat(Migrations.areDone(vertx, postgres.address().hosts().getFirst())).isTrue();
    }
  }

  private static String newest() {
    return Migrations.VERSIONS.replaceAll(".* ", "");
  }

  private static boolean areDone(String url) throws StorageException {
    try (Postgres postgres = Postgres.start(settings(url))) {
      return Migrations.areDone(vertx, postgres.address().hosts().getFirst());
    }
  }

  private static Settings settings(String url) {
    return Settings.from(Map.of("PARLEY_DATABASE_URL", url));
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = TestPostgres.shared().connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
