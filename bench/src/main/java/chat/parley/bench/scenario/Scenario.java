package chat.parley.bench.scenario;

import chat.parley.bench.report.Section;
import java.io.IOException;
import java.util.List;

/** Something to measure. */
public interface Scenario {
  /** As the command line calls it. */
  String name();

  Section play(Stage stage) throws IOException;

  /** Whether a target that is missed makes the whole run fail; else it is only said. */
  default boolean judges() {
    return false;
  }

  /** All of them, in the order in which they are played. */
  static List<Scenario> all() {
    return List.of(
        new History(),
        new Depth(),
        new Send(),
        new HotRoom(),
        new LiveDelivery(),
        new LoginStorm(),
        new IdleSockets(),
        new Start(),
        new SeveralNodes(),
        new Growth(),
        new Soak());
  }
}
