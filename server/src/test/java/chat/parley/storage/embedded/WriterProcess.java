package chat.parley.storage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * A process of its own that starts the server and inserts 1, 2, 3... into {@code written}, one
 * transaction each. It prints each number when the database has acknowledged it.
 */
final class WriterProcess {
  private WriterProcess() {}

  static Process start(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Reads on until a number at or above the wanted one is acknowledged, and returns it. */
  static int awaitAcknowledged(BufferedReader output, int wanted) throws IOException {
    int acknowledged = 0;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("acknowledged ")) {
        acknowledged = Integer.parseInt(line.substring("acknowledged ".length()));
        if (acknowledged >= wanted) {
          break;
        }
      }
    }
    return acknowledged;
  }

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(Path.of(arguments[0]), EmbeddedOptions.defaults());
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists written (number int)");
      for (int number = 1; number < Integer.MAX_VALUE; number++) {
        statement.execute("insert into written values (" + number + ")");
        System.out.println("acknowledged " + number);
      }
    }
  }
}
