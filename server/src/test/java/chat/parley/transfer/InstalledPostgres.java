package chat.parley.transfer;

import chat.parley.fixture.Await;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL of the operating system's, of another major version than the embedded one. */
final class InstalledPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String EMBEDDED = "18";

  private final Path socket;
  private final Process process;

  private InstalledPostgres(Path socket, Process process) {
    this.socket = socket;
    this.process = process;
  }

  /** The directory of its programs; none where no other version is installed. */
  static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .filter(version -> !version.endsWith(EMBEDDED))
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .findFirst();
    }
  }

  /** Starts one in a directory that its user may pass; on a Unix socket alone. */
  static InstalledPostgres start(Path programs, Path directory) throws Exception {
    Path home = Files.createDirectory(directory.resolve("installed"));
    if (isRoot()) {
      new ProcessBuilder("chown", "postgres", home.toString()).start().onExit().join();
    }
    Path data = home.resolve("data");
    Process initdb =
        run(home, programs, "initdb", "-D", data.toString(), "-U", "parley", "-A", "trust", "-N");
    if (initdb.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(Files.readString(home.resolveSibling("installed.log")));
    }
    Process process =
        run(
            home,
            programs,
            "postgres",
            "-D",
            data.toString(),
            "-c",
            "listen_addresses=",
            "-c",
            "unix_socket_directories=" + home);
    InstalledPostgres postgres = new InstalledPostgres(home, process);
    Await.until("it takes connections", () -> Files.exists(home.resolve(".s.PGSQL.5432")));
    return postgres;
  }

  String url() {
    return "postgresql://parley@localhost:5432/postgres?host="
        + URLEncoder.encode(socket.toString(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    process.onExit().join();
  }

  private static Process run(Path home, Path programs, String program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
      command.addAll(List.of("--pdeathsig=INT", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(home.resolveSibling("installed.log").toFile()))
        .start();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
