package chat.parley.clustertest.stage;

import chat.parley.fixture.Await;
import chat.parley.fixture.TestNats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one PostgreSQL of the cluster: the programs and the database that Parley itself unpacks, on TCP. */
public final class Postgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "Vexing#Quartz-7719\n";

  private final Path directory;
  private final Path output;
  private final int port = TestNats.freePort();
  private Process process;

  private Postgres(Path directory, Path output) {
    this.directory = directory;
    this.output = output;
    this.process = run();
  }

  /** Makes a database below a directory, and serves it. */
  static Postgres make(Path work, Path jar) throws IOException, InterruptedException {
    Path directory = work.resolve("postgres");
    Path output = work.resolve("postgres.log");
    Process making =
        Programs.start(
            List.of(Programs.java(), "-jar", jar.toString(), "user", "add", "operator"),
            Map.of("PARLEY_DATA_DIR", directory.toString()),
            output);
    try (var input = making.outputWriter()) {
      input.write(PASSWORD);
    }
    if (making.waitFor() != 0) {
      throw new IOException("no database was made: " + Programs.read(output));
    }
    Files.writeString(directory.resolve("db/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
    Postgres postgres = new Postgres(directory, output);
    postgres.awaitReady();
    return postgres;
  }

  public int port() {
    return port;
  }

  /** Ends all connections in order, and starts again. */
  public void restart(Duration pause) {
    restart("INT", pause);
  }

  /** Drops everything, as power does, and starts again. */
  public void crash(Duration pause) {
    restart("QUIT", pause);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/parley".formatted(port), "parley", "");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      Programs.signal(process, "INT");
      process.onExit().join();
    }
  }

  private void restart(String signal, Duration pause) {
    Programs.signal(process, signal);
    process.onExit().join();
    Pauses.take(pause);
    process = run();
    awaitReady();
  }

  private void awaitReady() {
    Await.until(PATIENCE, this::isReady);
  }

  private boolean isReady() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private Process run() {
    Path cluster = directory.resolve("db");
    List<String> command = new ArrayList<>();
    try {
      command.addAll(asOwnerOf(cluster));
      command.addAll(List.of(program().toString(), "-D", cluster.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.addAll(List.of("-c", "port=" + port, "-c", "listen_addresses=127.0.0.1"));
    command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=100"));
    return Programs.start(command, Map.of(), output);
  }

  private Path program() throws IOException {
    try (Stream<Path> versions = Files.list(directory.resolve("postgres"))) {
      return versions.findFirst().orElseThrow().resolve("bin/postgres");
    }
  }

  /** PostgreSQL refuses to run as root. */
  private static List<String> asOwnerOf(Path cluster) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    return List.of(
        "setpriv",
        "--reuid=" + Files.getAttribute(cluster, "unix:uid"),
        "--regid=" + Files.getAttribute(cluster, "unix:gid"),
        "--clear-groups",
        "--");
  }
}
