package chat.parley.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many of something each may have at a time. Safe for all event loops.
 *
 * @param <K> whose they are
 */
public final class Places<K> {
  private final int most;
  private final Map<K, Integer> taken = new ConcurrentHashMap<>();

  Places(int most) {
    this.most = most;
  }

  /** Takes a place, to be given back by {@link #leave}; false if all are taken. */
  public boolean take(K key) {
    boolean fits = taken.merge(key, 1, Integer::sum) <= most;
    if (!fits) {
      leave(key);
    }
    return fits;
  }

  public void leave(K key) {
    taken.computeIfPresent(key, (same, count) -> count > 1 ? count - 1 : null);
  }
}
