package chat.parley.realtime;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A response that goes on: an event stream (WHATWG HTML, 9.2). It has no close codes, it just ends. */
final class EventStreamWire implements Wire {
  private final HttpServerResponse response;
  private long waiting;

  EventStreamWire(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public long waiting() {
    return waiting;
  }

  @Override
  public void write(Frame frame) {
    write(frame.eventStream());
  }

  @Override
  public Future<Void> writeAndTell(Frame frame) {
    return write(frame.eventStream());
  }

  @Override
  public void flush() {
    // The response does so with each write.
  }

  @Override
  public void close(CloseCode code) {
    if (waiting > 0) {
      response.reset();
    } else {
      response.end();
    }
  }

  /** A line that clients ignore and proxies see as a sign of life. */
  void comment() {
    write(Buffer.buffer(":\n\n"));
  }

  private Future<Void> write(Buffer bytes) {
    waiting += bytes.length();
    return response.write(bytes).onComplete(taken -> waiting -= bytes.length());
  }
}
