package chat.parley.storage.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the PostgreSQL server. */
final class Postmaster {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);

  /** The line of postmaster.pid, counted from 0, that has the state of the server. */
  private static final int STATE_LINE = 7;

  private final Path pidFile;
  private final Programs programs;
  private final PostgresLog log;
  private final long logPosition;
  private final Process process;

  private Postmaster(
      Path pidFile, Programs programs, PostgresLog log, long logPosition, Process process) {
    this.pidFile = pidFile;
    this.programs = programs;
    this.log = log;
    this.logPosition = logPosition;
    this.process = process;
  }

  /** Starts the server; it shuts down by itself when the calling thread ends. */
  static Postmaster launch(Layout layout, Programs programs, List<String> settings)
      throws IOException {
    PostgresLog log = new PostgresLog(layout);
    long position = log.open();
    List<String> arguments = new ArrayList<>(List.of("-D", layout.cluster().toString()));
    arguments.addAll(settings);
    Process process =
        programs
            .builder("postgres", arguments)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(Redirect.appendTo(log.file().toFile()))
            .start();
    return new Postmaster(layout.postmasterPid(), programs, log, position, process);
  }

  /** Waits until the server accepts connections; recovery after a crash comes before that. */
  void awaitReady(Duration timeout)
      throws IOException, InterruptedException, EmbeddedPostgresException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isReady()) {
      if (process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EmbeddedPostgresException(
            "PostgreSQL did not start: %s (all of it is in %s)"
                .formatted(log.lastLines(logPosition), log.file()));
      }
      if (System.nanoTime() - deadline > 0) {
        stop();
        throw new EmbeddedPostgresException(
            "PostgreSQL was not ready after %d s: %s (all of it is in %s)"
                .formatted(timeout.toSeconds(), log.lastLines(logPosition), log.file()));
      }
    }
  }

  private boolean isReady() throws IOException {
    try {
      List<String> lines = Files.readAllLines(pidFile, StandardCharsets.ISO_8859_1);
      return lines.size() > STATE_LINE
          && lines.getFirst().strip().equals(Long.toString(process.pid()))
          && lines.get(STATE_LINE).strip().equals("ready");
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Waits until the server has ended, however long that takes, and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Shuts the server down; one that takes more than 10 s is killed, and recovers at its next start. */
  void stop() throws IOException, InterruptedException {
    if (process.isAlive()) {
      programs.interrupt(process.toHandle());
      if (!process.waitFor(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
