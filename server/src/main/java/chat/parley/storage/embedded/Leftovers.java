package chat.parley.storage.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a server that did not end in order leaves behind: its processes and its pid file. */
final class Leftovers {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);
  private static final Duration CHILDREN = Duration.ofSeconds(5);

  private final Path cluster;
  private final Path pidFile;
  private final Programs programs;

  Leftovers(Layout layout, Programs programs) {
    this.cluster = layout.cluster();
    this.pidFile = layout.postmasterPid();
    this.programs = programs;
  }

  /** Returns when no process uses the database, and no other process's pid keeps it from starting. */
  void clear() throws IOException, InterruptedException {
    Optional<ProcessHandle> named = processOfPidFile();
    if (named.isPresent() && isOurs(named.get())) {
      programs.interrupt(named.get());
      end(List.of(named.get()), SHUTDOWN);
    }
    end(ProcessHandle.allProcesses().filter(this::worksHere).toList(), CHILDREN);
    if (named.isPresent() && !isOurs(named.get()) && named.get().isAlive()) {
      // PostgreSQL itself believes any live process of that number to be a server.
      Files.deleteIfExists(pidFile);
    }
  }

  /** Waits for processes to end by themselves, and kills those that have not in time. */
  private void end(List<ProcessHandle> processes, Duration patience) throws InterruptedException {
    if (!haveEnded(processes, patience)) {
      processes.forEach(ProcessHandle::destroyForcibly);
      haveEnded(processes, patience);
    }
  }

  /** Asks {@link #isOurs} rather than {@code isAlive}, which takes a zombie to be alive. */
  private boolean haveEnded(List<ProcessHandle> processes, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (processes.stream().anyMatch(this::isOurs)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return true;
  }

  private Optional<ProcessHandle> processOfPidFile() throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String pid =
        Files.readString(pidFile, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    try {
      return ProcessHandle.of(Long.parseLong(pid.strip()));
    } catch (NumberFormatException e) {
      Files.delete(pidFile);
      return Optional.empty();
    }
  }

  /** Whether this is a server on our database. A zombie, having no directory and no arguments, is not. */
  private boolean isOurs(ProcessHandle process) {
    if (worksHere(process)) {
      return true;
    }
    String[] arguments = process.info().arguments().orElse(new String[0]);
    int option = Arrays.asList(arguments).indexOf("-D");
    return option >= 0
        && option + 1 < arguments.length
        && arguments[option + 1].equals(cluster.toString());
  }

  /** Whether this is a PostgreSQL process with our database as its working directory, as all have. */
  private boolean worksHere(ProcessHandle process) {
    Path facts = Path.of("/proc", Long.toString(process.pid()));
    try {
      return Files.readString(facts.resolve("comm")).strip().equals("postgres")
          && Files.readSymbolicLink(facts.resolve("cwd")).equals(cluster);
    } catch (IOException e) {
      return false;
    }
  }
}
