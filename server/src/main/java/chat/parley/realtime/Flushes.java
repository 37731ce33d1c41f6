package chat.parley.realtime;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of one event loop that were written to and are not flushed yet: each is flushed once for
 * all that one turn of the event loop brings, and all by one task.
 */
public final class Flushes {
  private final Vertx vertx;
  private List<WebSocketWire> due = new ArrayList<>();
  private List<WebSocketWire> spare = new ArrayList<>();

  public Flushes(Vertx vertx) {
    this.vertx = vertx;
  }

  /** To be called once for each wire until it is flushed. */
  void add(WebSocketWire wire) {
    due.add(wire);
    if (due.size() == 1) {
      vertx.runOnContext(turn -> flush());
    }
  }

  private void flush() {
    List<WebSocketWire> present = due;
    due = spare;
    for (WebSocketWire wire : present) {
      wire.flushNow();
    }
    present.clear();
    spare = present;
  }
}
