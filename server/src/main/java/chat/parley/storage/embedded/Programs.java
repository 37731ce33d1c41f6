package chat.parley.storage.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs PostgreSQL's programs as the right user, and so that they end when this process does. */
final class Programs {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Binaries binaries;
  private final List<String> prefix;

  Programs(Binaries binaries, Account account) throws EmbeddedPostgresException {
    this.binaries = binaries;
    this.prefix = prefix(account);
  }

  /** What a program that has ended leaves: its exit code, and all that it wrote. */
  record Outcome(int exitCode, String output) {
    boolean failed() {
      return exitCode != 0;
    }

    /** The last line, which is where PostgreSQL's programs put what went wrong. */
    String lastLine() {
      return output
          .lines()
          .filter(line -> !line.isBlank())
          .reduce("", (first, last) -> last)
          .strip();
    }
  }

  /**
   * A program that is ready to start. It gets none of this process's environment, which may hold
   * secrets. It is told to shut down (SIGINT) when the thread that starts it ends, where the system
   * can do that: Linux counts the thread as the parent, not the process.
   */
  ProcessBuilder builder(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", PATH);
    environment.put("LC_ALL", "C");
    return builder.redirectErrorStream(true);
  }

  /** Runs a program to its end. */
  Outcome run(String program, List<String> arguments, String input)
      throws IOException, InterruptedException {
    Process process = builder(program, arguments).start();
    try {
      try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
        stdin.write(input);
      } catch (IOException e) {
        // It ended without reading; its exit code and output say why.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Finds out whether the programs run here at all, as the user that they are to run as. */
  void check(Account account) throws IOException, InterruptedException, EmbeddedPostgresException {
    Outcome outcome = run("postgres", List.of("--version"), "");
    if (outcome.failed()) {
      Optional<Path> closed = account.closedOnTheWayTo(binaries.home());
      throw new EmbeddedPostgresException(
          closed.isPresent() ? unreachable(account, closed.get()) : unrunnable(outcome));
    }
  }

  private static String unreachable(Account account, Path closed) {
    return ("Parley runs as root, and PostgreSQL as the user \"%s\", who may not pass %s:"
            + " chmod o+x that directory, choose another data directory (PARLEY_DATA_DIR),"
            + " or run Parley as another user")
        .formatted(account.name(), closed);
  }

  private static String unrunnable(Outcome outcome) {
    return ("the embedded PostgreSQL does not run on this system: %s (it needs glibc 2.27 and"
            + " libstdc++, and a data directory that is not mounted noexec; or set"
            + " PARLEY_DATABASE_URL)")
        .formatted(outcome.lastLine());
  }

  /** Asks a PostgreSQL server for a fast shutdown: open transactions are rolled back. */
  void interrupt(ProcessHandle postmaster) throws IOException, InterruptedException {
    run("pg_ctl", List.of("kill", "INT", Long.toString(postmaster.pid())), "");
  }

  private static List<String> prefix(Account account) throws EmbeddedPostgresException {
    Optional<String> setpriv = onPath("setpriv");
    if (account.foreign() && setpriv.isEmpty()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL cannot run as root, and setpriv (of util-linux) is missing to change the user:"
              + " install it, run Parley as another user, or set PARLEY_DATABASE_URL");
    }
    List<String> prefix = new ArrayList<>();
    setpriv.ifPresent(prefix::add);
    if (account.foreign()) {
      prefix.addAll(
          List.of("--reuid=" + account.uid(), "--regid=" + account.gid(), "--clear-groups"));
    }
    if (setpriv.isPresent()) {
      prefix.addAll(List.of("--pdeathsig=INT", "--"));
    }
    // Its own session: Ctrl-C in the terminal is for Parley alone, which stops PostgreSQL last.
    onPath("setsid").ifPresent(prefix::add);
    return List.copyOf(prefix);
  }

  private static Optional<String> onPath(String program) {
    return List.of(PATH.split(":")).stream()
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
