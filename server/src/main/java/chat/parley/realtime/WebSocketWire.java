package chat.parley.realtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;

/**
 * A WebSocket. Frames go to the channel as bytes that are the same for all sockets, past the encoder, without
 * a future each; nothing is compressed.
 */
final class WebSocketWire implements Wire {
  private final Vertx vertx;
  private final Flushes flushes;
  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private final Duration farewell;
  private boolean flushing;

  WebSocketWire(Vertx vertx, Flushes flushes, ServerWebSocket socket, Duration farewell) {
    this.farewell = farewell;
    this.flushes = flushes;
    this.vertx = vertx;
    this.socket = socket;
    this.channel = ((WebSocketInternal) socket).channelHandlerContext();
  }

  @Override
  public long waiting() {
    ChannelOutboundBuffer buffer = channel.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  @Override
  public void write(Frame frame) {
    var _ = channel.write(frame.message(), channel.voidPromise());
    flushSoon();
  }

  /** Tells on the next turn of the event loop: the channel counts a frame's bytes until then. */
  @Override
  public Future<Void> writeAndTell(Frame frame) {
    Promise<Void> taken = Promise.promise();
    channel
        .write(frame.message())
        .addListener(written ->
            channel
                .executor()
                .execute(() -> {
                  if (written.isSuccess()) {
                    taken.complete();
                  } else {
                    taken.fail(written.cause());
                  }
                }));
    flushSoon();
    return taken.future();
  }

  /** A client that does not take the close frame either is cut off after a while. */
  @Override
  public void close(CloseCode code) {
    channel.flush();
    socket.close(code.code(), code.reason());
    vertx.setTimer(farewell.toMillis(), id -> cut());
  }

  private void cut() {
    var _ = channel.close();
  }

  @Override
  public void flush() {
    channel.flush();
  }

  private void flushSoon() {
    if (!flushing) {
      flushing = true;
      flushes.add(this);
    }
  }

  void flushNow() {
    flushing = false;
    channel.flush();
  }
}
