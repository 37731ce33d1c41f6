package chat.parley.realtime;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
   * A WebSocket.
   *
   * @param most how many bytes may wait in the outbox
   * @param counts what happens on it
   * @param farewell how long a client that is closed may take for its close frame
   * @param received gets each text message; binary ones close with {@code NOT_JSON}
   * @param ended called once when the client is gone
   */
  public static Connection of(
      Vertx vertx,
      Flushes flushes,
      ServerWebSocket socket,
      long most,
      LiveCounts counts,
      Duration farewell,
      Handler<String> received,
      Runnable ended) {
    Outbox outbox = new Outbox(new WebSocketWire(vertx, flushes, socket, farewell), most, counts);
    counts.sockets().increment();
    Connection connection = new Connection(outbox, () -> socket.writePing(Buffer.buffer()), true);
    socket.textMessageHandler(text -> {
      connection.heard();
      received.handle(text);
    });
    socket.binaryMessageHandler(bytes -> outbox.close(CloseCode.NOT_JSON));
    socket.pongHandler(pong -> connection.heard());
    socket.exceptionHandler(failure -> {
      if (failure instanceof TooLongFrameException) {
        outbox.close(CloseCode.TOO_BIG);
      }
    });
    socket.closeHandler(closed -> {
      outbox.gone();
      counts.sockets().decrement();
      ended.run();
    });
    return connection;
  }

  /** An event stream; it has no way to answer. */
  public static Connection of(
      HttpServerResponse response, long most, LiveCounts counts, Runnable ended) {
    EventStreamWire wire = new EventStreamWire(response);
    Outbox outbox = new Outbox(wire, most, counts);
    counts.streams().increment();
    response.closeHandler(closed -> {
      outbox.gone();
      counts.streams().decrement();
      ended.run();
    });
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
