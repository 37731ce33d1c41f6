package chat.parley.bench.scenario;

import chat.parley.bench.process.Cpu;
import chat.parley.bench.process.Subject;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Load before anything is counted: Java compiles what runs often, and that takes its time. */
final class WarmUp {
  /** Into so many slices is the longest time divided. */
  private static final int SLICES = 12;

  /** What a slice must bring beyond the best before, to be worth another one. */
  private static final double WORTH = 1.02;

  /** The part of a server's CPU time up to which its compiling does not count. */
  private static final double MOST_COMPILING = 0.05;

  private static final int PATIENCE = 3;

  private WarmUp() {}

  /** The same at a rate that is given, which Java compiles anew for: less is done at once. */
  static void settle(Subject subject, Duration longest, Consumer<Duration> slice) {
    run(
        subject,
        longest,
        duration -> {
          slice.accept(duration);
          return 0;
        });
  }

  /**
   * Repeats a slice of load until three in a row are no better than those before, and have little to compile.
   *
   * @param longest when to stop in any case
   * @param slice load for a while; gives what it has reached in a second
   */
  static void run(Subject subject, Duration longest, ToDoubleFunction<Duration> slice) {
    double best = 0;
    int idle = 0;
    for (int left = SLICES; left > 0 && idle < PATIENCE; left--) {
      Cpu before = subject.cpu();
      double reached = slice.applyAsDouble(longest.dividedBy(SLICES));
      Cpu used = subject.cpu().since(before);
      boolean compiling = used.compiler() > used.server() * MOST_COMPILING;
      idle = compiling || reached > best * WORTH ? 0 : idle + 1;
      best = Math.max(best, reached);
    }
  }
}
