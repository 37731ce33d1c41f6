package chat.parley.bench.scenario;

import chat.parley.bench.process.Parley;
import chat.parley.bench.report.Column;
import chat.parley.bench.report.Line;
import chat.parley.bench.report.Section;
import chat.parley.bench.report.Target;
import java.io.IOException;
import java.nio.file.Path;

/** From the command to the first answer: on a new data directory, and on one that is in use. */
final class Start implements Scenario {
  private static final double MOST_MIB = 150;
  private static final double MOST_MILLIS = 1_500;

  @Override
  public String name() {
    return "start";
  }

  /** A data directory for the next start. */
  @FunctionalInterface
  interface Place {
    Path next() throws IOException;
  }

  /** Starts that were timed. */
  static final class Turn {
    private final Samples millis = new Samples();
    private final Samples mib = new Samples();

    /** To the first answer, in milliseconds. */
    double millis() {
      return millis.median();
    }

    /** What the Java process holds afterwards. */
    double mib() {
      return mib.median();
    }

    private Line line(String subject) {
      return Line.of(subject, millis(), mib());
    }
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Path data = stage.dataAtRest();
    Turn fresh = time(stage, () -> stage.freshData("fresh"));
    Turn used = time(stage, () -> data);
    return new Section(
            name(),
            "Start, to the first 200 of /health/ready",
            new Column("ms", 0),
            new Column("RSS MiB", 0))
        .add(fresh.line("a fresh data directory"))
        .add(
            used.line(
                "%,d messages in %,d rooms"
                    .formatted(stage.plan().size().messages(), stage.plan().size().rooms())))
        .add(Target.atMost("start with data, ms", used.millis(), MOST_MILLIS))
        .add(Target.atMost("memory after start, MiB", used.mib(), MOST_MIB))
        .note(
            "Memory is that of the Java process, %d s after the start."
                .formatted(stage.plan().settle().toSeconds()));
  }

  static Turn time(Stage stage, Place place) throws IOException {
    Turn turn = new Turn();
    for (int i = 0; i < stage.plan().starts(); i++) {
      Path data = place.next();
      long start = System.nanoTime();
      try (Parley parley = Parley.start(stage.installation(), stage.children(), data)) {
        parley.awaitAnswer();
        turn.millis.add((System.nanoTime() - start) / 1e6);
        Pause.of(stage.plan().settle());
        turn.mib.add(parley.rssKib() / 1024.0);
      }
    }
    return turn;
  }
}
