package chat.parley.bench.scenario;

import chat.parley.bench.data.Neighbours;
import chat.parley.bench.data.Room;
import chat.parley.bench.process.Database;
import chat.parley.bench.process.Database.Script;
import chat.parley.bench.report.Cell;
import chat.parley.bench.report.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One script, run by pgbench on the data that Parley serves, while Parley has nothing to do. */
final class PgbenchTrial {
  private final Database database;
  private final String subject;
  private final List<Script> scripts;
  private final int clients;
  private final Samples perSecond = new Samples();
  private final Samples millis = new Samples();

  /**
   * @param subject what the table calls it
   */
  PgbenchTrial(Database database, String subject, List<Script> scripts, int clients) {
    this.database = database;
    this.subject = subject;
    this.scripts = scripts;
    this.clients = clients;
  }

  /** A statement of the resources, for any of these rooms and a member of it. */
  static List<Script> anyRoom(List<Room> rooms, String statement) {
    String sql = Statements.read(statement);
    return Neighbours.of(rooms).stream()
        .map(run -> new Script(run.pgbench() + sql, run.size()))
        .toList();
  }

  /** One round. */
  void run(Duration duration) throws IOException {
    database
        .pgbench(scripts, clients, (int) Math.max(1, duration.toSeconds()))
        .ifPresent(rate -> {
          perSecond.add(rate.perSecond());
          millis.add(rate.millis());
        });
  }

  /** What the table calls it. */
  String subject() {
    return subject;
  }

  /** Transactions a second; not a number if it did not run. */
  double perSecond() {
    return perSecond.median();
  }

  /** With the mean duration of a transaction where others have the median. */
  Line line() {
    return Double.isNaN(perSecond())
        ? Line.missing(subject, "no pgbench here")
        : new Line(subject, List.of(Cell.of(perSecond()), Cell.of(millis.median())));
  }
}
