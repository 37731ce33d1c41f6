package chat.parley.bench.scenario;

import chat.parley.bench.process.Parley;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.time.Duration;

/**
 * Hours of ordinary use in short: whether anything is kept that nobody needs. What the heap holds after a full
 * collection, before and after, is what counts; the load is light, so it may run beside other things.
 */
final class Soak implements Scenario {
  private static final int SLICES = 6;

  /** The first of them fills what is bounded: caches, pools, compiled code. */
  private static final int WARM_UP = 1;

  /** How much more may live in the heap in the end, in MiB: less than a message or a socket each would leave. */
  private static final double MOST_GROWTH_MIB = 8;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public boolean judges() {
    return true;
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Duration slice = stage.plan().soak().dividedBy(SLICES);
    Site site = stage.site();
    Section section =
        new Section(
            name(),
            "Soak: %,d s of reading, sending, live delivery, coming and going"
                .formatted(stage.plan().soak().toSeconds()),
            new Column("live heap MiB", 2),
            new Column("RSS MiB", 0),
            new Column("history/s", 0),
            new Column("p99 ms", 2),
            new Column("sent/s", 0),
            new Column("p99 ms", 2),
            new Column("deliveries/s", 0),
            new Column("p99 ms", 2),
            new Column("logins", 0));
    double first = 0;
    double last = 0;
    long failed = 0;
    try (MixedLoad load = new MixedLoad(stage, site)) {
      for (int i = 1; i <= SLICES; i++) {
        MixedLoad.Seen seen = load.run(slice);
        failed += seen.failed();
        double heap = mib(site.parley().liveHeapBytes());
        last = heap;
        if (i == WARM_UP) {
          first = heap;
        }
        section.add(
            line("after %,d s".formatted(i * slice.toSeconds()), heap, site.parley(), seen));
        stage.progress().say("soak: %,d s, %.2f MiB".formatted(i * slice.toSeconds(), heap));
      }
    }
    return section
        .add(Target.atMost("soak, growth of the live heap, MiB", last - first, MOST_GROWTH_MIB))
        .add(Target.atMost("soak, requests refused", (double) failed, 0))
        .note(
            "What lives in the heap is counted after a full collection (jcmd GC.class_histogram).");
  }

  private static Line line(String name, double heap, Parley parley, MixedLoad.Seen seen) {
    return Line.of(
        name,
        heap,
        parley.rssKib() / 1024.0,
        seen.read().perSecond(),
        seen.read().millis(99),
        seen.sent().perSecond(),
        seen.sent().millis(99),
        seen.delivered().perSecond(),
        seen.delivered().millis(99),
        seen.visits());
  }

  private static double mib(long bytes) {
    return bytes / (1024.0 * 1024);
  }
}
