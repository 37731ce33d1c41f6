package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A temporary directory that PostgreSQL's user may pass (JUnit's are closed to others), and SQL. */
final class Sandbox implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path root;

  private Sandbox(Path root) {
    this.root = root;
  }

  static Sandbox create() throws IOException {
    Path root = Files.createTempDirectory("parley-test-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Sandbox(root);
  }

  Path data() {
    return root.resolve("data");
  }

  /** A directory that exists, for data directories of other names. */
  Path elsewhere() {
    return root;
  }

  /** The pid of the server on a data directory. */
  static long postmaster(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("db/postmaster.pid")).getFirst().strip());
  }

  static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  static void execute(EmbeddedPostgres postgres, String... commands) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** Asks again until there is an answer without an exception. */
  static <T> T eventually(Callable<T> question) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    @Nullable Throwable last = null;
    while (System.nanoTime() - deadline < 0) {
      try {
        return question.call();
      } catch (Exception | AssertionError e) {
        last = e;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    throw new AssertionError("no answer in " + PATIENCE, last);
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(root);
  }
}
