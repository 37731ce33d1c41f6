package chat.parley.http;

import chat.parley.measure.Distribution;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How long requests took from their head to their answer, by the pattern of their address and the class of
 * their status. Patterns, not paths, so that there are only so many. Safe for all event loops.
 */
public final class Traffic {
  /** The pattern of what has none: an address where nothing is, a request that is no HTTP. */
  static final String NOWHERE = "none";

  private static final int CLASSES = 5;

  private final Map<String, Route> routes = new ConcurrentHashMap<>();

  /**
   * One pattern's.
   *
   * @param classes durations by class: 1xx, which is a socket or stream that began, to 5xx
   */
  public record Route(String pattern, List<Distribution> classes) {
    private static Route of(String pattern) {
      return new Route(pattern, Stream.generate(Distribution::ofDurations).limit(CLASSES).toList());
    }

    void answered(int status, long nanos) {
      int statusClass = status / 100;
      if (statusClass >= 1 && statusClass <= CLASSES) {
        classes.get(statusClass - 1).add(nanos);
      }
    }
  }

  Route of(String pattern) {
    return routes.computeIfAbsent(pattern, Route::of);
  }

  /** All patterns that were asked for, in no order. */
  public Iterable<Route> routes() {
    return Collections.unmodifiableCollection(routes.values());
  }
}
