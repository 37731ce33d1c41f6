package chat.parley.bench.process;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the benchmark runs on, as the machine itself tells it. */
public final class Surroundings {
  private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");
  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  private Surroundings() {}

  public static String processor() throws IOException {
    return first(MODEL, Files.readString(Path.of("/proc/cpuinfo"))).orElse(arch());
  }

  public static long memoryMib() throws IOException {
    return first(MEMORY, Files.readString(Path.of("/proc/meminfo")))
        .map(kib -> Long.parseLong(kib) / 1024)
        .orElse(0L);
  }

  /** The kernel and its version. */
  public static String system() {
    return "%s %s %s".formatted(property("os.name"), property("os.version"), arch());
  }

  /** Versions of the programs that take part, by name. */
  public static Map<String, String> versions(Database database) throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Java", property("java.vm.version"));
    versions.put("Vert.x", String.valueOf(Vertx.class.getPackage().getImplementationVersion()));
    database.psql("SHOW server_version").ifPresent(version -> versions.put("PostgreSQL", version));
    Optional<Path> pgbench = Programs.postgres("pgbench");
    if (pgbench.isPresent()) {
      String said = Programs.run(List.of(pgbench.get().toString(), "--version"));
      Matcher version = VERSION.matcher(said);
      versions.put("pgbench", version.find() ? version.group() : said.strip());
    }
    return versions;
  }

  /** The commit that is checked out, with a plus if files were changed since; a dash without git. */
  public static String commit(Path repository) {
    List<String> git = List.of("git", "-C", repository.toString());
    try {
      String commit = Programs.run(concat(git, "rev-parse", "--short=10", "HEAD")).strip();
      String changed = Programs.run(concat(git, "status", "--porcelain", "--untracked-files=no"));
      return changed.isBlank() ? commit : commit + "+";
    } catch (IOException e) {
      return "-";
    }
  }

  private static List<String> concat(List<String> head, String... tail) {
    return java.util.stream.Stream.concat(head.stream(), java.util.Arrays.stream(tail)).toList();
  }

  private static String arch() {
    return property("os.arch");
  }

  private static String property(String name) {
    return System.getProperty(name, "-");
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
