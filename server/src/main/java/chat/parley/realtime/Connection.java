package chat.parley.realtime;

import chat.parley.limits.Limits;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;

/**
 * One client that is connected: what it is sent goes through its {@link Outbox}, and it is asked for a
 * sign of life from time to time.
 */
public final class Connection {
  private final Outbox outbox;
  private final Runnable ping;
  private final boolean answersPings;
  private long heardAt = System.nanoTime();

  private Connection(Outbox outbox, Runnable ping, boolean answersPings) {
    this.outbox = outbox;
    this.ping = ping;
    this.answersPings = answersPings;
  }

  /**
   * A WebSocket that has just been opened, on its event loop.
   *
   * @param most how many bytes may wait in the outbox
   * @param counts what happens on it
   * @param farewell how long a client that is closed may take for its close frame
   * @param received gets each text message, in UTF-8, until the outbox is closed
   * @param ended called once when the client is gone
   */
  public static Connection of(
      Vertx vertx,
      Flushes flushes,
      ServerWebSocket socket,
      long most,
      LiveCounts counts,
      Duration farewell,
      Handler<byte[]> received,
      Runnable ended) {
    WebSocketWire wire = new WebSocketWire(vertx, flushes, socket, farewell);
    Connection connection = new Connection(new Outbox(wire, most, counts), wire::ping, true);
    counts.sockets().increment();
    SocketFrames.read(
        socket, wire, Limits.FRAME_BYTES, connection.new SocketListener(received, counts, ended));
    return connection;
  }

  private final class SocketListener implements SocketFrames.Listener {
    private final Handler<byte[]> received;
    private final LiveCounts counts;
    private final Runnable ended;

    SocketListener(Handler<byte[]> received, LiveCounts counts, Runnable ended) {
      this.received = received;
      this.counts = counts;
      this.ended = ended;
    }

    @Override
    public void message(byte[] text) {
      heard();
      if (!outbox.isClosed()) {
        received.handle(text);
      }
    }

    @Override
    public void pong() {
      heard();
    }

    @Override
    public void broken(CloseCode rule) {
      outbox.close(rule);
    }

    @Override
    public void gone() {
      outbox.gone();
      counts.sockets().decrement();
      ended.run();
    }
  }

  /**
   * An event stream; it has no way to answer.
   *
   * @param ended called once when the stream is over, whoever ended it, on a turn of its own
   */
  public static Connection of(
      Vertx vertx, HttpServerResponse response, long most, LiveCounts counts, Runnable ended) {
    EventStreamWire wire = new EventStreamWire(response);
    Outbox outbox = new Outbox(wire, most, counts);
    counts.streams().increment();
    // Also called at our own end, when the close handler is not: within the call that ends the
    // response.
    response.endHandler(over ->
        vertx.runOnContext(turn -> {
          outbox.gone();
          counts.streams().decrement();
          ended.run();
        }));
    return new Connection(outbox, wire::comment, false);
  }

  public Outbox outbox() {
    return outbox;
  }

  /** Asks for a sign of life, or closes where there has been none for too long. */
  void beat(Duration silence) {
    if (outbox.isClosed()) {
      return;
    }
    if (answersPings && System.nanoTime() - heardAt > silence.toNanos()) {
      outbox.close(CloseCode.SILENT);
    } else {
      ping.run();
    }
  }

  private void heard() {
    heardAt = System.nanoTime();
  }
}
