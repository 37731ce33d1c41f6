package chat.parley.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The PostgreSQL that Parley has unpacked, on the data that it has made, for several servers: on TCP, but
 * else with the settings that it has inside of one.
 */
public final class SharedPostgres implements AutoCloseable {
  private final Children children;
  private final Process process;
  private final int port;

  private SharedPostgres(Children children, Process process, int port) {
    this.children = children;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it on a data directory on which no server runs; returns when it listens.
   *
   * @param scratch a directory for what it is told
   */
  public static SharedPostgres start(Children children, Path data, Path scratch)
      throws IOException {
    Path cluster = data.resolve("db");
    int port = Ports.free();
    Path rules = Files.createDirectories(scratch).resolve("pg_hba.conf");
    Files.writeString(rules, "host all all 127.0.0.1/32 trust\n");
    List<String> command = new ArrayList<>(asOwnerOf(cluster));
    command.addAll(List.of(program(data).toString(), "-D", cluster.toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "hba_file=" + rules,
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=128MB",
            "max_parallel_workers_per_gather=0")) {
      command.addAll(List.of("-c", setting));
    }
    Process process = children.start(command, Map.of(), Path.of("/dev/null"));
    Ports.awaitOpen(process, port);
    return new SharedPostgres(children, process, port);
  }

  String url() {
    return "postgresql://parley@127.0.0.1:%d/parley?sslmode=disable".formatted(port);
  }

  long cpuMicros() {
    return Stream.concat(Stream.of(process.toHandle()), process.children())
        .mapToLong(Cpu::of)
        .sum();
  }

  private static Path program(Path data) throws IOException {
    try (Stream<Path> versions = Files.list(data.resolve("postgres"))) {
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

  @Override
  public void close() {
    children.end(process);
  }
}
