package chat.parley.bench.scenario;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** Load before anything is counted: Java compiles what runs often, and that takes its time. */
final class WarmUp {
  /** Into so many slices is the longest time divided. */
  private static final int SLICES = 10;

  /** What a slice must bring beyond the best before, to be worth another one. */
  private static final double WORTH = 1.03;

  private static final int PATIENCE = 2;

  private WarmUp() {}

  /**
   * Repeats a slice of load until two in a row are no better than those before.
   *
   * @param longest when to stop in any case
   * @param slice load for a while; gives what it has reached in a second
   */
  static void run(Duration longest, ToDoubleFunction<Duration> slice) {
    double best = 0;
    int idle = 0;
    for (int left = SLICES; left > 0 && idle < PATIENCE; left--) {
      double reached = slice.applyAsDouble(longest.dividedBy(SLICES));
      idle = reached > best * WORTH ? 0 : idle + 1;
      best = Math.max(best, reached);
    }
  }
}
