package chat.parley.bench.load;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;

/**
 * As many requests at once as there are connections, each followed by the next as soon as it is answered:
 * what a server answers at most, as pgbench finds it.
 */
public final class ClosedLoop {
  private static final int REFUSED = 400;

  private final Requests requests;
  private final Recorder recorder;
  private final Promise<Outcome> over = Promise.promise();
  private int asking;

  private ClosedLoop(Requests requests, Recorder recorder, int asking) {
    this.requests = requests;
    this.recorder = recorder;
    this.asking = asking;
  }

  /** Runs, and waits for the last answer. */
  public static Outcome run(Loop loop, List<HttpWire> wires, Requests requests, Duration duration) {
    return loop.call(() -> {
      long now = System.nanoTime();
      Recorder recorder = new Recorder(now, now + duration.toNanos());
      ClosedLoop load = new ClosedLoop(requests, recorder, wires.size());
      wires.forEach(load::ask);
      return load.over.future();
    });
  }

  private void ask(HttpWire wire) {
    long start = System.nanoTime();
    wire.ask(requests.next(), status -> answered(wire, status, start));
  }

  private void answered(HttpWire wire, int status, long start) {
    long now = System.nanoTime();
    if (status < REFUSED) {
      recorder.done(now, now - start);
    } else {
      recorder.failed();
    }
    if (!recorder.isOver(now)) {
      ask(wire);
    } else if (--asking == 0) {
      over.complete(recorder.outcome());
    }
  }
}
