package chat.parley.realtime;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks every connection of an event loop for a sign of life every 25 s, a twenty-fifth of them each
 * second.
 */
public final class Heartbeat {
  private static final int SECONDS = 25;

  private final List<Set<Connection>> turns = new ArrayList<>();
  private int now;
  private int next;

  public Heartbeat(Vertx vertx) {
    for (int second = 0; second < SECONDS; second++) {
      turns.add(new LinkedHashSet<>());
    }
    vertx.setPeriodic(
        1_000,
        id -> {
          now = (now + 1) % SECONDS;
          List.copyOf(turns.get(now)).forEach(Connection::beat);
        });
  }

  /** Starts to ask a connection; gives what ends it. */
  public Runnable watch(Connection connection) {
    next = (next + 1) % SECONDS;
    Set<Connection> turn = turns.get(next);
    turn.add(connection);
    return () -> turn.remove(connection);
  }

  /** Closes every connection. */
  public void closeAll(CloseCode code) {
    turns.forEach(turn -> List.copyOf(turn).forEach(each -> each.outbox().close(code)));
  }
}
