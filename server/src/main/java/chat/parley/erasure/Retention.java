package chat.parley.erasure;

import chat.parley.storage.Database;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes messages past their time, as long as a node runs; of several nodes one at a time. Looks through the rooms again
 * and again, with pauses at least as long as a look took. One for all event loops, of which the first that comes does it.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private final Optional<Duration> usual;
  private final Duration pause;
  private final LongAdder deleted;
  private final Lease lease = new Lease("retention");
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * @param usual how long messages are kept where their room says nothing else; none for ever
   * @param check at most between two looks
   * @param deleted counts the messages
   */
  public Retention(Optional<Duration> usual, Duration check, LongAdder deleted) {
    this.usual = usual;
    this.deleted = deleted;
    Duration quarter = usual.orElse(check.multipliedBy(4)).dividedBy(4);
    this.pause = least(check, quarter.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : quarter);
  }

  /**
   * Begins, unless another event loop has.
   *
   * @param reading the event loop's own connections, for small reads
   * @param opening further connections
   */
  public void begin(Vertx vertx, Database reading, Supplier<Database> opening) {
    if (begun.compareAndSet(false, true)) {
      AgedStore aged = new AgedStore(reading, usual);
      lookAfter(vertx, pause, () -> new Round(aged, lease, opening, deleted));
    }
  }

  private void lookAfter(Vertx vertx, Duration time, Supplier<Round> rounds) {
    vertx.setTimer(time.toMillis(), id -> look(vertx, rounds));
  }

  private void look(Vertx vertx, Supplier<Round> rounds) {
    long begin = System.nanoTime();
    Round round = rounds.get();
    new Pace(vertx)
        .takeAll(round::step)
        .eventually(round::close)
        .onComplete(done -> {
          Duration took = Duration.ofNanos(System.nanoTime() - begin);
          tell(round.count(), took, done.cause());
          Duration rest = least(took, LONGEST_PAUSE);
          lookAfter(vertx, rest.compareTo(pause) < 0 ? pause : rest, rounds);
        });
  }

  /** A database that is away is told of by others. */
  private static void tell(long count, Duration took, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.atDebug().setCause(failure).log("retention was interrupted");
    }
    if (count > 0) {
      LOG.atInfo()
          .addKeyValue("messages", count)
          .addKeyValue("seconds", TimeUnit.MILLISECONDS.toSeconds(took.toMillis()))
          .log("deleted messages past their time");
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
