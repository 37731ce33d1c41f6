package chat.parley.bench.load;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;

/**
 * Requests by the clock, whether or not the earlier ones are answered. A delay counts from the moment for
 * which the request was planned: a server that stalls is charged for all that should have been asked meanwhile.
 */
public final class OpenLoop {
  private static final int REFUSED = 400;

  private final Loop loop;
  private final Requests requests;
  private final Arrivals arrivals;
  private final Recorder recorder;
  private final ArrayDeque<HttpWire> free;
  private final ArrayDeque<Long> late = new ArrayDeque<>();
  private final int wires;
  private final Promise<Outcome> over = Promise.promise();

  private OpenLoop(
      Loop loop,
      Requests requests,
      Arrivals arrivals,
      Recorder recorder,
      Collection<HttpWire> wires) {
    this.loop = loop;
    this.requests = requests;
    this.arrivals = arrivals;
    this.recorder = recorder;
    this.free = new ArrayDeque<>(wires);
    this.wires = wires.size();
  }

  /**
   * Runs, and waits for the last answer.
   *
   * @param rate requests a second
   */
  public static Outcome run(
      Loop loop, List<HttpWire> wires, Requests requests, double rate, Duration duration) {
    return loop.call(() -> {
      long now = System.nanoTime();
      long end = now + duration.toNanos();
      OpenLoop load =
          new OpenLoop(loop, requests, new Arrivals(rate, now), new Recorder(now, end), wires);
      load.go();
      return load.over.future();
    });
  }

  private void go() {
    long now = System.nanoTime();
    while (arrivals.isDue(now) && !recorder.isOver(arrivals.next())) {
      long planned = arrivals.take();
      HttpWire wire = free.poll();
      if (wire == null) {
        late.add(planned);
      } else {
        ask(wire, planned);
      }
    }
    if (recorder.isOver(arrivals.next())) {
      finish();
    } else {
      loop.after(arrivals.pause(), this::go);
    }
  }

  private void ask(HttpWire wire, long planned) {
    wire.ask(requests.next(), status -> answered(wire, status, planned));
  }

  private void answered(HttpWire wire, int status, long planned) {
    long now = System.nanoTime();
    if (status < REFUSED) {
      recorder.done(now, now - planned);
    } else {
      recorder.failed();
    }
    Long waiting = late.poll();
    if (waiting != null) {
      ask(wire, waiting);
    } else {
      free.add(wire);
      if (recorder.isOver(arrivals.next())) {
        finish();
      }
    }
  }

  private void finish() {
    if (free.size() == wires) {
      over.tryComplete(recorder.outcome());
    }
  }
}
