package chat.parley.bench.scenario;

import chat.parley.bench.process.Database;
import chat.parley.bench.report.Cell;
import chat.parley.bench.report.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One script, run by pgbench on the data that Parley serves, while Parley has nothing to do. */
final class PgbenchTrial {
  private final Database database;
  private final String subject;
  private final Optional<String> script;
  private final int clients;
  private final Samples perSecond = new Samples();
  private final Samples millis = new Samples();
  private String why = "no pgbench here";

  /**
   * @param subject what the table calls it
   * @param script empty if there is none for this data
   */
  PgbenchTrial(Database database, String subject, Optional<String> script, int clients) {
    this.database = database;
    this.subject = subject;
    this.script = script;
    this.clients = clients;
    if (script.isEmpty()) {
      why = "no script for this data";
    }
  }

  /** One round. */
  void run(Duration duration) throws IOException {
    if (script.isPresent()) {
      database
          .pgbench(script.get(), clients, (int) Math.max(1, duration.toSeconds()))
          .ifPresent(rate -> {
            perSecond.add(rate.perSecond());
            millis.add(rate.millis());
          });
    }
  }

  /** Transactions a second; not a number if it did not run. */
  double perSecond() {
    return perSecond.median();
  }

  /** With the mean duration of a transaction where others have the median. */
  Line line() {
    return Double.isNaN(perSecond())
        ? Line.missing(subject, why)
        : new Line(subject, List.of(Cell.of(perSecond()), Cell.of(millis.median())));
  }
}
