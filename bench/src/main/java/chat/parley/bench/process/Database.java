package chat.parley.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded PostgreSQL of a running Parley, reached as its operator would: by psql and pgbench. */
public final class Database {
  private static final Pattern TPS = Pattern.compile("tps = ([\\d.]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([\\d.]+) ms");

  private static final int MOST_SCRIPTS = 128;

  private final Path socket;
  private final Optional<Path> pgbench;
  private final Optional<Path> psql;

  private Database(Path socket, Optional<Path> pgbench, Optional<Path> psql) {
    this.socket = socket;
    this.pgbench = pgbench;
    this.psql = psql;
  }

  /** The database of a server. */
  public static Database of(Parley parley) throws IOException {
    return new Database(
        parley.databaseSocket(), Programs.postgres("pgbench"), Programs.postgres("psql"));
  }

  /**
   * What pgbench has reached.
   *
   * @param perSecond transactions a second, connecting not counted
   * @param millis their mean duration
   */
  public record Rate(double perSecond, double millis) {}

  /**
   * What pgbench is to run.
   *
   * @param weight how often, in proportion to the other scripts
   */
  public record Script(String text, int weight) {}

  /**
   * Runs scripts again and again, their statements prepared; empty where there is no pgbench.
   *
   * @param scripts the heaviest 128 of them are taken: pgbench takes no more
   * @param clients connections
   */
  public Optional<Rate> pgbench(List<Script> scripts, int clients, int seconds) throws IOException {
    if (pgbench.isEmpty()) {
      return Optional.empty();
    }
    List<Path> files = new ArrayList<>();
    try {
      List<String> command = new ArrayList<>(List.of(pgbench.get().toString()));
      command.addAll(connection());
      command.addAll(
          List.of(
              "--no-vacuum",
              "--protocol=prepared",
              "--client=" + clients,
              "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
              "--time=" + seconds));
      List<Script> heaviest =
          scripts.stream()
              .sorted(Comparator.comparingInt(Script::weight).reversed())
              .limit(MOST_SCRIPTS)
              .toList();
      for (Script script : heaviest) {
        Path file = Files.createTempFile("parley-bench", ".sql");
        files.add(file);
        Files.writeString(file, script.text());
        command.add("--file=%s@%d".formatted(file, script.weight()));
      }
      command.add("parley");
      String output = Programs.run(command);
      return Optional.of(new Rate(number(TPS, output), number(LATENCY, output)));
    } finally {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /** Runs statements by psql, and gives what it prints, unaligned; empty where there is no psql. */
  public Optional<String> psql(String statements) throws IOException {
    if (psql.isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(psql.get().toString()));
    command.addAll(connection());
    command.addAll(
        List.of("--no-psqlrc", "-qAt", "--set=ON_ERROR_STOP=1", "-c", statements, "parley"));
    return Optional.of(Programs.run(command).strip());
  }

  private List<String> connection() {
    return List.of("--host=" + socket, "--username=parley");
  }

  private static double number(Pattern pattern, String output) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IOException("pgbench printed no " + pattern + ": " + output);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
