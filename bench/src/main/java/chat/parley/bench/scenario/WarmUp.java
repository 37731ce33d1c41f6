package chat.parley.bench.scenario;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** Load before anything is counted: Java compiles what runs often, and that takes its time. */
final class WarmUp {
  private static final Duration SLICE = Duration.ofSeconds(1);

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
    for (long left = longest.toSeconds(); left > 0 && idle < PATIENCE; left--) {
      double reached = slice.applyAsDouble(SLICE);
      idle = reached > best * WORTH ? 0 : idle + 1;
      best = Math.max(best, reached);
    }
  }
}
