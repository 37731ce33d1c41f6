package chat.parley.sync;

import chat.parley.limits.Times;
import chat.parley.realtime.Bus;
import io.vertx.core.Vertx;

/**
 * Shows the other nodes that this one lives, and names who is on it: everybody once in a while, a part
 * at each beat, and all at once when the others may think that this node is dead.
 */
public final class RollCall {
  private static final long HURRIED_MILLIS = 100;

  private final Vertx vertx;
  private final Bus bus;
  private final PresenceBoard board;
  private final Times.Nodes times;
  private final int parts;
  private int part;
  private boolean cutOff;
  private long lastBeat = System.nanoTime();

  private RollCall(Vertx vertx, Bus bus, PresenceBoard board, Times.Nodes times) {
    this.vertx = vertx;
    this.bus = bus;
    this.board = board;
    this.times = times;
    this.parts = (int) Math.max(1, times.roll().toMillis() / times.beat().toMillis());
  }

  /** Goes on as long as the event loops do; one node alone has nobody to tell. */
  public static void begin(Vertx vertx, Bus bus, PresenceBoard board, Times.Nodes times) {
    if (!bus.isAlone()) {
      RollCall call = new RollCall(vertx, bus, board, times);
      vertx.setPeriodic(times.beat().toMillis(), id -> call.beat());
    }
  }

  private void beat() {
    long now = System.nanoTime();
    boolean late = now - lastBeat > 2 * times.beat().toNanos();
    lastBeat = now;
    if (!bus.isWhole()) {
      cutOff = true;
      return;
    }
    bus.publish(NodeFrames.alive(board.node()));
    if (late || cutOff) {
      cutOff = false;
      nameAll(0);
    } else {
      part = (part + 1) % parts;
      board.nameSome(part, parts);
    }
  }

  private void nameAll(int from) {
    if (from < parts) {
      board.nameSome(from, parts);
      vertx.setTimer(HURRIED_MILLIS, id -> nameAll(from + 1));
    }
  }
}
