package chat.parley.realtime;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks every connection of an event loop for a sign of life from time to time, a twenty-fifth of them
 * at once.
 */
public final class Heartbeat {
  private static final int TURNS = 25;

  private final List<Set<Connection>> turns = new ArrayList<>();
  private final Duration silence;
  private int now;
  private int next;

  /**
   * @param beat how often each is asked
   * @param silence after how long without an answer a connection is closed
   */
  public Heartbeat(Vertx vertx, Duration beat, Duration silence) {
    this.silence = silence;
    for (int turn = 0; turn < TURNS; turn++) {
      turns.add(new LinkedHashSet<>());
    }
    vertx.setPeriodic(Math.max(1, beat.toMillis() / TURNS), id -> nextTurn());
  }

  /** Starts to ask a connection; gives what ends it. */
  public Runnable watch(Connection connection) {
    next = (next + 1) % TURNS;
    Set<Connection> turn = turns.get(next);
    turn.add(connection);
    return () -> turn.remove(connection);
  }

  /** Closes every connection. */
  public void closeAll(CloseCode code) {
    turns.forEach(turn -> List.copyOf(turn).forEach(each -> each.outbox().close(code)));
  }

  private void nextTurn() {
    now = (now + 1) % TURNS;
    List.copyOf(turns.get(now)).forEach(connection -> connection.beat(silence));
  }
}
