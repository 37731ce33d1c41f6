package chat.parley.storage;

import chat.parley.storage.embedded.EmbeddedOptions;
import chat.parley.storage.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server as an operator has one: on TCP, with a password (SCRAM-SHA-256), without TLS. */
final class TcpPostgres implements AutoCloseable {
  static final String USER = "parley";

  /** Everything that means something in an address. */
  static final String PASSWORD = "p@ss/w:rd?#%&+ é'\"";

  private final int port;
  private final List<String> command;
  private Process process;

  private TcpPostgres(int port, List<String> command) throws IOException {
    this.port = port;
    this.command = command;
    this.process = run(command);
  }

  /**
   * Starts on a directory that must not exist yet, with what the embedded server leaves there.
   *
   * @param options more of PostgreSQL's own, such as {@code synchronous_commit=off}
   */
  static TcpPostgres start(Path data, String... options) throws Exception {
    try (EmbeddedPostgres embedded = EmbeddedPostgres.start(data, EmbeddedOptions.defaults());
        Connection connection = DriverManager.getConnection(embedded.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER USER parley PASSWORD '%s'".formatted(PASSWORD.replace("'", "''")));
    }
    Files.writeString(
        data.resolve("db/pg_hba.conf"),
        """
        host all all 127.0.0.1/32 scram-sha-256
        host replication all 127.0.0.1/32 trust
        """);
    return startCopy(data, data, options);
  }

  /**
   * Starts on a directory that another one's has been copied to, or on that one's own.
   *
   * @param programs the directory of the one that was started first
   */
  static TcpPostgres startCopy(Path programs, Path data, String... options) throws IOException {
    Path cluster = data.resolve("db");
    int port = freePort();
    List<String> command = new ArrayList<>(asOwnerOf(cluster));
    command.addAll(List.of(program(programs), "-D", cluster.toString()));
    command.addAll(List.of("-c", "port=" + port, "-c", "listen_addresses=127.0.0.1"));
    command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=50"));
    for (String option : options) {
      command.addAll(List.of("-c", option));
    }
    return new TcpPostgres(port, command);
  }

  private static Process run(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  int port() {
    return port;
  }

  /** The address of a database with the right password, ready to be appended to. */
  String url(String database) {
    return url(PASSWORD, database);
  }

  String url(String password, String database) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, encoded, port, database);
  }

  boolean isReady() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), USER, PASSWORD);
  }

  void createDatabase(String name) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  /** Ends it by a signal: INT closes connections and writes the rest, QUIT and KILL do neither. */
  void end(String signal) throws IOException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    process.onExit().join();
  }

  /** Starts it again where it was. */
  void startAgain() throws IOException {
    process = run(command);
  }

  @Override
  public void close() throws IOException {
    end("INT");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String program(Path data) throws IOException {
    try (Stream<Path> versions = Files.list(data.resolve("postgres"))) {
      return versions.findFirst().orElseThrow().resolve("bin/postgres").toString();
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
