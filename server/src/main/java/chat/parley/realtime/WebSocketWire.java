package chat.parley.realtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * A WebSocket. Frames go to the channel as they are, without a copy and a future each, and are flushed
 * once for all that one turn of the event loop brings.
 */
final class WebSocketWire implements Wire {
  private static final long CUT_AFTER_MILLIS = 30_000;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private boolean flushing;

  WebSocketWire(Vertx vertx, ServerWebSocket socket) {
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
    var _ = channel.write(new TextWebSocketFrame(true, 0, frame.text()), channel.voidPromise());
    flushSoon();
  }

  /** Tells on the next turn of the event loop: the channel counts a frame's bytes until then. */
  @Override
  public Future<Void> writeAndTell(Frame frame) {
    Promise<Void> taken = Promise.promise();
    channel
        .write(new TextWebSocketFrame(true, 0, frame.text()))
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
    vertx.setTimer(CUT_AFTER_MILLIS, id -> cut());
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
      channel.executor().execute(this::flushNow);
    }
  }

  private void flushNow() {
    flushing = false;
    channel.flush();
  }
}
