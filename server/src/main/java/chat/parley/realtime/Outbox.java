package chat.parley.realtime;

import io.vertx.core.Future;

/**
 * What waits for one client, bounded in bytes. A client that does not keep up first loses what does not
 * last, and is then cut off with a code that lets it come back and miss nothing.
 *
 * <p>Pages that the client asked for are not counted: they follow one another as the network takes them.
 */
public final class Outbox {
  private final Wire wire;
  private final long most;
  private final LiveCounts counts;
  private long pageBytes;
  private boolean closed;

  /**
   * @param most how many bytes may wait
   */
  Outbox(Wire wire, long most, LiveCounts counts) {
    this.wire = wire;
    this.most = most;
    this.counts = counts;
  }

  /** Sends a frame that must arrive, or closes as too slow. */
  public void send(Frame frame) {
    if (closed) {
      return;
    }
    if (!fits(frame)) {
      wire.flush();
    }
    if (!fits(frame)) {
      close(CloseCode.TOO_SLOW);
    } else {
      write(frame);
    }
  }

  /** Sends a frame that may be dropped; it is when half of the room is taken. */
  public void offer(Frame frame) {
    if (closed) {
      return;
    }
    if (waiting() + frame.length() <= most / 2) {
      write(frame);
    } else {
      counts.dropped().increment();
    }
  }

  /** Sends a page; completes when the network has taken it, and the next may follow. */
  public Future<Void> sendPage(Frame page) {
    if (closed) {
      return Future.failedFuture("closed");
    }
    pageBytes += page.length();
    counts.deliveries().increment();
    return wire.writeAndTell(page).onComplete(gone -> pageBytes -= page.length());
  }

  public void close(CloseCode code) {
    if (!closed) {
      closed = true;
      counts.closed(code);
      wire.close(code);
    }
  }

  public boolean isClosed() {
    return closed;
  }

  /** To be called when the client is gone. */
  void gone() {
    closed = true;
  }

  private void write(Frame frame) {
    counts.deliveries().increment();
    wire.write(frame);
  }

  private boolean fits(Frame frame) {
    return waiting() + frame.length() <= most;
  }

  private long waiting() {
    return wire.waiting() - pageBytes;
  }
}
