package chat.parley.bench.scenario;

import chat.parley.bench.data.Room;
import chat.parley.bench.report.Section;
import java.io.IOException;
import java.util.List;

/** Sending into one and the same room: every message waits for the number of the one before. */
final class HotRoom implements Scenario {
  @Override
  public String name() {
    return "hot-room";
  }

  @Override
  public Section play(Stage stage) throws IOException {
    Site site = stage.site();
    Room room = site.people().rooms().getFirst();
    PgbenchTrial contended =
        Send.pgbench(
            site, "pgbench, the same statement, one room contended", List.of(room), "send.sql");
    return Send.play(
        stage,
        new Section(name(), "Send, all into one hot room (REST, no key)", Send.columns()),
        List.of(room),
        List.of(contended));
  }
}
