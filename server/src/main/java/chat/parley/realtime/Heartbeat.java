package chat.parley.realtime;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks every connection of an event loop for a sign of life from time to time, a twenty-fifth of them
 * at once.
 */
public final class Heartbeat {
  private static final int TURNS = 25;

  /** Between two connections that are closed, where few are; many are closed several at once. */
  private static final long MOST_PAUSE_MILLIS = 50;

  private static final long LEAST_PAUSE_MILLIS = 20;

  private final List<Set<Connection>> turns = new ArrayList<>();
  private final Vertx vertx;
  private final Duration silence;
  private @Nullable CloseCode ending;
  private int now;
  private int next;

  /**
   * @param beat how often each is asked
   * @param silence after how long without an answer a connection is closed
   */
  public Heartbeat(Vertx vertx, Duration beat, Duration silence) {
    this.vertx = vertx;
    this.silence = silence;
    for (int turn = 0; turn < TURNS; turn++) {
      turns.add(Collections.newSetFromMap(new IdentityHashMap<>()));
    }
    vertx.setPeriodic(Math.max(1, beat.toMillis() / TURNS), id -> nextTurn());
  }

  /** Starts to ask a connection; gives what ends it. */
  public Runnable watch(Connection connection) {
    next = (next + 1) % TURNS;
    Set<Connection> turn = turns.get(next);
    turn.add(connection);
    CloseCode code = ending;
    if (code != null) {
      vertx.runOnContext(next -> connection.outbox().close(code));
    }
    return () -> turn.remove(connection);
  }

  /**
   * Closes every connection, and each that comes from now on.
   *
   * @param most over what time; few connections take less
   * @return completes when all of them have been told
   */
  public Future<Void> closeAll(CloseCode code, Duration most) {
    ending = code;
    Queue<Connection> open = new ArrayDeque<>();
    turns.forEach(open::addAll);
    long each = most.toMillis() / Math.max(1, open.size());
    long pause = Math.clamp(each, LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
    int atOnce = (int) (open.size() / Math.max(1, most.toMillis() / pause) + 1);
    Promise<Void> closed = Promise.promise();
    closeSome(open, atOnce, pause, code, closed);
    return closed.future();
  }

  private void closeSome(
      Queue<Connection> open, int atOnce, long pause, CloseCode code, Promise<Void> closed) {
    for (int i = 0; i < atOnce && !open.isEmpty(); i++) {
      open.remove().outbox().close(code);
    }
    if (open.isEmpty()) {
      closed.complete();
    } else {
      vertx.setTimer(pause, id -> closeSome(open, atOnce, pause, code, closed));
    }
  }

  private void nextTurn() {
    now = (now + 1) % TURNS;
    List.copyOf(turns.get(now)).forEach(connection -> connection.beat(silence));
  }
}
