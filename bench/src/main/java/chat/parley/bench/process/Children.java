package chat.parley.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that this one has started. None of them outlives it: Ctrl-C ends them as well. */
public final class Children implements AutoCloseable {
  private static final int GRACE_SECONDS = 20;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Runnable afterwards;
  private final Thread hook = new Thread(this::endAll, "end-children");

  /**
   * @param afterwards what is to be done when all have ended
   */
  public Children(Runnable afterwards) {
    this.afterwards = afterwards;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a program whose standard output is read by the caller.
   *
   * @param errors where its standard error is appended
   */
  Process start(List<String> command, Map<String, String> environment, Path errors)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    running.add(process);
    return process;
  }

  /** Asks a process to stop, and waits until it has; kills it after 20 s. */
  void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    running.remove(process);
  }

  private void endAll() {
    List.copyOf(running).forEach(Process::destroy);
    List.copyOf(running).forEach(this::end);
    afterwards.run();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    endAll();
  }
}
