package chat.parley.messages;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the same page that are under way at the same time: one goes to the database, the others wait for
 * it.
 *
 * <p>Belongs to one event loop.
 */
final class SharedTrips {
  private final Map<PageCache.Name, Future<Optional<PageCache.Page>>> underWay = new HashMap<>();

  /** The read of this page that is under way. */
  @Nullable Future<Optional<PageCache.Page>> of(PageCache.Name name) {
    return underWay.get(name);
  }

  /** Starts one that others may wait for, if there is none. */
  Future<Optional<PageCache.Page>> start(
      PageCache.Name name, Supplier<Future<Optional<PageCache.Page>>> read) {
    Future<Optional<PageCache.Page>> trip = read.get();
    if (!trip.isComplete() && underWay.putIfAbsent(name, trip) == null) {
      trip.onComplete(done -> underWay.remove(name));
    }
    return trip;
  }
}
