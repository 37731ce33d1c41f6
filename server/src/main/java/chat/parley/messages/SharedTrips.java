package chat.parley.messages;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Reads of the same page that are under way at the same time: one goes to the database, the others wait for
 * it. Whoever waits has asked before whether it may read; whoever goes asks as it reads.
 *
 * <p>Belongs to one event loop.
 */
final class SharedTrips {
  private final Map<PageCache.Name, Future<Optional<PageCache.Page>>> underWay = new HashMap<>();
  private final LongAdder spared;

  /**
   * @param spared counts who did not have to go
   */
  SharedTrips(LongAdder spared) {
    this.spared = spared;
  }

  /** Whether somebody reads this page now. */
  boolean isUnderWay(PageCache.Name name) {
    return underWay.containsKey(name);
  }

  /**
   * Reads a page for somebody who may read the room at a number, or waits for who does. Where that trip brings
   * an older state, or nothing since it was for somebody who is not let in, one of those who waited goes next.
   *
   * @param read with one's own access; empty where one is not let in
   * @return fails where the read fails, for all who wait for it
   */
  Future<Optional<PageCache.Page>> at(
      long seq, PageCache.Name name, Supplier<Future<Optional<PageCache.Page>>> read) {
    Future<Optional<PageCache.Page>> trip = underWay.get(name);
    if (trip == null) {
      return start(name, read);
    }
    return trip.compose(page -> {
      if (page.isPresent() && page.get().seq() >= seq) {
        spared.increment();
        return trip;
      }
      return at(seq, name, read);
    });
  }

  /** Starts a trip that others may wait for; there must be none under way. */
  Future<Optional<PageCache.Page>> start(
      PageCache.Name name, Supplier<Future<Optional<PageCache.Page>>> read) {
    Future<Optional<PageCache.Page>> trip = read.get();
    if (!trip.isComplete()) {
      underWay.put(name, trip);
      trip.onComplete(done -> underWay.remove(name));
    }
    return trip;
  }
}
