package chat.parley.storage.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server running until it is told to stop. Owns the thread that starts the server, since the kernel
 * tells the server to shut down when that thread ends.
 */
final class Watch {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A server that ran for this long is taken to be well; the pause starts small again. */
  private static final Duration WELL = Duration.ofMinutes(1);

  private final Layout layout;
  private final Programs programs;
  private final List<String> settings;
  private final Duration startTimeout;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("parley-postgres").unstarted(this::run);
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Postmaster postmaster;

  private Watch(Layout layout, Programs programs, List<String> settings, Duration startTimeout) {
    this.layout = layout;
    this.programs = programs;
    this.settings = settings;
    this.startTimeout = startTimeout;
  }

  /** Returns when the server accepts connections. */
  static Watch start(Layout layout, Programs programs, List<String> settings, Duration startTimeout)
      throws InterruptedException, IOException, EmbeddedPostgresException {
    Watch watch = new Watch(layout, programs, settings, startTimeout);
    watch.thread.start();
    try {
      watch.started.get();
      return watch;
    } catch (InterruptedException e) {
      watch.stop();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EmbeddedPostgresException problem) {
        throw problem;
      }
      if (e.getCause() instanceof IOException problem) {
        throw problem;
      }
      throw new IOException("PostgreSQL could not be started", e.getCause());
    }
  }

  private void run() {
    try {
      Postmaster running = launch();
      started.complete(null);
      watch(running);
    } catch (InterruptedException e) {
      started.cancel(false);
    } catch (IOException | EmbeddedPostgresException | RuntimeException e) {
      started.completeExceptionally(e);
    }
  }

  private void watch(Postmaster first) throws InterruptedException {
    Postmaster running = first;
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      long since = System.nanoTime();
      int exitCode = running.awaitEnd();
      if (System.nanoTime() - since > WELL.toNanos()) {
        pause = SHORTEST_PAUSE;
      }
      String reason = "it ended with exit code " + exitCode;
      Postmaster next = null;
      while (next == null) {
        if (closing.await(0, TimeUnit.MILLISECONDS)) {
          return;
        }
        log().warn("PostgreSQL starts again in {} ms: {}", pause.toMillis(), reason);
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        try {
          new Leftovers(layout, programs).clear();
          next = launch();
        } catch (IOException | EmbeddedPostgresException | RuntimeException e) {
          reason = String.valueOf(e.getMessage());
        }
      }
      running = next;
    }
  }

  private Postmaster launch() throws IOException, InterruptedException, EmbeddedPostgresException {
    Postmaster launched;
    synchronized (closing) {
      if (closing.getCount() == 0) {
        throw new InterruptedException();
      }
      launched = Postmaster.launch(layout, programs, settings);
      postmaster = launched;
    }
    launched.awaitReady(startTimeout);
    return launched;
  }

  /** Stops the server, and returns when it has ended. */
  void stop() throws IOException, InterruptedException {
    Postmaster last;
    synchronized (closing) {
      closing.countDown();
      last = postmaster;
    }
    if (last != null) {
      last.stop();
    }
    thread.interrupt();
    thread.join();
  }

  /** Not before there is something to say: the log takes longer to start than PostgreSQL. */
  private static Logger log() {
    return LoggerFactory.getLogger(Watch.class);
  }
}
